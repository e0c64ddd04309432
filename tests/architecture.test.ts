import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** From top to bottom: each room may import only the lines below its own, never a room beside it. */
const LINES = [
  ['dev'],
  ['admin', 'student', 'teacher', 'certification'],
  ['campaigns'],
  ['runs'],
  ['grades'],
  ['lti'],
  ['engine', 'scoring'],
  ['referential'],
  ['web'],
  ['db', 'i18n'],
];
/** Stands at the bottom: imports nothing of ours. */
const GROUND = ['config.ts', 'errors.ts'];
/** Files at the top of `src` compose the rooms and may import any. */
const LIMITS: Readonly<Record<string, RegExp>> = { 'demo-lms': /^(server|demo)\.ts$/ };

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: Import[] = listFiles('src').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => ({
    from: path.relative('src', file),
    to: path.relative('src', path.resolve(path.dirname(file), match[1] ?? '')),
  })),
);

const roomOf = (file: string) => (file.includes(path.sep) ? (file.split(path.sep)[0] ?? '') : '');
const lineOf = (room: string) => LINES.findIndex((line) => line.includes(room));

describe('the rooms', () => {
  test('are all known', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? entry.name : [],
    );
    expect(rooms.filter((room) => room !== 'demo-lms' && lineOf(room) < 0)).toEqual([]);
  });

  test('import only what stands below them', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [room, target] = [roomOf(from), roomOf(to)];
      if (room === '' || room === 'demo-lms' || room === target || to === path.join('..', 'package.json'))
        return false;
      if (target === '') return !GROUND.includes(to) && !(room === 'admin' && to === 'boot.ts');
      return lineOf(target) <= lineOf(room);
    });
    expect(wrong).toEqual([]);
  });

  test('the practice LMS imports nothing of ours, and only the composition starts it', () => {
    expect(
      imports.filter(({ from, to }) => roomOf(from) === 'demo-lms' && roomOf(to) !== 'demo-lms'),
    ).toEqual([]);
    const users = imports.filter(({ from, to }) => roomOf(to) === 'demo-lms' && roomOf(from) !== 'demo-lms');
    expect(users.filter(({ from }) => !LIMITS['demo-lms']?.test(from))).toEqual([]);
  });

  test('hold no import in a circle', () => {
    const next = Map.groupBy(imports, ({ from }) => from);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      if (done.has(file) || trail.includes(file)) return;
      for (const { to } of next.get(file) ?? []) visit(to, [...trail, file]);
      done.add(file);
    };
    for (const file of next.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('the environment is read in one place, and nothing committed reads the shared notes', () => {
    const sources = listFiles('src').filter((file) => path.basename(file) !== 'config.ts');
    const reading = sources.filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')));
    expect(
      reading.filter(
        (file) =>
          !/^src\/(process|content-check|content-preview|admin\/cli|db\/embedded-command)\.ts$/.test(file),
      ),
    ).toEqual([]);
    const everything = [...sources, ...listFiles('tests'), ...listFiles('scripts'), ...listFiles('bench')];
    const notes = ['..', 'shared'].join('/');
    expect(everything.filter((file) => readFileSync(file, 'utf8').includes(notes))).toEqual([]);
  });

  test('the engine and the score are pure: no clock, no chance, no input or output', () => {
    const impure = [...listFiles('src/engine'), ...listFiles('src/scoring')].filter((file) =>
      /Date\.now|new Date\(\)|Math\.random|node:|performance\.now/.test(readFileSync(file, 'utf8')),
    );
    expect(impure).toEqual([]);
  });
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() && /\.(ts|js)$/.test(entry.name) && !entry.parentPath.includes('node_modules')
      ? path.join(entry.parentPath, entry.name)
      : [],
  );
}
