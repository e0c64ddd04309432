-- Campaigns and participations. Written by the room `campaigns` only.

create table campaign (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[BCDFGHJKMPQRTVWXY]{6}[2346789]{3}$'),
  platform_id bigint not null references platform on delete cascade,
  context_id bigint references context on delete set null,
  owner_id bigint references lti_user on delete set null,
  name text not null,
  title text not null,
  landing_text text not null default '',
  target_profile text not null,
  -- Skills targeted, frozen at creation.
  skills text[] not null,
  policy jsonb not null,
  competence_columns boolean not null default false,
  -- One per form sent by one session: three quick clicks make one campaign.
  request_key text unique,
  created_at timestamptz not null,
  archived_at timestamptz
);
create index campaign_platform on campaign (platform_id);
create index campaign_owner on campaign (owner_id);

create table participation (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaign on delete cascade,
  platform_id bigint not null references platform on delete cascade,
  deployment_id bigint not null references deployment on delete cascade,
  context_id bigint not null references context on delete cascade,
  user_id bigint not null references lti_user on delete cascade,
  -- The year of its 1 September, Europe/Paris.
  school_year integer not null,
  attempt integer not null default 1,
  run_id bigint not null unique references run on delete cascade,
  started_at timestamptz not null,
  -- Null until the pupil sends; a finished run that is not sent is « en attente d'envoi ».
  shared_at timestamptz,
  -- Percent.
  mastery integer,
  -- What the teacher sees, frozen at sending.
  result jsonb,
  unique (campaign_id, context_id, user_id, school_year, attempt)
);
create index participation_user on participation (user_id);

-- The campaign of a link, as its latest launch says: a teacher may give an activity another one.
create table campaign_link (
  resource_link_id bigint primary key references resource_link on delete cascade,
  campaign_id bigint not null references campaign on delete cascade
);

-- Links through which this pupil met this participation: each one's line item gets the result.
create table participation_link (
  participation_id bigint not null references participation on delete cascade,
  resource_link_id bigint not null references resource_link on delete cascade,
  primary key (participation_id, resource_link_id)
);
