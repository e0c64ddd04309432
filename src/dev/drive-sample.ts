import type { Practical } from '../referential/practicals/read.ts';
import { driveShape, prepareDrive } from '../referential/practicals/shared-drive.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** An online space with something of each kind. */
export const DRIVE: Practical = {
  component: 'shared-drive',
  config: prepareDrive(
    driveShape.config.parse({
      name: 'Nacelle',
      me: 'awa',
      today: '2026-03-12',
      audit: true,
      people: [
        { id: 'awa', name: 'Awa', about: '3e B' },
        { id: 'malo', name: 'Malo', about: '3e B' },
        { id: 'ines', name: 'Inès', about: 'professeure' },
        { id: 'rok', name: 'Rok', about: LONG_WORD, inside: false },
      ],
      groups: [
        { id: 'bureau', name: 'Bureau', by: 'awa', members: ['awa', 'malo'] },
        { id: 'parents', name: 'Parents', members: ['rok'] },
      ],
      items: [
        { id: 'voyage', name: 'Voyage', kind: 'folder', shares: { bureau: 'edit', parents: 'read' } },
        {
          id: 'budget',
          name: 'Budget',
          in: 'voyage',
          size: '24 ko',
          modified: '2026-03-11 17:05',
          by: 'malo',
          sync: 'syncing',
          text: 'Car : 400 €\nMusée : 90 €',
          shares: { ines: 'comment' },
          versions: [
            { id: 'v2', by: 'malo', when: '2026-03-10 09:30', text: 'Car : 380 €\nMusée : 90 €' },
            { id: 'v1', by: 'awa', when: '2026-03-02 18:40', text: 'Car : 380 €', label: 'Premier jet' },
          ],
          comments: [{ by: 'ines', text: 'Il manque le pique-nique.' }],
        },
        {
          id: 'plan',
          name: 'Plan du car',
          kind: 'pdf',
          in: 'voyage',
          size: '480 ko',
          sync: 'offline',
          text: 'Rang 1 : Malo',
        },
        { id: 'long', name: LONG_WORD.slice(0, 80), kind: 'picture', size: '2,4 Mo', text: 'Une image' },
        {
          id: 'affiche',
          name: 'Affiche',
          size: '12 ko',
          text: 'Départ à 8 h 15',
          link: { scope: 'anyone', right: 'edit' },
        },
        { id: 'charte', name: 'Charte', owner: 'ines', shares: { awa: 'read' }, text: 'On se respecte.' },
        { id: 'avis', name: 'Avis', owner: 'ines', shares: { awa: 'comment' }, text: 'Donnez votre avis.' },
      ],
      activity: [{ by: 'malo', when: '2026-03-11 17:05', what: 'Budget modifié' }],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

export const DRIVE_CORRECTED: CorrectedPractical = [
  {
    expected: '« Affiche » – Quelqu’un sans compte : Lire, en fin de compte.',
    right: false,
    reached: 'Chez toi : Modifier.',
  },
  { expected: 'Rien d’autre n’a changé.', right: true, reached: null },
];
