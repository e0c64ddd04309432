import { titleOf } from '../referential/title.ts';
import { domainOf } from '../scoring/mastery.ts';
import { profile } from '../scoring/points.ts';
import { levelsWon } from '../scoring/reached.ts';
import { countedScope } from './obstacle.ts';
import type { Presenter } from './present.ts';
import type { Run } from './store.ts';
import type { ResultPage } from './views.ts';

/** What a run adds to what earlier ones had shown of the same skills. */
export interface Gain {
  /** Whole pix. */
  readonly pix: number;
  readonly levels: readonly { readonly competence: string; readonly level: number }[];
}

export function gainOf(
  run: Pick<Run, 'scope' | 'earlier' | 'obstacles'>,
  validatedSkills: readonly string[],
  maxLevel: number,
): Gain {
  const scope = countedScope(run);
  const kept = run.earlier.flatMap(({ skill, status }) => (status === 'validated' ? [skill] : []));
  const before = profile(new Set(kept), scope, maxLevel);
  const after = profile(new Set(validatedSkills), scope, maxLevel);
  return { pix: after.total - before.total, levels: levelsWon(before, after) };
}

/** Null where nothing was gained: the rest of the page says where one stands. */
export function presentGain({ t, referential, locale }: Presenter, gain: Gain): ResultPage['gain'] {
  if (gain.pix <= 0 && gain.levels.length === 0) return null;
  return {
    pix: gain.pix <= 0 ? null : t('run.gain.pix', { count: gain.pix }),
    levels: gain.levels
      .toSorted((a, b) => a.competence.localeCompare(b.competence))
      .map(({ competence, level }) => {
        const known = referential.competences.get(competence);
        return {
          domain: domainOf(competence),
          label: t('run.gain.level', { level }),
          competence: `${competence} ${known ? titleOf(known, locale) : competence}`,
        };
      }),
  };
}
