import type { Request, Response } from 'express';
import { formatDateTime, type Translate, translator } from '../i18n/translate.ts';
import { findPersonName } from '../lti/people.ts';
import { presenterFor } from '../runs/deps.ts';
import { presentCorrected } from '../runs/present.ts';
import { presentLeftOut } from '../runs/present-obstacle.ts';
import { presentResult, runResultSchema } from '../runs/result.ts';
import { getRun, listAnswers, listKnowledge } from '../runs/store.ts';
import type { CorrectedAnswer, CorrectedPlacement } from '../runs/views.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import type { CampaignsDeps } from './deps.ts';
import { findExternalId } from './external-id-store.ts';
import { statusOf } from './participants.ts';
import { findSharedResult, getParticipationInContext, listAttempts, type Participation } from './store.ts';
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
  const { contextId } = getTeacherSession(res);
  const t = translator(localeOf(req, res));
  const participation = await getParticipationInContext(deps.db, id, contextId);
  const status = statusOf(participation);
  return {
    title: (await findPersonName(deps.db, participation.userId)) ?? t('campaign.participant.nameless'),
    campaign: participation.campaignName,
    back: `/campaigns/${participation.code}`,
    status,
    statusLabel: t(`campaign.status.${status}`),
    identifier: (await findExternalId(deps.db, id)) ?? null,
    attempts: await presentAttempts(deps, t, participation),
    result: await presentShared(deps, req, res, participation),
  };
}

async function presentAttempts(
  deps: CampaignsDeps,
  t: Translate,
  shown: Participation,
): Promise<ParticipationPage['attempts']> {
  const attempts = (await listAttempts(deps.db, shown)).toReversed();
  if (attempts.length < 2) return [];
  return attempts.map((attempt) => ({
    label: t('campaign.participation.attempt', { number: attempt.attempt }),
    statusLabel: t(`campaign.status.${statusOf(attempt)}`),
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
  const presenter = presenterFor(deps, req, res, '/');
  const frozen = runResultSchema.parse(await findSharedResult(deps.db, id));
  const { percent, stars, pix, badges, competences, leftOut } = presentResult(
    presenter,
    frozen,
    run,
    await listKnowledge(deps.db, runId),
    'teacher',
  );
  return {
    sharedAt: formatDateTime(sharedAt, localeOf(req, res)),
    percent,
    stars,
    pix,
    maxLevel: deps.config.maxLevel,
    badges,
    competences,
    answers: answers.flatMap((answer) => presentCorrected(presenter, run, answer) ?? []).map(presentGiven),
    leftOut: presentLeftOut(presenter, run),
    leftOutLabel: leftOut,
  };
}

function presentGiven(answer: CorrectedAnswer): GivenAnswer {
  const { number, outcome, competence, domain, question, leftPage, choices, fields, placement, practical } =
    answer;
  const placed = placement ? presentPlaced(placement) : { given: [], expected: [] };
  const labelled = (label: string, text: string) => (label ? `${label}\u00a0: ${text}` : text);
  return {
    number,
    outcome,
    competence,
    domain,
    question,
    leftPage,
    given: [
      ...choices.flatMap(({ chosen, text }) => (chosen ? [text] : [])),
      ...fields.flatMap(({ label, given }) => (given === null ? [] : [labelled(label, given)])),
      ...placed.given,
      ...(practical ?? []).flatMap(({ right, expected, reached }) => (right ? [expected] : (reached ?? []))),
    ],
    expected: [
      ...choices.flatMap(({ right, text }) => (right ? [text] : [])),
      ...fields.map(({ label, expected }) => labelled(label, expected)),
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
          .map(({ given, text }) => `${given}. ${text}`),
        expected: placement.items.map(({ place, text }) => `${place}. ${text}`),
      };
    case 'matching':
      return {
        given: placement.rows.flatMap(({ left, given }) => (given === null ? [] : [`${left} → ${given}`])),
        expected: placement.rows.map(({ left, expected }) => `${left} → ${expected}`),
      };
    case 'pointing':
      return { given: placement.given.map(({ text }) => text), expected: placement.expected };
  }
}
