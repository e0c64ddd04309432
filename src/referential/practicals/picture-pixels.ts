/**
 * A picture drawn from shapes, pixel by pixel, the same on the server and in any browser: no font, no canvas, no chance.
 * Lengths are pixels of the drawing unless said otherwise; boxes are `[x, y, width, height]`; colours `#rrggbb`.
 */

export type Box = readonly [number, number, number, number];
export type Point = readonly [number, number];

export interface Shape {
  /** One colour, or two: from the top of the shape to its bottom. */
  readonly fill: string | readonly [string, string];
  readonly rect?: Box | undefined;
  /** Of a rect: the radius of its corners. */
  readonly round?: number | undefined;
  /** Centre and radii. */
  readonly ellipse?: Box | undefined;
  readonly polygon?: readonly Point[] | undefined;
  readonly line?: readonly Point[] | undefined;
  readonly thick?: number | undefined;
  /** Capitals, digits and spaces, from `at`, their upper left corner. */
  readonly text?: string | undefined;
  readonly at?: Point | undefined;
  readonly tall?: number | undefined;
}

export interface Layer {
  readonly id: string;
  readonly name: string;
  readonly shapes: readonly Shape[];
  /** Drawn anew at every zoom, as vector pictures are. */
  readonly vector: boolean;
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row after row. */
  readonly data: Uint8ClampedArray;
}

/** What part of a drawing is seen, and how much larger. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Strokes of each letter on a grid of 4 by 6, as pairs of digits. */
const LETTERS: Readonly<Record<string, string>> = {
  A: '062046 1434',
  B: '0006 003041423303 3344453606',
  C: '4130100105163645',
  D: '00062644422000',
  E: '40000646 0333',
  F: '400006 0333',
  G: '41301001051636454323',
  H: '0006 4046 0343',
  I: '1030 2026 1636',
  J: '4045361605',
  K: '0006 400346',
  L: '000646',
  M: '0600234046',
  N: '06004640',
  O: '100105163645413010',
  P: '06003041423303',
  Q: '100105163645413010 2446',
  R: '06003041423303 2346',
  S: '413010010213334445361605',
  T: '0040 2026',
  U: '000516364540',
  V: '002640',
  W: '0016233640',
  X: '0046 4006',
  Y: '002340 2326',
  Z: '00400646',
  0: '100105163645413010 1531',
  1: '022026 0646',
  2: '01103041420646',
  3: '004022334445361605',
  4: '36300444',
  5: '400002324345361605',
  6: '4130100105163645443303',
  7: '004016',
  8: '100102133342413010 1304051636454433',
  9: '051636454130100102133342',
};
const LETTER = { wide: 4, tall: 6, gap: 2 };

/** A text as the lines that write it. */
function strokesOf({ text = '', at = [0, 0], tall = 12, fill, thick = tall / 6 }: Shape): Shape[] {
  const step = (tall - thick) / LETTER.tall;
  return [
    ...text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toUpperCase(),
  ].flatMap((letter, rank) =>
    (LETTERS[letter] ?? '').split(' ').flatMap((stroke) => {
      const points = (stroke.match(/\d\d/g) ?? []).map((pair): Point => {
        const x = Number(pair[0]) + rank * (LETTER.wide + LETTER.gap);
        return [at[0] + thick / 2 + x * step, at[1] + thick / 2 + Number(pair[1]) * step];
      });
      return points.length > 0 ? [{ fill, line: points, thick }] : [];
    }),
  );
}

/** The box around a shape. */
export function boundsOf({ rect, ellipse, polygon, line, thick = 1 }: Shape): Box {
  if (rect) return rect;
  if (ellipse) return [ellipse[0] - ellipse[2], ellipse[1] - ellipse[3], ellipse[2] * 2, ellipse[3] * 2];
  const points = polygon ?? line ?? [];
  const around = line ? thick / 2 : 0;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs) - around, Math.min(...ys) - around];
  return [x, y, Math.max(...xs) + around - x, Math.max(...ys) + around - y];
}

