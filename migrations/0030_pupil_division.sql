-- The class of a pupil in a school year, as a teacher of theirs gave it. Written by the room `teacher` only.
create table pupil_division (
  user_id bigint not null references lti_user on delete cascade,
  school_year integer not null,
  division text not null,
  written_at timestamptz not null,
  primary key (user_id, school_year)
);
