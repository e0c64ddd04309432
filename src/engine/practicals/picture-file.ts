import type { Pixels } from '../../referential/practicals/picture-pixels.ts';

/** What a picture weighs once written in a file, and what is left of it: computed, without writing the file. */
export interface FileSettings {
  readonly format: 'jpeg' | 'png' | 'png-palette';
  /** Of a JPEG: 1 to 100. */
  readonly quality: number;
  /** Of a palette: 2 to 256. */
  readonly colours: number;
}

export interface FileMade {
  readonly bytes: number;
  /** As it is read back. */
  readonly pixels: Pixels;
  /** How far colours stray from the picture: root mean square, of 255. */
  readonly gap: number;
}

export function makeFile(pixels: Pixels, { format, quality, colours }: FileSettings): FileMade {
  const made =
    format === 'jpeg'
      ? jpeg(pixels, quality)
      : format === 'png'
        ? { bytes: pngBytes(pixels.data, pixels, 4), pixels }
        : palette(pixels, colours);
  return { ...made, gap: gapOf(pixels, made.pixels) };
}

/** A picture drawn larger or smaller: each new pixel is the mean of those it covers. */
export function resample({ width, height, data }: Pixels, toWidth: number, toHeight: number): Pixels {
  if (toWidth === width && toHeight === height) return { width, height, data };
  const made = new Uint8ClampedArray(toWidth * toHeight * 4);
  const spans = (size: number, to: number) =>
    Array.from({ length: to }, (_, rank) => {
      const from = Math.floor((rank * size) / to);
      return [from, Math.max(from + 1, Math.floor(((rank + 1) * size) / to))] as const;
    });
  const columns = spans(width, toWidth);
  spans(height, toHeight).forEach(([top, bottom], row) => {
    columns.forEach(([left, right], column) => {
      const sum = [0, 0, 0, 0];
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const at = (y * width + x) * 4;
          const cover = data[at + 3] ?? 0;
          for (let part = 0; part < 3; part += 1)
            sum[part] = (sum[part] ?? 0) + (data[at + part] ?? 0) * cover;
          sum[3] = (sum[3] ?? 0) + cover;
        }
      }
      const at = (row * toWidth + column) * 4;
      const cover = sum[3] ?? 0;
      for (let part = 0; part < 3; part += 1) made[at + part] = (sum[part] ?? 0) / (cover || 1);
      made[at + 3] = cover / ((bottom - top) * (right - left));
    });
  });
  return { width: toWidth, height: toHeight, data: made };
}

/** On white, as a page shows what has no ground. */
function onWhite(data: Uint8ClampedArray, at: number, part: number): number {
  const cover = (data[at + 3] ?? 0) / 255;
  return (data[at + part] ?? 0) * cover + 255 * (1 - cover);
}

function gapOf({ data }: Pixels, { data: other }: Pixels): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4)
    for (let part = 0; part < 3; part += 1) sum += (onWhite(data, at, part) - onWhite(other, at, part)) ** 2;
  return Math.sqrt(sum / ((data.length / 4) * 3));
}

// ---- how many bits

/** Bits that symbols take under the code which suits their numbers best (Huffman). */
function codedBits(counts: ReadonlyMap<number, number>): number {
  const plain = [...counts.values()].sort((a, b) => a - b);
  if (plain.length < 2) return plain[0] ?? 0;
  const joined: number[] = [];
  let [nextPlain, nextJoined, bits] = [0, 0, 0];
  const least = () => {
    const [one, other] = [plain[nextPlain] ?? Infinity, joined[nextJoined] ?? Infinity];
    if (one <= other) nextPlain += 1;
    else nextJoined += 1;
    return Math.min(one, other);
  };
  for (let merged = 1; merged < plain.length; merged += 1) {
    const sum = least() + least();
    joined.push(sum);
    bits += sum;
  }
  return bits;
}

function count(counts: Map<number, number>, symbol: number): void {
  counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
}

/** How many bits a number takes without its leading zeros. */
const bitsOf = (value: number) => 32 - Math.clz32(Math.abs(value));

const WINDOW = 32768;
const LONGEST = 258;
/** Places looked at for a longer repetition: as many as common encoders do. */
const TRIES = 48;

