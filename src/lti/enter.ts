import { createHash } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { chooseLocale } from '../i18n/translate.ts';
import { openSession, type Session } from '../web/session.ts';
import type { Claims } from './claims.ts';
import type { Standing } from './roles.ts';
import type { LoginState } from './state.ts';
import { type Platform, platformOrigins, useNonce } from './store.ts';

export interface Entry {
  readonly platform: Platform;
  /** The row's id. */
  readonly deploymentId: string;
  readonly claims: Claims;
  readonly standing: Standing;
  readonly state: LoginState;
}

/**
 * What a verified launch writes, in the caller's transaction: the nonce (once), the person, the course, the link,
 * the place in the course, the session.
 * @throws AppError nonce-used
 */
export async function enter(db: Db, entry: Entry, now: Date): Promise<{ session: Session; token: string }> {
  const { platform, deploymentId, claims, standing, state } = entry;
  const nonce = createHash('sha256').update(`${platform.id}:${state.nonce}`).digest();
  if (!(await useNonce(db, nonce, new Date(state.expiresAt.getTime() + 60_000)))) {
    throw new AppError('nonce-used');
  }
  const userId = await saveUser(db, platform.id, claims, now);
  const contextId = claims.context ? await saveContext(db, deploymentId, claims) : null;
  const resourceLinkId = contextId === null ? null : await saveResourceLink(db, contextId, claims, now);
  if (contextId !== null) await saveEnrolment(db, contextId, userId, standing, now);
  const opening = {
    platformId: platform.id,
    deploymentId,
    userId,
    contextId,
    resourceLinkId,
    role: standing.role,
    locale: chooseLocale(claims.locale),
    deepLinking: claims.messageType === 'LtiDeepLinkingRequest' ? claims.deepLinking : null,
    returnUrl: ownAddress(platform, claims.returnUrl),
  };
  const { id, token } = await openSession(db, opening, now);
  return { session: { id, ...opening }, token };
}

/** The address if it is the platform's, else null: we never send anyone elsewhere. */
export function ownAddress(platform: Platform, address: string | null): string | null {
  return address !== null && platformOrigins(platform).has(new URL(address).origin) ? address : null;
}

/** Names as the platform gives them; a launch without them (they are optional) leaves what is known. */
async function saveUser(db: Db, platformId: string, claims: Claims, now: Date): Promise<string> {
  const { sub, name, givenName, familyName, locale } = claims;
  const row = await db
    .insertInto('ltiUser')
    .values({ platformId, sub, name, givenName, familyName, locale, createdAt: now, seenAt: now })
    .onConflict((conflict) =>
      conflict.columns(['platformId', 'sub']).doUpdateSet((eb) => ({
        name: eb.fn.coalesce('excluded.name', 'ltiUser.name'),
        givenName: eb.fn.coalesce('excluded.givenName', 'ltiUser.givenName'),
        familyName: eb.fn.coalesce('excluded.familyName', 'ltiUser.familyName'),
        locale: eb.fn.coalesce('excluded.locale', 'ltiUser.locale'),
        seenAt: now,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Services are absent from some launches (Moodle: the roster, until the first activity): what is known stays. */
async function saveContext(db: Db, deploymentId: string, claims: Claims): Promise<string> {
  const { context, ags, membershipsUrl } = claims;
  const row = await db
    .insertInto('context')
    .values({
      deploymentId,
      contextId: context?.id ?? '',
      label: context?.label ?? null,
      title: context?.title ?? null,
      membershipsUrl,
      lineItemsUrl: ags?.lineItems ?? null,
      agsScopes: [...(ags?.scopes ?? [])],
    })
    .onConflict((conflict) =>
      conflict.columns(['deploymentId', 'contextId']).doUpdateSet((eb) => ({
        label: eb.fn.coalesce('excluded.label', 'context.label'),
        title: eb.fn.coalesce('excluded.title', 'context.title'),
        membershipsUrl: eb.fn.coalesce('excluded.membershipsUrl', 'context.membershipsUrl'),
        lineItemsUrl: eb.fn.coalesce('excluded.lineItemsUrl', 'context.lineItemsUrl'),
        agsScopes: eb.ref(ags ? 'excluded.agsScopes' : 'context.agsScopes'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A second line item of the link makes Moodle drop the claim: the address once seen is kept. */
async function saveResourceLink(
  db: Db,
  contextId: string,
  claims: Claims,
  now: Date,
): Promise<string | null> {
  const { resourceLink, ags } = claims;
  if (!resourceLink) return null;
  const row = await db
    .insertInto('resourceLink')
    .values({
      contextId,
      linkId: resourceLink.id,
      title: resourceLink.title,
      lineItemUrl: ags?.lineItem ?? null,
      createdAt: now,
      seenAt: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['contextId', 'linkId']).doUpdateSet((eb) => ({
        title: eb.fn.coalesce('excluded.title', 'resourceLink.title'),
        lineItemUrl: eb.fn.coalesce('excluded.lineItemUrl', 'resourceLink.lineItemUrl'),
        seenAt: now,
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The last launch counts: who is no longer shown as a teacher loses what teachers see. */
async function saveEnrolment(
  db: Db,
  contextId: string,
  userId: string,
  standing: Standing,
  now: Date,
): Promise<void> {
  const launchRole = standing.enrolled;
  if (launchRole === null) {
    await db
      .updateTable('enrolment')
      .set({ launchRole: null, launchedAt: now })
      .where('contextId', '=', contextId)
      .where('userId', '=', userId)
      .execute();
    return;
  }
  await db
    .insertInto('enrolment')
    .values({ contextId, userId, launchRole, launchedAt: now })
    .onConflict((conflict) =>
      conflict.columns(['contextId', 'userId']).doUpdateSet({ launchRole, launchedAt: now }),
    )
    .execute();
}
