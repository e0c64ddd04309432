import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { ROOT } from '../../src/boot.ts';
import { createCampaign, USUAL } from '../../src/campaigns/create.ts';
import { type Db, openDatabase } from '../../src/db/database.ts';
import { joinEmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { loadReferential } from '../../src/referential/load.ts';
import { freePort, startWorker } from './processes.ts';
import { DEPLOYMENT_ID, loginAddress, type Tool } from './tools.ts';

/** As in production, behind a reverse proxy: its address is https, its door plain http. */
const PUBLIC_URL = 'https://palier.bench.example';
const CLIENT_ID = 'client-palier';

/**
 * The real server on an embedded PostgreSQL of its own, with a campaign that launches lead to.
 */
export async function startPalier(platform: string, profileDir: string | undefined): Promise<Tool> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palier-bench-'));
  const embedded = await joinEmbeddedDatabase({ dataDir, role: 'command', log: pino({ level: 'silent' }) });
  await migrate(embedded.url, path.join(ROOT, 'migrations'));
  const db = openDatabase(embedded.url, { max: 1 });
  const campaign = await seed(db, platform);
  await db.destroy();
  const port = await freePort();
  const door = `http://127.0.0.1:${port}`;
  const settings = {
    PORT: String(port),
    PUBLIC_URL,
    DATABASE_URL: embedded.url,
    DATA_DIR: dataDir,
    SECRET_KEY: 'a key of the benchmark, for nothing else',
    DEMO_LMS: 'off',
    RATE_LIMIT: 'off',
    ALLOW_PRIVATE_NETWORK: 'on',
    TRUST_PROXY: 'loopback',
    LOG_LEVEL: 'warn',
  };
  const [file = '', ...flags] = startCommand();
  const worker = startWorker(path.join(ROOT, file), settings, { cwd: ROOT, profileDir, flags });
  await ready(door).catch(async (error: unknown) => {
    await worker.stop();
    await embedded.leave();
    throw error;
  });
  return {
    name: 'Palier',
    worker,
    campaign,
    loginAddress: loginAddress(`${door}/lti/login`, {
      platform,
      clientId: CLIENT_ID,
      target: `${PUBLIC_URL}/lti/launch`,
    }),
    reach: (address) => address.replace(PUBLIC_URL, door),
    async stop() {
      await worker.stop();
      await embedded.leave();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What `npm start` runs: the file, and Node's flags. */
function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const [, ...words] = String(scripts.start).split(' ');
  return [words.at(-1) ?? '', ...words.slice(0, -1)];
}

/** A registration, and a campaign as a teacher would have made it in the course of the launches. */
async function seed(db: Db, platform: string): Promise<string> {
  const platformId = await addPlatform(db, {
    name: 'Simulator',
    issuer: platform,
    clientId: CLIENT_ID,
    authUrl: `${platform}/auth`,
    tokenUrl: `${platform}/token`,
    jwksUrl: `${platform}/jwks`,
    deploymentIds: [DEPLOYMENT_ID],
  });
  const { id: ownerId } = await db
    .insertInto('ltiUser')
    .values({ platformId, sub: 'teacher', name: 'Professeure Principale' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: deploymentId } = await db
    .selectFrom('deployment')
    .select('id')
    .where('platformId', '=', platformId)
    .executeTakeFirstOrThrow();
  const { id: contextId } = await db
    .insertInto('context')
    .values({ deploymentId, contextId: 'course', title: 'Pix 3e' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const wanted = {
    platformId,
    contextId,
    ownerId,
    targetProfile: 'rentree-3e',
    name: '',
    title: '',
    externalIdLabel: '',
    landingText: 'Bonjour ! Prends ton temps.',
    ...USUAL,
    competenceColumns: false,
    graded: true,
    deletedColumns: 'recreate' as const,
    requestKey: 'bench',
  };
  const bank = await loadReferential(path.join(ROOT, 'content'));
  return (await createCampaign(db, bank, wanted, new Date())).code;
}

async function ready(door: string): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    const answer = await fetch(`${door}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error('Palier was not ready in 90 s');
}
