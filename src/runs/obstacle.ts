import { z } from 'zod';
import { chooseChallenge } from '../engine/choose-challenge.ts';
import type { Challenge } from '../referential/types.ts';

/** What somebody, or their device, may lack for a challenge. */
export const REASONS = ['picture', 'pointer', 'sound', 'file', 'device'] as const;
export type Reason = (typeof REASONS)[number];

/** A challenge that could not be done, and what became of it. */
export const obstacleSchema = z.object({
  challenge: z.string(),
  skill: z.string(),
  reason: z.enum(REASONS),
  /** Asked instead; null: the skill left the run's count. */
  replacement: z.string().nullable(),
  /** Answers given before. */
  position: z.number(),
});

export type Obstacle = z.infer<typeof obstacleSchema>;

const HEARD = /\.(mp3|ogg|oga|wav|m4a|mp4|webm)$/i;
const EVERY_DEVICE = 3;

/** What a challenge asks of whoever does it: the only reasons that can be given for not doing this one. */
export function demandsOf(
  challenge: Pick<Challenge, 'pictures' | 'attachments' | 'placement' | 'kind' | 'devices'>,
): Reason[] {
  const practical = challenge.kind.startsWith('practical:');
  const demands: Readonly<Record<Reason, boolean>> = {
    picture: challenge.pictures.length > 0,
    pointer: challenge.placement !== null || practical,
    sound: challenge.attachments.some(({ path }) => HEARD.test(path)),
    file: challenge.attachments.length > 0,
    device: practical || challenge.attachments.length > 0 || challenge.devices.length < EVERY_DEVICE,
  };
  return REASONS.filter((reason) => demands[reason]);
}

/** Whether nothing that was said to lack is asked. */
export function canDo(challenge: Challenge, obstacles: readonly Pick<Obstacle, 'reason'>[]): boolean {
  const demands = demandsOf(challenge);
  return obstacles.every(({ reason }) => !demands.includes(reason));
}

/** Skills that left the run's count. */
export function leftOut(obstacles: readonly Obstacle[]): ReadonlySet<string> {
  return new Set(obstacles.flatMap(({ skill, replacement }) => (replacement === null ? [skill] : [])));
}

/** What a run counts: its scope without what was left out. */
export function countedScope<S extends { readonly id: string }>(run: {
  readonly scope: readonly S[];
  readonly obstacles: readonly Obstacle[];
}): readonly S[] {
  if (run.obstacles.length === 0) return run.scope;
  const gone = leftOut(run.obstacles);
  return run.scope.filter(({ id }) => !gone.has(id));
}

/**
 * Another challenge of the same skill, which asks for nothing that was said to lack; never one that was asked before,
 * so that nobody can look for an easy one. Null: there is none.
 */
export function chooseEquivalent(
  challenges: readonly Challenge[],
  obstacles: readonly Pick<Obstacle, 'challenge' | 'reason'>[],
  context: { readonly seed: string; readonly met: ReadonlySet<string>; readonly lastType: string | null },
): Challenge | null {
  const asked = new Set(obstacles.map(({ challenge }) => challenge));
  const doable = challenges.filter((one) => !asked.has(one.id) && canDo(one, obstacles));
  return chooseChallenge(doable, { ...context, device: null });
}