/** Bytes once repetitions are told by where they were seen (as in a ZIP and a PNG). */
export function deflated(bytes: Uint8Array): number {
  const literals = new Map<number, number>([[256, 1]]);
  const distances = new Map<number, number>();
  const last = new Int32Array(WINDOW).fill(-1);
  const before = new Int32Array(bytes.length);
  let extra = 0;
  const mark = (at: number) => {
    const hash = ((bytes[at] ?? 0) * 4129 + (bytes[at + 1] ?? 0) * 257 + (bytes[at + 2] ?? 0) * 31) % WINDOW;
    before[at] = last[hash] ?? -1;
    last[hash] = at;
  };
  const search = (at: number): { same: number; far: number } => {
    let best = { same: 0, far: 0 };
    let seen = before[at] ?? -1;
    for (let tries = 0; tries < TRIES && seen >= 0 && at - seen < WINDOW; tries += 1) {
      let same = 0;
      while (same < LONGEST && at + same < bytes.length && bytes[seen + same] === bytes[at + same]) same += 1;
      if (same > best.same) best = { same, far: at - seen };
      if (same === LONGEST) break;
      seen = before[seen] ?? -1;
    }
    return best;
  };
  for (let at = 0; at < bytes.length; ) {
    mark(at);
    const { same, far } = search(at);
    // Three bytes far away cost more told so than written.
    if (same < 3 || (same === 3 && far > 4096)) {
      count(literals, bytes[at] ?? 0);
      at += 1;
      continue;
    }
    // Classes of lengths and distances: four and two a power of two, the rest written plainly.
    const [length, distance] = [Math.max(0, bitsOf(same - 3) - 3), Math.max(0, bitsOf(far - 1) - 2)];
    count(literals, 300 + length * 16 + ((same - 3) >> length));
    count(distances, distance * 16 + ((far - 1) >> distance));
    extra += length + distance;
    for (let step = 1; step < same; step += 1) mark(at + step);
    at += same;
  }
  const tables = (literals.size + distances.size) * 3;
  return Math.ceil((codedBits(literals) + codedBits(distances) + extra + tables) / 8);
}

// ---- PNG

const PNG_FRAME = 69;

function pngBytes(
  data: Uint8ClampedArray | Uint8Array,
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  parts: number,
): number {
  const wide = width * parts;
  const lines = new Uint8Array((wide + 1) * height);
  const kinds = parts === 1 ? [0] : [0, 1, 2, 4];
  for (let row = 0; row < height; row += 1) {
    let best: Uint8Array | null = null;
    let least = Infinity;
    for (const kind of kinds) {
      const line = new Uint8Array(wide);
      let sum = 0;
      for (let x = 0; x < wide; x += 1) {
        const at = row * wide + x;
        const left = x < parts ? 0 : (data[at - parts] ?? 0);
        const up = row === 0 ? 0 : (data[at - wide] ?? 0);
        const corner = row === 0 || x < parts ? 0 : (data[at - wide - parts] ?? 0);
        const value = ((data[at] ?? 0) - guessOf(kind, left, up, corner) + 256) % 256;
        line[x] = value;
        sum += value < 128 ? value : 256 - value;
      }
      if (sum < least) [best, least] = [line, sum];
    }
    if (best) lines.set(best, row * (wide + 1) + 1);
  }
  return PNG_FRAME + deflated(lines);
}

function guessOf(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  return kind === 4 ? nearest(left, up, corner) : 0;
}

/** PNG's guess from three neighbours (Paeth). */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

// ---- a palette

interface Tint {
  readonly key: number;
  readonly parts: readonly number[];
  readonly count: number;
}

interface Tints {
  readonly tints: readonly Tint[];
  /** Which of red, green, blue and cover differs most among them, and by how much. */
  readonly part: number;
  readonly wide: number;
}

function boxOf(tints: readonly Tint[]): Tints {
  let widest = { part: 0, wide: 0 };
  for (let part = 0; part < 4; part += 1) {
    let [least, most] = [255, 0];
    for (const { parts } of tints) {
      least = Math.min(least, parts[part] ?? 0);
      most = Math.max(most, parts[part] ?? 0);
    }
    if (most - least > widest.wide) widest = { part, wide: most - least };
  }
  return { tints, ...widest };
}

