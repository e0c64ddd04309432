import { CodeFault } from '../../referential/practicals/code-tokens.ts';
import {
  CodeBuiltin,
  CodeDict,
  CodeList,
  CodeRange,
  CodeTuple,
  type CodeValue,
  fixedText,
  isSameValue,
  isTrue,
  keyOf,
  kindOf,
  numberIn,
  orderOf,
  shownAs,
  work,
  writtenAs,
} from './code-values.ts';

/** What the functions of the language need of the run that calls them. */
export interface Desk {
  readonly line: number;
  /** Room taken in memory: letters, items. @throws CodeFault */
  take(room: number): void;
  print(text: string): void;
  /** The next line given to the program. @throws CodeFault when none is left. */
  input(asked: string): string;
}

type Named = ReadonlyMap<string, CodeValue>;

/** All that can be walked through, item after item. @throws CodeFault */
export function itemsOf(value: CodeValue, { line, take }: Desk): readonly CodeValue[] {
  if (value instanceof CodeList || value instanceof CodeTuple) work(value.items.length, line);
  if (value instanceof CodeDict) work(value.entries.size, line);
  if (typeof value === 'string') work(value.length, line);
  if (value instanceof CodeList || value instanceof CodeTuple) return value.items;
  if (typeof value === 'string') return [...value];
  if (value instanceof CodeDict) return [...value.entries.values()].map(([key]) => key);
  if (value instanceof CodeRange) {
    take(value.length);
    return Array.from({ length: value.length }, (_, rank) => BigInt(value.start + rank * value.step));
  }
  throw new CodeFault('not-walked', line, { type: kindOf(value) });
}

/** A whole number that fits where one is counted. @throws CodeFault */
export function wholeIn(value: CodeValue, { line }: Pick<Desk, 'line'>, what: string): number {
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof number !== 'bigint') throw new CodeFault('whole', line, { what, type: kindOf(value) });
  return Number(number);
}

function numbersOnly(value: CodeValue, desk: Desk, name: string): bigint | number {
  const number = numberIn(value);
  if (number === null) throw new CodeFault('number-wanted', desk.line, { name, type: kindOf(value) });
  return number;
}

/** How many values each function takes, and what it makes of them. */
type Built = readonly [
  least: number,
  most: number,
  run: (args: readonly CodeValue[], desk: Desk, named: Named) => CodeValue,
  named?: readonly string[],
];

const extreme =
  (name: string, way: 1 | -1) =>
  (args: readonly CodeValue[], desk: Desk): CodeValue => {
    const [only = null] = args;
    const items = args.length === 1 ? itemsOf(only, desk) : args;
    if (items.length === 0) throw new CodeFault('empty', desk.line, { name });
    return items.reduce((best, item) =>
      orderOf(item, best, way > 0 ? '>' : '<', desk.line) * way > 0 ? item : best,
    );
  };

function sorted(items: readonly CodeValue[], desk: Desk, named: Named): CodeValue[] {
  desk.take(items.length);
  const rising = [...items].sort((one, other) => orderOf(one, other, '<', desk.line));
  return isTrue(named.get('reverse') ?? false) ? rising.reverse() : rising;
}

