import { describe, expect, test } from 'vitest';
import { PRINTING } from '../../src/dev/printer-scanner-sample.ts';
import {
  printerScanner,
  type ReachedPrinting,
  reachedPrinting,
} from '../../src/engine/practicals/printer-scanner.ts';
import { preparePrinting } from '../../src/referential/practicals/printer-scanner.ts';
import { printerScannerShape } from '../../src/referential/practicals/printer-scanner-shape.ts';
import {
  type PrintAct,
  type PrintConfig,
  statusOf,
  stopsOf,
  worldOf,
} from '../../src/referential/practicals/printing-machine.ts';
import {
  facesOf,
  inkOf,
  isCut,
  type PrintSettings,
  pagesOf,
  sheetsOf,
  sideOf,
} from '../../src/referential/practicals/printing-sheets.ts';
import {
  bytesOf,
  isReadable,
  isWhole,
  type Original,
  pixelsOf,
} from '../../src/referential/practicals/scanning.ts';

if (PRINTING.component !== 'printer-scanner') throw new Error('no sample');
const config = PRINTING.config;
const PLAIN = config.settings;

function made(authored: object, faults: string[] = [], expected: unknown[] = []): PrintConfig {
  const wanted = expected.length > 0 ? printerScannerShape.expect.parse(expected) : [];
  return preparePrinting(printerScannerShape.config.parse(authored), wanted, {
    fault: (message) => faults.push(message),
    picture: () => null,
    render: (text) => text,
  });
}

const ROOM = {
  document: { name: 'Le recueil', pages: 10, black: 0.5, colour: 1 },
  printers: [
    {
      id: 'ici',
      name: 'Ici',
      trays: [{ id: 'bac', name: 'Bac', sheets: 8 }],
      ink: { black: 40, colour: 2 },
    },
    { id: 'loin', name: 'Loin', installed: false, colour: false, duplex: false },
  ],
  stock: { A4: 100 },
};
const room = made(ROOM);
const DESK = {
  scanner: {
    originals: [
      { id: 'lettre', name: 'Lettre', skew: 5, words: 'Bonjour' },
      { id: 'photo', name: 'Photo', look: 'photo', width: 150, height: 100 },
    ],
  },
};
const desk = made(DESK);
const print = (more: Partial<PrintSettings>, printer = 'ici'): PrintAct => ({
  print: printer,
  with: { ...room.settings, ...more },
});
const judged = (expected: unknown[], acts: readonly PrintAct[], on = room) =>
  printerScanner.verdicts(on, printerScannerShape.expect.parse(expected), { acts } as ReachedPrinting);
const right = (expected: unknown[], acts: readonly PrintAct[], on = room) =>
  judged(expected, acts, on).map((one) => one.right);

describe('sheets', () => {
  test('pages are read as people write them, or said to be wrong', () => {
    expect(pagesOf('4-6, 9', 12).pages).toEqual([4, 5, 6, 9]);
    expect(pagesOf(' 2 – 3;1 ', 12).pages).toEqual([2, 3, 1]);
    expect(pagesOf('', 3).pages).toEqual([1, 2, 3]);
    expect(
      ['4 6', 'x', '6-4', '0', '9-13', '2-', ',', '1-400,1-400'].map((written) => pagesOf(written, 12).fault),
    ).toEqual(['words', 'words', 'backwards', 'beyond', 'beyond', 'words', 'words', 'beyond']);
  });

  test('sheets are counted by sides, pages a side and booklet', () => {
    const pages = pagesOf('', 18).pages;
    const count = (more: Partial<PrintSettings>) => sheetsOf({ ...PLAIN, ...more }, pages);
    expect([
      count({ sides: 'one' }),
      count({ sides: 'long' }),
      count({ sides: 'long', perSheet: 2 }),
      count({ perSheet: 4 }),
      count({ booklet: true }),
    ]).toEqual([18, 9, 5, 5, 5]);
  });

  test('a booklet puts the first page beside the last', () => {
    expect(facesOf({ ...PLAIN, booklet: true }, [1, 2, 3, 4, 5, 6, 7, 8])).toEqual([
      [8, 1],
      [2, 7],
      [6, 3],
      [4, 5],
    ]);
    expect(facesOf({ ...PLAIN, booklet: true }, [1, 2, 3, 4, 5])[0]).toEqual([0, 1]);
  });

  test('two pages share a sheet that lies, and a page at its real size is cut by a smaller sheet', () => {
    const document = config.document;
    if (!document) throw new Error('no document');
    const side = sideOf(document, { ...PLAIN, perSheet: 2 }, [1, 2]);
    expect([side.width, side.height, side.pages.length]).toEqual([297, 210, 2]);
    expect(side.pages[1]?.x).toBeGreaterThanOrEqual(148);
    const small: PrintSettings = { ...PLAIN, paper: 'A5' };
    expect([isCut(document, small), isCut(document, { ...small, scale: 100 })]).toEqual([false, true]);
    expect(isCut({ ...document, wide: true }, { ...PLAIN, scale: 100 })).toBe(true);
  });

  test('ink follows colour, quality, size and copies', () => {
    const document = room.document;
    if (!document) throw new Error('no document');
    const ink = (more: Partial<PrintSettings>) => inkOf(document, { ...room.settings, ...more }, [1, 2]);
    expect(ink({})).toEqual({ black: 1, colour: 2 });
    expect(ink({ colour: 'grey' })).toEqual({ black: 3, colour: 0 });
    expect(ink({ copies: 3, quality: 'draft' })).toEqual({ black: 1.5, colour: 3 });
    expect(ink({ perSheet: 2 })).toEqual({ black: 0.5, colour: 1 });
  });
});

