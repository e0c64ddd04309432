import type { Referential, TargetProfile } from '../../referential/types.ts';
import { nextStep, type TubeSum } from './rules.ts';

/** A parcours to give next. */
export interface Proposal {
  readonly profile: TargetProfile;
  /** Of the tubes to work on, those that it works on; in their order. */
  readonly tubes: readonly string[];
}

const MOST = 3;
/** Of a tube, the next step and the one above: higher ones are for later. */
const STEPS = 2;

/**
 * The parcours that best match what is to be worked on, each other than the one just done, for the same classes: the
 * share of their skills that is needed and the share of the need that they meet count alike.
 */
export function proposeNext(
  referential: Referential,
  done: Pick<TargetProfile, 'id' | 'classes'>,
  needed: readonly TubeSum[],
): Proposal[] {
  const steps = new Map(needed.map((tube) => [tube.tube, new Set(stepsOf(referential, tube))]));
  const need = new Set([...steps.values()].flatMap((ids) => [...ids]));
  return [...referential.targetProfiles.values()]
    .filter((profile) => profile.id !== done.id && suits(profile.classes, done.classes))
    .map((profile) => {
      const met = new Set(profile.skills.filter((id) => need.has(id)));
      return { profile, met, match: (2 * met.size) / (need.size + profile.skills.length) };
    })
    .filter(({ met }) => met.size > 0)
    .sort((a, b) => b.match - a.match || (a.profile.id < b.profile.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ profile, met }) => ({
      profile,
      tubes: [...steps].flatMap(([tube, ids]) => ([...ids].some((id) => met.has(id)) ? [tube] : [])),
    }));
}

/** Skills that can be asked, from the class's next step up. */
function stepsOf(referential: Referential, sum: TubeSum): string[] {
  const from = nextStep(sum)?.level;
  if (from === undefined) return [];
  return (referential.tubes.get(sum.tube)?.skills ?? [])
    .filter(({ level, challenges }) => level >= from && challenges.length > 0)
    .sort((a, b) => a.level - b.level)
    .slice(0, STEPS)
    .map(({ id }) => id);
}

/** No class named: any. */
function suits(classes: readonly string[], others: readonly string[]): boolean {
  return classes.length === 0 || others.length === 0 || classes.some((one) => others.includes(one));
}
