import { CODE_DIGITS, CODE_LETTERS, CODE_SHAPE } from '../campaigns/code.ts';

/** What a letter or a digit of a code may have been read as, where codes have no such sign. */
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'QD',
  O: 'QD',
  '1': 'JT',
  I: 'JT',
  L: 'J',
  '4': 'R',
  '5': 'G',
  S: 'G',
  '6': 'GC',
  '7': 'T',
  '8': 'B',
  '9': 'G',
  E: 'F',
  N: 'MH',
  U: 'VW',
};
const DIGITS: Readonly<Record<string, string>> = {
  A: '4',
  B: '86',
  D: '6',
  E: '3',
  G: '69',
  I: '7',
  J: '7',
  L: '7',
  '1': '7',
  P: '9',
  Q: '9',
  R: '2',
  S: '8',
  '5': '6',
  T: '7',
  Y: '7',
  Z: '2',
};
const LENGTH = CODE_SHAPE.letters + CODE_SHAPE.digits;
/** Readings tried at most: a text with more doubts is no code. */
const MOST = 16;

/**
 * The codes that a text may be, the likeliest first: spaces, dashes, dots, accents and small letters don't count, a link
 * to a campaign will do, and a sign that codes don't have is taken for those that look like it. None: [].
 */
export function readCodes(text: string): string[] {
  const linked = /\/campaigns\/([A-Za-z0-9]{9})/.exec(text)?.[1] ?? text;
  const signs = [
    ...linked
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  ];
  if (signs.length !== LENGTH) return [];
  const readings = signs.map((sign, place) => readSign(sign, place < CODE_SHAPE.letters));
  if (readings.reduce((count, reading) => count * reading.length, 1) > MOST) return [];
  return readings.reduce<string[]>(
    (codes, reading) => codes.flatMap((code) => [...reading].map((sign) => code + sign)),
    [''],
  );
}

function readSign(sign: string, letter: boolean): string {
  if ((letter ? CODE_LETTERS : CODE_DIGITS).includes(sign)) return sign;
  return (letter ? LETTERS : DIGITS)[sign] ?? '';
}
