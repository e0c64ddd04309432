import { crc32 } from 'node:zlib';
import exifr from 'exifr';
import { unzipSync } from 'fflate';
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import readExcel from 'read-excel-file/node';
import { getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { openFile, UnopenedError } from '../../src/content-check-opens.ts';
import { GenerationError } from '../../src/referential/generate/value.ts';
import { bodyFault } from '../../src/referential/made/shape.ts';
import { formulaFor } from '../../src/referential/made/sheet-formula.ts';
import { makeFile } from '../../src/referential/make-file.ts';
import { CHANGED, DRAWING, made, PHOTO, PROPERTIES, SHEETS, shape, TEXT } from './made-samples.ts';

const part = (bytes: Buffer, name: string) => Buffer.from(unzipSync(bytes)[name] ?? []).toString('utf8');

describe('a spreadsheet', () => {
  test('as .ods reads back with its types, formulas, hidden parts and properties', async () => {
    const bytes = made({ name: 'prets.ods', sheets: SHEETS, properties: PROPERTIES });
    expect(bytes.toString('latin1', 30, 84)).toBe('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
    const { sheets } = await readOds(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['Prêts', 'Tarifs']);
    expect(sheets[0]?.rows[0]).toEqual(['Jour', 'Heure', 'Prix', 'Code', 'Double', null, 'Total']);
    expect(sheets[0]?.rows[1]).toEqual([
      new Date('2026-03-05'),
      'PT14H05M00S',
      1234.5,
      '007',
      2469,
      null,
      1234.5,
    ]);
    expect(sheets[1]?.rows).toEqual([['a <b> & "c"', 9, true]]);
    const content = part(bytes, 'content.xml');
    expect(content).toContain('table:formula="of:=IF([.C3]&gt;1.5;SUM([.C2:.C3]);[$Tarifs.B1])"');
    expect(content.match(/table:visibility="collapse"/g)).toHaveLength(2);
    expect(content).toMatch(/<table:table table:name="Tarifs" table:style-name="hidden">/);
    const meta = part(bytes, 'meta.xml');
    for (const told of [
      '<dc:title>Les prêts &amp; retours<',
      '>Rosa Lima<',
      '<dc:creator>Mei<',
      '<meta:editing-cycles>7<',
    ]) {
      expect(meta).toContain(told);
    }
    expect(meta.match(/<meta:keyword>/g)).toHaveLength(3);
  });

  test('as .xlsx reads back the same by two readers', async () => {
    const bytes = made({ name: 'prets.xlsx', sheets: SHEETS, properties: PROPERTIES });
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]?.rows[1]?.slice(2)).toEqual([1234.5, '007', 2469, null, 1234.5]);
    expect(sheets[0]?.columns?.map(({ hidden }) => hidden ?? false)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(sheets[1]).toMatchObject({ name: 'Tarifs', hidden: true, rows: [['a <b> & "c"', 9, true]] });
    const other = await readExcel(bytes);
    const rows = Array.isArray(other[0]) ? other : Object(other[0]).data;
    expect(rows[1][0]).toEqual(new Date('2026-03-05'));
    expect(rows[2].slice(2, 5)).toEqual([2, '012', 1236.5]);
    expect(part(bytes, 'xl/worksheets/sheet1.xml')).toContain(
      '<f>IF(C3&gt;1.5,SUM(C2:C3),Tarifs!B1)</f><v>1236.5</v>',
    );
    expect(part(bytes, 'docProps/core.xml')).toContain('<cp:lastModifiedBy>Mei</cp:lastModifiedBy>');
  });

  test('its columns may be those of a drawn table', async () => {
    const columns = [
      { title: 'Nom', from: 'nom' },
      { title: 'Âge', from: 'age', format: 'whole' as const },
    ];
    const bytes = made({
      name: 'a.ods',
      sheets: [{ name: 'A', columns, rows: [{ nom: 'Malo', age: 12, autre: 'x' }] }],
    });
    expect((await readOds(bytes)).sheets[0]?.rows).toEqual([
      ['Nom', 'Âge'],
      ['Malo', 12],
    ]);
    const wrong = shape.parse({ name: 'a.ods', sheets: [{ name: 'A', columns, rows: [{ nom: 'Malo' }] }] });
    expect(() => makeFile(wrong)).toThrow('pas de colonne « age »');
  });

  test('formulas are told in French and kept in the language of each file', () => {
    const told = '=RECHERCHEV(C2;$Tarifs.$A$2:$C$9;3;FAUX)';
    expect(formulaFor('ods', told)).toBe('of:=VLOOKUP([.C2];[$Tarifs.$A$2:.$C$9];3;FALSE)');
    expect(formulaFor('xlsx', told)).toBe('VLOOKUP(C2,Tarifs!$A$2:$C$9,3,FALSE)');
    expect(formulaFor('xlsx', '=NB.SI(A1:A9;">2,5")&" jours; ""ici"""')).toBe(
      'COUNTIF(A1:A9,">2,5")&" jours; ""ici"""',
    );
    expect(() => formulaFor('ods', '=ALEA()')).toThrow('« ALEA » n');
    expect(() => formulaFor('ods', '=A1 # B2')).toThrow('« # » ne se lit pas');
  });
});

describe('a text document', () => {
  test('as .odt holds its plan, its changes and who made them', async () => {
    const bytes = made({ name: 'a.odt', text: [...TEXT, CHANGED], properties: PROPERTIES });
    const content = part(bytes, 'content.xml');
    expect(
      [...content.matchAll(/<text:h [^>]*outline-level="(\d)">(?:<[^>]*>)*([^<]*)/g)].map(
        ([, level, words]) => [level, words],
      ),
    ).toEqual([
      ['1', 'Les horaires'],
      ['2', 'Le mardi'],
      ['1', 'La fin'],
    ]);
    expect(content).toContain('<text:h text:style-name="break-Heading_20_1" text:outline-level="1">La fin');
    expect(content).toContain('<text:span text:style-name="B">gras</text:span>');
    expect(content).toMatch(
      /<text:deletion><office:change-info><dc:creator>Rosa<\/dc:creator><dc:date>2026-03-02T10:15:00</,
    );
    expect(content).toMatch(
      /On emportera<text:s text:c="1"\/><text:change text:change-id="ct1"\/><text:change-start text:change-id="ct2"\/>sept<text:change-end/,
    );
    const { text } = await openFile('a.odt', bytes);
    for (const words of [
      'Un gras, un italique, 2 * 3 = 6 & <rien>.',
      'Tu es sûre ?',
      'Rosa Lima',
      'deux',
      'Malo',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('as .docx holds the same', async () => {
    const bytes = made({ name: 'a.docx', text: [...TEXT, CHANGED], properties: PROPERTIES });
    const content = part(bytes, 'word/document.xml');
    expect(
      [...content.matchAll(/<w:pStyle w:val="(Title|Heading\d)"\/>/g)].map(([, style]) => style),
    ).toEqual(['Title', 'Heading1', 'Heading2', 'Heading1']);
    expect(content).toContain(
      '<w:del w:id="1001" w:author="Rosa" w:date="2026-03-02T10:15:00Z"><w:r><w:delText xml:space="preserve">deux<',
    );
    expect(content).toContain(
      '<w:ins w:id="1002" w:author="Rosa" w:date="2026-03-02T10:15:00Z"><w:r><w:t xml:space="preserve">sept<',
    );
    expect(part(bytes, 'word/comments.xml')).toContain('w:author="Mei"');
    // Each part is declared, and each link leads to one.
    const types = part(bytes, '[Content_Types].xml');
    const names = Object.keys(unzipSync(bytes));
    for (const [, name = ''] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(names).toContain(name);
    for (const [, target = ''] of part(bytes, 'word/_rels/document.xml.rels').matchAll(/Target="([^"]+)"/g)) {
      expect(names).toContain(`word/${target}`);
    }
    const { text } = await openFile('a.docx', bytes);
    for (const words of ['2 * 3 = 6 & <rien>.', 'Tu es sûre ?', 'Rosa Lima', 'Malo'])
      expect(text).toContain(words);
  });

  test('as .pdf has pages of real text, and properties', async () => {
    const bytes = made({
      name: 'a.pdf',
      text: [...TEXT, 'Fin « ainsi » : œuf, 5 €.'],
      properties: PROPERTIES,
    });
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    expect(pdf.numPages).toBe(2);
    expect((await getMeta(pdf)).info).toMatchObject({
      Author: 'Rosa Lima',
      Title: 'Les prêts & retours',
      Keywords: 'neige, prêt, été',
      CreationDate: 'D:20260301091000Z',
    });
    const { text } = await openFile('a.pdf', bytes);
    for (const words of ['Le règlement', 'Un gras, un italique', 'Malo', '« ainsi »', 'œuf, 5 €']) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(words);
    }
  });
});

describe('a picture', () => {
  test.each(['jpg', 'png'])('as .%s shows its drawing, and what the camera wrote', async (kind) => {
    const bytes = made({ name: `a.${kind}`, picture: { ...DRAWING, quality: 95 }, exif: PHOTO });
    const pixels = kind === 'png' ? PNG.sync.read(bytes, { checkCRC: true }) : jpeg.decode(bytes);
    expect([pixels.width, pixels.height]).toEqual([90, 61]);
    const colourAt = (x: number, y: number) => [
      ...pixels.data.subarray((y * 90 + x) * 4, (y * 90 + x) * 4 + 3),
    ];
    for (const [x, y, wanted] of [
      [85, 5, [0x20, 0x40, 0xa0]],
      [30, 25, [0xe0, 0xc0, 0x20]],
    ] as const) {
      colourAt(x, y).forEach((value, rank) => {
        expect(Math.abs(value - (wanted[rank] ?? 0))).toBeLessThanOrEqual(kind === 'png' ? 0 : 6);
      });
    }
    const told = await exifr.parse(bytes, { reviveValues: false, translateValues: false });
    expect(told).toMatchObject({
      Make: 'Fictif',
      Model: 'Lumo 12',
      Artist: 'Éloïse',
      Orientation: 6,
      XResolution: 300,
      ModifyDate: '2026:08:21 10:02:00',
      DateTimeOriginal: '2026:08:17 18:46:05',
      ExposureTime: 1 / 250,
      FNumber: 2.8,
      ISO: 400,
      ExifImageWidth: 90,
      GPSAltitude: 2210,
    });
    expect(told.latitude).toBeCloseTo(44.8567, 4);
    expect(told.longitude).toBeCloseTo(-6.3551, 4);
  });

  test('a JPEG of poor quality weighs less; a picture without a camera has no Exif', async () => {
    const weights = [20, 90].map(
      (quality) => made({ name: 'a.jpg', picture: { ...DRAWING, quality } }).length,
    );
    expect(weights[0]).toBeLessThan(weights[1] ?? 0);
    expect(await exifr.parse(made({ name: 'a.jpg', picture: DRAWING }), { tiff: true })).toBe(undefined);
  });
});

describe('an archive', () => {
  const files = [
    { name: 'étape-1/code.txt', content: 'bleu outremer '.repeat(50) },
    { name: 'vide/' },
    { name: 'dedans.zip', files: [{ name: 'a.csv', content: 'a;b\n1;2\n' }] },
    { name: 'photos/a.png', picture: DRAWING, exif: { model: 'Lumo 12' } },
    { name: 'prets.ods', sheets: SHEETS },
  ];

  test('holds files of every kind, in folders and archives, each with its sum', async () => {
    const bytes = made({ name: 'a.zip', files, date: '2026-03-05 17:20' });
    const inside = unzipSync(bytes);
    expect(Object.keys(inside)).toEqual(files.map(({ name }) => name));
    expect(Buffer.from(inside['étape-1/code.txt'] ?? []).toString()).toBe('bleu outremer '.repeat(50));
    expect(bytes.length).toBeLessThan(8000);
    const { text, files: found } = await openFile('a.zip', bytes);
    expect(found.size).toBe(5);
    for (const words of ['étape-1/code.txt', 'bleu outremer', 'a;b', 'Lumo 12', 'Prêts'])
      expect(text).toContain(words);
  });

  test('one that was spoilt on its way is found out', async () => {
    const bytes = made({ name: 'a.zip', files: [{ name: 'a.txt', content: 'abc' }] });
    const at = bytes.indexOf('abc');
    bytes[at] = 0x7a;
    expect(crc32(bytes.subarray(at, at + 3))).not.toBe(crc32('abc'));
    await expect(openFile('a.zip', bytes)).rejects.toThrow(UnopenedError);
    await expect(openFile('a.zip', bytes.subarray(0, 40))).rejects.toThrow(UnopenedError);
    const cut = made({ name: 'a.ods', sheets: SHEETS }).subarray(0, 900);
    await expect(openFile('a.ods', cut)).rejects.toThrow(UnopenedError);
    await expect(openFile('a.jpg', made({ name: 'a.jpg', picture: DRAWING }).subarray(20))).rejects.toThrow(
      UnopenedError,
    );
    await expect(openFile('a.pdf', Buffer.from('%PDF-1.3\n%%EOF'))).rejects.toThrow(UnopenedError);
  });
});

test('what an author forgets or mixes up is told', () => {
  const said = (file: object) => bodyFault({ name: 'a.txt', ...file })?.message;
  expect(said({ name: 'a.ods', text: ['a'] })).toBe(
    'un fichier .ods se décrit par « sheets », et non par « text ».',
  );
  expect(said({ name: 'a.zip' })).toBe('un fichier .zip se décrit par « files ».');
  expect(said({ name: 'a.exe', content: 'a' })).toContain('on ne fabrique pas de .exe');
  expect(said({ name: 'a.pdf', text: ['a'], exif: {} })).toBe("un fichier .pdf n'a pas de « exif ».");
  expect(said({ name: 'a.pdf', text: [{ runs: ['a'] }] })).toBe(
    'un PDF ne garde ni changements ni commentaires.',
  );
  const faults = (file: object) =>
    shape.safeParse({ name: 'a.txt', ...file }).error?.issues.map(({ message }) => message) ?? [];
  expect(faults({ files: [{ name: '../a.txt', content: 'a' }] })).toEqual([
    expect.stringContaining('précédé de ses dossiers'),
  ]);
  expect(faults({ files: [{ name: 'a/b.odt', content: 'a' }] })).toEqual([
    expect.stringContaining('se décrit par « text »'),
  ]);
  expect(faults({ picture: { width: 2000, height: 2000 } })).toEqual(['un million de pixels au plus']);
  expect(faults({ properties: { created: '2026-02-30' } })).toEqual([expect.stringContaining('qui existe')]);
});

test('what grows too large is refused', () => {
  const files = Array.from({ length: 6 }, (_, rank) => ({
    name: `${rank}.txt`,
    content: `${rank}`.repeat(900_000),
  }));
  expect(() => makeFile({ name: 'a.zip', files })).toThrow('contient plus de 5 Mo');
  expect(() => makeFile({ name: 'a.txt', content: 'a'.repeat(5_000_001) })).toThrow('pèse plus de 5 Mo');
});

test('what would be a broken file, or keep a class waiting, is told to its author', () => {
  const sheet = (...rows: unknown[][]) => ({ sheets: [{ name: 'A', rows }] });
  const dated = (day: unknown, format = 'date') => ({
    sheets: [{ name: 'A', columns: [{ format }], rows: [[day]] }],
  });
  const formula = (told: string) => sheet([{ formula: told, value: 1 }]);
  const square = (shapes: object[]) => ({ picture: { width: 1000, height: 1000, shapes } });
  const refused = (name: string, file: object) => {
    const read = shape.safeParse({ name, ...file });
    if (!read.success) return read.error.issues.map(({ message }) => message).join();
    try {
      makeFile(read.data);
    } catch (error) {
      if (error instanceof GenerationError) return error.message;
      throw error;
    }
    return 'made';
  };
  const every = [
    ['a.xlsx', { sheets: [{ name: 'Prix' }, { name: 'prix' }] }, 'deux feuilles'],
    ['a.ods', { sheets: [{ name: 'A', hidden: true }] }, 'une feuille au moins'],
    ['a.xlsx', { sheets: [{ name: 'A\nB' }] }, 'un nom de feuille'],
    ['a.xlsx', sheet(['a'.repeat(32_768)]), 'pas plus de'],
    ['a.ods', { sheets: [{ name: 'A', cells: { ZZ9999: 1 } }] }, 'trop long à fabriquer'],
    ...['1850-02-03', '2026-02-30', -5, 1e9].map((day) => ['a.ods', dated(day), 'une date qui existe']),
    ...['25:10', '12:75', -1, 1440].map((time) => ['a.xlsx', dated(time, 'time'), 'une heure du jour']),
    ...['=', '=A2+', '=SOMME(A2', '=A2)', '=A2 B2', '=(;)', '=1;2', '=*A2', '=SI(A2>;1)'].map((told) => [
      'a.xlsx',
      formula(told),
      'il y manque',
    ]),
    ['a.ods', formula('=Absente!A2'), 'pas de feuille « Absente »'],
    ...['😀', 'שלום', 'α', '→'].map((word) => ['a.pdf', { text: [`a ${word}`] }, "n'écrit que les lettres"]),
    ['a.odt', { text: [{ table: [Array.from({ length: 13 }, () => 'a')] }] }, '12 colonnes'],
    ['a.jpg', { ...square([]), exif: { description: 'a'.repeat(40_000) } }, '1 000 signes'],
    ['a.jpg', { ...square([]), exif: { latitude: 45 } }, 'une latitude va avec une longitude'],
    [
      'a.png',
      square(Array.from({ length: 30 }, () => ({ fill: '#000000', rect: [0, 0, 1000, 1000] }))),
      'trop long',
    ],
    ['a.png', square([{ fill: '#000000', text: 'A'.repeat(20_000), at: [0, 0] }]), 'trop long'],
    ['a.zip', { files: [1, 2, 3, 4, 5, 6].map((n) => ({ name: `${n}.jpg`, ...square([]) })) }, 'trop long'],
    ['a.zip', { files: ['a.txt', 'A.txt'].map((name) => ({ name, content: 'a' })) }, 'deux fois'],
    ['a.zip', { files: ['é.txt', 'e\u0301.txt'].map((name) => ({ name, content: 'a' })) }, 'deux fois'],
    ['a.zip', { files: ['a.txt/b.txt', 'a.txt'].map((name) => ({ name, content: 'a' })) }, 'et un dossier'],
    ...['con.txt', 'a ./b.txt', 'a/nul'].map((name) => [
      'a.zip',
      { files: [{ name, content: 'a' }] },
      'Windows',
    ]),
    ['a.zip', { files: [{ name: 'vide/', content: 'a' }] }, 'un dossier vide'],
  ] as const;
  for (const [name, file, message] of every as readonly (readonly [string, object, string])[])
    expect(refused(name, file), JSON.stringify(file).slice(0, 80)).toContain(message);
  for (const told of ['=-A2+(B2*2)%', '=AUJOURDHUI()', '=SI(A2>1,5;;"a;("&B2)', '=A2<>B2', '=a!B2'])
    expect(refused('a.xlsx', formula(told)), told).toBe('made');
});

test('odd words and sizes keep well', async () => {
  const odd = ['  deux  espaces ', 'une ligne\nune autre', '😀', 'مرحبا', '<&>"'];
  const sheets = [{ name: 'Noël "😀" <&>', rows: [odd] }];
  const ods = made({ name: 'a.ods', sheets });
  expect((await readXlsx(made({ name: 'a.xlsx', sheets }))).sheets[0]?.rows).toEqual([odd]);
  expect((await readOds(ods)).sheets[0]?.rows).toEqual([odd]);
  // Programs drop spaces that follow one another, unless told by an element.
  expect(part(ods, 'content.xml')).toContain('<text:s text:c="2"/>deux<text:s text:c="2"/>espaces');
  expect(part(ods, 'content.xml')).toContain('<text:p>une ligne</text:p><text:p>une autre</text:p>');
  for (const name of ['a.png', 'a.jpg']) {
    const { text } = await openFile(name, made({ name, picture: { width: 1, height: 1 } }));
    expect(text).toContain('1 × 1');
  }
  const documents = [
    { break: 'page' as const },
    { list: ['a'] },
    { break: 'page' as const },
    { table: [['b']] },
  ];
  expect(
    part(made({ name: 'a.odt', text: documents }), 'content.xml').match(/"break-Standard"/g),
  ).toHaveLength(3);
  expect(
    part(made({ name: 'a.docx', text: documents }), 'word/document.xml').match(/<w:pageBreakBefore\/>/g),
  ).toHaveLength(2);
  // Made by Unix (3), so that every program reads accents as UTF-8; a folder is told as one.
  const zipped = made({ name: 'a.zip', files: [{ name: 'été/' }] });
  const central = zipped.indexOf('PK\x01\x02', 0, 'latin1');
  expect(zipped.readUInt8(central + 5)).toBe(3);
  expect(zipped.readUInt32LE(central + 38)).toBe(0x41ed0010);
});
