import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import { AppError } from '../../errors.ts';
import { readProfile } from '../../runs/person-profile.ts';
import { runResultSchema } from '../../runs/result.ts';
import { insertRun, updateCurrent } from '../../runs/store.ts';
import type { Session } from '../../web/session.ts';
import { closingOfYear } from '../closing/rules.ts';
import { findClosing } from '../closing/store.ts';
import type { CampaignsDeps } from '../deps.ts';
import { findExternalId } from '../external-id-store.ts';
import { participationKey } from '../participate.ts';
import { queueResults } from '../share.ts';
import {
  type Campaign,
  findParticipation,
  findSharedResult,
  inheritLinks,
  insertParticipation,
  insertParticipationLink,
  lockParticipant,
  lockParticipation,
  markShared,
  type Participation,
} from '../store.ts';
import { frozenProfile, sameProfile } from './profile.ts';

/**
 * « J'envoie mon profil »: freezes where the pupil stands now and queues the grades, in one transaction. Sent again
 * while nothing changed, or where one sending is all, it changes nothing.
 * @returns false when the campaign asks for an identifier first, and `externalId` is empty.
 * @throws AppError campaign-closed, forbidden
 */
export async function sendProfile(
  deps: CampaignsDeps,
  campaign: Campaign,
  session: Session,
  externalId: string,
): Promise<boolean> {
  const key = participationKey(campaign, session, deps.now());
  return deps.db.transaction().execute(async (trx) => {
    await lockParticipant(trx, key);
    const { maxLevel } = deps.config;
    const before = await findParticipation(trx, key);
    if (before && !campaign.multipleSendings) return true;
    const { profile } = await readProfile(trx, deps.referential(), session.userId, maxLevel);
    const frozen = frozenProfile(profile);
    if (before) {
      const sent = runResultSchema.parse((await findSharedResult(trx, before.id))?.result);
      if (sameProfile(sent, frozen)) return true;
    }
    if (campaign.archivedAt) throw new AppError('campaign-closed', 'archived');
    const closing = closingOfYear(await findClosing(trx, key, true), key.schoolYear);
    if (closing.closedAt !== null) throw new AppError('campaign-closed', 'by the teacher');
    const known = before && (await findExternalId(trx, before.id))?.value;
    const given = campaign.externalIdLabel === null ? null : (known ?? externalId);
    if (given === '') return false;
    const id = await insertSent(trx, deps, campaign, session, before, given);
    await markShared(trx, id, { mastery: null, result: frozen, byItself: false, at: deps.now() });
    await queueResults(trx, deps, campaign, await lockParticipation(trx, id), session.locale);
    return true;
  });
}

/** A participation whose run asks nothing and is over at once: whatever reads participations finds it like another. */
async function insertSent(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  session: Session,
  before: Participation | undefined,
  externalId: string | null,
): Promise<string> {
  const now = deps.now();
  const { platformId, deploymentId, userId, resourceLinkId } = session;
  const runId = await insertRun(trx, {
    userId,
    trial: false,
    title: campaign.title,
    locale: session.locale,
    origin: `/campaigns/${campaign.code}/entry`,
    scope: [],
    policy: campaign.policy,
    earlier: [],
    met: [],
    badges: [],
    device: null,
    seed: randomBytes(12).toString('base64url'),
    contentVersion: deps.referential().version,
    startedAt: now,
  });
  await updateCurrent(trx, runId, { challenge: null, remaining: { low: 0, high: 0 } }, now);
  const id = await insertParticipation(trx, {
    ...participationKey(campaign, session, now),
    platformId,
    deploymentId,
    attempt: (before?.attempt ?? 0) + 1,
    runId,
    externalId,
    startedAt: now,
  });
  if (before) await inheritLinks(trx, id, before.id);
  if (resourceLinkId !== null) await insertParticipationLink(trx, id, resourceLinkId);
  return id;
}
