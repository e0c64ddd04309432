import { z } from 'zod';
import type { Prepare } from './component.ts';

/** What an author writes of a browser: a small web of its own, what it remembers, and the state to reach. */

const text = z.string().trim().min(1);
const address = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/u,
    'une adresse comme https://musee.example/tarifs',
  );
const site = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'un site comme musee.example');
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'une date et une heure comme 2026-03-14 16:05');

const page = z.strictObject({
  address,
  title: text,
  /** Markdown; its links lead to other pages. */
  text,
  /** Shown among the results as one paid for. */
  advert: z.boolean().default(false),
  /** What the results say of it; else its first words. */
  extract: text.optional(),
  /** Not found by the engine: only a link or its address leads there. */
  hidden: z.boolean().default(false),
});

const certificate = z.strictObject({
  site,
  owner: text,
  issuer: text,
  until: text,
  /** What the browser warns of before it shows the site. */
  trouble: z.enum(['expired', 'name', 'unknown']).optional(),
});

const config = z.strictObject({
  pages: z.array(page).min(1).max(80),
  open: z.array(address).min(1).max(8),
  engine: z.strictObject({ address, title: text }).optional(),
  history: z
    .array(z.strictObject({ address, when: moment }))
    .max(120)
    .default([]),
  folders: z.array(text).max(12).default([]),
  bookmarks: z
    .array(z.strictObject({ address, title: text, folder: text.optional() }))
    .max(40)
    .default([]),
  cookies: z
    .array(z.strictObject({ name: text, site, from: site.optional(), use: text.optional() }))
    .max(40)
    .default([]),
  certificates: z.array(certificate).max(20).default([]),
});

const expectation = z.union(
  [
    z.strictObject({ shown: address }),
    z.strictObject({ tabs: z.array(address).min(1).max(8) }),
    z.strictObject({ bookmark: address, title: text.optional(), folder: text.optional() }),
    z.strictObject({ cookiesGone: z.array(text).min(1) }),
    z.strictObject({ cookiesKept: z.array(text).min(1) }),
    z.strictObject({ thirdParties: z.literal('blocked') }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « shown », « tabs », « bookmark », « cookiesGone », « cookiesKept », « thirdParties: blocked » ou « rest: kept »',
);

export const browserShape = { config, expect: z.array(expectation).min(1).max(12) };

export type BrowserExpectation = z.infer<typeof expectation>;

export interface BrowserConfig {
  readonly pages: readonly WebPage[];
  readonly open: readonly string[];
  readonly engine: { readonly address: string; readonly title: string } | null;
  readonly history: readonly { readonly address: string; readonly when: string }[];
  readonly folders: readonly string[];
  readonly bookmarks: readonly Bookmark[];
  /** States name them by their rank. `from`: the site that set it, when it is another. */
  readonly cookies: readonly {
    readonly name: string;
    readonly site: string;
    readonly from: string | null;
    readonly use: string | null;
  }[];
  readonly certificates: readonly Certificate[];
}

export interface WebPage {
  readonly address: string;
  readonly title: string;
  readonly html: string;
  readonly advert: boolean;
  readonly extract: string | null;
  readonly hidden: boolean;
}

export interface Bookmark {
  readonly address: string;
  readonly title: string;
  readonly folder: string | null;
}

export interface Certificate {
  readonly site: string;
  readonly owner: string;
  readonly issuer: string;
  readonly until: string;
  readonly trouble: 'expired' | 'name' | 'unknown' | null;
}

/** The web as the page gets it; addresses written twice or that lead nowhere are reported. */
export const prepareBrowser: Prepare<z.infer<typeof config>, BrowserExpectation, BrowserConfig> = (
  authored,
  expected,
  { fault, render },
) => {
  const { pages, open, engine, history, folders, bookmarks, cookies, certificates } = authored;
  const known = new Set<string>();
  pages.forEach((one, rank) => {
    const key = addressKey(one.address);
    if (known.has(key)) {
      fault(`« ${one.address} » est écrite deux fois.`, ['practical', 'pages', rank, 'address']);
    }
    known.add(key);
  });
  if (engine) known.add(addressKey(engine.address));
  const lost = (list: readonly string[], at: (rank: number) => readonly PropertyKey[]) => {
    list.forEach((one, rank) => {
      if (!known.has(addressKey(one))) fault(`« ${one} » n'est l'adresse d'aucune page.`, at(rank));
    });
  };
  lost(open, (rank) => ['practical', 'open', rank]);
  lost(
    history.map((one) => one.address),
    (rank) => ['practical', 'history', rank, 'address'],
  );
  lost(
    bookmarks.map((one) => one.address),
    (rank) => ['practical', 'bookmarks', rank, 'address'],
  );
  bookmarks.forEach(({ folder }, rank) => {
    if (folder !== undefined && !folders.includes(folder)) {
      fault(`le dossier « ${folder} » n'est pas dans « folders ».`, ['practical', 'bookmarks', rank]);
    }
  });
  const names = new Set(cookies.map(({ name }) => name));
  if (names.size < cookies.length) fault('deux cookies de même nom.', ['practical', 'cookies']);
  expected.forEach((one, rank) => {
    lost(addressesOf(one), () => ['expect', rank]);
    const named = 'cookiesGone' in one ? one.cookiesGone : 'cookiesKept' in one ? one.cookiesKept : [];
    for (const name of named) {
      if (!names.has(name)) fault(`« ${name} » n'est pas un cookie de « practical ».`, ['expect', rank]);
    }
    if ('folder' in one && one.folder !== undefined && !folders.includes(one.folder)) {
      fault(`le dossier « ${one.folder} » n'est pas dans « folders ».`, ['expect', rank]);
    }
  });
  return {
    pages: pages.map(({ text: written, extract, ...rest }) => ({
      ...rest,
      html: render(written),
      extract: extract ?? null,
    })),
    open,
    engine: engine ?? null,
    history,
    folders,
    bookmarks: bookmarks.map((one) => ({ ...one, folder: one.folder ?? null })),
    cookies: cookies.map((one) => ({ ...one, from: one.from ?? null, use: one.use ?? null })),
    certificates: certificates.map((one) => ({ ...one, trouble: one.trouble ?? null })),
  };
};

function addressesOf(one: BrowserExpectation): readonly string[] {
  if ('shown' in one) return [one.shown];
  if ('tabs' in one) return one.tabs;
  return 'bookmark' in one ? [one.bookmark] : [];
}

/**
 * What tells pages apart: the scheme, `www.`, a last `/`, the anchor and the order of parameters do not. `public/practicals/browser`
 * says the same.
 */
export function addressKey(written: string): string {
  const [, host = '', path = '', query = ''] =
    /^(?:https?:\/\/)?(?:www\.)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/u.exec(written) ?? [];
  const parameters = query.split('&').filter(Boolean).sort().join('&');
  return `${host.toLowerCase()}${path.replace(/\/$/, '')}${parameters && `?${parameters}`}`;
}
