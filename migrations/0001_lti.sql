-- Platforms, their people and places, and our own keys. Written by the room `lti` only.

create table platform (
  id bigint generated always as identity primary key,
  name text not null,
  issuer text not null,
  client_id text not null,
  auth_url text not null,
  token_url text not null,
  jwks_url text not null,
  status text not null default 'active' check (status in ('pending', 'active', 'disabled')),
  -- Origins that may frame us beside the platform's own (an ENT around Moodle).
  frame_origins text[] not null default '{}',
  -- The last good key set: used while the platform's key address is down.
  jwks jsonb,
  jwks_fetched_at timestamptz,
  product text,
  last_launch_at timestamptz,
  last_service_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  unique (issuer, client_id)
);

create table deployment (
  id bigint generated always as identity primary key,
  platform_id bigint not null references platform on delete cascade,
  deployment_id text not null,
  status text not null default 'active' check (status in ('pending', 'active', 'disabled')),
  -- The course of the launch that showed an unknown deployment: tells the administrator whose it is.
  seen_in text,
  created_at timestamptz not null default now(),
  unique (platform_id, deployment_id)
);

create table lti_user (
  id bigint generated always as identity primary key,
  platform_id bigint not null references platform on delete cascade,
  sub text not null,
  name text,
  given_name text,
  family_name text,
  locale text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  unique (platform_id, sub)
);

create table context (
  id bigint generated always as identity primary key,
  deployment_id bigint not null references deployment on delete cascade,
  context_id text not null,
  label text,
  title text,
  memberships_url text,
  line_items_url text,
  ags_scopes text[] not null default '{}',
  roster_fetched_at timestamptz,
  roster_tried_at timestamptz,
  roster_error text,
  created_at timestamptz not null default now(),
  unique (deployment_id, context_id)
);

create table resource_link (
  id bigint generated always as identity primary key,
  context_id bigint not null references context on delete cascade,
  link_id text not null,
  title text,
  line_item_url text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  unique (context_id, link_id)
);

-- What launches and the roster say of a person in a context. Rights follow `launch_role` alone.
create table enrolment (
  context_id bigint not null references context on delete cascade,
  user_id bigint not null references lti_user on delete cascade,
  launch_role text check (launch_role in ('learner', 'teacher')),
  launched_at timestamptz,
  roster_role text check (roster_role in ('learner', 'teacher')),
  roster_active boolean not null default false,
  primary key (context_id, user_id)
);
create index enrolment_user on enrolment (user_id);

create table used_nonce (
  hash bytea primary key,
  expires_at timestamptz not null
);
create index used_nonce_expiry on used_nonce (expires_at);

create table tool_key (
  kid text primary key,
  public_jwk jsonb not null,
  -- AES-256-GCM under SECRET_KEY.
  private_jwk bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

create table registration_invite (
  token_hash bytea primary key,
  auto_approve boolean not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);

create table session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  platform_id bigint not null references platform on delete cascade,
  deployment_id bigint not null references deployment on delete cascade,
  user_id bigint not null references lti_user on delete cascade,
  context_id bigint references context on delete cascade,
  resource_link_id bigint references resource_link on delete cascade,
  role text not null check (role in ('learner', 'teacher', 'none')),
  locale text not null,
  -- Settings of an LtiDeepLinkingRequest, kept for its answer.
  deep_linking jsonb,
  return_url text,
  created_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz
);
create index session_of_user on session (user_id);
create index session_age on session (created_at);
