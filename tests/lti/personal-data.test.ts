import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '../../src/i18n/en.json' with { type: 'json' };
import fr from '../../src/i18n/fr.json' with { type: 'json' };
import { collectPersonalData, erasePerson } from '../../src/lti/personal-data.ts';
import { fieldKey } from '../../src/student/me-data.ts';
import { type TestDatabase, testDatabase } from '../support/db.ts';

/*
 * The database's own catalogue says which tables hold a person: one row is written in every table, whatever it is
 * called, so that a table added one day is exported and erased, or fails here.
 */
interface Column {
  readonly name: string;
  readonly type: string;
  /** Must be given a value. */
  readonly needed: boolean;
  readonly parent: string | null;
  /** The words that a check allows, when it lists some. */
  readonly allowed: readonly string[] | null;
}

/** What no rule can guess. */
const GIVEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  campaign: { code: 'BCDFGH234' },
};
/** What a person makes for others: it stays, without them. */
const FOR_OTHERS = ['campaign', 'composed_model'];
/** Never shown, nor exported. */
const SECRET = ['session.token_hash'];

let database: TestDatabase;
let tables: Map<string, Column[]>;
/** Ids of the rows written, by table: two in `lti_user`. */
const written = new Map<string, string>();
let person = '';
let other = '';

beforeAll(async () => {
  database = await testDatabase();
  tables = await readCatalogue();
  for (const table of inOrder()) await write(table);
  person = written.get('lti_user') ?? '';
  await write('lti_user');
  other = written.get('lti_user') ?? '';
});
afterAll(() => database.drop());

const personal = () => [...tables.keys()].filter((table) => holdsPerson(table));

test('whatever looks like a person is a reference to one', () => {
  const loose = [...tables].flatMap(([table, columns]) =>
    columns
      .filter(
        ({ name, parent }) =>
          /(^|_)(user|person|owner|pupil|teacher)_id$/.test(name) && parent !== 'lti_user',
      )
      .map(({ name }) => `${table}.${name}`),
  );
  expect(loose).toEqual([]);
});

test('the export holds every table that holds a person, and nothing of another', async () => {
  const data = await collectPersonalData(database.db, person);
  expect(personal().length).toBeGreaterThan(9);
  expect(personal().filter((table) => data[table]?.length !== 1)).toEqual([]);
  expect(await collectPersonalData(database.db, other)).toEqual({
    lti_user: [expect.objectContaining({ sub: 'x2' })],
  });
  for (const secret of SECRET) {
    const [table = '', column = ''] = secret.split('.');
    expect(data[table]?.[0]).not.toHaveProperty(column);
  }
});

test('every table and every column that a person reads about has a name in both languages', () => {
  const keys = personal().flatMap((table) => [
    `data.table.${table}`,
    ...(tables.get(table) ?? [])
      .filter(({ name }) => !SECRET.includes(`${table}.${name}`))
      .map(({ name }) => fieldKey(table, name)),
  ]);
  // A new table's words go to fr.json and en.json: `data.table.<table>`, `data.field.<column>`.
  expect(keys.filter((key) => !Object.hasOwn(fr, key) || !Object.hasOwn(en, key))).toEqual([]);
});

test('erasing leaves no row of the person, and takes nothing of anybody else', async () => {
  const before = await count();
  await database.db.transaction().execute((trx) => erasePerson(trx, person));
  const after = await count();
  const gone = [...tables.keys()].filter((table) => (after.get(table) ?? 0) < (before.get(table) ?? 0));
  expect(gone.sort()).toEqual(
    personal()
      .filter((table) => !FOR_OTHERS.includes(table))
      .sort(),
  );
  for (const [table, columns] of tables) {
    for (const { name } of columns.filter(({ parent }) => parent === 'lti_user')) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where ${sql.ref(name)} = ${person}`.execute(database.db);
      expect([table, name, rows]).toEqual([table, name, []]);
    }
  }
  expect(await collectPersonalData(database.db, other)).toHaveProperty('lti_user');
});

/** Whether a table is the person's, or hangs on one that goes with them. */
function holdsPerson(table: string, seen: readonly string[] = []): boolean {
  if (table === 'lti_user') return true;
  if (seen.includes(table)) return false;
  return (tables.get(table) ?? []).some(
    ({ parent }) =>
      parent === 'lti_user' ||
      (parent !== null && !FOR_OTHERS.includes(parent) && holdsPerson(parent, [...seen, table])),
  );
}

/** Parents before children. */
function inOrder(): string[] {
  const order: string[] = [];
  const visit = (table: string) => {
    if (order.includes(table)) return;
    for (const { parent, needed } of tables.get(table) ?? [])
      if (parent !== null && parent !== table && (needed || parent === 'lti_user')) visit(parent);
    order.push(table);
  };
  for (const table of tables.keys()) visit(table);
  return order;
}

async function write(table: string): Promise<void> {
  const values = (tables.get(table) ?? [])
    .filter(
      ({ name, needed, parent }) => needed || parent === 'lti_user' || GIVEN[table]?.[name] !== undefined,
    )
    .map((column) => ({ name: column.name, value: madeUp(table, column) }));
  const { rows } = await sql<{ id?: string }>`
    insert into ${sql.table(table)} (${sql.join(values.map(({ name }) => sql.ref(name)))})
    values (${sql.join(values.map(({ value }) => value))}) returning *`.execute(database.db);
  written.set(table, rows[0]?.id ?? '');
}

function madeUp(table: string, { name, type, parent, allowed }: Column): unknown {
  const given = GIVEN[table]?.[name];
  if (given !== undefined) return given;
  if (parent !== null) return written.get(parent);
  if (allowed) return allowed[0];
  if (name === 'sub') return written.has('lti_user') ? 'x2' : 'x1';
  if (type === 'jsonb') return '{}';
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from(table);
  if (type === 'boolean') return false;
  if (type.startsWith('timestamp') || type === 'date') return new Date('2026-11-22T10:00:00Z');
  return /int|double|real|numeric/.test(type) ? 1 : 'x';
}

async function count(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables.keys()) {
    const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(
      database.db,
    );
    counts.set(table, Number(rows[0]?.n));
  }
  return counts;
}

async function readCatalogue(): Promise<Map<string, Column[]>> {
  const { rows } = await sql<Column & { table: string; checks: string | null }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
      (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey) limit 1) as parent,
      (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
        where k.contype = 'c' and k.conrelid = c.oid and a.attnum = any(k.conkey)) as checks
    from pg_class c
    join pg_namespace s on s.oid = c.relnamespace and s.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relname <> 'migration'
    order by c.relname, a.attnum`.execute(database.db);
  const listed = rows.map(({ checks, ...column }) => {
    const words = /ARRAY\[(.*?)\]/.exec(checks ?? '')?.[1];
    const allowed =
      words === undefined ? null : [...words.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? '');
    return { ...column, allowed };
  });
  return Map.groupBy(listed, ({ table }) => table);
}
