-- The play loop. Written by the room `runs` only.

create table run (
  id bigint generated always as identity primary key,
  user_id bigint not null references lti_user on delete cascade,
  -- A trial leaves no trace in results: no participation points to it.
  trial boolean not null default false,
  title text not null,
  locale text not null,
  -- Where the run was begun, an address inside Palier: the way back.
  origin text not null,
  -- Frozen at the start: [{ id, tube, competence, level, pix }].
  scope jsonb not null,
  policy jsonb not null,
  seed text not null,
  content_version text not null,
  status text not null default 'started' check (status in ('started', 'finished')),
  current_challenge text,
  current_skill text,
  -- The engine's estimate of the questions that remain, this one included.
  remaining_low integer not null default 0,
  remaining_high integer not null default 0,
  -- How many answers the pupil has already seen corrected at a checkpoint.
  acknowledged integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index run_user on run (user_id);

create table answer (
  id bigint generated always as identity primary key,
  run_id bigint not null references run on delete cascade,
  position integer not null,
  challenge_id text not null,
  skill_id text not null,
  -- { choices: [n] } or { fields: { id: text } }; null when skipped.
  response jsonb,
  outcome text not null check (outcome in ('right', 'wrong', 'skipped')),
  guess real not null,
  answered_at timestamptz not null,
  unique (run_id, challenge_id),
  unique (run_id, position)
);

create table run_skill (
  run_id bigint not null references run on delete cascade,
  skill_id text not null,
  status text not null check (status in ('validated', 'invalidated')),
  source text not null check (source in ('direct', 'inferred')),
  because_skill text,
  because_correct boolean,
  primary key (run_id, skill_id)
);
