import type { Statement } from '../../referential/practicals/code-syntax.ts';
import { CodeFault } from '../../referential/practicals/code-tokens.ts';

/** What a program of pupils handles. A whole number is a bigint, one with a decimal point a number. */
export type CodeValue =
  | bigint
  | number
  | string
  | boolean
  | null
  | CodeList
  | CodeTuple
  | CodeDict
  | CodeRange
  | CodeFunction
  | CodeBuiltin;

export class CodeList {
  readonly items: CodeValue[];
  constructor(items: CodeValue[]) {
    this.items = items;
  }
}
export class CodeTuple {
  readonly items: readonly CodeValue[];
  constructor(items: readonly CodeValue[]) {
    this.items = items;
  }
}
export class CodeDict {
  readonly entries = new Map<string, [CodeValue, CodeValue]>();
}
export class CodeRange {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  get length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
}
export class CodeFunction {
  readonly told: Extract<Statement, { does: 'def' }>;
  readonly defaults: readonly (CodeValue | undefined)[];
  /** Names that belong to a call of it, and to nobody else. */
  readonly own: ReadonlySet<string>;
  constructor(
    told: Extract<Statement, { does: 'def' }>,
    defaults: readonly (CodeValue | undefined)[],
    own: ReadonlySet<string>,
  ) {
    this.told = told;
    this.defaults = defaults;
    this.own = own;
  }
}
export class CodeBuiltin {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

let workLeft = 0;

/** How much may be compared, written out and gone through from now on: lists of lists soon hold millions. */
export function allowWork(amount: number): void {
  workLeft = amount;
}

/** @throws CodeFault when there has been too much of it. */
export function work(amount: number, line = 0): void {
  workLeft -= amount;
  if (workLeft < 0) throw new CodeFault('endless', line);
}

/** Its name in the message files. */
export function kindOf(value: CodeValue): string {
  if (value === null) return 'none';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof CodeList) return 'list';
  if (value instanceof CodeTuple) return 'tuple';
  if (value instanceof CodeDict) return 'dict';
  return value instanceof CodeRange ? 'range' : 'function';
}

/** As `print` shows it. */
export function shownAs(value: CodeValue): string {
  return typeof value === 'string' ? value : writtenAs(value);
}

/** As it would be written in a program. */
export function writtenAs(value: CodeValue, deep = 0): string {
  if (deep > 40) return '…';
  work(typeof value === 'string' ? 1 + value.length : 1);
  const all = (items: readonly CodeValue[]) => items.map((item) => writtenAs(item, deep + 1)).join(', ');
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'string') return quotedText(value);
  if (value instanceof CodeList) return `[${all(value.items)}]`;
  if (value instanceof CodeTuple) return `(${all(value.items)}${value.items.length === 1 ? ',' : ''})`;
  if (value instanceof CodeRange)
    return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`;
  if (value instanceof CodeDict) {
    const entries = [...value.entries.values()].map(
      ([key, item]) => `${writtenAs(key, deep + 1)}: ${writtenAs(item, deep + 1)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  return `<function ${value instanceof CodeFunction ? value.told.name : value.name}>`;
}

