import type { BadgeView } from '../runs/views.ts';
import { LONG_WORD } from './sample.ts';

/** Every emblem, won and on the way. */
export function badges(): BadgeView[] {
  return [
    ...['1', '2', '3', '4', '5', 'parcours'].map((domain, place) => ({
      title:
        [
          'Recherche efficace',
          'Bonne entente',
          'Belle ouvrage',
          'Comptes bien gardés',
          'Prêt à réparer',
          'Parcours complet',
        ][place] ?? '',
      message:
        'Mots de passe solides, messages piégés repérés, appareil protégé : tes comptes sont entre de bonnes mains.',
      domain,
      code: domain === '1' || domain === '4' ? `${domain}.1` : null,
      progress: null,
    })),
    ...['1', '2', '3', '4', '5', 'parcours'].map((domain, place) => ({
      title: place === 1 ? LONG_WORD : 'Esprit critique',
      message: '',
      domain,
      code: domain === '3' ? '3.4' : null,
      progress: 50 + place * 9,
    })),
  ];
}
