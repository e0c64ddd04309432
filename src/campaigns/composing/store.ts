import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Tops } from './compose.ts';

/** A parcours that a teacher composed. */
export interface Composed {
  readonly id: string;
  readonly ownerId: string | null;
  readonly author: string | null;
  readonly title: string;
  readonly description: string;
  readonly tubes: readonly string[];
  readonly maxLevel: number;
  readonly tops: Tops;
  readonly removedAt: Date | null;
}

/** More than a teacher reads; their own come first. */
const MOST = 100;

function composed(db: Db, platformId: string) {
  return db
    .selectFrom('composedModel')
    .leftJoin('ltiUser as owner', 'owner.id', 'composedModel.ownerId')
    .select([
      'composedModel.id',
      'composedModel.ownerId',
      'composedModel.title',
      'composedModel.description',
      'composedModel.tubes',
      'composedModel.maxLevel',
      sql<Tops>`composed_model.tops`.as('tops'),
      'composedModel.removedAt',
    ])
    .select((e) =>
      e.fn
        .coalesce(
          e.fn<string | null>('nullif', ['owner.name', e.val('')]),
          e.fn<string | null>('nullif', [
            e.fn('concat_ws', [e.val(' '), 'owner.givenName', 'owner.familyName']),
            e.val(''),
          ]),
        )
        .as('author'),
    )
    .where('composedModel.platformId', '=', platformId);
}

/** Those of a platform that are in its catalogue: this teacher's own first, then the newest. */
export async function listComposed(
  db: Db,
  { platformId, userId }: { readonly platformId: string; readonly userId: string },
): Promise<Composed[]> {
  return composed(db, platformId)
    .where('composedModel.removedAt', 'is', null)
    .orderBy((e) => e.fn.coalesce(e('composedModel.ownerId', '=', userId), e.lit(false)), 'desc')
    .orderBy('composedModel.createdAt', 'desc')
    .orderBy('composedModel.id', 'desc')
    .limit(MOST)
    .execute();
}

/** Of this platform, removed or not. */
export async function findComposed(db: Db, platformId: string, id: string): Promise<Composed | undefined> {
  return composed(db, platformId).where('composedModel.id', '=', id).executeTakeFirst();
}

/** @returns its id; null when the platform's catalogue has this title already. The same form sent again finds it. */
export async function insertComposed(
  db: Db,
  model: {
    readonly platformId: string;
    readonly ownerId: string;
    readonly title: string;
    readonly description: string;
    readonly tubes: readonly string[];
    readonly maxLevel: number;
    readonly tops: Tops;
    readonly requestKey: string;
    readonly createdAt: Date;
  },
): Promise<string | null> {
  const made = await db
    .insertInto('composedModel')
    .values({ ...model, tubes: [...model.tubes], tops: JSON.stringify(model.tops) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  const same = await db
    .selectFrom('composedModel')
    .select('id')
    .where('requestKey', '=', model.requestKey)
    .executeTakeFirst();
  return same?.id ?? null;
}

/** Out of the catalogue (`at`), or back in (null); by its author. @returns false when another has taken its title meanwhile. */
export async function removeComposed(
  db: Db,
  of: { readonly platformId: string; readonly userId: string; readonly id: string },
  at: Date | null,
): Promise<boolean> {
  const row = await db
    .updateTable('composedModel')
    .set({ removedAt: at })
    .where('id', '=', of.id)
    .where('platformId', '=', of.platformId)
    .where('ownerId', '=', of.userId)
    .where((e) =>
      e.or([
        e.val(at !== null),
        e.not(
          e.exists(
            e
              .selectFrom('composedModel as other')
              .select('other.id')
              .where('other.removedAt', 'is', null)
              .where('other.platformId', '=', of.platformId)
              .whereRef('other.id', '!=', 'composedModel.id')
              .where((o) =>
                o(o.fn('lower', ['other.title']), '=', o.fn<string>('lower', ['composedModel.title'])),
              ),
          ),
        ),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
