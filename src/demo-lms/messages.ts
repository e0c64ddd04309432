/** The claims of each message, complete (LTI 1.3 core 5.3 and 5.4; Deep Linking 2.0 4.4; AGS 2.0 3.1; NRPS 2.0 3.6). */
import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { customOf } from './custom.ts';
import type { Hint, Platform } from './installation.ts';
import { lineItemAddress, lineItemsOf, SCOPES } from './installation.ts';
import type { Activity, Client } from './state.ts';
import type { Person } from './world.ts';
import { COURSE, rolesOf, SCHOOL } from './world.ts';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
/** Seconds that an id_token lives. */
const LIFE = 300;
/** Seconds that a teacher has to choose: long enough to make a whole campaign in the tool. */
const PICKER_LIFE = 12 * 3600;

export async function resourceLinkClaims(
  platform: Platform,
  client: Client,
  someone: Person,
  activity: Activity,
  target: Hint['target'],
  nonce: string,
): Promise<JWTPayload> {
  const returnUrl = `${platform.url}/as/${someone.id}/return?activity=${activity.id}`;
  return {
    ...commonClaims(platform, client, someone, nonce),
    [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
    [`${CLAIM}/target_link_uri`]: activity.url ?? client.targetLinkUri,
    [`${CLAIM}/resource_link`]: {
      id: activity.id,
      title: activity.title,
      ...(activity.text === undefined ? {} : { description: activity.text }),
    },
    [`${CLAIM}/launch_presentation`]: presentation(target, returnUrl),
    [`${CLAIM}/custom`]: customOf(platform, client, someone, activity),
    ...gradeClaim(platform, client, activity),
  };
}

export async function deepLinkingClaims(
  platform: Platform,
  client: Client,
  someone: Person,
  target: Hint['target'],
  nonce: string,
): Promise<JWTPayload> {
  const returnUrl = `${platform.url}/as/${someone.id}/return`;
  return {
    ...commonClaims(platform, client, someone, nonce),
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingRequest',
    [`${CLAIM}/target_link_uri`]: client.deepLinkUri,
    [`${CLAIM}/launch_presentation`]: presentation(target, returnUrl),
    [`${CLAIM}/custom`]: customOf(platform, client, someone, undefined),
    [DEEP_LINKING]: {
      deep_link_return_url: platform.addresses.deepLinkReturn,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe', 'window'],
      accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
      accept_multiple: true,
      accept_lineitem: true,
      auto_create: true,
      data: await pickerData(platform, client, someone),
    },
    ...gradeClaim(platform, client, undefined),
  };
}

/** What comes back with the picker's answer: signed by us, so that it outlives a restart. */
async function pickerData(platform: Platform, client: Client, someone: Person): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return platform.keys.sign({
    iss: platform.url,
    aud: platform.addresses.deepLinkReturn,
    sub: someone.id,
    client: client.id,
    jti: randomUUID(),
    iat: now,
    exp: now + PICKER_LIFE,
  });
}

function commonClaims(platform: Platform, client: Client, someone: Person, nonce: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  const identity: Record<string, string> = {
    name: someone.name,
    given_name: someone.given,
    family_name: someone.family,
    email: someone.email,
  };
  return {
    iss: platform.url,
    aud: client.id,
    sub: someone.sub,
    iat: now,
    exp: now + LIFE,
    nonce,
    ...Object.fromEntries(Object.entries(identity).filter(([claim]) => client.claims.includes(claim))),
    locale: 'fr-FR',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: client.deploymentId,
    [`${CLAIM}/roles`]: rolesOf(someone),
    [`${CLAIM}/context`]: {
      id: COURSE.id,
      label: COURSE.label,
      title: COURSE.title,
      type: [COURSE.type],
    },
    [`${CLAIM}/tool_platform`]: {
      guid: SCHOOL.guid,
      name: SCHOOL.name,
      product_family_code: 'demo-lms',
      version: '1.0',
      url: platform.url,
    },
    [`${CLAIM}/lis`]: {
      person_sourcedid: someone.sourcedId,
      course_section_sourcedid: COURSE.sourcedId,
      course_offering_sourcedid: COURSE.sourcedId,
    },
    ...rosterClaim(platform, client),
  };
}

function presentation(target: Hint['target'], returnUrl: string): object {
  return { document_target: target, locale: 'fr', return_url: returnUrl };
}

function rosterClaim(platform: Platform, client: Client): JWTPayload {
  if (!client.scopes.includes(SCOPES.memberships)) return {};
  return {
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: platform.addresses.memberships,
      service_versions: ['2.0'],
    },
  };
}

/** `lineitem` only where one and only one line item hangs on the link (AGS 2.0, 3.1). */
function gradeClaim(platform: Platform, client: Client, activity: Activity | undefined): JWTPayload {
  const scope = client.scopes.filter((name) => name.includes('/lti-ags/'));
  if (scope.length === 0) return {};
  const [only, another] = activity === undefined ? [] : lineItemsOf(platform, activity);
  return {
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope,
      lineitems: platform.addresses.lineItems,
      ...(only === undefined || another !== undefined ? {} : { lineitem: lineItemAddress(platform, only) }),
    },
  };
}
