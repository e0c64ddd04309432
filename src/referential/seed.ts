/**
 * A small generator of numbers in [0, 1) that follows from a text alone, so that a run replays to the letter.
 * Mixing: FNV-1a over UTF-16 units, then SplitMix32 steps. Not for secrets.
 */
export function seeded(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** One of `items`, uniformly, by seed; null when there is none. */
export function drawOne<T>(items: readonly T[], seed: string): T | null {
  return items[Math.floor(seeded(seed)() * items.length)] ?? null;
}
