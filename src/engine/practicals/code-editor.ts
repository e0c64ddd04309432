import { z } from 'zod';
import {
  type CodeConfig,
  type CodeExpectation,
  type PageExpectation,
  valuesGiven,
} from '../../referential/practicals/code-editor.ts';
import {
  nameOfElement,
  type PageElement,
  type PageNode,
  pathTo,
  readPage,
  wordsIn,
} from '../../referential/practicals/code-page.ts';
import {
  plainValue,
  readStyles,
  selected,
  sheetsOf,
  styleOn,
  stylesOf,
} from '../../referential/practicals/code-style.ts';
import { CodeFault, type Trouble, tokensOf } from '../../referential/practicals/code-tokens.ts';
import { runProgram, troubleIn } from './code-run.ts';
import type { Component, Verdict } from './component.ts';

/** `files`: the text of those that differ from the start. */
export const reachedCode = z.strictObject({
  files: z
    .record(z.string().max(80), z.string().max(8000))
    .refine((files) => Object.keys(files).length <= 8)
    .refine((files) => Object.values(files).join('').length <= 20_000),
});

export type ReachedCode = z.infer<typeof reachedCode>;

export const codeEditor: Component<CodeConfig, CodeExpectation, ReachedCode> = {
  reached: reachedCode,
  initial: () => ({ files: {} }),
  verdicts(config, expected, reached) {
    const files = filesOf(config, reached);
    return expected.map((one) => verdict(config, one, files));
  },
  solve: (_, expected) => ({
    files: Object.fromEntries(
      expected.flatMap((one) => ('solution' in one ? [[one.file, one.solution] as const] : [])),
    ),
  }),
};

type Files = ReadonlyMap<string, string>;

/** What each file holds; a page cannot change what may only be read, nor bring a file of its own. */
function filesOf({ files }: CodeConfig, reached: ReachedCode): Files {
  return new Map(
    files.map(({ name, text, fixed }) => [
      name,
      fixed || !Object.hasOwn(reached.files, name) ? text : (reached.files[name] ?? text),
    ]),
  );
}

/** A trouble among what is found: it is put in words where the language is known. */
const TROUBLE = '\u0000';

/** What a verdict found, when it is why a program or a page cannot be read; null for plain words. */
export function troubleFound(found: string): Trouble | null {
  return found.startsWith(TROUBLE) ? (JSON.parse(found.slice(1)) as Trouble) : null;
}

function troubled(trouble: Trouble): Verdict {
  return { right: false, found: [TROUBLE + JSON.stringify(trouble)] };
}

function told(right: boolean, found: readonly string[] = []): Verdict {
  return { right, found: right ? [] : found.slice(0, 6).map((one) => one.slice(0, 300)) };
}

function verdict(config: CodeConfig, one: CodeExpectation, files: Files): Verdict {
  const textOf = (name: string) => files.get(name) ?? '';
  const program = textOf(config.run ?? '');
  if ('prints' in one) {
    const { printed, trouble } = runProgram(program, { inputs: one.inputs, given: valuesGiven(one.given) });
    if (trouble) return troubled(trouble);
    return told(linesOf(printed) === linesOf(one.prints), linesOf(printed).split('\n').filter(Boolean));
  }
  if ('call' in one) {
    const { call, gives, inputs, given } = one;
    const [result] = runProgram(program, {
      inputs,
      given: valuesGiven(given),
      calls: [{ call, gives }],
    }).results;
    if (result?.trouble) return troubled(result.trouble);
    return told(result?.same ?? false, [result?.text ?? '']);
  }
  if ('solution' in one) {
    const trouble = troubleOfFile(one.file, textOf(one.file));
    return trouble ? troubled(trouble) : told(true);
  }
  if ('kept' in one) return kept(config, one, textOf(one.kept));
  if ('text' in one) {
    const [wanted, reached] = [linesOf(one.is), linesOf(textOf(one.text))];
    const differ = reached.split('\n').filter((line) => !wanted.split('\n').includes(line));
    return told(wanted === reached, differ.filter(Boolean));
  }
  if ('page' in one) return onPage(one, files);
  const [wanted, name] = 'uses' in one ? [one.uses, one.in] : [one.lacks, one.in];
  const holds = wordsOf(name ?? config.run ?? '', files, name === undefined).includes(wanted);
  return told('uses' in one ? holds : !holds);
}

