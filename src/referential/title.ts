import type { Locale } from '../i18n/translate.ts';
import type { Competence, Domain } from './types.ts';

/** The title of a competence or a domain in the reader's language. */
export function titleOf(named: Pick<Competence | Domain, 'title' | 'titleEn'>, locale: Locale): string {
  return locale === 'en' ? named.titleEn : named.title;
}
