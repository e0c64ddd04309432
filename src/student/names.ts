import type { Locale } from '../i18n/translate.ts';
import type { Competence, Domain } from '../referential/types.ts';

export function titleOf(named: Pick<Competence | Domain, 'title' | 'titleEn'>, locale: Locale): string {
  return locale === 'en' ? named.titleEn : named.title;
}
