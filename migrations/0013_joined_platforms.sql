-- Two registrations of one platform (a tool registered anew, or by hand and automatically) may be joined: they stay
-- two, each with its client id, deployments and services, and share people, campaigns and courses. Whatever hangs on a
-- person, a course or an activity hangs on one row: that of `joined_to`, or the one that `same_as` names.
alter table platform add column joined_to bigint references platform check (joined_to <> id);
alter table context add column same_as bigint references context on delete set null check (same_as <> id);
alter table resource_link add column same_as bigint references resource_link on delete set null check (same_as <> id);
create index platform_joined on platform (joined_to) where joined_to is not null;
create index context_course on context ((coalesce(same_as, id)));
create index resource_link_activity on resource_link ((coalesce(same_as, id)));

-- The registration whose services know the column: another's see only columns of their own.
alter table line_item add column made_by bigint references platform on delete set null;
update line_item set made_by = deployment.platform_id
from resource_link
join context on context.id = resource_link.context_id
join deployment on deployment.id = context.deployment_id
where resource_link.id = line_item.resource_link_id and line_item.url is not null;

-- The course that a joined registration knows under the same id; none, or more than one: no answer.
create function find_same_course(the_people bigint, the_registration bigint, the_course text)
returns bigint language plpgsql as $$
declare
  found_course bigint;
begin
  if not exists (select from platform where joined_to = the_people) then
    return null;
  end if;
  -- Two registrations may show a new course at the same moment.
  perform pg_advisory_xact_lock(hashtextextended('course:' || the_people || ':' || the_course, 0));
  select min(coalesce(context.same_as, context.id)) into found_course
  from platform
  join deployment on deployment.platform_id = platform.id
  join context on context.deployment_id = deployment.id
  where coalesce(platform.joined_to, platform.id) = the_people and platform.id <> the_registration
    and context.context_id = the_course
  having count(distinct coalesce(context.same_as, context.id)) = 1;
  return found_course;
end
$$;

-- The activity that another registration knows under the same id, in a course that both know.
create function find_same_activity(the_course bigint, the_context bigint, the_link text)
returns bigint language sql as $$
  select min(coalesce(resource_link.same_as, resource_link.id))
  from context
  join resource_link on resource_link.context_id = context.id
  where coalesce(context.same_as, context.id) = the_course and context.id <> the_context
    and resource_link.link_id = the_link
$$;
