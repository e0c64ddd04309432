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

-- As in 0007, but that people, course and activity are those of the joined registrations.
create or replace function enter_launch(given jsonb)
returns table (outcome text, session_id bigint, deployment_id bigint, user_id bigint, context_id bigint, resource_link_id bigint, person text)
language plpgsql as $$
#variable_conflict use_column
declare
  g record;
  the_deployment bigint;
  the_user bigint;
  the_person text;
  -- As this registration knows them…
  the_context bigint;
  the_link bigint;
  -- …and as all that hangs on them does.
  the_course bigint;
  the_activity bigint;
begin
  select * into g from jsonb_to_record(given) as r(
    at timestamptz, nonce bytea, nonce_expires_at timestamptz,
    platform_id bigint, people_of bigint, issuer text, client_id text, auth_url text, jwks_url text, deployment text,
    sub text, name text, given_name text, family_name text, user_locale text,
    course text, course_label text, course_title text,
    memberships_url text, line_items_url text, ags_scopes text[],
    link text, link_title text, line_item_url text,
    launch_role text, role text, locale text, deep_linking jsonb, return_url text, token_hash bytea
  );

  perform from platform p
  where p.id = g.platform_id and p.status = 'active'
    and coalesce(p.joined_to, p.id) = g.people_of
    and p.issuer = g.issuer and p.client_id = g.client_id and p.auth_url = g.auth_url and p.jwks_url = g.jwks_url;
  if not found then
    outcome := 'platform';
    return next;
    return;
  end if;

  select d.id into the_deployment from deployment d
  where d.platform_id = g.platform_id and d.deployment_id = g.deployment and d.status = 'active';
  if not found then
    outcome := 'deployment';
    return next;
    return;
  end if;

  insert into used_nonce (hash, expires_at) values (g.nonce, g.nonce_expires_at) on conflict (hash) do nothing;
  if not found then
    outcome := 'nonce';
    return next;
    return;
  end if;

  -- Names as the platform gives them; a launch without them (they are optional) leaves what is known.
  insert into lti_user as u (platform_id, sub, name, given_name, family_name, locale, created_at, seen_at)
  values (g.people_of, g.sub, g.name, g.given_name, g.family_name, g.user_locale, g.at, g.at)
  on conflict (platform_id, sub) do update set
    name = coalesce(excluded.name, u.name),
    given_name = coalesce(excluded.given_name, u.given_name),
    family_name = coalesce(excluded.family_name, u.family_name),
    locale = coalesce(excluded.locale, u.locale),
    seen_at = excluded.seen_at
  returning id, coalesce(nullif(given_name, ''), nullif(name, '')) into the_user, the_person;

  if g.course is not null then
    -- A class shares this row and the link's: written only when something changed, or each pupil waits for the last.
    -- Services are absent from some launches (Moodle: the roster, until the first activity): what is known stays.
    select id, coalesce(same_as, id) into the_context, the_course from context
    where deployment_id = the_deployment and context_id = g.course
      and (g.course_label is null or label = g.course_label)
      and (g.course_title is null or title = g.course_title)
      and (g.memberships_url is null or memberships_url = g.memberships_url)
      and (g.line_items_url is null or line_items_url = g.line_items_url)
      and (g.ags_scopes is null or ags_scopes = g.ags_scopes);
    if not found then
      insert into context as c
        (deployment_id, context_id, label, title, memberships_url, line_items_url, ags_scopes, same_as)
      values (the_deployment, g.course, g.course_label, g.course_title, g.memberships_url, g.line_items_url,
        coalesce(g.ags_scopes, '{}'), find_same_course(g.people_of, g.platform_id, g.course))
      on conflict (deployment_id, context_id) do update set
        label = coalesce(excluded.label, c.label),
        title = coalesce(excluded.title, c.title),
        memberships_url = coalesce(excluded.memberships_url, c.memberships_url),
        line_items_url = coalesce(excluded.line_items_url, c.line_items_url),
        ags_scopes = coalesce(g.ags_scopes, c.ags_scopes)
      returning id, coalesce(same_as, id) into the_context, the_course;
    end if;

    if g.link is not null then
      -- A second line item of the link makes Moodle drop the claim: the address once seen is kept.
      select id, coalesce(same_as, id) into the_link, the_activity from resource_link
      where context_id = the_context and link_id = g.link
        and (g.link_title is null or title = g.link_title)
        and (g.line_item_url is null or line_item_url = g.line_item_url)
        and seen_at > g.at - interval '1 minute';
      if not found then
        insert into resource_link as l (context_id, link_id, title, line_item_url, created_at, seen_at, same_as)
        values (the_context, g.link, g.link_title, g.line_item_url, g.at, g.at,
          find_same_activity(the_course, the_context, g.link))
        on conflict (context_id, link_id) do update set
          title = coalesce(excluded.title, l.title),
          line_item_url = coalesce(excluded.line_item_url, l.line_item_url),
          seen_at = excluded.seen_at
        returning id, coalesce(same_as, id) into the_link, the_activity;
      end if;
    end if;

    -- The last launch counts: who is no longer shown as a teacher loses what teachers see.
    if g.launch_role is null then
      update enrolment set launch_role = null, launched_at = g.at
      where context_id = the_course and user_id = the_user;
    else
      insert into enrolment (context_id, user_id, launch_role, launched_at)
      values (the_course, the_user, g.launch_role, g.at)
      on conflict (context_id, user_id) do update set
        launch_role = excluded.launch_role, launched_at = excluded.launched_at;
    end if;
  end if;

  return query
  insert into session as s (token_hash, platform_id, deployment_id, user_id, context_id, resource_link_id, role,
    locale, deep_linking, return_url, created_at, used_at)
  values (g.token_hash, g.people_of, the_deployment, the_user, the_course, the_activity, g.role, g.locale,
    g.deep_linking, g.return_url, g.at, g.at)
  returning 'entered', s.id, the_deployment, the_user, the_course, the_activity, the_person;
end
$$;
