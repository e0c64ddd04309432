import path from 'node:path';
import { Router } from 'express';
import { AppError } from '../errors.ts';
import { isSessionLive } from '../web/session.ts';
import { verifyAddress } from '../web/signed-address.ts';
import type { RunsDeps } from './deps.ts';
import { challengeOf } from './seen.ts';
import { findSeed } from './store.ts';

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
    const made = await madeFile(deps, req.path.slice(1));
    const file = made ?? mediaOf(deps.referential(), req.path.slice(1));
    if (!file) throw new AppError('not-found', 'content file');
    res.set({
      'Cache-Control': 'private, max-age=3600',
      // A file opened on its own can neither run nor reach anything.
      'Content-Security-Policy': "default-src 'none'; img-src 'self' data:; sandbox",
    });
    if (file.download) res.attachment(path.basename(file.path));
    if (made) res.type(path.extname(made.path)).send(made.bytes);
    else res.sendFile(file.path, { root: deps.contentDir, cacheControl: false });
  });
  return router;
}

/** A file made for one pupil, from the seed of the run that its address names; null for any other address. */
async function madeFile(
  { db, referential }: Pick<RunsDeps, 'db' | 'referential'>,
  wanted: string,
): Promise<{ path: string; download: boolean; bytes: Buffer } | null> {
  const [, id, challengeId] = /^runs\/(\d{1,18})\/([a-z0-9-]+)\/[a-z0-9._-]+$/.exec(wanted) ?? [];
  if (id === undefined || challengeId === undefined) return null;
  const seed = await findSeed(db, id);
  const challenge = seed === null ? undefined : challengeOf(referential(), { id, seed }, challengeId);
  const attachment = challenge?.attachments.find((media) => media.path === wanted);
  const media = attachment ?? challenge?.pictures.find((picture) => picture.path === wanted);
  return media?.made ? { path: wanted, download: attachment !== undefined, bytes: media.made() } : null;
}

type Referential = ReturnType<RunsDeps['referential']>;
const known = new WeakMap<Referential, Map<string, boolean>>();

/** The bank's files and whether each is a download, indexed once for each bank loaded. */
function mediaOf(referential: Referential, wanted: string): { path: string; download: boolean } | null {
  let index = known.get(referential);
  if (!index) {
    index = new Map();
    for (const challenge of referential.challenges.values()) {
      const { pictures, attachments } = challenge.generator?.media ?? challenge;
      for (const picture of pictures) index.set(picture.path, false);
      for (const attachment of attachments) index.set(attachment.path, true);
    }
    known.set(referential, index);
  }
  const download = index.get(wanted);
  return download === undefined ? null : { path: wanted, download };
}
