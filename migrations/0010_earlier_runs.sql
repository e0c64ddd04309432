-- What earlier runs of the same person leave to a new one, and second attempts.

-- « À neuf »: a run of this campaign starts from nothing.
alter table campaign add column fresh_start boolean not null default false;
-- Whether a result sent may be improved and sent again.
alter table campaign add column multiple_sendings boolean not null default true;
-- The pupils of campaigns made so far were told that what they send no longer changes.
update campaign set multiple_sendings = false;

-- Frozen at the start: [{ skill, status, source, because, guess, at }], and the challenges met before.
alter table run add column earlier jsonb not null default '[]';
alter table run add column met text[] not null default '{}';
