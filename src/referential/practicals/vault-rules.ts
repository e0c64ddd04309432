/** The rules of a vault of passwords, the same in a pupil's page and on the server: no import, nothing of a browser. */

export type Kind = 'lower' | 'upper' | 'digit' | 'sign';
export const KINDS = ['lower', 'upper', 'digit', 'sign'] as const;
/** What a password is drawn from. */
export const SYMBOLS: Readonly<Record<Kind, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  sign: '!#$%&*+-=?@_',
};
export const LENGTHS = { least: 4, most: 40 } as const;

export type Weakness = 'short' | 'common' | 'row' | 'repeated' | 'word';
/** Under it, a computer that can try without end gets through. */
const SHORT = 12;

/** A password as it is kept, and since when. */
export interface Kept {
  readonly id: string;
  readonly address: string;
  readonly password: string;
  readonly changed: string;
}

/** Kinds of characters of a password; all that is no letter of ours nor a digit is a sign. */
export function kindsIn(password: string): Kind[] {
  const found = new Set(
    [...password].map((one) => KINDS.find((kind) => SYMBOLS[kind].includes(one)) ?? 'sign'),
  );
  return KINDS.filter((kind) => found.has(kind));
}

/** FNV-1a, then mulberry32: the same seed always draws the same. Not for secrets of the real world. */
function chance(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const one of seed) state = Math.imul(state ^ (one.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function drawOnce(seed: string, length: number, kinds: readonly Kind[]): string {
  const next = chance(seed);
  const among = (symbols: string) => symbols[Math.floor(next() * symbols.length)] ?? '';
  const all = kinds.map((kind) => SYMBOLS[kind]).join('');
  const drawn = Array.from({ length }, (_, rank) => {
    const kind = kinds[rank];
    return among(kind === undefined ? all : SYMBOLS[kind]);
  });
  for (let rank = length - 1; rank > 0; rank -= 1) {
    const other = Math.floor(next() * (rank + 1));
    [drawn[rank], drawn[other]] = [drawn[other] ?? '', drawn[rank] ?? ''];
  }
  return drawn.join('');
}

/** A password of that length, of those kinds and of each at least one; drawn again while it looks like a word. */
export function drawPassword(seed: string, length: number, kinds: readonly Kind[]): string {
  let drawn = '';
  for (let round = 0; round < 30; round += 1) {
    drawn = drawOnce(`${seed}|${round}`, length, kinds);
    if (weaknessesOf(drawn).every((one) => one === 'short')) break;
  }
  return drawn;
}

/** Without capitals nor accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const LEET: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '€': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  '5': 's',
  $: 's',
  '7': 't',
};

/** « Ch@t0n » as « chaton »: who guesses does so too. */
export function asWord(text: string): string {
  return [...plain(text)].map((one) => LEET[one] ?? one).join('');
}

const ROWS = [
  ...['azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', '&é"\'(-è_çà)'],
];
const COMMON = [
  ...['motdepasse', 'password', 'azerty', 'qwerty', 'soleil', 'doudou', 'loulou', 'chocolat', 'bonjour'],
  ...['jetaime', 'football', 'admin', 'iloveyou', 'princesse', 'coucou', 'dragon', 'bienvenue', 'secret'],
  ...['licorne', 'pokemon', 'minecraft', 'starwars', 'naruto', 'marseille', 'college', 'vacances', 'welcome'],
  ...['anticonstitutionnellement', 'changemoi', 'letmein', 'sunshine', 'superman', 'chouchou', 'maison'],
];

function inRows(text: string): number {
  const signs = [...text.toLowerCase()];
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let covered = 0;
  for (let from = 0; from < signs.length; ) {
    let to = from + 1;
    while (to < signs.length && rows.some((row) => row.includes(signs.slice(from, to + 1).join('')))) to += 1;
    if (to - from >= 4) covered += to - from;
    from = to;
  }
  return covered;
}

function looksLikeWord(letters: string): boolean {
  if (!/^[a-z]{3,16}$/.test(letters)) return false;
  const vowels = letters.replace(/[^aeiouy]/g, '').length / letters.length;
  return vowels >= 0.3 && vowels <= 0.7 && !/[^aeiouy]{5}/.test(letters);
}

/** Few characters, or all of it written twice: « girafe12girafe12 ». */
function isRepeated(signs: readonly string[]): boolean {
  const few = new Set(signs).size;
  const again = signs.findIndex((_, by) => by > 0 && signs.slice(by).every((one, at) => one === signs[at]));
  return few * 3 <= signs.length || few <= 4 || (again > 0 && again * 2 <= signs.length);
}

/** Why a password would be found soon, whoever it belongs to; empty when nothing is seen. */
export function weaknessesOf(password: string): Weakness[] {
  const signs = [...password];
  const heart = asWord(password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  const blocks = new Set(plain(password).match(/[a-z]{3,}/g) ?? []);
  const left = COMMON.reduce((text, word) => text.replaceAll(word, ' '), heart).replace(/[^a-z]/g, '');
  const isCommon = blocks.size < 3 && left.length < 6 && COMMON.some((word) => heart.includes(word));
  return [
    ...(signs.length < SHORT ? (['short'] as const) : []),
    ...(isCommon ? (['common'] as const) : []),
    ...(inRows(password) * 2 > signs.length ? (['row'] as const) : []),
    ...(isRepeated(signs) ? (['repeated'] as const) : []),
    ...(!isCommon && looksLikeWord(heart) ? (['word'] as const) : []),
  ];
}

/** 0 weak, 1 fair, 2 strong. */
export function strengthOf(password: string): 0 | 1 | 2 {
  if (weaknessesOf(password).length > 0) return 0;
  const symbols = kindsIn(password).reduce((sum, kind) => sum + SYMBOLS[kind].length, 0);
  return [...password].length * Math.log2(symbols) >= 75 ? 2 : 1;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const kept = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Whether who knows one soon guesses the other: the same but for a capital, a sign, a few characters more. */
export function isVariant(one: string, other: string): boolean {
  const [a, b] = [asWord(one), asWord(other)];
  if (a === b) return true;
  const [small, great] = a.length < b.length ? [a, b] : [b, a];
  return (small.length >= 6 && great.includes(small)) || (great.length >= 6 && distance(a, b) <= 3);
}

/** Of « https://www.biblio.example/compte », « www.biblio.example »; null for what is no address of a page. */
export function hostOf(address: string): string | null {
  const found = /^(?:https?:\/\/)?(?:[^/?#]*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#].*)?$/i.exec(
    address.trim(),
  );
  return found?.[1]?.toLowerCase() ?? null;
}

/** The last two parts of the name, which its owner rents: « biblio.example ». */
export function domainOf(address: string): string | null {
  return hostOf(address)?.split('.').slice(-2).join('.') ?? null;
}

/** What a vault offers on a page: the entries of its domain, and none where all would travel in clear. */
export function offersOn<Entry extends { readonly address: string }>(
  entries: readonly Entry[],
  page: string,
): Entry[] {
  const domain = domainOf(page);
  if (domain === null || /^http:/i.test(page)) return [];
  return entries.filter(({ address }) => domainOf(address) === domain);
}

export interface Findings {
  /** Groups that share one password. */
  readonly reused: readonly (readonly string[])[];
  readonly weak: readonly string[];
  readonly old: readonly string[];
  readonly leaked: readonly string[];
}

/** From this many years on, a password is told of as old. */
const OLD = 3;

/** What the report of a vault says of its entries, by their ids. */
export function findingsIn(
  entries: readonly Kept[],
  { today, leaked }: { readonly today: string; readonly leaked: readonly string[] },
): Findings {
  const since = `${Number(today.slice(0, 4)) - OLD}${today.slice(4)}`;
  const ids = (test: (entry: Kept) => boolean) => entries.filter(test).map(({ id }) => id);
  const passwords = [...new Set(entries.map(({ password }) => password))];
  return {
    reused: passwords
      .map((password) => ids((entry) => entry.password === password))
      .filter((group) => group.length > 1),
    weak: ids(({ password }) => strengthOf(password) === 0),
    old: ids(({ changed }) => changed < since),
    leaked: ids(({ password }) => leaked.includes(password)),
  };
}
