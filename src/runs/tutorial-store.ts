import type { Db } from '../db/database.ts';

/** What a person made of a lesson. */
export interface Mark {
  readonly saved: boolean;
  readonly done: boolean;
  /** Null: not said. */
  readonly helped: boolean | null;
}

/** By the lesson's id; one without a mark is not there. */
export type Marks = ReadonlyMap<string, Mark & { readonly changedAt: Date }>;

export async function listMarks(db: Db, userId: string): Promise<Marks> {
  const rows = await db.selectFrom('tutorialMark').selectAll().where('userId', '=', userId).execute();
  return new Map(
    rows.map(({ tutorial, savedAt, doneAt, helped, changedAt }) => [
      tutorial,
      { saved: savedAt !== null, done: doneAt !== null, helped, changedAt },
    ]),
  );
}

/** Says what a lesson is to a person now; the same twice changes nothing, and one without any mark left has no row. */
export async function saveMark(
  db: Db,
  key: { readonly userId: string; readonly tutorial: string },
  change: Partial<Mark>,
  now: Date,
): Promise<void> {
  const columns = {
    ...(change.saved === undefined ? {} : { savedAt: change.saved ? now : null }),
    ...(change.done === undefined ? {} : { doneAt: change.done ? now : null }),
    ...(change.helped === undefined ? {} : { helped: change.helped }),
  };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('tutorialMark')
      .values({ ...key, ...columns, changedAt: now })
      .onConflict((conflict) =>
        conflict.columns(['userId', 'tutorial']).doUpdateSet({ ...columns, changedAt: now }),
      )
      .execute();
    await trx
      .deleteFrom('tutorialMark')
      .where('userId', '=', key.userId)
      .where('tutorial', '=', key.tutorial)
      .where('savedAt', 'is', null)
      .where('doneAt', 'is', null)
      .where('helped', 'is', null)
      .execute();
  });
}

/** Votes on each lesson, of everybody together. */
export async function countVotes(
  db: Db,
): Promise<{ readonly tutorial: string; readonly helped: number; readonly votes: number }[]> {
  const rows = await db
    .selectFrom('tutorialMark')
    .select((e) => [
      'tutorial',
      e.fn.countAll<string>().as('votes'),
      e.fn.countAll<string>().filterWhere('helped', '=', true).as('helped'),
    ])
    .where('helped', 'is not', null)
    .groupBy('tutorial')
    .execute();
  return rows.map(({ tutorial, votes, helped }) => ({
    tutorial,
    votes: Number(votes),
    helped: Number(helped),
  }));
}

/** Marks not touched since `before`. @returns how many went now: at most 500, call again until 0. */
export async function eraseOldMarks(db: Db, before: Date): Promise<number> {
  const result = await db
    .deleteFrom('tutorialMark')
    .where((e) =>
      e(
        e.refTuple('userId', 'tutorial'),
        'in',
        e
          .selectFrom('tutorialMark as old')
          .select(['old.userId', 'old.tutorial'])
          .where('old.changedAt', '<', before)
          .limit(500)
          .$asTuple('userId', 'tutorial'),
      ),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
