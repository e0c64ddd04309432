import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';
import { pino } from 'pino';
import { type Config, readConfig } from '../../../src/config.ts';
import type { Db } from '../../../src/db/database.ts';
import type { LtiDeps } from '../../../src/lti/deps.ts';
import type { Landing, Launch } from '../../../src/lti/launch.ts';
import { ltiMessages, ltiRouter } from '../../../src/lti/routes.ts';
import { errorHandler } from '../../../src/web/errors.ts';
import { createRender, page } from '../../../src/web/page.ts';
import { getSession, type Session } from '../../../src/web/session.ts';

export interface TestApp {
  readonly url: string;
  readonly deps: LtiDeps;
  /** What `land` was given, oldest first. */
  readonly landed: { launch: Launch; session: Session }[];
  /** Every line logged. */
  readonly lines: string[];
  setNow(date: Date | null): void;
  close(): Promise<void>;
}

/** A small real app around the room: every launch lands on /landed, which shows its session's token. */
export async function startApp(
  db: Db,
  environment: Record<string, string> = {},
  publicUrl?: string,
  options: { loseCookies?: boolean } = {},
): Promise<TestApp> {
  const app = express();
  const server = await listen(app);
  const url = `http://localhost:${portOf(server)}`;
  const config: Config = readConfig({
    NODE_ENV: 'test',
    SECRET_KEY: 'a secret for the tests of the room lti',
    PUBLIC_URL: publicUrl ?? url,
    ...environment,
  });
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  let fixed: Date | null = null;
  const deps: LtiDeps = { db, config, log, now: () => fixed ?? new Date() };
  const landed: TestApp['landed'] = [];
  const assets = { address: (name: string) => `/assets/${name}`, frame: () => '', router: express.Router() };
  app.locals.render = createRender(path.resolve('views'), assets, { cache: true });
  if (options.loseCookies) app.use(withoutCookies);
  app.use('/assets', express.static(path.resolve('public')));
  const landing: Landing = {
    question: () => null,
    land: async (launch, session) => {
      landed.push({ launch, session });
      return { address: '/landed?from=launch' };
    },
  };
  app.use(ltiMessages(deps, landing, []), ltiRouter(deps));
  app.get('/landed', async (req, res) => {
    await page(req, res, 'message', {
      title: 'Arrivée',
      paragraphs: [`${getSession(res).role} ${String(req.query.from)}`],
      action: null,
    });
  });
  app.use(errorHandler(log));
  return {
    url,
    deps,
    landed,
    lines,
    setNow(date) {
      fixed = date;
    },
    close: () => close(server),
  };
}

/** As if the browser dropped every cookie of ours, as some do in a frame of another site. */
function withoutCookies(_req: Request, res: Response, next: NextFunction): void {
  res.appendHeader = () => res;
  next();
}

export async function listen(app: express.Express): Promise<Server> {
  return new Promise((done) => {
    const server = app.listen(0, () => done(server));
  });
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
