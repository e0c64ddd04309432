import { z } from 'zod';
import {
  type ExpectedBlock,
  FONTS,
  KINDS,
  LAYOUTS,
  type SlidesConfig,
  type SlidesExpectation,
  TRANSITIONS,
} from '../../referential/practicals/slides.ts';
import {
  allBlocks,
  around,
  type Block,
  type Box,
  behind,
  blocksOf,
  contrast,
  type Deck,
  groundOf,
  hasText,
  homeOf,
  hslOf,
  isFitting,
  leastContrast,
  lookOf,
  MASTER,
  sideOf,
  withGroups,
} from '../../referential/practicals/slides-deck.ts';
import type { Component, Verdict } from './component.ts';
import { solveSlides } from './slides-solve.ts';

const id = z.string().max(60);
const length = z.number().min(-2000).max(2000);
const side = z.number().min(1).max(2000);
const size = z.number().min(4).max(400);
const color = z.string().regex(/^#[0-9a-f]{6}$/);
const look = { size, bold: z.boolean(), font: z.enum(FONTS), color };
const block = z.strictObject({
  id,
  kind: z.enum(KINDS),
  ...{ x: length, y: length, w: side, h: side },
  text: z.string().max(600),
  picture: id,
  size: size.nullable(),
  bold: z.boolean().nullable(),
  font: z.enum(FONTS).nullable(),
  color: color.nullable(),
  fill: color.nullable(),
  align: z.enum(['left', 'centre', 'right']),
  alt: z.string().max(200),
  decorative: z.boolean(),
  group: id,
});
const blocks = z.array(block).max(24);

/** The whole slide show, as it was left. */
export const reachedSlides = z
  .strictObject({
    page: z.strictObject({
      width: side.min(10).max(1000),
      height: side.min(10).max(1000),
      bleed: z.number().min(0).max(50),
    }),
    master: z.strictObject({
      ground: color,
      title: z.strictObject(look),
      text: z.strictObject(look),
      blocks,
    }),
    slides: z
      .array(
        z.strictObject({
          id,
          layout: z.enum(LAYOUTS),
          hidden: z.boolean(),
          ground: color.nullable(),
          notes: z.string().max(600),
          transition: z.enum(TRANSITIONS),
          blocks,
        }),
      )
      .min(1)
      .max(20),
  })
  .refine((deck) => {
    const ids = [...deck.slides.map((slide) => slide.id), ...allBlocks(deck).map((one) => one.id)];
    return new Set(ids).size === ids.length && !ids.includes(MASTER);
  });

export type ReachedSlides = z.infer<typeof reachedSlides>;

export const slides: Component<SlidesConfig, SlidesExpectation, ReachedSlides> = {
  reached: reachedSlides,
  initial: ({ deck }) => structuredClone(deck) as ReachedSlides,
  verdicts: (config, expected, reached) =>
    expected.map((one) =>
      allBlocks(reached).every(({ picture }) => picture === '' || Object.hasOwn(config.pictures, picture))
        ? slidesVerdict(config, expected, one, reached)
        : { right: false, found: [] },
    ),
  solve: (config, expected) =>
    structuredClone(
      solveSlides(config, expected, (one, deck) => slidesVerdict(config, expected, one, deck).right),
    ) as ReachedSlides,
};

/** `found` names what is amiss (a key of « trouble »), a block or a slide. */
function slidesVerdict(
  config: SlidesConfig,
  all: readonly SlidesExpectation[],
  one: SlidesExpectation,
  deck: Deck,
): Verdict {
  const told = (found: readonly string[]): Verdict => ({
    right: found.length === 0,
    found: found.slice(0, 6),
  });
  const when = (right: boolean, found: readonly string[] = []): Verdict => ({
    right,
    found: right ? [] : found,
  });
  const blockOf = (name: string) => allBlocks(deck).find((each) => each.id === name);
  const present = (names: readonly string[]) => names.flatMap((name) => blockOf(name) ?? []);
  const slideOf = (name: string) => deck.slides.find((each) => each.id === name);

  if ('block' in one) {
    const found = blockOf(one.block);
    return found ? told(troubles(deck, one, found)) : { right: false, found: ['missing'] };
  }
  if ('lines' in one) {
    const lines = (blockOf(one.lines)?.text ?? '').split('\n').map(plain).filter(Boolean);
    const keep = one.keep.map(plain);
    const missing = keep.some((line) => !lines.includes(line));
    const more = lines.some((line) => !keep.includes(line)) || lines.length > keep.length;
    return told([...(missing ? ['line-missing'] : []), ...(more ? ['line-more'] : [])]);
  }
  if ('aligned' in one) {
    const places = present(one.aligned).map((each) => sideOf(each, one.by));
    const isSame = places.length === one.aligned.length && Math.max(...places) - Math.min(...places) <= 0.3;
    return when(isSame, [places.map(tenths).join(' · ')]);
  }
  if ('spread' in one) {
    const [at, long] = one.by === 'across' ? (['x', 'w'] as const) : (['y', 'h'] as const);
    const boxes = present(one.spread).sort((a, b) => a[at] - b[at]);
    const gaps = boxes.slice(1).map((each, rank) => {
      const before = boxes[rank];
      return before ? each[at] - before[at] - before[long] : 0;
    });
    const isEven =
      boxes.length === one.spread.length &&
      Math.min(...gaps) >= 0 &&
      Math.max(...gaps) - Math.min(...gaps) <= 0.5;
    return when(isEven, [gaps.map(tenths).join(' · ')]);
  }
  if ('near' in one) {
    const mine = present(one.near);
    if (mine.length < one.near.length) return { right: false, found: ['missing'] };
    const widest = widestGap(mine);
    const others = blocksOf(deck, homeOf(deck, one.near[0] ?? '') ?? '').filter(
      (each) => !one.near.includes(each.id) && !(each.kind === 'shape' && holds(each, around(mine))),
    );
    const nearest = Math.min(...others.flatMap((other) => mine.map((each) => gapOf(each, other))));
    return told([
      ...(widest <= one.within ? [] : ['far']),
      ...(widest < nearest ? [] : ['nearer']),
      ...(mine.some((each) => mine.some((other) => each !== other && overlap(each, other))) ? ['over'] : []),
    ]);
  }
  if ('grouped' in one) {
    const [first = ''] = one.grouped;
    const together = withGroups(blocksOf(deck, homeOf(deck, first) ?? ''), [first]);
    return when(
      together.length === one.grouped.length && one.grouped.every((each) => together.includes(each)),
    );
  }
  if ('biggest' in one) {
    const sizes = blocksOf(deck, homeOf(deck, one.biggest) ?? '')
      .filter((each) => hasText(each) && each.text.trim() !== '')
      .map((each) => ({ id: each.id, size: lookOf(deck, each).size }));
    const mine = sizes.find((each) => each.id === one.biggest)?.size ?? 0;
    const larger = sizes.filter((each) => each.id !== one.biggest && each.size >= mine);
    return told(larger.map((each) => nameOf(config, deck, each.id)));
  }
  if ('tidy' in one) return told(untidy(config, deck, one.tidy));
  if ('everywhere' in one) {
    const shown = deck.slides.map((slide) => [...deck.master.blocks, ...slide.blocks]);
    const page = { x: 0, y: 0, w: deck.page.width, h: deck.page.height };
    const has = (list: readonly Block[], { picture, text }: { picture?: string; text?: string }) => {
      const seen = list.filter((each) => overlap(each, page));
      return (
        (picture === undefined || seen.some((each) => each.picture === picture)) &&
        (text === undefined || seen.some((each) => plain(each.text).includes(plain(text))))
      );
    };
    const hasAny = (list: readonly Block[], { picture, text }: { picture?: string; text?: string }) =>
      list.some((each) => each.picture !== '' && each.picture === picture) ||
      (text !== undefined && list.some((each) => plain(each.text).includes(plain(text))));
    return told([
      ...(shown.every((list) => has(list, clean(one.everywhere))) ? [] : ['not-everywhere']),
      ...(shown.some((list) => hasAny(list, clean(one.nowhere))) ? ['still-somewhere'] : []),
    ]);
  }
  if ('ground' in one) {
    const [now, wanted] = [hslOf(groundOf(deck, one.ground)), hslOf(one.like)];
    const turn = Math.abs(now.hue - wanted.hue) % 360;
    return when(Math.min(turn, 360 - turn) <= 8 && now.saturation >= wanted.saturation / 2);
  }
  if ('reads' in one) {
    const order = blocksOf(deck, homeOf(deck, one.reads[0] ?? '') ?? '').map((each) => each.id);
    const mine = order.filter((each) => one.reads.includes(each));
    return when(
      mine.join(' ') === one.reads.join(' '),
      mine.map((each) => nameOf(config, deck, each)),
    );
  }
  if ('page' in one) {
    const { width, height, bleed } = deck.page;
    const [wide, tall] = one.page;
    return when(width === wide && height === tall && bleed === one.bleed, [
      `${tenths(width)} × ${tenths(height)} mm, + ${tenths(bleed)} mm`,
    ]);
  }
  if ('order' in one) {
    const order = deck.slides.map((slide) => slide.id);
    return when(
      order.join(' ') === one.order.join(' '),
      order.map((each) => slideName(config, deck, each)),
    );
  }
  if ('hidden' in one) {
    const hidden = deck.slides.flatMap((slide) => (slide.hidden ? [slide.id] : []));
    const isSame = hidden.length === one.hidden.length && one.hidden.every((each) => hidden.includes(each));
    return when(
      isSame,
      hidden.map((each) => slideName(config, deck, each)),
    );
  }
  if ('gone' in one) return told(present(one.gone).map((each) => nameOf(config, deck, each.id)));
  if ('notes' in one) return when(says(slideOf(one.notes)?.notes ?? '', one.says));
  if ('transition' in one) {
    const transition = slideOf(one.transition)?.transition;
    return when(transition === one.is, transition === undefined ? [] : [transition]);
  }
  if ('layout' in one) {
    const layout = slideOf(one.layout)?.layout;
    return when(layout === one.is, layout === undefined ? [] : [layout]);
  }
  return told(changedBeyond(config, all, deck));
}

const tenths = (value: number) => String(Math.round(value * 10) / 10).replace('.', ',');

/** Optional keys that are there. */
function clean({ picture, text }: { picture?: string | undefined; text?: string | undefined }) {
  return { ...(picture === undefined ? {} : { picture }), ...(text === undefined ? {} : { text }) };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/[\s.;,•-]+/gu, ' ')
    .trim();
}

