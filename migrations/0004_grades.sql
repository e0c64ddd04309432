-- Grades on their way to the LMS. Written by the room `grades` only.
-- The row is the truth, the job only a nudge.

-- Line items that we made or found, so that a retry never makes a second one.
create table line_item (
  id bigint generated always as identity primary key,
  resource_link_id bigint not null references resource_link on delete cascade,
  resource_id text not null,
  tag text not null,
  label text not null,
  score_maximum double precision not null,
  -- Null until made, or found, in the LMS; a link's own column is that of its launches, unless that one is gone.
  url text,
  -- Until when one process alone looks for it, or makes it.
  making_until timestamptz,
  unique (resource_link_id, resource_id, tag)
);

create table grade (
  id bigint generated always as identity primary key,
  participation_id bigint not null references participation on delete cascade,
  line_item_id bigint not null references line_item on delete cascade,
  user_id bigint not null references lti_user on delete cascade,
  score_given double precision not null,
  score_maximum double precision not null,
  comment text not null,
  state text not null default 'pending' check (state in ('pending', 'sent', 'refused', 'superseded')),
  attempts integer not null default 0,
  -- Why the last try failed, in words for the teacher.
  reason text,
  queued_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  unique (participation_id, line_item_id)
);
create index grade_pending on grade (queued_at) where state = 'pending';
create index grade_target on grade (line_item_id, user_id);
create index grade_user on grade (user_id);
