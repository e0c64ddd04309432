-- What each tube shows is frozen with the result, levels as bits: a class is counted without reading its runs again.
-- Results sent before this get it from their run, which nothing has changed since.
update participation set result = result || jsonb_build_object('tubes', coalesce((
  select jsonb_agg(jsonb_build_object('tube', tube, 'competence', competence, 'targeted', targeted, 'validated', validated)
    order by place)
  from (
    select skill.tube, min(skill.competence) as competence, bit_or(1 << skill.level) as targeted,
      coalesce(bit_or(1 << skill.level) filter (where run_skill.skill_id is not null), 0) as validated,
      min(skill.place) as place
    from rows from (jsonb_to_recordset(run.scope) as (id text, tube text, competence text, level integer))
      with ordinality as skill(id, tube, competence, level, place)
    left join run_skill on run_skill.run_id = run.id and run_skill.skill_id = skill.id
      and run_skill.status = 'validated'
    where not exists (
      select from jsonb_array_elements(run.obstacles) as obstacle
      where obstacle ->> 'skill' = skill.id and obstacle ->> 'replacement' is null
    )
    group by skill.tube
  ) as shown), '[]'))
from run
where run.id = participation.run_id and participation.shared_at is not null and not participation.result ? 'tubes';