function quotedText(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replace(/'/g, "\\'")}'`;
}

function floatText(number: number): string {
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return number.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return Number.isInteger(number) ? `${Object.is(number, -0) ? '-0' : number}.0` : String(number);
}

/** With so many decimals, a half going to the even digit as in Python. */
export function fixedText(number: number, decimals: number): string {
  const plain = number.toFixed(decimals);
  if (!Number.isFinite(number) || Math.abs(number) >= 1e21) return plain;
  const whole = number.toFixed(Math.min(100, decimals + 40));
  const rest = whole.slice(whole.indexOf('.') + 1 + decimals);
  if (!/^50*$/.test(rest)) return plain;
  const cut = whole.slice(0, whole.indexOf('.') + (decimals === 0 ? 0 : decimals + 1));
  return Number(cut.slice(-1)) % 2 === 0 ? cut : plain;
}

export function isTrue(value: CodeValue): boolean {
  if (value === null || value === false || value === '' || value === 0 || value === 0n) return false;
  if (value instanceof CodeList || value instanceof CodeTuple) return value.items.length > 0;
  if (value instanceof CodeDict) return value.entries.size > 0;
  return value instanceof CodeRange ? value.length > 0 : true;
}

/** A number; a boolean counts as 0 or 1. Null for anything else. */
export function numberIn(value: CodeValue): bigint | number | null {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : null;
}

/** `near`: numbers that differ by less than a rounding are the same. */
export function isSameValue(one: CodeValue, other: CodeValue, near = false, deep = 0): boolean {
  if (deep > 40) return false;
  work(1);
  const [a, b] = [numberIn(one), numberIn(other)];
  if (a !== null && b !== null) {
    const same = typeof a === typeof b ? a === b : !(a < b) && !(a > b);
    const whole = typeof a === 'bigint' && typeof b === 'bigint';
    return same || (near && !whole && isNear(Number(a), Number(b)));
  }
  const all = (left: readonly CodeValue[], right: readonly CodeValue[]) =>
    left.length === right.length &&
    left.every((item, rank) => isSameValue(item, right[rank] ?? null, near, deep + 1));
  if (one instanceof CodeList && other instanceof CodeList) return all(one.items, other.items);
  if (one instanceof CodeTuple && other instanceof CodeTuple) return all(one.items, other.items);
  if (one instanceof CodeDict && other instanceof CodeDict) {
    if (one.entries.size !== other.entries.size) return false;
    return [...one.entries].every(([key, [, item]]) => {
      const found = other.entries.get(key);
      return found !== undefined && isSameValue(item, found[1], near, deep + 1);
    });
  }
  if (one instanceof CodeRange && other instanceof CodeRange)
    return one.length === other.length && one.start === other.start && one.step === other.step;
  return one === other;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}

/** Below, at or above zero as `one` comes before or after `other`. @throws CodeFault when they have no order. */
export function orderOf(one: CodeValue, other: CodeValue, sign: string, line: number): number {
  work(1, line);
  const [a, b] = [numberIn(one), numberIn(other)];
  if (a !== null && b !== null) return a < b ? -1 : a > b ? 1 : 0;
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  const lists =
    (one instanceof CodeList && other instanceof CodeList) ||
    (one instanceof CodeTuple && other instanceof CodeTuple);
  if (!lists) throw new CodeFault('compare', line, { sign, left: kindOf(one), right: kindOf(other) });
  for (let rank = 0; rank < Math.min(one.items.length, other.items.length); rank += 1) {
    const [left, right] = [one.items[rank] ?? null, other.items[rank] ?? null];
    if (!isSameValue(left, right)) return orderOf(left, right, sign, line);
  }
  return one.items.length - other.items.length;
}

function compareTexts(one: string, other: string): number {
  work(one.length + other.length);
  const [a, b] = [[...one], [...other]];
  for (let rank = 0; rank < Math.min(a.length, b.length); rank += 1) {
    const gap = (a[rank]?.codePointAt(0) ?? 0) - (b[rank]?.codePointAt(0) ?? 0);
    if (gap !== 0) return gap;
  }
  return a.length - b.length;
}

/** Under what a dictionary keeps a value. @throws CodeFault for a list, that may change. */
export function keyOf(value: CodeValue, line: number): string {
  work(typeof value === 'string' ? 1 + value.length : 1, line);
  const number = numberIn(value);
  if (number !== null)
    return `n${typeof number === 'number' && Number.isInteger(number) ? BigInt(number) : number}`;
  if (typeof value === 'string') return `t${value}`;
  if (value === null) return 'none';
  if (value instanceof CodeTuple) return `(${value.items.map((item) => keyOf(item, line)).join('\u0000')})`;
  throw new CodeFault('key-type', line, { type: kindOf(value) });
}
