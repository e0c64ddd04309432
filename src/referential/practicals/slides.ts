import { z } from 'zod';
import type { Prepare } from './component.ts';
import { allBlocks, BLANK, type Block, type Deck, homeOf, MASTER } from './slides-deck.ts';

/** What an author writes of a slide show, or of a poster of one page, and how it must be left. */

const text = z.string().trim().min(1).max(300);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets');
const color = z.string().regex(/^#[0-9a-f]{6}$/, 'une couleur comme #1a56b8');
const length = z.number().min(-1000).max(1000);
const side = z.number().min(1).max(1000);
const box = z.tuple([length, length, side, side]);
const size = z.number().min(4).max(300);

export const KINDS = ['title', 'text', 'list', 'picture', 'number', 'shape'] as const;
export const FONTS = ['plain', 'serif', 'script', 'typed'] as const;
export const LAYOUTS = ['title', 'text', 'two', 'picture', 'blank'] as const;
export const TRANSITIONS = ['none', 'fade', 'push', 'zoom'] as const;
export const SIDES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export const SLIDES_TOOLS = [
  ...(['text', 'style', 'place', 'arrange', 'alt', 'add', 'slides', 'ground', 'layout'] as const),
  ...(['notes', 'transition', 'master', 'page'] as const),
];

const block = z.strictObject({
  id,
  kind: z.enum(KINDS),
  /** Left, top, width, height, in millimetres. */
  at: box,
  text: z.string().max(300).default(''),
  picture: id.optional(),
  size: size.nullable().default(null),
  bold: z.boolean().nullable().default(null),
  font: z.enum(FONTS).nullable().default(null),
  color: color.nullable().default(null),
  fill: color.nullable().default(null),
  align: z.enum(['left', 'centre', 'right']).default('left'),
  alt: z.string().max(200).default(''),
  decorative: z.boolean().default(false),
  group: z.string().max(60).default(''),
});
const blocks = z.array(block).max(14);
const look = (points: number, bold: boolean) =>
  z
    .strictObject({
      size: size.default(points),
      bold: z.boolean().default(bold),
      font: z.enum(FONTS).default('plain'),
      color: color.default('#1c2430'),
    })
    .prefault({});

const config = z.strictObject({
  name: text,
  /** Of what is finished, once it is cut. */
  page: z
    .strictObject({
      width: side.default(320),
      height: side.default(180),
      bleed: z.number().min(0).max(20).default(0),
      /** Where no text may come, from the edge. */
      margin: z.number().min(0).max(60).default(0),
    })
    .prefault({}),
  tools: z.array(z.enum(SLIDES_TOOLS)).min(1),
  palette: z
    .array(z.strictObject({ name: text, color }))
    .min(2)
    .max(12)
    .optional(),
  /** Drawn in a square of 100 by 100, or of its own size. */
  pictures: z
    .record(
      id,
      z.strictObject({
        name: text,
        size: z.tuple([z.number().positive().max(1000), z.number().positive().max(1000)]).default([100, 100]),
        paths: z
          .array(
            z.strictObject({ d: z.string().regex(/^[MLHVCSQTAZmlhvcsqtaz0-9 ,.\s-]{2,1500}$/), fill: color }),
          )
          .min(1)
          .max(40),
      }),
    )
    .default({}),
  master: z
    .strictObject({
      ground: color.default('#ffffff'),
      title: look(40, true),
      text: look(24, false),
      blocks: blocks.default([]),
    })
    .prefault({}),
  slides: z
    .array(
      z.strictObject({
        id,
        layout: z.enum(LAYOUTS).default('text'),
        hidden: z.boolean().default(false),
        ground: color.nullable().default(null),
        notes: z.string().max(500).default(''),
        transition: z.enum(TRANSITIONS).default('none'),
        blocks,
      }),
    )
    .min(1)
    .max(14),
});

const several = z.union([text, z.array(text).min(1).max(6)]);
const ids = z.array(id).min(1).max(14);
const blockShape = z.strictObject({
  block: id,
  /** At least, and at most. */
  size: z.tuple([size, size]).optional(),
  bold: z.boolean().optional(),
  /** The least contrast with what is behind it; `reads` is what its size asks for. */
  contrast: z.union([z.number().min(1).max(21), z.literal('reads')]).optional(),
  /** A contrast not to exceed. */
  most: z.number().min(1).max(21).optional(),
  fits: z.literal(true).optional(),
  /** Nothing of its own: the look is the master's. */
  plain: z.literal(true).optional(),
  says: several.optional(),
  picture: id.optional(),
  /** Within, from edge to edge of this box, and over all of that one. */
  inside: box.optional(),
  covers: box.optional(),
  alt: several.optional(),
  decorative: z.boolean().optional(),
});
const shownShape = z.strictObject({ picture: id.optional(), text: text.optional() });

const expectation = z.union(
  [
    blockShape,
    z.strictObject({ lines: id, keep: z.array(text).min(1).max(10) }),
    z.strictObject({ aligned: ids.min(2), by: z.enum(SIDES) }),
    z.strictObject({ spread: ids.min(3), by: z.enum(['across', 'down']) }),
    /** Nearer to one another than this, and than any other block. */
    z.strictObject({ near: ids.min(2), within: z.number().min(0).max(100) }),
    z.strictObject({ grouped: ids.min(2) }),
    z.strictObject({ biggest: id }),
    /** Of a slide: no block over another, no text cut, nothing over the margin. */
    z.strictObject({ tidy: id }),
    z.strictObject({ everywhere: shownShape, nowhere: shownShape }),
    z.strictObject({ ground: id, like: color }),
    z.strictObject({ reads: ids.min(2) }),
    z.strictObject({ page: z.tuple([side, side]), bleed: z.number().min(0).max(20) }),
    z.strictObject({ order: ids }),
    z.strictObject({ hidden: z.array(id).max(14) }),
    z.strictObject({ gone: ids }),
    z.strictObject({ notes: id, says: several }),
    z.strictObject({ transition: id, is: z.enum(TRANSITIONS) }),
    z.strictObject({ layout: id, is: z.enum(LAYOUTS) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « block », « lines », « aligned », « spread », « near », « grouped », « biggest », « tidy », « everywhere » et « nowhere », « ground », « reads », « page », « order », « hidden », « gone », « notes », « transition », « layout » ou « rest: kept »',
);

export const slidesShape = { config, expect: z.array(expectation).min(1).max(14) };

type Authored = z.infer<typeof config>;
export type SlidesExpectation = z.infer<typeof expectation>;
export type ExpectedBlock = z.infer<typeof blockShape>;
export type SlidesTool = (typeof SLIDES_TOOLS)[number];

export interface SlidesConfig {
  readonly name: string;
  readonly margin: number;
  readonly tools: readonly SlidesTool[];
  readonly palette: NonNullable<Authored['palette']> | null;
  readonly pictures: Authored['pictures'];
  /** How it is at first. */
  readonly deck: Deck;
}

/** The slide show as the page gets it: the key says nothing in it. */
export const prepareSlides: Prepare<Authored, SlidesExpectation, SlidesConfig> = (
  authored,
  expected,
  { fault },
) => {
  const { name, page, tools, palette, pictures, master, slides } = authored;
  const made = (one: z.infer<typeof block>, at: readonly PropertyKey[]): Block => {
    const { at: place, picture = '', ...rest } = one;
    const [x, y, w, h] = place;
    if ((one.kind === 'picture') !== (picture !== ''))
      fault('« picture » va avec « kind: picture », et seulement avec lui.', at);
    if (picture !== '' && !Object.hasOwn(pictures, picture)) fault(`pas d'image « ${picture} ».`, at);
    return { ...BLANK, ...rest, picture, x, y, w, h };
  };
  const deck: Deck = {
    page: { width: page.width, height: page.height, bleed: page.bleed },
    master: {
      ...master,
      blocks: master.blocks.map((one, rank) => made(one, ['practical', 'master', 'blocks', rank])),
    },
    slides: slides.map((slide, at) => ({
      ...slide,
      blocks: slide.blocks.map((one, rank) => made(one, ['practical', 'slides', at, 'blocks', rank])),
    })),
  };
  const known = [MASTER, ...deck.slides.map((slide) => slide.id), ...allBlocks(deck).map((one) => one.id)];
  for (const [rank, one] of known.entries())
    if (known.indexOf(one) !== rank) fault(`« ${one} » est donné deux fois.`, ['practical', 'slides']);
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    const isSlide = (slide: string) => {
      if (!deck.slides.some((each) => each.id === slide)) fault(`pas de diapositive « ${slide} ».`, at);
    };
    const isBlock = (each: string) => {
      if (homeOf(deck, each) === undefined) fault(`pas de bloc « ${each} ».`, at);
    };
    for (const each of namedIn(one).blocks) isBlock(each);
    for (const each of namedIn(one).slides) if (each !== MASTER) isSlide(each);
    for (const picture of picturesIn(one))
      if (!Object.hasOwn(pictures, picture)) fault(`pas d'image « ${picture} ».`, at);
  });
  return { name, margin: page.margin, tools, palette: palette ?? null, pictures, deck };
};

function picturesIn(one: SlidesExpectation): string[] {
  if ('block' in one) return one.picture === undefined ? [] : [one.picture];
  if (!('everywhere' in one)) return [];
  return [one.everywhere.picture, one.nowhere.picture].filter((picture) => picture !== undefined);
}

function namedIn(one: SlidesExpectation): { blocks: readonly string[]; slides: readonly string[] } {
  const blocksNamed = (...blocks: readonly string[]) => ({ blocks, slides: [] });
  const slidesNamed = (...named: readonly string[]) => ({ blocks: [], slides: named });
  if ('block' in one) return blocksNamed(one.block);
  if ('lines' in one) return blocksNamed(one.lines);
  if ('aligned' in one) return blocksNamed(...one.aligned);
  if ('spread' in one) return blocksNamed(...one.spread);
  if ('near' in one) return blocksNamed(...one.near);
  if ('grouped' in one) return blocksNamed(...one.grouped);
  if ('biggest' in one) return blocksNamed(one.biggest);
  if ('reads' in one) return blocksNamed(...one.reads);
  if ('gone' in one) return blocksNamed(...one.gone);
  if ('tidy' in one) return slidesNamed(one.tidy);
  if ('ground' in one) return slidesNamed(one.ground);
  if ('order' in one) return slidesNamed(...one.order);
  if ('hidden' in one) return slidesNamed(...one.hidden);
  if ('notes' in one) return slidesNamed(one.notes);
  if ('transition' in one) return slidesNamed(one.transition);
  if ('layout' in one) return slidesNamed(one.layout);
  return blocksNamed();
}