describe('printers', () => {
  test('a job that lacks paper or ink waits, and comes out once there is some', () => {
    const wants = print({ colour: 'grey' });
    const before = worldOf(room, [wants]);
    expect([before.out.length, stopsOf(room, before, 'ici')]).toEqual([0, ['sheets']]);
    const after = worldOf(room, [wants, { fill: 'ici', tray: 'bac', paper: 'A4' }]);
    expect([after.out[0]?.sheets, after.printers.ici?.trays[0]?.sheets]).toEqual([10, 98]);
    expect(stopsOf(room, worldOf(room, [print({ sides: 'long' })]), 'ici')).toEqual(['colour']);
  });

  test('what cannot be done changes nothing, and says why', () => {
    const refused = (act: PrintAct) => worldOf(room, [act]).refused;
    expect([
      refused(print({}, 'loin')),
      refused(print({ pages: '9-12' })),
      refused({ standard: 'loin' }),
      refused({ fill: 'ici', tray: 'bac', paper: 'A3' }),
      refused({ ink: 'ici', of: 'black' }),
      refused({ port: 'ici', to: '192.168.1.257' }),
      refused({ add: 'ici' }),
      worldOf(desk, [{ save: { format: 'pdf', text: false, quality: 'high' } }]).refused,
      refused({ test: 'nulle-part' }),
    ]).toEqual([
      'unknown',
      'pages-beyond',
      'unknown',
      'no-stock',
      'no-spare',
      'port',
      'unknown',
      'no-shot',
      'unknown',
    ]);
    expect(worldOf(room, [{ add: 'loin' }, print({}, 'loin')]).refused).toBe('grey-only');
    expect(worldOf(room, [{ add: 'loin' }, print({ colour: 'grey', sides: 'long' }, 'loin')]).refused).toBe(
      'one-side',
    );
  });

  test('each trouble of the sample is seen, mended one by one, and its page read in the end', () => {
    const acts: PrintAct[] = [{ test: 'club' }];
    expect(statusOf(config, worldOf(config, acts), 'club')).toBe('offline');
    acts.push({ port: 'club', to: '192.168.1.57' });
    expect(worldOf(config, acts).out.map(({ garbled }) => garbled)).toEqual([true]);
    acts.push({ driver: 'club', to: 'lumo' }, { test: 'club' });
    expect(worldOf(config, acts).out.map(({ garbled }) => garbled)).toEqual([true, false]);
    const office: PrintAct[] = [
      { join: 'bureau', to: 'Grotte' },
      { pause: 'bureau', on: false },
      { clear: 'bureau' },
      { fill: 'bureau', tray: 'bac', paper: 'A4' },
      { ink: 'bureau', of: 'black' },
      { cancel: 'plan' },
    ];
    const stops = office.map(
      (_, rank) => stopsOf(config, worldOf(config, office.slice(0, rank)), 'bureau')[0],
    );
    expect(stops).toEqual(['network', 'paused', 'jam', 'empty', 'paper', 'paper']);
    expect(worldOf(config, office).out.map(({ owner }) => owner)).toEqual(['Teva']);
  });
});