const BUILT: Readonly<Record<string, Built>> = {
  print: [
    0,
    50,
    (args, desk, named) => {
      const between = (name: string, usual: string) => {
        const given = named.get(name);
        return given === undefined || given === null ? usual : shownAs(given);
      };
      desk.print(args.map((one) => shownAs(one)).join(between('sep', ' ')) + between('end', '\n'));
      return null;
    },
    ['sep', 'end'],
  ],
  input: [0, 1, ([asked = ''], desk) => desk.input(shownAs(asked))],
  int: [
    0,
    1,
    ([value = 0n], { line }) => {
      if (typeof value === 'number') {
        if (!Number.isFinite(value)) throw new CodeFault('int-text', line, { text: shownAs(value) });
        return BigInt(Math.trunc(value));
      }
      const number = numberIn(value);
      if (typeof number === 'bigint') return number;
      if (typeof value !== 'string')
        throw new CodeFault('number-wanted', line, { name: 'int', type: kindOf(value) });
      if (!/^\s*[+-]?\d{1,60}\s*$/.test(value))
        throw new CodeFault('int-text', line, { text: writtenAs(value).slice(0, 40) });
      return BigInt(value.trim().replace(/^\+/, ''));
    },
  ],
  float: [
    0,
    1,
    ([value = 0], { line }) => {
      const number = numberIn(value);
      if (number !== null) return Number(number);
      if (typeof value !== 'string')
        throw new CodeFault('number-wanted', line, { name: 'float', type: kindOf(value) });
      if (!/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(value))
        throw new CodeFault('float-text', line, { text: writtenAs(value).slice(0, 40) });
      return Number(value);
    },
  ],
  str: [0, 1, ([value = '']) => shownAs(value)],
  bool: [0, 1, ([value = false]) => isTrue(value)],
  len: [
    1,
    1,
    ([value = null], { line }) => {
      if (value instanceof CodeDict) return BigInt(value.entries.size);
      if (value instanceof CodeRange) return BigInt(value.length);
      if (typeof value === 'string') {
        work(value.length, line);
        return BigInt([...value].length);
      }
      if (value instanceof CodeList || value instanceof CodeTuple) return BigInt(value.items.length);
      throw new CodeFault('no-length', line, { type: kindOf(value) });
    },
  ],
  range: [
    1,
    3,
    (args, desk) => {
      const [one = 0, two, three = 1] = args.map((value) => wholeIn(value, desk, 'range'));
      if (three === 0) throw new CodeFault('step-zero', desk.line);
      return two === undefined ? new CodeRange(0, one, 1) : new CodeRange(one, two, three);
    },
  ],
  abs: [
    1,
    1,
    ([value = null], desk) => {
      const number = numbersOnly(value, desk, 'abs');
      return number < 0 ? -number : number;
    },
  ],
  min: [1, 50, extreme('min', -1)],
  max: [1, 50, extreme('max', 1)],
  sum: [
    1,
    1,
    ([value = null], desk) =>
      itemsOf(value, desk).reduce<bigint | number>((total, item) => {
        const number = numbersOnly(item, desk, 'sum');
        return typeof total === 'bigint' && typeof number === 'bigint'
          ? total + number
          : Number(total) + Number(number);
      }, 0n),
  ],
  round: [
    1,
    2,
    ([value = null, decimals], desk) => {
      const number = numbersOnly(value, desk, 'round');
      if (typeof number === 'bigint') return number;
      if (!Number.isFinite(number)) throw new CodeFault('int-text', desk.line, { text: shownAs(number) });
      if (decimals === undefined || decimals === null) return BigInt(Number(fixedText(number, 0)));
      return Number(fixedText(number, Math.min(15, Math.max(0, wholeIn(decimals, desk, 'round')))));
    },
  ],
  sorted: [
    1,
    1,
    ([value = null], desk, named) => new CodeList(sorted(itemsOf(value, desk), desk, named)),
    ['reverse'],
  ],
  reversed: [1, 1, ([value = null], desk) => new CodeList([...itemsOf(value, desk)].reverse())],
  list: [
    0,
    1,
    ([value], desk) => new CodeList(value === undefined ? [] : copied(itemsOf(value, desk), desk)),
  ],
  tuple: [
    0,
    1,
    ([value], desk) => new CodeTuple(value === undefined ? [] : copied(itemsOf(value, desk), desk)),
  ],
  dict: [0, 0, () => new CodeDict()],
  enumerate: [
    1,
    2,
    ([value = null, from = 0n], desk) =>
      new CodeList(
        itemsOf(value, desk).map(
          (item, rank) => new CodeTuple([BigInt(wholeIn(from, desk, 'enumerate') + rank), item]),
        ),
      ),
  ],
  zip: [
    2,
    2,
    ([one = null, other = null], desk) => {
      const [left, right] = [itemsOf(one, desk), itemsOf(other, desk)];
      return new CodeList(
        left.slice(0, right.length).map((item, rank) => new CodeTuple([item, right[rank] ?? null])),
      );
    },
  ],
  any: [1, 1, ([value = null], desk) => itemsOf(value, desk).some(isTrue)],
  all: [1, 1, ([value = null], desk) => itemsOf(value, desk).every(isTrue)],
  ord: [
    1,
    1,
    ([value = null], { line }) => {
      if (typeof value !== 'string' || [...value].length !== 1) throw new CodeFault('one-letter', line);
      return BigInt(value.codePointAt(0) ?? 0);
    },
  ],
  chr: [
    1,
    1,
    ([value = null], desk) => {
      const code = wholeIn(value, desk, 'chr');
      if (code < 0 || code > 0x10ffff) throw new CodeFault('letter-code', desk.line);
      return String.fromCodePoint(code);
    },
  ],
  isinstance: [
    2,
    2,
    ([value = null, type = null], { line }) => {
      const types = type instanceof CodeTuple ? type.items : [type];
      return types.some((one) => {
        if (!(one instanceof CodeBuiltin)) throw new CodeFault('not-type', line);
        return one.name === kindOf(value) || (one.name === 'int' && typeof value === 'boolean');
      });
    },
  ],
};

