import { describe, expect, test } from 'vitest';
import { MONTAGE } from '../../src/dev/sound-video-sample.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import { type ReachedMontage, soundVideoEditor } from '../../src/engine/practicals/sound-video-editor.ts';
import {
  cutAt,
  exported,
  gainAt,
  leveled,
  onTrack,
  type Piece,
  roomFor,
  trimmed,
  weightOf,
  withoutPassage,
} from '../../src/referential/practicals/montage-rules.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import {
  type MontageConfig,
  prepareSoundVideo,
  soundVideoShape,
} from '../../src/referential/practicals/sound-video-editor.ts';

const config = MONTAGE.config as MontageConfig;
const expecting = (...expected: unknown[]): Practical =>
  ({ ...MONTAGE, expect: soundVideoShape.expect.parse(expected) }) as Practical;
const start = () => soundVideoEditor.initial(config);
const right = (practical: Practical, state: unknown) => verdictsOn(practical, state).map((one) => one.right);
const found = (practical: Practical, state: unknown) => verdictsOn(practical, state)[0]?.found;
const piece = (id: string, state = start()): Piece => {
  const one = state.pieces.find((each) => each.id === id);
  if (!one) throw new Error(id);
  return one;
};
const withPieces = (pieces: readonly Piece[]): ReachedMontage => ({
  ...start(),
  pieces: pieces.map((one) => ({ ...one, points: [...one.points] })),
});
const changed = (id: string, made: Partial<Piece>) =>
  withPieces(start().pieces.map((one) => (one.id === id ? { ...one, ...made } : one)));

describe('pieces on the ruler', () => {
  const { pieces } = start();

  test('a piece goes to the nearest place that is free', () => {
    const other = { ...piece('recit'), id: 'n1', start: 0, length: 40 };
    const all = [...pieces, other];
    // The story lies from 1 to 21 s: nothing of 4 s fits before it.
    expect(roomFor(all, other, 50, 300)).toBe(210);
    expect(roomFor(all, other, 295, 300)).toBe(260);
    expect(roomFor(all, { ...other, length: 10 }, 3, 300)).toBe(0);
    expect(roomFor(all, { ...other, length: 200 }, 3, 300)).toBe(null);
  });

  test('an edge stops at its source, at its neighbours and at the other edge', () => {
    const recit = piece('recit');
    const limits = { source: 240, total: 300 };
    expect(trimmed(pieces, recit, 'left', 60, limits)).toMatchObject({ start: 60, skip: 70, length: 150 });
    expect(trimmed(pieces, recit, 'left', 500, limits)).toMatchObject({ start: 209, length: 1 });
    // Only two seconds were left out of the beginning, and the ruler begins one second before.
    expect(trimmed(pieces, recit, 'left', -50, limits)).toMatchObject({ start: 0, skip: 10 });
    expect(trimmed(pieces, recit, 'right', 290, limits)).toMatchObject({ length: 220 });
    const near = { ...recit, id: 'n1', start: 220, length: 20 };
    expect(trimmed([...pieces, near], recit, 'right', 290, limits)).toMatchObject({ length: 210 });
    expect(trimmed(pieces, { ...recit, fadeOut: 100 }, 'right', 50, limits)).toMatchObject({ fadeOut: 40 });
  });

  test('a cut shows nothing, and what follows a passage that is deleted comes closer', () => {
    const cut = cutAt(pieces, 'recit', 100);
    expect(onTrack(cut, 'voix').map(({ start: at, skip, length }) => [at, skip, length])).toEqual([
      [10, 20, 90],
      [100, 110, 110],
    ]);
    expect(cutAt(pieces, 'recit', 10)).toEqual(pieces);
    const without = onTrack(withoutPassage(pieces, 'voix', 90, 110), 'voix');
    expect(without.map(({ start: at, skip, length }) => [at, skip, length])).toEqual([
      [10, 20, 80],
      [90, 120, 100],
    ]);
    expect(onTrack(withoutPassage(pieces, 'voix', 0, 300), 'voix')).toEqual([]);
  });

  test('a passage made quieter leaves the rest as it was, cut or not', () => {
    const quieter = leveled(pieces, 'musique', 100, 150, -12);
    const music = quieter.find(({ id }) => id === 'tambour') as Piece;
    expect([96, 97, 100, 150, 153, 160].map((at) => gainAt(music, at))).toEqual([0, 0, -12, -12, 0, 0]);
    const [left, later] = onTrack(cutAt(quieter, 'tambour', 120), 'musique') as [Piece, Piece];
    expect([gainAt(left, 110), gainAt(later, 140), gainAt(later, 170)]).toEqual([-12, -12, 0]);
    const twice = leveled(quieter, 'musique', 100, 150, -6).find(({ id }) => id === 'tambour') as Piece;
    expect([90, 120, 160].map((at) => gainAt(twice, at))).toEqual([0, -6, 0]);
  });
});

