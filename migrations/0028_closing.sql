-- Until when a course is asked to finish, what leaves by itself then, and when its teacher closed it.
alter table campaign_course
  add column deadline timestamptz,
  -- At the deadline, or when it is closed, finished results leave by themselves: those of pupils who were told.
  add column automatic_sending boolean not null default false,
  add column closed_at timestamptz,
  add check (deadline is not null or not automatic_sending);

alter table participation
  -- The deadline at which this pupil read that a finished result leaves by itself; null: they read no such thing.
  add column told_deadline timestamptz,
  -- Sent at the deadline, or at the closing, not by the pupil.
  add column sent_by_itself boolean not null default false;
create index participation_told on participation (campaign_id, context_id)
  where told_deadline is not null and shared_at is null;
