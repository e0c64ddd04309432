import type { Db } from '../db/database.ts';
import { findPlatform, findPlatforms, type Platform } from './store.ts';

export type KnownPlatforms = ReturnType<typeof createKnownPlatforms>;

/** A class launches within a minute: its platform is read once for many of them. */
const FRESH_MS = 2000;
const MAX_KNOWN = 1000;

/**
 * Active platforms as they were 2 s ago at most. A login may go by them, since it writes nothing; a launch enters only
 * if the platform is still the one it was verified against (`enter`), so that a change counts at once.
 */
export function createKnownPlatforms(db: Db) {
  const known = new Map<string, { readonly platform: Platform; readonly until: number }>();

  const remember = (key: string, platform: Platform | undefined) => {
    if (platform?.status !== 'active') return;
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, { platform, until: performance.now() + FRESH_MS });
  };
  const recall = (key: string): Platform | undefined => {
    const entry = known.get(key);
    return entry && entry.until > performance.now() ? entry.platform : undefined;
  };

  return {
    /** The registrations of an issuer: with a client id, that one; without, two at most. */
    async ofIssuer(issuer: string, clientId: string | undefined): Promise<readonly Platform[]> {
      const key = clientId === undefined ? undefined : keyOf(issuer, clientId);
      const recalled = key && recall(key);
      if (recalled) return [recalled];
      const platforms = await findPlatforms(db, issuer, clientId);
      if (key) remember(key, platforms[0]);
      return platforms;
    },

    /** @param anew whether what was read before does not do */
    async find(id: string, anew: boolean): Promise<Platform | undefined> {
      const recalled = anew ? undefined : recall(id);
      if (recalled) return recalled;
      const platform = await findPlatform(db, id);
      remember(id, platform);
      return platform;
    },

    /** Its row has changed: who asks next reads it anew. */
    forget({ id, issuer, clientId }: Platform): void {
      known.delete(id);
      known.delete(keyOf(issuer, clientId));
    },
  };
}

function keyOf(issuer: string, clientId: string): string {
  return `${issuer}\n${clientId}`;
}
