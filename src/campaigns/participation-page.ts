import type { Request, Response } from 'express';
import { formatDateTime, type Translate, translator } from '../i18n/translate.ts';
import { findPersonName } from '../lti/people.ts';
import { presenterFor } from '../runs/deps.ts';
import { presentCorrected } from '../runs/present.ts';
import { presentLeftOut } from '../runs/present-obstacle.ts';
import { presentResult, runResultSchema } from '../runs/result.ts';
import { getRun, listAnswers, listKnowledge } from '../runs/store.ts';
import type { CorrectedAnswer, CorrectedPlacement } from '../runs/views.ts';
import { uncoded } from '../web/coded.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { certifiableState } from './choose-participants.ts';
import { statusText } from './closing/present.ts';
import { isClosed } from './closing/store.ts';
import { compareAttempts, type SentAttempt } from './compare-attempts.ts';
import type { CampaignsDeps } from './deps.ts';
import { readResults } from './documents/store.ts';
import { findExternalId } from './external-id-store.ts';
import { statusOf } from './participants.ts';
import { UNDO_DAYS } from './removal.ts';
import { competenceTitle } from './share.ts';
import { findSharedResult, getParticipationInContext, listAttempts, type Participation } from './store.ts';
import { countCompetencesReached, findDivision, listTaughtCourses } from './taught-store.ts';
import type { GivenAnswer, ParticipationPage } from './views.ts';

/**
 * One pupil's participation for a teacher of the same context: nothing of its content before the pupil sends.
 * @throws AppError forbidden, not-found
 */
