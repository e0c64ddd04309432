-- What a campaign is for: to assess what it targets, or to collect the profiles of its pupils, who then answer nothing.
alter table campaign add column purpose text not null default 'assess' check (purpose in ('assess', 'collect'));
-- Whether what pupils send goes to the gradebook of the course.
alter table campaign add column graded boolean not null default true;
