import { z } from 'zod';
import {
  PICTURE_FORMATS,
  type PictureConfig,
  type PictureExpectation,
} from '../../referential/practicals/picture-editor.ts';
import {
  type Box,
  compose,
  curveOf,
  cut,
  expose,
  frameOf,
  histogram,
  light,
  lost,
  orient,
  orientBox,
  type Pixels,
  paint,
  rangeOf,
  type Shown,
  sizeOf,
  turnedSize,
} from '../../referential/practicals/picture-pixels.ts';
import type { Component, Verdict } from './component.ts';
import { type FileMade, makeFile, resample } from './picture-file.ts';

const pixels = z.int().min(0).max(20_000);
const percent = z.int().min(0).max(100);
const light100 = z.int().min(-100).max(100);

/** What was done to the picture; lengths are pixels of the file, `crop` of the picture as it is turned. */
export const reachedPicture = z.strictObject({
  turns: z.int().min(0).max(3),
  mirror: z.boolean(),
  crop: z.tuple([pixels, pixels, pixels.min(1), pixels.min(1)]).nullable(),
  size: z.tuple([pixels.min(1), pixels.min(1)]).nullable(),
  brightness: light100,
  contrast: light100,
  black: z.int().min(0).max(254),
  white: z.int().min(1).max(255),
  /** From the uppermost down. */
  layers: z.array(z.strictObject({ id: z.string().max(60), visible: z.boolean(), opacity: percent })).max(20),
  details: z.boolean(),
  format: z.enum(PICTURE_FORMATS),
  quality: percent.min(1),
  colours: z.int().min(2).max(256),
});

export type ReachedPicture = z.infer<typeof reachedPicture>;

export const pictureEditor: Component<PictureConfig, PictureExpectation, ReachedPicture> = {
  reached: reachedPicture,
  initial: (config) => ({
    turns: config.turns,
    mirror: config.mirror,
    crop: null,
    size: null,
    brightness: 0,
    contrast: 0,
    black: 0,
    white: 255,
    layers: config.layers.map(({ id, visible, opacity }) => ({ id, visible, opacity })),
    details: config.details !== null,
    format: config.format,
    quality: config.quality,
    colours: 256,
  }),
  verdicts: (config, expected, reached) =>
    expected.map((one) =>
      isPossible(config, reached) ? verdict(config, expected, one, reached) : { right: false, found: [] },
    ),
  solve: (config, expected) =>
    [...expected]
      .sort((one, other) => orderOf(one) - orderOf(other))
      .reduce<ReachedPicture>((state, one) => bring(config, state, one), pictureEditor.initial(config)),
};

function isPossible(config: PictureConfig, reached: ReachedPicture): boolean {
  const names = (layers: readonly { id: string }[]) =>
    layers
      .map(({ id }) => id)
      .sort()
      .join(' ');
  const [x, y, width, height] = frameOf(config, reached);
  const [mostX, mostY] = turnedSize(config, reached);
  return (
    names(reached.layers) === names(config.layers) &&
    x + width <= mostX &&
    y + height <= mostY &&
    reached.black < reached.white
  );
}

/** The last picture drawn of each window: its expectations look at the same one. */
const drawings = new WeakMap<PictureConfig, { readonly key: string; readonly pixels: Pixels }>();

/** The picture of these layers as the photo was taken, before anything else is done to it. */
function drawn(config: PictureConfig, stack: readonly Shown[], zoom = 1): Pixels {
  const key = JSON.stringify([stack, zoom]);
  const known = drawings.get(config);
  if (known?.key === key) return known.pixels;
  const { width, height, layers, tones } = config;
  const view = { x: 0, y: 0, zoom, width: Math.ceil(width * zoom), height: Math.ceil(height * zoom) };
  const paintOf = (id: string) => paint(layers.find((layer) => layer.id === id)?.shapes ?? [], view);
  const pixels = expose(compose(stack, paintOf, view), tones);
  drawings.set(config, { key, pixels });
  return pixels;
}

/** The file that « Exporter » would make; its drawing has the pixels of the file. */
function fileOf(config: PictureConfig, reached: ReachedPicture): FileMade {
  const turned = orient(drawn(config, reached.layers), reached.turns, reached.mirror);
  const kept = light(cut(turned, frameOf(config, reached)), reached);
  return makeFile(resample(kept, ...sizeOf(config, reached)), reached);
}