export const BUILT_NAMES: readonly string[] = Object.keys(BUILT);

function copied(items: readonly CodeValue[], desk: Desk): CodeValue[] {
  desk.take(items.length);
  return [...items];
}

function checkCall(
  name: string,
  [least, most, , known = []]: Built,
  args: readonly CodeValue[],
  named: Named,
  line: number,
): void {
  if (args.length < least || args.length > most)
    throw new CodeFault('args', line, {
      name,
      wanted: args.length < least ? least : most,
      given: args.length,
    });
  for (const one of named.keys()) {
    if (!known.includes(one)) throw new CodeFault('arg-name', line, { name, text: one });
  }
}

/** @throws CodeFault */
export function callBuilt(name: string, args: readonly CodeValue[], named: Named, desk: Desk): CodeValue {
  const built = BUILT[name];
  if (!built) throw new CodeFault('name', desk.line, { name });
  checkCall(name, built, args, named, desk.line);
  return built[2](args, desk, named);
}

type Method<Of> = readonly [
  least: number,
  most: number,
  run: (of: Of, args: readonly CodeValue[], desk: Desk, named: Named) => CodeValue,
  named?: readonly string[],
];

/** Where an item is or would be: from the end below zero. */
function placeIn(value: CodeValue, length: number, desk: Desk): number {
  const at = wholeIn(value, desk, 'index');
  return at < 0 ? at + length : at;
}

function rankOf(items: readonly CodeValue[], value: CodeValue, line: number): number {
  const rank = items.findIndex((item) => isSameValue(item, value));
  if (rank < 0) throw new CodeFault('not-in', line, { text: writtenAs(value).slice(0, 40) });
  return rank;
}

const OF_LISTS: Readonly<Record<string, Method<CodeList>>> = {
  append: [
    1,
    1,
    (list, [value = null], desk) => {
      desk.take(1);
      list.items.push(value);
      return null;
    },
  ],
  extend: [
    1,
    1,
    (list, [value = null], desk) => {
      list.items.push(...copied(itemsOf(value, desk), desk));
      return null;
    },
  ],
  insert: [
    2,
    2,
    (list, [at = null, value = null], desk) => {
      desk.take(1);
      list.items.splice(Math.max(0, placeIn(at, list.items.length, desk)), 0, value);
      return null;
    },
  ],
  pop: [
    0,
    1,
    (list, [at = -1n], desk) => {
      const place = placeIn(at, list.items.length, desk);
      if (place < 0 || place >= list.items.length)
        throw new CodeFault('index', desk.line, { index: shownAs(at), length: list.items.length });
      return list.items.splice(place, 1)[0] ?? null;
    },
  ],
  remove: [
    1,
    1,
    (list, [value = null], { line }) => {
      list.items.splice(rankOf(list.items, value, line), 1);
      return null;
    },
  ],
  clear: [
    0,
    0,
    (list) => {
      list.items.length = 0;
      return null;
    },
  ],
  sort: [
    0,
    0,
    (list, _, desk, named) => {
      list.items.splice(0, list.items.length, ...sorted(list.items, desk, named));
      return null;
    },
    ['reverse'],
  ],
  reverse: [
    0,
    0,
    (list) => {
      list.items.reverse();
      return null;
    },
  ],
  copy: [0, 0, (list, _, desk) => new CodeList(copied(list.items, desk))],
  index: [1, 1, (list, [value = null], { line }) => BigInt(rankOf(list.items, value, line))],
  count: [
    1,
    1,
    (list, [value = null]) => BigInt(list.items.filter((item) => isSameValue(item, value)).length),
  ],
};