function says(text: string, words: string | readonly string[]): boolean {
  const given = plain(text);
  return (typeof words === 'string' ? [words] : words).every((one) => given.includes(plain(one)));
}

/** What is not as expected of a block. */
function troubles(deck: Deck, one: ExpectedBlock, block: Block): string[] {
  const look = lookOf(deck, block);
  const home = homeOf(deck, block.id) ?? MASTER;
  const ratio = contrast(look.color, behind(deck, home, block));
  const least = one.contrast === 'reads' ? leastContrast(look) : one.contrast;
  const [small = 0, large = 400] = one.size ?? [];
  const own = block.size !== null || block.bold !== null || block.font !== null || block.color !== null;
  return [
    ...(look.size >= small ? [] : ['small']),
    ...(look.size <= large ? [] : ['large']),
    ...(one.bold === undefined || look.bold === one.bold ? [] : ['bold']),
    ...(least === undefined || ratio >= least ? [] : ['contrast']),
    ...(one.most === undefined || ratio <= one.most ? [] : ['most']),
    ...(one.fits === undefined || isFitting(deck, block) ? [] : ['cut']),
    ...(one.plain === undefined || !own ? [] : ['own']),
    ...(one.says === undefined || says(block.text, one.says) ? [] : ['text']),
    ...(one.picture === undefined || block.picture === one.picture ? [] : ['picture']),
    ...(one.inside === undefined || holds(boxOf(one.inside), block) ? [] : ['outside']),
    ...(one.covers === undefined || holds(block, boxOf(one.covers)) ? [] : ['uncovered']),
    ...(one.alt === undefined || (!block.decorative && says(block.alt, one.alt)) ? [] : ['alt']),
    ...(one.decorative === undefined || block.decorative === one.decorative ? [] : ['decorative']),
  ];
}

