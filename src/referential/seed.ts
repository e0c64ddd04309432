/**
 * A small generator of numbers in [0, 1) that follows from a text alone, so that a run replays to the letter.
 * Mixing: FNV-1a over UTF-16 units, then SplitMix32 steps. Not for secrets.
 */
export function seeded(seed: string): () => number {
  let state = hash(seed, START);
  return () => {
    state = (state + STEP) | 0;
    return mix(state);
  };
}

/** The first number of `seeded(seed + text)`, for many texts of one seed. */
export function seededBy(seed: string): (text: string) => number {
  const state = hash(seed, START);
  return (text) => mix((hash(text, state) + STEP) | 0);
}

const START = 0x811c9dc5;
const STEP = 0x9e3779b9;

function hash(text: string, from: number): number {
  let state = from;
  for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state;
}

function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** One of `items`, uniformly, by seed; null when there is none. */
export function drawOne<T>(items: readonly T[], seed: string): T | null {
  return items[Math.floor(seeded(seed)() * items.length)] ?? null;
}
