import type { Logger } from 'pino';
import type { Db } from '../../db/database.ts';
import { type Followed, readStamps } from './store.ts';

/** How often the database is asked, once for all who follow by this process; whichever process wrote is the same. */
const LOOK_MS = 3000;

export interface Follower {
  readonly of: Followed;
  /** Told the stamp at first, and each time that it changes. */
  tell(stamp: string): void;
  /** The process stops. */
  end(): void;
}

/** @returns a function that adds a follower, which returns one that takes it away. */
export function createFollowing(deps: {
  readonly db: Db;
  readonly log: Pick<Logger, 'warn'>;
  readonly stopping: () => boolean;
}): (follower: Follower) => () => void {
  const followers = new Map<Follower, string | null>();
  let timer: NodeJS.Timeout | null = null;

  const look = async () => {
    if (deps.stopping()) {
      for (const follower of [...followers.keys()]) follower.end();
      followers.clear();
    }
    const keys = new Map([...followers.keys()].map(({ of }) => [keyOf(of), of]));
    if (keys.size > 0) {
      const stamps = await readStamps(deps.db, [...keys.values()]);
      const current = new Map([...keys.keys()].map((key, place) => [key, stamps[place]]));
      for (const [follower, told] of followers) {
        const stamp = current.get(keyOf(follower.of));
        if (stamp === undefined || stamp === told) continue;
        followers.set(follower, stamp);
        follower.tell(stamp);
      }
    }
  };
  const lookAgain = () => {
    timer = setTimeout(async () => {
      await look().catch((err: unknown) => deps.log.warn({ err }, 'followers not told'));
      if (followers.size > 0) lookAgain();
      else timer = null;
    }, LOOK_MS);
    timer.unref();
  };

  return (follower) => {
    followers.set(follower, null);
    if (timer === null) lookAgain();
    return () => followers.delete(follower);
  };
}

function keyOf({ campaignId, contextId, schoolYear }: Followed): string {
  return `${campaignId}:${contextId}:${schoolYear}`;
}
