import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * Of a row kept as JSON, the columns to write back, from the table named `kept`: what a migration has since taken away
 * is left out, and what it added takes its default.
 */
export async function keptColumns(
  db: Db,
  table: string,
  row: object,
): Promise<{ readonly names: RawBuilder<unknown>; readonly values: RawBuilder<unknown> }> {
  const { rows } = await sql<{ name: string }>`
    select attname::text as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname = any(${Object.keys(row)}::text[])`.execute(db);
  return {
    names: sql.join(rows.map(({ name }) => sql.id(name))),
    values: sql.join(rows.map(({ name }) => sql.ref(`kept.${name}`))),
  };
}
