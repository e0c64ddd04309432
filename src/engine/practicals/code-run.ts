import {
  type Expression,
  readExpression,
  readProgram,
  type Statement,
} from '../../referential/practicals/code-syntax.ts';
import { CodeFault, type Trouble } from '../../referential/practicals/code-tokens.ts';
import { BUILT_NAMES, callBuilt, callMethod, type Desk, itemsOf, wholeIn } from './code-library.ts';
import {
  allowWork,
  CodeBuiltin,
  CodeDict,
  CodeFunction,
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

/** More, and a program is said never to end. Counted alike by the page and by the server. */
const MOST_STEPS = 30_000;
const MOST_ROOM = 200_000;
const MOST_WORK = 1_000_000;
const MOST_PRINTED = 6_000;
const MOST_CALLS = 100;
const LARGEST = 10n ** 60n;

export interface RunOptions {
  /** What `input()` receives, one after the other. */
  readonly inputs?: readonly string[];
  /** Values of names, written as in the program, put in place of what it gives them first. */
  readonly given?: Readonly<Record<string, string>>;
  /** Written as in the program, and worked out once it has run; `gives`: what it must be worth, written so too. */
  readonly calls?: readonly { readonly call: string; readonly gives?: string }[];
}

export interface Run {
  readonly printed: string;
  /** Why it stopped; null when it went to its end. */
  readonly trouble: Trouble | null;
  readonly results: readonly Result[];
}

export interface Result {
  /** What the call is worth, as it would be written; empty when it failed. */
  readonly text: string;
  /** Whether it is worth what it must be, but for a rounding. */
  readonly same: boolean;
  readonly trouble: Trouble | null;
}

/** Runs a program: nothing that it does goes out of here, and nothing that it does lasts. */
export function runProgram(program: string, options: RunOptions = {}): Run {
  allowWork(MOST_WORK);
  const runner = new Runner(options);
  const trouble = troubleOf(() => runner.run(readProgram(program)));
  const results = (options.calls ?? []).map(({ call, gives }) => {
    let [text, same] = ['', false];
    const failed =
      trouble ??
      troubleOf(() => {
        const value = runner.answer(readExpression(call));
        text = writtenAs(value);
        same = gives !== undefined && isSameValue(value, runner.answer(readExpression(gives)), true);
      });
    return { text: failed ? '' : text, same: same && failed === null, trouble: failed };
  });
  return { printed: runner.printed, trouble, results };
}

/** Why a program cannot be read; null when it can. */
export function troubleIn(program: string): Trouble | null {
  return troubleOf(() => readProgram(program));
}

function troubleOf(run: () => unknown): Trouble | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof CodeFault) return error.trouble;
    // The engine's own stack: calls or brackets too deep.
    if (error instanceof RangeError) return { code: 'too-deep', line: 0, values: {} };
    throw error;
  }
}

/** A call of a function: what it names, and what it takes from outside. */
interface Frame {
  readonly names: Map<string, CodeValue>;
  readonly own: ReadonlySet<string>;
}

type Leave = { readonly by: 'break' | 'continue' } | { readonly by: 'return'; readonly value: CodeValue };

class Runner {
  printed = '';
  private steps = 0;
  private room = 0;
  private calls = 0;
  private asked = 0;
  private readonly names = new Map<string, CodeValue>();
  private readonly given: Map<string, string>;
  private readonly inputs: readonly string[];

  constructor({ inputs = [], given = {} }: RunOptions) {
    this.inputs = inputs;
    this.given = new Map(Object.entries(given));
  }

  run(body: readonly Statement[]): void {
    this.block(body, null);
  }

  /** What an expression is worth once the program has run. */
  answer(asked: Expression): CodeValue {
    this.calls = 0;
    return this.evaluate(asked, null);
  }

