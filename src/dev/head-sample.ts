import type { CampaignHead } from '../campaigns/views.ts';
import { NOWHERE } from './sample.ts';

const TABS = {
  participants: 'Participants',
  results: 'Résultats collectifs',
  analysis: 'Analyse',
  grades: 'Notes',
  settings: 'Réglages',
};

export function campaignHead(name: string, current: keyof typeof TABS): CampaignHead {
  return {
    name,
    model: 'Parcours de rentrée 3e',
    tabs: Object.entries(TABS).map(([tab, label]) => ({ label, address: NOWHERE, current: tab === current })),
    tryAction: NOWHERE,
  };
}
