/**
 * A slide show and what can be done to it: pure, and run by the page as by the server. Lengths are millimetres from the
 * upper left corner of the page, sizes of text are points.
 */

export type Kind = 'title' | 'text' | 'list' | 'picture' | 'number' | 'shape';
export type Font = 'plain' | 'serif' | 'script' | 'typed';
export type Side = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Layout = 'title' | 'text' | 'two' | 'picture' | 'blank';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** `null` is « as the master says »; of `fill`, nothing behind the text. */
export interface Block extends Box {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  readonly picture: string;
  readonly size: number | null;
  readonly bold: boolean | null;
  readonly font: Font | null;
  readonly color: string | null;
  readonly fill: string | null;
  readonly align: 'left' | 'centre' | 'right';
  readonly alt: string;
  readonly decorative: boolean;
  readonly group: string;
}

/** Blocks come from the back to the front: a screen reader reads them in that order too. */
export interface Slide {
  readonly id: string;
  readonly layout: Layout;
  readonly hidden: boolean;
  readonly ground: string | null;
  readonly notes: string;
  readonly transition: string;
  readonly blocks: readonly Block[];
}

export interface Look {
  readonly size: number;
  readonly bold: boolean;
  readonly font: Font;
  readonly color: string;
}

export interface Deck {
  readonly page: { readonly width: number; readonly height: number; readonly bleed: number };
  readonly master: {
    readonly ground: string;
    readonly title: Look;
    readonly text: Look;
    readonly blocks: readonly Block[];
  };
  readonly slides: readonly Slide[];
}

export const MASTER = 'master';
export const MM_PER_POINT = 25.4 / 72;

// ---- what is found in it

export function hasText({ kind }: Pick<Block, 'kind'>): boolean {
  return kind === 'title' || kind === 'text' || kind === 'list' || kind === 'number';
}

export function blocksOf(deck: Deck, slide: string): readonly Block[] {
  if (slide === MASTER) return deck.master.blocks;
  return deck.slides.find(({ id }) => id === slide)?.blocks ?? [];
}

export function allBlocks({ master, slides }: Deck): readonly Block[] {
  return [...master.blocks, ...slides.flatMap(({ blocks }) => blocks)];
}

/** The slide, or the master, that a block is on. */
export function homeOf({ master, slides }: Deck, block: string): string | undefined {
  const on = (blocks: readonly Block[]) => blocks.some(({ id }) => id === block);
  return on(master.blocks) ? MASTER : slides.find(({ blocks }) => on(blocks))?.id;
}

export function lookOf({ master }: Deck, { kind, size, bold, font, color }: Block): Look {
  const base = kind === 'title' ? master.title : master.text;
  return {
    size: size ?? base.size,
    bold: bold ?? base.bold,
    font: font ?? base.font,
    color: color ?? base.color,
  };
}

export function groundOf({ master, slides }: Deck, slide: string): string {
  return slides.find(({ id }) => id === slide)?.ground ?? master.ground;
}

/** The colour right behind a block's text: its own, or that of the foremost block behind its middle, or the slide's. */
export function behind(deck: Deck, slide: string, block: Block): string {
  if (block.fill !== null) return block.fill;
  const own = blocksOf(deck, slide);
  const before = own.slice(
    0,
    own.findIndex(({ id }) => id === block.id),
  );
  const all = slide === MASTER ? before : [...deck.master.blocks, ...before];
  const [x, y] = [block.x + block.w / 2, block.y + block.h / 2];
  const under = all.filter((one) => one.fill !== null && holdsPoint(one, x, y)).at(-1);
  return under?.fill ?? groundOf(deck, slide);
}

function holdsPoint(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}

// ---- colours

function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Relative luminance of a colour like #1a56b8, from 0 to 1 (WCAG 2.2). */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, from 1 to 21, cut to hundredths: 4,499 does not pass for 4,5. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return Math.floor(((light + 0.05) / (dark + 0.05)) * 100) / 100;
}

/** The least contrast of a text: 3 of a large one (18 points, 14 in bold), 4.5 of any other. */
export function leastContrast({ size, bold }: Look): number {
  return size >= 18 || (bold && size >= 14) ? 3 : 4.5;
}