function verdict(
  config: PictureConfig,
  all: readonly PictureExpectation[],
  one: PictureExpectation,
  reached: ReachedPicture,
): Verdict {
  if ('upright' in one) return { right: reached.turns === 0 && !reached.mirror, found: [] };
  if ('holds' in one) {
    const frame = frameOf(config, reached);
    const missing = !isWithin(boxIn(config, reached, one.holds), frame);
    const left = one.leaves.some((box) => meet(boxIn(config, reached, box), frame));
    return {
      right: !missing && !left,
      found: [...(missing ? ['cut'] : []), ...(left ? ['left'] : [])],
    };
  }
  if ('width' in one) {
    const [width, height] = sizeOf(config, reached);
    const exact = width === one.width && (one.height === undefined || height === one.height);
    return { right: exact && isInProportion(config, reached), found: [`${width} × ${height}`] };
  }
  if ('looks' in one) {
    const wanted = one.looks.map((id) => ({ id, visible: true, opacity: 100 }));
    const seen = reached.layers.filter(({ visible, opacity }) => visible && opacity > 0);
    return {
      // Half as large is enough to tell, and four times as fast.
      right:
        JSON.stringify(seen) === JSON.stringify(wanted) ||
        isAlike(drawn(config, wanted, 0.5), drawn(config, reached.layers, 0.5)),
      found: seen.map(({ id, opacity }) => {
        const name = config.layers.find((layer) => layer.id === id)?.name ?? id;
        return opacity === 100 ? name : `${name} (${opacity} %)`;
      }),
    };
  }
  if ('levels' in one) {
    const counts = histogram(drawn(config, reached.layers));
    const curve = curveOf(reached);
    // A few stray pixels are not what the histogram shows.
    const [low, high] = rangeOf(counts, one.levels / 10).map((tone) => curve[tone] ?? 0);
    const [dark, bright] = lost(counts, curve);
    const spread = (low ?? 255) <= EDGE && (high ?? 0) >= 255 - EDGE;
    const whole = dark <= one.levels && bright <= one.levels;
    return { right: spread && whole, found: [...(spread ? [] : ['narrow']), ...(whole ? [] : ['lost'])] };
  }
  if ('details' in one) return { right: !reached.details, found: [] };
  if ('file' in one) {
    const { format, under, gap } = one.file;
    if (!format.includes(reached.format)) return { right: false, found: ['format'] };
    const made = fileOf(config, reached);
    const troubles = [...(made.bytes <= under ? [] : ['heavy']), ...(made.gap <= gap ? [] : ['poor'])];
    return { right: troubles.length === 0, found: troubles };
  }
  const start = pictureEditor.initial(config);
  const free = new Set(all.flatMap((other) => FREE.find(([part]) => part in other)?.[1] ?? []));
  const changed = (Object.keys(start) as (keyof ReachedPicture)[]).filter(
    (part) => !free.has(part) && JSON.stringify(start[part]) !== JSON.stringify(reached[part]),
  );
  return { right: changed.length === 0, found: changed };
}

/** Tones so near the ends are black and white to the eye. */
const EDGE = 14;

/** What each expectation lets change; the way a file is written is free with it alone. */
const FREE: readonly (readonly [string, readonly (keyof ReachedPicture)[]])[] = [
  ['upright', ['turns', 'mirror']],
  ['holds', ['crop']],
  ['width', ['size', 'crop']],
  ['looks', ['layers']],
  ['levels', ['brightness', 'contrast', 'black', 'white']],
  ['details', ['details']],
  ['file', ['format', 'quality', 'colours']],
];

/** A box of the upright drawing, where it is once the picture is turned, in pixels of the file. */
function boxIn({ width, height, scale }: PictureConfig, { turns, mirror }: ReachedPicture, box: Box): Box {
  const [x, y, w, h] = orientBox(box, [width, height], turns, mirror);
  return [x * scale, y * scale, w * scale, h * scale];
}

function isWithin([x, y, w, h]: Box, [left, top, width, height]: Box): boolean {
  return x >= left && y >= top && x + w <= left + width && y + h <= top + height;
}

function meet([x, y, w, h]: Box, [left, top, width, height]: Box): boolean {
  return x < left + width && left < x + w && y < top + height && top < y + h;
}

/** To a pixel: that is how the other side is rounded. */
function isInProportion(config: PictureConfig, reached: ReachedPicture): boolean {
  const [, , width, height] = frameOf(config, reached);
  const [toWidth, toHeight] = sizeOf(config, reached);
  return (
    Math.abs(toHeight - (toWidth * height) / width) <= 1 ||
    Math.abs(toWidth - (toHeight * width) / height) <= 1
  );
}

function isAlike({ data }: Pixels, { data: other }: Pixels): boolean {
  let different = 0;
  for (let at = 0; at < data.length; at += 4) {
    let far = 0;
    for (let part = at; part < at + 4; part += 1)
      far = Math.max(far, Math.abs((data[part] ?? 0) - (other[part] ?? 0)));
    if (far > 12) different += 1;
  }
  return different <= data.length / 4 / 1000;
}

// ---- a solution, for the check of the bank

/** A picture is turned before it is cut, and cut before it is resized. */
function orderOf(one: PictureExpectation): number {
  return ['upright', 'holds', 'width', 'looks', 'levels', 'details', 'file', 'rest'].findIndex(
    (part) => part in one,
  );
}

function bring(config: PictureConfig, state: ReachedPicture, one: PictureExpectation): ReachedPicture {
  if ('upright' in one) return { ...state, turns: 0, mirror: false };
  if ('holds' in one) {
    const [x, y, w, h] = boxIn(config, state, one.holds);
    const [left, top] = [Math.floor(x), Math.floor(y)];
    return { ...state, crop: [left, top, Math.ceil(x + w) - left, Math.ceil(y + h) - top] };
  }
  if ('width' in one) {
    const [, , width, height] = frameOf(config, state);
    return { ...state, size: [one.width, one.height ?? Math.round((one.width * height) / width)] };
  }
  if ('looks' in one) {
    const { looks } = one;
    const hidden = state.layers.filter(({ id }) => !looks.includes(id));
    return {
      ...state,
      layers: [
        ...looks.map((id) => ({ id, visible: true, opacity: 100 })),
        ...hidden.map((layer) => ({ ...layer, visible: false })),
      ],
    };
  }
  if ('levels' in one) {
    const [black, white] = rangeOf(histogram(drawn(config, state.layers)), one.levels / 2);
    return { ...state, black, white };
  }
  if ('details' in one) return { ...state, details: false };
  if (!('file' in one)) return state;
  const tries = one.file.format.flatMap((format) =>
    (format === 'png' ? [90] : [90, 75, 60, 45, 30]).map((quality, rank) => ({
      ...state,
      format,
      quality,
      colours: 256 >> rank,
    })),
  );
  return tries.find((tried) => verdict(config, [], one, tried).right) ?? state;
}