export async function participationPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<ParticipationPage> {
  const { contextId, userId: teacherId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const participation = await getParticipationInContext(deps.db, id, contextId);
  const status = statusOf(participation);
  const closed = await isClosed(deps.db, participation);
  const attempts = (await listAttempts(deps.db, participation)).toReversed();
  const name = (await findPersonName(deps.db, participation.userId)) ?? t('campaign.participant.nameless');
  return {
    title: name,
    campaign: participation.campaignName,
    back: `/campaigns/${participation.code}`,
    status,
    statusLabel: t(statusText(status, closed)),
    identifier: (await findExternalId(deps.db, id)) ?? null,
    attempts: presentAttempts(t, participation, attempts, closed),
    comparison: compareAttempts(
      await readSent(deps, attempts),
      (code) => `${code} ${competenceTitle(deps, code, locale)}`,
      locale,
    ),
    division: await findDivision(deps.db, participation.userId, participation.schoolYear),
    certification: await presentCertification(deps, t, participation, teacherId),
    pupilAddress: `/pupils/${participation.userId}?year=${participation.schoolYear}`,
    removal: presentRemoval(t, participation, attempts, name),
    result: await presentShared(deps, req, res, participation),
  };
}

async function readSent(deps: CampaignsDeps, attempts: readonly Participation[]): Promise<SentAttempt[]> {
  const results = await readResults(
    deps.db,
    attempts.map(({ id }) => id),
  );
  return attempts.flatMap(({ id, attempt, sharedAt }) => {
    const result = results.get(id);
    return result && sharedAt ? [{ attempt, sharedAt, result }] : [];
  });
}

/** By the courses that the teacher teaches, as their list of pupils says. */
async function presentCertification(
  deps: CampaignsDeps,
  t: Translate,
  { contextId, userId, schoolYear }: Participation,
  teacherId: string,
): Promise<ParticipationPage['certification']> {
  const courseIds = (await listTaughtCourses(deps.db, teacherId, contextId)).map(({ id }) => id);
  const reached = (await countCompetencesReached(deps.db, { courseIds, schoolYear, userId })).get(userId);
  const required = deps.config.certifiableCompetences;
  return {
    label: t(`pupils.state.${certifiableState(reached, required)}`),
    detail: reached === undefined ? null : t('pupil.certifiable', { count: reached, required }),
  };
}

/** What a removal does, told before it is done. */
function presentRemoval(
  t: Translate,
  shown: Participation,
  attempts: readonly Participation[],
  name: string,
): ParticipationPage['removal'] {
  const sent = shown.sharedAt !== null;
  const before = attempts.some(({ sharedAt, attempt }) => sharedAt !== null && attempt < shown.attempt);
  const what = attempts.length > 1 ? 'attempt' : 'whole';
  return {
    title: t(`campaign.removal.title.${what}`),
    lines: [
      t(`campaign.removal.gone.${what}`),
      t('campaign.removal.undo', { days: UNDO_DAYS }),
      ...(attempts.length === 1 ? [t('campaign.removal.again')] : []),
      ...(sent ? [t(before ? 'campaign.removal.before' : 'campaign.removal.grade')] : []),
    ],
    label: t(`campaign.removal.do.${what}`, { name, number: shown.attempt }),
    action: `/participations/${shown.id}/removal`,
  };
}

function presentAttempts(
  t: Translate,
  shown: Participation,
  attempts: readonly Participation[],
  closed: boolean,
): ParticipationPage['attempts'] {
  if (attempts.length < 2) return [];
  return attempts.map((attempt) => ({
    label: t('campaign.participation.attempt', { number: attempt.attempt }),
    statusLabel: t(statusText(statusOf(attempt), closed)),
    address: `/participations/${attempt.id}`,
    current: attempt.id === shown.id,
  }));
}

async function presentShared(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  participation: Participation,
): Promise<ParticipationPage['result']> {
  const { id, runId, userId, sharedAt } = participation;
  if (sharedAt === null) return null;
  const run = await getRun(deps.db, runId, userId);
  const answers = await listAnswers(deps.db, runId);
  const t = translator(localeOf(req, res));
  const presenter = presenterFor(deps, req, res, '/');
  const frozen = runResultSchema.parse((await findSharedResult(deps.db, id))?.result);
  const { percent, stars, pix, badges, competences, leftOut } = presentResult(
    presenter,
    frozen,
    run,
    await listKnowledge(deps.db, runId),
    'teacher',
  );
  const shown = answers.flatMap((answer) => presentCorrected(presenter, run, answer) ?? []);
  const gone = answers.length - shown.length;
  return {
    sharedAt: formatDateTime(sharedAt, localeOf(req, res)),
    percent,
    stars,
    pix,
    maxLevel: deps.config.maxLevel,
    badges,
    competences,
    answers: shown.map(presentGiven),
    goneLabel: gone === 0 ? null : t('campaign.participation.gone', { count: gone }),
    leftOut: presentLeftOut(presenter, run),
    leftOutLabel: leftOut,
  };
}

function presentGiven(answer: CorrectedAnswer): GivenAnswer {
  const { number, outcome, competence, domain, question, leftPage, choices, fields, placement, practical } =
    answer;
  const placed = placement ? presentPlaced(placement) : { given: [], expected: [] };
  const labelled = (label: string, text: string) => (label ? `${uncoded(label)}\u00a0: ${text}` : text);
  return {
    number,
    outcome,
    competence,
    domain,
    question,
    leftPage,
    given: [
      ...choices.flatMap(({ chosen, text }) => (chosen ? [uncoded(text)] : [])),
      ...fields.flatMap(({ label, given }) => (given === null ? [] : [labelled(label, given)])),
      ...placed.given,
      ...(practical ?? []).flatMap(({ right, expected, reached }) => (right ? [expected] : (reached ?? []))),
    ],
    expected: [
      ...choices.flatMap(({ right, text }) => (right ? [uncoded(text)] : [])),
      ...fields.map(({ label, expected }) => labelled(label, uncoded(expected))),
      ...placed.expected,
      ...(practical ?? []).map(({ expected }) => expected),
    ],
    drawn: placement?.mode === 'pointing' ? placement.drawn : null,
  };
}

/** What was placed and what was to be, a line each. */
function presentPlaced(placement: CorrectedPlacement): Pick<GivenAnswer, 'given' | 'expected'> {
  switch (placement.mode) {
    case 'ordering':
      return {
        given: placement.items
          .filter((item) => item.given !== null)
          .sort((a, b) => (a.given ?? 0) - (b.given ?? 0))
          .map(({ given, text }) => `${given}. ${uncoded(text)}`),
        expected: placement.items.map(({ place, text }) => `${place}. ${uncoded(text)}`),
      };
    case 'matching':
      return {
        given: placement.rows.flatMap(({ left, given }) =>
          given === null ? [] : [uncoded(`${left} → ${given}`)],
        ),
        expected: placement.rows.map(({ left, expected }) => uncoded(`${left} → ${expected}`)),
      };
    case 'pointing':
      return { given: placement.given.map(({ text }) => text), expected: placement.expected };
  }
}