/** Hue in degrees, saturation and lightness in percent. */
export function hslOf(color: string): { hue: number; saturation: number; lightness: number } {
  const [red, green, blue] = channels(color).map((channel) => channel / 255) as [number, number, number];
  const [low, high] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const [span, light] = [high - low, (high + low) / 2];
  const turn =
    span === 0
      ? 0
      : high === red
        ? ((green - blue) / span + 6) % 6
        : high === green
          ? (blue - red) / span + 2
          : (red - green) / span + 4;
  const saturation = span === 0 ? 0 : span / (1 - Math.abs(2 * light - 1));
  return { hue: turn * 60, saturation: saturation * 100, lightness: light * 100 };
}

export function colorOf(hue: number, saturation: number, lightness: number): string {
  const light = lightness / 100;
  const spread = (saturation / 100) * Math.min(light, 1 - light);
  const part = (shift: number) => {
    const turn = (shift + hue / 30) % 12;
    const value = light - spread * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

// ---- text: its lines are reckoned, not measured, so that they are the same on every device

const WIDTHS: readonly (readonly [string, number])[] = [
  ["ijlI'’|", 0.23],
  [' .,:;!ft[]/\u00a0\u202f', 0.28],
  ['r()-–"•«»', 0.36],
  ['cksvxyzJ', 0.5],
  ['ABEKPSVXY&', 0.667],
  ['CDHNRUw', 0.722],
  ['GOQ', 0.778],
  ['mM—', 0.833],
  ['W%@', 0.95],
];
const FACTORS: Readonly<Record<Font, number>> = { plain: 1, serif: 0.94, script: 1, typed: 1 };

/** How wide a text is, in millimetres. */
export function widthOf(text: string, { size, bold, font }: Look): number {
  let ems = 0;
  for (const sign of text.normalize('NFD').replace(/\p{M}/gu, ''))
    ems += font === 'typed' ? 0.6 : (WIDTHS.find(([signs]) => signs.includes(sign))?.[1] ?? 0.556);
  return ems * size * MM_PER_POINT * FACTORS[font] * (bold ? 1.07 : 1);
}

export const lineHeight = ({ size }: Look): number => size * 1.2 * MM_PER_POINT;

export interface Line {
  readonly text: string;
  readonly width: number;
  /** Of a list, how far its words stand from the edge; `first` has the dot. */
  readonly indent: number;
  readonly first: boolean;
}

/** The lines of a text in its block: cut between words only. */
export function linesOf({ kind, text, w }: Block, look: Look): readonly Line[] {
  const indent = kind === 'list' ? look.size * MM_PER_POINT * 0.9 : 0;
  return text.split('\n').flatMap((paragraph) => {
    const lines: Line[] = [];
    let line = '';
    const end = () => {
      lines.push({ text: line, width: widthOf(line, look), indent, first: lines.length === 0 });
    };
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(longer, look) > w - indent) {
        end();
        line = word;
      } else line = longer;
    }
    end();
    return lines;
  });
}

/** Whether the whole text is inside its block. */
export function isFitting(deck: Deck, block: Block): boolean {
  if (!hasText(block)) return true;
  const look = lookOf(deck, block);
  const lines = linesOf(block, look);
  return (
    lines.length * lineHeight(look) <= block.h + 0.01 &&
    lines.every(({ width, indent }) => width + indent <= block.w + 0.01)
  );
}

// ---- acts

export function withBlocks(deck: Deck, slide: string, blocks: readonly Block[]): Deck {
  if (slide === MASTER) return { ...deck, master: { ...deck.master, blocks } };
  return withSlide(deck, slide, { blocks });
}

export function withSlide(deck: Deck, slide: string, changes: Partial<Slide>): Deck {
  return { ...deck, slides: deck.slides.map((one) => (one.id === slide ? { ...one, ...changes } : one)) };
}

export function withBlock(deck: Deck, block: string, changes: Partial<Block>): Deck {
  const change = (blocks: readonly Block[]) =>
    blocks.map((one) => (one.id === block ? { ...one, ...changes } : one));
  const home = homeOf(deck, block);
  return home === undefined ? deck : withBlocks(deck, home, change(blocksOf(deck, home)));
}

