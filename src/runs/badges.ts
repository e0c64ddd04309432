import { z } from 'zod';
import type { Badge } from '../referential/types.ts';
import { standing } from '../scoring/badges.ts';
import type { FrozenSkill } from './scope.ts';
import type { BadgeView } from './views.ts';

/** A badge to win, as it stood when the run began. */
export const badgeSchema = z.object({
  id: z.string(),
  title: z.string(),
  message: z.string(),
  /** A competence's code, a domain's, or `parcours`. */
  emblem: z.string(),
  criteria: z.array(
    z.object({
      threshold: z.number(),
      tubes: z.array(z.object({ tube: z.string(), max: z.number() })).nullable(),
    }),
  ),
});

/** How a badge stands in a result; frozen with it at sending. */
export const badgeResultSchema = badgeSchema
  .omit({ criteria: true })
  .extend({ obtained: z.boolean(), progress: z.number() });

export type BadgeResult = z.infer<typeof badgeResultSchema>;

export function scoreBadges(
  badges: readonly Badge[],
  validated: ReadonlySet<string>,
  scope: readonly FrozenSkill[],
): BadgeResult[] {
  return badges.map(({ criteria, ...badge }) => {
    const { obtained, progress } = standing(criteria, validated, scope);
    return { ...badge, obtained, progress };
  });
}

/** Those won first, then the nearest; under `least` percent of the way, a badge not won is left out. */
export function presentBadges(badges: readonly BadgeResult[], least: number): BadgeView[] {
  return badges
    .filter(({ obtained, progress }) => obtained || progress >= least)
    .toSorted((a, b) => Number(b.obtained) - Number(a.obtained) || b.progress - a.progress)
    .map(({ title, message, emblem, obtained, progress }) => ({
      title,
      message,
      domain: emblem.split('.', 1)[0] ?? '',
      code: emblem.includes('.') ? emblem : null,
      progress: obtained ? null : progress,
    }));
}