function boxOf([x, y, w, h]: readonly [number, number, number, number]): Box {
  return { x, y, w, h };
}

function holds(outer: Box, inner: Box): boolean {
  const slack = 0.05;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.w <= outer.x + outer.w + slack &&
    inner.y + inner.h <= outer.y + outer.h + slack
  );
}

/** How far two boxes are from one another; 0 when they touch. */
function gapOf(one: Box, other: Box): number {
  const across = Math.max(0, other.x - one.x - one.w, one.x - other.x - other.w);
  const down = Math.max(0, other.y - one.y - one.h, one.y - other.y - other.h);
  return Math.hypot(across, down);
}

/** The widest step from one to the nearest of those already reached. */
function widestGap([first, ...rest]: readonly Block[]): number {
  const reached = first ? [first] : [];
  const left = [...rest];
  let widest = 0;
  while (left.length > 0) {
    const gaps = left.map((each) => Math.min(...reached.map((other) => gapOf(each, other))));
    const least = Math.min(...gaps);
    widest = Math.max(widest, least);
    reached.push(...left.splice(gaps.indexOf(least), 1));
  }
  return widest;
}

function overlap(one: Box, other: Box): boolean {
  const slack = 0.3;
  return (
    one.x + slack < other.x + other.w &&
    other.x + slack < one.x + one.w &&
    one.y + slack < other.y + other.h &&
    other.y + slack < one.y + one.h
  );
}

