import { randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';
import type { Policy } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Referential } from '../referential/types.ts';
import { chooseNext } from './choose.ts';
import { freezeScope } from './scope.ts';
import { insertRun, updateCurrent } from './store.ts';

/**
 * Starts a run in the caller's transaction: scope, policy, method and title are frozen, the first challenge chosen.
 * @returns the run's id. @throws AppError not-ready when no targeted skill can be asked.
 */
export async function startRun(
  trx: Db,
  referential: Referential,
  wanted: {
    userId: string;
    trial: boolean;
    title: string;
    locale: string;
    origin: string;
    skills: readonly string[];
    policy: Policy;
  },
  now: Date,
): Promise<string> {
  const { skills, ...rest } = wanted;
  const run = {
    ...rest,
    scope: freezeScope(referential, skills),
    seed: randomBytes(12).toString('base64url'),
    contentVersion: referential.version,
    startedAt: now,
  };
  const first = chooseNext(referential, run, []);
  if (!first.challenge) throw new AppError('not-ready', 'no skill of this scope can be asked');
  const id = await insertRun(trx, run);
  await updateCurrent(trx, id, first, now);
  return id;
}
