import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/db.ts';

test('a connection cut in the middle of a transaction fails its query, not the process; the next one works', async () => {
  const { db, drop } = await testDatabase();
  try {
    const cut = db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 1`.execute(trx);
    });
    await expect(cut).rejects.toThrow();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    await drop();
  }
});
