import { hash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Db } from '../db/database.ts';
import { gather } from '../db/gather.ts';
import { AppError } from '../errors.ts';
import { chooseLocale } from '../i18n/translate.ts';
import { createSessionToken, type Session } from '../web/session.ts';
import type { Settings } from '../web/settings.ts';
import { type SettingsRow, settingsOf } from '../web/settings-store.ts';
import type { Claims } from './claims.ts';
import type { Standing } from './roles.ts';
import type { LoginState } from './state.ts';
import { isOfPlatform, type Platform } from './store.ts';

export interface Entry {
  readonly platform: Platform;
  readonly claims: Claims;
  readonly standing: Standing;
  readonly state: LoginState;
  /** For `launch_destination`; null: nothing is asked. */
  readonly question: object | null;
}

export interface Arrival {
  readonly session: Session;
  /** The bearer token, kept nowhere. */
  readonly token: string;
  /** The name for the header, or null. */
  readonly person: string | null;
  readonly settings: Settings;
  /** What `launch_destination` answered, or null. */
  readonly found: unknown;
}

/** Nothing was written: what must be looked at anew. */
export class EntryError extends Error {
  readonly about: 'platform' | 'deployment';

  constructor(about: 'platform' | 'deployment') {
    super(`the ${about} is not as it was`);
    this.name = 'EntryError';
    this.about = about;
  }
}

export type Enter = ReturnType<typeof createEnter>;

/**
 * What a verified launch writes, at once or not at all (`migrations/0032_launches_together.sql`): the nonce, the person,
 * the course, the link, the place in the course, the session. Launches that come together are written together.
 * @returns also what the header and the page need of the person, and what `launch_destination` found, or null.
 * @throws AppError nonce-used; EntryError when the platform or the deployment is not as it was thought to be.
 */
export function createEnter(db: Db) {
  const ask = gather(
    async (given: readonly object[]) => {
      const query = CompiledQuery.raw(ENTER, [JSON.stringify(given)]);
      return (await db.executeQuery<Entered>(query)).rows;
    },
    { most: 50, pause: 6, patience: 50, lanes: 5 },
  );
  return (entry: Entry, now: Date) => enter(ask, entry, now);
}

const ENTER = 'select * from enter_launches($1::jsonb)';

async function enter(ask: (given: object) => Promise<Entered>, entry: Entry, now: Date): Promise<Arrival> {
  const { platform, claims, standing, state, question } = entry;
  const { context, ags } = claims;
  const link = context && claims.resourceLink;
  const { token, tokenHash } = createSessionToken();
  const opening = {
    platformId: platform.joinedTo ?? platform.id,
    role: standing.role,
    locale: chooseLocale(claims.locale),
    deepLinking: claims.messageType === 'LtiDeepLinkingRequest' ? claims.deepLinking : null,
    returnUrl: ownAddress(platform, claims.returnUrl),
  };
  const given = {
    at: now,
    nonce: asBytea(hash('sha256', `${platform.id}:${state.nonce}`, 'buffer')),
    nonce_expires_at: new Date(state.expiresAt.getTime() + 60_000),
    platform_id: platform.id,
    people_of: opening.platformId,
    issuer: platform.issuer,
    client_id: platform.clientId,
    auth_url: platform.authUrl,
    jwks_url: platform.jwksUrl,
    deployment: claims.deploymentId,
    sub: claims.sub,
    name: claims.name,
    given_name: claims.givenName,
    family_name: claims.familyName,
    user_locale: claims.locale,
    course: context?.id,
    course_label: context?.label,
    course_title: context?.title,
    memberships_url: claims.membershipsUrl,
    line_items_url: ags?.lineItems,
    ags_scopes: ags?.scopes,
    link: link?.id,
    link_title: link?.title,
    line_item_url: ags?.lineItem,
    launch_role: standing.enrolled,
    role: opening.role,
    locale: opening.locale,
    deep_linking: opening.deepLinking,
    return_url: opening.returnUrl,
    token_hash: asBytea(tokenHash),
    question,
  };
  const entered = await ask(given);
  if (entered.outcome === 'nonce') throw new AppError('nonce-used');
  if (entered.outcome !== 'entered') throw new EntryError(entered.outcome);
  const { sessionId, deploymentId, userId, contextId, resourceLinkId, person, destination, settings } =
    entered;
  const chosen = settingsOf(settings);
  const locale = chosen.language === 'auto' ? opening.locale : chosen.language;
  const session = { id: sessionId, ...opening, locale, deploymentId, userId, contextId, resourceLinkId };
  return { session, token, person, settings: chosen, found: destination };
}

type Entered =
  | { readonly outcome: 'nonce' | 'platform' | 'deployment' }
  | {
      readonly outcome: 'entered';
      readonly sessionId: string;
      readonly deploymentId: string;
      readonly userId: string;
      readonly contextId: string | null;
      readonly resourceLinkId: string | null;
      readonly person: string | null;
      readonly destination: unknown;
      readonly settings: SettingsRow | null;
    };

function asBytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}

/** The address if it is the platform's, else null: we never send anyone elsewhere. */
export function ownAddress(platform: Platform, address: string | null): string | null {
  return address !== null && isOfPlatform(platform, address) ? address : null;
}
