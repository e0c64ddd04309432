import type { Locale } from '../../i18n/translate.ts';
import { translator } from '../../i18n/translate.ts';
import { type Rate, type Stars, starsOf } from '../../scoring/mastery.ts';
import { modelTitle } from '../catalogue.ts';
import { isClosed } from '../closing/store.ts';
import { type Collective, readCollective } from '../collective/read.ts';
import type { CampaignsDeps } from '../deps.ts';
import type { Campaign } from '../store.ts';
import type { ParticipantStatus } from '../views.ts';
import { type AssessmentLine, assessmentLines } from './lines.ts';
import { getPlaceNames, type Subject } from './store.ts';

/** A class in a campaign, as it is printed: of each pupil, the attempt that the pages show. */
export interface ClassReport extends Pick<Collective, 'mean' | 'stars'> {
  readonly name: string;
  readonly model: string;
  readonly code: string;
  readonly course: string | null;
  readonly closed: boolean;
  readonly counts: Readonly<Record<ParticipantStatus, number>>;
  readonly competences: readonly ReportedCompetence[];
  readonly pupils: readonly ReportedPupil[];
}

export interface ReportedCompetence extends Rate {
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
  const counts = { 'not-begun': 0, started: 0, 'to-share': 0, shared: 0 };
  const pupils: ReportedPupil[] = [];
  for await (const lines of assessmentLines(deps.db, translator(locale), subject)) {
    for (const { familyName, givenName, result, ...line } of lines.filter(({ standing }) => standing)) {
      counts[line.status] += 1;
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
  const { mean, stars, competences } = await readCollective(deps, locale, subject);
  return {
    name: campaign.name,
    model: modelTitle(deps.referential(), campaign.targetProfile),
    code: campaign.code,
    course: (await getPlaceNames(deps.db, subject.contextId)).course,
    closed: await isClosed(deps.db, subject),
    counts,
    mean,
    stars,
    competences,
    pupils,
  };
}
