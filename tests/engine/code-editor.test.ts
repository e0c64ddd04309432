import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeEditor, reachedCode, troubleFound } from '../../src/engine/practicals/code-editor.ts';
import { textsUnder } from '../../src/i18n/translate.ts';
import { codeEditorShape, prepareCodeEditor } from '../../src/referential/practicals/code-editor.ts';
import { nameOfElement, pathTo, readPage, wordsIn } from '../../src/referential/practicals/code-page.ts';
import {
  readStyles,
  selected,
  sheetsOf,
  styleOn,
  stylesOf,
} from '../../src/referential/practicals/code-style.ts';

const codes = (troubles: readonly { code: string; line: number }[]) =>
  troubles.map(({ code, line }) => `${code} ${line}`);

describe('a page', () => {
  test('is read as a browser would, faults told', () => {
    const { root, troubles } = readPage(
      '<!doctype html>\n<h1 class="a b">Été &amp; <b>rires</b></h1>\n<ul><li>un<li>deux</ul><p>a<p>b<br><img src=x.png alt="a > b">',
    );
    expect(troubles).toEqual([]);
    expect(selected(root, 'li')?.map(wordsIn)).toEqual(['un', 'deux']);
    expect(selected(root, 'h1.a.b > b')?.map(wordsIn)).toEqual(['rires']);
    expect(
      selected(root, 'img[src=x.png], img[src="x.png"]')?.map(({ attributes }) => attributes.alt),
    ).toEqual(['a > b']);
    expect(wordsIn(root)).toBe('Été & rires un deux a b');
  });

  test.each([
    ['<h1>a\n<b>b</h1>', ['tag-open 2']],
    ['<div>\n<p>a</div></section>', ['tag-extra 2']],
    ['<p>a</p>\n<h2>b', ['tag-open 2']],
    ['<h1 class="a>b</h1>', ['quote-open 1']],
    ['<p>2 < 3</p>', ['sign-alone 1']],
    ['<h1\n<p>a</p>', ['tag-unfinished 1', 'tag-open 1']],
    ['a</br>', ['tag-void 1']],
    ['<!-- jamais fermé', ['comment-open 1']],
    ['<p', ['tag-unfinished 1']],
  ])('%s', (page, found) => {
    expect(codes(readPage(page).troubles)).toEqual(found);
  });

  test('a path starts from the folder of the page, and stays in the site', () => {
    expect(pathTo('pages/a.html', 'b.html')).toBe('pages/b.html');
    expect(pathTo('pages/a.html', '../images/v.svg')).toBe('images/v.svg');
    expect(pathTo('pages/a.html', '/index.html#bas')).toBe('index.html');
    expect(pathTo('pages/a.html', '#haut')).toBe('pages/a.html');
    expect(pathTo('pages/a.html', '../../x.html')).toBeNull();
    expect(pathTo('a.html', 'C:\\images\\v.svg')).toBeNull();
    expect(pathTo('a.html', 'https://velo.example/')).toBeNull();
  });

  test('elements are named as a screen reader does', () => {
    const { root } = readPage(
      '<label for="n">Nom</label><input id="n"><label>Âge <input id="a"></label><input id="x" placeholder="Nom">' +
        '<button><img src="l.svg" alt="Loupe"></button><a href="a.html" aria-label="Plan">ici</a><img src="d.svg" alt="">',
    );
    const names = selected(root, 'input, button, a, img')?.map((one) => nameOfElement(one, root));
    expect(names).toEqual(['Nom', 'Âge', '', 'Loupe', 'Loupe', 'Plan', '']);
  });
});

