import type { Request, Response } from 'express';
import { listGradesOf } from '../grades/store.ts';
import { formatDateTime, translator } from '../i18n/translate.ts';
import type { FinishedRun, Sending } from '../runs/deps.ts';
import { countedScope } from '../runs/obstacle.ts';
import { localeOf } from '../web/page.ts';
import { tellClosing } from './closing/pupil.ts';
import { closingOfYear } from './closing/rules.ts';
import { findClosing } from './closing/store.ts';
import type { CampaignsDeps } from './deps.ts';
import { findRetry } from './participate.ts';
import {
  type Campaign,
  findParticipation,
  findParticipationOfRun,
  findSharedResult,
  getCampaignById,
  type Participation,
} from './store.ts';

/** Of practice, the room above tells. */
type CampaignSending = Omit<Sending, 'practice'>;

const NOTHING = {
  send: null,
  sent: null,
  retry: null,
  later: null,
  closing: null,
  trialAgainAction: null,
} satisfies CampaignSending;

/** What a pupil, or a teacher who tries, can do with a finished run. */
export async function describeSending(
  deps: CampaignsDeps,
  run: FinishedRun,
  req: Request,
  res: Response,
): Promise<CampaignSending> {
  if (run.trial) return { ...NOTHING, trialAgainAction: `${run.origin}/trials` };
  const participation = await findParticipationOfRun(deps.db, run.id, run.userId);
  if (!participation) return NOTHING;
  const locale = localeOf(req, res);
  const t = translator(locale);
  const { id, sharedAt } = participation;
  const campaign = await getCampaignById(deps.db, participation.campaignId);
  const latest = await findParticipation(deps.db, participation);
  const later = latest && latest.id !== id ? { address: `/runs/${latest.runId}` } : null;
  const opensAt = later ? null : findRetry(deps, campaign, participation, run.complete);
  const words = await tellClosing(deps, { runId: run.id, userId: run.userId }, locale);
  const closed = await isClosed(deps, participation);
  const byItself = sharedAt !== null && (await findSharedResult(deps.db, id))?.byItself;
  const open = opensAt !== null && opensAt <= deps.now();
  return {
    ...NOTHING,
    send:
      sharedAt || later || closed || countedScope(run).length === 0
        ? null
        : { action: `/runs/${run.id}/sending`, final: t(finalKey(campaign)) },
    sent: sharedAt && {
      label: t(byItself ? 'run.sent.by-itself' : 'run.sent.at', { date: formatDateTime(sharedAt, locale) }),
      grade: t(`run.sent.grade.${await gradeState(deps, id)}`),
    },
    retry: closed
      ? null
      : opensAt && {
          action: open ? `/runs/${run.id}/retries` : null,
          when: open ? null : t('run.retry.when', { date: formatDateTime(opensAt, locale) }),
          kept: t(campaign.freshStart ? 'run.retry.fresh' : 'run.retry.kept'),
        },
    later,
    closing: later ? null : words,
  };
}

/** Whether their teacher closed the campaign in this course, this year. */
async function isClosed(deps: CampaignsDeps, participation: Participation): Promise<boolean> {
  const closing = await findClosing(deps.db, participation);
  return closingOfYear(closing, participation.schoolYear).closedAt !== null;
}

/** What the pupil of a run under way must know of its deadline; null when nothing. */
export async function describeDeadline(
  deps: CampaignsDeps,
  run: Pick<FinishedRun, 'id' | 'userId' | 'trial'>,
  req: Request,
  res: Response,
): Promise<string | null> {
  if (run.trial) return null;
  return tellClosing(deps, { runId: run.id, userId: run.userId }, localeOf(req, res));
}

function finalKey({ multipleSendings }: Campaign): string {
  return multipleSendings ? 'run.result.send.again' : 'run.result.send.final';
}

/** What became of a sending's grades, for its pupil. */
export async function gradeState(
  deps: CampaignsDeps,
  participationId: string,
): Promise<'none' | 'refused' | 'sent' | 'pending'> {
  const states = (await listGradesOf(deps.db, [participationId])).flatMap(({ state }) =>
    state === 'superseded' ? [] : [state],
  );
  if (states.length === 0) return 'none';
  if (states.includes('refused')) return 'refused';
  return states.every((state) => state === 'sent') ? 'sent' : 'pending';
}
