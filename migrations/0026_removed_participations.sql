-- Participations that a teacher removed: nothing else shows them, and they can be put back for thirty days, then go
-- for good with their run. Written by the room `campaigns` only.
create table removed_participation (
  -- Of the participation.
  id bigint primary key,
  campaign_id bigint not null references campaign on delete cascade,
  platform_id bigint not null references platform on delete cascade,
  deployment_id bigint not null references deployment on delete cascade,
  context_id bigint not null references context on delete cascade,
  user_id bigint not null references lti_user on delete cascade,
  school_year integer not null,
  run_id bigint not null unique references run on delete cascade,
  -- The rest of its row, and what hung on it: the activities that led to it, and its grades.
  participation jsonb not null,
  links jsonb not null,
  grades jsonb not null,
  removed_at timestamptz not null
);
create index removed_participation_course on removed_participation (campaign_id, context_id);
create index removed_participation_user on removed_participation (user_id);
create index removed_participation_removed on removed_participation (removed_at);
