import { z } from 'zod';
import {
  type AskedOfParagraphs,
  type Block,
  blockSchema,
  COLORS,
  paragraphsNamedIn,
  type Replacement,
  STYLES,
  type WordExpectation,
  type WordProcessorConfig,
} from '../../referential/practicals/word-processor.ts';
import type { Component, Verdict } from './component.ts';
import {
  contentsOf,
  decidedIn,
  formatted,
  replacedIn,
  retyped,
  textOf,
  withContents,
} from './word-document.ts';

const name = z.string().min(1).max(60);

/**
 * `styles`: those changed; `ignored`: words that the checker no longer underlines; `decided`: what became of
 * suggestions; `pageNumbers`: whether the footer has their field; `numbered`: whether titles are.
 */
export const reachedWordProcessor = z.strictObject({
  blocks: z.array(blockSchema).max(160),
  styles: z.partialRecord(
    z.enum(STYLES),
    z.strictObject({ size: z.int().min(8).max(72), color: z.enum(COLORS) }),
  ),
  ignored: z.array(name).max(40),
  decided: z.record(name, z.enum(['accepted', 'rejected'])),
  notes: z.array(z.strictObject({ id: name, text: z.string().min(1).max(500) })).max(20),
  header: z.string().max(120),
  footer: z.string().max(120),
  pageNumbers: z.boolean(),
  numbered: z.boolean(),
});

export type ReachedWordProcessor = z.infer<typeof reachedWordProcessor>;

export const wordProcessor: Component<WordProcessorConfig, WordExpectation, ReachedWordProcessor> = {
  reached: reachedWordProcessor,

  initial: ({ blocks, header, footer }) => ({
    blocks: blocks.map((block) => ({ ...block })),
    styles: {},
    ignored: [],
    decided: {},
    notes: [],
    header,
    footer,
    pageNumbers: false,
    numbered: false,
  }),

  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),

  solve(config, expected) {
    const reached = expected.reduce<ReachedWordProcessor>(
      (state, one) => bring(config, state, one),
      wordProcessor.initial(config),
    );
    const isAsked = expected.some((one) => 'contents' in one);
    return isAsked
      ? { ...reached, blocks: withContents(reached.blocks, 0, config, reached.numbered) }
      : reached;
  },
};

