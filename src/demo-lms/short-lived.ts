/** Values behind opaque, unguessable names that run out: hints, tokens, receipts; and names seen once. */
import { randomBytes } from 'node:crypto';

export interface Vault<T> {
  /** Keeps the value and gives its name; the oldest value makes room when the vault is full. */
  put(value: T): string;
  peek(name: string): T | undefined;
  /** Gives the value once: it is gone afterwards. */
  take(name: string): T | undefined;
}

/** @param lifeSeconds how long a value can be had @param limit how many are kept */
export function createVault<T>(lifeSeconds: number, limit: number): Vault<T> {
  const kept = new Map<string, { value: T; until: number }>();
  const peek = (name: string): T | undefined => {
    const entry = kept.get(name);
    return entry !== undefined && entry.until > Date.now() ? entry.value : undefined;
  };
  return {
    put(value) {
      const name = randomBytes(32).toString('base64url');
      dropOldest(kept, limit);
      kept.set(name, { value, until: Date.now() + lifeSeconds * 1000 });
      return name;
    },
    peek,
    take(name) {
      const value = peek(name);
      kept.delete(name);
      return value;
    },
  };
}

/** True the first time a name is shown, false afterwards, until it runs out (milliseconds since 1970). */
export type OnceOnly = (name: string, until: number) => boolean;

export function createOnceOnly(limit: number): OnceOnly {
  const seen = new Map<string, number>();
  return (name, until) => {
    const known = seen.get(name);
    if (known !== undefined && known > Date.now()) return false;
    if (seen.size >= limit) {
      for (const [old, end] of seen) if (end <= Date.now()) seen.delete(old);
      dropOldest(seen, limit);
    }
    seen.set(name, until);
    return true;
  };
}

function dropOldest(map: Map<string, unknown>, limit: number): void {
  for (const name of map.keys()) {
    if (map.size < limit) return;
    map.delete(name);
  }
}
