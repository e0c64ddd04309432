-- A column of grades that was deleted in the LMS is made again, or reported: as the teacher of the course chose. The
-- campaign says what a course begins with; a course's own choice counts for that course alone.
alter table campaign add column deleted_columns text not null default 'recreate'
  check (deleted_columns in ('recreate', 'report'));

create table campaign_course (
  campaign_id bigint not null references campaign on delete cascade,
  context_id bigint not null references context on delete cascade,
  deleted_columns text check (deleted_columns in ('recreate', 'report')),
  -- When the course's columns were last compared with ours.
  columns_checked_at timestamptz,
  primary key (campaign_id, context_id)
);

-- A teacher asked for this column anew, whatever was chosen: until it stands again.
alter table line_item add column remake boolean not null default false;
-- The address that took the grade: a column made again has another.
alter table grade add column sent_to text;
