import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Db } from '../../src/db/database.ts';
import { startJobs } from '../../src/db/jobs.ts';
import { startDelivery } from '../../src/delivery.ts';
import { createPlatformClient } from '../../src/lti/client.ts';
import type { Referential } from '../../src/referential/types.ts';
import { realBank } from '../support/content.ts';
import { testDatabase } from '../support/db.ts';

/** The whole real application in this process, on a database of its own. */
export interface Site {
  /** Where it listens. */
  readonly url: string;
  /** What it believes its address to be. */
  readonly publicUrl: string;
  readonly app: Express;
  readonly db: Db;
  readonly bank: Referential;
  /** The key that signs addresses. */
  readonly secret: Buffer;
  /** Every line logged, at the lowest level and without the censorship of the real log. */
  readonly lines: string[];
  setNow(date: Date | null): void;
  close(): Promise<void>;
}

export async function startSite(
  environment: Readonly<Record<string, string>> = {},
  options: { deliver?: boolean; bank?: Referential } = {},
): Promise<Site> {
  const database = await testDatabase();
  let listener: RequestListener = (_req, res) => res.writeHead(503).end();
  const server = createServer((req, res) => listener(req, res));
  // As the real one does: a connection closed while a request is on its way would look like a crash.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const config = readConfig({
    NODE_ENV: 'test',
    SECRET_KEY: 'a secret of more than 32 characters for these tests',
    PUBLIC_URL: url,
    ALLOW_PRIVATE_NETWORK: 'on',
    RATE_LIMIT: 'off',
    METRICS: 'on',
    ...environment,
  });
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  let fixed: Date | null = null;
  const now = () => fixed ?? new Date();
  const bank = options.bank ?? (await realBank());
  const { db } = database;
  const jobs = await startJobs(database.url, (err) => log.error({ err }, 'job queue'));
  const platform = createPlatformClient({ db, config, log, now });
  const deps = { db, config, log, now, jobs, platform, referential: () => bank };
  const stopDelivery = options.deliver ? await startDelivery(deps) : async () => {};
  const app = createApp({ ...deps, contentDir: path.resolve('content'), watch: false, notReady: () => null });
  listener = app;
  return {
    url,
    publicUrl: config.publicUrl,
    app,
    db,
    bank,
    secret: config.secret,
    lines,
    setNow(date) {
      fixed = date;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await stopDelivery();
      await jobs.stop();
      await database.drop();
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
