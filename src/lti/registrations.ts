import type { Db } from '../db/database.ts';

export interface NewPlatform {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly deploymentIds: readonly string[];
}

/** Registers an active platform and its deployments; running it twice changes nothing but the addresses. @returns its id. */
export async function addPlatform(db: Db, platform: NewPlatform): Promise<string> {
  const { deploymentIds, ...columns } = platform;
  const { name, authUrl, tokenUrl, jwksUrl } = columns;
  return db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto('platform')
      .values({ ...columns, status: 'active' })
      .onConflict((conflict) =>
        conflict.columns(['issuer', 'clientId']).doUpdateSet({ name, authUrl, tokenUrl, jwksUrl }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const deploymentId of deploymentIds) {
      await trx
        .insertInto('deployment')
        .values({ platformId: id, deploymentId })
        .onConflict((conflict) => conflict.columns(['platformId', 'deploymentId']).doNothing())
        .execute();
    }
    return id;
  });
}
