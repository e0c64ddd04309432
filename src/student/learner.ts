import type { Response } from 'express';
import { AppError } from '../errors.ts';
import { getSession, type Session } from '../web/session.ts';

/** The pupil's own space is for pupils. @throws AppError session-missing, forbidden */
export function getLearnerSession(res: Response): Session {
  const session = getSession(res);
  if (session.role !== 'learner') throw new AppError('forbidden', `role ${session.role}`);
  return session;
}
