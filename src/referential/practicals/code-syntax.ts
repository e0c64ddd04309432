import { CodeFault, type Token, tokensOf } from './code-tokens.ts';

/** A small Python, read: affectations, tests, loops, functions, lists, texts and dictionaries. */
export type Expression =
  | { readonly is: 'value'; readonly value: bigint | number | string | boolean | null; readonly line: number }
  | { readonly is: 'name'; readonly name: string; readonly line: number }
  | { readonly is: 'format'; readonly parts: readonly FormatPart[]; readonly line: number }
  | {
      readonly is: 'list' | 'tuple';
      readonly items: readonly Expression[];
      readonly line: number;
    }
  | {
      readonly is: 'dict';
      readonly entries: readonly (readonly [Expression, Expression])[];
      readonly line: number;
    }
  | {
      readonly is: 'each';
      readonly item: Expression;
      readonly target: Expression;
      readonly among: Expression;
      readonly test: Expression | null;
      readonly line: number;
    }
  | { readonly is: 'unary'; readonly sign: string; readonly of: Expression; readonly line: number }
  | {
      readonly is: 'binary';
      readonly sign: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly line: number;
    }
  | {
      readonly is: 'compare';
      readonly first: Expression;
      readonly rest: readonly (readonly [string, Expression])[];
      readonly line: number;
    }
  | {
      readonly is: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly line: number;
    }
  | {
      readonly is: 'call';
      readonly of: Expression;
      readonly args: readonly Expression[];
      readonly named: readonly (readonly [string, Expression])[];
      readonly line: number;
    }
  | { readonly is: 'member'; readonly of: Expression; readonly name: string; readonly line: number }
  | { readonly is: 'item'; readonly of: Expression; readonly at: Expression; readonly line: number }
  | {
      readonly is: 'slice';
      readonly of: Expression;
      readonly bounds: readonly (Expression | null)[];
      readonly line: number;
    };

export type FormatPart = string | { readonly of: Expression; readonly format: string };

export type Statement =
  | { readonly does: 'evaluate'; readonly value: Expression; readonly line: number }
  | {
      readonly does: 'assign';
      readonly targets: readonly Expression[];
      readonly value: Expression;
      readonly line: number;
    }
  | {
      readonly does: 'update';
      readonly target: Expression;
      readonly sign: string;
      readonly value: Expression;
      readonly line: number;
    }
  | {
      readonly does: 'if';
      readonly cases: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly does: 'while';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly does: 'for';
      readonly target: Expression;
      readonly among: Expression;
      readonly body: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly does: 'def';
      readonly name: string;
      readonly params: readonly { readonly name: string; readonly byDefault: Expression | null }[];
      readonly body: readonly Statement[];
      readonly line: number;
    }
  | { readonly does: 'return'; readonly value: Expression | null; readonly line: number }
  | { readonly does: 'break' | 'continue' | 'pass'; readonly line: number }
  | { readonly does: 'global'; readonly names: readonly string[]; readonly line: number }
  | { readonly does: 'delete'; readonly target: Expression; readonly line: number };

const UNSUPPORTED = new Set([
  ...['import', 'from', 'class', 'try', 'except', 'finally', 'raise', 'with', 'lambda', 'yield', 'assert'],
  ...['nonlocal', 'as', 'async', 'await'],
]);
const UPDATES = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=']);
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=']);
/** Blocks and brackets one inside the other. */
const DEEPEST = 60;

/** @throws CodeFault with the line and what is missing there. */
export function readProgram(program: string): Statement[] {
  return new Parser(tokensOf(program)).program();
}

/** One expression alone, told as standing on this line. @throws CodeFault */
export function readExpression(text: string, line = 0): Expression {
  return new Parser(tokensOf(text, line)).alone();
}

class Parser {
  private at = 0;
  private depth = 0;
  private inFunction = 0;
  private inLoop = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  program(): Statement[] {
    const body: Statement[] = [];
    while (this.now().kind !== 'stop') {
      if (this.now().kind === 'in') throw new CodeFault('indent-unexpected', this.now().line);
      body.push(...this.statement());
    }
    return body;
  }

  alone(): Expression {
    const found = this.expressions();
    if (this.now().kind === 'end') this.at += 1;
    if (this.now().kind !== 'stop') throw this.unexpected();
    return found;
  }

  private now(): Token {
    return this.tokens[this.at] ?? { kind: 'stop', text: '', line: 1 };
  }

  private is(text: string): boolean {
    const { kind, text: found } = this.now();
    return (kind === 'sign' || kind === 'word') && found === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw this.unexpected(text);
  }