describe('a scanner', () => {
  const [letter, photo] = desk.scanner?.originals ?? [];
  const shot = { area: 'auto', dpi: 300, mode: 'grey', straight: true };

  test('pixels and weight follow area, resolution and colours', () => {
    const sheet = letter as Original;
    expect(pixelsOf(sheet, shot)).toEqual([2480, 3508]);
    const save = { format: 'pdf', text: false, quality: 'medium' };
    const grey = bytesOf(sheet, shot, save);
    expect(Math.round((bytesOf(sheet, { ...shot, mode: 'colour' }, save) / grey) * 10) / 10).toBe(3);
    expect(Math.round(grey / bytesOf(sheet, { ...shot, dpi: 150 }, save))).toBe(4);
    expect(bytesOf(sheet, { ...shot, mode: 'black' }, save)).toBeLessThan(grey / 4);
  });

  test('words are found again on a straight page, fine enough and whole', () => {
    const sheet = letter as Original;
    expect(
      [shot, { ...shot, straight: false }, { ...shot, dpi: 150 }, { ...shot, area: [0, 0, 100, 100] }].map(
        (one) => isReadable(sheet, one),
      ),
    ).toEqual([true, false, false, false]);
    expect(isReadable(photo as Original, shot)).toBe(false);
    expect(isWhole(photo as Original, { ...shot, area: [0, 0, 160, 110] })).toBe(true);
  });
});

