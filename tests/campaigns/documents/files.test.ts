import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveClosing } from '../../../src/campaigns/closing/store.ts';
import { sumTubes } from '../../../src/campaigns/collective/rules.ts';
import { countPatterns } from '../../../src/campaigns/collective/store.ts';
import { collectionColumns } from '../../../src/campaigns/documents/columns.ts';
import { csv } from '../../../src/campaigns/documents/csv.ts';
import { fileNameOf } from '../../../src/campaigns/documents/files.ts';
import type { CollectionLine } from '../../../src/campaigns/documents/lines.ts';
import { readClassReport } from '../../../src/campaigns/documents/report.ts';
import { listParticipations, readResults } from '../../../src/campaigns/documents/store.ts';
import type { Table } from '../../../src/campaigns/documents/table.ts';
import { assessmentTable } from '../../../src/campaigns/documents/tables.ts';
import { xlsx } from '../../../src/campaigns/documents/xlsx.ts';
import { listParticipants } from '../../../src/campaigns/participants.ts';
import { translator } from '../../../src/i18n/translate.ts';
import type { Referential } from '../../../src/referential/types.ts';
import { realBank } from '../../support/content.ts';
import { type TestDatabase, testDatabase } from '../../support/db.ts';
import { type Class, giveClass } from './class.ts';

/** The files that teachers take away: what spreadsheets make of them, and whether they say what the pages say. */
let database: TestDatabase;
let bank: Referential;
let group: Class;

const day = (text: string) => new Date(`${text}:00Z`);

beforeAll(async () => {
  [database, bank] = await Promise.all([testDatabase(), realBank()]);
  group = await giveClass(database.db, bank, 'Rentrée ; « 3e B »');
  const [eric, zoe, ines] = [
    await group.pupil('Éric-Martin', 'Léo'),
    await group.pupil('Zola', 'Zoé'),
    await group.pupil('=HYPERLINK("http://x")', '+Inès'),
  ];
  await group.pupil('Fabre', 'Noé');
  await group.pupil(null, null);
  await group.pupil(null, 'Wanda');
  // A retry under way: the result sent stands.
  await group.attempt(eric, {
    validated: 9,
    startedAt: day('2026-11-02T09:00'),
    sharedAt: day('2026-11-02T22:30'),
  });
  await group.attempt(eric, { number: 2, validated: 3, startedAt: day('2026-11-20T09:00') });
  await group.attempt(zoe, { validated: 2, startedAt: day('2026-11-03T09:00') });
  await group.attempt(ines, {
    validated: 20,
    startedAt: day('2026-11-04T09:00'),
    sharedAt: day('2026-11-05T09:05'),
  });
}, 60_000);
afterAll(() => database?.drop());

const table = (locale: 'fr' | 'en' = 'fr') =>
  assessmentTable({ db: database.db, referential: () => bank }, locale, group.campaign, group.subject);

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}

/** As a spreadsheet reads it: quotes closed, doubled ones single. */
function parse(file: string, separator: string): Record<string, string>[] {
  const lines = file
    .slice(1)
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}"]*))`, 'g'))].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
  const [head = [], ...rest] = lines.slice(0, -1);
  return rest.map((cells) => {
    expect(cells.length).toBe(head.length);
    return Object.fromEntries(head.map((name, place) => [name, cells[place] ?? '']));
  });
}

test('a file is called by what it holds, the campaign and the day, as every system takes it', () => {
  const at = day('2026-11-25T23:30');
  const campaign = { name: '3e B / « rentrée » : \u0007"œuvre"?' };
  expect(fileNameOf('results.csv', campaign, 'fr', at)).toBe(
    'Résultats - 3e B « rentrée » œuvre - 2026-11-26.csv',
  );
  expect(fileNameOf('code.pdf', { name: 'x'.repeat(300) }, 'en', at).length).toBeLessThan(120);
});

