import { formBuilderShape, prepareFormBuilder } from '../referential/practicals/form-builder.ts';
import type { Practical } from '../referential/practicals/read.ts';
import type { CorrectedPractical } from '../runs/views.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A form with one question of every sort, a section, a condition, and answers received. */
export const FORM: Practical = {
  component: 'form-builder',
  config: prepareFormBuilder(
    formBuilderShape.config.parse({
      title: 'Week-end de ski de fond',
      description: `Remplis une fiche par personne. ${LONG_WORD}`,
      questions: [
        { id: 'nom', title: 'Ton nom et ton prénom', required: true },
        { id: 'age', type: 'number', title: 'Ton âge', min: 8, max: 99 },
        { id: 'loue', type: 'one', title: 'Loues-tu des skis ?', choices: ['Oui', 'Non'], required: true },
        { id: 'pointure', type: 'number', title: 'Ta pointure', help: 'En taille française.' },
        { id: 'repas', type: 'several', title: 'Tes repas', choices: ['Samedi', 'Dimanche'], other: true },
        { id: 'plus', type: 'section', title: 'Pour finir', when: { question: 'repas', is: 'Samedi' } },
        { id: 'niveau', type: 'scale', title: 'Ton niveau' },
        { id: 'mot', type: 'long', title: 'Un mot pour nous ?', max: 200 },
      ],
      settings: { message: 'À bientôt sur les pistes !' },
      answers: [
        { nom: 'Teva', age: 13, loue: 'Oui', repas: ['Samedi'] },
        { nom: 'Anissa', age: 12, loue: 'Non', repas: ['Samedi', 'Dimanche'] },
      ],
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};

export const FORM_CORRECTED: CorrectedPractical = [
  {
    expected: 'Pour qui répond « Oui » à « Loues-tu des skis ? » : on voit « Ta pointure ».',
    right: true,
    reached: null,
  },
  {
    expected: 'Pour qui répond « Non » à « Loues-tu des skis ? » : on ne voit pas « Ta pointure ».',
    right: false,
    reached: 'Chez toi, on voit à tort « Ta pointure ».',
  },
];
