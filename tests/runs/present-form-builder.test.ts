import { expect, test } from 'vitest';
import { FORM } from '../../src/dev/form-builder-sample.ts';
import { formBuilder } from '../../src/engine/practicals/form-builder.ts';
import { translator } from '../../src/i18n/translate.ts';
import { type FormConfig, formBuilderShape } from '../../src/referential/practicals/form-builder.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { presentCorrectedPractical } from '../../src/runs/present-practical.ts';

const start = formBuilder.initial(FORM.config as FormConfig);

const told = (language: 'fr' | 'en', reached: unknown, ...expected: unknown[]) => {
  const practical = { ...FORM, expect: formBuilderShape.expect.parse(expected) } as Practical;
  const challenge = { type: 'practical', practical } as Challenge;
  return presentCorrectedPractical(translator(language), challenge, {
    reached: reached as typeof start,
  })?.map(({ expected: text, reached: instead }) =>
    [text, instead ?? 'ok'].map((one) => one.replace(/\s/gu, ' ')).join(' → '),
  );
};

test('the correction says how the form had to be left, and how it is', () => {
  const reached = {
    ...start,
    settings: { ...start.settings, once: true, closes: '2026-05-04' },
    questions: start.questions
      .filter(({ id }) => id !== 'mot')
      .map((one) => (one.id === 'nom' ? { ...one, type: 'long', required: false } : one)),
  };
  expect(
    told(
      'fr',
      reached,
      { question: { of: 'nom', type: ['short', 'email'], required: true } },
      { question: { title: 'Ta taille', min: 100, max: 210, other: false } },
      { question: { words: 'repas', choices: ['Samedi', 'Dimanche'], other: true } },
      { gone: ['mot', 'plus'] },
      { order: ['repas', 'nom'] },
      { path: { answers: { loue: 'Non', age: 9 }, shown: ['niveau'], hidden: ['pointure'] } },
      { path: { answers: {}, shown: ['nom'] } },
      { tries: { question: 'age', accepts: [7], refuses: [12, 100] } },
      { setting: 'closes', is: 'none' },
      { setting: 'who', is: ['members', 'invited'] },
      { setting: 'collect', is: true },
      { setting: 'message', is: 'merci' },
      { title: 'Ski' },
      { rest: 'kept' },
    ),
  ).toEqual([
    'La question « Ton nom et ton prénom ». Type : « Texte court » ou « Adresse e-mail ». Obligatoire. → Le type de réponse n’est pas le bon. Elle n’est pas obligatoire.',
    'Une question. Intitulé : « Ta taille ». Sans « Autre ». Au moins 100. Au plus 210. → Aucune question n’a cet intitulé.',
    'Une question. Elle parle de « repas ». Choix : « Samedi », « Dimanche », et aucun de plus. Avec « Autre ». → ok',
    'À supprimer : « Un mot pour nous ? », « Pour finir ». → Encore là : « Pour finir ».',
    'Dans cet ordre : « Tes repas », « Ton nom et ton prénom ». → Chez toi : « Ton nom et ton prénom », « Tes repas ».',
    'Qui répond « Non » à « Loues-tu des skis ? » et répond « 9 » à « Ton âge » : voit « Ton niveau » et ne voit pas « Ta pointure ». → Chez toi, on ne voit pas « Ton niveau ». Chez toi, on voit à tort « Ta pointure ».',
    'Qui ne répond rien : voit « Ton nom et ton prénom ». → ok',
    'La question « Ton âge » : accepte « 7 » et refuse « 12 », « 100 ». → Chez toi, elle refuse « 7 ». Chez toi, elle accepte « 12 ».',
    'Réglage « Dernier jour pour répondre » : pas de fin. → Chez toi : 04/05/2026.',
    'Réglage « Qui peut répondre » : Les membres connectés ou Les personnes invitées. → Chez toi : Toute personne qui a le lien.',
    'Réglage « Enregistrer l’adresse e-mail de la personne » : oui. → Chez toi : non.',
    'Réglage « Message affiché à la fin » : « merci ». → Chez toi : « À bientôt sur les pistes ! ».',
    'Titre du formulaire : « Ski ». → Tu as écrit « Week-end de ski de fond ».',
    'Rien d’autre n’a changé. → Changé aussi : Une seule réponse par personne.',
  ]);
});

test('ranges, in the language of the page', () => {
  const texts = ['0 à 5', '5 à 9'].map((text, rank) => ({ id: `c${rank + 1}`, text }));
  const questions = start.questions.map((one) => (one.id === 'repas' ? { ...one, choices: texts } : one));
  const ranges = { question: 'repas', from: 0, to: 10 };
  expect(told('en', { ...start, questions }, { ranges })).toEqual([
    'The ranges of “Tes repas”: each number from 0 to 10 is in one range, and only one. → In no range: “10”. In two ranges: “5”.',
  ]);
  expect(told('en', start, { ranges })).toEqual([expect.stringMatching(/A range does not read/)]);
});
