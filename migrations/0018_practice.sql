-- Free practice: one competence, as often as one likes, with nobody to send it to. Written by the room `student` only.
create table practice (
  id bigint generated always as identity primary key,
  user_id bigint not null references lti_user on delete cascade,
  competence text not null,
  run_id bigint not null unique references run on delete cascade,
  -- The year of its 1 September, Europe/Paris: when it is erased.
  school_year integer not null,
  started_at timestamptz not null
);
create index practice_user on practice (user_id, competence);
create index practice_year on practice (school_year);

-- A competence begun again: what was shown of it before no longer counts. Written by the room `runs` only. No key on
-- (person, competence): two people may turn out to be one, and the latest row is the one that counts.
create table knowledge_reset (
  id bigint generated always as identity primary key,
  user_id bigint not null references lti_user on delete cascade,
  competence text not null,
  reset_at timestamptz not null
);
create index knowledge_reset_user on knowledge_reset (user_id);
