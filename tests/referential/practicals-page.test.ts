import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WINDOWS } from '../../src/referential/practicals/windows.ts';

test('every window has its folder, and its picture on the page that shows them', () => {
  const folders = readdirSync('public/practicals', { withFileTypes: true });
  const windows = Object.keys(WINDOWS);
  expect(folders.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort()).toEqual(windows.sort());
  const text = readFileSync('docs/practicals.md', 'utf8');
  const pictured = [...text.matchAll(/\(practicals\/([\w-]+)\.png\)/g)].map((match) => match[1] ?? '');
  expect(pictured.sort()).toEqual(windows);
  expect(pictured.filter((name) => !existsSync(`docs/practicals/${name}.png`))).toEqual([]);
});
