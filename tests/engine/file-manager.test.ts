import { describe, expect, test } from 'vitest';
import { fileManager, type ReachedFiles } from '../../src/engine/practicals/file-manager.ts';
import {
  type FileManagerExpectation,
  fileManagerShape,
  prepareFileManager,
} from '../../src/referential/practicals/file-manager.ts';

const WHEN = '2026-03-14 16:05';
const file = (path: string, size = '12 ko') => ({ path, size, modified: WHEN });
const DISK = prepareFileManager(
  fileManagerShape.config.parse({
    folders: ['Images/Tri'],
    files: [file('Bureau/a.txt'), file('Bureau/b.png', '2,4 Mo'), file('Images/c.png', '1 850 ko')],
    bin: [file('Bureau/perdu.odt')],
  }),
  [],
  { fault: () => {}, picture: () => null, render: (text: string) => text },
);
const START = fileManager.initial(DISK);

/** Whether each expectation is met. */
function met(state: ReachedFiles, ...expected: unknown[]): boolean[] {
  const read: FileManagerExpectation[] = fileManagerShape.expect.parse(expected);
  return fileManager.verdicts(DISK, read, state).map(({ right }) => right);
}

function moved(from: string, to: string): ReachedFiles {
  return { ...START, items: START.items.map((item) => (item.path === from ? { ...item, path: to } : item)) };
}

test('the disk names every folder, sizes are numbers in bytes, the bin stands apart', () => {
  expect(DISK.folders).toEqual(['Bureau', 'Images', 'Images/Tri']);
  expect(DISK.files.map(({ bytes }) => bytes)).toEqual([12_000, 2_400_000, 1_850_000, 12_000]);
  expect(START.bin).toEqual([{ path: 'Bureau/perdu.odt', file: 3 }]);
});

describe('a folder that must hold files', () => {
  const only = { folder: 'Images/Tri', holds: ['Bureau/b.png'] };

  test('holds them moved or copied, under any name, even in a folder of its own', () => {
    expect(met(START, only)).toEqual([false]);
    expect(met(moved('Bureau/b.png', 'Images/Tri/b.png'), only)).toEqual([true]);
    expect(met(moved('Bureau/b.png', 'Images/Tri/Neuf/autre nom.png'), only)).toEqual([true]);
  });

  test('holds nothing else, unless more is let pass', () => {
    const state = moved('Bureau/b.png', 'Images/Tri/b.png');
    const more = { ...state, items: [...state.items, { path: 'Images/Tri/c.png', file: 2 }] };
    const twice = { ...state, items: [...state.items, { path: 'Images/Tri/b - copie.png', file: 1 }] };
    expect(met(more, only, { ...only, only: false })).toEqual([false, true]);
    expect(met(twice, only)).toEqual([false]);
  });

  test('a file merely named like the one wanted is not it', () => {
    expect(met(moved('Bureau/a.txt', 'Images/Tri/b.png'), only)).toEqual([false]);
  });

  test('case and accents of its name are let pass, unless naming is the question', () => {
    const wanted = { folder: 'Bureau/Été', holds: ['Bureau/a.txt'] };
    const state = moved('Bureau/a.txt', 'Bureau/ete/a.txt');
    expect(met(state, wanted, { ...wanted, exact: true })).toEqual([true, false]);
  });
});

test('a file renamed or restored is at its path; another in its place is not', () => {
  const wanted = { path: 'Bureau/Tournoi/final.odt', from: 'Bureau/perdu.odt' };
  const restored = {
    ...START,
    bin: [],
    items: [...START.items, { path: 'Bureau/Tournoi/final.odt', file: 3 }],
  };
  expect(met(START, wanted)).toEqual([false]);
  expect(
    met(restored, wanted, { path: 'Bureau/Tournoi/FINAL.odt', from: 'Bureau/perdu.odt', exact: true }),
  ).toEqual([true, false]);
  expect(met(moved('Bureau/a.txt', 'Bureau/Tournoi/final.odt'), wanted)).toEqual([false]);
});

test('an archive holds exactly its files', () => {
  const wanted = { archive: 'Bureau/dossier.zip', holds: ['Bureau/a.txt', 'Images/c.png'] };
  const zipped = (...files: number[]): ReachedFiles => ({
    ...START,
    items: [
      ...START.items,
      { path: 'Bureau/dossier.zip', zip: files.map((rank) => ({ path: `${rank}`, file: rank })) },
    ],
  });
  expect(
    [zipped(0, 2), zipped(0), zipped(0, 1, 2), zipped(0, 0)].map((state) => met(state, wanted)[0]),
  ).toEqual([true, false, false, false]);
});

test('what must stay, go, be selected; and the rest', () => {
  const thrown = { ...START, items: START.items.slice(0, -1), bin: [{ path: 'Images/c.png', file: 2 }] };
  expect(met(thrown, { kept: ['Images/c.png'] }, { gone: ['Images/c.png'] })).toEqual([false, true]);
  expect(met(thrown, { kept: ['Bureau/a.txt'] }, { rest: 'kept' })).toEqual([true, false]);
  expect(met(START, { gone: ['Bureau/a.txt'] }, { rest: 'kept' })).toEqual([false, true]);
  const chosen = { ...START, selected: ['Images/c.png', 'Bureau/b.png'] };
  expect(met(chosen, { selected: ['Bureau/b.png', 'Images/c.png'] }, { selected: ['Bureau/b.png'] })).toEqual(
    [true, false],
  );
});

test('solving meets each expectation, and reports are bounded', () => {
  const expected = fileManagerShape.expect.parse([
    { folder: 'Images/Tri', holds: ['Bureau/b.png'] },
    { path: 'Bureau/retrouvé.odt', from: 'Bureau/perdu.odt' },
    { archive: 'Bureau/x.zip', holds: ['Bureau/a.txt'] },
    { gone: ['Images/c.png'] },
    { path: 'Images/Neuf' },
    { rest: 'kept' },
  ]);
  const solved = fileManager.solve(DISK, expected);
  expect(fileManager.verdicts(DISK, expected, solved).every(({ right }) => right)).toBe(true);
  expect(fileManager.reached.safeParse(solved).success).toBe(true);
  for (const forged of [
    null,
    [],
    { ...solved, more: 1 },
    { ...solved, items: Array.from({ length: 401 }, () => ({ path: 'a', file: 0 })) },
    { ...solved, items: [{ path: 'a', file: -1 }] },
    { ...solved, items: [{ path: 'x'.repeat(401), file: 0 }] },
    { ...solved, items: [{ path: 'a', file: 0, folder: true }] },
  ])
    expect(fileManager.reached.safeParse(forged).success).toBe(false);
});
