import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import type { GradeJob } from '../db/jobs.ts';
import { keptColumns } from '../db/kept-row.ts';
import { LATEST, requeue } from './store.ts';

/** Grades of a participation that is removed, and put back. What the LMS holds already stays there. */

/** The rows as they stand: they go with the participation. */
export async function readGradeRows(trx: Db, participationId: string): Promise<unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(grade) as row from grade where participation_id = ${participationId} order by id`.execute(
    trx,
  );
  return rows.map(({ row }) => row);
}

/**
 * Puts them back, in line to leave again: the LMS may hold an earlier attempt's since. Those of a later attempt come
 * before, and columns that are gone are left out. @returns the deliveries.
 */
export async function restoreGrades(
  trx: Db,
  { participationId, userId, rows }: { participationId: string; userId: string; rows: unknown },
  now: Date,
): Promise<GradeJob[]> {
  const [row] = z.array(z.object().loose()).parse(rows);
  if (!row) return [];
  const { names, values } = await keptColumns(trx, 'grade', row);
  await sql`
    insert into grade (${names}) overriding system value
    select ${values} from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as one
    cross join jsonb_populate_record(null::grade, one || jsonb_build_object('user_id', ${userId}::bigint)) as kept
    join line_item on line_item.id = kept.line_item_id`.execute(trx);
  const own = sql<boolean>`grade.participation_id = ${participationId}`;
  await sql`update grade set state = 'superseded'
    where ${own} and state in ('pending', 'refused') and not ${LATEST}`.execute(trx);
  await sql`
    update grade set state = 'superseded' from grade later
    where later.participation_id = ${participationId} and later.line_item_id = grade.line_item_id
      and later.user_id = grade.user_id and grade.participation_id < later.participation_id
      and grade.state in ('pending', 'refused')`.execute(trx);
  return requeue(trx, own, now);
}

/** The grades of the attempt that stands again once a later one is removed, in line. @returns the deliveries. */
export async function sendAgain(trx: Db, participationId: string, now: Date): Promise<GradeJob[]> {
  return requeue(trx, sql<boolean>`grade.participation_id = ${participationId}`, now);
}
