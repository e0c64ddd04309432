-- A key of ours is published at once and signs only when platforms that keep the set for a while have read it.
alter table tool_key add column signs_from timestamptz;
update tool_key set signs_from = created_at;
alter table tool_key alter column signs_from set not null;
