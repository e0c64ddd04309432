/**
 * A web page as pupils write it, read without a browser: tags, attributes, texts, and what is badly written. The page
 * and the server both run this file, its types taken away: it imports nothing that runs.
 */
import type { Trouble } from './code-tokens.ts';

export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: PageNode[];
  readonly line: number;
  readonly parent: PageElement | null;
}
export type PageNode = PageElement | string;

export interface PageRead {
  /** Holds the page; its tag is empty. */
  readonly root: PageElement;
  readonly troubles: readonly Trouble[];
}

const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Tags that the next one of the same kind closes. */
const CLOSED_BY: Readonly<Record<string, readonly string[]>> = {
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  td: ['td', 'th', 'tr'],
  th: ['td', 'th', 'tr'],
  tr: ['tr'],
  option: ['option'],
};
const RAW = new Set(['script', 'style', 'title', 'textarea']);
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', euro: '€', copy: '©' },
  ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', ccedil: 'ç', ocirc: 'ô', ugrave: 'ù', rarr: '→' },
};
/** Elements one inside the other. */
const DEEPEST_TAG = 80;

/** Reads on after a fault as a browser would: every page gives a tree. */
export function readPage(text: string): PageRead {
  const troubles: Trouble[] = [];
  const root: PageElement = { tag: '', attributes: {}, children: [], line: 1, parent: null };
  let here = root;
  let at = 0;
  let depth = 0;
  const lineAt = lineCounter(text);
  const fault = (code: string, place: number, values: Trouble['values'] = {}) => {
    if (troubles.length < 20) troubles.push({ code, line: lineAt(place), values });
  };
  const add = (written: string) => {
    if (written !== '') here.children.push(decoded(written));
  };
  const close = (place: number) => {
    // A paragraph or an item left open is allowed; anything else is not.
    if (!(here.tag in CLOSED_BY) && here.tag !== 'p') fault('tag-open', place, { tag: here.tag });
    here = here.parent ?? root;
    depth -= 1;
  };

  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next < 0) {
      add(text.slice(at));
      break;
    }
    add(text.slice(at, next));
    if (text.startsWith('<!--', next)) {
      const end = text.indexOf('-->', next + 4);
      if (end < 0) fault('comment-open', next);
      at = end < 0 ? text.length : end + 3;
      continue;
    }
    const opening = /^<(\/?)([a-zA-Z][a-zA-Z0-9-]*)|^<!/.exec(text.slice(next, next + 60));
    if (!opening) {
      fault('sign-alone', next);
      add('&lt;');
      at = next + 1;
      continue;
    }
    const end = endOfTag(text, next);
    if (end === null) {
      fault('tag-unfinished', next, { tag: (opening[2] ?? '').toLowerCase() });
      break;
    }
    const tag = (opening[2] ?? '').toLowerCase();
    at = end.next;
    if (!end.closed) fault('tag-unfinished', next, { tag });
    if (tag === '') continue;
    if (opening[1] === '/') {
      const owner = ownerOf(here, tag);
      if (!owner) {
        fault(VOID.has(tag) ? 'tag-void' : 'tag-extra', next, { tag });
        continue;
      }
      while (here !== owner) close(next);
      here = here.parent ?? root;
      depth -= 1;
      continue;
    }
    const closing = CLOSED_BY[here.tag];
    if (closing?.includes(tag)) close(next);
    if (here.tag === 'p' && BLOCKS.has(tag)) close(next);
    const attributes = attributesOf(end.inside.slice(tag.length + 1), (code, values) =>
      fault(code, next, values),
    );
    const made: PageElement = { tag, attributes, children: [], line: lineAt(next), parent: here };
    here.children.push(made);
    if (VOID.has(tag) || /\/\s*$/.test(end.inside) || depth >= DEEPEST_TAG) continue;
    if (RAW.has(tag)) {
      const stop = text.toLowerCase().indexOf(`</${tag}`, at);
      if (stop < 0) {
        fault('tag-open', next, { tag });
        break;
      }
      made.children.push(
        tag === 'title' || tag === 'textarea' ? decoded(text.slice(at, stop)) : text.slice(at, stop),
      );
      at = endOfTag(text, stop)?.next ?? text.length;
      continue;
    }
    here = made;
    depth += 1;
  }
  while (here !== root) {
    if (!(here.tag in CLOSED_BY) && here.tag !== 'p')
      troubles.push({ code: 'tag-open', line: here.line, values: { tag: here.tag } });
    here = here.parent ?? root;
  }
  return { root, troubles };
}

const BLOCKS = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'div',
    'dl',
    'fieldset',
    'footer',
    'form',
    'h1',
    'h2',
    'h3',
  ],
  ...['h4', 'h5', 'h6', 'header', 'hr', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul', 'figure'],
]);