describe('what is judged', () => {
  const PRINT = [{ printed: { pages: '4-6', copies: 2 } }, { rest: 'kept' }];

  test('the pages and copies that came out, once or twice', () => {
    expect(right(PRINT, [])).toEqual([false, true]);
    expect(right(PRINT, [print({ pages: '4-6', copies: 2, colour: 'grey' })])).toEqual([true, true]);
    const one = print({ pages: '4, 5,6', colour: 'grey' });
    expect(right(PRINT, [one])).toEqual([false, false]);
    expect(judged(PRINT, [one])[0]?.found).toEqual(['copies']);
    expect(right(PRINT, [one, one])).toEqual([true, true]);
    // Too many, or one more that waits for paper.
    const once = [{ printed: { pages: '4-6', copies: 1 } }, { rest: 'kept' }];
    expect(right(once, [one, one])).toEqual([false, false]);
    expect(right(PRINT, [one, one, one])).toEqual([true, false]);
    expect(judged(PRINT, [print({ copies: 3 })]).map(({ found }) => found)).toEqual([['waits'], ['waits']]);
  });

  test('a size, however it is asked for', () => {
    const whole = [{ printed: { scale: 'fit', pages: '1' } }];
    const at = (scale: number, paper = 'A4') =>
      right(
        whole,
        [print({ pages: '1', colour: 'grey', scale, paper }), { fill: 'ici', tray: 'bac', paper }],
        made({ ...ROOM, stock: { A5: 9, A4: 9 } }),
      );
    expect([at(0), at(100), at(80), at(70, 'A5'), at(100, 'A5')]).toEqual([
      [true],
      [true],
      [false],
      [true],
      [false],
    ]);
  });

  test('a printer, and nothing else touched', () => {
    const expected = [
      { printer: 'loin', is: { installed: true, standard: true } },
      { tested: 'loin' },
      { rest: 'kept' },
    ];
    const acts: PrintAct[] = [{ add: 'loin' }, { standard: 'loin' }, { test: 'loin' }];
    expect(right(expected, acts)).toEqual([true, true, true]);
    expect(judged(expected, [...acts, { pause: 'ici', on: true }])[2]?.found).toEqual(['paused Ici']);
    expect(right(expected, [...acts, { pause: 'ici', on: true }, { pause: 'ici', on: false }])).toEqual([
      true,
      true,
      true,
    ]);
    expect(right(expected, [...acts, { fill: 'ici', tray: 'bac', paper: 'A4' }])).toEqual([
      true,
      true,
      false,
    ]);
    expect(right(expected, [...acts, { test: 'ici' }, print({ pages: '1', colour: 'grey' })])).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('a file of scanned pages, in their order', () => {
    const expected = [
      {
        scanned: {
          pages: ['lettre', 'photo'],
          format: 'pdf',
          dpi: [200, 300],
          mode: 'grey',
          text: false,
          straight: true,
          fills: 90,
          under: 1200,
        },
      },
    ];
    const scan = (original: string, more: object = {}): PrintAct => ({
      scan: original,
      with: { area: 'auto', dpi: 300, mode: 'grey', straight: true, ...more },
    });
    const save: PrintAct = { save: { format: 'pdf', text: false, quality: 'medium' } };
    expect(right(expected, [scan('lettre'), scan('photo'), save], desk)).toEqual([true]);
    const found = (...acts: PrintAct[]) => judged(expected, acts, desk)[0]?.found;
    expect(found(scan('lettre'), scan('photo'))).toEqual(['unsaved']);
    expect(found(scan('photo'), scan('lettre'), save)).toEqual(['pages']);
    expect(found(scan('photo'), scan('lettre'), { raise: 1 }, save)).toEqual([]);
    expect(found(scan('lettre', { straight: false }), scan('photo'), save)).toEqual(['straight', 'loose']);
    expect(found(scan('lettre', { area: 'all' }), scan('photo', { mode: 'colour', dpi: 600 }), save)).toEqual(
      ['dpi', 'mode', 'loose', 'heavy'],
    );
    const text: PrintAct = { save: { format: 'jpg', text: true, quality: 'small' } };
    expect(found(scan('lettre', { area: [0, 0, 50, 50] }), scan('photo'), text)).toEqual(['format', 'cut']);
  });

  test('a size, a side or a resolution that only a state sent by hand has is not taken for the one asked', () => {
    const asked = (printed: object) => [{ printed: { pages: '2', ...printed } }];
    const sent = (more: object): PrintAct => print({ pages: '2', colour: 'grey', ...more });
    expect(right(asked({ scale: 100 }), [sent({ scale: 100 })])).toEqual([true]);
    expect(right(asked({ scale: 100 }), [sent({ scale: 100, perSheet: 4 })])).toEqual([false]);
    expect(right(asked({ scale: 'fit', perSheet: 4 }), [sent({ scale: 0, perSheet: 4 })])).toEqual([true]);
    for (const [sides, good] of [
      ['one', false],
      ['long', false],
      ['short', true],
      ['two', true],
    ] as const)
      expect(right(asked({ sides }), [sent({ booklet: true })])).toEqual([good]);
    const scan = (dpi: number): PrintAct => ({
      scan: 'lettre',
      with: { area: 'auto', dpi, mode: 'grey', straight: true },
    });
    const save = (format: string): PrintAct => ({ save: { format, text: false, quality: 'medium' } });
    expect(worldOf(desk, [scan(299)]).refused).toBe('unknown');
    expect(worldOf(desk, [scan(300), save('tiff')]).refused).toBe('unknown');
    expect(worldOf(desk, [scan(300), save('pdf')]).refused).toBeNull();
  });

  test('an A3 page at 71 % is whole on A4, at 72 % it is cut', () => {
    const { document } = room;
    if (!document) throw new Error('no document');
    const cut = (scale: number) => isCut({ ...document, paper: 'A3', wide: false }, { ...PLAIN, scale });
    expect([71, 72].map(cut)).toEqual([false, true]);
  });

  test('what its author gives is enough to be right; a state of another shape is refused', () => {
    const expected = printerScannerShape.expect.parse([
      { printed: { pages: '2', sides: 'two', colour: 'grey', scale: 'fit', printer: 'pdf' } },
      { printer: 'ici', is: { ready: true, paused: true }, by: [{ pause: 'ici', on: true }] },
    ]);
    const solved = printerScanner.solve(room, expected);
    expect(printerScanner.verdicts(room, expected, solved).map((one) => one.right)).toEqual([true, false]);
    const refused = [
      { acts: Array.from({ length: 151 }, () => ({ test: 'ici' })) },
      { acts: [{ print: 'ici', with: { ...room.settings, copies: 100 } }] },
      { acts: [{ print: 'ici', with: { ...room.settings, perSheet: 3 } }] },
      { acts: [{ scan: 'lettre', with: { area: 'auto', dpi: 1e6, mode: 'grey', straight: true } }] },
      { acts: [{ test: 'ici', right: true }] },
      { out: [] },
    ];
    expect(refused.map((state) => reachedPrinting.safeParse(state).success)).toEqual(
      refused.map(() => false),
    );
  });
});

test('an author is told what is named twice or leads nowhere', () => {
  const faults: string[] = [];
  const [first] = ROOM.printers;
  made(
    {
      ...ROOM,
      printers: [
        first,
        { ...first, link: 'wifi', duplex: false, sides: 'long', driver: 'rien' },
        { id: 'pdf', name: 'PDF' },
      ],
    },
    faults,
    [
      { printed: { pages: '9-14', printer: 'absente' } },
      { cancelled: ['aucun'] },
      { scanned: { pages: ['tableau'] } },
    ],
  );
  made({}, faults);
  made({ ...ROOM, ...DESK }, faults);
  expect(faults).toHaveLength(12);
  expect(faults.every((fault) => fault.length > 10)).toBe(true);
});
