import { z } from 'zod';
import { seeded, seededBy } from '../seed.ts';
import { formulasOver } from './formula.ts';
import { dayNumber, iso } from './functions.ts';
import { BOYS, GIRLS, PLACES } from './names.ts';
import { GenerationError, isList, isRow, type Row, tidy, type Value } from './value.ts';

const cell = z.union([z.string(), z.number(), z.boolean()]);
const value: z.ZodType<Value> = z.lazy(() =>
  z.union([cell, z.array(value).min(1).max(500), z.record(z.string(), value)]),
);
/** A number, or a formula that gives one. */
const amount = z.union([z.number(), z.string().trim().min(1)]);
/** The name of a list or table, a formula that gives one, or the list itself. */
const list = z.union([z.array(value).min(2).max(500), z.string().trim().min(1)]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'une date comme 2026-03-05');

const simpleDraws = [
  z.strictObject({ from: amount, to: amount, step: amount.optional(), count: amount.optional() }),
  z.strictObject({ one: list }),
  z.strictObject({ some: list, count: amount }),
  z.strictObject({ shuffled: list }),
  z.strictObject({ date: day, until: day }),
  z.strictObject({ firstName: z.enum(['any', 'girl', 'boy']) }),
  z.strictObject({ place: z.literal(true) }),
  z.strictObject({ letters: amount, among: z.string().min(2).optional() }),
] as const;

const columnSchema = z.union([z.string().trim().min(1), ...simpleDraws]);

/** A draw, or a formula over what stands above it. `rows` draws a table, each column in its order. */
export const drawSchema = z.union(
  [
    z.string().trim().min(1),
    ...simpleDraws,
    z.strictObject({
      rows: amount,
      columns: z.record(z.string().regex(/^[a-z][A-Za-z0-9_]*$/), columnSchema),
    }),
  ],
  'un tirage (from/to, one, some/count, shuffled, date/until, firstName, place, letters, rows/columns) ou une formule',
);
export const tableSchema = value;

type DrawFile = z.infer<typeof drawSchema>;

/** What a draw needs: the values above it, a source of chance that is its own, and the names already given. */
export interface Drawing {
  readonly values: Row;
  readonly seed: string;
  readonly used: Set<string>;
}

export type Draw = (drawing: Drawing) => Value;

const MOST_ROWS = 400;

/** @throws GenerationError for formulas that can't be read. */
export function compileDraw(file: DrawFile, names: readonly string[]): Draw {
  const formula = formulasOver(names);
  const amountOf = (source: number | string) => {
    if (typeof source === 'number') return () => source;
    const compute = formula(source);
    return (values: Row) => asNumber(compute(values), source);
  };
  const listOf = (source: string | readonly Value[]) => {
    if (typeof source !== 'string') return () => source;
    const compute = formula(source);
    return (values: Row) => asList(compute(values), source);
  };

  if (typeof file === 'string') {
    const compute = formula(file);
    return ({ values }) => compute(values);
  }
  if ('rows' in file) return compileRows(file, names, amountOf(file.rows));
  if ('from' in file) {
    const [from, to, step] = [amountOf(file.from), amountOf(file.to), amountOf(file.step ?? 1)];
    const count = file.count === undefined ? null : amountOf(file.count);
    return ({ values, seed }) => {
      const [low, by] = [from(values), step(values)];
      const steps = Math.floor(tidy((to(values) - low) / by)) + 1;
      if (!(by > 0) || !(steps >= 1)) throw new GenerationError('tirage vide : « to » est sous « from ».');
      const nth = (index: number) => tidy(low + index * by);
      if (count === null) return nth(Math.floor(seeded(seed)() * steps));
      return severalPlaces(steps, count(values), seed).map(nth);
    };
  }
  if ('one' in file) {
    const from = listOf(file.one);
    return ({ values, seed }) => drawn(from(values), seed);
  }
  if ('some' in file) {
    const [from, count] = [listOf(file.some), amountOf(file.count)];
    return ({ values, seed }) => several(from(values), count(values), seed);
  }
  if ('shuffled' in file) {
    const from = listOf(file.shuffled);
    return ({ values, seed }) => ranked(from(values), seed);
  }
  if ('date' in file) {
    const [first, last] = [dayNumber(file.date), dayNumber(file.until)];
    if (last < first) throw new GenerationError('tirage vide : « until » est avant « date ».');
    return ({ seed }) => iso(first + Math.floor(seeded(seed)() * (last - first + 1)));
  }
  if ('letters' in file) {
    const count = amountOf(file.letters);
    const among = [...(file.among ?? 'abcdefghijklmnopqrstuvwxyz')];
    return ({ values, seed }) => {
      const random = seeded(seed);
      const length = Math.min(200, count(values));
      return Array.from({ length }, () => among[Math.floor(random() * among.length)]).join('');
    };
  }
  const pool = 'place' in file ? PLACES : namesFor(file.firstName);
  return ({ seed, used }) => {
    const name = ranked(pool, seed).find((candidate) => !used.has(candidate));
    if (name === undefined) throw new GenerationError('plus de prénom ni de lieu à tirer.');
    used.add(name);
    return name;
  };
}

