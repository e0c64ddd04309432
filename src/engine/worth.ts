import { type Aim, doubtRemoved, ownDoubtRemoved } from './doubt.ts';
import type { Vector } from './model.ts';
import { dotSpan, spanOf } from './posterior.ts';
import { posteriorOf, type Reading } from './reading.ts';
import type { Tree } from './scope-tree.ts';
import { covarianceOutside, type Standing, totalOf, totalRemoved } from './total.ts';
import { pairsOf, rowsOf } from './tube-belief.ts';

/** Skills of a usual campaign; in a larger scope one skill more or less weighs less on the mastery percent. */
const TYPICAL_SCOPE = 45;

/** Chances of each skill under one reading; vectors follow the scope. */
export interface Chances {
  /** P(mastered). */
  readonly mastered: Vector;
  /** P(right if asked now). */
  readonly right: Vector;
}

/** Abilities of a competence less likely than `negligible` are left out: 0 where skills are judged by these chances. */
export function chancesOf(tree: Tree, reading: Reading, negligible: number): Chances {
  const mastered = new Float64Array(tree.scope.length);
  const right = new Float64Array(tree.scope.length);
  for (let t = 0; t < tree.tubes.length; t += 1) {
    const tube = tree.tubes[t];
    const belief = reading.tubes[t];
    if (!tube || !belief) continue;
    const posterior = posteriorOf(reading, tube.competence);
    const { from, to } = spanOf(posterior, negligible);
    const rows = rowsOf(belief);
    for (let s = 0; s < tube.skills.length; s += 1) {
      const rank = tube.skills[s] ?? 0;
      mastered[rank] = dotSpan(posterior, rows.mastered, s, from, to);
      right[rank] = dotSpan(posterior, rows.right, s, from, to);
    }
  }
  return { mastered, right };
}

/** Adds to `into` what each question is worth under one reading, times its weight; nothing once asked. */
export function addWorth(
  tree: Tree,
  reading: Reading,
  { mastered, right }: Chances,
  standing: Standing,
  aim: Aim,
  weight: number,
  into: Vector,
): void {
  const total = aim.total === 0 ? null : totalOf(tree, reading, standing, mastered);
  const totalWeight = aim.total * Math.sqrt(TYPICAL_SCOPE / tree.scope.length);
  const both = new Float64Array(tree.longest);
  for (let t = 0; t < tree.tubes.length; t += 1) {
    const tube = tree.tubes[t];
    const belief = reading.tubes[t];
    if (!tube || !belief) continue;
    const { skills, competence } = tube;
    const posterior = posteriorOf(reading, competence);
    const { from, to } = spanOf(posterior, aim.negligible);
    const rows = rowsOf(belief);
    const pairs = pairsOf(belief, from, to);
    let outside = total?.expected ?? 0;
    for (let u = 0; u < skills.length; u += 1) outside -= mastered[skills[u] ?? 0] ?? 0;
    for (let s = 0; s < skills.length; s += 1) {
      const rank = skills[s] ?? 0;
      if (standing.asked[rank] === 1) continue;
      const q = right[rank] ?? 0;
      let doubt = 0;
      for (let u = 0; u < skills.length; u += 1) {
        const other = skills[u] ?? 0;
        const p = mastered[other] ?? 0;
        const v = dotSpan(posterior, pairs, s * skills.length + u, from, to);
        both[u] = v;
        if (!aim.asShown) doubt += doubtRemoved(p, q, v, aim);
        else if (u === s) doubt += ownDoubtRemoved(p, q, v, aim);
        else if (standing.asked[other] === 0) doubt += doubtRemoved(p, q, v, aim);
      }
      if (total) {
        const covariance = covarianceOutside(total, competence, posterior, rows, s, q, outside);
        doubt += totalWeight * totalRemoved(total.gap, covariance, skills, s, q, both, mastered, standing);
      }
      into[rank] = (into[rank] ?? 0) + weight * doubt;
    }
  }
}
