import { z } from 'zod';
import type { Translate } from '../i18n/translate.ts';
import { cutText } from '../web/clean-text.ts';
import { REPORT_KINDS, type Report, type ReportKind } from './report-store.ts';
import type { ReportView } from './views.ts';

const MOST_WORDS = 500;

export const reportForm = z.object({
  kind: z.string().max(20).optional(),
  words: z.string().max(5000).default(''),
});

export type ReportForm = z.infer<typeof reportForm>;

/** What a form says, or the key of what it lacks: « autre chose » needs words. */
export function readReport(form: ReportForm): Pick<Report, 'kind' | 'words'> | { readonly key: string } {
  const kind = REPORT_KINDS.find((known) => known === form.kind);
  // A line end of a form is two characters; the page counts one.
  const words = cutText(form.words.replaceAll('\r\n', '\n'), MOST_WORDS).trim();
  if (!kind) return { key: 'run.report.empty' };
  return kind === 'other' && words === '' ? { key: 'run.report.no-words' } : { kind, words };
}

/** The form, empty, sent back with its fault, or beside what already stands. */
export function presentReport(
  t: Translate,
  action: string,
  shown: { readonly form?: ReportForm; readonly fault?: string; readonly sent?: Report } = {},
): ReportView {
  const { form, fault, sent } = shown;
  const kind = form?.kind ?? sent?.kind;
  return {
    action,
    kinds: REPORT_KINDS.map((value) => ({ value, label: kindLabel(t, value), checked: value === kind })),
    words: form?.words ?? sent?.words ?? '',
    mostWords: MOST_WORDS,
    error: fault === undefined ? null : t(fault),
    sent: sent ? { kind: kindLabel(t, sent.kind), words: sent.words } : null,
  };
}

export function kindLabel(t: Translate, kind: ReportKind): string {
  return t(`run.report.kind.${kind}`);
}

/** Where a challenge of a run is reported. */
export function reportAddress(runId: string, challengeId: string): string {
  return `/runs/${runId}/reports/${challengeId}`;
}