describe('a style sheet', () => {
  const styled = (sheet: string, page: string, select: string, name: string, width = 1000) => {
    const { root } = readPage(`<style>${sheet}</style>${page}`);
    const styles = stylesOf(
      root,
      sheetsOf(root, 'a.html', () => undefined),
      width,
    );
    return (selected(root, select) ?? []).map((one) => styleOn(one, name, styles));
  };

  test('weight, then order, then inheritance', () => {
    const page = '<main id="m"><p class="a">x <b>y</b></p><p>z</p></main>';
    expect(styled('.a { color: red } p { color: blue }', page, 'p', 'color')).toEqual(['#ff0000', '#0000ff']);
    expect(styled('#m p { color: red } .a { color: blue }', page, '.a', 'color')).toEqual(['#ff0000']);
    expect(styled('p { color: red } p { color: #0af }', page, 'b', 'color')).toEqual(['#00aaff']);
    expect(styled('p { color: red !important } #m .a { color: blue }', page, '.a', 'color')).toEqual([
      '#ff0000',
    ]);
    expect(styled('.a { padding: 4px 8px }', page, '.a', 'padding-left')).toEqual(['8px']);
    expect(styled('.a { padding: 4px 8px }', page, 'b', 'padding-left')).toEqual(['']);
    expect(
      styled('b { font-weight: bold }', '<b style="font-weight: normal">x</b>', 'b', 'font-weight'),
    ).toEqual(['400']);
    expect(
      styled('main > b { color: red } p + p { color: rgb(0, 0, 255) }', page, 'b, p + p', 'color'),
    ).toEqual(['', '#0000ff']);
  });

  test('a media query stands between its bounds', () => {
    const sheet =
      'p { color: red } @media (max-width: 600px) { p { color: blue } } @media screen and (min-width: 50em) { p { color: green } }';
    const at = (width: number) => styled(sheet, '<p>x</p>', 'p', 'color', width)[0];
    expect([360, 600, 601, 799, 800].map(at)).toEqual([
      '#0000ff',
      '#0000ff',
      '#ff0000',
      '#ff0000',
      '#008000',
    ]);
  });

  test.each([
    ['p { color: red', ['brace-open 1']],
    ['p color: red; }', ['brace-missing 1']],
    ['p { color red; }', ['declaration 1']],
    ['p {\n  color: red\n  margin: 0;\n}', ['semicolon 2']],
    ['p { color: red; } }', ['brace-extra 1']],
    ['@import "x.css";\np { color: red; }', ['at-rule 1']],
    ['p:nth-child(2) { color: red; }', ['selector 1']],
    ['/* { */ p { color: red; }', []],
  ])('%s', (sheet, found) => {
    expect(codes(readStyles(sheet).troubles)).toEqual(found);
  });
});

/** What each thing expected comes to, once these files are written. */
function judged(practical: unknown, expected: unknown[], files: Record<string, string> = {}) {
  const faults: string[] = [];
  const expectations = codeEditorShape.expect.parse(expected);
  const config = prepareCodeEditor(codeEditorShape.config.parse(practical), expectations, {
    fault: (message) => faults.push(message),
    picture: () => 'data:image/svg+xml,x',
    render: (text) => text,
  });
  expect(faults).toEqual([]);
  const solved = codeEditor.solve(config, expectations);
  return {
    right: codeEditor.verdicts(config, expectations, { files }).map(({ right }) => right),
    found: codeEditor.verdicts(config, expectations, { files }).map(({ found }) => found),
    solved: codeEditor.verdicts(config, expectations, solved).every(({ right }) => right),
    config,
  };
}

