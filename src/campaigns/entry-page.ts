import { type Locale, translator } from '../i18n/translate.ts';
import type { CampaignsDeps } from './deps.ts';
import { renderLanding } from './landing-text.ts';
import { estimateLength, presentLength } from './length.ts';
import type { Campaign } from './store.ts';
import type { LandingPage } from './views.ts';

/** What a pupil reads before the first challenge; `teacher` is the author's name, or null. */
export function entryPage(
  deps: Pick<CampaignsDeps, 'referential'>,
  campaign: Campaign,
  teacher: string | null,
  locale: Locale,
  error: string | null = null,
): LandingPage {
  const length = estimateLength(deps.referential(), campaign.skills, campaign.policy);
  return {
    title: campaign.title,
    landingHtml: campaign.landingText ? renderLanding(campaign.landingText) : null,
    teacher,
    length: presentLength(translator(locale), length),
    identifier: campaign.externalIdLabel === null ? null : { label: campaign.externalIdLabel, error },
    keepsEarlier: !campaign.freshStart,
    startAction: `/campaigns/${campaign.code}/participations`,
  };
}
