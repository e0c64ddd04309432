-- The level that a teacher put in the place of the one that Palier proposes, for the school report of a pupil (LSU): one
-- a domain and a school year. `level` null: not assessed. Written by the room `teacher` only.
create table lsu_level (
  user_id bigint not null references lti_user on delete cascade,
  school_year integer not null,
  domain text not null,
  level integer,
  written_at timestamptz not null,
  primary key (user_id, school_year, domain)
);
