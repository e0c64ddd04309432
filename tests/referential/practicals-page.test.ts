import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every window has its picture on the page that shows them', () => {
  const folders = readdirSync('public/practicals', { withFileTypes: true });
  const windows = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const text = readFileSync('docs/practicals.md', 'utf8');
  const pictured = [...text.matchAll(/\(practicals\/([\w-]+)\.png\)/g)].map((match) => match[1] ?? '');
  expect(pictured.sort()).toEqual(windows.sort());
  expect(pictured.filter((name) => !existsSync(`docs/practicals/${name}.png`))).toEqual([]);
});
