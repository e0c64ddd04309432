import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pictureEditor, type ReachedPicture } from '../../src/engine/practicals/picture-editor.ts';
import { deflated, makeFile, resample } from '../../src/engine/practicals/picture-file.ts';
import { pictureEditorShape, preparePictureEditor } from '../../src/referential/practicals/picture-editor.ts';
import {
  compose,
  curveOf,
  cut,
  expose,
  histogram,
  light,
  lost,
  orient,
  orientBox,
  type Pixels,
  paint,
  rangeOf,
  type Shape,
} from '../../src/referential/practicals/picture-pixels.ts';

const drawn = (width: number, height: number, ...shapes: Shape[]) =>
  paint(shapes, { x: 0, y: 0, zoom: 1, width, height });
const at = ({ width, data }: Pixels, x: number, y: number) => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
];
const RED = { fill: '#ff0000', rect: [0, 0, 2, 1] } as const;
const LIT = { brightness: 0, contrast: 0, black: 0, white: 255 };

describe('pixels', () => {
  test('shapes are laid one above the other, transparent elsewhere, with smooth edges', () => {
    const pixels = drawn(
      8,
      4,
      RED,
      { fill: '#0000ff', rect: [1, 0, 1, 1] },
      { fill: '#00ff00', rect: [4.5, 2, 2, 2] },
    );
    expect(at(pixels, 0, 0)).toEqual([255, 0, 0, 255]);
    expect(at(pixels, 1, 0)).toEqual([0, 0, 255, 255]);
    expect(at(pixels, 7, 3)).toEqual([0, 0, 0, 0]);
    expect(at(pixels, 4, 2)).toEqual([0, 255, 0, 128]);
  });

  test('a gradient goes down the shape; a polygon, an ellipse, a line and a text leave their mark', () => {
    const ramp = drawn(1, 3, { fill: ['#000000', '#ffffff'], rect: [0, 0, 1, 3] });
    expect([0, 1, 2].map((y) => at(ramp, 0, y)[0])).toEqual([42, 128, 212]);
    const inked = (shape: Shape) =>
      drawn(20, 20, shape).data.filter((value, part) => part % 4 === 3 && value > 0).length;
    expect(
      inked({
        fill: '#000000',
        polygon: [
          [0, 0],
          [20, 0],
          [0, 20],
        ],
      }),
    ).toBe(210);
    expect(Math.abs(inked({ fill: '#000000', ellipse: [10, 10, 8, 8] }) - Math.PI * 64)).toBeLessThan(32);
    expect(
      inked({
        fill: '#000000',
        line: [
          [2, 10],
          [18, 10],
        ],
        thick: 2,
      }),
    ).toBe(36);
    expect(inked({ fill: '#000000', text: 'É8', at: [0, 0], tall: 12 })).toBeGreaterThan(60);
    expect(inked({ fill: '#000000', text: '?', at: [0, 0], tall: 12 })).toBe(0);
  });

  test('each letter and digit is drawn otherwise than all others', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
    const seen = letters.map((text) =>
      drawn(14, 18, { fill: '#000000', text, at: [0, 0], tall: 18 }).data.join(),
    );
    expect(new Set(seen).size).toBe(letters.length);
  });

  test.each([
    [1, false, [2, 0]],
    [2, false, [3, 2]],
    [3, false, [0, 3]],
    [0, true, [3, 0]],
    [1, true, [2, 3]],
  ] as const)(
    'turned by %s quarters (mirror: %s), a corner goes where its box goes',
    (turns, mirror, [x, y]) => {
      const pixels = drawn(4, 3, { fill: '#ff0000', rect: [0, 0, 1, 1] });
      expect(at(orient(pixels, turns, mirror), x, y)).toEqual([255, 0, 0, 255]);
      expect(orientBox([0, 0, 1, 1], [4, 3], turns, mirror)).toEqual([x, y, 1, 1]);
    },
  );

  test('a part is cut out, a picture is made smaller by the mean', () => {
    const pixels = drawn(4, 2, RED, { fill: '#0000ff', rect: [2, 0, 2, 2] });
    expect(at(cut(pixels, [1, 0, 2, 1]), 1, 0)).toEqual([0, 0, 255, 255]);
    const small = resample(pixels, 2, 1);
    expect([at(small, 0, 0), at(small, 1, 0)]).toEqual([
      [255, 0, 0, 128],
      [0, 0, 255, 255],
    ]);
    expect(resample(pixels, 8, 4).data).toHaveLength(128);
  });

  test('a layer hides those under it, as far as it is opaque', () => {
    const [red, blue] = [drawn(1, 1, RED), drawn(1, 1, { fill: '#0000ff', rect: [0, 0, 1, 1] })];
    const seen = (opacity: number, visible = true) =>
      at(
        compose(
          [
            { id: 'red', visible, opacity },
            { id: 'blue', visible: true, opacity: 100 },
          ],
          (id) => (id === 'red' ? red : blue),
          red,
        ),
        0,
        0,
      );
    expect([seen(100), seen(0), seen(100, false), seen(40)]).toEqual([
      [255, 0, 0, 255],
      [0, 0, 255, 255],
      [0, 0, 255, 255],
      [102, 0, 153, 255],
    ]);
  });

  test('tones are squeezed, read in the histogram, and spread again without loss', () => {
    const photo = expose(drawn(1, 256, { fill: ['#000000', '#ffffff'], rect: [0, 0, 1, 256] }), {
      from: 60,
      to: 180,
      noise: 4,
    });
    const counts = histogram(photo);
    expect(counts.reduce((sum, count) => sum + count)).toBe(256);
    expect(rangeOf(counts, 0)).toEqual([60, 180]);
    expect(expose(photo, { from: 0, to: 255, noise: 9 }).data).toEqual(
      expose(photo, { from: 0, to: 255, noise: 9 }).data,
    );
    const [black, white] = rangeOf(counts, 0);
    expect(rangeOf(histogram(light(photo, { ...LIT, black, white })), 0)).toEqual([0, 255]);
    expect(lost(counts, curveOf({ ...LIT, black, white }))).toEqual([0, 0]);
    expect(lost(counts, curveOf({ ...LIT, black: 90, white }))[0]).toBeGreaterThan(15);
  });

  test('brightness moves every tone, contrast parts them round the middle', () => {
    expect(curveOf({ ...LIT, brightness: 50 })[10]).toBe(74);
    const strong = curveOf({ ...LIT, contrast: 50 });
    expect([strong[100], strong[128], strong[150]]).toEqual([44, 128, 194]);
    expect(curveOf({ ...LIT, contrast: -100 })[3]).toBe(128);
  });
});

