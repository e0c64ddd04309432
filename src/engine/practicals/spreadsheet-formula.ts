/**
 * A small spreadsheet: what its cells show, from what was typed in them. Formulas are French (`=SI(B2>10;"oui";"non")`).
 * The page runs this very file, its types taken away (`src/web/practical-frames.ts`): it imports nothing, and is written
 * for Safari 15.
 */

/** What a cell is worth: a number, a text, true or false, or what went wrong (`#NOM?`). */
export type Value = number | string | boolean | { readonly fault: string };

/** Gives what was typed in a cell (`B2`), '' when nothing was. */
export type Typed = (address: string) => string;

export const MOST_COLUMNS = 26;
export const MOST_ROWS = 200;

const FAULT = {
  name: { fault: '#NOM?' },
  value: { fault: '#VALEUR!' },
  zero: { fault: '#DIV/0!' },
  reference: { fault: '#REF!' },
  missing: { fault: '#N/A' },
  syntax: { fault: '#ERREUR' },
  circle: { fault: '#CIRCULAIRE' },
} as const;

export function isFault(value: unknown): value is { readonly fault: string } {
  return typeof value === 'object' && value !== null && 'fault' in value;
}

/** Column and row of an address, from 0; null when it is none. */
export function placeOf(address: string): { readonly column: number; readonly row: number } | null {
  const found = /^\$?([A-Z])\$?([1-9]\d{0,2})$/.exec(address);
  if (!found) return null;
  const row = Number(found[2]) - 1;
  return row < MOST_ROWS ? { column: (found[1] ?? 'A').charCodeAt(0) - 65, row } : null;
}

export function addressOf(column: number, row: number): string {
  return `${String.fromCharCode(65 + column)}${row + 1}`;
}

/** The addresses of `B2:C4`, row after row; of one cell too; [] when it is neither. */
export function cellsOf(range: string): string[] {
  const [first = '', last = first] = range.split(':');
  const [from, to] = [placeOf(first), placeOf(last)];
  if (!from || !to) return [];
  const found: string[] = [];
  for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row += 1) {
    for (
      let column = Math.min(from.column, to.column);
      column <= Math.max(from.column, to.column);
      column += 1
    )
      found.push(addressOf(column, row));
  }
  return found;
}

/** A formula as it is once copied so many columns and rows further: what `$` holds stays. */
export function copied(formula: string, columns: number, rows: number): string {
  if (!formula.startsWith('=')) return formula;
  return formula.replace(
    /"[^"]*"|[A-Za-zÀ-ÿ_.]+\s*\(|(\$?)([A-Za-z])(\$?)([1-9]\d{0,2})(?![\d\p{L}(])/gu,
    (whole: string, fixedColumn?: string, column?: string, fixedRow?: string, row?: string) => {
      if (column === undefined || row === undefined) return whole;
      const letter = fixedColumn ? column : String.fromCharCode(column.toUpperCase().charCodeAt(0) + columns);
      const line = fixedRow ? Number(row) : Number(row) + rows;
      if (!/^[A-Za-z]$/.test(letter) || line < 1 || line > MOST_ROWS) return '#REF!';
      return `${fixedColumn ?? ''}${letter}${fixedRow ?? ''}${line}`;
    },
  );
}

/** What was typed, as a value when it is no formula: « 1 200,5 », « 12 % », « 3,5 € », VRAI, or a text. */
export function readTyped(text: string): Value {
  const trimmed = text.trim();
  const found = /^(-?)(\d{1,3}(?:[\s\u00a0\u202f]\d{3})+|\d+)?(?:,(\d+))?[\s\u00a0\u202f]*([%€]?)$/.exec(
    trimmed,
  );
  if (found && (found[2] !== undefined || found[3] !== undefined)) {
    const number = Number(`${(found[2] ?? '0').replace(/\D/g, '')}.${found[3] ?? '0'}`);
    return (found[1] === '-' ? -number : number) / (found[4] === '%' ? 100 : 1);
  }
  if (/^vrai$/i.test(trimmed)) return true;
  return /^faux$/i.test(trimmed) ? false : text;
}

/** How a value is shown, in French. */
export function show(value: Value): string {
  if (isFault(value)) return value.fault;
  if (typeof value === 'boolean') return value ? 'VRAI' : 'FAUX';
  if (typeof value === 'string') return value;
  const rounded = Number(value.toPrecision(12));
  return String(Math.abs(rounded) < 1e15 ? Number(rounded.toFixed(6)) : rounded).replace('.', ',');
}

