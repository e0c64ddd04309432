import { browserShape, prepareBrowser } from '../referential/practicals/browser.ts';
import type { Practical } from '../referential/practicals/read.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A browser with tabs, bookmarks, cookies, certificates and an advertisement. */
export const BROWSER: Practical = {
  component: 'browser',
  config: prepareBrowser(
    browserShape.config.parse({
      open: ['https://cherche.example/?q=cerf-volant', 'https://www.atelier-vent.example/'],
      engine: { address: 'https://cherche.example/', title: 'Cherche' },
      folders: ['Loisirs'],
      bookmarks: [{ address: 'https://www.atelier-vent.example/', title: LONG_WORD, folder: 'Loisirs' }],
      history: [{ address: 'https://www.atelier-vent.example/', when: '2026-03-10 17:05' }],
      cookies: [{ name: 'panier', site: 'atelier-vent.example', from: 'regie.example', use: 'Publicité' }],
      certificates: [
        { site: 'atelier-vent.example', owner: 'Atelier du vent', issuer: 'Certif', until: '12/08/2027' },
        { site: 'vieux.example', owner: 'Vieux', issuer: 'Certif', until: '02/01/2025', trouble: 'expired' },
      ],
      pages: [
        {
          address: 'https://boutique.example/cerf-volant',
          title: 'Cerf-volant à petit prix',
          text: 'Des cerfs-volants livrés chez toi.',
          advert: true,
        },
        {
          address: 'https://www.atelier-vent.example/',
          title: 'Construire un cerf-volant',
          text: '<p>Deux baguettes, du papier, de la ficelle.</p>',
        },
        { address: 'https://vieux.example/', title: LONG_WORD, text: '<p>Cerf-volant</p>' },
      ],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};
