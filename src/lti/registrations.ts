import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

export interface NewPlatform {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  /** Of the tokens we ask for, where it is not the token's address (Brightspace, some Blackboards). */
  readonly tokenAudience?: string | undefined;
  readonly deploymentIds: readonly string[];
}

/** Registers an active platform and its deployments; running it twice changes nothing but the addresses. @returns its id. */
export async function addPlatform(db: Db, platform: NewPlatform): Promise<string> {
  const { deploymentIds, ...given } = platform;
  const columns = { ...given, tokenAudience: given.tokenAudience ?? null };
  const { name, authUrl, tokenUrl, jwksUrl, tokenAudience } = columns;
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('platform')
      .values({ ...columns, status: 'active' })
      .onConflict((conflict) =>
        conflict.columns(['issuer', 'clientId']).doUpdateSet({
          name,
          authUrl,
          tokenUrl,
          jwksUrl,
          // Keys of another address prove nothing of this one.
          jwks: sql`case when platform.jwks_url = excluded.jwks_url then platform.jwks end`,
          jwksFetchedAt: sql`case when platform.jwks_url = excluded.jwks_url then platform.jwks_fetched_at end`,
          // Dynamic Registration may have given one: an administrator who names none leaves it.
          ...(tokenAudience === null ? {} : { tokenAudience }),
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const deploymentId of deploymentIds) {
      await trx
        .insertInto('deployment')
        .values({ platformId: id, deploymentId })
        .onConflict((conflict) =>
          conflict
            .columns(['platformId', 'deploymentId'])
            // A launch may have shown it before the administrator names it here.
            .doUpdateSet({ status: 'active' })
            .where('deployment.status', '=', 'pending'),
        )
        .execute();
    }
    return id;
  });
}

export interface ListedPlatform {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Those that may enter. */
  readonly deployments: readonly string[];
  readonly pendingDeployments: readonly { readonly deploymentId: string; readonly seenIn: string | null }[];
  readonly status: string;
  readonly lastLaunchAt: Date | null;
  readonly lastError: string | null;
  /** The platform whose people and courses it shares. */
  readonly joinedTo: string | null;
}

export async function listPlatforms(db: Db): Promise<ListedPlatform[]> {
  const platforms = await db.selectFrom('platform').selectAll().orderBy('id').execute();
  const deployments = await db.selectFrom('deployment').selectAll().orderBy('id').execute();
  return platforms.map((platform) => {
    const own = deployments.filter(({ platformId }) => platformId === platform.id);
    const { id, name, issuer, clientId, status, lastLaunchAt, lastError, joinedTo } = platform;
    return {
      id,
      name,
      issuer,
      clientId,
      deployments: own.filter((row) => row.status === 'active').map((row) => row.deploymentId),
      pendingDeployments: own
        .filter((row) => row.status === 'pending')
        .map(({ deploymentId, seenIn }) => ({ deploymentId, seenIn })),
      status,
      lastLaunchAt,
      lastError,
      joinedTo,
    };
  });
}

/**
 * Approves a platform with its waiting deployments, or closes it and the sessions it opened.
 * @returns whether it exists
 */
export async function setPlatformStatus(
  db: Db,
  id: string,
  status: 'active' | 'disabled',
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('platform')
      .set({ status })
      .where('id', '=', id)
      .executeTakeFirst();
    if (status === 'active') {
      await trx
        .updateTable('deployment')
        .set({ status })
        .where('platformId', '=', id)
        .where('status', '=', 'pending')
        .execute();
    } else {
      const own = await trx.selectFrom('deployment').select('id').where('platformId', '=', id).execute();
      await endSessions(
        trx,
        own.map((deployment) => deployment.id),
        now,
      );
    }
    return numUpdatedRows > 0n;
  });
}

/** Approves one deployment, or closes it and the sessions it opened. @returns whether it exists */
export async function setDeploymentStatus(
  db: Db,
  deployment: { platformId: string; deploymentId: string },
  status: 'active' | 'disabled',
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('deployment')
      .set({ status })
      .where('platformId', '=', deployment.platformId)
      .where('deploymentId', '=', deployment.deploymentId)
      .returning('id')
      .executeTakeFirst();
    if (row && status === 'disabled') await endSessions(trx, [row.id], now);
    return row !== undefined;
  });
}

async function endSessions(db: Db, deploymentIds: readonly string[], now: Date): Promise<void> {
  if (deploymentIds.length === 0) return;
  await db
    .updateTable('session')
    .set({ endedAt: now })
    .where('deploymentId', 'in', deploymentIds)
    .where('endedAt', 'is', null)
    .execute();
}
