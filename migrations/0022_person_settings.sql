-- How a person wants to read Palier, on any computer. No row: as the launch and the device say.
create table person_settings (
  user_id bigint primary key references lti_user on delete cascade,
  -- Null: as each launch says.
  language text check (language in ('fr', 'en')),
  theme text not null check (theme in ('auto', 'light', 'dark')),
  contrast text not null check (contrast in ('auto', 'high')),
  letters text not null check (letters in ('usual', 'spaced')),
  size text not null check (size in ('usual', 'large', 'larger')),
  motion text not null check (motion in ('auto', 'less')),
  changed_at timestamptz not null
);
