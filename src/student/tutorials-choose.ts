import { seeded } from '../engine/seed.ts';
import type { Device } from '../referential/schema.ts';
import type { Challenge, Referential, Tube, Tutorial } from '../referential/types.ts';
import type { Marks } from '../runs/tutorial-store.ts';
import type { LastAnswer, Underway } from './tutorials-store.ts';

export interface Recommended {
  readonly tutorial: Tutorial;
  /** The newest answer that calls for it. */
  readonly because: LastAnswer;
}

/**
 * Of each topic where the last word on a skill was not a right answer: the first of its lessons not done yet,
 * « comprendre » before « savoir plus ». Newest mistake first.
 */
export function recommendTutorials(
  referential: Pick<Referential, 'skills' | 'tubes'>,
  answers: readonly LastAnswer[],
  marks: Marks,
): Recommended[] {
  const mistakes = answers
    .filter(({ outcome }) => outcome !== 'right')
    .sort((a, b) => b.at.getTime() - a.at.getTime() || a.skillId.localeCompare(b.skillId));
  const tubes = new Set<string>();
  return mistakes.flatMap((because) => {
    const tube = referential.tubes.get(referential.skills.get(because.skillId)?.tube ?? '');
    if (!tube || tubes.has(tube.id)) return [];
    tubes.add(tube.id);
    const tutorial = lessonsOf(tube).find(({ id }) => !marks.get(id)?.done);
    return tutorial ? [{ tutorial, because }] : [];
  });
}

/** « Comprendre » first. */
export function lessonsOf(tube: Pick<Tube, 'tutorials'>): Tutorial[] {
  return [...tube.tutorials].sort((a, b) => a.role.localeCompare(b.role));
}

/** Kinds of challenge that the exercise page can show. */
const KINDS: readonly Challenge['type'][] = [
  'qcu',
  'qcm',
  'qroc',
  'qrocm-ind',
  'qrocm-dep',
  'ordering',
  'matching',
  'pointing',
];
/** An exercise stays among this many of the lowest levels that have one. */
const EASY_LEVELS = 2;

/**
 * Whether a challenge may be an exercise: validated, without a focus to keep, and one whose answer spoils no run under
 * way (it is not being asked, and either nothing there tests its skill or the person saw it corrected already).
 */
export function isExercise(challenge: Challenge, underway: Underway): boolean {
  if (challenge.status !== 'validated' || challenge.focus || !KINDS.includes(challenge.type)) return false;
  // What it draws, and the files it makes, belong to a run.
  if (challenge.generator) return false;
  if (underway.asked.has(challenge.id)) return false;
  return !underway.skills.has(challenge.skill) || underway.corrected.has(challenge.id);
}

/**
 * One easy challenge of a topic: suited to the device and not seen corrected yet where that leaves a choice; by seed,
 * another at each `turn` until all have come. Null when there is none.
 */
export function chooseExercise(
  tube: Pick<Tube, 'skills'>,
  underway: Underway,
  wanted: { readonly seed: string; readonly turn: number; readonly device: Device | null },
): Challenge | null {
  const { seed, turn, device } = wanted;
  const levels = [...tube.skills]
    .sort((a, b) => a.level - b.level)
    .map((skill) => skill.challenges.filter((challenge) => isExercise(challenge, underway)))
    .filter((challenges) => challenges.length > 0);
  const easy = levels.slice(0, EASY_LEVELS).flat();
  const suited = preferring(easy, ({ devices }) => device === null || devices.includes(device));
  const drawn = shuffled(
    preferring(suited, ({ id }) => !underway.corrected.has(id)),
    seed,
  );
  return drawn[turn % Math.max(drawn.length, 1)] ?? null;
}

function preferring<T>(items: readonly T[], wanted: (item: T) => boolean): readonly T[] {
  const kept = items.filter(wanted);
  return kept.length > 0 ? kept : items;
}

function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = seeded(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