/** An id that no slide nor block has. */
export function freshId({ master, slides }: Deck): string {
  const known = new Set([
    ...master.blocks.map(({ id }) => id),
    ...slides.flatMap(({ id, blocks }) => [id, ...blocks.map((block) => block.id)]),
  ]);
  let number = 1;
  while (known.has(`n${number}`)) number += 1;
  return `n${number}`;
}

/** These blocks and all that are grouped with one of them. */
export function withGroups(blocks: readonly Block[], chosen: readonly string[]): string[] {
  const groups = new Set(
    blocks.flatMap(({ id, group }) => (chosen.includes(id) && group !== '' ? [group] : [])),
  );
  return blocks.flatMap(({ id, group }) => (chosen.includes(id) || groups.has(group) ? [id] : []));
}

export function around(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return {
    x,
    y,
    w: Math.max(...boxes.map((box) => box.x + box.w)) - x,
    h: Math.max(...boxes.map((box) => box.y + box.h)) - y,
  };
}

/** Where a side of a box is: a distance from the left of the page, or from its top. */
export function sideOf({ x, y, w, h }: Box, side: Side): number {
  return {
    left: x,
    centre: x + w / 2,
    right: x + w,
    top: y,
    middle: y + h / 2,
    bottom: y + h,
  }[side];
}

const isAcross = (side: Side) => side === 'left' || side === 'centre' || side === 'right';

/** What moves as one: a block, or a group. */
function unitsOf(blocks: readonly Block[], chosen: readonly string[]): Block[][] {
  const units = new Map<string, Block[]>();
  for (const block of blocks) {
    if (!chosen.includes(block.id)) continue;
    const key = block.group === '' ? `block ${block.id}` : `group ${block.group}`;
    units.set(key, [...(units.get(key) ?? []), block]);
  }
  return [...units.values()];
}

function moved(blocks: readonly Block[], shifts: ReadonlyMap<string, readonly [number, number]>): Block[] {
  return blocks.map((block) => {
    const [dx, dy] = shifts.get(block.id) ?? [0, 0];
    return { ...block, x: tenth(block.x + dx), y: tenth(block.y + dy) };
  });
}

export const tenth = (length: number): number => Math.round(length * 10) / 10;

/** Aligned on the outermost of them; one alone, on the page. */
export function aligned(
  blocks: readonly Block[],
  chosen: readonly string[],
  side: Side,
  page: { width: number; height: number },
): Block[] {
  const units = unitsOf(blocks, chosen);
  const frame = units.length === 1 ? { x: 0, y: 0, w: page.width, h: page.height } : around(units.flat());
  const shifts = new Map<string, readonly [number, number]>();
  for (const unit of units) {
    const shift = sideOf(frame, side) - sideOf(around(unit), side);
    for (const { id } of unit) shifts.set(id, isAcross(side) ? [shift, 0] : [0, shift]);
  }
  return moved(blocks, shifts);
}

/** The same room between each and the next, the first and the last staying in place. */
export function spread(blocks: readonly Block[], chosen: readonly string[], by: 'across' | 'down'): Block[] {
  const [at, long] = by === 'across' ? (['x', 'w'] as const) : (['y', 'h'] as const);
  const units = unitsOf(blocks, chosen)
    .map((unit) => ({ unit, box: around(unit) }))
    .sort((one, other) => one.box[at] - other.box[at]);
  const [first, last] = [units.at(0), units.at(-1)];
  if (!first || !last || units.length < 3) return [...blocks];
  const whole = last.box[at] + last.box[long] - first.box[at];
  const room = (whole - units.reduce((sum, { box }) => sum + box[long], 0)) / (units.length - 1);
  const shifts = new Map<string, readonly [number, number]>();
  let place = first.box[at];
  for (const { unit, box } of units) {
    const shift = place - box[at];
    for (const { id } of unit) shifts.set(id, by === 'across' ? [shift, 0] : [0, shift]);
    place += box[long] + room;
  }
  return moved(blocks, shifts);
}

