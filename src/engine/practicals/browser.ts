import { z } from 'zod';
import {
  addressKey,
  type BrowserConfig,
  type BrowserExpectation,
} from '../../referential/practicals/browser.ts';
import type { Component } from './component.ts';

const address = z.string().min(1).max(600);

/** `tabs`: where each has been, and where it stands now; `cookies`: ranks of those that are left. */
export const reachedBrowser = z.strictObject({
  tabs: z
    .array(z.strictObject({ trail: z.array(address).min(1).max(30), at: z.int().min(0).max(29) }))
    .max(12),
  current: z.int().min(0).max(11),
  bookmarks: z
    .array(
      z.strictObject({
        address,
        title: z.string().min(1).max(200),
        folder: z.string().min(1).max(100).nullable(),
      }),
    )
    .max(60),
  cookies: z.array(z.int().min(0).max(40)).max(40),
  thirdParties: z.enum(['allowed', 'blocked']),
});

export type ReachedBrowser = z.infer<typeof reachedBrowser>;

export const browser: Component<BrowserConfig, BrowserExpectation, ReachedBrowser> = {
  reached: reachedBrowser,

  initial: ({ open, bookmarks, cookies }) => ({
    tabs: open.map((one) => ({ trail: [one], at: 0 })),
    current: 0,
    bookmarks: bookmarks.map((one) => ({ ...one })),
    cookies: cookies.map((_, rank) => rank),
    thirdParties: 'allowed',
  }),

  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),

  solve(config, expected) {
    return expected.reduce<ReachedBrowser>(
      (state, one) => bring(config, state, one),
      browser.initial(config),
    );
  },
};

function verdict(
  config: BrowserConfig,
  all: readonly BrowserExpectation[],
  one: BrowserExpectation,
  { tabs, current, bookmarks, cookies, thirdParties }: ReachedBrowser,
): { right: boolean; found: readonly string[] } {
  const standing = tabs.map(({ trail, at }) => trail[at] ?? '');
  const left = cookies.map((rank) => config.cookies[rank]?.name ?? '');
  if ('shown' in one) {
    const shown = standing[current] ?? '';
    return { right: isSame(shown, one.shown), found: shown === '' ? [] : [shown] };
  }
  if ('tabs' in one) {
    const right =
      standing.length === one.tabs.length &&
      one.tabs.every((wanted) => standing.some((shown) => isSame(shown, wanted)));
    return { right, found: standing };
  }
  if ('bookmark' in one) {
    const kept = bookmarks.filter((mark) => isSame(mark.address, one.bookmark));
    const right = kept.some(
      (mark) =>
        (one.title === undefined || plain(mark.title) === plain(one.title)) &&
        (one.folder === undefined || mark.folder === one.folder),
    );
    return {
      right,
      found: kept.map(({ title, folder }) => (folder === null ? title : `${folder} / ${title}`)),
    };
  }
  if ('cookiesGone' in one) {
    const still = one.cookiesGone.filter((name) => left.includes(name));
    return { right: still.length === 0, found: still };
  }
  if ('cookiesKept' in one) {
    const lost = one.cookiesKept.filter((name) => !left.includes(name));
    return { right: lost.length === 0, found: lost };
  }
  if ('thirdParties' in one) return { right: thirdParties === 'blocked', found: [] };
  const named = new Set(all.flatMap((other) => ('cookiesGone' in other ? other.cookiesGone : [])));
  const lost = config.cookies.filter(({ name }) => !named.has(name) && !left.includes(name));
  const marks = config.bookmarks.filter(
    (mark) =>
      !all.some((other) => 'bookmark' in other && isSame(other.bookmark, mark.address)) &&
      !bookmarks.some(
        ({ address: to, title, folder }) =>
          isSame(to, mark.address) && title === mark.title && folder === mark.folder,
      ),
  );
  const found = [...lost.map(({ name }) => name), ...marks.map(({ title }) => title)];
  return { right: found.length === 0, found };
}

function bring(config: BrowserConfig, state: ReachedBrowser, one: BrowserExpectation): ReachedBrowser {
  if ('shown' in one) {
    const tabs = state.tabs.map((tab, rank) =>
      rank === state.current ? { trail: [...tab.trail, one.shown], at: tab.trail.length } : tab,
    );
    return { ...state, tabs };
  }
  if ('tabs' in one) return { ...state, tabs: one.tabs.map((to) => ({ trail: [to], at: 0 })), current: 0 };
  if ('bookmark' in one) {
    const known = state.bookmarks.find((mark) => isSame(mark.address, one.bookmark));
    const page = config.pages.find((other) => isSame(other.address, one.bookmark));
    const others = state.bookmarks.filter((mark) => mark !== known);
    const title = one.title ?? known?.title ?? page?.title ?? one.bookmark;
    return {
      ...state,
      bookmarks: [...others, { address: one.bookmark, title, folder: one.folder ?? known?.folder ?? null }],
    };
  }
  if ('cookiesGone' in one) {
    const gone = (rank: number) => one.cookiesGone.includes(config.cookies[rank]?.name ?? '');
    return { ...state, cookies: state.cookies.filter((rank) => !gone(rank)) };
  }
  return 'thirdParties' in one ? { ...state, thirdParties: 'blocked' } : state;
}

function isSame(one: string, other: string): boolean {
  return addressKey(one) === addressKey(other);
}

/** Case, accents and spaces around aside. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