describe('files', () => {
  const flat = drawn(64, 64, { fill: '#3366cc', rect: [0, 0, 64, 64] });
  const photo = expose(
    drawn(
      64,
      64,
      { fill: ['#204060', '#f0e0c0'], rect: [0, 0, 64, 64] },
      { fill: '#802010', ellipse: [30, 30, 18, 12] },
    ),
    { from: 10, to: 240, noise: 12 },
  );
  const clear = drawn(64, 64, { fill: '#3366cc', ellipse: [32, 32, 20, 20] });
  const settings = { quality: 80, colours: 256 };

  test('a PNG keeps everything, a JPEG loses more as its quality falls and weighs less', () => {
    const png = makeFile(photo, { ...settings, format: 'png' });
    expect([png.gap, png.pixels.data]).toEqual([0, photo.data]);
    const jpegs = [95, 60, 20].map((quality) => makeFile(photo, { ...settings, quality, format: 'jpeg' }));
    const [best, middle, worst] = jpegs;
    if (!best || !middle || !worst) throw new Error();
    expect(png.bytes).toBeGreaterThan(best.bytes);
    expect(best.bytes).toBeGreaterThan(middle.bytes);
    expect(middle.bytes).toBeGreaterThan(worst.bytes);
    expect(worst.gap).toBeGreaterThan(middle.gap);
    expect(best.gap).toBeLessThan(10);
  });

  test('a drawing weighs less in PNG, fewer colours weigh less still and stray further', () => {
    expect(makeFile(flat, { ...settings, format: 'png' }).bytes).toBeLessThan(200);
    const [all, few] = [256, 4].map((colours) =>
      makeFile(photo, { ...settings, colours, format: 'png-palette' }),
    );
    if (!all || !few) throw new Error();
    expect(few.bytes).toBeLessThan(all.bytes / 2);
    expect(few.gap).toBeGreaterThan(all.gap);
    expect(
      new Set(Array.from({ length: 4096 }, (_, rank) => at(few.pixels, rank % 64, rank >> 6).join())).size,
    ).toBe(4);
  });

  test('repetitions weigh about what a real encoder makes of them', () => {
    for (const { data } of [flat, photo, clear]) {
      const real = deflateSync(data, { level: 9 }).length;
      expect(Math.abs(deflated(new Uint8Array(data)) - real)).toBeLessThan(30 + real * 0.12);
    }
  });

  test('what is transparent stays so in a PNG, and turns white in a JPEG', () => {
    expect(at(makeFile(clear, { ...settings, format: 'png-palette' }).pixels, 0, 0)[3]).toBe(0);
    const white = at(makeFile(clear, { ...settings, format: 'jpeg' }).pixels, 0, 0);
    expect(Math.min(...white)).toBeGreaterThan(250);
  });
});