/** The blocks of a slide that are cut, over another, or too near the edge; a shape may lie behind. */
function untidy(config: SlidesConfig, deck: Deck, slide: string): string[] {
  const { margin } = config;
  const room = {
    x: margin,
    y: margin,
    w: deck.page.width - 2 * margin,
    h: deck.page.height - 2 * margin,
  };
  const shown = blocksOf(deck, slide).filter(({ kind }) => kind !== 'shape');
  return shown
    .filter(
      (block) =>
        !holds(room, block) ||
        !isFitting(deck, block) ||
        shown.some((other) => other !== block && overlap(block, other)),
    )
    .map((block) => nameOf(config, deck, block.id));
}

/** A block as people call it: its first words, or its picture's name. */
export function nameOf({ pictures, deck: first }: SlidesConfig, deck: Deck, block: string): string {
  const find = (where: Deck) => allBlocks(where).find((one) => one.id === block);
  const { text = '', picture = '', kind = 'text' } = find(first) ?? find(deck) ?? {};
  const [line = ''] = text.split('\n');
  const short = line.length > 40 ? `${line.slice(0, 38).trim()}…` : line;
  return short || pictures[picture]?.name || `kind ${kind}`;
}

/** A slide by its title. */
export function slideName(config: SlidesConfig, deck: Deck, slide: string): string {
  const blocks = [...blocksOf(config.deck, slide), ...blocksOf(deck, slide)];
  const title = blocks.find(({ kind, text }) => kind === 'title' && text !== '') ?? blocks.find(hasText);
  return title ? nameOf(config, deck, title.id) : `slide ${slide}`;
}

// ---- what is changed and was not asked

const LOOK = ['size', 'bold', 'font', 'color'] as const;

/** Every part of a slide show by its path. */
function partsOf({ page, master, slides: list }: Deck): Map<string, string> {
  const parts = new Map<string, string>([
    ['page', JSON.stringify(page)],
    ['master/ground', master.ground],
    ['master/title', JSON.stringify(LOOK.map((part) => master.title[part]))],
    ['master/text', JSON.stringify(LOOK.map((part) => master.text[part]))],
    ['slides', list.map((slide) => slide.id).join(' ')],
  ]);
  const add = (home: string, blocks: readonly Block[]) => {
    for (const each of blocks) {
      const { id: name, x, y, w, h, kind, ...rest } = each;
      parts.set(`${name}/kind`, `${kind} ${home}`);
      parts.set(`${name}/place`, [x, y, w, h].join(' '));
      for (const [part, value] of Object.entries(rest)) parts.set(`${name}/${part}`, JSON.stringify(value));
    }
  };
  add(MASTER, master.blocks);
  for (const slide of list) {
    for (const part of ['layout', 'hidden', 'ground', 'notes', 'transition'] as const)
      parts.set(`${slide.id}/${part}`, JSON.stringify(slide[part]));
    add(slide.id, slide.blocks);
  }
  return parts;
}

/**
 * What an expectation lets change from how a show was (`deck`) to how it is (`left`): a whole path, or all that begins
 * with it when it ends with a slash.
 */
