import { describe, expect, test } from 'vitest';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { prepareSlides, slidesShape } from '../../src/referential/practicals/slides.ts';
import {
  aligned,
  allBlocks,
  type Block,
  behind,
  blocksOf,
  colorOf,
  contrast,
  type Deck,
  hslOf,
  isFitting,
  laidOut,
  leastContrast,
  reordered,
  spread,
  withBlock,
  withCopy,
  withGroups,
  withNewSlide,
  withSlide,
} from '../../src/referential/practicals/slides-deck.ts';

const AUTHORED = {
  name: 'Essai',
  tools: ['text', 'style', 'place', 'arrange', 'master', 'slides'],
  pictures: {
    ancien: { name: 'Ancien', paths: [{ d: 'M0 0H9V9Z', fill: '#123456' }] },
    nouveau: { name: 'Nouveau', paths: [{ d: 'M0 0H9V9Z', fill: '#654321' }] },
  },
  master: {
    blocks: [
      { id: 'logo', kind: 'picture', at: [280, 8, 20, 20], picture: 'ancien' },
      { id: 'pied', kind: 'text', at: [10, 166, 100, 8], text: 'Vieux nom', size: 14 },
    ],
  },
  slides: [
    {
      id: 'une',
      blocks: [
        { id: 'titre', kind: 'title', at: [20, 20, 200, 20], text: 'Un titre', size: 12, color: '#e0e0e0' },
        { id: 'a', kind: 'text', at: [24, 60, 80, 10], text: 'Samedi', size: 14 },
        { id: 'b', kind: 'text', at: [31, 90, 80, 10], text: 'Salle', size: 14 },
        { id: 'c', kind: 'text', at: [12, 130, 80, 10], text: 'Gratuit', size: 14 },
      ],
    },
    {
      id: 'deux',
      blocks: [{ id: 'liste', kind: 'list', at: [20, 40, 200, 80], text: 'Oui\nNon\nPeut-être' }],
    },
    { id: 'trois', blocks: [] },
  ],
};

function windowOf(
  expected: readonly unknown[],
  authored: object = AUTHORED,
): { it: Practical; faults: string[] } {
  const faults: string[] = [];
  const expectations = expected.length === 0 ? [] : slidesShape.expect.parse(expected);
  const config = prepareSlides(slidesShape.config.parse(authored), expectations, {
    fault: (message) => faults.push(message),
    picture: () => null,
    render: (text) => text,
  });
  const it: Practical = {
    ...{ component: 'slides', config, expect: expectations, alternativeHtml: null, equivalent: null },
  };
  return { it, faults };
}

const START = initialState(windowOf([]).it) as unknown as Deck;
const rightOn = (expected: readonly unknown[], deck: Deck) =>
  verdictsOn(windowOf(expected).it, deck).map(({ right }) => right);

describe('colours', () => {
  test('the ratios are those of WCAG, never rounded up', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    // Known neighbours of the threshold: #767676 passes on white, #777777 does not.
    expect(contrast('#767676', '#ffffff')).toBe(4.54);
    expect(contrast('#777777', '#ffffff')).toBe(4.47);
    expect(leastContrast({ size: 18, bold: false, font: 'plain', color: '#000000' })).toBe(3);
    expect(leastContrast({ size: 14, bold: true, font: 'plain', color: '#000000' })).toBe(3);
    expect(leastContrast({ size: 17, bold: false, font: 'plain', color: '#000000' })).toBe(4.5);
  });

  test.each(['#1a56b8', '#d9730d', '#17663a', '#b3261e', '#c9cdd4', '#000000'])('%s comes back', (color) => {
    const { hue, saturation, lightness } = hslOf(color);
    expect(colorOf(hue, saturation, lightness)).toBe(color);
  });

  test('what is behind a text is its own ground, else a form under it, else the slide', () => {
    const shape = { id: 'forme', kind: 'shape', at: [10, 50, 120, 30], fill: '#222222' };
    const { it } = windowOf([], {
      ...AUTHORED,
      slides: [
        {
          id: 'une',
          ground: '#eeeeee',
          blocks: [
            { id: 'sous', kind: 'text', at: [20, 55, 20, 8], text: 'x' },
            shape,
            { id: 'sur', kind: 'text', at: [20, 55, 20, 8], text: 'x' },
            { id: 'propre', kind: 'text', at: [20, 55, 20, 8], text: 'x', fill: '#00ff00' },
          ],
        },
      ],
    });
    const deck = initialState(it) as unknown as Deck;
    const on = (id: string) => {
      const block = allBlocks(deck).find((one) => one.id === id);
      return block && behind(deck, 'une', block);
    };
    expect([on('sous'), on('sur'), on('propre')]).toEqual(['#eeeeee', '#222222', '#00ff00']);
  });
});

