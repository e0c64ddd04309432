import { drawCode } from '../../../src/campaigns/code.ts';
import type { Subject } from '../../../src/campaigns/documents/store.ts';
import {
  type Campaign,
  getCampaignById,
  insertParticipation,
  markShared,
} from '../../../src/campaigns/store.ts';
import type { Db } from '../../../src/db/database.ts';
import { DEFAULT_POLICY } from '../../../src/engine/method.ts';
import type { Referential } from '../../../src/referential/types.ts';
import { scoreRun } from '../../../src/runs/result.ts';
import { startRun } from '../../../src/runs/start.ts';
import { getRun, listValidatedSkills } from '../../../src/runs/store.ts';
import { givePupil } from '../../support/people.ts';

type Place = Awaited<ReturnType<typeof givePupil>>;

/** A course with one campaign, and what its pupils did in it. */
export interface Class {
  readonly place: Place;
  readonly campaign: Campaign;
  readonly subject: Subject;
  /** On the roster, nothing begun. @returns the pupil's id. */
  pupil(familyName: string | null, givenName: string | null): Promise<string>;
  attempt(userId: string, how: How): Promise<string>;
  /** Freezes the result of an attempt as it stands. */
  send(participationId: string, at: Date): Promise<void>;
}

/** An attempt; `validated`: of its skills, easiest first, how many; sent when `sharedAt` is given. */
interface How {
  readonly number?: number;
  readonly validated?: number;
  readonly startedAt: Date;
  readonly sharedAt?: Date;
  /** A skill that could not be asked of this pupil. */
  readonly leftOut?: string | undefined;
}

export async function giveClass(db: Db, bank: Referential, name = 'Rentrée 3e B'): Promise<Class> {
  const place = await givePupil(db);
  await db.deleteFrom('ltiUser').where('id', '=', place.userId).execute();
  const profile = bank.targetProfiles.get('rentree-3e');
  if (!profile) throw new Error('no such profile');
  const { id } = await db
    .insertInto('campaign')
    .values({
      code: drawCode(),
      platformId: place.platformId,
      contextId: place.contextId,
      name,
      title: 'Parcours de rentrée',
      targetProfile: profile.id,
      skills: [...profile.skills],
      policy: JSON.stringify(DEFAULT_POLICY),
      createdAt: new Date('2026-09-01T08:00:00Z'),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const subject = { campaignId: id, contextId: place.contextId, schoolYear: 2026 };
  const campaign = await getCampaignById(db, id);
  return {
    place,
    campaign,
    subject,
    pupil,
    send: (participationId, at) => send(db, participationId, at),
    attempt: (userId, how) => giveAttempt(db, bank, { place, campaign, subject }, userId, how),
  };

  async function pupil(familyName: string | null, givenName: string | null): Promise<string> {
    const { platformId, contextId } = place;
    const { id: userId } = await db
      .insertInto('ltiUser')
      .values({ platformId, sub: crypto.randomUUID(), givenName, familyName })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('enrolment')
      .values({ contextId, userId, rosterRole: 'learner', rosterActive: true })
      .execute();
    return userId;
  }
}

/** @returns the participation's id. */
export async function giveAttempt(
  db: Db,
  bank: Referential,
  {
    place,
    campaign,
    subject,
  }: {
    readonly place: Pick<Place, 'platformId' | 'deploymentId'>;
    readonly campaign: Campaign;
    readonly subject: Subject;
  },
  userId: string,
  how: How,
): Promise<string> {
  const { number = 1, validated = 0, startedAt, sharedAt, leftOut } = how;
  const wanted = {
    userId,
    trial: false,
    title: campaign.title,
    locale: 'fr',
    origin: '/',
    skills: campaign.skills,
    policy: DEFAULT_POLICY,
    device: null,
    badges: bank.targetProfiles.get(campaign.targetProfile)?.badges ?? [],
    keepFailuresDays: null,
  };
  const runId = await db.transaction().execute((trx) => startRun(trx, bank, wanted, startedAt));
  const { platformId, deploymentId } = place;
  const participationId = await insertParticipation(db, {
    ...subject,
    userId,
    platformId,
    deploymentId,
    externalId: null,
    attempt: number,
    runId,
    startedAt,
  });
  const run = await getRun(db, runId, userId);
  const known = run.scope
    .toSorted((a, b) => a.level - b.level)
    .slice(0, validated)
    .map(({ id: skillId }) => skillId);
  if (known.length > 0)
    await db
      .insertInto('runSkill')
      .values(known.map((skillId) => ({ runId, skillId, status: 'validated', source: 'direct' })))
      .execute();
  if (leftOut) {
    const obstacle = { challenge: 'x', skill: leftOut, reason: 'picture', replacement: null, position: 0 };
    await db
      .updateTable('run')
      .set({ obstacles: JSON.stringify([obstacle]) })
      .where('id', '=', runId)
      .execute();
  }
  if (sharedAt) await send(db, participationId, sharedAt);
  return participationId;
}

async function send(db: Db, participationId: string, at: Date): Promise<void> {
  const { runId, userId } = await db
    .selectFrom('participation')
    .select(['runId', 'userId'])
    .where('id', '=', participationId)
    .executeTakeFirstOrThrow();
  await db.updateTable('run').set({ status: 'finished', finishedAt: at }).where('id', '=', runId).execute();
  const result = scoreRun(await getRun(db, runId, userId), await listValidatedSkills(db, runId), 8);
  await markShared(db, participationId, { mastery: result.percent, result, byItself: false, at });
}