/** The values of a sheet, each reckoned once. */
export function valuesOf(typed: Typed): (address: string) => Value {
  const known = new Map<string, Value>();
  const busy = new Set<string>();
  const valueAt = (address: string): Value => {
    const ready = known.get(address);
    if (ready !== undefined) return ready;
    if (busy.has(address)) return FAULT.circle;
    busy.add(address);
    const text = typed(address);
    const value = text.startsWith('=') ? reckon(text.slice(1), valueAt) : readTyped(text);
    busy.delete(address);
    known.set(address, value);
    return value;
  };
  return valueAt;
}

// ---- reading a formula

type Node =
  | { readonly is: 'value'; readonly value: Value }
  | { readonly is: 'cells'; readonly range: string }
  | { readonly is: 'sign'; readonly sign: string; readonly parts: readonly Node[] }
  | { readonly is: 'call'; readonly name: string; readonly parts: readonly Node[] };

const MOST_DEPTH = 40;
const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|(\$?[A-Za-z]\$?[1-9]\d{0,2}(?::\$?[A-Za-z]\$?[1-9]\d{0,2})?(?![\d\p{L}.(]))|(\d+(?:[,.]\d+)?)|([\p{L}_][\p{L}\d_.]*)|(<=|>=|<>|[-+*/^&=<>();%]))/uy;

function tokensOf(text: string): string[] | null {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text);
    if (!match) return null;
    found.push(match[0].trim());
  }
  return found;
}

/** Lowest first: comparisons, joining, sums, products, powers. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

function parse(text: string): Node | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  let at = 0;
  const level = (depth: number, nested: number): Node | null => {
    if (nested > MOST_DEPTH) return null;
    const signs = LEVELS[depth];
    if (!signs) return signed(nested);
    let left = level(depth + 1, nested);
    while (left && signs.includes(tokens[at] ?? '')) {
      const sign = tokens[at] ?? '';
      at += 1;
      const right = level(depth + 1, nested);
      left = right && { is: 'sign', sign, parts: [left, right] };
    }
    return left;
  };
  const signed = (nested: number): Node | null => {
    if (nested > MOST_DEPTH) return null;
    if (tokens[at] === '-' || tokens[at] === '+') {
      const sign = tokens[at] === '-' ? 'minus' : 'plus';
      at += 1;
      const part = signed(nested + 1);
      return part && { is: 'sign', sign, parts: [part] };
    }
    let tree = single(nested);
    while (tree && tokens[at] === '%') {
      at += 1;
      tree = { is: 'sign', sign: '%', parts: [tree] };
    }
    return tree;
  };
  const single = (nested: number): Node | null => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '(') {
      const inside = level(0, nested + 1);
      if (tokens[at] !== ')') return null;
      at += 1;
      return inside;
    }
    if (token.startsWith('"')) return { is: 'value', value: token.slice(1, -1).replace(/""/g, '"') };
    if (/^\d/.test(token)) return { is: 'value', value: Number(token.replace(',', '.')) };
    if (/^\$?[A-Za-z]\$?\d/.test(token))
      return { is: 'cells', range: token.replace(/\$/g, '').toUpperCase() };
    if (!/^\p{L}/u.test(token)) return null;
    const name = token.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    if (tokens[at] !== '(') {
      if (name === 'VRAI' || name === 'FAUX') return { is: 'value', value: name === 'VRAI' };
      return { is: 'value', value: FAULT.name };
    }
    at += 1;
    const parts: Node[] = [];
    while (tokens[at] !== ')') {
      if (tokens[at] === ';') parts.push({ is: 'value', value: '' });
      else {
        const part = level(0, nested + 1);
        if (!part) return null;
        parts.push(part);
      }
      if (tokens[at] === ';') at += 1;
      else if (tokens[at] !== ')') return null;
    }
    at += 1;
    return { is: 'call', name, parts };
  };
  const whole = level(0, 0);
  return at === tokens.length ? whole : null;
}

// ---- reckoning

type ValueAt = (address: string) => Value;

function reckon(text: string, valueAt: ValueAt): Value {
  const tree = parse(text);
  const value = tree ? worthOf(tree, valueAt) : FAULT.syntax;
  return value === '' && tree?.is === 'cells' ? 0 : value;
}

function worthOf(tree: Node, valueAt: ValueAt): Value {
  switch (tree.is) {
    case 'value':
      return tree.value;
    case 'cells':
      return tree.range.includes(':') ? FAULT.value : valueAt(tree.range);
    case 'sign':
      return applied(
        tree.sign,
        tree.parts.map((part) => worthOf(part, valueAt)),
      );
    case 'call': {
      const run = FUNCTIONS[tree.name];
      return run ? run(tree.parts, valueAt) : FAULT.name;
    }
  }
}

function applied(sign: string, values: readonly Value[]): Value {
  const fault = values.find(isFault);
  if (fault) return fault;
  const [left = '', right = ''] = values;
  if (sign === '&') return show(left) + show(right);
  if (LEVELS[0]?.includes(sign)) return compared(sign, left, right);
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one === null || other === null) return FAULT.value;
  switch (sign) {
    case 'minus':
      return -one;
    case 'plus':
      return one;
    case '%':
      return one / 100;
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return other === 0 ? FAULT.zero : one / other;
    default: {
      const power = one ** other;
      return Number.isFinite(power) ? power : FAULT.value;
    }
  }
}

/** Texts without case; a number stands before a text, as in every spreadsheet. */
function compared(sign: string, left: Value, right: Value): boolean {
  const order = orderOf(left, right);
  if (sign === '=') return order === 0;
  if (sign === '<>') return order !== 0;
  return sign === '<' ? order < 0 : sign === '>' ? order > 0 : sign === '<=' ? order <= 0 : order >= 0;
}