  private step(line: number): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new CodeFault('endless', line);
  }

  private desk(line: number): Desk {
    return {
      line,
      take: (room) => this.take(room, line),
      print: (text) => {
        if (this.printed.length + text.length > MOST_PRINTED) throw new CodeFault('printed', line);
        this.printed += text;
      },
      input: (asked) => {
        const next = this.inputs[this.asked];
        if (next === undefined) throw new CodeFault('input', line, { asked: asked.trim() });
        this.asked += 1;
        return next;
      },
    };
  }

  private take(room: number, line: number): void {
    this.room += room;
    if (this.room > MOST_ROOM) throw new CodeFault('memory', line);
  }

  private block(body: readonly Statement[], frame: Frame | null): Leave | null {
    for (const one of body) {
      const leave = this.execute(one, frame);
      if (leave) return leave;
    }
    return null;
  }

  private execute(one: Statement, frame: Frame | null): Leave | null {
    this.step(one.line);
    switch (one.does) {
      case 'evaluate':
        this.evaluate(one.value, frame);
        return null;
      case 'assign':
        this.assign(one, frame);
        return null;
      case 'update': {
        const now = this.evaluate(one.target, frame);
        const by = this.evaluate(one.value, frame);
        if (one.sign === '+' && now instanceof CodeList) {
          const added = itemsOf(by, this.desk(one.line));
          this.take(added.length, one.line);
          now.items.push(...added);
          return null;
        }
        this.put(one.target, this.compute(one.sign, now, by, one.line), frame);
        return null;
      }
      case 'if': {
        for (const { test, body } of one.cases) {
          if (isTrue(this.evaluate(test, frame))) return this.block(body, frame);
        }
        return this.block(one.otherwise, frame);
      }
      case 'while': {
        while (isTrue(this.evaluate(one.test, frame))) {
          this.step(one.line);
          const leave = this.block(one.body, frame);
          if (leave?.by === 'return') return leave;
          if (leave?.by === 'break') return null;
        }
        return null;
      }
      case 'for':
        return this.each(one, frame);
      case 'def': {
        const defaults = one.params.map(({ byDefault }) =>
          byDefault === null ? undefined : this.evaluate(byDefault, frame),
        );
        const own = new Set(one.params.map(({ name }) => name));
        const outside = new Set<string>();
        gatherNames(one.body, own, outside);
        for (const name of outside) own.delete(name);
        (frame?.names ?? this.names).set(one.name, new CodeFunction(one, defaults, own));
        return null;
      }
      case 'return':
        return { by: 'return', value: one.value === null ? null : this.evaluate(one.value, frame) };
      case 'break':
      case 'continue':
        return { by: one.does };
      case 'delete':
        this.remove(one.target, frame);
        return null;
      default:
        return null;
    }
  }

  private each(one: Extract<Statement, { does: 'for' }>, frame: Frame | null): Leave | null {
    const among = this.evaluate(one.among, frame);
    for (const item of this.walk(among, one.line)) {
      this.step(one.line);
      this.put(one.target, item, frame);
      const leave = this.block(one.body, frame);
      if (leave?.by === 'return') return leave;
      if (leave?.by === 'break') return null;
    }
    return null;
  }

  /** A list that changes while it is walked through is met as it then is. */
  private *walk(among: CodeValue, line: number): Generator<CodeValue> {
    if (among instanceof CodeRange) {
      for (let rank = 0; rank < among.length; rank += 1) yield BigInt(among.start + rank * among.step);
      return;
    }
    const items = itemsOf(among, this.desk(line));
    for (let rank = 0; rank < items.length; rank += 1) yield items[rank] ?? null;
  }

  private assign(one: Extract<Statement, { does: 'assign' }>, frame: Frame | null): void {
    const [target] = one.targets;
    const instead = frame === null && target?.is === 'name' ? this.given.get(target.name) : undefined;
    if (instead !== undefined && target?.is === 'name') {
      this.given.delete(target.name);
      this.put(target, this.evaluate(readExpression(instead), null), frame);
      return;
    }
    const value = this.evaluate(one.value, frame);
    for (const each of one.targets) this.put(each, value, frame);
  }

  private put(target: Expression, value: CodeValue, frame: Frame | null): void {
    if (target.is === 'name') {
      const names = frame?.own.has(target.name) ? frame.names : this.names;
      names.set(target.name, value);
      return;
    }
    if (target.is === 'item') {
      const of = this.evaluate(target.of, frame);
      const at = this.evaluate(target.at, frame);
      if (of instanceof CodeDict) {
        this.take(1, target.line);
        of.entries.set(keyOf(at, target.line), [at, value]);
      } else if (of instanceof CodeList) {
        of.items[this.placeOf(at, of.items.length, target.line)] = value;
      } else {
        throw new CodeFault('unchangeable', target.line, { type: kindOf(of) });
      }
      return;
    }
    if (target.is !== 'tuple' && target.is !== 'list') throw new CodeFault('assign-to', target.line);
    const items = itemsOf(value, this.desk(target.line));
    if (items.length !== target.items.length)
      throw new CodeFault('unpack', target.line, { wanted: target.items.length, given: items.length });
    target.items.forEach((each, rank) => {
      this.put(each, items[rank] ?? null, frame);
    });
  }

  private remove(target: Expression, frame: Frame | null): void {
    if (target.is === 'name') {
      this.look(target.name, target.line, frame);
      (frame?.own.has(target.name) ? frame.names : this.names).delete(target.name);
      return;
    }
    if (target.is !== 'item') throw new CodeFault('assign-to', target.line);
    const of = this.evaluate(target.of, frame);
    const at = this.evaluate(target.at, frame);
    if (of instanceof CodeList) of.items.splice(this.placeOf(at, of.items.length, target.line), 1);
    else if (of instanceof CodeDict) callMethod(of, 'pop', [at], new Map(), this.desk(target.line));
    else throw new CodeFault('unchangeable', target.line, { type: kindOf(of) });
  }

  private placeOf(at: CodeValue, length: number, line: number): number {
    const wanted = wholeIn(at, { line }, 'index');
    const place = wanted < 0 ? wanted + length : wanted;
    if (place < 0 || place >= length) throw new CodeFault('index', line, { index: wanted, length });
    return place;
  }

  private look(name: string, line: number, frame: Frame | null): CodeValue {
    if (frame?.own.has(name)) {
      const own = frame.names.get(name);
      if (own === undefined) throw new CodeFault('name-later', line, { name });
      return own;
    }
    const found = frame?.names.get(name) ?? this.names.get(name);
    if (found !== undefined) return found;
    if (this.names.has(name)) return null;
    if (BUILT_NAMES.includes(name)) return new CodeBuiltin(name);
    throw new CodeFault('name', line, { name });
  }

  private evaluate(one: Expression, frame: Frame | null): CodeValue {
    this.step(one.line);
    const { line } = one;
    switch (one.is) {
      case 'value':
        return one.value;
      case 'name':
        return this.look(one.name, line, frame);
      case 'format':
        return this.formatted(one, frame);
      case 'list':
        this.take(one.items.length, line);
        return new CodeList(one.items.map((item) => this.evaluate(item, frame)));
      case 'tuple':
        return new CodeTuple(one.items.map((item) => this.evaluate(item, frame)));
      case 'dict': {
        const dict = new CodeDict();
        for (const [key, value] of one.entries) {
          const name = this.evaluate(key, frame);
          dict.entries.set(keyOf(name, line), [name, this.evaluate(value, frame)]);
        }
        this.take(one.entries.length, line);
        return dict;
      }
      case 'each':
        return this.gathered(one, frame);
      case 'unary':
        return this.unary(one, frame);
      case 'binary': {
        const left = this.evaluate(one.left, frame);
        if (one.sign === 'and') return isTrue(left) ? this.evaluate(one.right, frame) : left;
        if (one.sign === 'or') return isTrue(left) ? left : this.evaluate(one.right, frame);
        return this.compute(one.sign, left, this.evaluate(one.right, frame), line);
      }
      case 'compare': {
        let left = this.evaluate(one.first, frame);
        for (const [sign, other] of one.rest) {
          const right = this.evaluate(other, frame);
          if (!this.compares(sign, left, right, line)) return false;
          left = right;
        }
        return true;
      }
      case 'choice':
        return this.evaluate(isTrue(this.evaluate(one.test, frame)) ? one.yes : one.no, frame);
      case 'call':
        return this.call(one, frame);
      case 'member':
        throw new CodeFault('member-alone', line, { name: one.name });
      case 'item':
        return this.item(this.evaluate(one.of, frame), this.evaluate(one.at, frame), line);
      case 'slice':
        return this.slice(one, frame);
    }
  }

  private item(of: CodeValue, at: CodeValue, line: number): CodeValue {
    if (of instanceof CodeDict) {
      const found = of.entries.get(keyOf(at, line));
      if (!found) throw new CodeFault('key', line, { text: writtenAs(at).slice(0, 40) });
      return found[1];
    }
    if (of instanceof CodeRange) return BigInt(of.start + this.placeOf(at, of.length, line) * of.step);
    if (typeof of !== 'string' && !(of instanceof CodeList) && !(of instanceof CodeTuple))
      throw new CodeFault('no-items', line, { type: kindOf(of) });
    if (typeof of === 'string') work(of.length, line);
    const items = typeof of === 'string' ? [...of] : of.items;
    return items[this.placeOf(at, items.length, line)] ?? null;
  }

  private slice(one: Extract<Expression, { is: 'slice' }>, frame: Frame | null): CodeValue {
    const { line } = one;
    const of = this.evaluate(one.of, frame);
    if (typeof of !== 'string' && !(of instanceof CodeList) && !(of instanceof CodeTuple))
      throw new CodeFault('no-items', line, { type: kindOf(of) });
    if (typeof of === 'string') work(of.length, line);
    const items = typeof of === 'string' ? [...of] : of.items;
    const [from, to, by] = one.bounds.map((bound) => {
      const value = bound === null ? null : this.evaluate(bound, frame);
      return value === null ? null : wholeIn(value, { line }, 'index');
    });
    const step = by ?? 1;
    if (step === 0) throw new CodeFault('step-zero', line);
    const { length } = items;
    const bounded = (value: number | null | undefined, usual: number) => {
      if (value === null || value === undefined) return usual;
      const place = value < 0 ? value + length : value;
      return step > 0 ? Math.min(length, Math.max(0, place)) : Math.min(length - 1, Math.max(-1, place));
    };
    const [start, end] = [bounded(from, step > 0 ? 0 : length - 1), bounded(to, step > 0 ? length : -1)];
    const found: CodeValue[] = [];
    for (let at = start; step > 0 ? at < end : at > end; at += step) found.push(items[at] ?? null);
    this.take(found.length, line);
    if (typeof of === 'string') return found.map((letter) => shownAs(letter)).join('');
    return of instanceof CodeList ? new CodeList(found) : new CodeTuple(found);
  }

  /** « [x * 2 for x in liste if x > 0] »: its name belongs to it alone. */
  private gathered(one: Extract<Expression, { is: 'each' }>, frame: Frame | null): CodeValue {
    const own = new Set(namesIn(one.target));
    const inside: Frame = {
      names: new Map(frame?.names ?? []),
      own: new Set([...(frame?.own ?? []), ...own]),
    };
    const found: CodeValue[] = [];
    for (const item of this.walk(this.evaluate(one.among, frame), one.line)) {
      this.step(one.line);
      this.put(one.target, item, inside);
      if (one.test === null || isTrue(this.evaluate(one.test, inside)))
        found.push(this.evaluate(one.item, inside));
    }
    this.take(found.length, one.line);
    return new CodeList(found);
  }

  private formatted(one: Extract<Expression, { is: 'format' }>, frame: Frame | null): string {
    const text = one.parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const value = this.evaluate(part.of, frame);
        if (part.format === '') return shownAs(value);
        const decimals = /^\.(\d{1,2})f$/.exec(part.format)?.[1];
        const number = numberIn(value);
        if (decimals === undefined || number === null)
          throw new CodeFault('format', one.line, { text: part.format.slice(0, 20) });
        return fixedText(Number(number), Number(decimals));
      })
      .join('');
    this.take(text.length, one.line);
    return text;
  }

  private unary(one: Extract<Expression, { is: 'unary' }>, frame: Frame | null): CodeValue {
    const value = this.evaluate(one.of, frame);
    if (one.sign === 'not') return !isTrue(value);
    const number = numberIn(value);
    if (number === null) throw new CodeFault('unary', one.line, { sign: one.sign, type: kindOf(value) });
    return one.sign === '-' ? -number : number;
  }

  private compares(sign: string, left: CodeValue, right: CodeValue, line: number): boolean {
    switch (sign) {
      case '==':
        return isSameValue(left, right);
      case '!=':
        return !isSameValue(left, right);
      case 'is':
        return left === right;
      case 'is not':
        return left !== right;
      case 'in':
        return this.holds(right, left, line);
      case 'not in':
        return !this.holds(right, left, line);
      default: {
        const order = orderOf(left, right, sign, line);
        if (sign === '<') return order < 0;
        if (sign === '<=') return order <= 0;
        return sign === '>' ? order > 0 : order >= 0;
      }
    }
  }

  private holds(all: CodeValue, value: CodeValue, line: number): boolean {
    if (typeof all === 'string') {
      if (typeof value !== 'string') throw new CodeFault('text-wanted', line, { type: kindOf(value) });
      work(all.length, line);
      return all.includes(value);
    }
    if (all instanceof CodeDict) return all.entries.has(keyOf(value, line));
    const items = itemsOf(all, this.desk(line));
    this.take(items.length, line);
    return items.some((item) => isSameValue(item, value));
  }

  private compute(sign: string, left: CodeValue, right: CodeValue, line: number): CodeValue {
    const [a, b] = [numberIn(left), numberIn(right)];
    if (a !== null && b !== null) return arithmetic(sign, a, b, line);
    if (sign === '+') {
      if (typeof left === 'string' && typeof right === 'string') {
        this.take(left.length + right.length, line);
        return left + right;
      }
      if (left instanceof CodeList && right instanceof CodeList) {
        this.take(left.items.length + right.items.length, line);
        return new CodeList([...left.items, ...right.items]);
      }
      if (left instanceof CodeTuple && right instanceof CodeTuple)
        return new CodeTuple([...left.items, ...right.items]);
    }
    if (sign === '*') {
      const [many, times] = typeof b === 'bigint' ? [left, b] : [right, a];
      if (typeof times === 'bigint') {
        const count = Number(times < 0n ? 0n : times);
        if (typeof many === 'string') {
          this.take(many.length * count, line);
          return many.repeat(count);
        }
        if (many instanceof CodeList) {
          this.take(many.items.length * count, line);
          return new CodeList(Array.from({ length: count }, () => many.items).flat());
        }
      }
    }
    throw new CodeFault('operation', line, { sign, left: kindOf(left), right: kindOf(right) });
  }

  private call(one: Extract<Expression, { is: 'call' }>, frame: Frame | null): CodeValue {
    const { of, line } = one;
    const owner = of.is === 'member' ? this.evaluate(of.of, frame) : null;
    const called = of.is === 'member' ? null : this.evaluate(of, frame);
    const args = one.args.map((arg) => this.evaluate(arg, frame));
    const named = new Map(one.named.map(([name, value]) => [name, this.evaluate(value, frame)] as const));
    if (of.is === 'member') return callMethod(owner, of.name, args, named, this.desk(line));
    if (called instanceof CodeBuiltin) return callBuilt(called.name, args, named, this.desk(line));
    if (called instanceof CodeFunction) return this.enter(called, args, named, line);
    throw new CodeFault('not-called', line, { type: kindOf(called) });
  }

  private enter(
    called: CodeFunction,
    args: readonly CodeValue[],
    named: ReadonlyMap<string, CodeValue>,
    line: number,
  ): CodeValue {
    const { params, name, body } = called.told;
    if (args.length > params.length)
      throw new CodeFault('args', line, { name, wanted: params.length, given: args.length });
    for (const one of named.keys()) {
      if (!params.some((param) => param.name === one))
        throw new CodeFault('arg-name', line, { name, text: one });
    }
    const names = new Map<string, CodeValue>();
    params.forEach((param, rank) => {
      const value = rank < args.length ? args[rank] : (named.get(param.name) ?? called.defaults[rank]);
      if (value === undefined)
        throw new CodeFault('args', line, { name, wanted: params.length, given: args.length + named.size });
      names.set(param.name, value);
    });
    this.calls += 1;
    if (this.calls > MOST_CALLS) throw new CodeFault('too-deep', line, { name });
    const leave = this.block(body, { names, own: called.own });
    this.calls -= 1;
    return leave?.by === 'return' ? leave.value : null;
  }
}