/** Where a shape lies along a horizontal: its left and right ends, in pairs. */
function spansOf(shape: Shape): (y: number) => number[] {
  const { rect, round = 0, ellipse, polygon, line = [], thick = 1 } = shape;
  if (rect) {
    const [left, top, width, height] = rect;
    const corner = Math.min(round, width / 2, height / 2);
    return (y) => {
      const into = Math.max(0, top + corner - y, y - (top + height - corner));
      const inset = corner - Math.sqrt(Math.max(0, corner * corner - into * into));
      return y < top || y >= top + height ? [] : [left + inset, left + width - inset];
    };
  }
  if (ellipse) {
    const [x, middle, rx, ry] = ellipse;
    return (y) => {
      const half = 1 - ((y - middle) / ry) ** 2;
      return half <= 0 ? [] : [x - rx * Math.sqrt(half), x + rx * Math.sqrt(half)];
    };
  }
  if (polygon) return (y) => crossings(polygon, y).sort((one, other) => one - other);
  const strokes = line.slice(0, -1).map((from, rank) => strokeOf(from, line[rank + 1] ?? from, thick / 2));
  return (y) => joined(strokes.flatMap((stroke) => stroke(y)));
}

function crossings(points: readonly Point[], y: number): number[] {
  const xs: number[] = [];
  let [ax, ay] = points[points.length - 1] ?? [0, 0];
  for (const [bx, by] of points) {
    if (ay > y !== by > y) xs.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
    [ax, ay] = [bx, by];
  }
  return xs;
}

/** A thick stroke with round ends: two discs, and the band between them. */
function strokeOf([ax, ay]: Point, [bx, by]: Point, radius: number): (y: number) => number[] {
  const long = Math.hypot(bx - ax, by - ay) || 1;
  const [dx, dy] = [(-(by - ay) / long) * radius, ((bx - ax) / long) * radius];
  const band: Point[] = [
    [ax + dx, ay + dy],
    [bx + dx, by + dy],
    [bx - dx, by - dy],
    [ax - dx, ay - dy],
  ];
  return (y) => {
    const xs = crossings(band, y);
    for (const [x, middle] of [
      [ax, ay],
      [bx, by],
    ] as const) {
      const half = radius * radius - (y - middle) ** 2;
      if (half > 0) xs.push(x - Math.sqrt(half), x + Math.sqrt(half));
    }
    return xs.length === 0 ? [] : [Math.min(...xs), Math.max(...xs)];
  };
}

/** Spans that overlap made one. */
function joined(spans: number[]): number[] {
  if (spans.length <= 2) return spans;
  const pairs: [number, number][] = [];
  for (let rank = 0; rank < spans.length; rank += 2) pairs.push([spans[rank] ?? 0, spans[rank + 1] ?? 0]);
  const whole: number[] = [];
  for (const [from, to] of pairs.sort(([one], [other]) => one - other)) {
    const last = whole.length - 1;
    if (last >= 0 && from <= (whole[last] ?? 0)) whole[last] = Math.max(whole[last] ?? 0, to);
    else whole.push(from, to);
  }
  return whole;
}

function colourOf(hex: string): [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
}

