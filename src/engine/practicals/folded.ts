/** A text without case, accents or curled apostrophes, each blank one space: what two people wrote alike is the same. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}
