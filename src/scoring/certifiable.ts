/** Certifiability: enough competences at level 1 at least (5 by rule; a setting). */

export interface Certifiability {
  readonly certifiable: boolean;
  /** Competences at level 1 or more. */
  readonly reached: number;
  readonly required: number;
}

export function certifiability(
  competences: readonly { readonly level: number }[],
  required: number,
): Certifiability {
  const reached = competences.filter((competence) => competence.level >= 1).length;
  return { certifiable: reached >= required, reached, required };
}
