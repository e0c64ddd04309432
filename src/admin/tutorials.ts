import { Router } from 'express';
import { translator } from '../i18n/translate.ts';
import type { LtiDeps } from '../lti/deps.ts';
import type { Referential } from '../referential/types.ts';
import { countVotes } from '../runs/tutorial-store.ts';
import { localeOf } from '../web/page.ts';
import { adminPage } from './page.ts';
import { presentVotes } from './present-votes.ts';

/** Whether lessons help, for whoever writes them. */
export function tutorialsRouter(
  deps: Pick<LtiDeps, 'db'> & { readonly referential: () => Referential },
): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    const t = translator(localeOf(req, res));
    await adminPage(req, res, 'tutorials', presentVotes(t, deps.referential(), await countVotes(deps.db)));
  });
  return router;
}
