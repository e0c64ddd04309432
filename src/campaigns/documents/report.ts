import type { Locale } from '../../i18n/translate.ts';
import { translator } from '../../i18n/translate.ts';
import { type Rate, type Stars, starsOf } from '../../scoring/mastery.ts';
import { modelTitle } from '../catalogue.ts';
import { isClosed } from '../closing/store.ts';
import { type Collective, readCollective } from '../collective/read.ts';
import type { CampaignsDeps } from '../deps.ts';
import { listParticipants, type Participant, progressOf } from '../participants.ts';
import type { Campaign } from '../store.ts';
import type { ParticipantStatus } from '../views.ts';
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

export interface ReportedPupil extends Pick<Participant, 'status' | 'sharedAt'> {
  readonly name: string;
  /** Percent; null when not begun. */
  readonly progress: number | null;
  readonly percent: number | null;
  readonly stars: Stars | null;
}

export async function readClassReport(
  deps: Pick<CampaignsDeps, 'db' | 'referential'>,
  locale: Locale,
  campaign: Campaign,
  subject: Subject,
): Promise<ClassReport> {
  const nameless = translator(locale)('campaign.participant.nameless');
  const counts = { 'not-begun': 0, started: 0, 'to-share': 0, shared: 0 };
  const participants = await listParticipants(deps.db, subject);
  for (const { status } of participants) counts[status] += 1;
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
    pupils: participants.map((participant) => {
      const { name, status, sharedAt, mastery } = participant;
      return {
        name: name ?? nameless,
        status,
        progress: progressOf(status, participant),
        sharedAt,
        percent: mastery,
        stars: mastery === null ? null : starsOf(mastery),
      };
    }),
  };
}