const SCENE = {
  name: 'photo.jpg',
  alt: 'Une photo.',
  width: 80,
  height: 60,
  scale: 10,
  turns: 1,
  details: { Date: '14 mars 2026' },
  tools: ['rotate', 'crop', 'resize', 'levels', 'properties'],
  tones: { from: 50, to: 190 },
  shapes: [
    { fill: ['#000000', '#ffffff'], rect: [0, 0, 80, 60] },
    { fill: '#aa3311', rect: [20, 20, 30, 20] },
  ],
};
function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const expectations = expected.length > 0 ? pictureEditorShape.expect.parse(expected) : [];
  const config = preparePictureEditor(pictureEditorShape.config.parse(authored), expectations, {
    fault: (text) => faults.push(text),
    picture: () => null,
    render: (text) => text,
  });
  return { config, expectations, faults };
}
/** Whether each thing expected is met once this was done. */
function met(authored: unknown, done: Partial<ReachedPicture>, ...expected: unknown[]): boolean[] {
  const { config, expectations } = made(authored, expected);
  const state = { ...pictureEditor.initial(config), ...done };
  expect(pictureEditor.reached.safeParse(state).success).toBe(true);
  return pictureEditor.verdicts(config, expectations, state).map(({ right }) => right);
}

describe('what is expected', () => {
  const subject = { holds: [20, 20, 30, 20], leaves: [[60, 0, 20, 60]] };

  test.each([
    ['as it lies', {}, [false, false]],
    ['upright, whole', { turns: 0 }, [true, false]],
    ['upright, framed', { turns: 0, crop: [150, 150, 400, 300] }, [true, true]],
    ['framed as it lies', { crop: [200, 150, 200, 400] }, [false, true]],
    ['cut too short', { turns: 0, crop: [210, 150, 400, 300] }, [true, false]],
    ['what is in the way still there', { turns: 0, crop: [150, 150, 460, 300] }, [true, false]],
    ['mirrored', { turns: 0, mirror: true, crop: [250, 150, 400, 300] }, [false, true]],
    ['out of the picture', { turns: 0, crop: [150, 150, 4000, 300] }, [false, false]],
  ] as const)('a photo turned and cropped: %s', (_, done, right) => {
    expect(met(SCENE, done as Partial<ReachedPicture>, { upright: true }, subject)).toEqual(right);
  });

  test.each([
    ['in proportion', { turns: 0, size: [400, 300] }, true],
    ['by the exact side, rounded', { turns: 0, crop: [0, 0, 799, 600], size: [400, 300] }, true],
    ['stretched', { turns: 0, size: [400, 600] }, false],
    ['as much taken from each side', { turns: 0, size: [400, 200] }, false],
    ['cropped to the width, not stretched', { turns: 0, crop: [0, 0, 400, 600] }, true],
    ['a pixel off', { turns: 0, size: [401, 301] }, false],
  ] as const)('a width: %s', (_, done, right) => {
    expect(met(SCENE, done as unknown as Partial<ReachedPicture>, { width: 400 })).toEqual([right]);
  });

  test.each([
    [50, 190, true],
    [54, 185, true],
    [0, 255, false],
    [0, 190, false],
    [90, 190, false],
    [50, 150, false],
  ])('levels from %s to %s', (black, white, right) => {
    expect(
      met({ ...SCENE, tones: { from: 50, to: 190, noise: 0 } }, { black, white }, { levels: 5 }),
    ).toEqual([right]);
  });

  test('layers are judged by what is seen of them', () => {
    const square = (id: string, fill: string, box: number[]) => ({
      id,
      name: id,
      shapes: [{ fill, rect: box }],
    });
    const poster = {
      ...SCENE,
      layers: [
        square('sky', '#99ccff', [0, 0, 80, 60]),
        square('left', '#ff0000', [0, 0, 20, 20]),
        square('right', '#00ff00', [50, 0, 20, 20]),
      ],
      shapes: undefined,
      tools: ['layers'],
    };
    const stack = (...ids: string[]) => ({ layers: ids.map((id) => ({ id, visible: true, opacity: 100 })) });
    const wanted = { looks: ['left', 'right', 'sky'] };
    expect(met(poster, {}, wanted)).toEqual([false]);
    expect(met(poster, stack('left', 'right', 'sky'), wanted)).toEqual([true]);
    // These two do not touch each other.
    expect(met(poster, stack('right', 'left', 'sky'), wanted)).toEqual([true]);
    expect(met(poster, stack('left', 'sky', 'right'), wanted)).toEqual([false]);
    expect(met(poster, stack('left', 'right'), wanted)).toEqual([false]);
    const faded = stack('left', 'right', 'sky').layers.map((layer) => ({
      ...layer,
      opacity: layer.id === 'sky' ? 40 : 100,
    }));
    expect(met(poster, { layers: faded }, wanted)).toEqual([false]);
  });

  test('details removed, and the rest left alone', () => {
    const wanted = [{ details: 'gone' }, { rest: 'kept' }];
    expect(met(SCENE, { details: false }, ...wanted)).toEqual([true, true]);
    expect(met(SCENE, { turns: 0 }, ...wanted)).toEqual([false, false]);
  });

  test('a file light enough, near enough and of the right format', () => {
    const logo = { ...SCENE, scale: 1, turns: 0, tools: ['export'], format: 'png' };
    const file = { file: { format: ['png-palette'], under: 900, gap: 6 } };
    const { config, expectations } = made(logo, [file]);
    const solved = pictureEditor.solve(config, expectations);
    expect(pictureEditor.verdicts(config, expectations, solved)).toEqual([{ right: true, found: [] }]);
    const found = (done: Partial<ReachedPicture>) =>
      pictureEditor.verdicts(config, expectations, { ...solved, ...done })[0]?.found;
    expect(found({ format: 'jpeg', quality: 1 })).toEqual(['format']);
    expect(found({ colours: 2 })).toEqual(['poor']);
    expect(found({ format: 'png' })).toEqual(['format']);
  });

  test('the bank can reach all of it', () => {
    const expected = [
      { width: 300 },
      { upright: true },
      subject,
      { levels: 1 },
      { details: 'gone' },
      { rest: 'kept' },
    ];
    const { config, expectations, faults } = made(SCENE, expected);
    const solved = pictureEditor.solve(config, expectations);
    expect(pictureEditor.verdicts(config, expectations, solved).every(({ right }) => right)).toBe(true);
    expect(faults).toEqual([]);
  });
});

test('what cannot be done or shown is reported to the author', () => {
  const { faults } = made(
    {
      ...SCENE,
      details: undefined,
      tools: ['zoom', 'export', 'properties'],
      layers: [
        { id: 'a', name: 'A', shapes: SCENE.shapes, vector: true },
        { id: 'a', name: 'B', shapes: SCENE.shapes },
      ],
    },
    [{ width: 20 }, { details: 'gone' }, { looks: ['c'] }],
  );
  expect(faults).toEqual([
    'donne « shapes », ou « layers » pour plusieurs calques.',
    'deux calques ont le même « id ».',
    '« export » calcule un poids exact : il demande « scale: 1 ».',
    '« export » ne va pas avec zoom : la page serait trop lourde.',
    '« zoom » montre les pixels du fichier : il demande « scale: 1 ».',
    'un calque « vector » ne se tourne, ne se rogne ni ne s’éclaire.',
    '« width » demande l’outil « resize ».',
    '« details » : la photo ne dit rien d’elle-même.',
    '« looks » demande l’outil « layers ».',
    'aucun calque « c ».',
  ]);
  expect(pictureEditorShape.config.safeParse({ ...SCENE, shapes: [{ fill: '#000000' }] }).success).toBe(
    false,
  );
});
