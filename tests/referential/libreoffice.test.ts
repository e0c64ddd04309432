import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReferential } from '../../src/referential/load.ts';
import { type Office, openOffice } from '../support/libreoffice.ts';
import { faultsOf, isOpened, kindOf, type Made, unpacked } from './in-libreoffice.ts';
import { CHANGED, DRAWING, made, PHOTO, PROPERTIES, SHEETS, TEXT } from './made-samples.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
  // Three seconds of a machine that has nothing else to do; its 150 MB of code are compiled on every core.
}, 300_000);
afterAll(() => office?.close());

const sample = (file: Parameters<typeof made>[0]): Made => ({ name: file.name, bytes: made(file) });

describe('LibreOffice shows as meant', () => {
  test.each(['ods', 'xlsx'])(
    'a .%s of every format, hidden parts and formulas computed anew',
    async (kind) => {
      const file = sample({ name: `prets.${kind}`, sheets: SHEETS, properties: PROPERTIES });
      expect(await faultsOf(office, file)).toEqual([]);
    },
  );

  test.each(['odt', 'docx'])('a .%s with a plan, a table, changes and comments', async (kind) => {
    const file = sample({ name: `texte.${kind}`, text: [...TEXT, CHANGED], properties: PROPERTIES });
    expect(await faultsOf(office, file)).toEqual([]);
  });

  test('a .pdf, line by line', async () => {
    expect(await faultsOf(office, sample({ name: 'texte.pdf', text: TEXT }))).toEqual([]);
  });

  test.each(['png', 'jpg'])('a .%s with what its camera wrote', async (kind) => {
    const file = sample({ name: `photo.${kind}`, picture: { ...DRAWING, quality: 95 }, exif: PHOTO });
    expect(await faultsOf(office, file)).toEqual([]);
  });
});

describe('what is not as meant is told', () => {
  test('a formula that gives something else', async () => {
    const sheets = [{ name: 'A', rows: [[2, 3, { formula: '=A1+B1', value: 6 }]] }];
    for (const name of ['a.ods', 'a.xlsx']) {
      expect(await faultsOf(office, sample({ name, sheets }))).toEqual([
        'A, row 1, column 3: « 6 » meant, « 5 » shown',
      ]);
    }
  });

  test('a file that is broken', async () => {
    for (const name of ['a.odt', 'a.docx']) {
      const { bytes } = sample({ name, text: ['Bonjour'] });
      await expect(office.save({ name, bytes: bytes.subarray(0, 300) }, 'txt', 'UTF8')).rejects.toThrow();
    }
  });

  test('a picture of other colours, a page without its lines', async () => {
    const [drawn, blank] = await Promise.all([
      office.draw(sample({ name: 'a.png', picture: DRAWING })),
      office.draw(sample({ name: 'a.pdf', text: [{ break: 'page' }] })),
    ]);
    const instead = (picture: typeof drawn): Office => ({ ...office, draw: async () => picture });
    const red = sample({ name: 'a.png', picture: { ...DRAWING, ground: '#c01010' } });
    expect(await faultsOf(instead(drawn), red)).toEqual(['no such colour: 192, 16, 16']);
    expect(await faultsOf(instead(blank), sample({ name: 'a.pdf', text: ['Bonjour'] }))).toEqual([
      'not drawn: Bonjour',
    ]);
  });
});

test('every file that the bank makes opens in LibreOffice, as meant', async () => {
  const { referential } = await readReferential(path.resolve('content'));
  const kinds = new Set<string>();
  const wrong: string[] = [];
  for (const { id, generator } of referential.challenges.values()) {
    for (const { path: place, made: make } of generator?.make('1', 'check').attachments ?? []) {
      if (!make) continue;
      for (const file of await unpacked({ name: path.basename(place), bytes: make() })) {
        if (!isOpened(file.name)) continue;
        kinds.add(kindOf(file.name));
        const faults = await faultsOf(office, file).catch((error: Error) => [error.message]);
        wrong.push(...faults.map((fault) => `${id}, ${file.name}: ${fault}`));
      }
    }
  }
  expect(wrong).toEqual([]);
  expect([...kinds].sort()).toEqual([
    'csv',
    'docx',
    'html',
    'jpg',
    'ods',
    'odt',
    'pdf',
    'png',
    'svg',
    'xlsx',
  ]);
}, 300_000);