describe('sizes', () => {
  test('a sound weighs what its samples weigh', () => {
    expect(weightOf({ rate: 44_100, bits: 16, channels: 2 }, 60)).toBe(10_584_000);
    expect(weightOf({ rate: 48_000, bits: 24, channels: 1 }, 1)).toBe(144_000);
  });

  test('an export weighs its rate; better codecs look better and take longer', () => {
    const settings = { codec: 'h264', mode: 'constant', kbps: 7808, lines: 1080, keys: 2 } as const;
    expect(exported(settings, 100).weight).toBe(100);
    const better = exported({ ...settings, codec: 'h265' }, 600);
    expect(better.quality).toBeGreaterThan(exported(settings, 600).quality);
    expect(better.minutes).toBeGreaterThan(exported(settings, 600).minutes);
    expect(exported({ ...settings, mode: 'variable' }, 100).weight).toBeLessThan(100);
    expect(exported({ ...settings, kbps: 500 }, 100).quality).toBeLessThan(40);
  });
});

describe('what is expected of a montage', () => {
  test('a clip kept between two instants, in one part, at its place', () => {
    const wanted = expecting({ clip: 'recit', from: 3, to: 20, start: 2 }, { rest: 'kept' });
    expect(right(wanted, start())).toEqual([false, true]);
    expect(found(wanted, changed('recit', { start: 24, skip: 30, length: 170 }))).toEqual(['start 24']);
    expect(right(wanted, changed('recit', { start: 22, skip: 31, length: 168 }))).toEqual([true, true]);
    expect(found(wanted, changed('recit', { start: 20, skip: 33, length: 167 }))).toEqual(['from 33']);
    const cut = changed('recit', { start: 20, skip: 30, length: 170 });
    // Cut where nothing shows: still one.
    expect(right(wanted, withPieces(cutAt(cut.pieces, 'recit', 100)))).toEqual([true, true]);
    expect(found(wanted, withPieces(cut.pieces.filter(({ of }) => of !== 'recit')))).toEqual(['pieces 0']);
  });

  test('a passage deleted, and nothing else, without a hole', () => {
    const wanted = expecting(
      { cut: 'recit', passages: [{ from: 10, to: 12 }], within: 0.3 },
      { rest: 'kept' },
    );
    const { pieces } = start();
    expect(right(wanted, start())).toEqual([false, true]);
    expect(right(wanted, withPieces(withoutPassage(pieces, 'voix', 90, 110)))).toEqual([true, true]);
    expect(right(wanted, withPieces(withoutPassage(pieces, 'voix', 93, 107)))).toEqual([true, true]);
    expect(right(wanted, withPieces(withoutPassage(pieces, 'voix', 94, 110)))).toEqual([false, true]);
    const middle = cutAt(cutAt(pieces, 'recit', 90), 'n1', 110).filter(({ id }) => id !== 'n1');
    expect(found(wanted, withPieces(middle))).toEqual(['hole 0']);
    // Cut, then taken from another track too.
    const both = withoutPassage(withoutPassage(pieces, 'voix', 90, 110), 'musique', 90, 110);
    expect(right(wanted, withPieces(both))).toEqual([true, false]);
  });

  test('a volume in a passage, whatever way it is set', () => {
    const wanted = expecting(
      { level: 'musique', from: 10, to: 15, atLeast: -20, atMost: -9 },
      { level: 'musique', from: 0, to: 10, atLeast: -1, atMost: 1 },
      { level: 'musique', from: 15, to: 28, atLeast: -1, atMost: 1 },
      { fade: 'musique', out: 2 },
    );
    const { pieces } = start();
    expect(right(wanted, start())).toEqual([false, true, true, false]);
    const points = leveled(pieces, 'musique', 100, 150, -12);
    expect(right(wanted, withPieces(points))).toEqual([true, true, true, false]);
    const parts = cutAt(cutAt(pieces, 'tambour', 100), 'n1', 150).map((one) => ({
      ...one,
      gain: one.id === 'n1' ? -12 : one.gain,
      fadeOut: one.id === 'n2' ? 20 : 0,
    }));
    expect(right(wanted, withPieces(parts))).toEqual([true, true, true, true]);
    expect(right(wanted, changed('tambour', { gain: -12 }))).toEqual([true, false, false, false]);
    expect(found(wanted, withPieces(withoutPassage(pieces, 'musique', 100, 280)))).toEqual(['silent 0']);
  });

  test('a peak, and two instants that meet', () => {
    const peak = expecting({ peak: 'recit', is: -1 });
    expect(found(peak, changed('recit', { gain: 6 }))).toEqual(['peak -2']);
    expect(right(peak, changed('recit', { gain: 7 }))).toEqual([true]);
    const alone = expecting({ peak: 'recit', is: -1 }, { rest: 'kept' });
    expect(right(alone, changed('recit', { gain: 7 }))).toEqual([true, true]);
    expect(right(alone, changed('recit', { gain: 7, length: 40 }))).toEqual([true, false]);
    expect(right(alone, changed('recit', { gain: 7, start: 40 }))).toEqual([true, false]);
    const aligned = expecting({ aligned: 'recit', at: 10, with: 'depart', withAt: 11, within: 0.1 });
    expect(found(aligned, start())).toEqual(['gap 20']);
    expect(right(aligned, changed('recit', { start: 30 }))).toEqual([true]);
    expect(right(aligned, changed('recit', { start: 31 }))).toEqual([true]);
    expect(found(aligned, changed('recit', { start: 33, skip: 21, length: 199 }))).toEqual([
      'gap 2',
      'shortened 0',
    ]);
  });

  test('texts: one corrected, one added', () => {
    const mended = expecting(
      { text: 'sous-titres', of: 'ligne', is: "On part à l'aube !", from: 7.5 },
      { rest: 'kept' },
    );
    expect(found(mended, start())).toEqual(['is 0', 'begins 80']);
    expect(right(mended, changed('ligne', { text: 'On part à  l’aube\u202f!', start: 74 }))).toEqual([
      true,
      true,
    ]);
    const sentence = expecting({ text: 'sous-titres', of: 'ligne', is: 'On part.' });
    for (const [text, verdict] of [
      ['On part.', true],
      ['On part', true],
      ['On part…', false],
      ['On part !', false],
      ['On part. ok', false],
    ] as const)
      expect(right(sentence, changed('ligne', { text })), text).toEqual([verdict]);
    const added = expecting(
      { text: 'titres', says: ['Inès', 'luthière'], from: 10, to: 13 },
      { rest: 'kept' },
    );
    const title = { ...piece('titre'), id: 'n1', of: '', text: 'INES, luthiere', start: 101, length: 30 };
    expect(right(added, withPieces([...start().pieces, title]))).toEqual([true, true]);
    expect(right(added, withPieces([...start().pieces, title, { ...title, id: 'n2', start: 200 }]))).toEqual([
      true,
      false,
    ]);
  });

  test('settings of the project and of the export', () => {
    const wanted = expecting(
      { project: { rate: [32_000, 44_100], channels: 1 } },
      { export: { codec: ['h264', 'h265'], under: 120, quality: 80 } },
      { rest: 'kept' },
    );
    expect(right(wanted, start())).toEqual([false, false, true]);
    const first = start();
    const good = {
      ...first,
      project: { ...first.project, channels: 1 },
      export: first.export && { ...first.export, codec: 'h265', kbps: 3000 },
    };
    expect(right(wanted, good)).toEqual([true, true, true]);
    expect(right(wanted, { ...good, project: { ...good.project, fit: 'fill' } })).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('every expectation can be met, and none is at the start', () => {
    const wanted = [
      { clip: 'visage', start: 20 },
      { cut: 'recit', passages: [{ from: 10, to: 12 }] },
      { level: 'musique', from: 10, to: 15, atLeast: -20, atMost: -9 },
      { fade: 'musique', in: 1, out: 2 },
      { text: 'titres', says: 'Merci', from: 20, to: 24 },
      { text: 'sous-titres', of: 'ligne', is: 'Départ', from: 7 },
      { project: { frame: '1080x1920', fit: ['fill'] } },
      { export: { under: 90, quality: 75, minutes: 30 } },
    ];
    const practical = expecting(...wanted, { rest: 'kept' });
    expect(right(practical, solvedState(practical))).toEqual([...wanted.map(() => true), true]);
    expect(right(practical, initialState(practical)).slice(0, -1)).toEqual(wanted.map(() => false));
  });
});

describe('what a page may send', () => {
  test('states that no window can be in are refused, or meet nothing', () => {
    const practical = expecting({ clip: 'recit', from: 2, to: 22 });
    const first = start();
    expect(right(practical, first)).toEqual([true]);
    const recit = piece('recit');
    for (const state of [
      null,
      { ...first, more: 1 },
      { ...first, pieces: Array.from({ length: 81 }, (_, i) => ({ ...recit, id: `n${i}` })) },
      { ...first, pieces: [recit, recit] },
      { ...first, pieces: [{ ...recit, start: 1.5 }] },
      { ...first, pieces: [{ ...recit, gain: 99 }] },
      { ...first, project: { ...first.project, rate: 1 } },
      { ...first, export: { ...first.export, kbps: 1e9 } },
    ])
      expect(readReached(practical, state), JSON.stringify(state).slice(0, 80)).toBe(null);
    for (const pieces of [
      [{ ...recit, track: 'ailleurs' }],
      [{ ...recit, track: 'musique' }],
      [{ ...recit, of: 'inconnu' }],
      [{ ...recit, skip: 100 }],
      [{ ...recit, start: 290 }],
      [recit, { ...recit, id: 'n1', of: 'recit', start: 50, length: 10 }],
    ])
      expect(right(practical, { ...first, pieces }), JSON.stringify(pieces)).toEqual([false]);
  });

  test('the key is not in what the page gets', () => {
    const parsed = soundVideoShape.config.parse({
      title: 'x',
      length: 10,
      tracks: [{ id: 'voix', kind: 'voice', name: 'Voix' }],
      clips: [{ id: 'son', track: 'voix', name: 'Son', start: 0, length: 5 }],
    });
    const faults: string[] = [];
    const prepared = prepareSoundVideo(
      parsed,
      soundVideoShape.expect.parse([
        { clip: 'rien' },
        { fade: 'son', out: 4.2 },
        { export: { under: 3 } },
        { level: 'voix', from: 1, to: 1.8, atLeast: -3, atMost: 0 },
      ]),
      { fault: (message) => faults.push(message), picture: () => null, render: (text) => text },
    );
    expect(faults).toEqual([
      'pas de clip « rien ».',
      'pas de piste « son ».',
      'il faut « export » sous « practical ».',
      'de « from » à « to », rien n’est jugé : il faut plus de deux fois « margin ».',
    ]);
    expect(JSON.stringify(prepared)).not.toContain('42');
  });
});
