import type { LtiDeps } from '../lti/deps.ts';
import { noteEvent } from './audit.ts';

/** An ENT, its mirror, a portal: nobody has more. */
const MOST = 20;
/** Written as it stands into a Content-Security-Policy: nothing that could begin another directive. */
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** The origin of what was typed, http:// only where private networks are allowed; undefined when it is not one. */
export function readOrigin(text: string, options: { allowPrivateNetwork: boolean }): string | undefined {
  const typed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (address.length > 300 || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const scheme = url.protocol === 'https:' || (url.protocol === 'http:' && options.allowPrivateNetwork);
  if (!scheme || url.username !== '' || url.password !== '' || !HOST.test(url.hostname)) return undefined;
  return url.origin;
}

/** Lets pages of an origin frame this platform's launches. @returns false when it has twenty already */
export async function addFrameOrigin(
  deps: LtiDeps,
  platformId: string,
  origin: string,
  actor: string,
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    const { frameOrigins } = await trx
      .selectFrom('platform')
      .select('frameOrigins')
      .where('id', '=', platformId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (frameOrigins.includes(origin)) return true;
    if (frameOrigins.length >= MOST) return false;
    await trx
      .updateTable('platform')
      .set({ frameOrigins: [...frameOrigins, origin] })
      .where('id', '=', platformId)
      .execute();
    await note({ db: trx, now: deps.now }, 'frame origin added', platformId, origin, actor);
    return true;
  });
}

export async function removeFrameOrigin(
  deps: LtiDeps,
  platformId: string,
  origin: string,
  actor: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { frameOrigins } = await trx
      .selectFrom('platform')
      .select('frameOrigins')
      .where('id', '=', platformId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (!frameOrigins.includes(origin)) return;
    await trx
      .updateTable('platform')
      .set({ frameOrigins: frameOrigins.filter((known) => known !== origin) })
      .where('id', '=', platformId)
      .execute();
    await note({ db: trx, now: deps.now }, 'frame origin removed', platformId, origin, actor);
  });
}

function note(
  deps: Pick<LtiDeps, 'db' | 'now'>,
  action: string,
  platformId: string,
  origin: string,
  actor: string,
): Promise<void> {
  return noteEvent(deps, { action, subject: `platform ${platformId}`, details: { origin } }, actor);
}