export function blank(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** Horizontals looked at in each row of pixels: enough for smooth edges. */
const FINE = 4;

/** Shapes drawn one above the other on a transparent ground (or on `pixels`, of that size), with smooth edges. */
export function paint(
  shapes: readonly Shape[],
  { x: left, y: top, zoom, width, height }: View,
  pixels: Pixels = blank(width, height),
): Pixels {
  const cover = new Float32Array(width);
  for (const shape of shapes.flatMap((one) => (one.text === undefined ? [one] : strokesOf(one)))) {
    const [, start, , tall] = boundsOf(shape);
    const spansAt = spansOf(shape);
    const [from, to] = (typeof shape.fill === 'string' ? [shape.fill, shape.fill] : shape.fill).map(colourOf);
    const bottom = Math.min(height, Math.ceil((start + tall - top) * zoom));
    for (let row = Math.max(0, Math.floor((start - top) * zoom)); row < bottom; row += 1) {
      cover.fill(0);
      for (let fine = 0.5; fine < FINE; fine += 1) {
        const spans = spansAt((row + fine / FINE) / zoom + top);
        for (let rank = 0; rank + 1 < spans.length; rank += 2)
          spread(cover, ((spans[rank] ?? 0) - left) * zoom, ((spans[rank + 1] ?? 0) - left) * zoom);
      }
      const down = Math.max(0, Math.min(1, ((row + 0.5) / zoom + top - start) / tall));
      const colour = [0, 1, 2].map((part) => (from?.[part] ?? 0) * (1 - down) + (to?.[part] ?? 0) * down);
      for (let column = 0; column < width; column += 1) {
        const share = cover[column] ?? 0;
        if (share > 0) lay(pixels.data, (row * width + column) * 4, colour, Math.min(1, share));
      }
    }
  }
  return pixels;
}

/** Adds to each pixel of a row the part of it that a span covers. */
function spread(cover: Float32Array, from: number, to: number): void {
  const [start, end] = [Math.max(0, from), Math.min(cover.length, to)];
  for (let column = Math.floor(start); column < end; column += 1)
    cover[column] = (cover[column] ?? 0) + (Math.min(end, column + 1) - Math.max(start, column)) / FINE;
}

/** A colour laid over what is there. */
function lay(data: Uint8ClampedArray, at: number, colour: ArrayLike<number>, cover: number, from = 0): void {
  if (cover > 0.999) {
    for (let part = 0; part < 3; part += 1) data[at + part] = colour[from + part] ?? 0;
    data[at + 3] = 255;
    return;
  }
  const under = ((data[at + 3] ?? 0) / 255) * (1 - cover);
  const whole = cover + under;
  for (let part = 0; part < 3; part += 1)
    data[at + part] = ((colour[from + part] ?? 0) * cover + (data[at + part] ?? 0) * under) / whole;
  data[at + 3] = whole * 255;
}

export interface Shown {
  readonly id: string;
  readonly visible: boolean;
  /** Percent. */
  readonly opacity: number;
}

/** Layers seen through one another; `stack` from the uppermost down. */
export function compose(
  stack: readonly Shown[],
  paintOf: (id: string) => Pixels,
  { width, height }: Pixels | View,
): Pixels {
  const whole = blank(width, height);
  for (const { id, visible, opacity } of [...stack].reverse()) {
    if (!visible || opacity === 0) continue;
    const { data } = paintOf(id);
    for (let at = 0; at < data.length; at += 4) {
      const cover = ((data[at + 3] ?? 0) / 255) * (opacity / 100);
      if (cover > 0) lay(whole.data, at, data, cover, at);
    }
  }
  return whole;
}

/** The light that a photo was taken in: its darkest and its lightest, and how much its pixels differ by chance. */
export interface Tones {
  readonly from: number;
  readonly to: number;
  readonly noise: number;
}

/** A picture as it was taken: its tones squeezed, its grain the same each time. */
export function expose({ width, height, data }: Pixels, { from, to, noise }: Tones): Pixels {
  const taken = new Uint8ClampedArray(data);
  if (from === 0 && to === 255 && noise === 0) return { width, height, data: taken };
  for (let at = 0; at < data.length; at += 4) {
    const grain = noise === 0 ? 0 : (((Math.imul(at + 977, 2654435761) >>> 8) % 2048) / 1023.5 - 1) * noise;
    for (let part = 0; part < 3; part += 1) {
      const tone = from + ((data[at + part] ?? 0) * (to - from)) / 255;
      taken[at + part] = Math.max(from, Math.min(to, tone + grain));
    }
  }
  return { width, height, data: taken };
}

/** Turned by quarters clockwise, after being mirrored left to right. */
export function orient({ width, height, data }: Pixels, turns: number, mirror: boolean): Pixels {
  const whole = turns % 2 === 0 ? blank(width, height) : blank(height, width);
  for (let y = 0; y < height; y += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = mirror ? width - 1 - column : column;
      const [toX = 0, toY = 0] =
        [
          [x, y],
          [height - 1 - y, x],
          [width - 1 - x, height - 1 - y],
          [y, width - 1 - x],
        ][turns] ?? [];
      const at = (y * width + column) * 4;
      whole.data.set(data.subarray(at, at + 4), (toY * whole.width + toX) * 4);
    }
  }
  return whole;
}

/** A box of a picture so wide and high, once the picture is mirrored then turned. */
export function orientBox([x, y, w, h]: Box, [width, height]: Point, turns: number, mirror: boolean): Box {
  const left = mirror ? width - x - w : x;
  if (turns === 1) return [height - y - h, left, h, w];
  if (turns === 2) return [width - left - w, height - y - h, w, h];
  if (turns === 3) return [y, width - left - w, h, w];
  return [left, y, w, h];
}

