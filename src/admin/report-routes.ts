import { Router } from 'express';
import { z } from 'zod';
import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import type { LtiDeps } from '../lti/deps.ts';
import type { Referential } from '../referential/types.ts';
import { kindLabel } from '../runs/report.ts';
import { parseForm } from '../web/form.ts';
import { go, localeOf } from '../web/page.ts';
import { noteEvent } from './audit.ts';
import { actorOf } from './console-session.ts';
import { adminPage } from './page.ts';
import { readNotice } from './present-platform.ts';
import { listOpenReports, markReportsTreated, type OpenReport } from './report-store.ts';
import type { ReportsPage } from './views.ts';

export interface ReportsDeps extends LtiDeps {
  readonly referential: () => Referential;
}

const treatedForm = z.object({
  challenge: z.string().max(200),
  upto: z.string().regex(/^[1-9]\d{0,17}$/),
});

/** What people say is wrong with challenges, without saying who. */
export function reportsRouter(deps: ReportsDeps): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const locale = localeOf(req, res);
    const t = translator(locale);
    await adminPage(req, res, 'reports', {
      title: t('admin.reports.title'),
      notice: readNotice(t, req.query.done),
      groups: presentGroups(deps.referential(), locale, await listOpenReports(deps.db)),
      treatedAction: '/admin/reports',
    } satisfies ReportsPage);
  });

  router.post('/', async (req, res) => {
    const { challenge, upto } = parseForm(treatedForm, req.body);
    const count = await markReportsTreated(deps.db, { challengeId: challenge, upTo: upto }, deps.now());
    const event = { action: 'reports treated', subject: `challenge ${challenge}`, details: { count } };
    // A second click finds nothing open.
    if (count > 0) await noteEvent(deps, event, actorOf(res));
    go(res, '/admin/reports?done=treated');
  });

  return router;
}

/** By challenge, the most reported first. */
function presentGroups(
  referential: Referential,
  locale: Locale,
  reports: readonly OpenReport[],
): ReportsPage['groups'] {
  const t = translator(locale);
  return [...Map.groupBy(reports, ({ challengeId }) => challengeId)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([challenge, said]) => ({
      challenge,
      count: t('admin.reports.count', { count: said.length }),
      questionHtml: referential.challenges.get(challenge)?.instructionHtml ?? null,
      upTo: said.at(-1)?.id ?? '',
      said: said.map(({ kind, words, reportedAt }) => ({
        kind: kindLabel(t, kind),
        words,
        at: formatDate(reportedAt, locale),
      })),
    }));
}