function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let seen = 0;
  return (place) => {
    if (place < seen) return text.slice(0, place).split('\n').length;
    for (; seen < place; seen += 1) if (text[seen] === '\n') line += 1;
    return line;
  };
}

/** Where a tag ends, quotes read: a « > » between quotes does not close it. */
function endOfTag(
  text: string,
  start: number,
): { readonly inside: string; readonly next: number; readonly closed: boolean } | null {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if ((sign === '"' || sign === "'") && /=\s*$/.test(text.slice(Math.max(start, at - 8), at)))
      quote = sign;
    else if (sign === '>') return { inside: text.slice(start + 1, at), next: at + 1, closed: true };
    else if (sign === '<') return { inside: text.slice(start + 1, at), next: at, closed: false };
  }
  // A quote never closed: the tag stops at the first « > », so that the rest of the page still shows.
  const first = text.indexOf('>', start);
  return first < 0 ? null : { inside: text.slice(start + 1, first), next: first + 1, closed: true };
}

function attributesOf(
  inside: string,
  fault: (code: string, values: Trouble['values']) => void,
): Record<string, string> {
  const found = new Map<string, string>();
  const pattern = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  for (const [whole, name = '', double, single, bare] of inside.matchAll(pattern)) {
    if (whole === '') continue;
    if (!found.has(name.toLowerCase()))
      found.set(name.toLowerCase(), decoded(double ?? single ?? bare ?? ''));
  }
  const left = inside.replace(pattern, '').replace(/[\s/]/g, '');
  if (left.includes('"') || left.includes("'")) fault('quote-open', {});
  return Object.fromEntries(found);
}

function decoded(text: string): string {
  return text.replace(/&(#\d{1,6}|[a-zA-Z]{2,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function ownerOf(from: PageElement, tag: string): PageElement | null {
  for (let one: PageElement | null = from; one; one = one.parent) if (one.tag === tag) return one;
  return null;
}

/** Every element, in the order of the page. */
export function elementsIn(root: PageElement): PageElement[] {
  return root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsIn(child)]));
}

/** What is read of an element: its words, one space between them; nothing of a script or a style. */
export function wordsIn(node: PageNode): string {
  const raw = (one: PageNode): string => {
    if (typeof one === 'string') return one;
    if (one.tag === 'script' || one.tag === 'style') return '';
    const inner = one.children.map(raw).join('');
    return one.tag === 'br' || BLOCKS.has(one.tag) || one.tag === 'li' ? ` ${inner} ` : inner;
  };
  return raw(node).replace(/\s+/g, ' ').trim();
}

/** What a screen reader would call it; empty when it has nothing to say. */
export function nameOfElement(one: PageElement, root: PageElement): string {
  const { attributes, tag } = one;
  const all = elementsIn(root);
  const ids = (attributes['aria-labelledby'] ?? '').split(/\s+/).filter((id) => id !== '');
  const told = ids.map((id) => {
    const found = all.find((each) => each.attributes.id === id);
    return found ? wordsIn(found) : '';
  });
  const by = told.join(' ').trim();
  if (by !== '') return by;
  const label = (attributes['aria-label'] ?? '').trim();
  if (label !== '') return label;
  if (tag === 'img') return (attributes.alt ?? '').trim();
  if (tag === 'input' || tag === 'select' || tag === 'textarea') {
    const type = attributes.type ?? 'text';
    if (type === 'image') return (attributes.alt ?? '').trim();
    if (type === 'submit' || type === 'button')
      return (attributes.value ?? (type === 'submit' ? 'Envoyer' : '')).trim();
    const labels = all.filter(
      (each) =>
        each.tag === 'label' &&
        ((attributes.id !== undefined && attributes.id !== '' && each.attributes.for === attributes.id) ||
          elementsIn(each).includes(one)),
    );
    return labels.map(spokenWords).join(' ').trim();
  }
  return spokenWords(one);
}

/** Words, and the pictures' own between them. */
function spokenWords(one: PageElement): string {
  const told = (node: PageNode): string => {
    if (typeof node === 'string') return node;
    if (node.tag === 'img') return ` ${node.attributes.alt ?? ''} `;
    return ['script', 'style', 'select', 'textarea'].includes(node.tag)
      ? ''
      : node.children.map(told).join('');
  };
  return told(one).replace(/\s+/g, ' ').trim();
}

/**
 * Where an address written in a page leads, from the folder of the page; null when it leaves the site. `#haut` alone
 * stays on the page.
 */
export function pathTo(page: string, address: string): string | null {
  const [path = ''] = address.trim().split(/[?#]/);
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address.trim())) return null;
  if (path === '') return page;
  if (path.includes('\\')) return null;
  const parts = path.startsWith('/') ? [] : page.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      // Above the site's own folder, there is nothing.
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
