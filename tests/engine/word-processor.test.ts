import { describe, expect, test } from 'vitest';
import {
  contentsOf,
  cutApart,
  decidedIn,
  formatted,
  foundIn,
  labelsOf,
  lookBetween,
  PARAGRAPH,
  pagesOf,
  partOf,
  piecesOf,
  replacedIn,
  retyped,
  textOf,
  withContents,
  withoutWords,
  withWords,
  wordCount,
} from '../../src/engine/practicals/word-document.ts';
import {
  type ReachedWordProcessor,
  reachedWordProcessor,
  wordProcessor,
} from '../../src/engine/practicals/word-processor.ts';
import {
  type Block,
  prepareWordProcessor,
  type Replacement,
  wordProcessorShape,
} from '../../src/referential/practicals/word-processor.ts';

/** The document made of these data, with what was found wrong. */
function made(authored: object, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareWordProcessor(
    wordProcessorShape.config.parse({ tools: ['text'], ...authored }),
    expected.length > 0 ? wordProcessorShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const blocksOf = (...paragraphs: (string | object)[]): readonly Block[] =>
  made({ paragraphs, asTyped: true }).config.blocks;
const one = (text: string): Block => blocksOf(text)[0] as Block;
const texts = (blocks: readonly Block[]) => blocks.map(textOf);
const what = (find: string, by = '', more: Partial<Replacement> = {}): Replacement => ({
  find,
  by,
  whole: false,
  case: false,
  ...more,
});

describe('a paragraph', () => {
  test('is cut in words, an elided article apart', () => {
    const text = "L’eau d'Étretat, là-bas !";
    const words = piecesOf(text).flatMap(({ from, to, isWord }) => (isWord ? [text.slice(from, to)] : []));
    expect(words).toEqual(['L’', 'eau', "d'", 'Étretat', 'là-bas']);
    expect(wordCount(blocksOf(text, '', '« Oui » : non'))).toBe(5);
  });

  test('takes a look on some letters, and gives it back', () => {
    const bold = formatted(one('un deux trois'), 3, 7, { bold: true });
    expect(bold.runs).toEqual([{ text: 'un ' }, { text: 'deux', bold: true }, { text: ' trois' }]);
    expect(lookBetween(bold, 3, 7)).toEqual({ bold: true });
    expect(lookBetween(bold, 0, 7)).toEqual({});
    expect(formatted(bold, 0, 13, { bold: null }).runs).toEqual([{ text: 'un deux trois' }]);
    expect(partOf(bold.runs, 5, 9)).toEqual([{ text: 'ux', bold: true }, { text: ' t' }]);
  });

  test('typed anew keeps the look of what did not change', () => {
    expect(retyped(one('un **deux** trois'), 'un deux quatre').runs).toEqual([
      { text: 'un ' },
      { text: 'deux', bold: true },
      { text: ' quatre' },
    ]);
    expect(retyped(one('**oui**'), '').runs).toEqual([]);
    expect(textOf(retyped(one('aa'), 'aaa'))).toBe('aaa');
  });

  test('is cut in several', () => {
    const parts = cutApart(retyped(one('**un** deux'), `un${PARAGRAPH}deux`), blocksOf('a'));
    expect(parts.map(({ id, runs }) => [id, runs])).toEqual([
      ['p1', [{ text: 'un', bold: true }]],
      ['n2', [{ text: 'deux' }]],
    ]);
  });

  test.each([
    ['un deux trois', 3, 7, 'un trois'],
    ['un deux', 3, 7, 'un'],
    ['un deux.', 3, 7, 'un.'],
    ['un, deux', 0, 2, ', deux'],
    ['(un) deux', 1, 3, '() deux'],
  ])('%s without %i to %i', (text, from, to, left) => {
    expect(textOf(withoutWords(one(text), from, to))).toBe(left);
  });

  test('words put in touch no other', () => {
    expect(textOf(withWords(one('un trois'), 2, [{ text: 'deux' }]))).toBe('un deux trois');
    expect(textOf(withWords(one('deux'), 0, [{ text: 'un' }]))).toBe('un deux');
    expect(textOf(withWords(one('Fin.'), 4, [{ text: 'Oui' }]))).toBe('Fin.Oui');
  });
});

describe('find and replace', () => {
  const DOCUMENT = blocksOf('Le bus, un arbuste, le Bus.', 'Un abus de **bus**', 'bus');

  test.each([
    ['anywhere', {}, 6],
    ['whole words', { whole: true }, 4],
    ['as written', { case: true }, 5],
    ['whole words as written', { whole: true, case: true }, 3],
  ])('%s', (_, more, count) => {
    expect(foundIn(DOCUMENT, what('bus', '', more))).toHaveLength(count);
  });

  test('all at once, or one', () => {
    expect(texts(replacedIn(DOCUMENT, what('bus', 'car', { whole: true })))).toEqual([
      'Le car, un arbuste, le car.',
      'Un abus de car',
      'car',
    ]);
    const [, second] = replacedIn(DOCUMENT, what('bus', 'car', { whole: true }), 2);
    expect(second?.runs).toEqual([{ text: 'Un abus de ' }, { text: 'car', bold: true }]);
    expect(texts(replacedIn(DOCUMENT, what('bus', 'bus bus', { whole: true }), 3))[2]).toBe('bus bus');
  });

  test('ends of paragraphs, of lines, tabulations and no-break spaces', () => {
    const pasted = blocksOf('\tUn\ndeux\n\nTrois  ici :', 'fin');
    const apart = replacedIn(pasted, what('^l^l', '^p'));
    expect(texts(apart)).toEqual(['\tUn\ndeux', 'Trois  ici :', 'fin']);
    expect(new Set(apart.map(({ id }) => id)).size).toBe(3);
    expect(texts(replacedIn(apart, what('^p', ' ')))).toEqual(['\tUn\ndeux Trois  ici : fin']);
    expect(texts(replacedIn(pasted, what('^t')))[0]).toMatch(/^Un/);
    expect(texts(replacedIn(pasted, what(' :', '^s:')))[0]).toMatch(/ici\u00a0:$/);
    expect(foundIn(pasted, what('^p'))).toEqual([{ block: 0, from: 22, to: 23 }]);
    expect(foundIn(pasted, what(''))).toEqual([]);
  });

  test('a joined paragraph takes the style of the first', () => {
    const joined = replacedIn(blocksOf({ text: 'Un', style: 'title-1' }, 'deux'), what('^p', ' '));
    expect(joined.map(({ style, runs }) => [style, runs])).toEqual([['title-1', [{ text: 'Un deux' }]]]);
  });

  test('a table of contents is out of its reach', () => {
    const all = withContents(
      blocksOf({ text: 'A', style: 'title-1' }, 'b'),
      1,
      { lines: 30, letters: 70 },
      false,
    );
    expect(texts(replacedIn(all, what('^p', ' ')))).toEqual(['A', '', 'b']);
  });
});

describe('numbers, pages and contents', () => {
  const titled = (...levels: number[]) =>
    blocksOf(...levels.map((level) => ({ text: 'T', style: level === 0 ? 'body' : `title-${level}` })));

  test('titles and lists count', () => {
    expect(labelsOf(titled(1, 2, 0, 2, 3, 1, 2), true)).toEqual([
      '1.',
      '1.1',
      '',
      '1.2',
      '1.2.1',
      '2.',
      '2.1',
    ]);
    expect(labelsOf(titled(1, 2), false)).toEqual(['', '']);
    const listed = (list: string, level = 0) => ({ text: 'x', list, level });
    const items = [listed('numbers'), listed('numbers', 1), listed('numbers', 1), listed('numbers'), 'x'];
    expect(labelsOf(blocksOf(...items, listed('numbers'), listed('bullets')), false)).toEqual([
      '1.',
      'a.',
      'b.',
      '2.',
      '',
      '1.',
      '•',
    ]);
  });

  test('pages fill, and breaks turn them', () => {
    const long = 'x'.repeat(100);
    const room = { lines: 10, letters: 50 };
    expect(pagesOf(blocksOf(long, long, long, long, long, long), room)).toEqual([1, 1, 1, 1, 1, 2]);
    expect(pagesOf(blocksOf('a', { text: 'b', page: true }, 'c'), room)).toEqual([1, 2, 2]);
  });

  test('the contents list titles, and know the room that they take', () => {
    const blocks = blocksOf({ text: 'Un', style: 'title-1' }, ...Array.from({ length: 6 }, () => 'ligne'), {
      text: 'Deux',
      style: 'title-2',
    });
    const room = { lines: 11, letters: 50 };
    expect(contentsOf(blocks, room, false).map(({ text, page }) => [text, page])).toEqual([
      ['Un', 1],
      ['Deux', 1],
    ]);
    const made = withContents(blocks, 1, room, true);
    expect(made[1]?.lines).toEqual([
      { text: '1. Un', level: 1, page: 1 },
      { text: '1.1 Deux', level: 2, page: 2 },
    ]);
    // Once brought up to date, it says the same again.
    expect(withContents(made, 0, room, true)).toEqual(made);
  });
});

test('a suggestion accepted or refused leaves its words or takes them away', () => {
  const { blocks } = made({
    paragraphs: ['Du {plat} ce midi{sel}'],
    changes: [
      { id: 'plat', author: 'Maud', old: 'chou', new: 'riz' },
      { id: 'sel', author: 'Maud', old: ' sans sel' },
    ],
  }).config;
  expect(texts(blocks)).toEqual(['Du chouriz ce midi sans sel']);
  expect(texts(decidedIn(decidedIn(blocks, 'plat', true), 'sel', false))).toEqual([
    'Du riz ce midi sans sel',
  ]);
  expect(texts(decidedIn(decidedIn(blocks, 'plat', false), 'sel', true))).toEqual(['Du chou ce midi']);
});

describe('what is expected', () => {
  const { config: PAPER } = made({
    asTyped: true,
    paragraphs: [
      { id: 'titre', text: 'Chien perdu' },
      { id: 'nom', text: 'Il s’appelle Biscotte.' },
      { id: 'ou', text: 'Perdu au parc' },
      { id: 'merci', text: 'Merci : appelez vite', style: 'quote' },
    ],
    unknown: [{ word: 'Biscotte' }, { word: 'vite' }],
    changes: [{ id: 'x', author: 'Maud', new: 'y' }],
  });
  const START = wordProcessor.initial(PAPER);
  const met = (state: ReachedWordProcessor, ...expected: unknown[]) =>
    wordProcessor.verdicts(PAPER, wordProcessorShape.expect.parse(expected), state).map(({ right }) => right);
  const on = (id: string, act: (block: Block) => Block): ReachedWordProcessor => ({
    ...START,
    blocks: START.blocks.map((block) => (block.id === id ? act(block) : block)),
  });
  const whole = (change: Parameters<typeof formatted>[3]) => (block: Block) =>
    formatted(block, 0, textOf(block).length, change);

  test.each([
    ['a style', { paragraph: 'titre', style: 'title-1' }],
    ['looks', { paragraph: 'titre', align: 'center', bold: true, size: 24 }],
    ['words in bold', { paragraph: 'nom', bold: 'Biscotte', italic: false }],
    ['a list', { paragraphs: ['nom', 'ou'], list: 'numbers', level: 1 }],
    ['a page and its spaces', { paragraph: 'ou', page: true, space: { before: 12, line: 1.5 } }],
    ['a text', { paragraph: 'merci', text: 'Merci\u00a0: appelez', exact: true }],
    ['an order', { order: ['ou', 'titre'] }],
    ['a paragraph more', { added: 'Récompense', after: 'ou', style: 'title-2' }],
    ['one less', { gone: ['merci'] }],
    ['replacements', { replaced: [{ find: 'perdu', by: 'trouvé' }] }],
    ['words ignored', { ignored: ['Biscotte'] }],
    ['a style set', { styled: 'title-2', color: 'blue' }],
    ['a header', { header: 'Classe de 4e' }],
    ['page numbers', { pageNumbers: 'footer' }],
    ['titles numbered', { numbered: true }],
    ['a comment', { noted: 'ou', on: 'parc', says: ['quel'] }],
  ])('%s can be reached, is not at first, and leaves the rest as it was', (_, expected) => {
    const all = wordProcessorShape.expect.parse([expected, { rest: 'kept' }]);
    const solved = wordProcessor.solve(PAPER, all);
    expect(met(START, expected)).toEqual([false]);
    expect(met(solved, expected, { rest: 'kept' })).toEqual([true, true]);
    expect(reachedWordProcessor.safeParse(solved).success).toBe(true);
  });

  test.each([
    ['a style too many', on('ou', (block) => ({ ...block, style: 'title-2' })), ['Perdu au parc']],
    ['bold elsewhere', on('ou', whole({ bold: true })), ['Perdu au parc']],
    ['a letter lost', on('ou', (block) => retyped(block, 'Perdu au par')), ['Perdu au parc']],
    ['an empty paragraph', { ...START, blocks: [...START.blocks, { ...one(''), id: 'n9' }] }, ['¶']],
    ['another order', { ...START, blocks: [...START.blocks].reverse() }, ['Chien perdu']],
    ['a style set', { ...START, styles: { body: { size: 30, color: 'red' } } }, ['body']],
  ] as const)('%s is not « kept »', (_, state, found) => {
    const expected = wordProcessorShape.expect.parse([
      { paragraph: 'titre', align: 'center' },
      { rest: 'kept' },
    ]);
    expect(wordProcessor.verdicts(PAPER, expected, state as ReachedWordProcessor)[1]).toEqual({
      right: false,
      found,
    });
  });

  test('replacements are made everywhere, one after the other', () => {
    const wanted = { replaced: [what('perdu', 'vu'), what('^p', ' '), what('e', 'E', { case: true })] };
    const right = [what('perdu', 'vu'), what('^p', ' '), what('e', 'E', { case: true })].reduce(
      (blocks, each) => replacedIn(blocks, each),
      [...START.blocks],
    );
    expect(texts(right)).toEqual(['ChiEn vu Il s’appEllE BiscottE. vu au parc MErci : appElEz vitE']);
    expect(met({ ...START, blocks: right }, wanted)).toEqual([true]);
    expect(met({ ...START, blocks: replacedIn(START.blocks, what('perdu', 'vu')) }, wanted)).toEqual([false]);
    const first = { ...START, blocks: replacedIn(START.blocks, what('perdu', 'vu'), 0) };
    expect(met(first, { replaced: [what('perdu', 'vu')] })).toEqual([false]);
  });

  test('an empty paragraph to take away is not one too many before it is', () => {
    const { config } = made({ paragraphs: ['a', { id: 'vide', text: '' }, 'b'] });
    const wanted = wordProcessorShape.expect.parse([{ gone: ['vide'] }, { rest: 'kept' }]);
    expect(wordProcessor.verdicts(config, wanted, wordProcessor.initial(config))).toEqual([
      { right: false, found: ['¶'] },
      { right: true, found: [] },
    ]);
  });

  test('words and whole paragraphs are told apart, signs between them are not', () => {
    const bold = on('nom', (block) => formatted(block, 13, 22, { bold: true }));
    expect(met(bold, { paragraph: 'nom', bold: 'Biscotte' }, { paragraph: 'nom', bold: true })).toEqual([
      true,
      false,
    ]);
    expect(met(on('nom', whole({ bold: true })), { paragraph: 'nom', bold: 'Biscotte' })).toEqual([false]);
    // The last sign of a sentence may well be left out.
    expect(
      met(
        on('nom', (block) => formatted(block, 0, 21, { bold: true })),
        { paragraph: 'nom', bold: true },
      ),
    ).toEqual([true]);
  });

  test('a paragraph copied, put elsewhere and deleted is as good as moved', () => {
    const [titre, nom, ou, merci] = START.blocks as [Block, Block, Block, Block];
    const copied = { ...START, blocks: [{ ...ou, id: 'n8' }, titre, nom, merci] };
    const order = { order: ['ou', 'titre', 'nom', 'merci'] };
    expect(met(copied, order, { rest: 'kept' })).toEqual([true, true]);
    expect(met({ ...START, blocks: [...copied.blocks, ou] }, order)).toEqual([false]);
  });

  test('a text counts its spaces only when they are the question', () => {
    const typed = (text: string) => on('merci', (block) => retyped(block, text));
    const wanted = { paragraph: 'merci', text: 'Merci\u00a0: appelez' };
    expect(met(typed('merci : appelez'), wanted, { ...wanted, exact: true })).toEqual([true, false]);
    expect(met(typed('Merci\u202f: appelez'), { ...wanted, exact: true })).toEqual([true]);
    expect(met(typed('Merci : appeler'), wanted)).toEqual([false]);
  });

  test('a table of contents counts while it is up to date', () => {
    const titled = on('titre', (block) => ({ ...block, style: 'title-1' }));
    const listed = { ...titled, blocks: withContents(titled.blocks, 1, PAPER, false) };
    expect(met(listed, { contents: 'up-to-date' })).toEqual([true]);
    const renamed = listed.blocks.map((block) =>
      block.id === 'titre' ? retyped(block, 'Chat perdu') : block,
    );
    expect(met({ ...listed, blocks: renamed }, { contents: 'up-to-date' })).toEqual([false]);
    const bare = { ...START, blocks: withContents(START.blocks, 1, PAPER, false) };
    expect(met(bare, { contents: 'up-to-date' })).toEqual([false]);
  });

  test('suggestions are judged one by one', () => {
    const wanted = { accept: ['x'], reject: [] };
    expect(met({ ...START, decided: { x: 'accepted' } }, wanted)).toEqual([true]);
    expect(met({ ...START, decided: { x: 'rejected' } }, wanted)).toEqual([false]);
  });

  test('a comment stands on its words, and says what is asked', () => {
    const wanted = { noted: 'ou', on: 'parc', says: ['quel'] };
    const noted = (from: number, to: number, text: string) => ({
      ...on('ou', (block) => formatted(block, from, to, { note: 'n1' })),
      notes: [{ id: 'n1', text }],
    });
    expect(met(noted(6, 13, 'Quel parc ?'), wanted)).toEqual([true]);
    expect(met(noted(0, 13, 'Quel parc ?'), wanted)).toEqual([false]);
    expect(met(noted(9, 13, 'Lequel'), wanted)).toEqual([true]);
    expect(met(noted(9, 13, 'Où ?'), wanted)).toEqual([false]);
    expect(met(noted(0, 5, 'Quel parc ?'), wanted)).toEqual([false]);
  });
});

test('names that stand for nothing are reported', () => {
  const { faults } = made(
    {
      paragraphs: [
        { id: 'a', text: '{rien}' },
        { id: 'a', text: 'b' },
      ],
    },
    [{ paragraph: 'b', style: 'quote' }, { ignored: ['mot'] }, { accept: ['c'], reject: [] }],
  );
  expect(faults).toHaveLength(5);
});

test('a report of another shape is refused', () => {
  const { config } = made({ paragraphs: ['a'] });
  const state = wordProcessor.initial(config);
  expect(reachedWordProcessor.safeParse(state).success).toBe(true);
  expect(reachedWordProcessor.safeParse({ ...state, blocks: [{}] }).success).toBe(false);
  expect(reachedWordProcessor.safeParse({ ...state, more: 1 }).success).toBe(false);
});
