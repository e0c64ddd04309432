-- The administrator's console. Written by the room `admin` only.

-- One-time links made by the command line.
create table admin_key (
  token_hash bytea primary key,
  -- The account that made it, for the audit log.
  made_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table admin_session (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  opened_by text not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz
);

-- Those that somebody must look at, among hundreds of thousands that arrived.
create index grade_refused on grade (user_id) where state = 'refused';
