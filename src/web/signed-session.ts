import type { Request, Response } from 'express';
import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { attachSession, attachSettings, findAttachedSession, findSessionById } from './session.ts';
import { verifyAddress } from './signed-address.ts';

/**
 * Gives a download the session that its signed address was made for, as it carries no header. Whoever asks with a
 * session of their own must be that person.
 * @throws AppError address-expired, forbidden
 */
export async function attachSignedSession(
  deps: { readonly db: Db; readonly config: { readonly secret: Buffer }; now(): Date },
  req: Request,
  res: Response,
): Promise<void> {
  const asking = findAttachedSession(res);
  const id = verifyAddress(deps.config.secret, req.path, req.query, deps.now());
  const found = id === null ? undefined : await findSessionById(deps.db, id, deps.now());
  if (!found) throw new AppError('address-expired');
  if (asking && asking.userId !== found.session.userId)
    throw new AppError('forbidden', 'document of another person');
  attachSession(res, found.session);
  attachSettings(res, found.settings);
}
