import { keepEarlier } from '../engine/earlier.ts';
import type { EarlierElement } from '../engine/method.ts';

const DAY_MS = 86_400_000;

/** What a pupil can do now in a competence on their own. */
export type Door =
  /** None of its skills can be asked yet. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'under-way'; readonly runId: string }
  /** Questions wait, on these skills. `begun`: something is known already. */
  | { readonly kind: 'open'; readonly begun: boolean; readonly skills: readonly string[] }
  /** All that could be asked failed lately: from when it is asked again. */
  | { readonly kind: 'later'; readonly opensAt: Date }
  /** Everything is validated. */
  | { readonly kind: 'complete' };

export interface Practised {
  /** Playable skills of the competence. */
  readonly skills: readonly string[];
  /** What runs over show of them since it was begun again, several for one skill in any order. */
  readonly elements: readonly EarlierElement[];
  readonly underWay: string | null;
}

/** By the rule that a new run goes by (`keepEarlier`): it asks what is not settled, so there is none to begin when all is. */
export function practiceDoor({ skills, elements, underWay }: Practised, now: Date, retryDays: number): Door {
  if (underWay !== null) return { kind: 'under-way', runId: underWay };
  if (skills.length === 0) return { kind: 'closed' };
  const known = keepEarlier(elements, now, retryDays);
  const settled = new Set(known.map(({ skill }) => skill));
  const open = skills.filter((skill) => !settled.has(skill));
  if (open.length > 0) return { kind: 'open', begun: elements.length > 0, skills: open };
  const failures = known.filter(({ skill, status }) => status === 'invalidated' && skills.includes(skill));
  if (failures.length === 0) return { kind: 'complete' };
  return {
    kind: 'later',
    opensAt: new Date(Math.min(...failures.map(({ at }) => at.getTime())) + retryDays * DAY_MS),
  };
}

/** From when a competence may be begun again: `resetDays` after the last change. Null: nothing is known of it. */
export function resetOpensAt(
  elements: readonly Pick<EarlierElement, 'at'>[],
  resetDays: number,
): Date | null {
  if (elements.length === 0) return null;
  return new Date(Math.max(...elements.map(({ at }) => at.getTime())) + resetDays * DAY_MS);
}