/** The colours that stand best for all of the picture's: boxes of colours, the widest cut in two again and again. */
function palette(pixels: Pixels, colours: number): { bytes: number; pixels: Pixels } {
  const { data, width, height } = pixels;
  const sums = new Map<number, number[]>();
  const keyAt = (at: number) =>
    (((data[at] ?? 0) >> 2) << 18) |
    (((data[at + 1] ?? 0) >> 2) << 12) |
    (((data[at + 2] ?? 0) >> 2) << 6) |
    ((data[at + 3] ?? 0) >> 2);
  for (let at = 0; at < data.length; at += 4) {
    const sum = sums.get(keyAt(at)) ?? [0, 0, 0, 0, 0];
    for (let part = 0; part < 4; part += 1) sum[part] = (sum[part] ?? 0) + (data[at + part] ?? 0);
    sum[4] = (sum[4] ?? 0) + 1;
    sums.set(keyAt(at), sum);
  }
  const tints = [...sums].map(([key, sum]): Tint => {
    const total = sum[4] ?? 1;
    return { key, parts: sum.slice(0, 4).map((value) => value / total), count: total };
  });
  const boxes = [boxOf(tints)];
  while (boxes.length < colours) {
    const at = boxes.reduce((best, { wide }, rank) => (wide > (boxes[best]?.wide ?? 0) ? rank : best), 0);
    const box = boxes[at];
    if (!box || box.wide === 0) break;
    const sorted = [...box.tints].sort((a, b) => (a.parts[box.part] ?? 0) - (b.parts[box.part] ?? 0));
    const half = sorted.reduce((sum, tint) => sum + tint.count, 0) / 2;
    let [seen, middle] = [0, 0];
    while (middle < sorted.length - 1 && (middle === 0 || seen < half)) {
      seen += sorted[middle]?.count ?? 0;
      middle += 1;
    }
    boxes.splice(at, 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  const place = new Map<number, number>();
  const means = boxes.map(({ tints: inside }, rank) => {
    const total = inside.reduce((sum, tint) => sum + tint.count, 0);
    for (const { key } of inside) place.set(key, rank);
    return [0, 1, 2, 3].map(
      (part) => inside.reduce((sum, tint) => sum + (tint.parts[part] ?? 0) * tint.count, 0) / total,
    );
  });
  const indices = new Uint8Array(width * height);
  const made = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const rank = place.get(keyAt(at)) ?? 0;
    indices[at / 4] = rank;
    made.set(means[rank] ?? [], at);
  }
  return {
    bytes: pngBytes(indices, pixels, 1) + 24 + means.length * 4,
    pixels: { width, height, data: made },
  };
}

// ---- JPEG

/** ISO/IEC 10918-1, annex K: how coarsely each of 64 waves is kept, for the light and for the colour. */
const LIGHT_STEPS =
  '16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62 18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99';
const COLOUR_STEPS = '17 18 24 47 18 21 26 66 24 26 56 99 47 66 99 99';
const JPEG_FRAME = 330;

/** `WAVES[u * 8 + x]`. */
const WAVES = Array.from({ length: 64 }, (_, at) => {
  const [u, x] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const ZIGZAG = Array.from({ length: 64 }, (_, at) => at).sort((one, other) => {
  const [a, b] = [(one >> 3) + (one & 7), (other >> 3) + (other & 7)];
  return a - b || (a % 2 === 0 ? (other >> 3) - (one >> 3) : (one >> 3) - (other >> 3));
});

function stepsOf(quality: number, colour: boolean): number[] {
  const share = quality < 50 ? 5000 / quality : 200 - quality * 2;
  const few = COLOUR_STEPS.split(' ');
  const base = colour
    ? ZIGZAG.map((_, at) => (at >> 3 < 4 && (at & 7) < 4 ? few[(at >> 3) * 4 + (at & 7)] : '99'))
    : LIGHT_STEPS.split(' ');
  return base.map((step) => Math.max(1, Math.min(255, Math.floor((Number(step) * share + 50) / 100))));
}

/** A block of 8 by 8 told as waves, or back. */
function turned(block: Float64Array, back: boolean): Float64Array {
  const half = new Float64Array(64);
  const whole = new Float64Array(64);
  const wave = (u: number, x: number) => WAVES[back ? x * 8 + u : u * 8 + x] ?? 0;
  for (let y = 0; y < 8; y += 1)
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += (block[y * 8 + x] ?? 0) * wave(u, x);
      half[y * 8 + u] = sum;
    }
  for (let v = 0; v < 8; v += 1)
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let y = 0; y < 8; y += 1) sum += (half[y * 8 + u] ?? 0) * wave(v, y);
      whole[v * 8 + u] = sum;
    }
  return whole;
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

/** One of the three planes: the bits it takes, and itself as it is read back. */
function coded({ width, height, values }: Plane, steps: readonly number[]): { bits: number; read: Plane } {
  const read = new Float64Array(values.length);
  const first = new Map<number, number>();
  const others = new Map<number, number>();
  let [extra, before] = [0, 0];
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const block = new Float64Array(64);
      for (let at = 0; at < 64; at += 1) {
        const y = Math.min(height - 1, top + (at >> 3));
        block[at] = (values[y * width + Math.min(width - 1, left + (at & 7))] ?? 0) - 128;
      }
      const waves = turned(block, false);
      const kept = new Float64Array(64);
      let zeros = 0;
      ZIGZAG.forEach((at, rank) => {
        const step = steps[at] ?? 1;
        const whole = Math.round((waves[at] ?? 0) / step);
        kept[at] = whole * step;
        if (rank === 0) {
          count(first, bitsOf(whole - before));
          extra += bitsOf(whole - before);
          before = whole;
        } else if (whole === 0) zeros += 1;
        else {
          for (; zeros > 15; zeros -= 16) count(others, 0xf0);
          count(others, zeros * 16 + bitsOf(whole));
          extra += bitsOf(whole);
          zeros = 0;
        }
      });
      if (zeros > 0) count(others, 0);
      const back = turned(kept, true);
      for (let at = 0; at < 64; at += 1) {
        const [y, x] = [top + (at >> 3), left + (at & 7)];
        if (y < height && x < width) read[y * width + x] = (back[at] ?? 0) + 128;
      }
    }
  }
  return { bits: codedBits(first) + codedBits(others) + extra, read: { width, height, values: read } };
}

