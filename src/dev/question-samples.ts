import type { CorrectedAnswer, QuestionView } from '../runs/views.ts';
import { NOWHERE } from './sample.ts';
import { tutorialLink } from './tutorial-link-sample.ts';

/** Served by the style guide itself: nothing here depends on the bank. */
export const SAMPLE_PICTURE = '/dev/styleguide/picture.svg';

export const PLAIN_QUESTION: QuestionView = {
  id: 'sample-plain',
  instructionHtml:
    '<p>Tom veut garder sous la main une page qu’il consulte <strong>chaque matin</strong>. Que fait-il dans son navigateur&nbsp;?</p>',
  documentHtml: null,
  pictures: [],
  attachments: [],
  practical: null,
};

export const RICH_QUESTION: QuestionView = {
  id: 'sample-rich',
  instructionHtml:
    '<p>Voici la page du club d’astronomie et la liste de ses sorties. À quelle date faut-il apporter une <strong>couverture</strong>&nbsp;?</p>',
  documentHtml:
    '<p>Message de <code>contact@club-orion.example</code>&nbsp;:</p><blockquote><p>Pour les sorties après 22&nbsp;h, prévoyez une couverture et une lampe rouge.</p></blockquote><div class="table-scroll" tabindex="0" role="region" aria-label="Tableau"><table><thead><tr><th scope="col">Sortie</th><th scope="col">Date</th><th scope="col" class="align-right">Heure</th></tr></thead><tbody><tr><td>Lune rousse</td><td>4 mars</td><td class="align-right">20&nbsp;h&nbsp;30</td></tr><tr><td>Nébuleuses</td><td>18 mars</td><td class="align-right">22&nbsp;h&nbsp;15</td></tr></tbody></table></div><pre tabindex="0"><code>nom;date;heure;lieu;materiel;responsable;telephone;remarque\nlune;04/03;20:30;stade;jumelles;Awa;0600000000;parking ouvert</code></pre>',
  pictures: [
    {
      src: SAMPLE_PICTURE,
      alt: 'Page du club : un ciel étoilé, un télescope et trois onglets, Accueil, Sorties et Matériel.',
      caption: 'La page d’accueil du club',
      width: 640,
      height: 360,
    },
  ],
  attachments: [
    {
      href: '/dev/styleguide/picture.svg',
      fileName: 'sorties.csv',
      label: 'La liste des sorties',
      size: '1,2 ko',
    },
  ],
  practical: null,
};

export const LONG_QUESTION: QuestionView = {
  ...PLAIN_QUESTION,
  id: 'sample-long',
  instructionHtml: `<p>Le mot de passe proposé est <code>${'x7Kq-'.repeat(30)}</code>.</p><p>${'Une consigne assez longue pour occuper plusieurs lignes sur un téléphone. '.repeat(6)}</p><ul><li>Lis tout.</li><li>Note ce qui te semble utile.</li></ul>`,
};

export function correctedAnswers(count: number): CorrectedAnswer[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    if (!kind) return [];
    const tutorials = kind.tutorials.map(([title, minutes]) =>
      tutorialLink(title, minutes, String(index + 1), { saved: minutes > 3, done: minutes > 3 }),
    );
    return { ...kind, placement: null, practical: null, tutorials, number: index + 1 };
  }).flat();
}

const EXPLANATION =
  '<p>Un favori garde l’adresse de la page. Tu le retrouves en un geste, même après avoir fermé le navigateur&nbsp;; l’historique, lui, se mélange avec tout ce que tu as visité.</p>';

const KINDS: readonly (Omit<CorrectedAnswer, 'placement' | 'practical' | 'tutorials'> & {
  readonly tutorials: readonly (readonly [title: string, minutes: number])[];
})[] = [
  {
    number: 1,
    outcome: 'right',
    competence: 'Mener une recherche et une veille d’information',
    domain: '1',
    question: PLAIN_QUESTION,
    choices: [
      { text: 'Il l’ajoute à ses favoris', right: true, chosen: true, why: null },
      {
        text: 'Il agrandit la fenêtre',
        right: false,
        chosen: false,
        why: 'La taille de la fenêtre ne garde rien.',
      },
    ],
    fields: [],
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml: EXPLANATION,
    tutorials: [],
  },
  {
    number: 2,
    outcome: 'wrong',
    competence: 'Mener une recherche et une veille d’information',
    domain: '1',
    question: PLAIN_QUESTION,
    choices: [
      { text: 'Il l’ajoute à ses favoris', right: true, chosen: false, why: null },
      { text: 'Il agrandit la fenêtre', right: false, chosen: false, why: null },
      {
        text: 'Il cherche chaque matin dans l’historique',
        right: false,
        chosen: true,
        why: 'Cela marche un temps, mais l’historique se vide et la page s’y perd parmi les autres.',
      },
    ],
    fields: [],
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml: EXPLANATION,
    tutorials: [['Garder une page sous la main', 3]],
  },
  {
    number: 3,
    outcome: 'wrong',
    competence: 'Sécuriser l’environnement numérique',
    domain: '4',
    question: RICH_QUESTION,
    choices: [],
    fields: [
      { label: 'Date', given: '4 mars', right: false, expected: '18 mars' },
      { label: 'Heure de départ', given: '22 h 15', right: true, expected: '22 h 15' },
    ],
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml:
      '<p>Il faut croiser deux endroits&nbsp;: la règle dans le message, l’heure dans le tableau.</p>',
    tutorials: [
      ['Lire un tableau', 4],
      ['Croiser deux sources', 1],
    ],
  },
  {
    number: 4,
    outcome: 'skipped',
    competence: 'Programmer',
    domain: '3',
    question: LONG_QUESTION,
    choices: [],
    fields: [{ label: '', given: null, right: false, expected: '42 pas' }],
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml: '<p>Compte les tours de boucle, puis les pas de chaque tour.</p>',
    tutorials: [],
  },
  {
    number: 5,
    outcome: 'right',
    competence: 'Interagir',
    domain: '2',
    question: PLAIN_QUESTION,
    choices: [],
    fields: [
      { label: 'Nom de domaine', given: 'club-orion.example', right: true, expected: 'club-orion.example' },
    ],
    reportAddress: NOWHERE,
    leftPage: 0,
    explanationHtml: '<p>Le nom de domaine s’arrête à la première barre oblique.</p>',
    tutorials: [],
  },
];