describe('the CSV file of an assessment', () => {
  test('opens in a French spreadsheet: mark, semicolons, commas, CRLF, one line a participation', async () => {
    const file = await text(csv(await table(), 'fr', 'NA'));
    expect(file.startsWith('\ufeffPlateforme;Cours;')).toBe(true);
    expect(file.endsWith('\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const rows = parse(file, ';');
    expect(rows.map((row) => [row.Nom, row.Statut, row.Essai, row['Essai affiché']])).toEqual([
      ['Élève sans nom', 'Pas commencé', 'NA', 'NA'],
      ['', 'Pas commencé', 'NA', 'NA'],
      ['\'=HYPERLINK("http://x")', 'Envoyé', '1', 'Oui'],
      ['Éric-Martin', 'Envoyé', '1', 'Oui'],
      ['Éric-Martin', 'En cours', '2', 'Non'],
      ['Fabre', 'Pas commencé', 'NA', 'NA'],
      ['Zola', 'En cours', '1', 'Oui'],
    ]);
    expect(rows.find((row) => row.Prénom === "'+Inès")).toBeDefined();
    const sent = rows.find((row) => row.Nom === 'Éric-Martin' && row.Essai === '1');
    expect(sent).toMatchObject({
      'Nom de la campagne': 'Rentrée ; « 3e B »',
      // Paris, in winter, is an hour ahead.
      'Date de l’envoi': '02/11/2026 23:30',
      Envoyé: 'Oui',
      Avancement: '1',
    });
    expect(sent?.['Taux de maîtrise de tous les acquis']).toMatch(/^0,\d\d?$/);
    const unsent = rows.find((row) => row.Nom === 'Zola');
    expect(unsent).toMatchObject({ Envoyé: 'Non', 'Date de l’envoi': 'NA', 'Étoiles (sur 3)': 'NA' });
    expect(unsent?.['Taux de maîtrise de tous les acquis']).toBe('NA');
  });

  test('says what the pages say, for each pupil', async () => {
    const rows = parse(await text(csv(await table(), 'fr', 'NA')), ';');
    const pages = await listParticipants(database.db, group.subject);
    const standing = rows.filter((row) => row['Essai affiché'] !== 'Non');
    const nameOf = (row: Record<string, string>) =>
      [row.Nom, row.Prénom].flatMap((name) => name?.replace(/^'/, '') || []).join(' ');
    expect(standing.map(nameOf)).toEqual(pages.map(({ name }) => name ?? 'Élève sans nom'));
    expect(standing.map((row) => row.Statut)).toEqual(
      pages.map(({ status }) => translator('fr')(`campaign.status.${status}`)),
    );
    expect(standing.map((row) => row['Taux de maîtrise de tous les acquis'])).toEqual(
      pages.map(({ mastery }) => (mastery === null ? 'NA' : String(mastery / 100).replace('.', ','))),
    );
    // The parts add up to the whole.
    for (const row of rows.filter((one) => one.Envoyé === 'Oui')) {
      const sum = (name: RegExp) =>
        Object.entries(row).reduce((all, [head, value]) => all + (name.test(head) ? Number(value) : 0), 0);
      expect(sum(/^\d\.\d .*acquis visés$/)).toBe(sum(/^Domaine \d .*acquis visés$/));
      const share = sum(/^\d\.\d .*acquis maîtrisés$/) / sum(/^\d\.\d .*acquis visés$/);
      const mastery = Number(row['Taux de maîtrise de tous les acquis']?.replace(',', '.'));
      expect(Math.abs(share - mastery)).toBeLessThanOrEqual(0.005);
    }
  });

  test('tells the class and the identifier where there are some, and a closing as the pages do', async () => {
    const { db } = database;
    const { contextId, schoolYear } = group.subject;
    const before = Object.keys(parse(await text(csv(await table(), 'fr', 'NA')), ';')[0] ?? {});
    expect(before).not.toContain('Division');
    const campaign = { ...group.campaign, externalIdLabel: 'Numéro de candidat' };
    const [zoe] = await listParticipants(db, group.subject).then((all) =>
      all.filter(({ name }) => name === 'Zola Zoé'),
    );
    const userId = zoe?.userId ?? '';
    await db
      .insertInto('pupilDivision')
      .values({ userId, schoolYear, division: '3e B', writtenAt: day('2026-11-01T08:00') })
      .execute();
    await db.updateTable('participation').set({ externalId: '0012' }).where('userId', '=', userId).execute();
    await saveClosing(db, { campaignId: campaign.id, contextId }, { closedAt: day('2026-11-24T08:00') });
    const deps = { db, referential: () => bank };
    const rows = parse(
      await text(csv(await assessmentTable(deps, 'fr', campaign, group.subject), 'fr', 'NA')),
      ';',
    );
    const report = await readClassReport(deps, 'fr', campaign, group.subject);
    await saveClosing(db, { campaignId: campaign.id, contextId }, { closedAt: null });
    await db.deleteFrom('pupilDivision').where('userId', '=', userId).execute();
    const told = (name: string) => rows.find((row) => row.Nom === name);
    expect(told('Zola')).toMatchObject({
      Division: '3e B',
      'Numéro de candidat': '0012',
      Statut: 'Clos sans envoi, pas terminé',
    });
    expect(told('Fabre')).toMatchObject({
      Division: 'NA',
      'Numéro de candidat': 'NA',
      Statut: 'Pas commencé',
    });
    expect(report.closed).toBe(true);
  });

  test('in English, has the habits of English spreadsheets', async () => {
    const rows = parse(await text(csv(await table('en'), 'en', 'NA')), ',');
    const sent = rows.find((row) => row['Family name'] === 'Éric-Martin' && row.Attempt === '1');
    expect(sent?.['Mastery of all skills']).toMatch(/^0\.\d\d?$/);
    expect(sent?.['Sent on']).toBe('2026-11-02 23:30');
  });
});

test('the workbook has the same lines, with numbers and dates that can be reckoned with', async () => {
  const file = Buffer.from(
    await buffer(Readable.fromWeb(xlsx(await table(), 'Rentrée [3e] : B?', 'NA') as never)),
  );
  const [sheet] = await readXlsx(file);
  expect(sheet?.sheet).toBe('Rentrée 3e B');
  const [head = [], ...lines] = sheet?.data ?? [];
  const rows = parse(await text(csv(await table(), 'fr', 'NA')), ';');
  expect(lines.length).toBe(rows.length);
  const at = (name: string) => head.indexOf(name);
  for (const [place, line] of lines.entries()) {
    const row = rows[place] ?? {};
    for (const [column, name] of head.entries()) {
      const value = line[column];
      const expected = row[String(name)] ?? '';
      if (typeof value === 'number') expect(String(value).replace('.', ',')).toBe(expected);
      else if (!(value instanceof Date)) expect(String(value ?? '')).toBe(expected.replace(/^'/, ''));
    }
  }
  const sent = lines.find((line) => line[at('Nom')] === 'Éric-Martin' && line[at('Essai')] === 1);
  expect(sent?.[at('Taux de maîtrise de tous les acquis')]).toBeTypeOf('number');
  expect(sent?.[at('Date de l’envoi')]).toEqual(new Date('2026-11-02T23:30:00Z'));
  // Never a formula: the text as it was typed.
  expect(lines.some((line) => line[at('Nom')] === '=HYPERLINK("http://x")')).toBe(true);
});

test('the class report counts what stands, and its topics add up to their competence', async () => {
  const report = await readClassReport(
    { db: database.db, referential: () => bank },
    'fr',
    group.campaign,
    group.subject,
  );
  const pages = await listParticipants(database.db, group.subject);
  const sent = pages.flatMap(({ mastery }) => mastery ?? []);
  expect(report.pupils.map(({ percent }) => percent)).toEqual(pages.map(({ mastery }) => mastery));
  expect(report.counts).toEqual({ 'not-begun': 3, started: 1, 'to-share': 0, shared: 2 });
  expect(report.mean).toBe(Math.round(sent.reduce((sum, percent) => sum + percent, 0) / sent.length));
  expect(Object.values(report.stars).reduce((sum, count) => sum + count, 0)).toBe(sent.length);
  expect(report.competences.length).toBeGreaterThan(1);
  expect(report.competences.reduce((sum, { validated }) => sum + validated, 0)).toBe(9 + 20);
  for (const { code, title, tubes, ...whole } of report.competences) {
    const sum = (name: 'validated' | 'targeted') => tubes.reduce((all, tube) => all + tube[name], 0);
    expect([code, title, sum('validated'), sum('targeted')]).toEqual([
      code,
      bank.competences.get(code)?.title,
      whole.validated,
      whole.targeted,
    ]);
  }
});

test('a class is counted without opening its results, and to the same figures', async () => {
  const rows = await listParticipations(database.db, group.subject);
  const standing = rows.flatMap((row) => (row.standing && row.sharedAt ? (row.participationId ?? []) : []));
  const shown = [...(await readResults(database.db, standing)).values()].flatMap(({ tubes }) => tubes);
  const patterns = await countPatterns(database.db, group.subject);
  expect(standing.length).toBeGreaterThan(1);
  const sums = (of: typeof patterns) =>
    sumTubes(of).map(({ relevance, ...sum }) => ({ ...sum, relevance: Math.round(1000 * relevance) }));
  expect(sums(patterns)).toEqual(sums(shown.map((tube) => ({ ...tube, results: 1 }))));
});

test('a skill that a pupil could not be asked leaves the topic as it leaves the result', async () => {
  const [first] = group.campaign.skills;
  const pupil = await group.pupil('Zwingelstein', 'Ida');
  const id = await group.attempt(pupil, { startedAt: day('2026-11-06T09:00'), leftOut: first });
  const before = sumTubes(await countPatterns(database.db, group.subject));
  await group.send(id, day('2026-11-06T10:00'));
  const after = sumTubes(await countPatterns(database.db, group.subject));
  const total = (sums: typeof before) => sums.reduce((all, { targeted }) => all + targeted, 0);
  expect(total(after) - total(before)).toBe(group.campaign.skills.length - 1);
});

test('a collection of profiles tells pix, levels and who can be certified', async () => {
  const t = translator('fr');
  const pupil = {
    participationId: '1',
    familyName: 'Zola',
    givenName: 'Zoé',
    division: null,
    externalId: null,
    attempt: 1,
    standing: true,
    progress: 100,
    startedAt: day('2026-11-02T09:00'),
  };
  const rate = { validated: 1, targeted: 2, percent: 50 };
  const lines: CollectionLine[] = [
    {
      ...pupil,
      status: 'shared',
      sharedAt: day('2026-11-02T10:00'),
      profile: {
        pix: 27,
        competences: [
          { code: '1.1', level: 2, pix: 17, ...rate },
          { code: '1.2', level: 1, pix: 10, ...rate },
        ],
      },
    },
    { ...pupil, familyName: 'Fabre', status: 'to-share', sharedAt: null, profile: null },
  ];
  const heads = {
    platform: 'LMS',
    course: null,
    campaign: group.campaign,
    closed: false,
    divisions: false,
    model: 'Collecte',
    competences: [
      { code: '1.1', title: 'Recherche' },
      { code: '1.2', title: 'Données' },
    ],
  };
  const file = (required: number): Promise<string> => {
    const whole: Table<CollectionLine> = {
      columns: collectionColumns(t, heads, required),
      batches: Readable.from([lines]),
    };
    return text(csv(whole, 'fr', 'NA'));
  };
  const [sent, unsent] = parse(await file(2), ';');
  expect(sent).toMatchObject({
    Envoyé: 'Oui',
    'Nombre total de pix': '27',
    Certifiable: 'Oui',
    'Nombre de compétences certifiables': '2',
    '1.1 Recherche – niveau': '2',
    '1.2 Données – pix': '10',
  });
  expect(unsent).toMatchObject({ Envoyé: 'Non', 'Nombre total de pix': 'NA', Certifiable: 'NA' });
  expect(parse(await file(3), ';')[0]?.Certifiable).toBe('Non');
});