describe('acts', () => {
  const blocks = blocksOf(START, 'une');
  const lefts = (list: readonly Block[]) => list.map(({ x }) => x);

  test('several are aligned on the outermost, one alone on the page, a group as one', () => {
    expect(lefts(aligned(blocks, ['a', 'b', 'c'], 'left', START.page))).toEqual([20, 12, 12, 12]);
    expect(lefts(aligned(blocks, ['a'], 'centre', START.page))).toEqual([20, 120, 31, 12]);
    const grouped = blocks.map((one) => (one.id === 'a' || one.id === 'b' ? { ...one, group: 'g' } : one));
    expect(withGroups(grouped, ['a'])).toEqual(['a', 'b']);
    expect(lefts(aligned(grouped, ['a', 'b', 'c'], 'left', START.page))).toEqual([20, 12, 19, 12]);
  });

  test('spaces are made even between the first and the last', () => {
    expect(spread(blocks, ['a', 'b', 'c'], 'down').map(({ y }) => y)).toEqual([20, 60, 95, 130]);
    expect(spread(blocks, ['a', 'b'], 'down')).toEqual(blocks);
  });

  test('blocks go to the front, to the back, or one step', () => {
    const ids = (way: 'front' | 'back' | 'forward' | 'backward', ...chosen: string[]) =>
      reordered(blocks, chosen, way)
        .map(({ id }) => id)
        .join('');
    expect(ids('front', 'a')).toBe('titrebca');
    expect(ids('back', 'b')).toBe('btitreac');
    expect(ids('forward', 'a')).toBe('titrebac');
    expect(ids('backward', 'a')).toBe('atitrebc');
    expect(ids('forward', 'c')).toBe('titreabc');
    expect(ids('backward', 'titre')).toBe('titreabc');
  });

  test('a slide is added, copied with ids of its own, and laid out', () => {
    const added = withNewSlide(START, 'two', 'une');
    expect(added.slides.map(({ id }) => id)).toEqual(['une', 'n1', 'deux', 'trois']);
    expect(blocksOf(added, 'n1').map(({ kind }) => kind)).toEqual(['title', 'list', 'list']);
    const copied = withCopy(START, 'deux');
    expect(copied.slides.map(({ id }) => id)).toEqual(['une', 'deux', 'n1', 'trois']);
    expect(blocksOf(copied, 'n1')).toEqual([{ ...blocksOf(START, 'deux')[0], id: 'n2' }]);
    expect(laidOut(blocks, 'text', START.page).slice(0, 2)).toMatchObject([
      { x: 19, y: 11, w: 282, h: 29 },
      { x: 19, y: 49 },
    ]);
  });

  test('a text that takes more lines than its block is cut', () => {
    const [title] = blocks;
    if (!title) throw new Error('no title');
    const at = (size: number, w = 200) => isFitting(START, { ...title, size, w });
    expect([at(12), at(46), at(60), at(24, 25)]).toEqual([true, true, false, false]);
  });
});

