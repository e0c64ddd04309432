import type { CampaignHead } from '../campaigns/views.ts';
import { NOWHERE } from './sample.ts';

const TABS = {
  participants: 'Participants',
  results: 'Résultats collectifs',
  analysis: 'Analyse',
  profiles: 'Profils',
  grades: 'Notes',
  settings: 'Réglages',
};
const OF_COLLECTIONS = ['profiles'];

export function campaignHead(name: string, current: keyof typeof TABS): CampaignHead {
  return {
    name,
    model: 'Parcours de rentrée 3e',
    tabs: Object.entries(TABS)
      .filter(([tab]) => tab === current || !OF_COLLECTIONS.includes(tab))
      .map(([tab, label]) => ({ label, address: NOWHERE, current: tab === current })),
    tryAction: OF_COLLECTIONS.includes(current) ? null : NOWHERE,
  };
}
