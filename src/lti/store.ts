import type { JWK } from 'jose';
import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Platform as PlatformRow } from '../db/schema.ts';
import { isVendorHost } from './vendors.ts';

export type Platform = Selectable<PlatformRow>;

/** The registrations of an issuer: with a client id, that one; without, two at most, open ones first. */
export async function findPlatforms(
  db: Db,
  issuer: string,
  clientId: string | undefined,
): Promise<Platform[]> {
  let query = db
    .selectFrom('platform')
    .selectAll()
    .where('issuer', '=', issuer)
    .orderBy((e) => e('status', '=', 'active'), 'desc')
    .limit(2);
  if (clientId !== undefined) query = query.where('clientId', '=', clientId);
  return query.execute();
}

/** The registrations of an issuer that have this deployment, approved: two at most, open ones first. */
export async function findPlatformsOfDeployment(
  db: Db,
  issuer: string,
  deploymentId: string,
): Promise<Platform[]> {
  return db
    .selectFrom('platform')
    .innerJoin('deployment', 'deployment.platformId', 'platform.id')
    .selectAll('platform')
    .where('platform.issuer', '=', issuer)
    .where('deployment.deploymentId', '=', deploymentId)
    .where('deployment.status', '=', 'active')
    .orderBy((e) => e('platform.status', '=', 'active'), 'desc')
    .limit(2)
    .execute();
}

