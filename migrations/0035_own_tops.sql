-- Of a composed parcours, tubes that stop at a level of their own, by id: the others go up to `max_level`.
alter table composed_model add tops jsonb not null default '{}' check (jsonb_typeof(tops) = 'object');
