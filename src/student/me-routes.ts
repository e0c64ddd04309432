import { type Request, type Response, Router } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { keptUntil } from '../campaigns/retention.ts';
import { AppError } from '../errors.ts';
import { formatDateTime, formatDay, hasText, translator } from '../i18n/translate.ts';
import { findPersonName } from '../lti/people.ts';
import { collectPersonalData } from '../lti/personal-data.ts';
import { titleOf } from '../referential/title.ts';
import { domainOf } from '../scoring/mastery.ts';
import { localeOf, page } from '../web/page.ts';
import { findAttachedSession, findUserOfSession, getSession } from '../web/session.ts';
import { signAddress, verifyAddress } from '../web/signed-address.ts';
import { presentData } from './me-data.ts';
import { listSent, type Sent } from './me-store.ts';
import type { MePage, MyDataPage, SentView } from './me-views.ts';

/** Its end is the name of the file: nothing of the person stands in it. */
const DOWNLOAD = '/me/data/palier.json';

const QUESTIONS = ['who', 'kept', 'ask'];

/** What was sent and to whom, and everything that Palier holds about the person. */
export function meRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/me', async (req, res) => {
    const { userId } = getSession(res);
    const t = translator(localeOf(req, res));
    const sent = await listSent(deps.db, userId);
    const views = await Promise.all(sent.map((one) => presentSent(req, res, one)));
    await page(req, res, 'student/me', { title: t('me.title'), sent: views } satisfies MePage);
  });

  router.get('/me/data', async (req, res) => {
    const { id, userId, role } = getSession(res);
    const locale = localeOf(req, res);
    const t = translator(locale);
    const until = formatDay(keptUntil(deps.now()), locale);
    const words = role === 'teacher' ? 'data.teacher' : 'data';
    const answers = QUESTIONS.map((name) => ({
      question: t(`data.${name}`),
      paragraphs: [1, 2, 3]
        .map((number) => `${words}.${name}.${number}`)
        .flatMap((key) => (hasText(key) ? t(key, { until }) : [])),
    }));
    await page(req, res, 'student/me-data', {
      title: t('data.title'),
      lead: t(`${words}.lead`),
      download: {
        address: signAddress(deps.config.secret, id, DOWNLOAD, deps.now()),
        fileName: 'palier.json',
      },
      answers,
      tables: presentData(t, locale, await collectPersonalData(deps.db, userId)),
    } satisfies MyDataPage);
  });

  // By its signed address: a download carries no header.
  router.get(DOWNLOAD, async (req, res) => {
    const sessionId = verifyAddress(deps.config.secret, DOWNLOAD, req.query, deps.now());
    const userId = sessionId === null ? undefined : await findUserOfSession(deps.db, sessionId, deps.now());
    if (userId === undefined) throw new AppError('address-expired');
    const asking = findAttachedSession(res);
    if (asking && asking.userId !== userId) throw new AppError('forbidden', 'data of another person');
    const data = await collectPersonalData(deps.db, userId);
    res.set('Cache-Control', 'no-store');
    res
      .attachment('palier.json')
      .type('json')
      .send(JSON.stringify(data, null, 2));
  });

  return router;

  async function presentSent(req: Request, res: Response, sent: Sent): Promise<SentView> {
    const locale = localeOf(req, res);
    const t = translator(locale);
    const { runId, title, attempt, course, ownerId, at, result } = sent;
    const teacher = ownerId === null ? null : await findPersonName(deps.db, ownerId);
    const to = ['course', 'teacher'].filter((name) => (name === 'course' ? course : teacher) !== null);
    return {
      id: runId,
      title,
      attempt: attempt > 1 ? t('me.sent.attempt', { number: attempt }) : null,
      at: t('me.sent.at', { date: formatDateTime(at, locale) }),
      to: t(['me.sent.to', ...to].join('.'), { course: course ?? '', teacher: teacher ?? '' }),
      percent: result.percent,
      stars: result.stars,
      pix: result.pix,
      competences: result.competences.map(({ code, percent, level }) => {
        const known = deps.referential().competences.get(code);
        return {
          code,
          title: known ? titleOf(known, locale) : code,
          domain: domainOf(code),
          percent,
          level,
        };
      }),
      address: `/runs/${runId}/result`,
    };
  }
}
