import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { startRun } from '../runs/start.ts';
import type { Session } from '../web/session.ts';
import type { CampaignsDeps } from './deps.ts';
import { schoolYearOf } from './school-year.ts';
import { queueResults } from './share.ts';
import {
  type Campaign,
  findParticipation,
  insertParticipation,
  insertParticipationLink,
  lockParticipant,
  lockParticipation,
  type Participation,
  type ParticipationKey,
} from './store.ts';

/** A pupil's participation in a campaign, this school year and in this course. @throws AppError forbidden */
export function participationKey(campaign: Campaign, session: Session, now: Date): ParticipationKey {
  if (session.role !== 'learner' || session.contextId === null)
    throw new AppError('forbidden', 'learner only');
  return {
    campaignId: campaign.id,
    contextId: session.contextId,
    userId: session.userId,
    schoolYear: schoolYearOf(now),
  };
}

/** Begins, or finds what was begun: two clicks at once, or two tabs, begin one run. @returns the run's id. */
export async function beginParticipation(
  deps: CampaignsDeps,
  campaign: Campaign,
  session: Session,
): Promise<string> {
  const now = deps.now();
  const key = participationKey(campaign, session, now);
  return deps.db.transaction().execute(async (trx) => {
    await lockParticipant(trx, key);
    const begun = await findParticipation(trx, key);
    if (begun) {
      await attachLink(trx, deps, campaign, begun.id, session);
      return begun.runId;
    }
    if (campaign.archivedAt) throw new AppError('conflict', 'archived campaign');
    const runId = await startRun(
      trx,
      deps.referential(),
      {
        userId: session.userId,
        trial: false,
        title: campaign.title,
        locale: session.locale,
        origin: `/campaigns/${campaign.code}/entry`,
        skills: campaign.skills,
        policy: campaign.policy,
      },
      now,
    );
    const { platformId, deploymentId } = session;
    const participationId = await insertParticipation(trx, {
      ...key,
      platformId,
      deploymentId,
      runId,
      startedAt: now,
    });
    await attachLink(trx, deps, campaign, participationId, session);
    return runId;
  });
}

/** A launch that finds a participation already begun. */
export async function joinLink(
  deps: CampaignsDeps,
  campaign: Campaign,
  participation: Participation,
  session: Session,
): Promise<void> {
  await deps.db.transaction().execute((trx) => attachLink(trx, deps, campaign, participation.id, session));
}

/**
 * Notes that this pupil's participation was reached through this link of the course: its column will get the result
 * too, and gets it at once when it was already sent.
 */
async function attachLink(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  participationId: string,
  session: Session,
): Promise<void> {
  if (session.resourceLinkId === null) return;
  const participation = await lockParticipation(trx, participationId);
  await insertParticipationLink(trx, participation.id, session.resourceLinkId);
  if (participation.sharedAt) await queueResults(trx, deps, campaign, participation, session.locale);
}
