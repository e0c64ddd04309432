import { elementsIn, type PageElement, pathTo } from './code-page.ts';
import type { Trouble } from './code-tokens.ts';

/**
 * Style sheets as pupils write them: read, and applied to a page by weight and order, at a width. The page draws what
 * comes out of here, and the server judges it: both see the same.
 */
export interface StyleRule {
  readonly selectors: readonly Selector[];
  readonly declarations: readonly Declaration[];
  /** In pixels; null when the rule stands at every width. */
  readonly least: number | null;
  readonly most: number | null;
}
interface Declaration {
  readonly name: string;
  readonly value: string;
  readonly important: boolean;
}
interface Selector {
  /** From the last part to the first; `by` ties a part to the one on its right. */
  readonly parts: readonly Part[];
  /** Identifiers, classes, tags. */
  readonly weight: readonly [number, number, number];
}
interface Part {
  readonly by: '' | ' ' | '>' | '+';
  readonly tag: string;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly value: string | null }[];
  readonly states: readonly string[];
}

/** Rules beyond this are not read: no pupil's page has as many. */
const MOST_RULES = 200;

export function readStyles(text: string): {
  readonly rules: readonly StyleRule[];
  readonly troubles: readonly Trouble[];
} {
  const source = text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const rules: StyleRule[] = [];
  const troubles: Trouble[] = [];
  const lineAt = (place: number) => source.slice(0, place).split('\n').length;
  const fault = (code: string, place: number, values: Trouble['values'] = {}) => {
    if (troubles.length < 20) troubles.push({ code, line: lineAt(place), values });
  };
  const read = (from: number, to: number, least: number | null, most: number | null, deep: number): void => {
    let at = from;
    while (at < to && rules.length < MOST_RULES) {
      const skip = /^\s*/.exec(source.slice(at, to))?.[0].length ?? 0;
      at += skip;
      if (at >= to) return;
      const open = source.indexOf('{', at);
      if (open < 0 || open >= to) {
        fault(source.slice(at, to).trimStart().startsWith('}') ? 'brace-extra' : 'brace-missing', at);
        return;
      }
      const head = source.slice(at, open).trim();
      if (head.includes('}')) {
        fault('brace-extra', at);
        at = source.indexOf('}', at) + 1;
        continue;
      }
      const close = closing(source, open, to);
      if (close === null) fault('brace-open', open);
      const end = close ?? to;
      if (head.startsWith('@media') && deep === 0) {
        const bounds = mediaOf(head);
        if (bounds) read(open + 1, end, bounds.least, bounds.most, 1);
        else fault('media', at);
      } else if (head.startsWith('@')) {
        fault('at-rule', at, { text: head.slice(0, 30) });
      } else {
        const selectors = head.split(',').flatMap((one) => readSelector(one) ?? []);
        if (selectors.length !== head.split(',').length) fault('selector', at, { text: head.slice(0, 40) });
        else
          rules.push({
            selectors,
            declarations: declarationsOf(source.slice(open + 1, end), (code, place, values) =>
              fault(code, open + 1 + place, values),
            ),
            least,
            most,
          });
      }
      at = end + 1;
    }
  };
  read(0, source.length, null, null, 0);
  return { rules, troubles };
}

