import { mailboxShape, prepareMailbox } from '../referential/practicals/mailbox.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A mailbox with everything that a message, a letter and a rule may hold. */
export const MAILBOX: Practical = {
  component: 'mailbox',
  config: prepareMailbox(
    mailboxShape.config.parse({
      me: { name: 'Inès', address: 'ines@famille.example' },
      folders: ['Collège', 'Volley'],
      canFilter: true,
      rules: [
        { conditions: [{ field: 'from', words: 'volley.example' }], folder: 'Volley' },
        {
          match: 'any',
          conditions: [
            { field: 'subject', words: LONG_WORD.slice(0, 80) },
            { field: 'text', test: 'lacks', words: 'menus' },
          ],
          folder: 'Collège',
        },
      ],
      contacts: [
        { name: 'Coach Nadia', address: 'nadia@volley.example' },
        { name: 'Les joueuses', addresses: ['awa@famille.example', 'tess@famille.example'] },
      ],
      files: [{ name: 'certificat.pdf', size: '96 ko', text: 'Apte au volley.' }],
      messages: [
        {
          id: 'tournoi',
          from: { name: 'Coach Nadia', address: 'nadia@volley.example' },
          to: ['ines@famille.example', 'tom@famille.example'],
          cc: ['club@volley.example'],
          replyTo: 'tournois@volley.example',
          subject: 'Tournoi de samedi',
          date: '2026-03-12 18:04',
          text: '<p>Bonjour,</p><p>Voici le <a href="https://volley.example/plan">plan du gymnase</a>.</p><p>À samedi !</p>',
          attachments: [{ name: 'horaires.pdf', size: '210 ko', text: 'Premier match à 9 h 10.' }],
          original: [
            'From: Coach Nadia <nadia@volley.example>',
            'Authentication-Results: spf=pass dkim=pass',
          ],
        },
        {
          id: 'long',
          from: {
            name: LONG_WORD,
            address: 'tres-longue-adresse.qui-ne-tient-pas@domaine-interminable.example',
          },
          subject: `${LONG_WORD}, un objet qui n’en finit pas`,
          date: '2026-03-10 07:30',
          text: '<p>Rien.</p>',
        },
        {
          id: 'menus',
          from: { name: 'Cantine', address: 'cantine@college.example' },
          subject: 'Menus',
          date: '2026-03-09 12:00',
          read: true,
          text: '<p>Lundi : gratin.</p>',
        },
        {
          id: 'lot',
          from: { name: 'Cadeaux', address: 'lot@bonus.example' },
          subject: 'Tu as gagné !',
          date: '2026-03-08 09:21',
          folder: 'spam',
          text: '<p>Réponds vite.</p>',
        },
      ],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

/** What a letter sent to the wrong people is told. */
export const MAILBOX_CORRECTED: CorrectedPractical = [
  {
    expected: 'Une réponse à « Tournoi de samedi », et rien d’autre. À : tournois@volley.example.',
    right: false,
    reached:
      'Tu as envoyé ceci. À : tournois@volley.example, tom@famille.example. Cc : club@volley.example. Objet : Re: Tournoi de samedi.',
  },
  { expected: 'Tous les autres messages sont restés à leur place.', right: true, reached: null },
];
