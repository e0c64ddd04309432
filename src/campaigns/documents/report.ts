import type { Locale } from '../../i18n/translate.ts';
import { translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { meanOf, percentOf, type Rate, type Stars, starsOf } from '../../scoring/mastery.ts';
import { modelTitle } from '../catalogue.ts';
import type { CampaignsDeps } from '../deps.ts';
import type { Campaign } from '../store.ts';
import type { ParticipantStatus } from '../views.ts';
import { type AssessmentLine, assessmentLines } from './lines.ts';
import { getPlaceNames, type Subject, sumTubes } from './store.ts';

/** A class in a campaign, as it is printed: of each pupil, the attempt that the pages show. */
export interface ClassReport {
  readonly name: string;
  readonly model: string;
  readonly code: string;
  readonly course: string | null;
  readonly counts: Readonly<Record<ParticipantStatus, number>>;
  /** Percent; null while nobody has sent. */
  readonly mean: number | null;
  /** How many results have no star, one, two, three. */
  readonly stars: Readonly<Record<Stars, number>>;
  readonly competences: readonly CompetenceSum[];
  readonly pupils: readonly ReportedPupil[];
}

export interface CompetenceSum extends Rate {
  readonly code: string;
  readonly title: string;
  readonly tubes: readonly (Rate & { readonly title: string })[];
}

export interface ReportedPupil extends Pick<AssessmentLine, 'status' | 'progress' | 'sharedAt'> {
  readonly name: string;
  readonly percent: number | null;
  readonly stars: Stars | null;
}

export async function readClassReport(
  deps: Pick<CampaignsDeps, 'db' | 'referential'>,
  locale: Locale,
  campaign: Campaign,
  subject: Subject,
): Promise<ClassReport> {
  const referential = deps.referential();
  const counts = { 'not-begun': 0, started: 0, 'to-share': 0, shared: 0 };
  const stars = { 0: 0, 1: 0, 2: 0, 3: 0 };
  const percents: number[] = [];
  const sums = new Map<string, { validated: number; targeted: number }>();
  const pupils: ReportedPupil[] = [];
  for await (const lines of assessmentLines(deps.db, translator(locale), subject)) {
    for (const { familyName, givenName, result, ...line } of lines.filter(({ standing }) => standing)) {
      counts[line.status] += 1;
      if (result) {
        percents.push(result.percent);
        stars[starsOf(result.percent)] += 1;
        for (const competence of result.competences) add(sums, competence);
      }
      pupils.push({
        name: `${familyName} ${givenName}`.trim(),
        status: line.status,
        progress: line.progress,
        sharedAt: line.sharedAt,
        percent: result?.percent ?? null,
        stars: result ? starsOf(result.percent) : null,
      });
    }
  }
  const tubes = Map.groupBy(await sumTubes(deps.db, subject), ({ competence }) => competence);
  return {
    name: campaign.name,
    model: modelTitle(referential, campaign.targetProfile),
    code: campaign.code,
    course: (await getPlaceNames(deps.db, subject.contextId)).course,
    counts,
    mean: meanOf(percents),
    stars,
    competences: [...sums]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, sum]) => {
        const known = referential.competences.get(code);
        return {
          code,
          title: known ? titleOf(known, locale) : '',
          ...rate(sum),
          tubes: (tubes.get(code) ?? []).map(({ tube, ...owned }) => ({
            title: referential.tubes.get(tube)?.title ?? tube,
            ...rate(owned),
          })),
        };
      }),
    pupils,
  };
}

function add(
  sums: Map<string, { validated: number; targeted: number }>,
  { code, validated, targeted }: { code: string; validated: number; targeted: number },
): void {
  const sum = sums.get(code) ?? { validated: 0, targeted: 0 };
  sums.set(code, { validated: sum.validated + validated, targeted: sum.targeted + targeted });
}

function rate({ validated, targeted }: Pick<Rate, 'validated' | 'targeted'>): Rate {
  return { validated, targeted, percent: percentOf(validated, targeted) };
}
