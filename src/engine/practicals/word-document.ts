import type {
  Block,
  ContentsLine,
  Look,
  Replacement,
  Run,
} from '../../referential/practicals/word-processor.ts';

/**
 * What is done to a document: paragraphs are plain data, each act gives new ones. The page runs this very file, its types
 * taken away (`src/web/practical-frames.ts`): it imports nothing that runs, and is written for Safari 15.
 */

/** Stands between two paragraphs, where several are one text. */
export const PARAGRAPH = '\u2029';
/** Stands around a table of contents, which no search reaches. */
const WALL = '\uFFFC';
const LETTER = /[\p{L}\p{N}]/u;

export function textOf({ runs }: Pick<Block, 'runs'>): string {
  return runs.map((run) => run.text).join('');
}

/** A text cut in words and what stands between them; an elided `l'` is a word of its own. */
export function piecesOf(text: string): { from: number; to: number; isWord: boolean }[] {
  const pieces = [];
  for (const { 0: piece, index } of text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*['’]?|[^\p{L}\p{N}]+/gu))
    pieces.push({ from: index, to: index + piece.length, isWord: LETTER.test(piece) });
  return pieces;
}

/** Words as statistics count them: what stands between blanks and holds a letter or a figure. */
export function wordCount(blocks: readonly Block[]): number {
  const kept = blocks.map((block) => textOf({ runs: block.runs.filter((run) => !run.gone) }));
  return kept.flatMap((text) => text.split(/\s+/u)).filter((word) => LETTER.test(word)).length;
}

function lookOf({ text: _, ...look }: Run): Look {
  return look;
}

function isSameLook(one: Run, other: Run): boolean {
  return (['bold', 'italic', 'underline', 'size', 'change', 'gone', 'note'] as const).every(
    (name) => one[name] === other[name],
  );
}

/** Without empty runs, those alike side by side made one. */
function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all[all.length - 1];
    if (run.text === '') continue;
    if (last && isSameLook(last, run)) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}

export function partOf(runs: readonly Run[], from: number, to: number): Run[] {
  let at = 0;
  return joined(
    runs.map((run) => {
      const start = at;
      at += run.text.length;
      return { ...run, text: run.text.slice(Math.max(0, from - start), Math.max(0, to - start)) };
    }),
  );
}

function withRuns(block: Block, ...runs: (readonly Run[])[]): Block {
  return { ...block, runs: joined(runs.flat()) };
}

/** What the letters between `from` and `to` all are. */
export function lookBetween(block: Block, from: number, to: number): Look {
  const [first, ...others] = partOf(block.runs, from, to).filter((run) => LETTER.test(run.text));
  if (!first) return {};
  const shared = lookOf(first) as Record<string, unknown>;
  for (const other of others) {
    for (const name of Object.keys(shared))
      if ((other as Record<string, unknown>)[name] !== shared[name]) delete shared[name];
  }
  return shared as Look;
}

/** `change`: what to set; null takes away. */
export function formatted(
  block: Block,
  from: number,
  to: number,
  change: Readonly<Record<string, true | number | string | null>>,
): Block {
  const runs = partOf(block.runs, from, to).map((run) => {
    const next: Record<string, unknown> = { ...run };
    for (const [name, value] of Object.entries(change)) {
      if (value === null) delete next[name];
      else next[name] = value;
    }
    return next as Run;
  });
  return withRuns(block, partOf(block.runs, 0, from), runs, partOf(block.runs, to, Infinity));
}

/** A paragraph typed anew: what did not change keeps its look, what is new takes that of the letter before. */
export function retyped(block: Block, text: string): Block {
  const before = textOf(block);
  let start = 0;
  while (start < before.length && before[start] === text[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, text.length) - start;
  while (end < most && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const typed = text.slice(start, text.length - end);
  const [near] = partOf(block.runs, Math.max(0, start - 1), Math.max(1, start));
  return withRuns(
    block,
    partOf(block.runs, 0, start),
    [{ ...(near ? lookOf(near) : {}), text: typed }],
    partOf(block.runs, before.length - end, Infinity),
  );
}

/** A paragraph cut in several where `PARAGRAPH` stands. */
export function cutApart(block: Block, others: readonly Block[]): Block[] {
  const taken: string[] = [];
  let at = 0;
  return textOf(block)
    .split(PARAGRAPH)
    .map((part, rank) => {
      const from = at;
      at += part.length + 1;
      const runs = partOf(block.runs, from, from + part.length);
      if (rank === 0) return { ...block, runs };
      taken.push(freshId(others, taken));
      return { ...block, id: taken[taken.length - 1] ?? '', page: false, runs };
    });
}

/** Words taken out, with one of the blanks around them. */
export function withoutWords(block: Block, from: number, to: number): Block {
  const text = textOf(block);
  const spaceBefore = from === 0 || text[from - 1] === ' ';
  const [start, end] =
    spaceBefore && text[to] === ' '
      ? [from, to + 1]
      : [from > 0 && spaceBefore && !LETTER.test(text[to] ?? '') ? from - 1 : from, to];
  return withRuns(block, partOf(block.runs, 0, start), partOf(block.runs, end, Infinity));
}

/** Words put in at a place, a blank on each side where two words would touch. */
export function withWords(block: Block, at: number, runs: readonly Run[]): Block {
  const text = textOf(block);
  const before = at > 0 && LETTER.test(text[at - 1] ?? '') ? [{ text: ' ' }] : [];
  const after = LETTER.test(text[at] ?? '') ? [{ text: ' ' }] : [];
  return withRuns(block, partOf(block.runs, 0, at), before, runs, after, partOf(block.runs, at, Infinity));
}

/** A name that no paragraph has. */
export function freshId(blocks: readonly Block[], taken: readonly string[] = []): string {
  let number = blocks.length + 1;
  const used = new Set([...blocks.map((block) => block.id), ...taken]);
  while (used.has(`n${number}`)) number += 1;
  return `n${number}`;
}

// ---- find and replace

export interface Found {
  readonly block: number;
  /** Letters of that paragraph; `to` may be beyond its end when the next is found too. */
  readonly from: number;
  readonly to: number;
}

type Sign = { readonly start: Block } | { readonly letter: string; readonly run: Run };

function signsOf(blocks: readonly Block[]): Sign[] {
  return blocks.flatMap((block): Sign[] => [
    { start: block },
    ...block.runs.flatMap((run) => run.text.split('').map((letter) => ({ letter, run }))),
  ]);
}

/** One character for each sign, the start of the first paragraph too. */
function readable(signs: readonly Sign[]): string {
  let before: Block | null = null;
  return signs
    .map((sign) => {
      if ('letter' in sign) return sign.letter;
      const apart = !before || before.lines || sign.start.lines;
      before = sign.start;
      return apart ? WALL : PARAGRAPH;
    })
    .join('');
}

/** `^p`, `^l`, `^t` and `^s` as what they stand for. */
export function decoded(text: string): string {
  const codes: Record<string, string> = { p: PARAGRAPH, l: '\n', t: '\t', s: '\u00A0' };
  return text.replace(/\^([plts])/g, (_, code: string) => codes[code] ?? '');
}

function placesIn(signs: readonly Sign[], { find, whole, case: isCase }: Omit<Replacement, 'by'>): number[] {
  const read = (text: string) =>
    (isCase ? text : text.toLowerCase()).replace(/’/g, "'").replace(/\u202F/g, '\u00A0');
  const text = read(readable(signs));
  const looked = read(decoded(find));
  const places = [];
  for (let at = text.indexOf(looked); looked !== '' && at >= 0; ) {
    const end = at + looked.length;
    const apart = !LETTER.test(text[at - 1] ?? '') && !LETTER.test(text[end] ?? '');
    if (!whole || apart) places.push(at);
    at = text.indexOf(looked, !whole || apart ? end : at + 1);
  }
  return places;
}

export function foundIn(blocks: readonly Block[], what: Omit<Replacement, 'by'>): Found[] {
  const signs = signsOf(blocks);
  const { length } = decoded(what.find);
  const starts = signs.flatMap((sign, rank) => ('start' in sign ? [rank] : []));
  return placesIn(signs, what).map((place) => {
    // The end of a paragraph is found in the one that it ends.
    const block = starts.filter((start) => start < place).length - 1;
    const from = place - (starts[block] ?? 0) - 1;
    return { block, from, to: from + length };
  });
}

/** Everything that is found replaced, or that of a rank alone; a paragraph joined to the one before takes its style. */
export function replacedIn(blocks: readonly Block[], what: Replacement, only?: number): Block[] {
  const signs = signsOf(blocks);
  const { length } = decoded(what.find);
  const by = decoded(what.by).split('');
  const places = placesIn(signs, what).filter((_, rank) => only === undefined || rank === only);
  const taken: string[] = [];
  for (const place of [...places].reverse()) {
    const old = signs.slice(place, place + length);
    const before = signs.slice(0, place).reverse();
    const written = [...old, ...before].find((sign) => 'letter' in sign);
    const inside = before.find((sign) => 'start' in sign);
    const look = written && 'letter' in written ? written.run : { text: '' };
    const put = by.flatMap((letter): Sign[] => {
      if (letter !== PARAGRAPH) return [{ letter, run: look }];
      if (!inside || !('start' in inside)) return [];
      taken.push(freshId(blocks, taken));
      return [{ start: { ...inside.start, id: taken[taken.length - 1] ?? '', page: false } }];
    });
    signs.splice(place, length, ...put);
  }
  const next: Block[] = [];
  for (const sign of signs) {
    const last = next[next.length - 1];
    if ('start' in sign) next.push({ ...sign.start, runs: [] });
    else last?.runs.push({ ...sign.run, text: sign.letter });
  }
  return next.map((block) => withRuns(block, block.runs));
}

// ---- suggestions

/** A suggestion accepted or refused: its words stay or go. */
export function decidedIn(blocks: readonly Block[], change: string, isAccepted: boolean): Block[] {
  return blocks.map((block) =>
    withRuns(
      block,
      block.runs.flatMap((run) => {
        if (run.change !== change) return [run];
        if (Boolean(run.gone) === isAccepted) return [];
        const { change: _, gone: __, ...plain } = run;
        return [plain];
      }),
    ),
  );
}

// ---- numbers, pages, contents

const titleLevel = ({ style }: Pick<Block, 'style'>): number =>
  style.startsWith('title-') ? Number(style.slice(6)) : 0;

/** What stands before each paragraph: its bullet, its number; '' for none. */
export function labelsOf(blocks: readonly Block[], isNumbered: boolean): string[] {
  let items: number[] = [];
  const titles = [0, 0, 0];
  return blocks.map((block) => {
    const title = titleLevel(block);
    if (title > 0 && isNumbered) {
      titles[title - 1] = (titles[title - 1] ?? 0) + 1;
      titles.fill(0, title);
      items = [];
      return `${titles.slice(0, title).join('.')}${title === 1 ? '.' : ''}`;
    }
    if (block.list === 'none') {
      items = [];
      return '';
    }
    items = items.slice(0, block.level + 1);
    if (block.list === 'bullets') return ['•', '◦', '▪', '–'][block.level] ?? '•';
    items[block.level] = (items[block.level] ?? 0) + 1;
    const rank = items[block.level] ?? 1;
    return block.level % 2 === 0 ? `${rank}.` : `${String.fromCharCode(96 + Math.min(26, rank))}.`;
  });
}

/** The page of each paragraph, from 1: none is cut in two. `lines`: of a page; `letters`: of a line of body. */
export function pagesOf(
  blocks: readonly Block[],
  { lines, letters }: { readonly lines: number; readonly letters: number },
): number[] {
  let page = 1;
  let used = 0;
  return blocks.map((block) => {
    const [wide, high] = [
      [1, 1],
      [2, 2.5],
      [1.5, 2],
      [1.2, 1.5],
    ][titleLevel(block)] ?? [1, 1];
    const written = textOf(block).split('\n');
    const rows = block.lines
      ? block.lines.length
      : written.reduce((sum, row) => sum + Math.max(1, Math.ceil((row.length * (wide ?? 1)) / letters)), 0);
    const { before, after, line } = block.space;
    const height = rows * (high ?? 1) * line + (before + after) / 14;
    if (used > 0 && (block.page || used + height > lines)) {
      page += 1;
      used = 0;
    }
    used += height;
    return page;
  });
}

/** The lines that a table of contents ought to have. */
export function contentsOf(
  blocks: readonly Block[],
  room: { readonly lines: number; readonly letters: number },
  isNumbered: boolean,
): ContentsLine[] {
  const isTitle = (block: Block) => titleLevel(block) > 0 && textOf(block).trim() !== '';
  // Its own length moves the pages of what follows.
  const blank = blocks.filter(isTitle).map(() => ({ text: '', level: 1, page: 1 }));
  const pages = pagesOf(
    blocks.map((block) => (block.lines ? { ...block, lines: blank } : block)),
    room,
  );
  const labels = labelsOf(blocks, isNumbered);
  return blocks.flatMap((block, rank) =>
    isTitle(block)
      ? [
          {
            text: `${labels[rank]} ${textOf(block)}`.trim(),
            level: titleLevel(block),
            page: pages[rank] ?? 1,
          },
        ]
      : [],
  );
}

/** The table of contents put before the paragraph of this rank, or brought up to date where it is. */
export function withContents(
  blocks: readonly Block[],
  before: number,
  room: { readonly lines: number; readonly letters: number },
  isNumbered: boolean,
): Block[] {
  const made: Block = {
    id: 'contents',
    style: 'body',
    align: 'left',
    list: 'none',
    level: 0,
    page: false,
    space: { before: 0, after: 0, line: 1, first: 0 },
    runs: [],
    lines: [],
  };
  const all = blocks.some((block) => block.lines)
    ? [...blocks]
    : [...blocks.slice(0, before), made, ...blocks.slice(before)];
  const lines = contentsOf(all, room, isNumbered);
  return all.map((block) => (block.lines ? { ...block, lines } : block));
}