/** Which comes first in a sort: numbers, then texts in French order; below 0 when it is `left`. */
export function orderOf(left: Value, right: Value): number {
  const [one, other] = [emptied(left, right), emptied(right, left)];
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) < 1e-9 ? 0 : one - other;
  if (typeof one !== typeof other) return rankOf(one) - rankOf(other);
  return show(one).localeCompare(show(other), 'fr', { sensitivity: 'accent' });
}

/** An empty cell is 0 beside a number. */
function emptied(value: Value, beside: Value): Value {
  return value === '' && typeof beside === 'number' ? 0 : value;
}

function rankOf(value: Value): number {
  return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
}

/** A value as a number: an empty cell is 0, a text that says a number is one; null else. */
function numberOf(value: Value): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === '') return 0;
  const read = typeof value === 'string' ? readTyped(value) : value;
  return typeof read === 'number' ? read : null;
}

type Run = (parts: readonly Node[], valueAt: ValueAt) => Value;

/** What a part holds: every cell of a range, or one value. */
function listOf(part: Node, valueAt: ValueAt): Value[] {
  return part.is === 'cells' ? cellsOf(part.range).map(valueAt) : [worthOf(part, valueAt)];
}

/** A function of the numbers of its parts; texts and empty cells of a range do not count. */
function ofNumbers(make: (numbers: readonly number[]) => Value): Run {
  return (parts, valueAt) => {
    const numbers: number[] = [];
    for (const part of parts) {
      for (const value of listOf(part, valueAt)) {
        if (isFault(value)) return value;
        const read = part.is === 'cells' ? (typeof value === 'number' ? value : null) : numberOf(value);
        if (read !== null) numbers.push(read);
        else if (part.is !== 'cells') return FAULT.value;
      }
    }
    return parts.length === 0 ? FAULT.syntax : make(numbers);
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const mean = (numbers: readonly number[]) =>
  numbers.length === 0 ? FAULT.zero : sum(numbers) / numbers.length;

/** `">=10"`, `"oui"` or a value: whether a cell fits. */
function criterion(wanted: Value): (value: Value) => boolean {
  const found = typeof wanted === 'string' ? /^(<=|>=|<>|<|>|=)(.*)$/s.exec(wanted) : null;
  const sign = found?.[1] ?? '=';
  const aim = typeof wanted === 'string' ? readTyped(found?.[2] ?? wanted) : wanted;
  return (value) => {
    if (isFault(value)) return false;
    if (sign !== '<>' && typeof value !== typeof aim) return false;
    return compared(sign, value, aim);
  };
}

/** The places where every range meets its criterion; null when ranges differ in size. */
function fitting(parts: readonly Node[], valueAt: ValueAt): number[] | null {
  let kept: number[] | undefined;
  let size = -1;
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [range, wanted] = [parts[at], parts[at + 1]];
    if (!range || !wanted || range.is !== 'cells') return null;
    const values = listOf(range, valueAt);
    if (size >= 0 && values.length !== size) return null;
    size = values.length;
    const fits = criterion(worthOf(wanted, valueAt));
    const places = values.flatMap((value, place) => (fits(value) ? [place] : []));
    kept = kept?.filter((place) => places.includes(place)) ?? places;
  }
  return kept ?? null;
}

function summed(from: Node | undefined, places: readonly number[] | null, valueAt: ValueAt): number[] | null {
  if (!from || !places) return null;
  const values = listOf(from, valueAt);
  return places.flatMap((place) => {
    const value = values[place];
    return typeof value === 'number' ? [value] : [];
  });
}

function truths(parts: readonly Node[], valueAt: ValueAt): boolean[] | { readonly fault: string } {
  const found: boolean[] = [];
  for (const part of parts) {
    for (const value of listOf(part, valueAt)) {
      if (isFault(value)) return value;
      const read = numberOf(value);
      if (read === null) return FAULT.value;
      found.push(read !== 0);
    }
  }
  return found;
}

const numbersOf = (parts: readonly Node[], valueAt: ValueAt) =>
  parts.map((part) => numberOf(worthOf(part, valueAt)));

const FUNCTIONS: Readonly<Record<string, Run>> = {
  SOMME: ofNumbers(sum),
  PRODUIT: ofNumbers((numbers) => numbers.reduce((total, one) => total * one, 1)),
  MOYENNE: ofNumbers(mean),
  MIN: ofNumbers((numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers))),
  MAX: ofNumbers((numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers))),
  NB: ofNumbers((numbers) => numbers.length),
  NBVAL: (parts, valueAt) =>
    parts.flatMap((part) => listOf(part, valueAt)).filter((value) => value !== '').length,
  MEDIANE: ofNumbers((numbers) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    return mean(sorted.slice(sorted.length % 2 === 0 ? half - 1 : half, half + 1));
  }),
  ABS: ofNumbers((numbers) => Math.abs(numbers[0] ?? 0)),
  ARRONDI(parts, valueAt) {
    const [number = null, digits = 0] = numbersOf(parts, valueAt);
    if (number === null || digits === null) return FAULT.value;
    const scale = 10 ** Math.trunc(digits);
    return (Math.sign(number) * Math.round(Math.abs(number) * scale + 1e-9)) / scale;
  },
  SI(parts, valueAt) {
    const [test, yes, no] = parts;
    if (!test || !yes || parts.length > 3) return FAULT.syntax;
    const found = truths([test], valueAt);
    if (isFault(found)) return found;
    return found[0] ? worthOf(yes, valueAt) : no ? worthOf(no, valueAt) : false;
  },
  ET(parts, valueAt) {
    const found = truths(parts, valueAt);
    return isFault(found) ? found : found.every(Boolean);
  },
  OU(parts, valueAt) {
    const found = truths(parts, valueAt);
    return isFault(found) ? found : found.some(Boolean);
  },
  NON(parts, valueAt) {
    const found = truths(parts, valueAt);
    return isFault(found) ? found : !found[0];
  },
  'NB.SI': (parts, valueAt) =>
    parts.length === 2 ? (fitting(parts, valueAt)?.length ?? FAULT.value) : FAULT.syntax,
  'NB.SI.ENS': (parts, valueAt) => fitting(parts, valueAt)?.length ?? FAULT.value,
  'SOMME.SI'(parts, valueAt) {
    const numbers = summed(parts[2] ?? parts[0], fitting(parts.slice(0, 2), valueAt), valueAt);
    return numbers ? sum(numbers) : FAULT.value;
  },
  'SOMME.SI.ENS'(parts, valueAt) {
    const numbers = summed(parts[0], fitting(parts.slice(1), valueAt), valueAt);
    return numbers ? sum(numbers) : FAULT.value;
  },
  'MOYENNE.SI'(parts, valueAt) {
    const numbers = summed(parts[2] ?? parts[0], fitting(parts.slice(0, 2), valueAt), valueAt);
    return numbers ? mean(numbers) : FAULT.value;
  },
  /** The exact match alone: nothing here is asked of the other. */
  RECHERCHEV(parts, valueAt) {
    const [wanted, table, column] = parts;
    if (!wanted || !column || table?.is !== 'cells') return FAULT.syntax;
    const [from, to] = table.range.split(':').map(placeOf);
    const rank = numberOf(worthOf(column, valueAt));
    if (!from || !to || rank === null || rank < 1 || from.column + rank - 1 > to.column)
      return FAULT.reference;
    const aim = worthOf(wanted, valueAt);
    if (isFault(aim)) return aim;
    for (let row = from.row; row <= to.row; row += 1) {
      const value = valueAt(addressOf(from.column, row));
      if (typeof value === typeof aim && orderOf(value, aim) === 0)
        return valueAt(addressOf(from.column + rank - 1, row));
    }
    return FAULT.missing;
  },
};
