import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Policy } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import { isSharedIssuer } from '../lti/vendors.ts';
import { policySchema } from '../runs/store.ts';
import type { Session } from '../web/session.ts';
import { asDeletedColumns, type DeletedColumns } from './course-store.ts';

export type Purpose = 'assess' | 'collect';

export interface Campaign {
  readonly id: string;
  readonly code: string;
  readonly platformId: string;
  readonly ownerId: string | null;
  readonly name: string;
  readonly title: string;
  readonly landingText: string;
  readonly targetProfile: string;
  readonly skills: readonly string[];
  readonly policy: Policy;
  /** « À neuf »: what earlier runs showed does not count. */
  readonly freshStart: boolean;
  readonly multipleSendings: boolean;
  readonly competenceColumns: boolean;
  readonly deletedColumns: DeletedColumns;
  /** `collect`: pupils answer nothing, they send their profile. */
  readonly purpose: Purpose;
  /** Whether what pupils send goes to the gradebook. */
  readonly graded: boolean;
  /** What pupils must write before they begin; null: nothing. */
  readonly externalIdLabel: string | null;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface NewCampaign {
  readonly code: string;
  readonly platformId: string;
  readonly contextId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly title: string;
  readonly landingText: string;
  readonly targetProfile: string;
  readonly skills: string[];
  readonly policy: Policy;
  readonly freshStart: boolean;
  readonly multipleSendings: boolean;
  readonly competenceColumns: boolean;
  readonly deletedColumns: DeletedColumns;
  readonly purpose: Purpose;
  readonly graded: boolean;
  readonly externalIdLabel: string | null;
  /** Of the form that made it, if one did. */
  readonly requestKey: string | null;
  readonly createdAt: Date;
}

/** @returns false when the code is already taken, or the same form was already sent. */
export async function insertCampaign(db: Db, campaign: NewCampaign): Promise<boolean> {
  const row = await db
    .insertInto('campaign')
    .values({ ...campaign, policy: JSON.stringify(campaign.policy) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findCampaignOfRequest(db: Db, requestKey: string): Promise<Campaign | undefined> {
  const row = await campaigns(db).where('requestKey', '=', requestKey).executeTakeFirst();
  return row && asCampaign(row);
}

/** Notes which campaign a link leads to now. */
export async function saveCampaignLink(db: Db, resourceLinkId: string, campaignId: string): Promise<void> {
  await db
    .insertInto('campaignLink')
    .values({ resourceLinkId, campaignId })
    .onConflict((conflict) => conflict.column('resourceLinkId').doUpdateSet({ campaignId }))
    .execute();
}

/** The code of the campaign that a link is known to lead to. */
export async function findCodeOfLink(db: Db, resourceLinkId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaignLink')
    .innerJoin('campaign', 'campaign.id', 'campaignLink.campaignId')
    .select('campaign.code')
    .where('campaignLink.resourceLinkId', '=', resourceLinkId)
    .executeTakeFirst();
  return row?.code;
}

/** What `launch_destination` answers, for a launch that did not ask it while its session was opened. */
export async function askDestination(db: Db, question: object | null, session: Session): Promise<unknown> {
  const { platformId, contextId, resourceLinkId, userId } = session;
  const { rows } = await sql<{ found: unknown }>`
    select launch_destination(${JSON.stringify(question)}::jsonb, ${platformId}::bigint, ${contextId}::bigint,
      ${resourceLinkId}::bigint, ${userId}::bigint) as found`.execute(db);
  return rows[0]?.found ?? null;
}

function campaigns(db: Db) {
  return db.selectFrom('campaign').selectAll();
}

type CampaignRow = NonNullable<Awaited<ReturnType<ReturnType<typeof campaigns>['executeTakeFirst']>>>;

function asCampaign(row: CampaignRow): Campaign {
  return {
    ...row,
    policy: policySchema.parse(row.policy),
    deletedColumns: asDeletedColumns(row.deletedColumns),
    purpose: row.purpose === 'collect' ? 'collect' : 'assess',
  };
}

/** A campaign's row as PostgreSQL writes it in JSON: ids are numbers there (sequences, far under 2^53), times are texts. */
export function campaignOfJson(json: Readonly<Record<string, unknown>>): Campaign {
  const row = Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      name.endsWith('_at') && typeof value === 'string' ? new Date(value) : asText(name, value),
    ]),
  );
  return asCampaign(row as CampaignRow);
}

function asText(name: string, value: unknown): unknown {
  return /(^|_)id$/.test(name) && typeof value === 'number' ? String(value) : value;
}

/** A code opens a campaign on its own platform only. */
export async function findCampaign(db: Db, platformId: string, code: string): Promise<Campaign | undefined> {
  const row = await campaigns(db)
    .where('platformId', '=', platformId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row && asCampaign(row);
}

/** Whether a campaign stands under another registration of the same issuer: the tool was registered anew there. */
export async function isOfTwin(db: Db, platformId: string, code: string): Promise<boolean> {
  const row = await db
    .selectFrom('campaign')
    .innerJoin('platform as twin', 'twin.id', 'campaign.platformId')
    .innerJoin('platform', 'platform.issuer', 'twin.issuer')
    .select('platform.issuer')
    .where('campaign.code', '=', code)
    .where('platform.id', '=', platformId)
    .whereRef('twin.id', '!=', 'platform.id')
    .executeTakeFirst();
  return row !== undefined && !isSharedIssuer(row.issuer);
}

/** @throws NoResultError: the id comes from a participation's row. */
export async function getCampaignById(db: Db, id: string): Promise<Campaign> {
  return asCampaign(await campaigns(db).where('id', '=', id).executeTakeFirstOrThrow());
}

export async function listCampaignsOfContext(db: Db, contextId: string): Promise<Campaign[]> {
  const rows = await campaigns(db)
    .where('contextId', '=', contextId)
    .where('archivedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  return rows.map(asCampaign);
}

export interface Participation {
  readonly id: string;
  readonly campaignId: string;
  readonly contextId: string;
  readonly userId: string;
  readonly schoolYear: number;
  /** 1, 2… */
  readonly attempt: number;
  readonly runId: string;
  readonly finished: boolean;
  readonly finishedAt: Date | null;
  readonly sharedAt: Date | null;
}

function participations(db: Db) {
  return db
    .selectFrom('participation')
    .innerJoin('run', 'run.id', 'participation.runId')
    .select([
      'participation.id',
      'participation.campaignId',
      'participation.contextId',
      'participation.userId',
      'participation.schoolYear',
      'participation.attempt',
      'participation.runId',
      'participation.sharedAt',
      'run.finishedAt',
    ]);
}

type ParticipationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof participations>['executeTakeFirst']>>
>;

function asParticipation(row: ParticipationRow): Participation {
  return { ...row, finished: row.finishedAt !== null };
}

export interface ParticipationKey {
  readonly campaignId: string;
  readonly contextId: string;
  readonly userId: string;
  readonly schoolYear: number;
}

/** Every attempt, the latest first. */
export async function listAttempts(db: Db, key: ParticipationKey): Promise<Participation[]> {
  const rows = await participations(db)
    .where('participation.campaignId', '=', key.campaignId)
    .where('participation.contextId', '=', key.contextId)
    .where('participation.userId', '=', key.userId)
    .where('participation.schoolYear', '=', key.schoolYear)
    .orderBy('participation.attempt', 'desc')
    .execute();
  return rows.map(asParticipation);
}

/** The latest attempt. */
export async function findParticipation(db: Db, key: ParticipationKey): Promise<Participation | undefined> {
  return (await listAttempts(db, key))[0];
}

/**
 * Locked until the transaction ends: a sending and a launch by another link come one after the other.
 * @throws AppError participation-removed (meanwhile)
 */
export async function lockParticipation(trx: Db, id: string): Promise<Participation> {
  const row = await participations(trx)
    .where('participation.id', '=', id)
    .forUpdate('participation')
    .executeTakeFirstOrThrow(() => new AppError('participation-removed'));
  return asParticipation(row);
}

export async function findParticipationOfRun(
  db: Db,
  runId: string,
  userId: string,
): Promise<Participation | undefined> {
  const row = await participations(db)
    .where('participation.runId', '=', runId)
    .where('participation.userId', '=', userId)
    .executeTakeFirst();
  return row && asParticipation(row);
}

/** One act at a time on one pupil's participations in one campaign and context; the lock goes with the transaction. */
export async function lockParticipant(trx: Db, key: ParticipationKey): Promise<void> {
  const text = `participation:${key.campaignId}:${key.contextId}:${key.userId}:${key.schoolYear}`;
  await trx
    .selectNoFrom((e) =>
      e
        .fn<null>('pg_advisory_xact_lock', [e.fn<string>('hashtextextended', [e.val(text), e.val(0)])])
        .as('locked'),
    )
    .execute();
}

export async function insertParticipation(
  trx: Db,
  participation: ParticipationKey & {
    readonly platformId: string;
    readonly deploymentId: string;
    readonly attempt: number;
    readonly runId: string;
    readonly externalId: string | null;
    readonly startedAt: Date;
  },
): Promise<string> {
  const row = await trx
    .insertInto('participation')
    .values(participation)
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** @returns false when the link was already known. */
export async function insertParticipationLink(
  trx: Db,
  participationId: string,
  resourceLinkId: string,
): Promise<boolean> {
  const row = await trx
    .insertInto('participationLink')
    .values({ participationId, resourceLinkId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('participationId')
    .executeTakeFirst();
  return row !== undefined;
}

/** A new attempt counts for every link through which the ones before were reached. */
export async function inheritLinks(trx: Db, participationId: string, from: string): Promise<void> {
  await trx
    .insertInto('participationLink')
    .columns(['participationId', 'resourceLinkId'])
    .expression((e) =>
      e
        .selectFrom('participationLink')
        .select((s) => [
          s.cast<string>(s.val(participationId), 'bigint').as('participationId'),
          'resourceLinkId',
        ])
        .where('participationId', '=', from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Links of a participation that still lead to its campaign and have a gradebook, in one order for all who lock. */
export async function listGradedLinks(
  trx: Db,
  participationId: string,
): Promise<{ readonly id: string; readonly linkId: string }[]> {
  return trx
    .selectFrom('participationLink')
    .innerJoin('participation', 'participation.id', 'participationLink.participationId')
    .innerJoin('campaignLink', (join) =>
      join
        .onRef('campaignLink.resourceLinkId', '=', 'participationLink.resourceLinkId')
        .onRef('campaignLink.campaignId', '=', 'participation.campaignId'),
    )
    .innerJoin('resourceLink', 'resourceLink.id', 'participationLink.resourceLinkId')
    .select(['resourceLink.id', 'resourceLink.linkId'])
    .where('participationLink.participationId', '=', participationId)
    .where((e) =>
      e.exists(
        // As any of the joined registrations shows it.
        e
          .selectFrom('resourceLink as shown')
          .innerJoin('context', 'context.id', 'shown.contextId')
          .select('shown.id')
          .where((f) => f(f.fn.coalesce('shown.sameAs', 'shown.id'), '=', f.ref('resourceLink.id')))
          .where((f) =>
            f.or([f('shown.lineItemUrl', 'is not', null), f('context.lineItemsUrl', 'is not', null)]),
          ),
      ),
    )
    .orderBy('resourceLink.id')
    .execute();
}

/** Freezes what the teacher sees; a profile has no mastery. @returns false when it was already sent. */
export async function markShared(
  trx: Db,
  participationId: string,
  shared: {
    readonly mastery: number | null;
    readonly result: unknown;
    readonly byItself: boolean;
    readonly at: Date;
  },
): Promise<boolean> {
  const row = await trx
    .updateTable('participation')
    .set({
      sharedAt: shared.at,
      mastery: shared.mastery,
      result: JSON.stringify(shared.result),
      sentByItself: shared.byItself,
    })
    .where('id', '=', participationId)
    .where('sharedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function findSharedResult(
  db: Db,
  participationId: string,
): Promise<{ readonly result: unknown; readonly byItself: boolean } | undefined> {
  return db
    .selectFrom('participation')
    .select(['result', 'sentByItself as byItself'])
    .where('id', '=', participationId)
    .where('sharedAt', 'is not', null)
    .executeTakeFirst();
}

/** A participation of this context, locked; another context's is not found. @throws AppError not-found */
export async function lockParticipationInContext(
  trx: Db,
  id: string,
  contextId: string,
): Promise<{ readonly id: string; readonly code: string }> {
  const row = await trx
    .selectFrom('participation')
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .select(['participation.id', 'campaign.code'])
    .where('participation.id', '=', id)
    .where('participation.contextId', '=', contextId)
    .forUpdate('participation')
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', 'participation');
  return row;
}

/** A participation of this context; another context's is not found. @throws AppError not-found */
export async function getParticipationInContext(
  db: Db,
  id: string,
  contextId: string,
): Promise<Participation & { readonly code: string; readonly campaignName: string }> {
  const row = await participations(db)
    .innerJoin('campaign', 'campaign.id', 'participation.campaignId')
    .select(['campaign.code', 'campaign.name as campaignName'])
    .where('participation.id', '=', id)
    .where('participation.contextId', '=', contextId)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', 'participation');
  const { code, campaignName, ...participation } = row;
  return { ...asParticipation(participation), code, campaignName };
}

/** What stands for the person whom a platform calls `sub` (`standing`); of this context and year alone. */
export async function findParticipationOfSub(
  db: Db,
  key: Omit<ParticipationKey, 'userId'> & { readonly platformId: string; readonly sub: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('participation')
    .innerJoin('ltiUser', 'ltiUser.id', 'participation.userId')
    .select('participation.id')
    .where('ltiUser.platformId', '=', key.platformId)
    .where('ltiUser.sub', '=', key.sub)
    .where('participation.campaignId', '=', key.campaignId)
    .where('participation.contextId', '=', key.contextId)
    .where('participation.schoolYear', '=', key.schoolYear)
    .orderBy((e) => e('participation.sharedAt', 'is', null))
    .orderBy('participation.attempt', 'desc')
    .executeTakeFirst();
  return row?.id;
}