describe('verdicts', () => {
  test('nothing is right at first, and all can be reached', () => {
    const expected = [
      { block: 'titre', size: [40, 60], contrast: 'reads', fits: true, bold: true },
      { aligned: ['titre', 'a', 'b', 'c'], by: 'left' },
      { near: ['a', 'b'], within: 5 },
      { tidy: 'une' },
      { lines: 'liste', keep: ['Oui', 'Peut-être'] },
      {
        everywhere: { picture: 'nouveau', text: 'Nom neuf' },
        nowhere: { picture: 'ancien', text: 'Vieux nom' },
      },
      { order: ['trois', 'une', 'deux'] },
      { hidden: ['trois'] },
      { transition: 'deux', is: 'fade' },
      { notes: 'deux', says: 'voir la carte' },
      { rest: 'kept' },
    ];
    const { it, faults } = windowOf(expected);
    expect(faults).toEqual([]);
    const before = verdictsOn(it, initialState(it)).map(({ right }) => right);
    // Nothing covers anything at first, and nothing has changed.
    expect(before).toEqual(expected.map((one) => 'tidy' in one || 'rest' in one));
    expect(verdictsOn(it, solvedState(it)).map(({ right }) => right)).toEqual(expected.map(() => true));
    expect(readReached(it, solvedState(it))).not.toBeNull();
  });

  test('each way to be wrong is told', () => {
    const found = (expected: unknown, deck: Deck) => verdictsOn(windowOf([expected]).it, deck)[0]?.found;
    const title = { block: 'titre', size: [40, 60], contrast: 4.5, fits: true };
    expect(found(title, START)).toEqual(['small', 'contrast']);
    const loud = withBlock(START, 'titre', { size: 80, color: '#000000', w: 60 });
    expect(found(title, loud)).toEqual(['large', 'cut']);
    expect(found(title, withSlide(START, 'une', { blocks: [] }))).toEqual(['missing']);
    const lines = { lines: 'liste', keep: ['Oui', 'Peut-être'] };
    expect(found(lines, withBlock(START, 'liste', { text: 'oui.\nNon' }))).toEqual([
      'line-missing',
      'line-more',
    ]);
    const near = { near: ['a', 'b'], within: 5 };
    expect(found(near, START)).toEqual(['far', 'nearer']);
    expect(found(near, withBlock(START, 'b', { y: 62 }))).toEqual(['over']);
    expect(found(near, withBlock(withBlock(START, 'b', { y: 74 }), 'c', { y: 87 }))).toEqual(['nearer']);
    expect(found({ biggest: 'titre' }, START)).toEqual(['Samedi', 'Salle', 'Gratuit']);
    expect(found({ tidy: 'une' }, withBlock(START, 'a', { x: -3 }))).toEqual(['Samedi']);
    const both = { everywhere: { picture: 'nouveau' }, nowhere: { picture: 'ancien' } };
    expect(found(both, START)).toEqual(['not-everywhere', 'still-somewhere']);
    // The new one on every slide, and the old one left in the master.
    const pasted = START.slides.reduce((deck, { id }, rank) => {
      const logo = { ...blocksOf(START, 'master')[0], id: `p${rank}`, picture: 'nouveau' } as Block;
      return withSlide(deck, id, { blocks: [...blocksOf(deck, id), logo] });
    }, START);
    expect(found(both, pasted)).toEqual(['still-somewhere']);
    expect(found({ rest: 'kept' }, pasted)).toEqual(['Nouveau', 'Nouveau', 'Nouveau']);
  });

  test('in the master, the old one thrown away and the new one put is a way too', () => {
    const expected = [
      {
        everywhere: { picture: 'nouveau', text: 'Nom neuf' },
        nowhere: { picture: 'ancien', text: 'Vieux nom' },
      },
      { rest: 'kept' },
    ];
    const [logo, foot] = blocksOf(START, 'master');
    const put = { ...logo, id: 'n1', picture: 'nouveau', x: 64 } as Block;
    const words = { ...foot, id: 'n2', text: 'Nom neuf' } as Block;
    const master = (blocks: readonly Block[]): Deck => ({ ...START, master: { ...START.master, blocks } });
    expect(rightOn(expected, master([put, words]))).toEqual([true, true]);
    expect(rightOn(expected, master([put, words, { ...words, id: 'n3', text: 'Bravo' }]))).toEqual([
      ...[true, false],
    ]);
    expect(rightOn(expected, master([put]))).toEqual([false, true]);
    // Off the page, it is seen nowhere.
    expect(rightOn(expected, master([{ ...put, x: -400 }, words]))).toEqual([false, true]);
  });

  test('what no tool moves is kept in its place', () => {
    const expected = [{ block: 'titre', size: [40, 60], fits: true }, { rest: 'kept' }];
    const far = withBlock(START, 'titre', { size: 40, x: -900 });
    expect(rightOn(expected, far)).toEqual([true, true]);
    const { it } = windowOf(expected, { ...AUTHORED, tools: ['style'] });
    expect(verdictsOn(it, far).map(({ right }) => right)).toEqual([true, false]);
    expect(verdictsOn(it, withBlock(START, 'titre', { size: 40 })).map(({ right }) => right)).toEqual([
      ...[true, true],
    ]);
  });

  test('what was not asked is kept: looks, words, order, slides, format', () => {
    const rest = (deck: Deck) => rightOn([{ block: 'titre', contrast: 3 }, { rest: 'kept' }], deck)[1];
    expect(rest(START)).toBe(true);
    expect(rest(withBlock(START, 'titre', { color: '#000000' }))).toBe(true);
    const changes: Deck[] = [
      withBlock(START, 'titre', { text: 'Autre' }),
      withBlock(START, 'a', { color: '#000000' }),
      withBlock(START, 'a', { x: 25 }),
      withSlide(START, 'une', { blocks: reordered(blocksOf(START, 'une'), ['a'], 'front') }),
      withSlide(START, 'deux', { hidden: true }),
      withNewSlide(START, 'text', 'une'),
      { ...START, slides: START.slides.slice(0, 2) },
      { ...START, page: { ...START.page, bleed: 3 } },
      { ...START, master: { ...START.master, title: { ...START.master.title, size: 41 } } },
    ];
    expect(changes.map(rest)).toEqual(changes.map(() => false));
  });

  test('a ground keeps its hue: lighter is well, grey is not', () => {
    const expected = [{ ground: 'une', like: '#1f5fbf' }];
    const on = (ground: string) => rightOn(expected, withSlide(START, 'une', { ground }))[0];
    expect([on('#7fa8e8'), on('#173f80'), on('#808080'), on('#17663a'), on('#ffffff')]).toEqual([
      ...[true, true, false, false, false],
    ]);
  });

  test('a poster is made ready for the printer', () => {
    const expected = [
      { page: [105, 148], bleed: 3 },
      { block: 'titre', covers: [-3, -3, 111, 154] },
      { block: 'a', inside: [5, 5, 110, 138] },
    ];
    expect(rightOn(expected, solvedState(windowOf(expected).it) as unknown as Deck)).toEqual([
      true,
      true,
      true,
    ]);
    const short = withBlock(START, 'titre', { x: 0, y: 0, w: 111, h: 154 });
    expect(rightOn(expected, { ...short, page: { width: 111, height: 154, bleed: 0 } })).toEqual([
      ...[false, false, true],
    ]);
  });

  test.each([
    ['two blocks of one id', { ...START, slides: [START.slides[0], { ...START.slides[0], id: 'x' }] }],
    ['a colour that is none', withBlock(START, 'a', { color: 'red' })],
    ['a text without end', withBlock(START, 'a', { text: 'x'.repeat(601) })],
    ['no slide', { ...START, slides: [] }],
    ['a length beyond measure', withBlock(START, 'a', { x: 1e9 })],
    ['nothing', null],
  ])('%s is refused', (_, state) => {
    const { it } = windowOf([{ rest: 'kept' }]);
    expect(readReached(it, state)).toBeNull();
    expect(verdictsOn(it, state)).toEqual([{ right: false, found: [] }]);
  });

  test('a picture of nowhere meets nothing', () => {
    const deck = withBlock(START, 'logo', { picture: 'volee' });
    expect(rightOn([{ hidden: [] }, { rest: 'kept' }], deck)).toEqual([false, false]);
  });
});

test('what an author names must be there', () => {
  const { faults } = windowOf(
    [{ biggest: 'rien' }, { hidden: ['nulle'] }, { block: 'logo', picture: 'autre' }],
    {
      ...AUTHORED,
      slides: [
        { id: 'une', blocks: [{ id: 'une', kind: 'picture', at: [0, 0, 9, 9], picture: 'perdue' }] },
        { id: 'deux', blocks: [{ id: 'mot', kind: 'text', at: [0, 0, 9, 9], picture: 'ancien' }] },
      ],
    },
  );
  expect(faults).toEqual([
    "pas d'image « perdue ».",
    '« picture » va avec « kind: picture », et seulement avec lui.',
    '« une » est donné deux fois.',
    'pas de bloc « rien ».',
    'pas de diapositive « nulle ».',
    "pas d'image « autre ».",
  ]);
});