function freedBy(one: SlidesExpectation, deck: Deck, left: Deck): string[] {
  const placed = (ids: readonly string[]) => ids.map((each) => `${each}/place`);
  const around = (block: string) => blocksOf(deck, homeOf(deck, block) ?? '').map((each) => each.id);
  const order = (block: string) => `${homeOf(deck, block) ?? ''} order`;
  if ('block' in one) {
    const { block: name } = one;
    return [
      ...(one.size === undefined ? [] : [`${name}/size`, `${name}/place`]),
      ...(one.bold === undefined ? [] : [`${name}/bold`]),
      ...(one.contrast === undefined ? [] : [`${name}/color`, `${name}/fill`]),
      ...(one.fits === undefined ? [] : [`${name}/place`]),
      ...(one.plain === undefined ? [] : LOOK.map((part) => `${name}/${part}`)),
      ...(one.says === undefined ? [] : [`${name}/text`]),
      ...(one.picture === undefined ? [] : [`${name}/picture`]),
      ...(one.inside === undefined && one.covers === undefined ? [] : [`${name}/place`]),
      ...(one.alt === undefined && one.decorative === undefined ? [] : [`${name}/alt`, `${name}/decorative`]),
    ];
  }
  if ('lines' in one) return [`${one.lines}/text`, `${one.lines}/place`];
  if ('aligned' in one) return placed(one.aligned);
  if ('spread' in one) return placed(one.spread);
  if ('near' in one) return placed(one.near);
  if ('grouped' in one) return one.grouped.map((each) => `${each}/group`);
  if ('biggest' in one) return around(one.biggest).flatMap((each) => [`${each}/size`, `${each}/place`]);
  if ('tidy' in one) return placed(blocksOf(deck, one.tidy).map((each) => each.id));
  if ('everywhere' in one) {
    // The old one thrown away and the new one put in the master is as good a way as changing what is there.
    const { picture, text } = one.everywhere;
    const put = left.master.blocks.filter(
      (each) =>
        !deck.master.blocks.some((known) => known.id === each.id) &&
        ((each.picture !== '' && each.picture === picture) ||
          (text !== undefined && plain(each.text) === plain(text))),
    );
    return [...[...deck.master.blocks, ...put].map((each) => `${each.id}/`), 'master order'];
  }
  if ('ground' in one) return [one.ground === MASTER ? 'master/ground' : `${one.ground}/ground`];
  if ('reads' in one) return [order(one.reads[0] ?? '')];
  if ('page' in one) return ['page'];
  if ('order' in one) {
    const gone = deck.slides.filter((slide) => !one.order.includes(slide.id));
    return ['slides', ...gone.flatMap((slide) => [slide, ...slide.blocks].map((each) => `${each.id}/`))];
  }
  if ('hidden' in one) return deck.slides.map((slide) => `${slide.id}/hidden`);
  if ('gone' in one) return one.gone.map((each) => `${each}/`);
  if ('notes' in one) return [`${one.notes}/notes`];
  if ('transition' in one) return [`${one.transition}/transition`];
  if ('layout' in one)
    return [`${one.layout}/layout`, ...placed(blocksOf(deck, one.layout).map((each) => each.id))];
  return [];
}

function changedBeyond(config: SlidesConfig, all: readonly SlidesExpectation[], deck: Deck): string[] {
  const [before, after] = [partsOf(config.deck), partsOf(deck)];
  const freed = all.flatMap((one) => freedBy(one, config.deck, deck));
  const canMove = (['place', 'arrange', 'layout'] as const).some((tool) => config.tools.includes(tool));
  // A block that no tool moves was moved by no pupil.
  const isFree = (path: string) =>
    (canMove || !path.endsWith('/place') || !(before.has(path) && after.has(path))) &&
    freed.some((each) => path === each || (each.endsWith('/') && path.startsWith(each)));
  const changed = new Set(
    [...new Set([...before.keys(), ...after.keys()])]
      .filter((path) => before.get(path) !== after.get(path) && !isFree(path))
      .map((path) => path.split('/')[0] ?? ''),
  );
  for (const home of [MASTER, ...config.deck.slides.map((slide) => slide.id)]) {
    // Of those that are still there: one less is told by itself.
    const [was, is] = [blocksOf(config.deck, home), blocksOf(deck, home)].map((list) =>
      list.map((each) => each.id),
    ) as [string[], string[]];
    const [kept, left] = [was.filter((each) => is.includes(each)), is.filter((each) => was.includes(each))];
    if (kept.join(' ') !== left.join(' ') && !isFree(`${home} order`)) changed.add(home);
  }
  return [...changed].map((name) => {
    if (name === MASTER || name === 'page' || name === 'slides') return `part ${name}`;
    const isSlide = [...config.deck.slides, ...deck.slides].some((slide) => slide.id === name);
    return isSlide ? slideName(config, deck, name) : nameOf(config, deck, name);
  });
}