function closing(source: string, open: number, to: number): number | null {
  let depth = 0;
  for (let at = open; at < to; at += 1) {
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return null;
}

function mediaOf(head: string): { readonly least: number | null; readonly most: number | null } | null {
  const asked = head.slice('@media'.length).trim().toLowerCase();
  const bound = (name: string) => {
    const found = new RegExp(`\\(\\s*${name}-width\\s*:\\s*(\\d+(?:\\.\\d+)?)(px|em|rem)\\s*\\)`).exec(asked);
    return found ? Number(found[1]) * (found[2] === 'px' ? 1 : 16) : null;
  };
  const [least, most] = [bound('min'), bound('max')];
  const left = asked
    .replace(/\(\s*(?:min|max)-width\s*:\s*\d+(?:\.\d+)?(?:px|em|rem)\s*\)/g, '')
    .replace(/\b(?:only|screen|all|and)\b/g, '')
    .trim();
  return left === '' ? { least, most } : null;
}

function declarationsOf(
  text: string,
  fault: (code: string, place: number, values?: Trouble['values']) => void,
): Declaration[] {
  const found: Declaration[] = [];
  let place = 0;
  for (const one of text.split(';')) {
    const at = place + (/^\s*/.exec(one)?.[0].length ?? 0);
    place += one.length + 1;
    if (one.trim() === '') continue;
    const [name = '', ...rest] = one.split(':');
    const written = rest.join(':').trim();
    if (rest.length === 0 || written === '') {
      fault('declaration', at, { text: one.trim().slice(0, 40) });
      continue;
    }
    if (rest.length > 1 || written.includes('\n')) {
      fault('semicolon', at, { text: (one.trim().split('\n')[0] ?? '').slice(0, 40) });
      continue;
    }
    const important = /!\s*important$/i.test(written);
    const value = written.replace(/\s*!\s*important$/i, '').replace(/\s+/g, ' ');
    for (const [key, part] of spread(name.trim().toLowerCase(), value))
      found.push({ name: key, value: part, important });
  }
  return found;
}

const SIDES = ['top', 'right', 'bottom', 'left'];

/** A short form says several things. */
function spread(name: string, value: string): [string, string][] {
  if (name === 'margin' || name === 'padding') {
    const given = value.split(' ');
    const [a = '', b = a, c = a, d = b] = given;
    return [a, b, c, d].map((one, rank) => [`${name}-${SIDES[rank] ?? ''}`, one]);
  }
  if (name === 'background' && !value.includes(' ')) return [['background-color', value]];
  return [[name, value]];
}

function readSelector(text: string): Selector | null {
  const pieces = text
    .trim()
    .replace(/\s*([>+])\s*/g, ' $1 ')
    .split(/\s+/);
  const parts: Part[] = [];
  let by: Part['by'] = '';
  const weight: [number, number, number] = [0, 0, 0];
  for (const piece of pieces) {
    if (piece === '>' || piece === '+') {
      if (by === '>' || by === '+' || parts.length === 0) return null;
      by = piece;
      continue;
    }
    const part = readPart(piece, parts.length === 0 ? '' : by === '' ? ' ' : by);
    if (!part) return null;
    weight[0] += part.id === null ? 0 : 1;
    weight[1] += part.classes.length + part.attributes.length + part.states.length;
    weight[2] += part.tag === '*' || part.tag === '' ? 0 : 1;
    parts.push(part);
    by = '';
  }
  return parts.length === 0 || by !== '' ? null : { parts, weight };
}

function readPart(piece: string, by: Part['by']): Part | null {
  const whole =
    /^(\*|[a-zA-Z][\w-]*)?((?:[.#][A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff-]*|\[[\w-]+(?:=(?:"[^"]*"|'[^']*'|[\w./-]+))?\]|:[a-z-]+)*)$/.exec(
      piece,
    );
  if (!whole || piece === '') return null;
  const rest = whole[2] ?? '';
  const signs = rest.match(/[.#][\w\u00c0-\uffff-]+|\[[^\]]+\]|:[a-z-]+/g) ?? [];
  const after = (sign: string) => signs.filter((one) => one.startsWith(sign)).map((one) => one.slice(1));
  return {
    by,
    tag: (whole[1] ?? '').toLowerCase(),
    id: after('#')[0] ?? null,
    classes: after('.'),
    attributes: after('[').map((one) => {
      const [name = '', value] = one.slice(0, -1).split('=');
      return {
        name: name.toLowerCase(),
        value: value === undefined ? null : value.replace(/^["']|["']$/g, ''),
      };
    }),
    states: after(':'),
  };
}

/** The elements of a page that a selector names, in order; null when it cannot be read. */
export function selected(root: PageElement, selector: string): PageElement[] | null {
  const all = selector.split(',').map(readSelector);
  const known = all.flatMap((one) => one ?? []);
  if (known.length !== all.length) return null;
  return elementsIn(root).filter((one) => known.some((each) => fits(one, each)));
}

function fits(one: PageElement, { parts }: Selector, rank = parts.length - 1): boolean {
  const part = parts[rank];
  if (!part || !isPart(one, part)) return false;
  if (rank === 0) return true;
  const next = { parts, weight: [0, 0, 0] as const };
  if (part.by === '+') {
    const siblings =
      one.parent?.children.filter((child): child is PageElement => typeof child !== 'string') ?? [];
    const before = siblings[siblings.indexOf(one) - 1];
    return before !== undefined && fits(before, next, rank - 1);
  }
  for (let above = one.parent; above && above.tag !== ''; above = above.parent) {
    if (fits(above, next, rank - 1)) return true;
    if (part.by === '>') return false;
  }
  return false;
}

function isPart(one: PageElement, { tag, id, classes, attributes, states }: Part): boolean {
  if (tag !== '' && tag !== '*' && tag !== one.tag) return false;
  if (id !== null && one.attributes.id !== id) return false;
  const own = (one.attributes.class ?? '').split(/\s+/);
  if (!classes.every((name) => own.includes(name))) return false;
  if (
    !attributes.every(
      ({ name, value }) => name in one.attributes && (value === null || one.attributes[name] === value),
    )
  )
    return false;
  const siblings = one.parent?.children.filter((child) => typeof child !== 'string') ?? [];
  return states.every((state) => {
    if (state === 'first-child') return siblings[0] === one;
    if (state === 'last-child') return siblings[siblings.length - 1] === one;
    return false;
  });
}

const INHERITED = new Set([
  ...['color', 'font-family', 'font-size', 'font-style', 'font-weight', 'line-height', 'text-align'],
  ...['letter-spacing', 'text-transform', 'list-style-type', 'visibility'],
]);

/** The style sheets of a page in order: its own, and those of the site's files that it links to. */
export function sheetsOf(
  root: PageElement,
  page: string,
  fileAt: (path: string) => string | undefined,
): readonly StyleRule[] {
  return elementsIn(root).flatMap(({ tag, attributes, children }) => {
    if (tag === 'style') return readStyles(children.join('')).rules;
    if (tag !== 'link' || (attributes.rel ?? '').toLowerCase() !== 'stylesheet') return [];
    const path = pathTo(page, attributes.href ?? '');
    const text = path === null ? undefined : fileAt(path);
    return text === undefined ? [] : readStyles(text).rules;
  });
}

/** What style each element ends with, at a width in pixels: its own declarations, the heaviest last. */
export function stylesOf(
  root: PageElement,
  rules: readonly StyleRule[],
  width: number,
): ReadonlyMap<PageElement, Readonly<Record<string, string>>> {
  const styles = new Map<PageElement, Record<string, string>>();
  const active = rules.filter(
    ({ least, most }) => (least === null || width >= least) && (most === null || width <= most),
  );
  for (const one of elementsIn(root)) {
    const won = new Map<string, { readonly value: string; readonly weight: readonly number[] }>();
    const offer = ({ name, value, important }: Declaration, weight: readonly number[]) => {
      const full = [important ? 1 : 0, ...weight];
      const held = won.get(name);
      if (!held || !isLess(full, held.weight)) won.set(name, { value, weight: full });
    };
    active.forEach(({ selectors, declarations }) => {
      const weights = selectors.filter((each) => fits(one, each)).map(({ weight }) => weight);
      const heaviest = weights.reduce<readonly number[] | null>(
        (best, weight) => (best === null || isLess(best, weight) ? weight : best),
        null,
      );
      if (heaviest) for (const each of declarations) offer(each, [0, ...heaviest]);
    });
    for (const each of declarationsOf(one.attributes.style ?? '', () => {})) offer(each, [1, 0, 0, 0]);
    styles.set(one, Object.fromEntries([...won].map(([name, { value }]) => [name, value])));
  }
  return styles;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  for (let rank = 0; rank < one.length; rank += 1) {
    const gap = (one[rank] ?? 0) - (other[rank] ?? 0);
    if (gap !== 0) return gap < 0;
  }
  return false;
}

/** One property as it ends on an element, taken from above when it is of those that are; empty when nothing says it. */
export function styleOn(
  one: PageElement,
  name: string,
  styles: ReadonlyMap<PageElement, Readonly<Record<string, string>>>,
): string {
  for (let here: PageElement | null = one; here; here = here.parent) {
    const value = styles.get(here)?.[name];
    if (value !== undefined && value !== 'inherit') return plainValue(value);
    if (value === undefined && !INHERITED.has(name)) return '';
  }
  return '';
}

const COLOURS: Readonly<Record<string, string>> = {
  ...{
    black: '#000000',
    white: '#ffffff',
    red: '#ff0000',
    green: '#008000',
    blue: '#0000ff',
    gray: '#808080',
  },
  ...{
    grey: '#808080',
    navy: '#000080',
    teal: '#008080',
    purple: '#800080',
    orange: '#ffa500',
    yellow: '#ffff00',
  },
  ...{ darkgreen: '#006400', crimson: '#dc143c', darkred: '#8b0000', darkblue: '#00008b', maroon: '#800000' },
  ...{ olive: '#808000', silver: '#c0c0c0', tomato: '#ff6347', indigo: '#4b0082', pink: '#ffc0cb' },
};

/** Two ways of writing the same value become one. */
export function plainValue(value: string): string {
  const plain = value.trim().toLowerCase().replace(/\s+/g, ' ').replace(/["']/g, '');
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(plain);
  if (short)
    return `#${short
      .slice(1)
      .map((one) => one + one)
      .join('')}`;
  const rgb = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(plain);
  if (rgb)
    return `#${rgb
      .slice(1)
      .map((one) => Math.min(255, Number(one)).toString(16).padStart(2, '0'))
      .join('')}`;
  if (plain === 'bold') return '700';
  if (plain === 'normal') return '400';
  if (/^0(?:px|em|rem|%)$/.test(plain)) return '0';
  return COLOURS[plain] ?? plain;
}
