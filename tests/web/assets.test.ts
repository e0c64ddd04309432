import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { afterAll, expect, test } from 'vitest';
import { createAssets, SCRIPT, STYLE_SHEET, TEACHER_SHEET } from '../../src/web/assets.ts';

const PUBLIC = path.resolve('public');
const copy = mkdtempSync(path.join(os.tmpdir(), 'palier-public-'));
afterAll(() => rmSync(copy, { recursive: true }));

function serve(folder: string, watch: boolean) {
  const assets = createAssets(folder, { watch });
  const app = express();
  app.disable('etag');
  app.use('/assets', assets.router);
  return { assets, app };
}

const filesOf = (folder: string, ending: string) =>
  readdirSync(folder).filter((file) => file.endsWith(ending));

test('the style sheets hold every subject, once, and fonts are kept for a year', async () => {
  const { assets, app } = serve(PUBLIC, false);
  const { text, headers } = await request(app).get(assets.address(STYLE_SHEET)).expect(200);
  expect(headers['content-type']).toMatch(/^text\/css/);
  expect(headers['cache-control']).toContain('immutable');
  const teacher = await request(app).get(assets.address(TEACHER_SHEET)).expect(200);
  const both = text + teacher.text;
  for (const file of filesOf(path.join(PUBLIC, 'css'), '.css')) {
    const first = readFileSync(path.join(PUBLIC, 'css', file), 'utf8').split('\n')[0] ?? '';
    expect([file, both.split(first).length - 1]).toEqual([file, file === 'admin.css' ? 0 : 1]);
  }
  expect(text.indexOf('--font-title:')).toBeLessThan(text.indexOf('.button {'));
  expect(text.lastIndexOf('@media print')).toBeGreaterThan(text.lastIndexOf('@keyframes'));
  const addresses = [...text.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
  expect(addresses.length).toBeGreaterThan(4);
  for (const address of addresses) {
    expect(address).toMatch(/^\/assets\/fonts\/[\w-]+\.woff2\?v=[\da-f]{10}$/);
    const font = await request(app).get(address).expect(200);
    expect(font.headers['cache-control']).toContain('immutable');
  }
});

test('what never changes is packed for browsers that unpack, and is the same for all', async () => {
  const { assets, app } = serve(PUBLIC, false);
  for (const address of [assets.address(STYLE_SHEET), assets.frame('spreadsheet', 'fr')]) {
    const asked = (encoding: string) =>
      request(app).get(address).set('Accept-Encoding', encoding).expect(200);
    const [plain, packed, again] = [await asked('identity'), await asked('br'), await asked('br')];
    expect([plain, packed, again].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'br',
    ]);
    expect(packed.headers.vary).toContain('Accept-Encoding');
    // What unpacks answers here is the client.
    expect(packed.text).toBe(plain.text);
    expect(Number(packed.headers['content-length'])).toBeLessThan(plain.text.length / 2);
    expect(again.text).toBe(plain.text);
  }
});

test('every script of ours is in the one script, or asked by the view that needs it', async () => {
  const { assets, app } = serve(PUBLIC, false);
  const { text } = await request(app).get(assets.address(SCRIPT)).expect(200);
  const views = readdirSync('views', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => readFileSync(path.join('views', file), 'utf8'))
    .join('\n');
  const lost = filesOf(PUBLIC, '.js').filter(
    (file) =>
      !text.includes(readFileSync(path.join(PUBLIC, file), 'utf8')) && !views.includes(`asset('${file}')`),
  );
  expect(lost).toEqual([]);
  expect(text.indexOf('htmx')).toBeLessThan(text.indexOf('welcomeShell'));
});

test('in development a changed file changes the address; in production nothing is read again', async () => {
  cpSync(PUBLIC, copy, { recursive: true });
  const [watched, settled] = [serve(copy, true), serve(copy, false)];
  const before = [watched.assets.address(STYLE_SHEET), settled.assets.address(STYLE_SHEET)];
  expect(before[0]).toBe(before[1]);
  writeFileSync(path.join(copy, 'css/new-subject.css'), '.new-subject { color: red; }');
  expect(watched.assets.address(STYLE_SHEET)).not.toBe(before[0]);
  expect(settled.assets.address(STYLE_SHEET)).toBe(before[1]);
  const now = await request(watched.app).get(watched.assets.address(STYLE_SHEET)).expect(200);
  expect(now.text).toContain('.new-subject');
  expect(now.headers['cache-control']).toBe('no-cache');
  expect((await request(settled.app).get(before[1] ?? '')).text).not.toContain('.new-subject');
});