  private unexpected(wanted?: string): CodeFault {
    const { kind, text, line } = this.now();
    if (kind === 'word' && UNSUPPORTED.has(text)) return new CodeFault('unsupported', line, { word: text });
    if (kind === 'in') return new CodeFault('indent-unexpected', line);
    if (kind === 'end' || kind === 'stop' || kind === 'out')
      return wanted === undefined
        ? new CodeFault('line-unfinished', line)
        : new CodeFault('missing', line, { sign: wanted });
    const shown = kind === 'text' || kind === 'ftext' ? `"${text}"` : text;
    return new CodeFault('unexpected', line, { text: shown.slice(0, 40) });
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new CodeFault('too-nested', this.now().line);
    const found = read();
    this.depth -= 1;
    return found;
  }

  private name(): string {
    const { kind, text, line } = this.now();
    if (kind === 'word') throw new CodeFault('name-reserved', line, { word: text });
    if (kind !== 'name') throw this.unexpected();
    this.at += 1;
    return text;
  }

  private statement(): Statement[] {
    const { line } = this.now();
    if (this.take('if')) return [this.choice(line)];
    if (this.is('else') || this.is('elif'))
      throw new CodeFault('else-alone', line, { word: this.now().text });
    if (this.take('while')) {
      const test = this.condition();
      return [{ does: 'while', test, body: this.loop('while'), line }];
    }
    if (this.take('for')) {
      const target = this.targets();
      this.need('in');
      const among = this.expressions();
      return [{ does: 'for', target, among, body: this.loop('for'), line }];
    }
    if (this.take('def')) return [this.definition(line)];
    return this.simple();
  }

  private loop(word: string): Statement[] {
    this.inLoop += 1;
    const body = this.block(word);
    this.inLoop -= 1;
    return body;
  }

  private choice(line: number): Statement {
    const cases = [{ test: this.condition(), body: this.block('if') }];
    while (this.take('elif')) cases.push({ test: this.condition(), body: this.block('elif') });
    const otherwise = this.take('else') ? this.block('else') : [];
    return { does: 'if', cases, otherwise, line };
  }

  private condition(): Expression {
    const test = this.expression();
    if (this.is('=')) throw new CodeFault('equals-alone', this.now().line);
    return test;
  }

  private definition(line: number): Statement {
    const name = this.name();
    this.need('(');
    const params: { name: string; byDefault: Expression | null }[] = [];
    while (!this.is(')')) {
      const param = this.name();
      if (params.some((one) => one.name === param)) throw new CodeFault('param-twice', line, { name: param });
      params.push({ name: param, byDefault: this.take('=') ? this.expression() : null });
      if (!this.take(',')) break;
    }
    this.need(')');
    const loops = this.inLoop;
    this.inLoop = 0;
    this.inFunction += 1;
    const body = this.block('def');
    this.inFunction -= 1;
    this.inLoop = loops;
    return { does: 'def', name, params, body, line };
  }

  /** What stands under « if … : », one line further in, or after the colon. */
  private block(word: string): Statement[] {
    return this.deeper(() => {
      const { line, kind } = this.now();
      if (!this.take(':')) {
        if (kind === 'end' || kind === 'stop') throw new CodeFault('colon', line, { word });
        throw this.unexpected(':');
      }
      if (this.now().kind !== 'end') return this.simple();
      this.at += 1;
      if (this.now().kind !== 'in') throw new CodeFault('indent-expected', line, { word });
      this.at += 1;
      const body: Statement[] = [];
      while (this.now().kind !== 'out' && this.now().kind !== 'stop') {
        if (this.now().kind === 'in') throw new CodeFault('indent-unexpected', this.now().line);
        body.push(...this.statement());
      }
      if (this.now().kind === 'out') this.at += 1;
      return body;
    });
  }

  private simple(): Statement[] {
    const found = [this.small()];
    while (this.take(';')) {
      if (this.now().kind === 'end') break;
      found.push(this.small());
    }
    const { kind, line } = this.now();
    if (kind !== 'end') {
      if (kind === 'sign' && this.now().text === ':') throw new CodeFault('colon-extra', line);
      if (kind === 'text' || kind === 'name' || kind === 'number' || kind === 'ftext') {
        const shown = kind === 'text' || kind === 'ftext' ? `"${this.now().text}"` : this.now().text;
        throw new CodeFault('sign-missing', line, { text: shown.slice(0, 40) });
      }
      throw this.unexpected();
    }
    this.at += 1;
    return found;
  }

