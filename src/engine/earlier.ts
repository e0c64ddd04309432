import type { Attempt, EarlierElement, KnowledgeElement } from './method.ts';

const DAY_MS = 86_400_000;

/**
 * What a new run keeps of what earlier runs showed, PIX's rule for improving: the latest element of each skill counts;
 * validated ones are kept whatever their age, failures while younger than `retryDays`. Older failures are forgotten:
 * the skill is asked again. « À neuf » keeps nothing: give the engine no earlier element.
 */
export function keepEarlier(
  elements: readonly EarlierElement[],
  now: Date,
  retryDays: number,
): readonly EarlierElement[] {
  const latest = new Map<string, EarlierElement>();
  for (const element of elements) {
    const before = latest.get(element.skill);
    if (!before || element.at.getTime() >= before.at.getTime()) latest.set(element.skill, element);
  }
  const oldest = now.getTime() - retryDays * DAY_MS;
  return [...latest.values()].filter(({ status, at }) => status === 'validated' || at.getTime() > oldest);
}

/**
 * Without what was shown before its competence was begun again, PIX's « remise à zéro »; `resetOf` gives when, for a
 * skill.
 */
export function sinceReset<E extends Pick<EarlierElement, 'skill' | 'at'>>(
  elements: readonly E[],
  resetOf: (skill: string) => Date | undefined,
): E[] {
  return elements.filter(({ skill, at }) => {
    const reset = resetOf(skill);
    return reset === undefined || at.getTime() > reset.getTime();
  });
}

/**
 * Whether an element of a run under way may count already: an answer, or what an answer of the same tube says, PIX's own
 * inference. What the method presumes elsewhere may still turn with the next answer.
 */
export function standsAlready({ status, source, because }: KnowledgeElement): boolean {
  return source === 'direct' || because?.correct === (status === 'validated');
}

/** Answers among them, for a method that hears them; what was inferred is no evidence of its own. */
export function asEvidence(earlier: readonly EarlierElement[]): Attempt[] {
  return earlier.flatMap(({ skill, status, source, guess }) =>
    source === 'direct' ? { skill, correct: status === 'validated', guess } : [],
  );
}
