import type { Db } from '../db/database.ts';
import { cleanText } from '../web/clean-text.ts';

export interface RegisteredPlatform {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly product: string | null;
  /** It was registered before, and stays as it was. */
  readonly known: boolean;
}

/** Keeps what a dynamic registration agreed on. One already known (issuer and client) is never changed by it. */
export async function saveRegistration(
  db: Db,
  given: {
    issuer: string;
    clientId: string;
    authUrl: string;
    tokenUrl: string;
    jwksUrl: string;
    tokenAudience: string | null;
    product: string | null;
    deploymentId: string | undefined;
    status: 'active' | 'pending';
  },
): Promise<RegisteredPlatform> {
  const { deploymentId, product, status, ...addresses } = given;
  const { issuer, clientId } = addresses;
  return db.transaction().execute(async (trx) => {
    const columns = ['id', 'name', 'status', 'product'] as const;
    const added = await trx
      .insertInto('platform')
      .values({
        ...addresses,
        name: new URL(issuer).host,
        product: product === null ? null : cleanText(product),
        status,
      })
      .onConflict((conflict) => conflict.columns(['issuer', 'clientId']).doNothing())
      .returning(columns)
      .executeTakeFirst();
    const platform =
      added ??
      (await trx
        .selectFrom('platform')
        .select(columns)
        .where('issuer', '=', issuer)
        .where('clientId', '=', clientId)
        .executeTakeFirstOrThrow());
    if (deploymentId !== undefined) {
      await trx
        .insertInto('deployment')
        .values({ platformId: platform.id, deploymentId, status: added ? 'active' : status })
        .onConflict((conflict) => conflict.columns(['platformId', 'deploymentId']).doNothing())
        .execute();
    }
    await trx
      .insertInto('auditEvent')
      .values({
        actor: 'registration',
        action: added ? 'platform registered' : 'platform registered again',
        subject: `platform ${platform.id}`,
        details: JSON.stringify({ issuer, clientId, deploymentId: deploymentId ?? null }),
      })
      .execute();
    return { ...platform, known: !added };
  });
}