  private small(): Statement {
    const { line } = this.now();
    if (this.take('pass')) return { does: 'pass', line };
    for (const word of ['break', 'continue'] as const) {
      if (this.take(word)) {
        if (this.inLoop === 0) throw new CodeFault('outside-loop', line, { word });
        return { does: word, line };
      }
    }
    if (this.take('return')) {
      if (this.inFunction === 0) throw new CodeFault('return-outside', line);
      return { does: 'return', value: this.now().kind === 'end' ? null : this.expressions(), line };
    }
    if (this.take('global')) {
      const names = [this.name()];
      while (this.take(',')) names.push(this.name());
      return { does: 'global', names, line };
    }
    if (this.take('del')) return { does: 'delete', target: this.expression(), line };
    const first = this.expressions();
    const sign = this.now().kind === 'sign' ? this.now().text : '';
    if (UPDATES.has(sign)) {
      this.at += 1;
      if (first.is !== 'name' && first.is !== 'item') throw new CodeFault('assign-to', line);
      return { does: 'update', target: first, sign: sign.slice(0, -1), value: this.expressions(), line };
    }
    const chain = [first];
    while (this.take('=')) chain.push(this.expressions());
    const value = chain.pop() ?? first;
    if (chain.length === 0) return { does: 'evaluate', value, line };
    for (const target of chain) checkTarget(target);
    return { does: 'assign', targets: chain, value, line };
  }

  private targets(): Expression {
    const { line } = this.now();
    const items: Expression[] = [{ is: 'name', name: this.name(), line }];
    while (this.take(',')) items.push({ is: 'name', name: this.name(), line });
    const [only] = items;
    return items.length === 1 && only ? only : { is: 'tuple', items, line };
  }

