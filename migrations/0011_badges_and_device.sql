-- Frozen at a run's start: the badges to win, [{ id, title, message, emblem, criteria }], and what it is played on.
alter table run add column badges jsonb not null default '[]';
-- Null: the browser did not say.
alter table run add column device text check (device in ('computer', 'tablet', 'phone'));
