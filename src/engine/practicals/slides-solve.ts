import type { SlidesConfig, SlidesExpectation } from '../../referential/practicals/slides.ts';
import {
  aligned,
  type Block,
  behind,
  blocksOf,
  colorOf,
  contrast,
  type Deck,
  hasText,
  homeOf,
  hslOf,
  laidOut,
  lineHeight,
  linesOf,
  lookOf,
  MASTER,
  spread,
  widthOf,
  withBlock,
  withBlocks,
  withSlide,
} from '../../referential/practicals/slides-deck.ts';

/** Done in this order, so that none undoes another. */
const ORDER = [
  ...['page', 'order', 'hidden', 'gone', 'layout', 'notes', 'transition', 'everywhere', 'ground'],
  ...['biggest', 'block', 'lines', 'grouped', 'aligned', 'near', 'tidy', 'spread', 'reads', 'rest'],
];

type IsMet = (one: SlidesExpectation, deck: Deck) => boolean;

/** A slide show that meets everything: the bank's proof that a challenge can be done. */
export function solveSlides(
  config: SlidesConfig,
  expected: readonly SlidesExpectation[],
  isMet: IsMet,
): Deck {
  const rank = (one: SlidesExpectation) => ORDER.findIndex((key) => key in one);
  return [...expected]
    .sort((one, other) => rank(one) - rank(other))
    .reduce<Deck>((deck, one) => bring(config, expected, deck, one, isMet), config.deck);
}

function bring(
  config: SlidesConfig,
  all: readonly SlidesExpectation[],
  deck: Deck,
  one: SlidesExpectation,
  isMet: IsMet,
): Deck {
  if ('rest' in one || ('block' in one && isMet(one, deck))) return deck;
  if ('block' in one) return dressed(config, deck, one, isMet);
  if ('lines' in one) return withBlock(deck, one.lines, { text: one.keep.join('\n') });
  if ('grouped' in one)
    return one.grouped.reduce((next, each) => withBlock(next, each, { group: 'solved' }), deck);
  if ('aligned' in one) {
    const home = homeOf(deck, one.aligned[0] ?? '') ?? '';
    return withBlocks(deck, home, aligned(blocksOf(deck, home), one.aligned, one.by, deck.page));
  }
  if ('spread' in one) {
    const home = homeOf(deck, one.spread[0] ?? '') ?? '';
    return withBlocks(deck, home, spread(blocksOf(deck, home), one.spread, one.by));
  }
  if ('near' in one) return stacked(config, deck, homeOf(deck, one.near[0] ?? '') ?? '', all);
  if ('tidy' in one) return stacked(config, deck, one.tidy, all);
  if ('biggest' in one) {
    const sizes = blocksOf(deck, homeOf(deck, one.biggest) ?? '')
      .filter(({ id }) => id !== one.biggest)
      .filter(hasText)
      .map((block) => lookOf(deck, block).size);
    return withBlock(deck, one.biggest, { size: Math.max(4, ...sizes) + 2 });
  }
  if ('everywhere' in one) {
    const { everywhere, nowhere } = one;
    const blocks = deck.master.blocks.map((block) => ({
      ...block,
      picture:
        block.picture !== '' && block.picture === nowhere.picture
          ? (everywhere.picture ?? '')
          : block.picture,
      text:
        nowhere.text !== undefined && everywhere.text !== undefined
          ? block.text.replace(nowhere.text, everywhere.text)
          : block.text,
    }));
    return withBlocks(deck, MASTER, blocks);
  }
  if ('ground' in one) {
    const { hue, saturation } = hslOf(one.like);
    const asked = all.filter((each) => 'block' in each);
    for (let lightness = 0; lightness <= 100; lightness += 1) {
      const ground = colorOf(hue, saturation, lightness);
      const next =
        one.ground === MASTER
          ? { ...deck, master: { ...deck.master, ground } }
          : withSlide(deck, one.ground, { ground });
      if (isMet(one, next) && asked.every((each) => isMet(each, next))) return next;
    }
    return deck;
  }
  if ('reads' in one) {
    const home = homeOf(deck, one.reads[0] ?? '') ?? '';
    const blocks = blocksOf(deck, home);
    const queue = [...one.reads];
    const placed = blocks.flatMap((block) => {
      if (!one.reads.includes(block.id)) return [block];
      return blocks.find(({ id }) => id === queue[0] && queue.shift() !== undefined) ?? [];
    });
    return withBlocks(deck, home, placed);
  }
  if ('page' in one) {
    const [width, height] = one.page;
    return { ...deck, page: { width, height, bleed: one.bleed } };
  }
  if ('order' in one)
    return { ...deck, slides: one.order.flatMap((each) => deck.slides.find(({ id }) => id === each) ?? []) };
  if ('hidden' in one)
    return {
      ...deck,
      slides: deck.slides.map((slide) => ({ ...slide, hidden: one.hidden.includes(slide.id) })),
    };
  if ('gone' in one)
    return one.gone.reduce((next, each) => {
      const home = homeOf(next, each) ?? '';
      return withBlocks(
        next,
        home,
        blocksOf(next, home).filter(({ id }) => id !== each),
      );
    }, deck);
  if ('notes' in one) return withSlide(deck, one.notes, { notes: joined(one.says) });
  if ('transition' in one) return withSlide(deck, one.transition, { transition: one.is });
  const { layout, is } = one;
  return withSlide(deck, layout, { layout: is, blocks: laidOut(blocksOf(deck, layout), is, deck.page) });
}