  /** One, or several between commas: a tuple. */
  private expressions(): Expression {
    const { line } = this.now();
    const first = this.expression();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.take(',')) {
      if (this.now().kind === 'end' || this.is(')') || this.is('=')) break;
      items.push(this.expression());
    }
    return { is: 'tuple', items, line };
  }

  private expression(): Expression {
    return this.deeper(() => {
      const { line } = this.now();
      const yes = this.either();
      if (!this.take('if')) return yes;
      const test = this.either();
      this.need('else');
      return { is: 'choice', test, yes, no: this.expression(), line };
    });
  }

  private either(): Expression {
    let left = this.both();
    for (let { line } = this.now(); this.take('or'); { line } = this.now())
      left = { is: 'binary', sign: 'or', left, right: this.both(), line };
    return left;
  }

  private both(): Expression {
    let left = this.negated();
    for (let { line } = this.now(); this.take('and'); { line } = this.now())
      left = { is: 'binary', sign: 'and', left, right: this.negated(), line };
    return left;
  }

  private negated(): Expression {
    const { line } = this.now();
    return this.take('not')
      ? this.deeper(() => ({ is: 'unary', sign: 'not', of: this.negated(), line }) as const)
      : this.comparison();
  }

  private comparison(): Expression {
    const { line } = this.now();
    const first = this.sum();
    const rest: (readonly [string, Expression])[] = [];
    for (;;) {
      const { kind, text } = this.now();
      if (kind === 'sign' && COMPARISONS.has(text)) {
        this.at += 1;
        rest.push([text, this.sum()]);
      } else if (this.take('in')) {
        rest.push(['in', this.sum()]);
      } else if (this.is('not') && this.tokens[this.at + 1]?.text === 'in') {
        this.at += 2;
        rest.push(['not in', this.sum()]);
      } else if (this.take('is')) {
        rest.push([this.take('not') ? 'is not' : 'is', this.sum()]);
      } else {
        return rest.length === 0 ? first : { is: 'compare', first, rest, line };
      }
    }
  }

  private sum(): Expression {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.chain(['*', '/', '//', '%'], () => this.signed());
  }

  private chain(signs: readonly string[], read: () => Expression): Expression {
    let left = read();
    for (;;) {
      const { kind, text: sign, line } = this.now();
      if (kind !== 'sign' || !signs.includes(sign)) return left;
      this.at += 1;
      left = { is: 'binary', sign, left, right: read(), line };
    }
  }

  private signed(): Expression {
    const { line } = this.now();
    for (const sign of ['-', '+']) {
      if (this.take(sign))
        return this.deeper(() => ({ is: 'unary', sign, of: this.signed(), line }) as const);
    }
    const base = this.reached();
    return this.take('**')
      ? this.deeper(() => ({ is: 'binary', sign: '**', left: base, right: this.signed(), line }) as const)
      : base;
  }

  private reached(): Expression {
    let found = this.atom();
    for (;;) {
      const { line } = this.now();
      if (this.take('(')) found = this.call(found, line);
      else if (this.take('.')) found = { is: 'member', of: found, name: this.name(), line };
      else if (this.take('[')) found = this.place(found, line);
      else return found;
    }
  }

  private call(of: Expression, line: number): Expression {
    const args: Expression[] = [];
    const named: (readonly [string, Expression])[] = [];
    while (!this.is(')')) {
      if (this.now().kind === 'name' && this.tokens[this.at + 1]?.text === '=') {
        const name = this.name();
        this.need('=');
        named.push([name, this.expression()]);
      } else {
        const item = this.expression();
        args.push(this.is('for') ? this.each(item, line) : item);
      }
      if (!this.take(',')) break;
    }
    this.closeWith(')');
    return { is: 'call', of, args, named, line };
  }

  /** « print("a" b) »: something is missing between the two. */
  private closeWith(sign: string): void {
    const { kind, text, line } = this.now();
    if (kind === 'text' || kind === 'ftext' || kind === 'name' || kind === 'number')
      throw new CodeFault('sign-missing', line, {
        text: (kind === 'text' || kind === 'ftext' ? `"${text}"` : text).slice(0, 40),
      });
    if (this.is('=')) throw new CodeFault('equals-alone', line);
    this.need(sign);
  }

  private place(of: Expression, line: number): Expression {
    const bounds: (Expression | null)[] = [];
    const bound = () => (this.is(':') || this.is(']') ? null : this.expression());
    bounds.push(bound());
    while (this.take(':')) bounds.push(bound());
    this.closeWith(']');
    const [at] = bounds;
    if (bounds.length === 1) {
      if (!at) throw new CodeFault('line-unfinished', line);
      return { is: 'item', of, at, line };
    }
    return { is: 'slice', of, bounds, line };
  }

  private each(item: Expression, line: number): Expression {
    this.need('for');
    const target = this.targets();
    this.need('in');
    const among = this.either();
    const test = this.take('if') ? this.either() : null;
    return { is: 'each', item, target, among, test, line };
  }

  private atom(): Expression {
    const { kind, text, line } = this.now();
    if (kind === 'number') {
      this.at += 1;
      if (text.length > 60) throw new CodeFault('number-size', line);
      return { is: 'value', value: /^\d+$/.test(text) ? BigInt(text) : Number(text), line };
    }
    if (kind === 'text' || kind === 'ftext') return this.text();
    if (kind === 'name') {
      this.at += 1;
      return { is: 'name', name: text, line };
    }
    if (this.take('True')) return { is: 'value', value: true, line };
    if (this.take('False')) return { is: 'value', value: false, line };
    if (this.take('None')) return { is: 'value', value: null, line };
    if (this.take('(')) {
      if (this.take(')')) return { is: 'tuple', items: [], line };
      const inside = this.expressions();
      this.closeWith(')');
      return inside;
    }
    if (this.take('[')) return this.list(line);
    if (this.take('{')) return this.dictionary(line);
    if (kind === 'word' && !UNSUPPORTED.has(text)) throw new CodeFault('unexpected', line, { text });
    throw this.unexpected();
  }

  /** Texts side by side are one. */
  private text(): Expression {
    const { line } = this.now();
    const parts: FormatPart[] = [];
    for (let { kind, text } = this.now(); kind === 'text' || kind === 'ftext'; { kind, text } = this.now()) {
      if (kind === 'text') parts.push(text);
      else parts.push(...formatParts(text, line));
      this.at += 1;
    }
    return parts.every((part) => typeof part === 'string')
      ? { is: 'value', value: parts.join(''), line }
      : { is: 'format', parts, line };
  }

  private list(line: number): Expression {
    const items: Expression[] = [];
    while (!this.is(']')) {
      const item = this.expression();
      if (items.length === 0 && this.is('for')) {
        const each = this.each(item, line);
        this.closeWith(']');
        return each;
      }
      items.push(item);
      if (!this.take(',')) break;
    }
    this.closeWith(']');
    return { is: 'list', items, line };
  }

  private dictionary(line: number): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.is('}')) {
      const key = this.expression();
      this.need(':');
      entries.push([key, this.expression()]);
      if (!this.take(',')) break;
    }
    this.closeWith('}');
    return { is: 'dict', entries, line };
  }
}

function checkTarget(target: Expression): void {
  if (target.is === 'name' || target.is === 'item') return;
  if (target.is === 'tuple' || target.is === 'list') {
    target.items.forEach(checkTarget);
    return;
  }
  throw new CodeFault('assign-to', target.line);
}

/** What an f-string holds: texts, and expressions between braces. */
function formatParts(text: string, line: number): FormatPart[] {
  const parts: FormatPart[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ((sign === '{' || sign === '}') && text[at + 1] === sign) {
      plain += sign;
      at += 1;
    } else if (sign === '{') {
      const end = text.indexOf('}', at);
      if (end < 0) throw new CodeFault('bracket-open', line, { sign: '{' });
      const [source = '', format = ''] = text.slice(at + 1, end).split(/:(?=[^:\]]*$)/);
      if (source.trim() === '') throw new CodeFault('line-unfinished', line);
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push({ of: readExpression(source.trim(), line), format });
      at = end;
    } else if (sign === '}') {
      throw new CodeFault('bracket-extra', line, { sign: '}' });
    } else {
      plain += sign;
    }
  }
  if (plain !== '') parts.push(plain);
  return parts;
}
