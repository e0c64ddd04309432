import type { Request, Response } from 'express';
import { AppError } from '../errors.ts';
import { attachSession, attachSettings, findAttachedSession, findSessionById } from '../web/session.ts';
import { verifyAddress } from '../web/signed-address.ts';
import type { CampaignsDeps } from './deps.ts';

/**
 * The session of a signed address, for what carries no header. Whoever asks with a session of their own must be the one
 * for whom the address was signed. @throws AppError address-expired, forbidden
 */
export async function attachSignedSession(
  deps: Pick<CampaignsDeps, 'db' | 'config' | 'now'>,
  req: Request,
  res: Response,
): Promise<void> {
  const asking = findAttachedSession(res);
  const id = verifyAddress(deps.config.secret, req.path, req.query, deps.now());
  const found = id === null ? undefined : await findSessionById(deps.db, id, deps.now());
  if (!found) throw new AppError('address-expired');
  if (asking && asking.userId !== found.session.userId)
    throw new AppError('forbidden', 'address of another person');
  attachSession(res, found.session);
  attachSettings(res, found.settings);
}
