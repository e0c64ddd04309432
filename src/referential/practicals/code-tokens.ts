/**
 * The words of a small Python, as pupils write it. The page runs this very file and its neighbours `code-*.ts`, their
 * types taken away (`src/web/practical-frames.ts`): they import only one another, and are written for Safari 15.
 * Nothing here runs what a pupil writes otherwise than by reading it.
 */

/** What is wrong in a program: a code that the message files put in words, what fills it, and where. */
export interface Trouble {
  readonly code: string;
  readonly line: number;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Thrown inside of the reader and of the runner; neither lets it out. */
export class CodeFault extends Error {
  readonly trouble: Trouble;
  constructor(code: string, line: number, values: Trouble['values'] = {}) {
    super(code);
    this.trouble = { code, line, values };
  }
}

/** `end` closes a line, `in` and `out` a block. Of an f-string, `text` is what stands between its quotes. */
export interface Token {
  readonly kind: 'name' | 'word' | 'number' | 'text' | 'ftext' | 'sign' | 'end' | 'in' | 'out' | 'stop';
  readonly text: string;
  readonly line: number;
}

const WORDS = new Set([
  ...['and', 'or', 'not', 'if', 'elif', 'else', 'for', 'while', 'in', 'is', 'def', 'return', 'break'],
  ...['continue', 'pass', 'global', 'del', 'True', 'False', 'None', 'import', 'from', 'class', 'try'],
  ...['except', 'finally', 'raise', 'with', 'lambda', 'yield', 'assert', 'nonlocal', 'as', 'async', 'await'],
]);
const SIGNS = [
  ...['**=', '//=', '**', '//', '==', '!=', '<=', '>=', '+=', '-=', '*=', '/=', '%='],
  ...['+', '-', '*', '/', '%', '<', '>', '=', '(', ')', '[', ']', '{', '}', ',', ':', '.', ';'],
];
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** `first`: the number of its first line. @throws CodeFault for what no program can hold: a text left open, a block out of line… */
export function tokensOf(program: string, first = 1): Token[] {
  const tokens: Token[] = [];
  const source = program.replace(/\r\n?/g, '\n').replace(/\u00a0|\u202f/g, ' ');
  const indents = [0];
  const open: { sign: string; line: number }[] = [];
  let line = first;
  let at = 0;
  const add = (kind: Token['kind'], text: string) => tokens.push({ kind, text, line });

  while (at < source.length) {
    // At the start of a line, outside of brackets: how far in it stands.
    if ((at === 0 || source[at - 1] === '\n') && open.length === 0) {
      const margin = /^[ \t]*/.exec(source.slice(at))?.[0] ?? '';
      const next = source[at + margin.length];
      if (next === undefined) break;
      if (next === '\n') {
        at += margin.length + 1;
        line += 1;
        continue;
      }
      if (next !== '#') {
        const width = margin.replace(/\t/g, '    ').length;
        const last = indents[indents.length - 1] ?? 0;
        if (width > last) {
          indents.push(width);
          add('in', '');
        }
        while (width < (indents[indents.length - 1] ?? 0)) {
          indents.pop();
          add('out', '');
        }
        if (width !== indents[indents.length - 1]) throw new CodeFault('indent-mismatch', line);
      }
      at += margin.length;
    }
    const rest = source.slice(at, at + 200);
    const sign = source[at] ?? '';
    if (sign === '\n') {
      const last = tokens[tokens.length - 1]?.kind;
      if (open.length === 0 && last !== undefined && last !== 'end' && last !== 'in' && last !== 'out')
        add('end', '');
      line += 1;
      at += 1;
    } else if (sign === ' ' || sign === '\t') {
      at += 1;
    } else if (sign === '#') {
      while (at < source.length && source[at] !== '\n') at += 1;
    } else if (sign === '\\' && source[at + 1] === '\n') {
      line += 1;
      at += 2;
    } else if (/^[fF]?["']/.test(rest)) {
      const isFormat = /^[fF]/.test(rest);
      const read = readText(source, isFormat ? at + 1 : at, line, isFormat);
      add(isFormat ? 'ftext' : 'text', read.text);
      line += read.lines;
      at = read.next;
    } else if (/^(?:\d|\.\d)/.test(rest)) {
      const number = /^(?:\d[\d_]*)?(?:\.\d*)?(?:[eE][+-]?\d+)?/.exec(rest)?.[0] ?? '';
      if (/^[\p{L}_]/u.test(source.slice(at + number.length, at + number.length + 2)))
        throw new CodeFault('name-digit', line, { text: (/^[\p{L}\d_.]+/u.exec(rest) ?? [''])[0] ?? '' });
      add('number', number.replace(/_/g, ''));
      at += number.length;
    } else if (/^[\p{L}_]/u.test(rest)) {
      const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(source.slice(at, at + 400))?.[0] ?? '';
      add(WORDS.has(name) ? 'word' : 'name', name);
      at += name.length;
    } else {
      const found = SIGNS.find((one) => rest.startsWith(one));
      if (found === undefined) {
        const shown = [...rest][0] ?? '';
        throw new CodeFault(/[“”«»‘’]/.test(shown) ? 'quote' : 'sign-unknown', line, { sign: shown });
      }
      if (CLOSES[found] !== undefined) open.push({ sign: found, line });
      if (found === ')' || found === ']' || found === '}') {
        const last = open.pop();
        if (!last) throw new CodeFault('bracket-extra', line, { sign: found });
        const wanted = CLOSES[last.sign] ?? '';
        if (wanted !== found) throw new CodeFault('bracket-other', line, { sign: found, wanted });
      }
      add('sign', found);
      at += found.length;
    }
  }
  const left = open.pop();
  if (left) throw new CodeFault('bracket-open', left.line, { sign: left.sign });
  if (tokens.length > 0 && tokens[tokens.length - 1]?.kind !== 'end') add('end', '');
  while (indents.length > 1) {
    indents.pop();
    add('out', '');
  }
  add('stop', '');
  return tokens;
}

function readText(
  source: string,
  start: number,
  line: number,
  isFormat: boolean,
): { readonly text: string; readonly next: number; readonly lines: number } {
  const quote = source[start] ?? '';
  const long = source.startsWith(quote.repeat(3), start);
  const mark = long ? quote.repeat(3) : quote;
  let at = start + mark.length;
  let text = '';
  let lines = 0;
  while (!source.startsWith(mark, at)) {
    const sign = source[at];
    if (sign === undefined || (sign === '\n' && !long)) throw new CodeFault('text-open', line);
    if (sign === '\\' && at + 1 < source.length) {
      const next = source[at + 1] ?? '';
      if (next === '\n') lines += 1;
      else text += ESCAPES[next] ?? `\\${next}`;
      at += 2;
      continue;
    }
    if (sign === '\n') lines += 1;
    text += sign;
    at += 1;
  }
  // Braces are read by the parser: an escaped one would no longer be told from a plain one, and is rare.
  if (isFormat && text.length > 2000) throw new CodeFault('text-open', line);
  return { text, next: at + mark.length, lines };
}
