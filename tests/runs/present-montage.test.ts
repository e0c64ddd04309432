import { expect, test } from 'vitest';
import { MONTAGE } from '../../src/dev/sound-video-sample.ts';
import { solvedState } from '../../src/engine/practicals/practical.ts';
import { type ReachedMontage, soundVideoEditor } from '../../src/engine/practicals/sound-video-editor.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import { type MontageConfig, soundVideoShape } from '../../src/referential/practicals/sound-video-editor.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { presentCorrectedPractical } from '../../src/runs/present-practical.ts';

const first = soundVideoEditor.initial(MONTAGE.config as MontageConfig);
const EXPECTED = [
  { clip: 'depart', start: 3, from: 1, to: 11 },
  { cut: 'recit', passages: [{ from: 10, to: 12 }] },
  { level: 'musique', from: 10, to: 15, atLeast: -20, atMost: -9 },
  { level: 'musique', from: 0, to: 5, atLeast: 3, atMost: 3 },
  { peak: 'recit', is: -1 },
  { fade: 'musique', in: 1, out: 2 },
  { aligned: 'recit', at: 10, with: 'depart', withAt: 11 },
  { text: 'titres', of: 'titre', is: 'La yole', from: 3, to: 6 },
  { text: 'sous-titres', says: ['midi'] },
  {
    project: { rate: [44_100, 48_000], bits: 24, channels: 1, frame: '1080x1920', cadence: 50, fit: 'fill' },
  },
  { export: { codec: 'h265', mode: 'variable', lines: 720, keys: 1, under: 1, quality: 99, minutes: 2 } },
  { rest: 'kept' },
];

function told(expected: unknown[], reached: unknown, locale: 'fr' | 'en' = 'fr') {
  const practical = { ...MONTAGE, expect: soundVideoShape.expect.parse(expected) } as Practical;
  const challenge = { type: 'practical', practical } as Challenge;
  return presentCorrectedPractical(translator(locale), challenge, { reached } as never) ?? [];
}
const changed = (id: string, made: object): ReachedMontage => ({
  ...first,
  pieces: first.pieces.map((one) => (one.id === id ? { ...one, ...made } : one)),
});

test('what was asked of a montage, and what is found instead, in sentences of both languages', () => {
  const states = [
    first,
    { ...first, pieces: [] },
    changed('recit', { skip: 30, length: 150, gain: 9 }),
    changed('recit', { skip: 120, length: 100 }),
    changed('tambour', { length: 80, fadeIn: 20 }),
    { ...first, project: { ...first.project, rate: 8000 } },
    { ...first, pieces: [...first.pieces, { ...first.pieces[3], id: 'n1', of: '', start: 200 }] },
    { ...first, pieces: [{ ...first.pieces[0], track: 'ailleurs' }] },
    { nonsense: true },
  ];
  for (const locale of ['fr', 'en'] as const)
    for (const state of states)
      for (const rest of [EXPECTED, [{ rest: 'kept' }]])
        for (const one of told(rest, state, locale)) {
          const words = `${one.expected} ${one.reached ?? ''}`;
          expect(words).not.toMatch(/[{}]|undefined|NaN|Infinity|run\.practical/);
          if (!one.right) expect(one.reached, one.expected).toMatch(/[.!]$/);
        }
});

test('a cut gone wrong is told by what is kept; a setting by its name', () => {
  const [cut] = told([EXPECTED[1]], changed('recit', { skip: 30, length: 150 }));
  expect(cut).toEqual({
    expected:
      'Dans «\u202fRécit\u202f», est supprimé seulement ceci\u00a0: de 10 à 12\u00a0s. La suite s’est rapprochée.',
    right: false,
    reached: 'Tu gardes\u00a0: de 3 à 18\u00a0s.',
  });
  const [project] = told([{ project: { rate: 48_000 } }], first);
  expect(project?.expected).toBe('Réglages du projet\u00a0: Fréquence\u00a0: 48 kHz.');
  expect(project?.reached).toBe('Fréquence\u00a0: 44,1 kHz.');
});

test('a montage that meets everything is told as right', () => {
  const expected = [EXPECTED[1], EXPECTED[2], EXPECTED[9]];
  const practical = { ...MONTAGE, expect: soundVideoShape.expect.parse(expected) } as Practical;
  expect(told(expected, solvedState(practical)).map(({ right, reached }) => [right, reached])).toEqual(
    expected.map(() => [true, null]),
  );
});
