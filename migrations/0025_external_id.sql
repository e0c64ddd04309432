-- What a campaign asks pupils to write before they begin (a badge's number, a group…), and what they wrote.
alter table campaign add column external_id_label text check (length(external_id_label) between 1 and 100);
alter table participation add column external_id text check (length(external_id) between 1 and 255);
