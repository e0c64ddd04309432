import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import type { LtiDeps } from '../lti/deps.ts';
import { localeOf } from '../web/page.ts';
import { noteEvent } from './audit.ts';
import { isConsoleKeyGood, takeConsoleKey } from './console-key.ts';
import { openAdminSession } from './console-session.ts';
import { showHome } from './home.ts';
import { adminPage } from './page.ts';
import type { EnterPage } from './views.ts';

const keyHolder = z.object({ key: z.string().regex(/^[\w-]{43}$/) });

/** `/admin/enter`: the one-time link of the command line. */
export function entryRouter(deps: LtiDeps): Router {
  const router = Router();

  router.get('/', async (req, res) => {
    const key = readKey(req.query);
    if (!(await isConsoleKeyGood(deps.db, key, deps.now()))) throw new AppError('admin-key-invalid');
    const title = translator(localeOf(req, res))('admin.enter.title');
    await adminPage(req, res, 'enter', { title, key } satisfies EnterPage);
  });

  router.post('/', async (req, res) => {
    const key = readKey(req.body);
    const token = await deps.db.transaction().execute(async (trx) => {
      const madeBy = await takeConsoleKey(trx, key, deps.now());
      if (madeBy === undefined) throw new AppError('admin-key-invalid');
      const opened = { action: 'console opened', subject: 'console' };
      await noteEvent({ db: trx, now: deps.now }, opened, `console (${madeBy})`);
      return openAdminSession(trx, madeBy, deps.now());
    });
    await showHome(deps, req, res, { token });
  });

  return router;
}

/** @throws AppError admin-key-invalid */
function readKey(given: unknown): string {
  const read = keyHolder.safeParse(given);
  if (!read.success) throw new AppError('admin-key-invalid', 'not a key');
  return read.data.key;
}
