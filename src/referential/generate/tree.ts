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
/** The same of some windows: what is drawn and must become of it; a switch is true or false, a slider a number. */
const TYPED_IN: Readonly<Record<string, readonly string[]>> = {
  'practical:blocks': ['columns', 'rows', 'most', 'values'],
  'practical:calendar': ['shown', 'offset', 'every', 'remind', 'minutes'],
  'practical:database': ['rows', 'row', 'to', 'value', 'cells', 'down', 'any'],
  'practical:code-editor': ['width', 'widths', 'count', 'free'],
  'practical:form-builder': [
    ...['required', 'other', 'min', 'max', 'is', 'not', 'under', 'least', 'once', 'collect', 'from', 'to'],
    ...['answers', 'accepts', 'refuses'],
  ],
  'practical:map': [
    ...[
      'at',
      'path',
      'rect',
      'polygon',
      'size',
      'origin',
      'angle',
      'spread',
      'reach',
      'on',
      'shown',
      'within',
    ],
    ...['walls', 'route', 'search', 'fixed'],
  ],
  'practical:picture-editor': [
    ...['rect', 'round', 'ellipse', 'line', 'thick', 'at', 'tall', 'tones', 'turns', 'mirror', 'scale'],
    ...['width', 'height', 'visible', 'vector', 'opacity', 'holds', 'leaves', 'levels', 'under', 'gap'],
  ],
  // Of machines, all but texts is figures.
  'practical:printer-scanner': ['document', 'printers', 'stock', 'spares', 'scanner', 'expect'],
  'practical:settings': [
    ...['value', 'when', 'unless', 'set', 'is', 'oneOf', 'from', 'to', 'atLeast', 'min', 'max', 'step'],
    ...['bar', 'cells', 'strength'],
  ],
  // Of a whole page too.
  'practical:slides': ['page', 'palette', 'pictures', 'master', 'slides', 'expect'],
  'practical:sound-video-editor': [
    ...['length', 'start', 'skip', 'source', 'gain', 'peak', 'seed', 'fadeIn', 'fadeOut', 'from', 'to', 'x'],
    ...['within', 'atLeast', 'atMost', 'margin', 'by', 'in', 'out', 'at', 'withAt', 'marks', 'scenes'],
    ...['rate', 'bits', 'channels', 'cadence', 'lines', 'keys', 'kbps', 'seconds', 'under', 'quality'],
    ...['minutes', 'passages'],
  ],
  // Of a whole machine, all but texts is figures.
  'practical:system-panel': ['tasks', 'disks', 'network', 'programs', 'expect'],
  'practical:shared-drive': ['inside', 'inherits', 'is', 'cut', 'audit', 'password', 'rules'],
  // Of a whole meeting, all but texts is figures and switches.
  'practical:video-meeting': [
    ...['microphones', 'cameras', 'speakers', 'people', 'windows', 'links', 'sends', 'start', 'expect'],
    ...['host', 'blocked'],
  ],
  'practical:social-network': [
    ...['value', 'is', 'min', 'max', 'verified', 'waits', 'draft', 'featured', 'pinned', 'left', 'likes'],
    ...['weights', 'quiet'],
  ],
};
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
  const typed = typedIn(data);
  const kind = kindIn(data);
  const compile = (part: unknown, path: Path, file: string): Tree => {
    if (typeof part === 'string') {
      if (!hasTemplate(part)) return () => part;
      try {
        const kept = path[0] === 'attachments' ? TYPED_FILES : typed;
        return compileText(part, path, { ...writingOf(path, file, kind), typed: kept }, names, formula);
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

function typedIn(data: unknown): ReadonlySet<PropertyKey> {
  return new Set([...TYPED, ...(TYPED_IN[kindIn(data)] ?? [])]);
}

function kindIn(data: unknown): string {
  return typeof data === 'object' && data !== null && 'kind' in data ? String(data.kind) : '';
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

function writingOf(path: Path, file: string, kind: string): Writing {
  // In a program, a number has a point and no space.
  const isCode = kind === 'practical:code-editor' && (path[0] === 'practical' || path[0] === 'expect');
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
