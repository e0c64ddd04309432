import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import { kindLabel } from '../runs/report.ts';
import type { CourseReport } from './report-store.ts';
import type { CampaignPage } from './views.ts';

/** What pupils said of challenges, for their teacher; null when nothing. */
export function presentReports(
  referential: Referential,
  locale: Locale,
  code: string,
  reports: readonly CourseReport[],
): CampaignPage['problems'] {
  if (reports.length === 0) return null;
  const t = translator(locale);
  const unseen = reports.filter(({ seen }) => !seen).length;
  return {
    title: t('campaign.reports.title', { count: reports.length }),
    unseen: unseen === 0 ? null : t('campaign.reports.unseen', { count: unseen }),
    seenAction: `/campaigns/${code}/reports/seen`,
    unseenIds: reports.filter(({ seen }) => !seen).map(({ id }) => id),
    rows: reports.map(({ id, challengeId, kind, words, name, reportedAt, seen, treated }) => ({
      id,
      kind: kindLabel(t, kind),
      words,
      from: t('campaign.reports.from', {
        name: name ?? t('campaign.participant.nameless'),
        date: formatDate(reportedAt, locale),
      }),
      questionHtml: referential.challenges.get(challengeId)?.instructionHtml ?? null,
      challenge: challengeId,
      seen,
      treated,
    })),
  };
}
