import type { Locale } from '../../i18n/translate.ts';
import { translator } from '../../i18n/translate.ts';
import { cleanText, cutText } from '../../web/clean-text.ts';
import { signAddress } from '../../web/signed-address.ts';
import type { CampaignsDeps } from '../deps.ts';
import type { Campaign } from '../store.ts';
import type { DocumentLink } from '../views.ts';
import { wallClock } from './table.ts';

/** Of a campaign's documents, by the name that ends their address, in the order in which pages offer them. */
export const MEDIA_TYPES = {
  'results.csv': 'text/csv; charset=utf-8',
  'results.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'report.pdf': 'application/pdf',
  'code.pdf': 'application/pdf',
} as const satisfies Record<DocumentLink['format'], string>;

export type DocumentName = keyof typeof MEDIA_TYPES;

/** `req.params` knows them as texts. */
export function isDocument(name: string): name is DocumentName {
  return Object.hasOwn(MEDIA_TYPES, name);
}

/** The report tells marks: a collection of profiles has none. */
export function hasDocument({ purpose }: Pick<Campaign, 'purpose'>, name: DocumentName): boolean {
  return purpose === 'assess' || name !== 'report.pdf';
}

/** What the file is called where it is kept: « Résultats - 3e B, rentrée - 2026-11-25.csv » */
export function fileNameOf(
  name: DocumentName,
  campaign: Pick<Campaign, 'name'>,
  locale: Locale,
  now: Date,
): string {
  const [, ending] = name.split('.');
  const [day] = wallClock(now);
  const plain = cutText(cleanText(campaign.name).replace(/[\s\\/:*?"<>|]+/g, ' '), 80).trim();
  return `${translator(locale)(`document.file.${name}`)} - ${plain} - ${day}.${ending}`;
}

export function documentAddress(code: string, name: DocumentName): string {
  return `/campaigns/${code}/documents/${name}`;
}

/** Links that need no header, good while this session lives. */
export function documentLinks(
  deps: Pick<CampaignsDeps, 'config' | 'now'>,
  sessionId: string,
  campaign: Pick<Campaign, 'code' | 'name' | 'purpose'>,
  locale: Locale,
): DocumentLink[] {
  const t = translator(locale);
  const now = deps.now();
  return Object.keys(MEDIA_TYPES)
    .filter(isDocument)
    .filter((name) => hasDocument(campaign, name))
    .map((name) => ({
      format: name,
      label: t(`document.link.${name}`),
      address: signAddress(deps.config.secret, sessionId, documentAddress(campaign.code, name), now),
      fileName: fileNameOf(name, campaign, locale, now),
    }));
}