function verdict(
  config: WordProcessorConfig,
  all: readonly WordExpectation[],
  one: WordExpectation,
  reached: ReachedWordProcessor,
): Verdict {
  const { blocks } = reached;
  if ('paragraph' in one || 'paragraphs' in one) {
    const wrong = paragraphsNamedIn(one).filter((id) => {
      const block = located(config, blocks, id, 'text' in one);
      return !block || !isAsAsked(block, one);
    });
    return { right: wrong.length === 0, found: startsOf(config, wrong) };
  }
  if ('order' in one) {
    const wanted = one.order.map((id) => plain(startText(config, id)));
    const given = blocks.filter((block) => wanted.includes(plain(textOf(block))));
    const right = wanted.join('\n') === given.map((block) => plain(textOf(block))).join('\n');
    return { right, found: given.map((block) => short(textOf(block))) };
  }
  if ('added' in one) {
    const near = located(config, blocks, one.after);
    const rank = near ? blocks.indexOf(near) : -1;
    const next = blocks[rank + 1];
    const right =
      rank >= 0 &&
      next !== undefined &&
      plain(textOf(next)) === plain(one.added) &&
      (one.style === undefined || next.style === one.style);
    return { right, found: next && !right ? [short(textOf(next))] : [] };
  }
  if ('gone' in one) {
    const left = one.gone.filter((id) => located(config, blocks, id));
    return { right: left.length === 0, found: startsOf(config, left) };
  }
  if ('replaced' in one) {
    const wanted = allReplaced(config.blocks, one.replaced).map(exactly);
    const given = blocks.filter((block) => !block.lines).map(exactly);
    const wrong = given.filter((text, rank) => text !== wanted[rank]);
    return {
      right: wrong.length === 0 && given.length === wanted.length,
      found: wrong.slice(0, 3).map(short),
    };
  }
  if ('ignored' in one) {
    const left = one.ignored.filter((word) => !reached.ignored.includes(word));
    const right = left.length === 0 && reached.ignored.every((word) => one.ignored.includes(word));
    return { right, found: reached.ignored };
  }
  if ('styled' in one) {
    const { size, color } = reached.styles[one.styled] ?? config.styles[one.styled];
    const right =
      (one.size === undefined || one.size === size) && (one.color === undefined || one.color === color);
    return { right, found: [] };
  }
  if ('contents' in one) {
    const made = blocks.find((block) => block.lines)?.lines;
    const wanted = contentsOf(blocks, config, reached.numbered);
    return {
      right: made !== undefined && wanted.length > 0 && JSON.stringify(made) === JSON.stringify(wanted),
      found: made === undefined ? [] : wanted.map(({ text }) => text).slice(0, 4),
    };
  }
  if ('header' in one) {
    const { header } = reached;
    return { right: plain(header) === plain(one.header), found: header === '' ? [] : [header] };
  }
  if ('pageNumbers' in one) return { right: reached.pageNumbers, found: [] };
  if ('numbered' in one) return { right: reached.numbered, found: [] };
  if ('accept' in one) {
    const wrong = [
      ...one.accept.filter((id) => reached.decided[id] !== 'accepted'),
      ...one.reject.filter((id) => reached.decided[id] !== 'rejected'),
    ];
    return { right: wrong.length === 0, found: wrong.map((id) => suggestionOf(config, id)) };
  }
  if ('noted' in one) {
    const notes = reached.notes.filter(({ text }) =>
      one.says.every((said) => plain(text).includes(plain(said))),
    );
    const block = located(config, blocks, one.noted);
    const anchored = notes.some(({ id }) => {
      const on = (block?.runs ?? []).flatMap((run) => (run.note === id ? [run.text] : [])).join('');
      const isWhole = plain(on) === plain(block ? textOf(block) : '');
      return plain(on).includes(plain(one.on)) && (!isWhole || plain(on) === plain(one.on));
    });
    return { right: anchored, found: reached.notes.map(({ text }) => text) };
  }
  const changed = changedBeside(config, all, reached);
  return { right: changed.length === 0, found: changed.slice(0, 4) };
}

// ---- paragraphs

/** Of its name or, when it was copied and not moved, of its words. */
function located(
  config: WordProcessorConfig,
  blocks: readonly Block[],
  id: string,
  isOnlyByName = false,
): Block | undefined {
  const named = blocks.find((block) => block.id === id);
  if (named || isOnlyByName) return named;
  const text = plain(startText(config, id));
  return text === '' ? undefined : blocks.find((block) => plain(textOf(block)) === text);
}

function startText({ blocks }: WordProcessorConfig, id: string): string {
  const block = blocks.find((one) => one.id === id);
  return block ? textOf(block) : '';
}

function startsOf(config: WordProcessorConfig, ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => short(startText(config, id)) || '¶'))];
}

type Asked = Omit<AskedOfParagraphs, 'paragraphs'>;

function isAsAsked(block: Block, one: Asked): boolean {
  const { style, align, list, level, page, text, exact, size, space = {} } = one;
  const is = <T>(wanted: T | undefined, given: T) => wanted === undefined || wanted === given;
  return (
    is(style, block.style) &&
    is(align, block.align) &&
    is(list, block.list) &&
    is(level, block.level) &&
    is(page, block.page) &&
    (text === undefined || (exact ? exactly(block) === clean(text) : plain(textOf(block)) === plain(text))) &&
    LOOKS.every((look) => isLook(block, look, one[look])) &&
    (size === undefined || lettersOf(block, 'size', size) === lettersOf(block)) &&
    SPACES.every((each) => is(space[each], block.space[each]))
  );
}

const LOOKS = ['bold', 'italic', 'underline'] as const;
const SPACES = ['before', 'after', 'line', 'first'] as const;

function isLook(block: Block, look: (typeof LOOKS)[number], wanted: boolean | string | undefined): boolean {
  if (wanted === undefined) return true;
  const given = lettersOf(block, look, true);
  if (wanted === true) return given === lettersOf(block);
  return given === letters(wanted === false ? '' : wanted);
}

