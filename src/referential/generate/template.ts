import { type Formula, formulasOver } from './formula.ts';
import { GenerationError, isList, type NumberStyle, type Row, textOf, type Value } from './value.ts';

/** A text with holes: `{{formula}}`, `{{#each list as row}}…{{/each}}`, `{{#if formula}}…{{#else}}…{{/if}}`. */
export type Template = (values: Row, how: Writing) => string;

export interface Writing {
  readonly numbers: NumberStyle;
  /** What makes a value safe in the text around it (HTML, SVG, JSON). */
  readonly escape: (text: string) => string;
}

const TAG = /\{\{(?!\{)(.+?)\}\}(?!\})/gsu;
/** A tag alone on its line takes the line with it. */
const ALONE = /^[ \t]*(\{\{[#/][^\n]*?\}\})[ \t]*(?:\n|$)/gmu;

export function hasTemplate(text: string): boolean {
  return text.includes('{{');
}

/** The formula of a text that is one hole and nothing else; null for others. */
export function wholeFormula(text: string): string | null {
  const found = /^\{\{((?:(?!\{\{).)+)\}\}$/su.exec(text.trim());
  const inside = found?.[1] ?? '';
  return inside === '' || /^\s*[#/]/u.test(inside) ? null : inside;
}

/** @throws GenerationError for blocks that don't close and formulas that can't be read. */
export function compileTemplate(text: string, names: readonly string[]): Template {
  const source = text.replace(ALONE, '$1');
  const pieces: (string | { readonly tag: string })[] = [];
  let from = 0;
  for (const found of source.matchAll(TAG)) {
    if (found.index > from) pieces.push(source.slice(from, found.index));
    pieces.push({ tag: (found[1] ?? '').trim() });
    from = found.index + found[0].length;
  }
  if (from < source.length) pieces.push(source.slice(from));
  const reader = { pieces, at: 0 };
  const whole = readParts(reader, names, []);
  return (values, how) => whole.map((part) => part(values, how)).join('');
}

interface Reader {
  readonly pieces: readonly (string | { readonly tag: string })[];
  at: number;
}

const EACH = /^#each\s+(.+)\s+as\s+([a-z][A-Za-z0-9_]*)$/su;
const IF = /^#if\s+(.+)$/su;

/** Up to one of `ends`, which is left to the caller, or to the end of the text. */
function readParts(reader: Reader, names: readonly string[], ends: readonly string[]): Template[] {
  const formula = formulasOver(names);
  const parts: Template[] = [];
  while (reader.at < reader.pieces.length) {
    const piece = reader.pieces[reader.at] ?? '';
    if (typeof piece !== 'string' && ends.includes(piece.tag)) return parts;
    reader.at += 1;
    if (typeof piece === 'string') {
      if (piece.includes('{{')) throw new GenerationError('« {{ » sans « }} » qui le ferme.');
      parts.push(() => piece);
    } else if (piece.tag.startsWith('#each')) {
      parts.push(readEach(reader, piece.tag, names, formula));
    } else if (piece.tag.startsWith('#if')) {
      parts.push(readIf(reader, piece.tag, names, formula));
    } else if (/^[#/]/u.test(piece.tag)) {
      throw new GenerationError(`« {{${piece.tag}}} » n'est pas à sa place.`);
    } else {
      const compute = formula(piece.tag);
      parts.push((values, how) => how.escape(textOf(compute(values), how.numbers)));
    }
  }
  if (ends.length > 0) throw new GenerationError(`il manque « {{${ends.at(-1)}}} ».`);
  return parts;
}

function readEach(
  reader: Reader,
  tag: string,
  names: readonly string[],
  formula: (source: string) => Formula,
): Template {
  const [, source, name] = EACH.exec(tag) ?? [];
  if (source === undefined || name === undefined) {
    throw new GenerationError(`« {{${tag}}} » : écris {{#each liste as ligne}}.`);
  }
  const list = formula(source);
  const inside = readParts(reader, [...names, name, 'rank'], ['/each']);
  reader.at += 1;
  return (values, how) => {
    const rows = list(values);
    if (!isList(rows)) throw new GenerationError(`« ${source} » ne donne pas une liste.`);
    return rows
      .map((row, index) => {
        const known: Row = { ...values, [name]: row, rank: index + 1 };
        return inside.map((part) => part(known, how)).join('');
      })
      .join('');
  };
}

function readIf(
  reader: Reader,
  tag: string,
  names: readonly string[],
  formula: (source: string) => Formula,
): Template {
  const source = IF.exec(tag)?.[1];
  if (source === undefined) throw new GenerationError(`« {{${tag}}} » : écris {{#if condition}}.`);
  const condition = formula(source);
  const yes = readParts(reader, names, ['#else', '/if']);
  const piece = reader.pieces[reader.at];
  const hasElse = typeof piece === 'object' && piece.tag === '#else';
  if (hasElse) reader.at += 1;
  const no = hasElse ? readParts(reader, names, ['/if']) : [];
  reader.at += 1;
  return (values, how) =>
    (asCondition(condition(values), source) ? yes : no).map((part) => part(values, how)).join('');
}

export function asCondition(value: Value, source: string): boolean {
  if (typeof value !== 'boolean') throw new GenerationError(`« ${source} » ne dit pas vrai ou faux.`);
  return value;
}
