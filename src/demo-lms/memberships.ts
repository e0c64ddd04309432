/** Names and Role Provisioning Services 2.0. */
import type { Request, Response } from 'express';
import { customOf } from './custom.ts';
import type { Platform } from './installation.ts';
import { activityById, SCOPES } from './installation.ts';
import { pageOf, queryOf } from './paging.ts';
import { callerOf, requireAccept, ServiceRefusal, sendAs } from './service.ts';
import type { Activity, Client } from './state.ts';
import type { Person } from './world.ts';
import { COURSE, PEOPLE, rolesOf } from './world.ts';

const CONTAINER_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';

/** Members of the course, filtered by `role` (a full URI, or the simple name of a context role) and `rlid`. */
export function listMembers(platform: Platform, request: Request, response: Response): void {
  const client = callerOf(platform, request, [SCOPES.memberships]);
  requireAccept(request, CONTAINER_TYPE);
  const activity = linkOf(platform, client, queryOf(request, 'rlid'));
  const role = queryOf(request, 'role');
  const members = PEOPLE.filter(
    (someone) =>
      role === undefined || rolesOf(someone).some((held) => held === role || held === MEMBERSHIP + role),
  );
  const page = pageOf(request, response, platform.addresses.memberships, members);
  sendAs(response, 200, CONTAINER_TYPE, {
    id: platform.addresses.memberships,
    context: { id: COURSE.id, label: COURSE.label, title: COURSE.title },
    members: page.map((someone) => shown(platform, client, someone, activity)),
  });
}

function linkOf(platform: Platform, client: Client, rlid: string | undefined): Activity | undefined {
  if (rlid === undefined) return undefined;
  const activity = activityById(platform, rlid);
  if (activity?.clientId !== client.id) {
    throw new ServiceRefusal(404, 'not_found', 'rlid is not a link of this tool in this course.');
  }
  return activity;
}

function shown(platform: Platform, client: Client, someone: Person, activity: Activity | undefined): object {
  const identity: Record<string, string> = {
    name: someone.name,
    given_name: someone.given,
    family_name: someone.family,
    email: someone.email,
  };
  return {
    status: 'Active',
    ...Object.fromEntries(Object.entries(identity).filter(([claim]) => client.claims.includes(claim))),
    user_id: someone.sub,
    lis_person_sourcedid: someone.sourcedId,
    roles: rolesOf(someone),
    ...(activity === undefined
      ? {}
      : {
          message: [
            {
              [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
              locale: 'fr-FR',
              [`${CLAIM}/custom`]: customOf(platform, client, someone, activity),
            },
          ],
        }),
  };
}
