import { randomInt } from 'node:crypto';

/** No vowel, so no word; no letter or digit that is read for another. */
const LETTERS = 'BCDFGHJKMPQRTVWXY';
const DIGITS = '2346789';

/** Nine characters: six letters, three digits (17⁶ × 7³ ≈ 8 thousand million codes). */
export function drawCode(): string {
  const draw = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return draw(LETTERS, 6) + draw(DIGITS, 3);
}

/** A code as people type it (spaces, lower case), or null. */
export function readCode(text: string): string | null {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  return /^[BCDFGHJKMPQRTVWXY]{6}[2346789]{3}$/.test(code) ? code : null;
}
