import { drawCode } from '../../src/campaigns/code.ts';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import { openSession, type Session, type Role as SessionRole } from '../../src/web/session.ts';
import type { Site } from './site.ts';

/** A person of a school, known by a family name that stands nowhere else. */
export interface Person {
  readonly userId: string;
  readonly familyName: string;
  readonly place: Place;
  readonly role: SessionRole;
  readonly deepLinking: boolean;
}

/** A course on a platform, with one link. */
export interface Place {
  readonly platformId: string;
  readonly deploymentId: string;
  readonly contextId: string;
  readonly resourceLinkId: string;
  readonly origin: string;
}

export async function givePlatform(
  site: Site,
  name: string,
  origin = `https://${name}.example`,
): Promise<{ platformId: string; deploymentId: string; origin: string }> {
  const { id: platformId } = await site.db
    .insertInto('platform')
    .values({
      name,
      issuer: origin,
      clientId: 'client',
      authUrl: `${origin}/auth`,
      tokenUrl: `${origin}/token`,
      jwksUrl: `${origin}/jwks`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: deploymentId } = await site.db
    .insertInto('deployment')
    .values({ platformId, deploymentId: '1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { platformId, deploymentId, origin };
}

export async function givePlace(
  site: Site,
  platform: Awaited<ReturnType<typeof givePlatform>>,
  title: string,
): Promise<Place> {
  const { id: contextId } = await site.db
    .insertInto('context')
    .values({
      deploymentId: platform.deploymentId,
      contextId: title,
      title,
      lineItemsUrl: `${platform.origin}/lineitems`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: resourceLinkId } = await site.db
    .insertInto('resourceLink')
    .values({ contextId, linkId: 'link', title: 'Parcours', lineItemUrl: `${platform.origin}/lineitem` })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ...platform, contextId, resourceLinkId };
}

export async function givePerson(
  site: Site,
  place: Place,
  familyName: string,
  role: SessionRole,
  options: { deepLinking?: boolean } = {},
): Promise<Person> {
  const { id: userId } = await site.db
    .insertInto('ltiUser')
    .values({ platformId: place.platformId, sub: `sub-${familyName}`, givenName: 'Camille', familyName })
    .returning('id')
    .executeTakeFirstOrThrow();
  const deepLinking = options.deepLinking ?? false;
  // An administrator's launch leaves no place in the course.
  if (role !== 'none' && !deepLinking) {
    await site.db
      .insertInto('enrolment')
      .values({ contextId: place.contextId, userId, launchRole: role, launchedAt: new Date() })
      .execute();
  }
  return { userId, familyName, place, role, deepLinking };
}

/** A session as this person's launch would have opened it. */
export async function open(
  site: Site,
  person: Person,
  now = new Date(),
): Promise<{ session: Session; token: string }> {
  const { platformId, deploymentId, contextId, resourceLinkId, origin } = person.place;
  const opening = {
    platformId,
    deploymentId,
    userId: person.userId,
    contextId,
    resourceLinkId: person.deepLinking ? null : resourceLinkId,
    role: person.role,
    locale: 'fr',
    deepLinking: person.deepLinking
      ? { returnUrl: `${origin}/return`, data: null, acceptTypes: ['ltiResourceLink'], acceptMultiple: true }
      : null,
    returnUrl: null,
  };
  const { id, token } = await openSession(site.db, opening, now);
  return { session: { id, ...opening }, token };
}

export async function giveCampaign(
  site: Site,
  owner: Person,
  change: { name?: string; title?: string; landingText?: string; purpose?: 'assess' | 'collect' } = {},
): Promise<{ id: string; code: string }> {
  const profile = site.bank.targetProfiles.get('rentree-3e');
  if (!profile) throw new Error('no such profile');
  const code = drawCode();
  const { id } = await site.db
    .insertInto('campaign')
    .values({
      code,
      platformId: owner.place.platformId,
      contextId: owner.place.contextId,
      ownerId: owner.userId,
      name: change.name ?? 'Campagne',
      title: change.title ?? 'Parcours',
      landingText: change.landingText ?? '',
      targetProfile: profile.id,
      skills: [...profile.skills],
      purpose: change.purpose ?? 'assess',
      policy: JSON.stringify(DEFAULT_POLICY),
      createdAt: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await site.db
    .insertInto('campaignLink')
    .values({ resourceLinkId: owner.place.resourceLinkId, campaignId: id })
    .onConflict((conflict) => conflict.column('resourceLinkId').doUpdateSet({ campaignId: id }))
    .execute();
  return { id, code };
}

/** What the page's script sends with every request. */
export function pageHeaders(token: string | null): Record<string, string> {
  return {
    'hx-request': 'true',
    'hx-request-type': 'full',
    'sec-fetch-site': 'same-origin',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}
