import { randomInt } from 'node:crypto';

/** No vowel, so no word; no letter or digit that is read for another. */
export const CODE_LETTERS = 'BCDFGHJKMPQRTVWXY';
export const CODE_DIGITS = '2346789';
/** How many of each stand in a code, letters first. */
export const CODE_SHAPE = { letters: 6, digits: 3 } as const;

const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_SHAPE.letters}}[${CODE_DIGITS}]{${CODE_SHAPE.digits}}$`);

/** Nine characters: six letters, three digits (17⁶ × 7³ ≈ 8 thousand million codes). */
export function drawCode(): string {
  const draw = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return draw(CODE_LETTERS, CODE_SHAPE.letters) + draw(CODE_DIGITS, CODE_SHAPE.digits);
}

/** A code as people type it (spaces, lower case), or null. */
export function readCode(text: string): string | null {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  return CODE.test(code) ? code : null;
}
