import { GenerationError, isRow, type Row, textOf, tidy, type Value } from './value.ts';

/** What formulas can call, by signature; `content/README.md` lists them to authors. All are pure. */

type Handler = (...args: never[]) => Value;

export const FUNCTIONS: Readonly<Record<string, Handler>> = {
  'round(double): double': (x: number) => Math.round(tidy(x)),
  'round(double, double): double': (x: number, digits: number) =>
    tidy(Math.round(tidy(x * 10 ** digits)) / 10 ** digits),
  'floor(double): double': (x: number) => Math.floor(tidy(x)),
  'ceil(double): double': (x: number) => Math.ceil(tidy(x)),
  'abs(double): double': (x: number) => Math.abs(x),
  'power(double, double): double': (x: number, exponent: number) => x ** exponent,
  'root(double): double': (x: number) => Math.sqrt(x),
  'log2(double): double': (x: number) => Math.log2(x),
  'number(string): double': (text: string) => Number(text.replaceAll(/\s/gu, '').replace(',', '.')),
  'min(double, double): double': (a: number, b: number) => Math.min(a, b),
  'max(double, double): double': (a: number, b: number) => Math.max(a, b),

  'count(list): double': (list: Value[]) => list.length,
  'sum(list): double': (list: Value[]) => tidy(numbers(list).reduce((total, x) => total + x, 0)),
  'mean(list): double': (list: Value[]) =>
    tidy(numbers(filled(list)).reduce((total, x) => total + x, 0) / list.length),
  'median(list): double': (list: Value[]) => medianOf(numbers(filled(list))),
  'min(list): dyn': (list: Value[]) => at([...list].sort(compare), 0),
  'max(list): dyn': (list: Value[]) => at([...list].sort(compare), list.length - 1),
  'first(list): dyn': (list: Value[]) => at(list, 0),
  'last(list): dyn': (list: Value[]) => at(list, list.length - 1),
  'item(list, double): dyn': (list: Value[], place: number) => at(list, place - 1),
  'place(list, dyn): double': (list: Value[], wanted: Value) =>
    list.findIndex((value) => same(value, wanted)) + 1,
  'take(list, double): list': (list: Value[], count: number) => list.slice(0, count),
  'without(list, dyn): list': (list: Value[], unwanted: Value) => {
    const some = Array.isArray(unwanted) ? unwanted : [unwanted];
    return list.filter((value) => !some.some((other) => same(value, other)));
  },
  'unique(list): list': (list: Value[]) =>
    list.filter((value, index) => list.findIndex((other) => same(value, other)) === index),
  'sort(list): list': (list: Value[]) => [...list].sort(compare),
  'sort(list, string): list': (list: Value[], column: string) =>
    [...list].sort((a, b) => compare(cell(a, column), cell(b, column))),
  'reverse(list): list': (list: Value[]) => [...list].reverse(),
  'column(list, string): list': (list: Value[], name: string) => list.map((row) => cell(row, name)),
  'numbers(double, double): list': (from: number, to: number) =>
    Array.from({ length: Math.max(0, Math.min(1000, to - from + 1)) }, (_, index) => from + index),
  'join(list, string): string': (list: Value[], between: string) =>
    list.map((value) => textOf(value, 'prose')).join(between),
  'enumerate(list): string': (list: Value[]) => enumerate(list.map((value) => textOf(value, 'prose'))),

  'upper(string): string': (text: string) => text.toUpperCase(),
  'lower(string): string': (text: string) => text.toLowerCase(),
  'capital(string): string': (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1),
  'plainLetters(string): string': (text: string) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  'length(string): double': (text: string) => [...text].length,
  'replace(string, string, string): string': (text: string, from: string, to: string) =>
    text.replaceAll(from, to),
  'split(string, string): list': (text: string, between: string) => text.split(between),
  'letters(string, double, double): string': (text: string, from: number, to: number) =>
    [...text].slice(from - 1, to).join(''),
  'repeat(string, double): string': (text: string, times: number) => text.repeat(Math.min(1000, times)),
  'shift(string, double): string': shiftLetters,
  'pad(dyn, double): string': (value: Value, length: number) => textOf(value, 'dot').padStart(length, '0'),
  'fixed(double, double): string': (x: number, digits: number) => decimals(digits).format(tidy(x)),
  'dot(double): string': (x: number) => textOf(x, 'dot'),
  'plain(double): string': (x: number) => textOf(x, 'plain'),
  'inBase(double, double): string': (x: number, base: number) => x.toString(base).toUpperCase(),
  'de(string): string': (name: string) => (startsWithVowel(name) ? `d'${name}` : `de ${name}`),
  'que(string): string': (name: string) => (startsWithVowel(name) ? `qu'${name}` : `que ${name}`),

  'addDays(string, double): string': (date: string, days: number) => iso(dayNumber(date) + days),
  'daysBetween(string, string): double': (from: string, to: string) => dayNumber(to) - dayNumber(from),
  'day(string): double': (date: string) => dateOf(date).getUTCDate(),
  'month(string): double': (date: string) => dateOf(date).getUTCMonth() + 1,
  'year(string): double': (date: string) => dateOf(date).getUTCFullYear(),
  'weekday(string): string': (date: string) => named(date, { weekday: 'long' }),
  'monthName(string): string': (date: string) => named(date, { month: 'long' }),
  'longDate(string): string': (date: string) => {
    const written = named(date, { day: 'numeric', month: 'long', year: 'numeric' });
    return written.replace(/^1 /u, '1er ');
  },
  'shortDate(string): string': (date: string) =>
    named(date, { day: '2-digit', month: '2-digit', year: 'numeric' }),
  'clock(double): string': (minutes: number) =>
    `${Math.floor(minutes / 60) % 24} h ${String(minutes % 60).padStart(2, '0')}`,
};