function textIn(value: CodeValue | undefined, { line }: Desk): string {
  if (typeof value !== 'string') throw new CodeFault('text-wanted', line, { type: kindOf(value ?? null) });
  return value;
}

const spaced = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

const OF_TEXTS: Readonly<Record<string, Method<string>>> = {
  upper: [0, 0, (text) => text.toUpperCase()],
  lower: [0, 0, (text) => text.toLowerCase()],
  capitalize: [0, 0, (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()],
  strip: [0, 0, (text) => text.trim()],
  split: [
    0,
    1,
    (text, [by], desk) => {
      if (by === '') throw new CodeFault('split-empty', desk.line);
      const parts = by === undefined ? spaced(text) : text.split(textIn(by, desk));
      desk.take(parts.length);
      return new CodeList(parts);
    },
  ],
  join: [
    1,
    1,
    (text, [value = null], desk) => {
      const parts = itemsOf(value, desk).map((item) => textIn(item, desk));
      desk.take(parts.reduce((room, part) => room + part.length + text.length, 0));
      return parts.join(text);
    },
  ],
  replace: [
    2,
    2,
    (text, [one, other], desk) => {
      const [from, to] = [textIn(one, desk), textIn(other, desk)];
      desk.take(text.length + (text.length + 1) * to.length);
      return text.split(from).join(to);
    },
  ],
  find: [
    1,
    1,
    (text, [part], desk) =>
      BigInt(
        [...text.slice(0, Math.max(0, text.indexOf(textIn(part, desk))))].length -
          (text.includes(textIn(part, desk)) ? 0 : 1),
      ),
  ],
  count: [
    1,
    1,
    (text, [part], desk) => {
      const one = textIn(part, desk);
      return BigInt(one === '' ? text.length + 1 : text.split(one).length - 1);
    },
  ],
  startswith: [1, 1, (text, [part], desk) => text.startsWith(textIn(part, desk))],
  endswith: [1, 1, (text, [part], desk) => text.endsWith(textIn(part, desk))],
  isdigit: [0, 0, (text) => /^\d+$/.test(text)],
  isalpha: [0, 0, (text) => /^\p{L}+$/u.test(text)],
  isupper: [0, 0, (text) => text !== text.toLowerCase() && text === text.toUpperCase()],
};

const pairs = (dict: CodeDict) => [...dict.entries.values()];

const OF_DICTS: Readonly<Record<string, Method<CodeDict>>> = {
  keys: [0, 0, (dict) => new CodeList(pairs(dict).map(([key]) => key))],
  values: [0, 0, (dict) => new CodeList(pairs(dict).map(([, value]) => value))],
  items: [0, 0, (dict) => new CodeList(pairs(dict).map((pair) => new CodeTuple(pair)))],
  get: [
    1,
    2,
    (dict, [key = null, other = null], { line }) => dict.entries.get(keyOf(key, line))?.[1] ?? other,
  ],
  pop: [
    1,
    1,
    (dict, [key = null], { line }) => {
      const found = dict.entries.get(keyOf(key, line));
      if (!found) throw new CodeFault('key', line, { text: writtenAs(key).slice(0, 40) });
      dict.entries.delete(keyOf(key, line));
      return found[1];
    },
  ],
};

/** « liste.append(3) ». @throws CodeFault */
export function callMethod(
  of: CodeValue,
  name: string,
  args: readonly CodeValue[],
  named: Named,
  desk: Desk,
): CodeValue {
  const run = <Of>(methods: Readonly<Record<string, Method<Of>>>, owner: Of): CodeValue => {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) throw new CodeFault('member', desk.line, { type: kindOf(of), name });
    const [least, most, act, known] = method;
    checkCall(name, [least, most, () => null, known ?? []], args, named, desk.line);
    return act(owner, args, desk, named);
  };
  if (typeof of === 'string') work(of.length, desk.line);
  else if (of instanceof CodeList) work(name === 'append' ? 1 : of.items.length, desk.line);
  else if (of instanceof CodeDict) work(name === 'get' ? 1 : of.entries.size, desk.line);
  if (of instanceof CodeList) return run(OF_LISTS, of);
  if (of instanceof CodeDict) return run(OF_DICTS, of);
  if (typeof of === 'string') return run(OF_TEXTS, of);
  throw new CodeFault('member', desk.line, { type: kindOf(of), name });
}
