import { expect, test } from 'vitest';
import { SLIDES } from '../../src/dev/slides-sample.ts';
import { initialState, solvedState } from '../../src/engine/practicals/practical.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { slidesShape } from '../../src/referential/practicals/slides.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { presentCorrectedPractical } from '../../src/runs/present-practical.ts';

const EXPECTED = [
  { block: 'titre', size: [54, 300], bold: false, contrast: 'reads', most: 20, fits: true, says: 'manchots' },
  { block: 'sous', size: [30, 40], bold: true, contrast: 7, plain: true, inside: [-3, 0, 300, 100] },
  { block: 'photo', picture: 'flocon', alt: ['manchot', 'debout'], covers: [0, 0, 90, 90] },
  { block: 'logo', decorative: false },
  { lines: 'idees', keep: ['Sur la glace'] },
  { aligned: ['ou', 'legende'], by: 'left' },
  { spread: ['ou', 'idees', 'legende'], by: 'down' },
  { near: ['photo', 'legende'], within: 2 },
  { grouped: ['photo', 'legende'] },
  { biggest: 'legende' },
  { tidy: 'trois' },
  { everywhere: { picture: 'manchot', text: 'Polaire' }, nowhere: { picture: 'flocon', text: 'nature' } },
  { ground: 'une', like: '#b3261e' },
  { reads: ['legende', 'photo'] },
  { page: [105, 148], bleed: 2.5 },
  { order: ['deux', 'une'] },
  { hidden: [] },
  { gone: ['legende'] },
];
const MORE = [
  { hidden: ['deux'] },
  { spread: ['ou', 'idees', 'legende'], by: 'across' },
  { notes: 'une', says: 'Bonjour' },
  { transition: 'une', is: 'fade' },
  { layout: 'une', is: 'two' },
  { rest: 'kept' },
];

function words(locale: 'fr' | 'en', expected: readonly unknown[]) {
  const practical = { ...SLIDES, expect: slidesShape.expect.parse(expected) } as Practical;
  const challenge = { type: 'practical', practical } as unknown as Challenge;
  const told = (reached: Record<string, unknown>) =>
    presentCorrectedPractical(translator(locale), challenge, { reached }) ?? [];
  return [told({ ...initialState(practical) }), told({ slides: [] }), told({ ...solvedState(practical) })];
}

test.each(['fr', 'en'] as const)(
  'all that is asked of slides, and all that is missed, has words in %s',
  (locale) => {
    for (const expected of [EXPECTED.slice(0, 14), EXPECTED.slice(14), MORE]) {
      for (const rows of words(locale, expected)) {
        expect(rows).toHaveLength(expected.length);
        for (const { expected: asked, right, reached } of rows) {
          expect(asked).not.toMatch(/\{\w+\}|run\.practical|undefined/);
          if (!right) expect(reached).toMatch(/^[^{}]+$/);
        }
      }
    }
  },
);

test('a block is called by its words, a length below zero has its true sign', () => {
  const [rows = []] = words('fr', EXPECTED.slice(0, 2));
  // Spaces that hold are as well as others here.
  expect(rows.map(({ expected }) => expected.replace(/\s/gu, ' '))).toEqual([
    '« Les manchots » : Taille de 54 points au moins. Sans gras. Un contraste suffisant pour sa taille. Contraste de 20 : 1 au plus. Le texte tient dans son bloc. Le texte dit « manchots ».',
    '« Exposé d’Inès » : Taille de 30 à 40 points. En gras. Contraste d’au moins 7 : 1. Le style du masque. Il reste dans la zone qui part de −3 mm à gauche et 0 mm en haut, et mesure 300 × 100 mm.',
  ]);
  expect(rows[0]?.reached).toBe(
    'Le texte est trop petit. Le gras n’est pas comme demandé. Le contraste est trop faible.',
  );
});
