import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Device } from '../referential/schema.ts';
import { startRun } from '../runs/start.ts';
import { getRun, listValidatedSkills } from '../runs/store.ts';
import type { Session } from '../web/session.ts';
import { closingOfYear, NEWCOMER, toldBy } from './closing/rules.ts';
import { findClosing, saveTold } from './closing/store.ts';
import type { CampaignsDeps } from './deps.ts';
import { findExternalId } from './external-id-store.ts';
import { retryOpensAt } from './retry.ts';
import { schoolYearOf } from './school-year.ts';
import { queueResults } from './share.ts';
import {
  type Campaign,
  findParticipation,
  findParticipationOfRun,
  getCampaignById,
  inheritLinks,
  insertParticipation,
  insertParticipationLink,
  listAttempts,
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

/**
 * Begins, or finds what was begun: two clicks at once, or two tabs, begin one run.
 * @returns the run's id; null when the campaign asks for an identifier first, and `externalId` is empty.
 */
export async function beginParticipation(
  deps: CampaignsDeps,
  campaign: Campaign,
  session: Session,
  device: Device | null,
  externalId: string,
): Promise<string | null> {
  const now = deps.now();
  const key = participationKey(campaign, session, now);
  return deps.db.transaction().execute(async (trx) => {
    await lockParticipant(trx, key);
    const begun = await findParticipation(trx, key);
    if (begun) {
      await attachLink(trx, deps, campaign, begun, session);
      return begun.runId;
    }
    if (campaign.archivedAt) throw new AppError('campaign-closed', 'archived');
    const closing = closingOfYear(await findClosing(trx, key, true), key.schoolYear);
    if (closing.closedAt !== null) throw new AppError('campaign-closed', 'by the teacher');
    if (campaign.externalIdLabel !== null && externalId === '') return null;
    const given = campaign.externalIdLabel === null ? null : externalId;
    const first = { ...key, attempt: 1, externalId: given };
    const started = await startAttempt(trx, deps, campaign, first, session, device);
    // The page that they began from told them.
    await saveTold(trx, started.id, toldBy(closing, NEWCOMER, now));
    await attachLink(trx, deps, campaign, started, session);
    return started.runId;
  });
}

/**
 * Begins the attempt after this run's, by the rule of `retryOpensAt`; one already begun is found.
 * @returns the run's id. @throws AppError not-found, campaign-closed, conflict (not yet, or never).
 */
export async function retryParticipation(
  deps: CampaignsDeps,
  runId: string,
  session: Session,
  device: Device | null,
): Promise<string> {
  return deps.db.transaction().execute(async (trx) => {
    const before = await findParticipationOfRun(trx, runId, session.userId);
    if (!before) throw new AppError('not-found', 'participation');
    await lockParticipant(trx, before);
    const [latest] = await listAttempts(trx, before);
    if (latest && latest.id !== before.id) return latest.runId;
    // Read again under the lock: it may have been sent meanwhile.
    const standing = latest ?? before;
    const campaign = await getCampaignById(trx, before.campaignId);
    const run = await getRun(trx, runId, session.userId);
    const validated = await listValidatedSkills(trx, runId);
    const opensAt = findRetry(deps, campaign, standing, validated.length === run.scope.length);
    const closing = closingOfYear(await findClosing(trx, before, true), before.schoolYear);
    if (closing.closedAt !== null) throw new AppError('campaign-closed', 'by the teacher');
    if (opensAt === null || opensAt > deps.now()) throw new AppError('conflict', 'no retry now');
    const externalId = (await findExternalId(trx, standing.id))?.value ?? null;
    const key = { ...standing, attempt: standing.attempt + 1, externalId };
    const started = await startAttempt(trx, deps, campaign, key, session, device);
    await inheritLinks(trx, started.id, before.id);
    return started.runId;
  });
}

/** From when this attempt may be tried again; null: never, or it is not over, or its school year is. */
export function findRetry(
  deps: Pick<CampaignsDeps, 'config' | 'now'>,
  campaign: Campaign,
  { finishedAt, sharedAt, schoolYear }: Pick<Participation, 'finishedAt' | 'sharedAt' | 'schoolYear'>,
  complete: boolean,
): Date | null {
  if (finishedAt === null || schoolYear !== schoolYearOf(deps.now())) return null;
  const { multipleSendings, archivedAt } = campaign;
  const attempt = { finishedAt, sharedAt, multipleSendings, archived: archivedAt !== null, complete };
  return retryOpensAt(attempt, deps.config.retryDays);
}

async function startAttempt(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  key: ParticipationKey & { readonly attempt: number; readonly externalId: string | null },
  session: Session,
  device: Device | null,
): Promise<{ readonly id: string; readonly runId: string; readonly sharedAt: null }> {
  const now = deps.now();
  const { platformId, deploymentId, userId } = session;
  const runId = await startRun(
    trx,
    deps.referential(),
    {
      userId,
      trial: false,
      title: campaign.title,
      locale: session.locale,
      origin: `/campaigns/${campaign.code}/entry`,
      skills: campaign.skills,
      policy: campaign.policy,
      device,
      badges: deps.referential().targetProfiles.get(campaign.targetProfile)?.badges ?? [],
      keepFailuresDays: campaign.freshStart ? null : deps.config.retryDays,
    },
    now,
  );
  const { campaignId, contextId, schoolYear, attempt, externalId } = key;
  const id = await insertParticipation(trx, {
    campaignId,
    contextId,
    userId,
    schoolYear,
    attempt,
    platformId,
    deploymentId,
    runId,
    externalId,
    startedAt: now,
  });
  return { id, runId, sharedAt: null };
}

/** A launch that finds a participation already begun. */
export async function joinLink(
  deps: CampaignsDeps,
  campaign: Campaign,
  participation: Participation,
  session: Session,
): Promise<void> {
  await deps.db.transaction().execute((trx) => attachLink(trx, deps, campaign, participation, session));
}

/**
 * Notes that this pupil's participation was reached through this link of the course: its column will get the result
 * too, and gets at once what was already sent, by this attempt or the one before.
 */
async function attachLink(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  { id }: Pick<Participation, 'id'>,
  session: Session,
): Promise<void> {
  if (session.resourceLinkId === null) return;
  const participation = await lockParticipation(trx, id);
  await insertParticipationLink(trx, id, session.resourceLinkId);
  const sent = participation.sharedAt
    ? participation
    : participation.attempt > 1
      ? (await listAttempts(trx, participation)).find(({ sharedAt }) => sharedAt !== null)
      : undefined;
  if (!sent) return;
  if (sent.id !== id) await insertParticipationLink(trx, sent.id, session.resourceLinkId);
  await queueResults(trx, deps, campaign, sent, session.locale);
}