/** The letters and figures of a paragraph, or those alone whose look is this. */
function lettersOf(
  block: Block,
  look?: 'bold' | 'italic' | 'underline' | 'size',
  value?: true | number,
): string {
  const runs = look === undefined ? block.runs : block.runs.filter((run) => run[look] === value);
  return runs.map((run) => letters(run.text)).join('');
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

function allReplaced(blocks: readonly Block[], all: readonly Replacement[]): Block[] {
  return all.reduce<Block[]>((now, one) => replacedIn(now, one), [...blocks]);
}

// ---- what was not asked

const ASPECTS = {
  style: (block: Block) => block.style,
  align: (block: Block) => block.align,
  list: (block: Block) => `${block.list} ${block.level}`,
  page: (block: Block) => String(block.page),
  space: (block: Block) => SPACES.map((each) => block.space[each]).join(' '),
  text: (block: Block) => plain(textOf(block)),
  bold: (block: Block) => lettersOf(block, 'bold', true),
  italic: (block: Block) => lettersOf(block, 'italic', true),
  underline: (block: Block) => lettersOf(block, 'underline', true),
  size: (block: Block) =>
    block.runs.map((run) => `${run.size ?? '-'} `.repeat(letters(run.text).length)).join(''),
} as const;

type Aspect = keyof typeof ASPECTS;

function changedBeside(
  config: WordProcessorConfig,
  all: readonly WordExpectation[],
  reached: ReachedWordProcessor,
): string[] {
  const { blocks } = reached;
  const asks = (key: string) => all.some((one) => key in one);
  const gone = new Set(all.flatMap((one) => ('gone' in one ? one.gone : [])));
  const decided = all.filter((one) => 'accept' in one);
  const { blocks: starts } = decided.reduce<ReachedWordProcessor>(
    (state, one) => bring(config, state, one),
    wordProcessor.initial(config),
  );
  const kept = starts.filter((block) => !gone.has(block.id));
  if (asks('replaced')) return [];
  const isFree = (id: string, aspect: Aspect): boolean =>
    all.some(
      (one) =>
        ('paragraph' in one || 'paragraphs' in one) &&
        paragraphsNamedIn(one).includes(id) &&
        (one[aspect] !== undefined ||
          (aspect === 'list' && one.level !== undefined) ||
          // What is typed anew may well lose its look.
          (one.text !== undefined && aspect !== 'style' && aspect !== 'align')),
    );
  const found = kept.map((block) => located(config, blocks, block.id));
  const changed = kept.flatMap((start, rank) => {
    const now = found[rank];
    const isSame =
      now !== undefined &&
      (Object.keys(ASPECTS) as Aspect[]).every(
        (aspect) => isFree(start.id, aspect) || ASPECTS[aspect](start) === ASPECTS[aspect](now),
      );
    return isSame ? [] : [short(textOf(start))];
  });
  const more = blocks.filter((block) => !block.lines && !found.includes(block) && !gone.has(block.id));
  const allowed = all.filter((one) => 'added' in one).length;
  const added = more.length > allowed ? more.slice(allowed).map((block) => short(textOf(block))) : [];
  const places = found.map((block) => (block ? blocks.indexOf(block) : -1));
  const isMoved = !asks('order') && places.some((place, rank) => rank > 0 && place < (places[rank - 1] ?? 0));
  const whole = [
    ...(asks('header') || reached.header === config.header ? [] : [reached.header]),
    ...Object.keys(reached.styles)
      .filter((style) => !all.some((one) => 'styled' in one && one.styled === style))
      .filter((style) => {
        const now = reached.styles[style as keyof typeof reached.styles];
        return JSON.stringify(now) !== JSON.stringify(config.styles[style as keyof typeof config.styles]);
      }),
  ];
  const moved = isMoved && changed.length === 0 ? startsOf(config, [kept[0]?.id ?? '']) : [];
  return [...changed, ...added, ...moved, ...whole].map((one) => one || '¶');
}

// ---- texts

/** Kinds of spaces and apostrophes that look alike are alike; what stands around does not count. */
function clean(text: string): string {
  return text
    .replace(/\u202F/g, '\u00A0')
    .replace(/’/g, "'")
    .replace(/^[ \n\t]+|[ \n\t]+$/g, '');
}

function exactly(block: Block): string {
  return clean(textOf(block));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

function short(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 44 ? `${line.slice(0, 42).trim()}…` : line;
}

function suggestionOf({ changes }: WordProcessorConfig, id: string): string {
  const found = changes.find((one) => one.id === id);
  return found ? found.new || found.old : id;
}

// ---- a way to do it

function bring(
  config: WordProcessorConfig,
  state: ReachedWordProcessor,
  one: WordExpectation,
): ReachedWordProcessor {
  const { blocks } = state;
  if ('paragraph' in one || 'paragraphs' in one) {
    const named = paragraphsNamedIn(one);
    return { ...state, blocks: blocks.map((block) => (named.includes(block.id) ? made(block, one) : block)) };
  }
  if ('order' in one) {
    const places = one.order
      .flatMap((id) => blocks.findIndex((block) => block.id === id))
      .sort((a, b) => a - b);
    const next = [...blocks];
    places.forEach((place, rank) => {
      const block = blocks.find(({ id }) => id === one.order[rank]);
      if (block) next[place] = block;
    });
    return { ...state, blocks: next };
  }
  if ('added' in one) {
    const rank = blocks.findIndex((block) => block.id === one.after);
    const [near] = blocks.slice(rank);
    if (!near) return state;
    const fresh: Block = {
      ...near,
      id: `added-${rank}`,
      style: one.style ?? near.style,
      page: false,
      runs: [{ text: one.added }],
    };
    return { ...state, blocks: [...blocks.slice(0, rank + 1), fresh, ...blocks.slice(rank + 1)] };
  }
  if ('gone' in one) return { ...state, blocks: blocks.filter((block) => !one.gone.includes(block.id)) };
  if ('replaced' in one) return { ...state, blocks: allReplaced(blocks, one.replaced) };
  if ('ignored' in one) return { ...state, ignored: [...one.ignored] };
  if ('styled' in one) {
    const { styled, size, color } = one;
    const start = config.styles[styled];
    const set = { size: size ?? start.size, color: color ?? start.color };
    return { ...state, styles: { ...state.styles, [styled]: set } };
  }
  if ('header' in one) return { ...state, header: one.header };
  if ('pageNumbers' in one) return { ...state, pageNumbers: true };
  if ('numbered' in one) return { ...state, numbered: true };
  if ('accept' in one) {
    const decide = (ids: readonly string[], isAccepted: boolean, from: Block[]) =>
      ids.reduce<Block[]>((all, id) => decidedIn(all, id, isAccepted), from);
    return {
      ...state,
      blocks: decide(one.reject, false, decide(one.accept, true, blocks)),
      decided: Object.fromEntries([
        ...one.accept.map((id) => [id, 'accepted'] as const),
        ...one.reject.map((id) => [id, 'rejected'] as const),
      ]),
    };
  }
  if ('noted' in one) {
    const id = `note-${state.notes.length + 1}`;
    return {
      ...state,
      notes: [...state.notes, { id, text: one.says.join(' ') || '…' }],
      blocks: blocks.map((block) => {
        const at = textOf(block).indexOf(one.on);
        return block.id === one.noted && at >= 0
          ? formatted(block, at, at + one.on.length, { note: id })
          : block;
      }),
    };
  }
  return state;
}

function made(block: Block, one: Asked): Block {
  const { style, align, list, level, page, text, size, space = {} } = one;
  const next: Block = {
    ...(text === undefined ? block : retyped(block, text)),
    style: style ?? block.style,
    align: align ?? block.align,
    list: list ?? block.list,
    level: level ?? block.level,
    page: page ?? block.page,
    space: {
      before: space.before ?? block.space.before,
      after: space.after ?? block.space.after,
      line: space.line ?? block.space.line,
      first: space.first ?? block.space.first,
    },
  };
  const sized = size === undefined ? next : formatted(next, 0, textOf(next).length, { size });
  return LOOKS.reduce<Block>((now, look) => {
    const wanted = one[look];
    if (wanted === undefined) return now;
    const whole = textOf(now);
    const bare = formatted(now, 0, whole.length, { [look]: null });
    if (wanted === false) return bare;
    const from = wanted === true ? 0 : whole.indexOf(wanted);
    return from < 0
      ? bare
      : formatted(bare, from, wanted === true ? whole.length : from + wanted.length, { [look]: true });
  }, sized);
}
