import { createHash } from 'node:crypto';
import { kindOf, type MadeFile } from './shape.ts';

/** Kinds that take long enough to be worth keeping: a page tells what they weigh, then its reader downloads them. */
const LONG = new Set(['jpg', 'pdf', 'png', 'zip']);
/** So many bytes are kept at most, over all pupils. */
const MOST = 8_000_000;

const kept = new Map<string, Buffer>();
let total = 0;

/** What `make` gives for this description: made anew, or lately. */
export function madeLately(file: MadeFile, make: (file: MadeFile) => Buffer): Buffer {
  if (!LONG.has(kindOf(file.name))) return make(file);
  const key = createHash('sha256').update(JSON.stringify(file)).digest('base64');
  const found = kept.get(key);
  const bytes = found ?? make(file);
  if (bytes.length > MOST / 4) return bytes;
  // The last one asked for is the last to go.
  kept.delete(key);
  kept.set(key, bytes);
  if (!found) total += bytes.length;
  for (const [oldest, { length }] of kept) {
    if (total <= MOST) break;
    kept.delete(oldest);
    total -= length;
  }
  return bytes;
}
