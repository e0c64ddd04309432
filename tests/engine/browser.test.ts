import { describe, expect, test } from 'vitest';
import { browser, type ReachedBrowser } from '../../src/engine/practicals/browser.ts';
import {
  addressKey,
  type BrowserExpectation,
  browserShape,
  prepareBrowser,
} from '../../src/referential/practicals/browser.ts';

const page = (address: string) => ({ address, title: 'Page', text: 'Texte' });
const AUTHORED = {
  open: ['https://a.example/', 'https://b.example/'],
  folders: ['Tri'],
  bookmarks: [{ address: 'https://b.example/', title: 'Bé' }],
  cookies: [
    { name: 'panier', site: 'a.example' },
    { name: 'pub', site: 'a.example', from: 'regie.example' },
  ],
  pages: ['https://a.example/', 'https://b.example/', 'http://c.example/liste?page=2&tri=date'].map(page),
};

/** The web made of these data, with what was found wrong. */
function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareBrowser(
    browserShape.config.parse(authored),
    expected.length > 0 ? browserShape.expect.parse(expected) : [],
    { fault: (message) => faults.push(message), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const { config: WEB } = made(AUTHORED);
const START = browser.initial(WEB);
const at = (address: string): ReachedBrowser => ({
  ...START,
  tabs: [{ trail: ['https://a.example/', address], at: 1 }],
});

/** Whether each expectation is met. */
function met(state: ReachedBrowser, ...expected: unknown[]): boolean[] {
  const read: BrowserExpectation[] = browserShape.expect.parse(expected);
  return browser.verdicts(WEB, read, state).map(({ right }) => right);
}

test.each([
  ['https://www.a.example', 'http://a.example/'],
  ['https://A.example/x/#bas', 'https://a.example/x'],
  ['https://a.example/?b=2&a=1', 'https://a.example/?a=1&b=2'],
])('%s and %s are one page', (one, other) => {
  expect(addressKey(one)).toBe(addressKey(other));
});

test('another path, parameter or site is another page', () => {
  const keys = ['a.example/x', 'a.example/y', 'a.example/x?p=1', 'a.example/x?p=2', 'x.a.example/x'];
  expect(new Set(keys.map(addressKey)).size).toBe(keys.length);
});

test('the page shown is that of the current tab, where its trail stands', () => {
  const wanted = { shown: 'https://c.example/liste?tri=date&page=2' };
  expect(met(START, wanted)).toEqual([false]);
  const there = at('http://c.example/liste?page=2&tri=date');
  expect(met(there, wanted)).toEqual([true]);
  expect(met({ ...there, tabs: there.tabs.map((tab) => ({ ...tab, at: 0 })) }, wanted)).toEqual([false]);
  expect(met({ ...START, tabs: [], current: 0 }, wanted)).toEqual([false]);
});

test('the tabs are these and no other, in any order', () => {
  const wanted = { tabs: ['https://b.example/', 'https://a.example/'] };
  expect(met(START, wanted)).toEqual([true]);
  expect(met({ ...START, tabs: START.tabs.slice(1) }, wanted)).toEqual([false]);
  expect(met(START, { tabs: ['https://a.example/'] })).toEqual([false]);
});

describe('bookmarks', () => {
  const kept = (title: string, folder: string | null): ReachedBrowser => ({
    ...START,
    bookmarks: [...START.bookmarks, { address: 'https://a.example/', title, folder }],
  });
  const wanted = { bookmark: 'https://a.example/', title: 'Stage', folder: 'Tri' };

  test('count by address, name (case and accents aside) and folder', () => {
    expect(met(kept('stage', 'Tri'), wanted)).toEqual([true]);
    expect(met(kept('Autre', 'Tri'), wanted)).toEqual([false]);
    expect(met(kept('Stage', null), wanted)).toEqual([false]);
    expect(met(START, wanted)).toEqual([false]);
  });

  test('and the others must stay where the rest is kept', () => {
    expect(met(kept('Stage', 'Tri'), wanted, { rest: 'kept' })).toEqual([true, true]);
    const alone = { ...kept('Stage', 'Tri'), bookmarks: kept('Stage', 'Tri').bookmarks.slice(1) };
    expect(met(alone, wanted, { rest: 'kept' })).toEqual([true, false]);
  });
});

test('cookies are deleted one by one, and those of others refused', () => {
  const wanted = [
    { cookiesGone: ['pub'] },
    { cookiesKept: ['panier'] },
    { thirdParties: 'blocked' },
    { rest: 'kept' },
  ];
  expect(met(START, ...wanted)).toEqual([false, true, false, true]);
  expect(met({ ...START, cookies: [0], thirdParties: 'blocked' }, ...wanted)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(met({ ...START, cookies: [] }, ...wanted)).toEqual([true, false, false, false]);
});

test('whatever is expected can be reached', () => {
  const expected = browserShape.expect.parse([
    { shown: 'http://c.example/liste?page=2&tri=date' },
    { bookmark: 'https://a.example/', title: 'Stage', folder: 'Tri' },
    { cookiesGone: ['pub'] },
    { cookiesKept: ['panier'] },
    { thirdParties: 'blocked' },
    { rest: 'kept' },
  ]);
  const solved = browser.solve(WEB, expected);
  expect(browser.reached.safeParse(solved).success).toBe(true);
  expect(browser.verdicts(WEB, expected, solved).every(({ right }) => right)).toBe(true);
});

test('an author is told of addresses, folders and cookies that lead nowhere', () => {
  const faultsOf = (more: object, ...expected: unknown[]) => made({ ...AUTHORED, ...more }, expected).faults;
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ pages: [...AUTHORED.pages, page('http://www.a.example')] })).toEqual([
    '« http://www.a.example » est écrite deux fois.',
  ]);
  expect(faultsOf({ open: ['https://d.example/'] })).toEqual([
    "« https://d.example/ » n'est l'adresse d'aucune page.",
  ]);
  expect(faultsOf({}, { bookmark: 'https://a.example/', folder: 'Ailleurs' })).toHaveLength(1);
  expect(faultsOf({}, { cookiesGone: ['autre'] })).toHaveLength(1);
});

test('what a page cannot report is refused', () => {
  const read = (state: unknown) => browser.reached.safeParse(state).success;
  expect(read(START)).toBe(true);
  expect(read({ ...START, cookies: [99] })).toBe(false);
  expect(read({ ...START, tabs: [{ trail: [], at: 0 }] })).toBe(false);
  expect(read({ ...START, more: 1 })).toBe(false);
});
