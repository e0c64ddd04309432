/**
 * Times of the day as people write them in French: 16 h 30, 16h30, 16:30, 16.30, « à 16 heures 30 », « 4 h et demie de
 * l'après-midi », midi, minuit, « huit heures moins le quart ».
 */

/** Seconds since midnight. */
export type TimeOfDay = number;

/** Whether both name the same time. Midnight is 0 h as well as 24 h. */
export function matchesTime(answer: string, accepted: string): boolean {
  const given = parseTime(answer);
  return given !== null && given === parseTime(accepted);
}

/** The time that a text holds, or null: not a time, or one that no clock shows (25 h, 8 h 75). */
export function parseTime(text: string): TimeOfDay | null {
  const plain = text
    .slice(0, LONGEST)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[-\s]+/gu, ' ')
    .trim()
    .replace(/\.$/u, '')
    .replace(/^(?:a|il est|c'est a) /u, '');
  const part = PARTS.find(({ words }) => plain.endsWith(words));
  const time = clockTime(part ? plain.slice(0, -part.words.length) : plain);
  return time === null || !part ? time : inPart(time, part);
}

/** No time is written longer. */
const LONGEST = 60;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface PartOfDay {
  readonly words: string;
  /** Hours that it may name, on a clock of twelve. */
  readonly from: number;
  readonly to: number;
  readonly afternoon: boolean;
}

const PARTS: readonly PartOfDay[] = [
  { words: ' du matin', from: 0, to: 11, afternoon: false },
  { words: " de l'apres midi", from: 0, to: 7, afternoon: true },
  { words: ' du soir', from: 4, to: 11, afternoon: true },
];

/** « 4 h de l'après-midi » is 16 h; « 16 h de l'après-midi » stays so; « 16 h du matin » is nothing. */
function inPart(time: TimeOfDay, { from, to, afternoon }: PartOfDay): TimeOfDay | null {
  const hours = Math.floor(time / HOUR);
  if (hours >= from && hours <= to) return afternoon ? time + DAY / 2 : time;
  return afternoon && hours - 12 >= from && hours - 12 <= to ? time : null;
}

/** « et demie », « moins dix »: minutes that the end of a time adds to its hour. */
const ADDED = [
  [' moins vingt cinq', -25],
  [' moins vingt', -20],
  [' moins le quart', -15],
  [' moins dix', -10],
  [' moins cinq', -5],
  [' et quart', 15],
  [' et demie', 30],
  [' et demi', 30],
] as const;

function clockTime(words: string): TimeOfDay | null {
  const [end, minutes] = ADDED.find(([said]) => words.endsWith(said)) ?? ['', 0];
  const time = figuresTime(inFigures(words.slice(0, words.length - end.length)));
  return time === null ? null : (time + minutes * MINUTE + DAY) % DAY;
}

const WRITTEN = [
  /^(\d{1,2}) ?(?:h|heures?)(?: ?(\d{1,2}) ?(?:min|mn|minutes?|')?(?: ?(?:et )?(\d{1,2}) ?(?:s|sec|secondes?|")?)?)?$/u,
  /^(\d{1,2}) ?[:. ] ?(\d{2})(?: ?[:. ] ?(\d{2}))?(?: ?(?:h|heures))?$/u,
  /^(\d{1,2})(\d{2})?$/u,
];

function figuresTime(figures: string): TimeOfDay | null {
  const [, hours, minutes = 0, seconds = 0] = WRITTEN.map((form) => form.exec(figures)).find(Boolean) ?? [];
  const time = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Number(minutes) < 60 && Number(seconds) < 60 && time <= DAY ? time : null;
}

/** « huit heures quinze » becomes « 8 heures 15 », midi « 12 h ». */
function inFigures(words: string): string {
  return words.replace(SAID, (said) => FIGURES.get(said) ?? said);
}

const UNITS = [
  ...['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
  ...['treize', 'quatorze', 'quinze', 'seize', 'dix sept', 'dix huit', 'dix neuf'],
];
const TENS = ['vingt', 'trente', 'quarante', 'cinquante'];

const FIGURES = new Map([
  ['midi', '12 h'],
  ['minuit', '0 h'],
  ['une', '1'],
  ...UNITS.map((said, number): [string, string] => [said, String(number)]),
  ...TENS.flatMap((ten, rank): [string, string][] => {
    const tens = 10 * (rank + 2);
    const others = UNITS.slice(2, 10).map((unit, at): [string, string] => [
      `${ten} ${unit}`,
      String(tens + at + 2),
    ]);
    const first = String(tens + 1);
    return [[ten, String(tens)], [`${ten} et une`, first], [`${ten} et un`, first], ...others];
  }),
]);
/** The longest first: dix-sept is no ten. */
const SAID = new RegExp(
  `\\b(?:${[...FIGURES.keys()].sort((a, b) => b.length - a.length).join('|')})\\b`,
  'gu',
);
