import { describe, expect, test } from 'vitest';
import fr from '../../src/i18n/fr.json' with { type: 'json' };
import { countSyllables, readingEase, sentencesOf, wordsOf } from './reading-ease.ts';

/** Rooms and pages of teachers and administrators. */
const GROWN_UP =
  /^admin\.|^campaign\.(?!landing)|^grade\.|^lsu\.|^lti\.(registered|ready|deep-linking|check)|^how\.(teachers|pix)|\.teacher(\.|$)|^error\.(admin|registration|platform|deployment|login|claims|message|keys|token|state|nonce|lms|person|deep-linking|method|cross)/;
const PUPILS = Object.entries(fr).filter(([key]) => !GROWN_UP.test(key));
/** Of a sentence, for a reader of twelve. */
const MOST_WORDS = 22;
/** « Easy » by Kandel and Moles. */
const EASY = 70;
/** Beginnings of words that a pupil may not know, and what says the same. */
const PLAIN: Readonly<Record<string, string>> = {
  afin: 'pour',
  antérieur: 'd’avant',
  bénéfici: 'avoir droit à',
  cependant: 'mais',
  concernant: 'sur',
  consult: 'voir, lire',
  effectu: 'faire',
  également: 'aussi',
  évalu: 'mesurer',
  expir: 'finir',
  fonctionnalité: 'ce que l’on peut faire',
  initial: 'du début',
  interface: 'page, écran',
  lorsque: 'quand',
  modalité: 'façon',
  néanmoins: 'mais',
  notamment: 'par exemple',
  obten: 'avoir, gagner',
  obtien: 'avoir, gagner',
  optionnel: 'si tu veux',
  paramètre: 'réglage',
  préalable: 'd’abord',
  précédemment: 'avant',
  procéd: 'faire',
  réinitialis: 'recommencer',
  renseign: 'écrire, remplir',
  requis: 'il faut',
  saisi: 'écrire',
  sélectionn: 'choisir',
  soume: 'envoyer',
  ultérieur: 'plus tard',
  visualis: 'voir',
};

describe('the measure itself', () => {
  test.each([
    ['élève', 2],
    ['tablette', 2],
    ['règles', 1],
    ['question', 2],
    ['numérique', 3],
    ['l', 0],
    ['a', 1],
    ['maïs', 2],
    ['réessayer', 4],
    ['le', 1],
    ['les', 1],
    ['validée', 3],
    ['océan', 3],
    ['œuvre', 1],
  ])('%s has %i syllables', (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables);
  });

  test('words and sentences are those one hears', () => {
    expect(wordsOf('L’élève a {count} pix, dit-on.')).toEqual(['L', 'élève', 'a', 'pix', 'dit', 'on']);
    expect(sentencesOf('Bravo ! Tu as fini : envoie. 3.5 pix')).toHaveLength(4);
  });

  test('tells a plain text from an administration’s', () => {
    const plain = 'Lis la question. Choisis ta réponse. Si tu ne sais pas, passe à la suivante.';
    const hard =
      'L’utilisateur procède préalablement à la sélection des modalités d’évaluation correspondant à sa situation.';
    expect(readingEase(plain)).toBeGreaterThan(EASY + 10);
    expect(readingEase(hard)).toBeLessThan(50);
  });
});

test('no sentence that pupils read is long', () => {
  const long = PUPILS.flatMap(([key, text]) =>
    sentencesOf(text)
      .filter((sentence) => wordsOf(sentence).length > MOST_WORDS)
      .map((sentence) => `${key}: ${wordsOf(sentence).length} words: ${sentence.trim()}`),
  );
  expect(long).toEqual([]);
});

test('each part that pupils read is easy', () => {
  const parts = Map.groupBy(PUPILS, ([key]) => key.split('.')[0] ?? '');
  const hard = [...parts].flatMap(([part, messages]) => {
    // Messages of three words and less are labels: a formula of means says nothing of them.
    const text = messages
      .map(([, message]) => message)
      .filter((message) => wordsOf(message).length > 3)
      .join('\n');
    const ease = text === '' ? 100 : readingEase(text);
    return ease < EASY ? [`${part}: ${ease.toFixed(1)}`] : [];
  });
  expect(hard).toEqual([]);
});

test('pupils meet plain words', () => {
  const hard = PUPILS.flatMap(([key, text]) =>
    wordsOf(text.toLowerCase()).flatMap((word) =>
      Object.entries(PLAIN)
        .filter(([beginning]) => word.startsWith(beginning))
        .map(([, plain]) => `${key}: « ${word} », plainer: ${plain}`),
    ),
  );
  expect(hard).toEqual([]);
});

describe('the spaces of French', () => {
  /** Before « : » a whole one, inside other marks a narrow one; none lets a line break. */
  const WRONG = /(?<=\S)[ \u00a0][;!?»%]|«[ \u00a0]|(?<=\S)[ \u202f]:(?!\d)/;
  /** Signs to be picked from a palette, as they are. */
  const SIGNS = ['practical.word-processor.special'];

  test('are those of typography in every text', () => {
    const wrong = Object.entries(fr).flatMap(([key, text]) =>
      WRONG.test(text) && !SIGNS.includes(key) ? [`${key}: ${text}`] : [],
    );
    expect(wrong).toEqual([]);
  });
});
