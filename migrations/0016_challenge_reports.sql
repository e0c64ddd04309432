-- What people say is wrong with a challenge. Written by `runs`; `campaigns` notes that the teacher has seen it, `admin`
-- that it was seen to.
create table challenge_report (
  id bigint generated always as identity primary key,
  user_id bigint not null references lti_user on delete cascade,
  -- Where it was met: the course whose teacher reads it.
  run_id bigint not null references run on delete cascade,
  challenge_id text not null,
  kind text not null check (kind in ('unclear', 'media', 'mistake', 'broken', 'other')),
  words text not null default '' check (length(words) <= 500),
  reported_at timestamptz not null,
  seen_at timestamptz,
  treated_at timestamptz
);
-- One at a time of a person and a challenge.
create unique index challenge_report_open on challenge_report (user_id, challenge_id) where treated_at is null;
create index challenge_report_run on challenge_report (run_id);
