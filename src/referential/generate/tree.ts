import { componentIn, isComponent, WINDOWS } from '../practicals/windows.ts';
import type { Formula } from './formula.ts';
import { formulasOver } from './formula.ts';
import { compileTemplate, hasTemplate, type Writing, wholeFormula } from './template.ts';
import { isList, isRow, type NumberStyle, type Row, textOf, type Value } from './value.ts';

/** The data of a challenge's file, its templates filled in by the values of one seed. */
export type Tree = (values: Row) => unknown;

type Path = readonly PropertyKey[];
type How = Writing & { readonly typed: ReadonlySet<PropertyKey> };

/** Keys whose values aren't texts: what a formula gives is kept as it is. */
const TYPED = ['right', 'shuffle', 'reuse', 'points', 'circle', 'rectangle', 'polygon'];
/** The same of files to open: figures of a sheet stay figures, a drawing's measures too. */
const TYPED_FILES: ReadonlySet<PropertyKey> = new Set([
  ...['rows', 'cells', 'hidden', 'hiddenRows', 'width', 'height', 'quality', 'level', 'ordered', 'revision'],
  ...['rect', 'round', 'ellipse', 'polygon', 'line', 'thick', 'at', 'tall'],
  ...[
    'latitude',
    'longitude',
    'altitude',
    'orientation',
    'resolution',
    'exposure',
    'aperture',
    'sensitivity',
  ],
]);
/** Keys compared with what is typed, where a space between thousands would be one more sign. */
const COMPARED = new Set<PropertyKey>(['accepted', 'refused', 'options']);

/** Compiles every text of the data; what can't be read goes to `refuse`, with its place, and stays as written. */
export function compileTree(
  data: unknown,
  names: readonly string[],
  refuse: (error: unknown, path: Path) => void,
): Tree {
  const formula = formulasOver(names);
  const { typed = [], programs = false } = windowIn(data);
  const values: ReadonlySet<PropertyKey> = new Set([...TYPED, ...typed]);
  const compile = (part: unknown, path: Path, file: string): Tree => {
    if (typeof part === 'string') {
      if (!hasTemplate(part)) return () => part;
      try {
        const kept = path[0] === 'attachments' ? TYPED_FILES : values;
        return compileText(part, path, { ...writingOf(path, file, programs), typed: kept }, names, formula);
      } catch (error) {
        refuse(error, path);
        return () => part;
      }
    }
    if (Array.isArray(part)) {
      const items = part.map((item, index) => compile(item, [...path, index], file));
      return (values) => items.flatMap((item, index) => spliced(part[index], item(values)));
    }
    if (typeof part === 'object' && part !== null) {
      const name = 'name' in part && typeof part.name === 'string' ? part.name : file;
      const entries = Object.entries(part).map(
        ([key, item]) => [key, compile(item, [...path, key], name)] as const,
      );
      return (values) => Object.fromEntries(entries.map(([key, item]) => [key, item(values)]));
    }
    return () => part;
  };
  return compile(data, [], '');
}

/** What its window keeps as it is; nothing of a challenge that has none. */
function windowIn(data: unknown): { readonly typed?: readonly string[]; readonly programs?: boolean } {
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? String(data.kind) : '';
  const component = componentIn(kind);
  return component !== null && isComponent(component) ? WINDOWS[component] : {};
}

/** A formula alone in a list that gives a list stands for all its items. */
function spliced(source: unknown, made: unknown): unknown[] {
  return typeof source === 'string' && wholeFormula(source) !== null && Array.isArray(made) ? made : [made];
}

function compileText(
  text: string,
  path: Path,
  how: How,
  names: readonly string[],
  formula: (source: string) => Formula,
): Tree {
  const whole = path.includes('content') ? null : wholeFormula(text);
  if (whole === null) {
    const template = compileTemplate(text, names);
    return (values) => template(values, how);
  }
  const compute = formula(whole);
  return (values) => settled(compute(values), path, how);
}

/** Texts where texts are meant; lists stay lists, rows become what they would be if written in the file. */
function settled(value: Value, path: Path, how: How): unknown {
  if (isList(value)) return value.map((item) => settled(item, path, how));
  if (isRow(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, settled(item, [...path, key], how)]),
    );
  }
  // `right` tells a right choice, or what answers the left of a pair.
  const kept =
    path.some((key) => how.typed.has(key)) && !(path.at(-1) === 'right' && typeof value !== 'boolean');
  return kept ? value : textOf(value, how.numbers);
}

function writingOf(path: Path, file: string, hasPrograms: boolean): Writing {
  // In a program, a number has a point and no space.
  const isCode = hasPrograms && (path[0] === 'practical' || path[0] === 'expect');
  if (isCode) return { numbers: 'dot', escape: (text) => text };
  const numbers: NumberStyle = path.some((key) => COMPARED.has(key)) ? 'plain' : 'prose';
  const asIs = (text: string) => text;
  if (!path.includes('content')) return { numbers, escape: asIs };
  switch (file.split('.').at(-1)) {
    case 'csv':
      return { numbers: 'plain', escape: quotedCell };
    case 'json':
      return { numbers: 'dot', escape: (text) => JSON.stringify(text).slice(1, -1) };
    case 'svg':
      return { numbers: 'dot', escape: escapeMarkup };
    case 'html':
      return { numbers: 'prose', escape: escapeMarkup };
    default:
      return { numbers: 'prose', escape: asIs };
  }
}

/** RFC 4180, with the semicolon of French spreadsheets. */
function quotedCell(text: string): string {
  return /[;"\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
