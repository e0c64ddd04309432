import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { previewRouter } from '../../src/dev/preview.ts';
import { type Reading, readReferential } from '../../src/referential/load.ts';
import { createAssets } from '../../src/web/assets.ts';
import { createRender } from '../../src/web/page.ts';

/** The authors' preview, on the real bank. */
const contentDir = path.resolve('content');
const ID = 'mot-de-passe-3-comptes-a-changer';
let reading: Reading;
let app: express.Express;

beforeAll(async () => {
  reading = await readReferential(contentDir);
  app = express();
  const assets = createAssets(path.resolve('public'), { watch: false });
  app.locals.render = createRender(path.resolve('views'), assets, { cache: true });
  app.use(previewRouter({ reading: () => reading, contentDir }));
});

test('lists the bank, and finds by words whatever their accents', async () => {
  const all = await request(app).get('/');
  expect(all.text.match(/preview-traits/g)).toHaveLength(reading.referential.challenges.size);
  const found = await request(app).get('/?q=generee%20qroc%20fuite');
  const wanted = [...found.text.matchAll(/href="\/challenges\/([^"]+)"/g)].map(([, id]) => id);
  expect(wanted.length).toBeLessThan(5);
  for (const id of wanted) expect(reading.referential.challenges.get(id ?? '')?.generator).toBeDefined();
});

test('shows each variant as its pupil sees it, its files included', async () => {
  const made = (variant: number) =>
    reading.referential.challenges.get(ID)?.generator?.make(String(variant), `runs/${variant}`);
  for (const variant of [1, 2]) {
    const { text } = await request(app).get(`/challenges/${ID}?variant=${variant}`);
    expect(text).toContain(made(variant)?.instructionHtml);
    const file = await request(app).get(`/files/runs/${variant}/${ID}/comptes.csv`);
    expect(file.text).toBe(made(variant)?.attachments[0]?.made?.().toString());
  }
  expect(made(1)?.instructionHtml).not.toBe(made(2)?.instructionHtml);
});

test('corrects an answer, and says what an empty one lacks', async () => {
  const [right = ''] =
    reading.referential.challenges.get(ID)?.generator?.make('2', '')?.fields[0]?.accepted ?? [];
  const post = (answer: string) =>
    request(app)
      .post(`/challenges/${ID}?variant=2`)
      .type('form')
      .send({ challenge: ID, 'field.nombre': answer });
  expect((await post(right)).text).toContain('corrected-right');
  expect((await post('99')).text).toContain('corrected-wrong');
  expect((await post('')).text).toContain('role="alert"');
});

test('challenges of every kind have their page', async () => {
  const kinds = Map.groupBy(reading.referential.challenges.values(), (one) =>
    [one.type, one.kind, Boolean(one.generator), one.pictures.length > 0, one.attachments.length > 0].join(),
  );
  expect(kinds.size).toBeGreaterThan(40);
  for (const { id } of [...kinds.values()].flatMap((alike) => alike.slice(0, 2))) {
    const { status, text } = await request(app).get(`/challenges/${id}`);
    expect(status, id).toBe(200);
    expect(text, 'nobody marks lessons here').not.toContain('/marks?');
  }
});

test('every lesson of the bank has its page', async () => {
  for (const { id, html } of reading.referential.tutorials.values()) {
    const { status, text } = await request(app).get(`/tutorials/${id}`);
    expect(status, id).toBe(200);
    expect(text).toContain(html);
  }
});

test('what is wrong in the folder is told on the page', async () => {
  const before = reading;
  const problem = { file: 'content/x.yml', line: 3, column: 1, message: 'clé inconnue' };
  reading = { ...before, problems: [problem] };
  expect((await request(app).get('/')).text).toContain('content/x.yml:3:1 clé inconnue');
  expect((await request(app).get('/state')).body.problems).toHaveLength(1);
  reading = before;
});