function compileRows(
  file: Extract<DrawFile, { rows: unknown }>,
  names: readonly string[],
  count: (values: Row) => number,
): Draw {
  const columns: { name: string; draw: Draw }[] = [];
  for (const [name, column] of Object.entries(file.columns)) {
    columns.push({ name, draw: compileDraw(column, [...names, 'rank', ...columns.map((c) => c.name)]) });
  }
  return ({ values, seed, used }) => {
    const length = count(values);
    if (!(length <= MOST_ROWS)) throw new GenerationError(`${MOST_ROWS} lignes au plus.`);
    return Array.from({ length }, (_, index) => {
      const row: Record<string, Value> = {};
      for (const { name, draw } of columns) {
        const known = { ...values, rank: index + 1, ...row };
        row[name] = draw({ values: known, seed: `${seed}.${index}.${name}`, used });
      }
      return row;
    });
  };
}

function namesFor(whose: 'any' | 'girl' | 'boy'): readonly string[] {
  if (whose === 'any') return [...GIRLS, ...BOYS];
  return whose === 'girl' ? GIRLS : BOYS;
}

/**
 * The list in an order drawn for each item by what it is, not by its place: when an author adds or removes one, or
 * mends a row past its first column, what was drawn before seldom changes.
 */
function ranked<T extends Value>(list: readonly T[], seed: string): T[] {
  return rankedBy(list, seed)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** The first of them. */
function drawn(list: readonly Value[], seed: string): Value {
  return rankedBy(list, seed).reduce((first, other) => (other.rank < first.rank ? other : first)).item;
}

function rankedBy<T extends Value>(list: readonly T[], seed: string): { item: T; rank: number }[] {
  const rank = seededBy(`${seed}|`);
  const seen = new Map<string, number>();
  return list.map((item) => {
    const name = nameOf(item);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return { item, rank: rank(`${name}|${times}`) };
  });
}

function nameOf(item: Value): string {
  if (typeof item === 'string') return item;
  return JSON.stringify(isRow(item) ? Object.values(item)[0] : item);
}

function several(list: readonly Value[], count: number, seed: string): Value[] {
  if (!(count >= 1 && count <= list.length)) {
    throw new GenerationError(`${count} à tirer dans une liste de ${list.length}.`);
  }
  return ranked(list, seed).slice(0, count);
}

/** `count` different places below `total`, in the order drawn. */
function severalPlaces(total: number, count: number, seed: string): number[] {
  if (!(count >= 1 && count <= total && count <= MOST_ROWS)) {
    throw new GenerationError(`${count} nombres différents à tirer parmi ${total}.`);
  }
  const random = seeded(seed);
  const places = new Set<number>();
  while (places.size < count) places.add(Math.floor(random() * total));
  return [...places];
}

function asNumber(found: Value, source: string): number {
  if (typeof found !== 'number') throw new GenerationError(`« ${source} » ne donne pas un nombre.`);
  return found;
}

function asList(found: Value, source: string): readonly Value[] {
  if (!isList(found) || found.length === 0)
    throw new GenerationError(`« ${source} » ne donne pas une liste.`);
  return found;
}