describe('what is judged', () => {
  const PROGRAM = { files: [{ name: 'a.py', text: 'n = 3\ndef f(x):\n    return 0\nprint(f(n))\n' }] };
  const ASKED = [
    { file: 'a.py', solution: 'n = 3\ndef f(x):\n    return x * 2\nprint(f(n))' },
    { call: 'f(5)', gives: '10' },
    { prints: '8', given: ['n = 4'] },
    { kept: 'a.py', free: [3, 3] },
    { lacks: 'while' },
    { uses: 'return' },
  ];

  test('a program is run on other values than those that are seen', () => {
    expect(judged(PROGRAM, ASKED)).toMatchObject({
      right: [true, false, false, true, true, true],
      solved: true,
    });
    expect(
      judged(PROGRAM, ASKED, { 'a.py': 'n = 3\ndef f(x):\n    return x + 3\nprint(f(n))  ' }),
    ).toMatchObject({
      right: [true, false, false, true, true, true],
      found: [[], ['8'], ['7'], [], [], []],
    });
    expect(judged(PROGRAM, ASKED, { 'a.py': 'print(8)' }).right).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  test('a program that cannot be read or that never ends tells why', () => {
    const broken = judged(PROGRAM, ASKED, { 'a.py': 'n = 3\ndef f(x)\n    return 6' });
    expect(broken.right).toEqual([false, false, false, false, true, true]);
    expect(troubleFound(broken.found[1]?.[0] ?? '')).toEqual({
      code: 'colon',
      line: 2,
      values: { word: 'def' },
    });
    const endless = judged(PROGRAM, ASKED, { 'a.py': 'while True:\n    pass' });
    expect(troubleFound(endless.found[2]?.[0] ?? '')).toMatchObject({ code: 'endless' });
    expect(troubleFound('8')).toBeNull();
  });

  test('what may only be read stays, and a file that is not there counts for nothing', () => {
    const fixed = {
      files: [
        { ...PROGRAM.files[0], fixed: true },
        { name: 'b.txt', text: 'un\n' },
      ],
    };
    const asked = [
      { text: 'b.txt', is: 'un\ndeux' },
      { file: 'b.txt', solution: 'un\ndeux\n' },
      { call: 'f(1)', gives: '0' },
    ];
    expect(judged(fixed, asked, { 'a.py': 'x = 1', 'c.py': 'x', 'b.txt': 'un  \ndeux\n\n' }).right).toEqual([
      true,
      true,
      true,
    ]);
    expect(judged(fixed, asked, { 'b.txt': 'deux' }).found[0]).toEqual([]);
  });

  test('a page is judged by its elements, links, pictures, styles and names', () => {
    const site = {
      files: [
        {
          name: 'index.html',
          text: '<link rel="stylesheet" href="s.css"><h1>A</h1><p class="d">x</p><a href="b.html">ici</a><img src="v.svg">',
        },
        { name: 's.css', text: '' },
        { name: 'pages/b.html', text: '<h1>B</h1>', fixed: true },
      ],
      pictures: [{ name: 'images/v.svg', file: 'media/v.svg' }],
    };
    const asked = [
      {
        file: 'index.html',
        solution:
          '<link rel="stylesheet" href="s.css"><h1>C</h1><p class="d">x</p><a href="pages/b.html">Le plan</a><img src="images/v.svg" alt="Vélo">',
      },
      { file: 's.css', solution: '.d { color: navy }' },
      { page: 'index.html', select: 'h1', says: 'C', count: 1 },
      { page: 'index.html', select: 'a', leads: 'pages/b.html', named: ['plan'] },
      { page: 'index.html', select: 'img', shows: 'images/v.svg', named: true },
      { page: 'index.html', select: '.d', style: { color: 'navy' } },
      { page: 'index.html', select: 'b', count: 0 },
      { kept: 'index.html', except: ['h1', 'a', 'img'] },
    ];
    const begun = judged(site, asked);
    expect(begun.right).toEqual([true, true, false, false, false, false, true, true]);
    expect(begun.found.slice(2, 6)).toEqual([['A'], ['b.html', 'ici'], ['v.svg'], ['color: ']]);
    expect(begun.solved).toBe(true);
    expect(begun.config.run).toBe('index.html');
    expect(judged(site, asked, { 'index.html': '<h1>C</h1><b>x</b>' }).right[7]).toBe(false);
  });

  test('reports what the author names and that is not there', () => {
    const faults: string[] = [];
    prepareCodeEditor(
      codeEditorShape.config.parse({
        files: [
          { name: 'a.txt', text: '', fixed: true },
          { name: 'a.txt', text: '' },
        ],
        open: 'b.txt',
        tries: ['f('],
      }),
      codeEditorShape.expect.parse([
        { call: 'f(1)', gives: '1' },
        { file: 'a.txt', solution: 'x' },
        { page: 'a.txt', select: 'p:hover(' },
        { kept: 'z.txt' },
      ]),
      { fault: (message) => faults.push(message), picture: () => null, render: (text) => text },
    );
    expect(faults).toHaveLength(8);
  });

  test('a page reports texts of a bounded size, and nothing else', () => {
    expect(reachedCode.safeParse({ files: { 'a.py': 'x' } }).success).toBe(true);
    for (const wrong of [
      { files: { 'a.py': 3 } },
      { files: { 'a.py': 'x'.repeat(8001) } },
      { files: Object.fromEntries(Array.from({ length: 9 }, (_, rank) => [`f${rank}`, ''])) },
      { files: { a: 'x'.repeat(8000), b: 'x'.repeat(8000), c: 'x'.repeat(8000) } },
      { files: {}, right: true },
      {},
    ])
      expect(reachedCode.safeParse(wrong).success).toBe(false);
  });
});

test('every trouble has its words, and every word its trouble', () => {
  const sources = ['values', 'library', 'run'].map((name) => `engine/practicals/code-${name}`);
  sources.push(...['tokens', 'syntax', 'page', 'style'].map((name) => `referential/practicals/code-${name}`));
  const text = sources
    .map((name) => readFileSync(new URL(`../../src/${name}.ts`, import.meta.url), 'utf8'))
    .join('');
  const prefix = 'practical.code-editor.trouble.';
  const told = Object.keys(textsUnder('fr', prefix)).map((key) => key.slice(prefix.length));
  expect(told.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  const thrown = [...text.matchAll(/(?:CodeFault|fault)\(\s*'([a-z-]+)'|code: '([a-z-]+)'/g)].map(
    ([, one, other]) => one ?? other,
  );
  expect(thrown.length).toBeGreaterThan(60);
  expect(thrown.filter((code) => code !== undefined && !told.includes(code))).toEqual([]);
});
