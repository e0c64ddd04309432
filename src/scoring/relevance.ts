/**
 * Relevance of a tube for one participant, 0 to 100: how near mastery it is, so how much a lesson on it would bring.
 * 40·reached/top + 30·top/campaign's top + 20·validated/targeted + 10·reached/next level to validate.
 */
export function relevance(
  /** Levels of the tube that the campaign targets, any order. */
  targetedLevels: readonly number[],
  /** Those of them that are validated; others don't count. */
  validatedLevels: readonly number[],
  /** Highest level that the campaign targets in any tube. */
  campaignTop: number,
): number {
  if (targetedLevels.length === 0) return 0;
  const validated = targetedLevels.filter((level) => validatedLevels.includes(level));
  const open = targetedLevels.filter((level) => !validatedLevels.includes(level));
  const top = Math.max(...targetedLevels);
  const reached = Math.max(0, ...validated);
  const next = open.length > 0 ? Math.min(...open) : top;
  return (
    (40 * reached) / top +
    (30 * top) / campaignTop +
    (20 * validated.length) / targetedLevels.length +
    // A skill above may be validated and one below not: 10 stays the most this term gives.
    10 * Math.min(1, reached / next)
  );
}

/** Which of the four bubbles, 1 (little) to 4 (most relevant): a quarter of 100 each. */
export function relevanceBand(value: number): 1 | 2 | 3 | 4 {
  if (value >= 75) return 4;
  if (value >= 50) return 3;
  return value >= 25 ? 2 : 1;
}
