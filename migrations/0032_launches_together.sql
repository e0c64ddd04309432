-- The place in the course is written only when a launch says something new of it, as the person and the link are since
-- 0023: another version of the row at each launch of a class was for nobody. `enter_launch` stands here anew, whole.
--
-- What a verified launch writes, in one round trip with plans made once: a class launches at once, and eight
-- statements one after the other held its rows through eight. Called by `src/lti/enter.ts` only. `outcome` is
-- `entered`; or else says why nothing was written: `platform` (it is closed, or no longer the one that the launch was verified
-- against), `deployment` (not an active one), `nonce` (it served already).
create or replace function enter_launch(given jsonb)
returns table (outcome text, session_id bigint, deployment_id bigint, user_id bigint, context_id bigint, resource_link_id bigint, person text, destination jsonb)
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
  -- A launch does not wait for the disk. Were the database server itself to fall in the half second before it writes,
  -- the person would launch again; no answer and no grade is written here.
  perform set_config('synchronous_commit', 'off', true);

  select * into g from jsonb_to_record(given) as r(
    at timestamptz, nonce bytea, nonce_expires_at timestamptz,
    platform_id bigint, people_of bigint, issuer text, client_id text, auth_url text, jwks_url text, deployment text,
    sub text, name text, given_name text, family_name text, user_locale text,
    course text, course_label text, course_title text,
    memberships_url text, line_items_url text, ags_scopes text[],
    link text, link_title text, line_item_url text,
    launch_role text, role text, locale text, deep_linking jsonb, return_url text, token_hash bytea, question jsonb
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

  -- Names as the platform gives them; a launch without them (they are optional) leaves what is known. Written only when
  -- something changed: a second launch within a minute says nothing new.
  select id, coalesce(nullif(given_name, ''), nullif(name, '')) into the_user, the_person from lti_user
  where platform_id = g.people_of and sub = g.sub
    and (g.name is null or name = g.name)
    and (g.given_name is null or given_name = g.given_name)
    and (g.family_name is null or family_name = g.family_name)
    and (g.user_locale is null or locale = g.user_locale)
    and seen_at > g.at - interval '1 minute';
  if not found then
    insert into lti_user as u (platform_id, sub, name, given_name, family_name, locale, created_at, seen_at)
    values (g.people_of, g.sub, g.name, g.given_name, g.family_name, g.user_locale, g.at, g.at)
    on conflict (platform_id, sub) do update set
      name = coalesce(excluded.name, u.name),
      given_name = coalesce(excluded.given_name, u.given_name),
      family_name = coalesce(excluded.family_name, u.family_name),
      locale = coalesce(excluded.locale, u.locale),
      seen_at = excluded.seen_at
    returning id, coalesce(nullif(given_name, ''), nullif(name, '')) into the_user, the_person;
  end if;

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
    perform from enrolment
    where context_id = the_course and user_id = the_user
      and launch_role is not distinct from g.launch_role and launched_at > g.at - interval '1 minute';
    if found then
      null;
    elsif g.launch_role is null then
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
  returning 'entered', s.id, the_deployment, the_user, the_course, the_activity, the_person,
    case when g.question is not null then
      launch_destination(g.question, g.people_of, the_course, the_activity, the_user) end;
end
$$;

-- All the launches of one question, in order, each with what its pages need of the person's settings. A function, for its
-- plan is made once a connection: planning cost as much as a third of the work.
create function enter_launches(given jsonb)
returns table (outcome text, session_id bigint, deployment_id bigint, user_id bigint, context_id bigint, resource_link_id bigint, person text, destination jsonb, settings jsonb)
language plpgsql as $$
#variable_conflict use_column
begin
  return query
  select entered.*, to_jsonb(person_settings)
  from jsonb_array_elements(given) with ordinality as asked (launch, number)
  cross join lateral enter_launch(asked.launch) as entered
  left join person_settings on person_settings.user_id = entered.user_id
  order by asked.number;
end
$$;
