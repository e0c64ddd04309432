import { randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { keepEarlier, sinceReset } from '../engine/earlier.ts';
import type { Policy } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Device } from '../referential/schema.ts';
import type { Badge, Referential } from '../referential/types.ts';
import { chooseNext } from './choose.ts';
import { listResets } from './person-store.ts';
import { type FrozenSkill, freezeScope } from './scope.ts';
import {
  insertRun,
  listEarlierElements,
  listMetChallenges,
  replaceKnowledge,
  updateCurrent,
} from './store.ts';

/** What a run asked for is made of. */
export interface RunWanted {
  readonly userId: string;
  readonly trial: boolean;
  readonly title: string;
  readonly locale: string;
  readonly origin: string;
  readonly skills: readonly string[];
  readonly policy: Policy;
  readonly device: Device | null;
  /** To win by the end. */
  readonly badges: readonly Badge[];
  /** How long failures of earlier runs stand, in days; null: « à neuf », nothing earlier counts. */
  readonly keepFailuresDays: number | null;
}

/**
 * Starts a run in the caller's transaction: scope, policy, method, title and what earlier runs leave are frozen, the
 * first challenge chosen. A run in which nothing is left to ask is over at once.
 * @returns the run's id. @throws AppError not-ready when no targeted skill can be asked and none is known.
 */
export async function startRun(
  trx: Db,
  referential: Referential,
  wanted: RunWanted,
  now: Date,
): Promise<string> {
  const { skills, keepFailuresDays, ...rest } = wanted;
  const scope = freezeScope(referential, skills);
  const run = {
    ...rest,
    scope,
    ...(await lookBack(trx, wanted, scope, now)),
    seed: randomBytes(12).toString('base64url'),
    contentVersion: referential.version,
    startedAt: now,
  };
  const first = chooseNext(referential, { ...run, obstacles: [] }, []);
  if (!first.challenge && run.earlier.length === 0) {
    throw new AppError('not-ready', 'no skill of this scope can be asked');
  }
  const id = await insertRun(trx, run);
  await replaceKnowledge(trx, id, first.knowledge);
  await updateCurrent(trx, id, first, now);
  return id;
}

async function lookBack(trx: Db, wanted: RunWanted, scope: readonly FrozenSkill[], now: Date) {
  const { userId, trial, keepFailuresDays } = wanted;
  const ids = scope.map(({ id }) => id);
  if (trial || ids.length === 0) return { earlier: [], met: [] };
  const earlier =
    keepFailuresDays === null
      ? []
      : keepEarlier(await listStanding(trx, userId, scope), now, keepFailuresDays);
  return { earlier, met: await listMetChallenges(trx, userId, ids) };
}

async function listStanding(trx: Db, userId: string, scope: readonly FrozenSkill[]) {
  const resets = await listResets(trx, userId);
  const competences = new Map(scope.map(({ id, competence }) => [id, competence]));
  const elements = await listEarlierElements(trx, userId, [...competences.keys()]);
  return sinceReset(elements, (skill) => resets.get(competences.get(skill) ?? ''));
}
