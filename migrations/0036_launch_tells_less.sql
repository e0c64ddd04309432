-- Each launch of a class was told its campaign whole (hundreds of skills), and asked in a second round trip whether the
-- course is closed. `version` names the state of the campaign's row: when it is the one that `question` says is known, the
-- campaign is left out. `closing` comes with the rest.
create or replace function launch_destination(question jsonb, the_platform bigint, the_context bigint, the_link bigint, the_user bigint)
returns jsonb
language plpgsql as $$
declare
  found_there jsonb;
begin
  select jsonb_build_object(
    'version', campaign.id || ':' || campaign.xmin::text,
    'campaign', case when question->>'known' is distinct from campaign.id || ':' || campaign.xmin::text
      then to_jsonb(campaign) end,
    'ownerName', coalesce(nullif(owner.name, ''), nullif(concat_ws(' ', owner.given_name, owner.family_name), '')),
    'linked', campaign_link.resource_link_id is not null,
    'closing', case when course.campaign_id is not null then jsonb_build_object(
      'deadline', course.deadline, 'automaticSending', course.automatic_sending, 'closedAt', course.closed_at) end,
    'participation', case when participation.id is not null then jsonb_build_object(
      'id', participation.id::text, 'runId', participation.run_id::text, 'attempt', participation.attempt,
      'schoolYear', participation.school_year, 'sharedAt', participation.shared_at, 'finishedAt', run.finished_at) end
  ) into found_there
  from campaign
  left join lti_user owner on owner.id = campaign.owner_id
  left join campaign_link on campaign_link.resource_link_id = the_link and campaign_link.campaign_id = campaign.id
  left join campaign_course course on course.campaign_id = campaign.id and course.context_id = the_context
  left join participation on participation.campaign_id = campaign.id and participation.context_id = the_context
    and participation.user_id = the_user and participation.school_year = (question->>'schoolYear')::int
  left join run on run.id = participation.run_id
  where campaign.platform_id = the_platform and campaign.code = question->>'code'
  order by participation.attempt desc nulls last
  limit 1;
  return found_there;
end
$$;