function arithmetic(sign: string, a: bigint | number, b: bigint | number, line: number): bigint | number {
  if ((sign === '/' || sign === '//' || sign === '%') && Number(b) === 0) throw new CodeFault('zero', line);
  const found =
    typeof a === 'bigint' && typeof b === 'bigint' && sign !== '/'
      ? wholeArithmetic(sign, a, b, line)
      : decimalArithmetic(sign, Number(a), Number(b));
  if (typeof found === 'bigint' ? found > LARGEST || found < -LARGEST : !Number.isFinite(found))
    throw new CodeFault('number-size', line);
  return found;
}

function wholeArithmetic(sign: string, a: bigint, b: bigint, line: number): bigint | number {
  if (sign === '+') return a + b;
  if (sign === '-') return a - b;
  if (sign === '*') return a * b;
  if (sign === '**') {
    if (b < 0n) return Number(a) ** Number(b);
    const size = a < 0n ? -a : a;
    if (size > 1n && (b > 200n || BigInt(String(size).length - 1) * b > 60n))
      throw new CodeFault('number-size', line);
    if (size <= 1n) return size === 0n ? (b === 0n ? 1n : 0n) : a > 0n || b % 2n === 0n ? 1n : -1n;
    return a ** b;
  }
  // Towards the lower number, as Python does, and not towards zero.
  const rest = ((a % b) + b) % b;
  return sign === '%' ? rest : (a - rest) / b;
}

