import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CamelCasePlugin, type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { ROOT } from '../src/boot.ts';
import { readCollective } from '../src/campaigns/collective/read.ts';
import { listParticipations } from '../src/campaigns/documents/store.ts';
import { listParticipants } from '../src/campaigns/participants.ts';
import { countCompetencesReached } from '../src/campaigns/taught-store.ts';
import type { DB } from '../src/db/schema.ts';
import { listPupils, listSentCompetences } from '../src/teacher/store.ts';
import { openSession } from '../src/web/session.ts';
import { ANSWERS, type BigClass, giveBigClass, PUPILS } from './big-class.ts';
import { freePort, startWorker } from './launch/processes.ts';

/**
 * Every page and file of a campaign of 2,000 pupils, as its teacher asks for them: milliseconds from the request to the
 * last byte, the median and the worst of some rounds after a first one. The pages are those that the tabs lead to.
 */
const ROUNDS = 7;
const MOST_PAGE_MS = 300;
const MOST_FILE_MS = 5000;

const group = await giveBigClass();
try {
  if (process.argv.includes('--plans')) await printPlans(group);
  else await measureAll(group);
} finally {
  await group.stop();
}

async function measureAll({ url, db, teacher, skills, collection }: BigClass): Promise<void> {
  const port = await freePort();
  const door = `http://127.0.0.1:${port}`;
  const server = startWorker(
    path.join(ROOT, 'src/server.ts'),
    {
      PORT: String(port),
      PUBLIC_URL: 'https://palier.bench.example',
      DATABASE_URL: url,
      SECRET_KEY: 'a key of the benchmark, for nothing else',
      DEMO_LMS: 'off',
      RATE_LIMIT: 'off',
      TRUST_PROXY: 'loopback',
      LOG_LEVEL: 'warn',
    },
    { cwd: ROOT },
  );
  try {
    await ready(door);
    const { token } = await openSession(db, teacher, new Date());
    const colleague = await openSession(db, collection.teacher, new Date());
    const profiles = `/campaigns/${collection.code}/profiles`;
    const ask = async (address: string) => {
      const headers = {
        authorization: `Bearer ${address.startsWith(profiles) ? colleague.token : token}`,
        'hx-request': 'true',
        'hx-request-type': 'full',
        'x-forwarded-proto': 'https',
      };
      const answer = await fetch(door + address, { headers });
      const body = Buffer.from(await answer.arrayBuffer());
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return body;
    };
    const home = (await ask('/campaigns/BCDFGH234')).toString();
    const found = (pattern: RegExp) =>
      [...home.matchAll(pattern)].map(([, address = '']) => address.replaceAll('&amp;', '&'));
    const [pupil = ''] = found(/href="(\/participations\/\d+)"/g);
    const pages = [
      ...found(/class="tab" href="([^"]+)"/g),
      pupil,
      '/campaigns',
      '/pupils',
      '/pupils/lsu',
      profiles,
    ];
    const files = found(/href="(\/campaigns\/\w+\/documents\/[^"]+)"/g);
    const figures: Record<string, object> = {};
    for (const [addresses, most] of [
      [pages, MOST_PAGE_MS],
      [files, MOST_FILE_MS],
    ] as const)
      for (const address of addresses) {
        const { median, worst, bytes } = await measure(() => ask(address));
        const name = address.split('?', 1)[0] ?? '';
        figures[name] = {
          'ms (median)': Math.round(median),
          'ms (worst)': Math.round(worst),
          kB: Math.round(bytes / 1000),
          over: median > most ? `${most} ms` : '',
        };
        if (median > most) process.exitCode = 1;
      }
    console.log(`${PUPILS} pupils, ${skills} skills, ${PUPILS * ANSWERS} answers`);
    console.table(figures);
  } finally {
    await server.stop();
  }
}

async function measure(ask: () => Promise<Buffer>) {
  const { length: bytes } = await ask();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(ROUNDS / 2)] ?? 0, worst: times.at(-1) ?? 0, bytes };
}

async function ready(door: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${door}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error('Palier was not ready in 60 s');
}

/** What PostgreSQL does for these pages, query by query, as it says it itself. */
async function printPlans({ url, bank, subject }: BigClass): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const asked: CompiledQuery[] = [];
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log({ query }) {
      asked.push(query);
    },
  });
  const wanted = { courseIds: [subject.contextId], schoolYear: subject.schoolYear, current: true };
  await listParticipants(db, subject);
  await countCompetencesReached(db, wanted);
  await readCollective({ db, referential: () => bank }, 'fr', subject);
  await listPupils(db, wanted);
  await listSentCompetences(db, wanted);
  await listParticipations(db, subject);
  // The database's own account may not load `auto_explain`.
  for (const { sql, parameters } of asked) {
    const { rows } = await pool.query(`explain (analyze, buffers) ${sql}`, [...parameters]);
    console.log([sql, ...rows.map((row) => row['QUERY PLAN'])].join('\n'), '\n');
  }
  await db.destroy();
}
