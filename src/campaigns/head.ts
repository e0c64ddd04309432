import type { Translate } from '../i18n/translate.ts';
import { modelTitle } from './catalogue.ts';
import type { CampaignsDeps } from './deps.ts';
import type { Campaign } from './store.ts';
import type { CampaignHead } from './views.ts';

/** The pages of a campaign, in the order of their tabs, and what each adds to the campaign's address. */
const PAGES = {
  participants: '',
  results: '/results',
  analysis: '/analysis',
  profiles: '/profiles',
  grades: '/grades',
  settings: '/settings',
} as const;

/** Pages that only a campaign of this purpose has. */
const ONLY: Readonly<Record<string, Campaign['purpose']>> = { profiles: 'collect' };

/** What tops every page of a campaign. */
export function campaignHead(
  deps: CampaignsDeps,
  t: Translate,
  campaign: Campaign,
  current: keyof typeof PAGES,
): CampaignHead {
  const address = `/campaigns/${campaign.code}`;
  return {
    name: campaign.name,
    model: modelTitle(deps.referential(), campaign.targetProfile),
    tabs: Object.entries(PAGES)
      .filter(([tab]) => (ONLY[tab] ?? campaign.purpose) === campaign.purpose)
      .map(([tab, added]) => ({
        label: t(`campaign.tab.${tab}`),
        address: `${address}${added}`,
        current: tab === current,
      })),
    tryAction: campaign.purpose === 'collect' ? null : `${address}/trials`,
  };
}
