/** Pages run this very file, its types taken away (`src/web/practical-parts.ts`): it imports nothing. */

/** What a page keeps of a key: enough to refuse another one, too little to read it (FNV-1a, 32 bits). */
export function lockOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