const DAY_MS = 86_400_000;

function filled(list: Value[]): Value[] {
  if (list.length === 0) throw new GenerationError('moyenne ou médiane d’une liste vide.');
  return list;
}

function numbers(list: readonly Value[]): number[] {
  return list.map((value) => {
    if (typeof value !== 'number') throw new GenerationError('ce calcul veut une liste de nombres.');
    return value;
  });
}

function medianOf(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const [low = 0, high = 0] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return tidy((low + high) / 2);
}

function at(list: readonly Value[], index: number): Value {
  const value = list[index];
  if (value === undefined)
    throw new GenerationError(`la liste n'a que ${list.length} élément(s), pas de n° ${index + 1}.`);
  return value;
}

function cell(row: Value, name: string): Value {
  const value = isRow(row) && Object.hasOwn(row, name) ? (row as Row)[name] : undefined;
  if (value === undefined) throw new GenerationError(`pas de colonne « ${name} » dans cette table.`);
  return value;
}

function same(a: Value, b: Value): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Numbers by value; texts as a French dictionary orders them. */
function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(textOf(a, 'dot'), textOf(b, 'dot'));
}
const collator = new Intl.Collator('fr');

function enumerate(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} et ${last}`;
}

/** Each of the 26 letters moved by so many places, round the alphabet; case is kept, other signs stay. */
function shiftLetters(text: string, places: number): string {
  return text.replace(/[a-z]/giu, (letter) => {
    const code = letter.charCodeAt(0);
    const start = code < 97 ? 65 : 97;
    return String.fromCharCode(start + ((((code - start + places) % 26) + 26) % 26));
  });
}

function startsWithVowel(name: string): boolean {
  return /^[aeiou]/iu.test(name.normalize('NFD'));
}

function dateOf(date: string): Date {
  const found = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== date) {
    throw new GenerationError(`« ${date} » n'est pas une date : écris 2026-03-05.`);
  }
  return found;
}

/** Days since 1 January 1970. */
export function dayNumber(date: string): number {
  return dateOf(date).getTime() / DAY_MS;
}

export function iso(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function named(date: string, parts: Intl.DateTimeFormatOptions): string {
  return formatter(parts).format(dateOf(date));
}

const decimalFormats = new Map<number, Intl.NumberFormat>();
function decimals(digits: number): Intl.NumberFormat {
  const exact = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'min2',
  } as const;
  const made = decimalFormats.get(digits) ?? new Intl.NumberFormat('fr-FR', exact);
  decimalFormats.set(digits, made);
  return made;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(parts);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('fr-FR', { ...parts, timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}