function decimalArithmetic(sign: string, a: number, b: number): number {
  if (sign === '+') return a + b;
  if (sign === '-') return a - b;
  if (sign === '*') return a * b;
  if (sign === '/') return a / b;
  if (sign === '**') return a ** b;
  if (sign === '//') return Math.floor(a / b);
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

function namesIn(target: Expression): string[] {
  if (target.is === 'name') return [target.name];
  return target.is === 'tuple' || target.is === 'list' ? target.items.flatMap(namesIn) : [];
}

/** The names that a function gives a value to: its own, but for those said to be from outside. */
function gatherNames(body: readonly Statement[], own: Set<string>, outside: Set<string>): void {
  const add = (target: Expression) => {
    for (const name of namesIn(target)) own.add(name);
  };
  for (const one of body) {
    if (one.does === 'assign') one.targets.forEach(add);
    else if (one.does === 'update') add(one.target);
    else if (one.does === 'def') own.add(one.name);
    else if (one.does === 'global') for (const name of one.names) outside.add(name);
    else if (one.does === 'for') add(one.target);
    if (one.does === 'if') {
      for (const { body: inside } of one.cases) gatherNames(inside, own, outside);
      gatherNames(one.otherwise, own, outside);
    } else if (one.does === 'for' || one.does === 'while') {
      gatherNames(one.body, own, outside);
    }
  }
}
