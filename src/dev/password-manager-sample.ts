import { prepareVault, vaultShape } from '../referential/practicals/password-manager.ts';
import type { Practical } from '../referential/practicals/read.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A vault with all that can be done in it: entries, a report, pages that ask for a password, a telephone. */
export const VAULT: Practical = {
  component: 'password-manager',
  config: prepareVault(
    vaultShape.config.parse({
      title: 'Coffre de Maud',
      today: '2026-03-11',
      tools: ['add', 'edit', 'remove', 'generate', 'fill'],
      report: ['reused', 'weak', 'old', 'leaked'],
      folders: ['École', 'Loisirs'],
      leaked: ['Bambou-47-volant'],
      entries: [
        {
          id: 'mail',
          name: 'Messagerie Brume',
          address: 'https://courrier.brume.example/',
          login: 'maud.k@brume.example',
          password: 'tuile.moka.83.perche',
          changed: '2025-11-02',
          twoStep: {
            ways: ['app', 'sms', 'question'],
            recovery: ['4821 0937', '6650 1128'],
            keep: ['Note dans ce téléphone', 'Feuille rangée chez soi'],
          },
        },
        {
          id: 'club',
          name: 'Club de badminton',
          address: 'https://www.volants-bleus.example/compte',
          login: 'maud',
          password: 'Bambou-47-volant',
          folder: 'Loisirs',
          changed: '2021-09-12',
        },
        {
          id: 'biblio',
          name: 'Bibliothèque Alizé',
          address: 'https://biblio-alize.example/',
          login: 'maud.k',
          password: 'Bambou-47-volant',
          folder: 'Loisirs',
          note: 'Carte numéro 20 417, à montrer au comptoir.',
          changed: '2024-02-01',
        },
        {
          id: 'ent',
          name: `ENT ${LONG_WORD}`,
          address: 'https://ent.lycee-volcan.example/',
          login: 'mkerouan',
          password: 'Soleil2026',
          folder: 'École',
          changed: '2025-09-03',
        },
      ],
      sites: [
        {
          id: 'vraie',
          from: 'Favori',
          address: 'https://compte.biblio-alize.example/connexion',
          title: 'Bibliothèque Alizé',
          text: 'Prolonge tes prêts.',
        },
        {
          id: 'fausse',
          from: 'Lien d’un SMS',
          address: 'https://biblio-alize.prets.example/connexion',
          title: 'Bibliothèque Alizé',
          text: 'Ta carte expire ce soir.',
          code: true,
        },
      ],
      phone: {
        title: 'Téléphone de Maud',
        cards: [
          { name: 'Messagerie Brume', code: '402 913' },
          { name: 'Club de badminton', code: '771 052' },
        ],
      },
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};
