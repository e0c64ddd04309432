-- What a person made of a lesson: kept for later, read, and whether it helped. Written by the room `runs` only.
create table tutorial_mark (
  user_id bigint not null references lti_user on delete cascade,
  tutorial text not null,
  saved_at timestamptz,
  done_at timestamptz,
  -- Null: not said.
  helped boolean,
  changed_at timestamptz not null,
  primary key (user_id, tutorial)
);
create index tutorial_mark_age on tutorial_mark (changed_at);
create index tutorial_mark_votes on tutorial_mark (tutorial) where helped is not null;