/** Spaces at the ends of lines and blank lines at the end do not show. */
function linesOf(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

function troubleOfFile(name: string, text: string): Trouble | null {
  if (name.endsWith('.py')) return troubleIn(text);
  if (name.endsWith('.html')) return readPage(text).troubles[0] ?? null;
  return name.endsWith('.css') ? (readStyles(text).troubles[0] ?? null) : null;
}

/** Of a program its words, remarks and texts apart; of another file, whether its text holds them. */
function wordsOf(name: string, files: Files, isRun: boolean): { includes(word: string): boolean } {
  if (!name.endsWith('.py')) {
    const text = isRun ? [...files.values()].join('\n') : (files.get(name) ?? '');
    return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, ' ');
  }
  try {
    return tokensOf(files.get(name) ?? '')
      .filter(({ kind }) => kind !== 'text' && kind !== 'ftext')
      .map(({ text }) => text);
  } catch (error) {
    if (error instanceof CodeFault) return [];
    throw error;
  }
}

function kept(config: CodeConfig, one: Extract<CodeExpectation, { kept: string }>, reached: string): Verdict {
  const start = config.files.find(({ name }) => name === one.kept)?.text ?? '';
  if (one.except) {
    const [before, after] = [start, reached].map((text) => outline(readPage(text).root, one.except ?? []));
    return told(before === after);
  }
  const [before, after] = [linesOf(start).split('\n'), linesOf(reached).split('\n')];
  const [first, last] = one.free ?? [before.length + 1, before.length];
  const head = before.slice(0, first - 1);
  const tail = before.slice(last);
  const isKept =
    after.length >= head.length + tail.length &&
    head.every((line, rank) => after[rank] === line) &&
    tail.every((line, rank) => after[after.length - tail.length + rank] === line);
  return told(
    isKept,
    [...head, ...tail].filter((line) => line !== '' && !after.includes(line)),
  );
}

/** A page without what may change: two of the same outline have the same elements, attributes and words. */
function outline(root: PageElement, except: readonly string[]): string {
  const free = new Set(except.flatMap((selector) => selected(root, selector) ?? []));
  const told = (part: PageNode): unknown => {
    if (typeof part === 'string') return part.replace(/\s+/g, ' ').trim();
    const isFree = free.has(part);
    const children = part.children
      .filter((child) => typeof child !== 'string' || (!isFree && child.trim() !== ''))
      .map(told);
    return [part.tag, isFree ? {} : Object.entries(part.attributes).sort(), children];
  };
  return JSON.stringify(told(root));
}

function onPage(one: PageExpectation, files: Files): Verdict {
  const { root } = readPage(files.get(one.page) ?? '');
  const all = selected(root, one.select) ?? [];
  if (one.count === undefined ? all.length === 0 : all.length !== one.count) return told(false);
  const styles = stylesOf(
    root,
    sheetsOf(root, one.page, (path) => files.get(path)),
    one.width,
  );
  const wrong = all.flatMap((element) => {
    const found: string[] = [];
    const words = wordsIn(element);
    if (one.says !== undefined && words !== plainSpaces(one.says)) found.push(words);
    for (const [name, value] of Object.entries(one.attributes ?? {})) {
      const held = element.attributes[name];
      if (held?.trim() !== value) found.push(`${name}="${held ?? ''}"`);
    }
    const href = element.attributes.href ?? '';
    if (one.leads !== undefined && pathTo(one.page, href) !== one.leads) found.push(href);
    const src = element.attributes.src ?? '';
    if (one.shows !== undefined && pathTo(one.page, src) !== one.shows) found.push(src);
    for (const [name, value] of Object.entries(one.style ?? {})) {
      const held = styleOn(element, name, styles);
      if (held !== plainValue(value)) found.push(`${name}: ${held}`);
    }
    if (one.named !== undefined) {
      const spoken = nameOfElement(element, root);
      const asked = one.named === true ? [] : one.named;
      const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
      if (spoken === '' || !asked.every((word) => plain(spoken).includes(plain(word)))) found.push(spoken);
    }
    return found;
  });
  return wrong.length === 0 ? told(true) : told(false, wrong.filter(Boolean));
}

function plainSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