function joined(words: string | readonly string[]): string {
  return typeof words === 'string' ? words : words.join(' ');
}

function dressed(
  config: SlidesConfig,
  deck: Deck,
  one: Extract<SlidesExpectation, { block: string }>,
  isMet: IsMet,
): Deck {
  const start = blocksOf(deck, homeOf(deck, one.block) ?? '').find(({ id }) => id === one.block);
  if (!start) return deck;
  const [x, y, w, h] = one.covers ?? one.inside ?? [start.x, start.y, start.w, start.h];
  const look = lookOf(deck, start);
  const [small = look.size, large = look.size] = one.size ?? [];
  let next = withBlock(deck, one.block, {
    ...(one.plain ? { size: null, bold: null, font: null, color: null } : {}),
    ...(one.size ? { size: Math.min(large, Math.max(small, look.size)) } : {}),
    ...(one.bold === undefined ? {} : { bold: one.bold }),
    ...(one.says === undefined ? {} : { text: joined(one.says) }),
    ...(one.picture === undefined ? {} : { picture: one.picture }),
    ...(one.alt === undefined ? {} : { alt: joined(one.alt), decorative: false }),
    ...(one.decorative === undefined ? {} : { decorative: one.decorative }),
    ...{ x, y, w, h },
  });
  if (one.contrast !== undefined) {
    const home = homeOf(next, one.block) ?? '';
    const block = blocksOf(next, home).find(({ id }) => id === one.block) ?? start;
    const ground = behind(next, home, block);
    const best = contrast('#000000', ground) > contrast('#ffffff', ground) ? '#000000' : '#ffffff';
    next = withBlock(next, one.block, { color: best });
  }
  if (one.fits && !isMet(one, next)) {
    const { margin } = config;
    const block = blocksOf(next, homeOf(next, one.block) ?? '').find(({ id }) => id === one.block) ?? start;
    next = withBlock(next, one.block, grown(next, { ...block, x: margin, w: next.page.width - 2 * margin }));
  }
  return next;
}

/** As tall as its text. */
function grown(deck: Deck, block: Block): Block {
  if (!hasText(block)) return block;
  const look = lookOf(deck, block);
  const longest = Math.max(...block.text.split(/\s/).map((word) => widthOf(word, look)));
  const wide = { ...block, w: Math.max(block.w, Math.ceil(longest)) };
  const tall = Math.ceil(linesOf(wide, look).length * lineHeight(look));
  return { ...wide, h: Math.max(block.h, tall), y: Math.max(0, Math.min(block.y, deck.page.height - tall)) };
}

/** The blocks of a slide one under the other, those that belong together closer. */
function stacked(config: SlidesConfig, deck: Deck, slide: string, all: readonly SlidesExpectation[]): Deck {
  const families = all.flatMap((one) => ('near' in one ? [one.near] : []));
  const familyOf = (id: string) => families.find((family) => family.includes(id))?.join(' ') ?? id;
  const { margin } = config;
  const blocks = blocksOf(deck, slide).map((block) => (block.kind === 'shape' ? block : grown(deck, block)));
  const queue = [...blocks].filter(({ kind }) => kind !== 'shape').sort((one, other) => one.y - other.y);
  const sorted = queue.flatMap((block) => {
    const family = queue.filter(({ id }) => familyOf(id) === familyOf(block.id));
    return family[0] === block ? family : [];
  });
  const joints = sorted.slice(1).map(({ id }, rank) => familyOf(id) === familyOf(sorted[rank]?.id ?? ''));
  const tight = 1;
  const filled = sorted.reduce((sum, { h }) => sum + h, 0) + joints.filter(Boolean).length * tight;
  const wide = joints.filter((joint) => !joint).length;
  const room = wide === 0 ? 0 : (deck.page.height - 2 * margin - filled) / wide;
  let place = margin;
  const tops = new Map<string, number>();
  sorted.forEach((block, rank) => {
    if (rank > 0) place += joints[rank - 1] ? tight : room;
    tops.set(block.id, Math.round(place * 10) / 10);
    place += block.h;
  });
  const most = deck.page.width - margin;
  const moved = blocks.map((block) => ({
    ...block,
    x: block.kind === 'shape' ? block.x : Math.max(margin, Math.min(block.x, most - block.w)),
    y: tops.get(block.id) ?? block.y,
  }));
  return withBlocks(deck, slide, moved);
}
