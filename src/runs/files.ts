import path from 'node:path';
import { Router } from 'express';
import { AppError } from '../errors.ts';
import { isSessionLive } from '../web/session.ts';
import { verifyAddress } from '../web/signed-address.ts';
import type { RunsDeps } from './deps.ts';

/** Pictures and downloads of the bank, by signed address only; nothing else under `content/` can be had. */
export function filesRouter(
  deps: Pick<RunsDeps, 'db' | 'config' | 'now' | 'referential' | 'contentDir'>,
): Router {
  const router = Router();
  router.get('/*path', async (req, res) => {
    const sessionId = verifyAddress(deps.config.secret, `/files${req.path}`, req.query, deps.now());
    if (sessionId === null || !(await isSessionLive(deps.db, sessionId, deps.now()))) {
      throw new AppError('address-expired');
    }
    const file = mediaOf(deps.referential(), req.path.slice(1));
    if (!file) throw new AppError('not-found', 'content file');
    res.set({
      'Cache-Control': 'private, max-age=3600',
      // A file opened on its own can neither run nor reach anything.
      'Content-Security-Policy': "default-src 'none'; img-src 'self' data:; sandbox",
    });
    if (file.download) res.attachment(path.basename(file.path));
    res.sendFile(file.path, { root: deps.contentDir, cacheControl: false });
  });
  return router;
}

type Referential = ReturnType<RunsDeps['referential']>;
const known = new WeakMap<Referential, Map<string, boolean>>();

/** The bank's files and whether each is a download, indexed once for each bank loaded. */
function mediaOf(referential: Referential, wanted: string): { path: string; download: boolean } | null {
  let index = known.get(referential);
  if (!index) {
    index = new Map();
    for (const challenge of referential.challenges.values()) {
      for (const picture of challenge.pictures) index.set(picture.path, false);
      for (const attachment of challenge.attachments) index.set(attachment.path, true);
    }
    known.set(referential, index);
  }
  const download = index.get(wanted);
  return download === undefined ? null : { path: wanted, download };
}
