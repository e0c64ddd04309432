import type { Translate } from '../i18n/translate.ts';
import type { Device } from '../referential/schema.ts';
import type { Challenge } from '../referential/types.ts';
import { demandsOf } from './obstacle.ts';
import type { Presenter } from './present.ts';
import { challengeOf } from './seen.ts';
import type { Run } from './store.ts';
import type { ChallengePage, LeftOutChallenge } from './views.ts';

/** What a pupil may say to lack for this challenge. `device`: what the page is read on. */
export function presentObstacle(
  t: Translate,
  runId: string,
  challenge: Challenge,
  device: Device | null,
): ChallengePage['obstacle'] {
  const reasons = demandsOf(challenge);
  if (reasons.length === 0) return null;
  return {
    action: `/runs/${runId}/obstacles/${challenge.id}`,
    reasons: reasons.map((value) => ({ value, label: t(`run.obstacle.reason.${value}`) })),
    unsuited: device !== null && !challenge.devices.includes(device),
  };
}

/** Since the last answer: said until the next one. */
export function presentChanged(
  t: Translate,
  run: Pick<Run, 'obstacles'>,
  answered: number,
): ChallengePage['changed'] {
  const last = run.obstacles.at(-1);
  if (!last || last.position !== answered) return null;
  return t(last.replacement === null ? 'run.obstacle.left-out' : 'run.obstacle.replaced');
}

/** For the teacher: what could not be done, why, and what became of it. */
export function presentLeftOut(
  { t, referential }: Presenter,
  run: Pick<Run, 'id' | 'seed' | 'obstacles'>,
): LeftOutChallenge[] {
  return run.obstacles.map(({ challenge, reason, replacement }) => ({
    questionHtml: challengeOf(referential, run, challenge)?.instructionHtml ?? null,
    reason: t(`run.obstacle.teacher.${reason}`),
    became: t(`run.obstacle.teacher.${replacement === null ? 'left-out' : 'replaced'}`),
  }));
}
