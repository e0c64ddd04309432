-- Challenges that a pupil could not do in a run, in order, and what became of each:
-- [{ challenge, skill, reason, replacement, position }]; without a replacement the skill left the run's count.
alter table run add column obstacles jsonb not null default '[]';

-- Whether this run has said what a question « de mémoire » is, and how often the page of the one asked now was left.
alter table run add column focus_told boolean not null default false;
alter table run add column left_page integer not null default 0;
alter table answer add column left_page integer not null default 0;