/** Brought to the front or the back, or one step that way. */
export function reordered(
  blocks: readonly Block[],
  chosen: readonly string[],
  way: 'front' | 'back' | 'forward' | 'backward',
): Block[] {
  const mine = blocks.filter(({ id }) => chosen.includes(id));
  const rest = blocks.filter(({ id }) => !chosen.includes(id));
  if (way === 'front') return [...rest, ...mine];
  if (way === 'back') return [...mine, ...rest];
  const edge =
    way === 'forward'
      ? blocks.findLastIndex(({ id }) => chosen.includes(id))
      : blocks.findIndex(({ id }) => chosen.includes(id));
  const before = blocks.slice(0, edge).filter(({ id }) => !chosen.includes(id)).length;
  const at = Math.max(0, Math.min(rest.length, before + (way === 'forward' ? 1 : -1)));
  return [...rest.slice(0, at), ...mine, ...rest.slice(at)];
}

/** Where a layout puts its blocks, the title first; parts of the page's width and height. */
const PLACES: Readonly<Record<Layout, readonly (readonly [number, number, number, number])[]>> = {
  title: [
    [0.08, 0.26, 0.84, 0.26],
    [0.12, 0.56, 0.76, 0.2],
  ],
  text: [
    [0.06, 0.06, 0.88, 0.16],
    [0.06, 0.27, 0.88, 0.6],
  ],
  two: [
    [0.06, 0.06, 0.88, 0.16],
    [0.06, 0.27, 0.42, 0.6],
    [0.52, 0.27, 0.42, 0.6],
  ],
  picture: [
    [0.06, 0.06, 0.88, 0.16],
    [0.06, 0.27, 0.42, 0.6],
    [0.52, 0.27, 0.42, 0.6],
  ],
  blank: [],
};

function placesOf(layout: Layout, { width, height }: { width: number; height: number }): Box[] {
  return PLACES[layout].map(([x, y, w, h]) => ({
    x: Math.round(x * width),
    y: Math.round(y * height),
    w: Math.round(w * width),
    h: Math.round(h * height),
  }));
}

/** The blocks in the places of a layout; pictures come last, as one has its place on the right. */
export function laidOut(
  blocks: readonly Block[],
  layout: Layout,
  page: { width: number; height: number },
): Block[] {
  const [first, ...others] = placesOf(layout, page);
  const title = blocks.find(({ kind }) => kind === 'title');
  const rest = blocks.filter((one) => one !== title && one.kind !== 'number' && one.kind !== 'shape');
  const queue = [
    ...rest.filter(({ kind }) => kind !== 'picture'),
    ...rest.filter(({ kind }) => kind === 'picture'),
  ];
  return blocks.map((block) => ({
    ...block,
    ...(block === title ? first : others[queue.indexOf(block)]),
  }));
}

export const BLANK: Omit<Block, 'id' | 'kind' | keyof Box> = {
  text: '',
  picture: '',
  size: null,
  bold: null,
  font: null,
  color: null,
  fill: null,
  align: 'left',
  alt: '',
  decorative: false,
  group: '',
};

/** A slide to be filled in, after another. */
export function withNewSlide(deck: Deck, layout: Layout, after: string): Deck {
  const slide: Slide = {
    ...{ id: freshId(deck), layout, hidden: false, ground: null, notes: '', transition: 'none' },
    blocks: [],
  };
  const at = deck.slides.findIndex(({ id }) => id === after) + 1;
  let next: Deck = { ...deck, slides: [...deck.slides.slice(0, at), slide, ...deck.slides.slice(at)] };
  placesOf(layout, deck.page).forEach((box, rank) => {
    const kind: Kind = rank === 0 ? 'title' : layout === 'title' ? 'text' : 'list';
    if (layout === 'picture' && rank === 2) return;
    const made = next.slides[at]?.blocks ?? [];
    next = withSlide(next, slide.id, { blocks: [...made, { ...BLANK, ...box, id: freshId(next), kind }] });
  });
  return next;
}

/** A slide once more, right after itself. */
export function withCopy(deck: Deck, slide: string): Deck {
  const at = deck.slides.findIndex(({ id }) => id === slide);
  const source = deck.slides[at];
  if (!source) return deck;
  const copy: Slide = { ...source, id: freshId(deck), blocks: [] };
  let next: Deck = {
    ...deck,
    slides: [...deck.slides.slice(0, at + 1), copy, ...deck.slides.slice(at + 1)],
  };
  for (const block of source.blocks) {
    const made = next.slides[at + 1]?.blocks ?? [];
    next = withSlide(next, copy.id, { blocks: [...made, { ...block, id: freshId(next) }] });
  }
  return next;
}
