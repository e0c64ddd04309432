import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** What teachers put in the place of a proposal, by pupil, then by domain. */
export async function listLsuLevels(
  db: Db,
  userIds: readonly string[],
  schoolYear: number,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number | null>>> {
  const rows = await db
    .selectFrom('lsuLevel')
    .select(['userId', 'domain', 'level'])
    .where('userId', '=', sql<string>`any(${[...userIds]}::bigint[])`)
    .where('schoolYear', '=', schoolYear)
    .execute();
  const byPupil = Map.groupBy(rows, ({ userId }) => userId);
  return new Map(
    [...byPupil].map(([userId, levels]) => [userId, new Map(levels.map((one) => [one.domain, one.level]))]),
  );
}

export interface LsuChoice {
  readonly userId: string;
  readonly domain: string;
  /** Undefined: the proposal stands again. */
  readonly level: number | null | undefined;
}

/** The last word stands; all of them at once, or none. */
export async function saveLsuLevels(
  db: Db,
  choices: readonly LsuChoice[],
  at: { readonly schoolYear: number; readonly now: Date },
): Promise<void> {
  if (choices.length === 0) return;
  const { schoolYear, now } = at;
  const given = JSON.stringify(
    choices.map(({ userId, domain, level }) => ({
      user_id: userId,
      domain,
      level: level ?? null,
      stands: level !== undefined,
    })),
  );
  const asked = sql`jsonb_to_recordset(${given}::jsonb) as asked (user_id bigint, domain text, level integer, stands boolean)`;
  await db.transaction().execute(async (trx) => {
    await sql`
      delete from lsu_level using ${asked}
      where not asked.stands and lsu_level.user_id = asked.user_id and lsu_level.domain = asked.domain
        and lsu_level.school_year = ${schoolYear}`.execute(trx);
    await sql`
      insert into lsu_level (user_id, school_year, domain, level, written_at)
      select asked.user_id, ${schoolYear}, asked.domain, asked.level, ${now} from ${asked} where asked.stands
      order by asked.user_id, asked.domain
      on conflict (user_id, school_year, domain) do update
      set level = excluded.level, written_at = excluded.written_at
      where lsu_level.level is distinct from excluded.level`.execute(trx);
  });
}

/** @returns how many went. */
export async function eraseLsuLevels(db: Db, lastSchoolYear: number): Promise<number> {
  const result = await db.deleteFrom('lsuLevel').where('schoolYear', '<=', lastSchoolYear).executeTakeFirst();
  return Number(result.numDeletedRows);
}
