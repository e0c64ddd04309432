-- Parcours that teachers compose for themselves and their colleagues of the same LMS. A campaign made of one freezes its
-- skills and keeps its title: what becomes of this row later does not touch it.
create table composed_model (
  id bigint generated always as identity primary key,
  platform_id bigint not null references platform on delete cascade,
  owner_id bigint references lti_user on delete set null,
  title text not null check (length(title) between 1 and 100),
  description text not null default '' check (length(description) <= 500),
  -- Tubes by their id in the bank, each up to `max_level`.
  tubes text[] not null,
  max_level smallint not null check (max_level between 1 and 8),
  -- One per form sent by one session.
  request_key text not null unique,
  created_at timestamptz not null,
  -- Out of the catalogue since then.
  removed_at timestamptz
);
create unique index composed_model_title on composed_model (platform_id, lower(title)) where removed_at is null;
create index composed_model_owner on composed_model (owner_id);