function jpeg({ width, height, data }: Pixels, quality: number): { bytes: number; pixels: Pixels } {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const lightOf = { width, height, values: new Float64Array(width * height) };
  const blue = { ...half, values: new Float64Array(half.width * half.height) };
  const red = { ...half, values: new Float64Array(half.width * half.height) };
  const shares = new Float64Array(half.width * half.height);
  const halfAt = (x: number, y: number) => (y >> 1) * half.width + (x >> 1);
  for (let at = 0; at < width * height; at += 1) {
    const [r, g, b] = [0, 1, 2].map((part) => onWhite(data, at * 4, part)) as [number, number, number];
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    const there = halfAt(at % width, Math.floor(at / width));
    lightOf.values[at] = y;
    blue.values[there] = (blue.values[there] ?? 0) + (b - y) * 0.5643 + 128;
    red.values[there] = (red.values[there] ?? 0) + (r - y) * 0.7133 + 128;
    shares[there] = (shares[there] ?? 0) + 1;
  }
  shares.forEach((share, at) => {
    blue.values[at] = (blue.values[at] ?? 0) / share;
    red.values[at] = (red.values[at] ?? 0) / share;
  });
  const planes = [
    coded(lightOf, stepsOf(quality, false)),
    coded(blue, stepsOf(quality, true)),
    coded(red, stepsOf(quality, true)),
  ];
  const [readLight, readBlue, readRed] = planes.map(({ read }) => read.values);
  const made = new Uint8ClampedArray(data.length);
  for (let at = 0; at < width * height; at += 1) {
    const y = readLight?.[at] ?? 0;
    const there = halfAt(at % width, Math.floor(at / width));
    const [b, r] = [(readBlue?.[there] ?? 0) - 128, (readRed?.[there] ?? 0) - 128];
    made.set([y + 1.402 * r, y - 0.344 * b - 0.714 * r, y + 1.772 * b, 255], at * 4);
  }
  const bits = planes.reduce((sum, plane) => sum + plane.bits, 0);
  return { bytes: JPEG_FRAME + Math.ceil(bits / 8), pixels: { width, height, data: made } };
}
