import { expect, test } from 'vitest';
import { compareAttempts, type SentAttempt } from '../../src/campaigns/compare-attempts.ts';

function sent(attempt: number, percent: number, competences: Readonly<Record<string, number>>): SentAttempt {
  return {
    attempt,
    sharedAt: new Date(Date.UTC(2026, 10, attempt)),
    result: {
      percent,
      stars: 1,
      validated: 0,
      targeted: 0,
      pix: percent / 2,
      competences: Object.entries(competences).map(([code, validated]) => ({
        code,
        validated,
        targeted: 9,
        percent: 0,
        level: 2,
        pix: 0,
      })),
      badges: [],
      leftOut: 0,
      tubes: [],
    },
  };
}

test('each attempt stands beside the one before; a competence not asked has nothing there', () => {
  const compared = compareAttempts(
    [
      sent(1, 40, { '1.2': 4, '1.1': 3 }),
      sent(3, 60, { '1.1': 3 }),
      sent(4, 50, { '1.2': 6, '1.1': 2, '5.1': 1 }),
    ],
    (code) => `compétence ${code}`,
    'fr',
  );
  expect(compared?.heads.map(({ label }) => label)).toEqual(['Essai 1', 'Essai 3', 'Essai 4']);
  expect(compared?.lines.map(({ label, cells }) => [label, ...cells.map((cell) => cell?.change)])).toEqual([
    ['Réussite', null, '+20', '−10'],
    ['Pix du parcours', null, '+10', '−5'],
    ['compétence 1.1', null, '=', '−1'],
    ['compétence 1.2', null, undefined, '+2'],
    ['compétence 5.1', undefined, undefined, null],
  ]);
  expect(compared?.lines[2]?.cells[0]?.text).toBe('Niveau 2, 3 acquis sur 9');
});

test('one attempt alone is compared with nothing', () => {
  expect(compareAttempts([sent(1, 40, {})], (code) => code, 'fr')).toBeNull();
});