export async function findPlatform(db: Db, id: string): Promise<Platform | undefined> {
  return db.selectFrom('platform').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findPlatformsOfClient(db: Db, clientId: string): Promise<Platform[]> {
  return db.selectFrom('platform').selectAll().where('clientId', '=', clientId).limit(2).execute();
}

/** Unless the platform's keys have another address by now. */
export async function savePlatformKeys(
  db: Db,
  { id, jwksUrl }: Pick<Platform, 'id' | 'jwksUrl'>,
  keys: readonly JWK[],
  now: Date,
): Promise<void> {
  await db
    .updateTable('platform')
    .set({ jwks: JSON.stringify({ keys }), jwksFetchedAt: now })
    .where('id', '=', id)
    .where('jwksUrl', '=', jwksUrl)
    .execute();
}

/** When a platform last worked: written once a minute at most, since every launch of a class would write this row. */
export async function touchPlatform(
  db: Db,
  id: string,
  column: 'lastLaunchAt' | 'lastServiceAt',
  now: Date,
): Promise<void> {
  await db
    .updateTable('platform')
    .set({ [column]: now, lastError: null })
    .where('id', '=', id)
    .where((eb) => eb.or([eb(column, 'is', null), eb(column, '<', new Date(now.getTime() - 60_000))]))
    .execute();
}

/**
 * What last went wrong with a platform, for the administrator: `launch …` of a launch refused, else of a service.
 * Nothing personal. The same again writes nothing: anyone may have a launch refused.
 */
export async function savePlatformError(db: Db, id: string, error: string): Promise<void> {
  await db
    .updateTable('platform')
    .set({ lastError: error.slice(0, 300) })
    .where('id', '=', id)
    .where('lastError', 'is distinct from', error.slice(0, 300))
    .execute();
}

export async function findDeployment(
  db: Db,
  platformId: string,
  deploymentId: string,
): Promise<{ id: string; status: string } | undefined> {
  return db
    .selectFrom('deployment')
    .select(['id', 'status'])
    .where('platformId', '=', platformId)
    .where('deploymentId', '=', deploymentId)
    .executeTakeFirst();
}

/** The deployment of a platform that has one alone. */
export async function findOnlyDeployment(db: Db, platformId: string): Promise<string | undefined> {
  const [only, another] = await db
    .selectFrom('deployment')
    .select('deploymentId')
    .where('platformId', '=', platformId)
    .where('status', '=', 'active')
    .limit(2)
    .execute();
  return another ? undefined : only?.deploymentId;
}

/** Notes a deployment that a launch showed first, for the administrator to approve; 200 wait at most. */
export async function notePendingDeployment(
  db: Db,
  platformId: string,
  deploymentId: string,
  seenIn: string | null,
): Promise<void> {
  const { waiting } = await db
    .selectFrom('deployment')
    .select((eb) => eb.fn.countAll<string>().as('waiting'))
    .where('platformId', '=', platformId)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  if (Number(waiting) >= 200) return;
  await db
    .insertInto('deployment')
    .values({ platformId, deploymentId, status: 'pending', seenIn })
    .onConflict((conflict) => conflict.columns(['platformId', 'deploymentId']).doNothing())
    .execute();
}

/** Forgets nonces whose login is over anyway. @returns how many */
export async function purgeNonces(db: Db, now: Date): Promise<number> {
  const result = await db.deleteFrom('usedNonce').where('expiresAt', '<', now).executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Whether an address may be one of the platform's: nobody else gets our tokens, or people we send on. */
export function isOfPlatform(platform: Addresses, address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (ownOrigins(platform).has(url.origin) || isVendorHost(platform.issuer, url));
}

type Addresses = Pick<Platform, 'issuer' | 'authUrl' | 'tokenUrl' | 'jwksUrl'>;
const originsOf = new WeakMap<Addresses, ReadonlySet<string>>();

function ownOrigins(platform: Addresses): ReadonlySet<string> {
  const known = originsOf.get(platform);
  if (known) return known;
  const addresses = [platform.issuer, platform.authUrl, platform.tokenUrl, platform.jwksUrl];
  const origins = new Set(addresses.flatMap((address) => URL.parse(address)?.origin ?? []));
  origins.delete('null');
  originsOf.set(platform, origins);
  return origins;
}

export interface CourseServices {
  /** The registration that may call them. */
  readonly platformId: string;
  /** Whose people its members are. */
  readonly peopleOf: string;
  readonly membershipsUrl: string | null;
  readonly lineItemsUrl: string | null;
}

/**
 * The services of a course; where joined registrations know it, those of the one that launched last.
 * @throws NoResultError: the id comes from a session's row.
 */
export async function getCourseServices(db: Db, contextId: string): Promise<CourseServices> {
  return db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .innerJoin('platform', 'platform.id', 'deployment.platformId')
    .select((e) => [
      'deployment.platformId',
      e.fn.coalesce('platform.joinedTo', 'platform.id').as('peopleOf'),
      'context.membershipsUrl',
      'context.lineItemsUrl',
    ])
    .where((e) => e(e.fn.coalesce('context.sameAs', 'context.id'), '=', contextId))
    .orderBy((e) => e('platform.status', '=', 'active'), 'desc')
    .orderBy('platform.lastLaunchAt', (order) => order.desc().nullsLast())
    .executeTakeFirstOrThrow();
}

/** The grade service scopes that launches showed for a container of line items; null when none showed it. */
export async function findScopes(
  db: Db,
  platformId: string,
  lineItemsUrl: string,
): Promise<readonly string[] | null> {
  const row = await db
    .selectFrom('context')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .select('context.agsScopes')
    .where('deployment.platformId', '=', platformId)
    .where('context.lineItemsUrl', '=', lineItemsUrl)
    .limit(1)
    .executeTakeFirst();
  return row?.agsScopes ?? null;
}

/** The same for the line item of a link. */
export async function findScopesOfLink(
  db: Db,
  platformId: string,
  lineItemUrl: string,
): Promise<readonly string[] | null> {
  const row = await db
    .selectFrom('resourceLink')
    .innerJoin('context', 'context.id', 'resourceLink.contextId')
    .innerJoin('deployment', 'deployment.id', 'context.deploymentId')
    .select('context.agsScopes')
    .where('deployment.platformId', '=', platformId)
    .where('resourceLink.lineItemUrl', '=', lineItemUrl)
    .limit(1)
    .executeTakeFirst();
  return row?.agsScopes ?? null;
}
