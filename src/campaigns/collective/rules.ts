import { meanOf, percentOf, type Rate } from '../../scoring/mastery.ts';
import { relevance } from '../../scoring/relevance.ts';
import { levelsOf } from '../../scoring/shown.ts';
import type { Pattern, SentResult } from './store.ts';

/** A tube over the results that stand. */
export interface TubeSum extends Rate {
  readonly tube: string;
  readonly competence: string;
  /** The lowest first: how many results validate it, of those that target it. */
  readonly levels: readonly {
    readonly level: number;
    readonly validated: number;
    readonly targeted: number;
  }[];
  /** Mean over the results, 0 to 100: how much a lesson would bring. */
  readonly relevance: number;
}

/** By competence, then in the tubes' order of names. */
export function sumTubes(patterns: readonly Pattern[]): TubeSum[] {
  const campaignTop = Math.max(0, ...patterns.flatMap(({ targeted }) => levelsOf(targeted)));
  return [...Map.groupBy(patterns, ({ competence, tube }) => `${competence} ${tube}`).values()]
    .flatMap((alike) => sumTube(alike, campaignTop) ?? [])
    .sort((a, b) => compare(a.competence, b.competence) || compare(a.tube, b.tube));
}

function sumTube(patterns: readonly Pattern[], campaignTop: number): TubeSum | undefined {
  const [first] = patterns;
  if (!first) return undefined;
  const levels = new Map<number, { validated: number; targeted: number }>();
  let results = 0;
  let worth = 0;
  for (const pattern of patterns) {
    const targeted = levelsOf(pattern.targeted);
    const validated = levelsOf(pattern.validated);
    results += pattern.results;
    worth += pattern.results * relevance(targeted, validated, campaignTop);
    for (const level of targeted) {
      const sum = levels.get(level) ?? { validated: 0, targeted: 0 };
      const more = validated.includes(level) ? pattern.results : 0;
      levels.set(level, { validated: sum.validated + more, targeted: sum.targeted + pattern.results });
    }
  }
  const steps = [...levels].map(([level, sum]) => ({ level, ...sum })).sort((a, b) => a.level - b.level);
  const { tube, competence } = first;
  return { tube, competence, ...sumRates(steps), levels: steps, relevance: worth / results };
}

export function sumRates(parts: readonly Pick<Rate, 'validated' | 'targeted'>[]): Rate {
  const validated = parts.reduce((sum, part) => sum + part.validated, 0);
  const targeted = parts.reduce((sum, part) => sum + part.targeted, 0);
  return { validated, targeted, percent: percentOf(validated, targeted) };
}

/** The hardest first: the smallest share validated, then the lowest step to work on; what all validated comes last. */
export function byNeed(tubes: readonly TubeSum[]): TubeSum[] {
  return tubes.toSorted(
    (a, b) =>
      // Shares compared in whole numbers.
      a.validated * b.targeted - b.validated * a.targeted ||
      (nextStep(a)?.level ?? Infinity) - (nextStep(b)?.level ?? Infinity),
  );
}

/** Where a lesson would bring most first; what all validated comes last. */
export function byRelevance(tubes: readonly TubeSum[]): TubeSum[] {
  const done = ({ validated, targeted }: TubeSum) => Number(validated === targeted);
  return tubes.toSorted((a, b) => done(a) - done(b) || b.relevance - a.relevance);
}

/** The lowest level that fewer than half of the results validate; failing that, the lowest that not all do. */
export function nextStep({ levels }: Pick<TubeSum, 'levels'>): TubeSum['levels'][number] | undefined {
  return (
    levels.find(({ validated, targeted }) => 2 * validated < targeted) ??
    levels.find(({ validated, targeted }) => validated < targeted)
  );
}

export interface Trend {
  /** Of those who sent at least so many results: first, second… */
  readonly rounds: readonly { readonly results: number; readonly mean: number }[];
  /** The same pupils, before and after; null when nobody sent twice. */
  readonly again: { readonly pupils: number; readonly first: number; readonly last: number } | null;
}

/** `sent`: each pupil's results together, the first one first. */
export function trendOf(sent: readonly SentResult[]): Trend {
  const pupils = [...Map.groupBy(sent, ({ userId }) => userId).values()].map((results) =>
    results.map(({ mastery }) => mastery),
  );
  const longest = pupils.reduce((most, { length }) => Math.max(most, length), 0);
  const rounds = Array.from({ length: longest }, (_, round) => {
    const results = pupils.flatMap((own) => own[round] ?? []);
    return { results: results.length, mean: meanOf(results) ?? 0 };
  });
  const again = pupils.filter(({ length }) => length > 1);
  const first = meanOf(again.flatMap((own) => own[0] ?? []));
  const last = meanOf(again.flatMap((own) => own.at(-1) ?? []));
  return { rounds, again: first === null || last === null ? null : { pupils: again.length, first, last } };
}

/** Each pupil's last result sent. */
export function standingOf(sent: readonly SentResult[]): number[] {
  return [...new Map(sent.map(({ userId, mastery }) => [userId, mastery])).values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