/** The part of a picture that a box holds, in whole pixels. */
export function cut({ width, data }: Pixels, [x, y, w, h]: Box): Pixels {
  const part = blank(w, h);
  for (let row = 0; row < h; row += 1) {
    const at = ((y + row) * width + x) * 4;
    part.data.set(data.subarray(at, at + w * 4), row * w * 4);
  }
  return part;
}

export interface Light {
  /** -100 to 100, as `contrast`. */
  readonly brightness: number;
  readonly contrast: number;
  /** The tones that become black and white. */
  readonly black: number;
  readonly white: number;
}

/** What each tone becomes: brightness, then contrast round the middle grey, then levels. */
export function curveOf({ brightness, contrast, black, white }: Light): Uint8ClampedArray {
  const factor = contrast < 0 ? 1 + contrast / 100 : 1 + contrast / 25;
  const curve = new Uint8ClampedArray(256);
  for (let tone = 0; tone < 256; tone += 1) {
    const lit = Math.max(0, Math.min(255, (tone + brightness * 1.28 - 128) * factor + 128));
    curve[tone] = ((lit - black) * 255) / (white - black);
  }
  return curve;
}

export function light({ width, height, data }: Pixels, settings: Light): Pixels {
  const curve = curveOf(settings);
  const lit = new Uint8ClampedArray(data);
  for (let at = 0; at < data.length; at += 1) if (at % 4 !== 3) lit[at] = curve[data[at] ?? 0] ?? 0;
  return { width, height, data: lit };
}

/** How many pixels have each tone, from black (0) to white (255). */
export function histogram({ data }: Pixels): number[] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) < 128) continue;
    const tone = Math.round(
      (data[at] ?? 0) * 0.299 + (data[at + 1] ?? 0) * 0.587 + (data[at + 2] ?? 0) * 0.114,
    );
    counts[tone] = (counts[tone] ?? 0) + 1;
  }
  return counts;
}

/** Percent of the pixels that a curve makes plain black, and plain white, along with others: their details are lost. */
export function lost(counts: readonly number[], curve: ArrayLike<number>): Point {
  let [all, dark, bright] = [0, 0, 0];
  counts.forEach((count, tone) => {
    all += count;
    if (tone < 255 && curve[tone + 1] === 0) dark += count;
    if (tone > 0 && curve[tone - 1] === 255) bright += count;
  });
  return [(dark / (all || 1)) * 100, (bright / (all || 1)) * 100];
}

/** The darkest and the lightest tone, a few pixels in a hundred left out at each end. */
export function rangeOf(counts: readonly number[], percent: number): Point {
  const all = counts.reduce((total, count) => total + count, 0);
  const from = (tones: readonly number[]) => {
    let seen = 0;
    return tones.findIndex((count) => {
      seen += count;
      return seen > (all * percent) / 100;
    });
  };
  return [Math.max(0, from(counts)), 255 - Math.max(0, from([...counts].reverse()))];
}

/** What an editor did to a picture; lengths here are pixels of the file, `crop` of the picture as it is turned. */
export interface Edited extends Light {
  readonly turns: number;
  readonly mirror: boolean;
  readonly crop: Box | null;
  readonly size: Point | null;
  readonly layers: readonly Shown[];
}

export interface Drawing {
  /** Of the drawing; the file is `scale` times as wide and high. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** The whole picture as it is turned, in pixels of the file. */
export function turnedSize({ width, height, scale }: Drawing, { turns }: Pick<Edited, 'turns'>): Point {
  return turns % 2 === 0 ? [width * scale, height * scale] : [height * scale, width * scale];
}

/** What is kept of it. */
export function frameOf(drawing: Drawing, edited: Edited): Box {
  const [width, height] = turnedSize(drawing, edited);
  return edited.crop ?? [0, 0, width, height];
}

/** The picture that comes out, in pixels of the file. */
export function sizeOf(drawing: Drawing, edited: Edited): Point {
  const [, , width, height] = frameOf(drawing, edited);
  return edited.size ?? [width, height];
}
