-- What a verified launch needs to know to lead somewhere is looked up in the round trip that opens its session: a second
-- one cost as much as all that a launch writes. `enter_launch` stands here anew, whole, with
-- `destination`, and with people, course and activity being those of the joined registrations.

-- The campaign of a code, its author, whether the link is noted as its own, and this person's latest attempt in this
-- course and year; null when there is no such campaign. Read by `src/campaigns/destination.ts`, which asks the question.
create function launch_destination(question jsonb, the_platform bigint, the_context bigint, the_link bigint, the_user bigint)
returns jsonb
language plpgsql as $$
declare
  found_there jsonb;
begin
  select jsonb_build_object(
    'campaign', to_jsonb(campaign),
    'ownerName', coalesce(nullif(owner.name, ''), nullif(concat_ws(' ', owner.given_name, owner.family_name), '')),
    'linked', campaign_link.resource_link_id is not null,
    'participation', case when participation.id is not null then jsonb_build_object(
      'id', participation.id::text, 'runId', participation.run_id::text, 'attempt', participation.attempt,
      'schoolYear', participation.school_year, 'sharedAt', participation.shared_at, 'finishedAt', run.finished_at) end
  ) into found_there
  from campaign
  left join lti_user owner on owner.id = campaign.owner_id
  left join campaign_link on campaign_link.resource_link_id = the_link and campaign_link.campaign_id = campaign.id
  left join participation on participation.campaign_id = campaign.id and participation.context_id = the_context
    and participation.user_id = the_user and participation.school_year = (question->>'schoolYear')::int
  left join run on run.id = participation.run_id
  where campaign.platform_id = the_platform and campaign.code = question->>'code'
  order by participation.attempt desc nulls last
  limit 1;
  return found_there;
end
$$;

drop function enter_launch(jsonb);

-- What a verified launch writes, in one round trip with plans made once: a class launches at once, and eight
-- statements one after the other held its rows through eight. Called by `src/lti/enter.ts` only. `outcome` is
-- `entered`; or else says why nothing was written: `platform` (it is closed, or no longer the one that the launch was verified
-- against), `deployment` (not an active one), `nonce` (it served already).
create function enter_launch(given jsonb)
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
  returning 'entered', s.id, the_deployment, the_user, the_course, the_activity, the_person,
    case when g.question is not null then
      launch_destination(g.question, g.people_of, the_course, the_activity, the_user) end;
end
$$;
