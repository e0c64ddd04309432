import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

interface Reference {
  readonly childTable: string;
  readonly childColumn: string;
  readonly parentTable: string;
  /** Erased with its parent, and so the person's own. */
  readonly cascades: boolean;
}

/** Proofs of identity, of no use to the person and dangerous in a file. */
const SECRET_COLUMNS = new Set(['token_hash']);

/**
 * All rows of a person, by table: found by following the foreign keys from `lti_user`, so that a table added one day
 * is not forgotten.
 */
export async function collectPersonalData(db: Db, userId: string): Promise<Record<string, unknown[]>> {
  const references = await listReferences(db);
  const data: Record<string, unknown[]> = {};
  const seen = new Set<string>();
  const visit = async (table: string, column: string, ids: readonly string[], further: boolean) => {
    const rows = await readRows(db, table, column, ids);
    const fresh = rows.filter((row) => !seen.has(`${table} ${JSON.stringify(row)}`));
    for (const row of fresh) seen.add(`${table} ${JSON.stringify(row)}`);
    if (fresh.length === 0) return;
    data[table] = [...(data[table] ?? []), ...fresh.map(withoutSecrets)];
    const children = fresh.flatMap((row) => ('id' in row ? [String(row.id)] : []));
    if (!further || children.length === 0) return;
    for (const reference of references.filter(({ parentTable }) => parentTable === table)) {
      await visit(reference.childTable, reference.childColumn, children, reference.cascades);
    }
  };
  await visit('lti_user', 'id', [userId], true);
  return data;
}

/** Removes a person from every table: by the cascade of the keys; what they made for others (campaigns) stays, without them. */
export async function erasePerson(trx: Db, userId: string): Promise<void> {
  await trx.deleteFrom('ltiUser').where('id', '=', userId).execute();
}

async function readRows(
  db: Db,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from ${sql.table(table)} t
    where ${sql.ref(`t.${column}`)}::text = any(${[...ids]}::text[])
    order by 1`.execute(db);
  return rows.map(({ row }) => row);
}

function withoutSecrets(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !SECRET_COLUMNS.has(name)));
}

async function listReferences(db: Db): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select child.relname as child_table, att.attname as child_column, parent.relname as parent_table,
      con.confdeltype = 'c' as cascades
    from pg_constraint con
    join pg_class child on child.oid = con.conrelid
    join pg_class parent on parent.oid = con.confrelid
    join pg_namespace space on space.oid = child.relnamespace and space.nspname = 'public'
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = con.conkey[1]
    where con.contype = 'f'
    order by 1, 2`.execute(db);
  return rows;
}
