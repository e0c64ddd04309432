import type { Locale } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { meanOf, type Rate, type Stars, starsOf } from '../../scoring/mastery.ts';
import type { CampaignsDeps } from '../deps.ts';
import type { Subject } from '../documents/store.ts';
import { standingOf, sumRates, sumTubes, type Trend, type TubeSum, trendOf } from './rules.ts';
import { countPatterns, countPupils, listSentResults } from './store.ts';

/** What a class showed in a campaign: of each pupil, the last result sent. Pages and documents say these figures. */
export interface Collective {
  readonly people: number;
  readonly sent: number;
  /** Percent; null while nobody has sent. */
  readonly mean: number | null;
  /** How many results have no star, one, two, three. */
  readonly stars: Readonly<Record<Stars, number>>;
  readonly whole: Rate;
  readonly competences: readonly CompetenceSum[];
  readonly trend: Trend;
}

export interface CompetenceSum extends Rate {
  readonly code: string;
  readonly title: string;
  readonly tubes: readonly (TubeSum & { readonly title: string })[];
}

export async function readCollective(
  deps: Pick<CampaignsDeps, 'db' | 'referential'>,
  locale: Locale,
  subject: Subject,
): Promise<Collective> {
  const [people, results, patterns] = await Promise.all([
    countPupils(deps.db, subject),
    listSentResults(deps.db, subject),
    countPatterns(deps.db, subject),
  ]);
  const referential = deps.referential();
  const standing = standingOf(results);
  const stars = { 0: 0, 1: 0, 2: 0, 3: 0 };
  for (const percent of standing) stars[starsOf(percent)] += 1;
  const tubes = sumTubes(patterns);
  return {
    people,
    sent: standing.length,
    mean: meanOf(standing),
    stars,
    whole: sumRates(tubes),
    competences: [...Map.groupBy(tubes, ({ competence }) => competence)].map(([code, owned]) => {
      const known = referential.competences.get(code);
      return {
        code,
        title: known ? titleOf(known, locale) : '',
        ...sumRates(owned),
        tubes: owned.map((sum) => ({ ...sum, title: referential.tubes.get(sum.tube)?.title ?? sum.tube })),
      };
    }),
    trend: trendOf(results),
  };
}
