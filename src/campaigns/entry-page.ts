import { type Locale, translator } from '../i18n/translate.ts';
import { describeClosing } from './closing/pupil.ts';
import { type Closing, closingOfYear, NEWCOMER, toldBy } from './closing/rules.ts';
import type { CampaignsDeps } from './deps.ts';
import { renderLanding } from './landing-text.ts';
import { estimateLength, presentLength } from './length.ts';
import { schoolYearOf } from './school-year.ts';
import type { Campaign } from './store.ts';
import type { LandingPage } from './views.ts';

/** What a pupil reads before the first challenge; `teacher` is the author's name, or null. */
export function entryPage(
  deps: Pick<CampaignsDeps, 'referential' | 'now'>,
  campaign: Campaign,
  teacher: string | null,
  closing: Closing,
  locale: Locale,
  error: string | null = null,
): LandingPage {
  const length = estimateLength(deps.referential(), campaign.skills, campaign.policy);
  const now = deps.now();
  const standing = closingOfYear(closing, schoolYearOf(now));
  return {
    title: campaign.title,
    landingHtml: campaign.landingText ? renderLanding(campaign.landingText) : null,
    teacher,
    length: presentLength(translator(locale), length),
    identifier: campaign.externalIdLabel === null ? null : { label: campaign.externalIdLabel, error },
    deadline: describeClosing(standing, NEWCOMER, now, locale),
    leavesByItself: toldBy(standing, NEWCOMER, now) !== null,
    closed: standing.closedAt !== null,
    keepsEarlier: !campaign.freshStart,
    startAction: `/campaigns/${campaign.code}/participations`,
  };
}
