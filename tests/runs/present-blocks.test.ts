import { expect, test } from 'vitest';
import { blocksOf } from '../../src/dev/blocks-sample.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { presentCorrectedPractical } from '../../src/runs/present-practical.ts';

const PRACTICAL = blocksOf(
  {
    boards: [{ map: ['>.o.G'] }],
    palette: ['forward', 'repeat', 'until', 'if', 'take', 'paint', 'add'],
    tests: ['goal', 'object'],
    variables: ['pas'],
    goalName: 'le port',
  },
  [
    {
      program: 'paint red\nuntil goal\nforward\nadd pas 1\nif object\ntake\nend\nend',
      hidden: [{ map: ['>G'] }, { map: ['>..oG'] }],
    },
    { goal: 'reached' },
    { objects: 'taken' },
    { objects: 'placed' },
    { painted: 'same' },
    { drawn: 'same' },
    { variable: 'pas' },
    { uses: 'until' },
  ],
);
const CHALLENGE = { type: 'practical', practical: PRACTICAL } as Challenge;
const told = (language: 'fr' | 'en', main: unknown[]) =>
  presentCorrectedPractical(translator(language), CHALLENGE, { reached: { main, own: [] } })?.map(
    ({ expected, right, reached }) =>
      [expected, right, reached].map((text) => String(text).replace(/\s/gu, ' ')),
  );

test('the correction says what a program had to do, and what it does instead', () => {
  const forward = { do: 'forward' };
  expect(told('fr', [forward, forward, { do: 'add', name: 'pas', n: 7 }])).toEqual([
    [
      'Le programme va jusqu’au bout, et réussit aussi sur 2 autres plans.',
      'false',
      'Sur un autre plan du même genre, il ne marche pas.',
    ],
    ['À la fin, le robot est à l’endroit demandé : le port.', 'false', 'Il est en C1.'],
    ['Tout est ramassé.', 'false', 'Il en reste en C1.'],
    ['Tout est déposé à sa place.', 'false', 'Il y en a en C1.'],
    ['Les bonnes cases sont coloriées, de la bonne couleur, et elles seules.', 'false', 'À revoir : A1.'],
    ['Le dessin est celui demandé.', 'false', 'Ton dessin est différent.'],
    ['À la fin, la variable pas a la bonne valeur.', 'false', 'Elle vaut 7.'],
    ['Le programme se sert du bloc « répéter jusqu’à … ».', 'false', 'Il ne s’en sert pas.'],
  ]);
});

test('of a question that was passed, what was asked for alone: nothing is called missed, nor done', () => {
  const asked = presentCorrectedPractical(translator('fr'), CHALLENGE, null);
  expect(asked?.map(({ expected }) => expected.replace(/\s/gu, ' '))).toEqual(
    told('fr', [])?.map(([expected]) => expected),
  );
  expect(asked?.every(({ right, reached }) => right === null && reached === null)).toBe(true);
});

test.each([
  [[{ do: 'repeat', n: 9, body: [{ do: 'forward' }] }], 'Le robot se cogne en E1.', 'The robot bumps in E1.'],
  [[{ do: 'take' }], 'Il n’y a rien à ramasser en A1.', 'There is nothing to pick up in A1.'],
  [[{ do: 'until', test: { see: 'goal' }, body: [] }], 'Il ne finit jamais.', 'It never ends.'],
  [
    [{ do: 'drop' }],
    'Il a des blocs que l’atelier ne donne pas.',
    'It has blocks that the workshop does not give.',
  ],
] as const)('why %j does not get there, in both languages', (main, fr, en) => {
  expect(told('fr', [...main])?.[0]?.[2]).toBe(fr);
  expect(told('en', [...main])?.[0]?.[2]).toBe(en);
});
