import type { Pixels } from '../practicals/picture-pixels.ts';

/** ISO/IEC 10918-1, annex K: how coarsely each of 64 waves is kept, for light and for colour. */
const LIGHT =
  '16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62 18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99'
    .split(' ')
    .map(Number);
const COLOUR = Array.from({ length: 64 }, (_, at) => {
  const few = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99];
  return at >> 3 < 4 && (at & 7) < 4 ? (few[(at >> 3) * 4 + (at & 7)] ?? 99) : 99;
});

/** The order in which waves are written, from the longest to the shortest. */
const ZIGZAG = Array.from({ length: 64 }, (_, at) => at).sort((one, other) => {
  const [a, b] = [(one >> 3) + (one & 7), (other >> 3) + (other & 7)];
  return a - b || (a % 2 === 0 ? (other >> 3) - (one >> 3) : (one >> 3) - (other >> 3));
});

/** `WAVES[u * 8 + x]`: the cosine transform of eight points. */
const WAVES = Float64Array.from({ length: 64 }, (_, at) => {
  const [u, x] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** A Huffman code: how many words of each length, and what they stand for, in order. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
  readonly words: ReadonlyMap<number, readonly [word: number, length: number]>;
}

function codeOf(counts: readonly number[], symbols: readonly number[]): Code {
  const words = new Map<number, readonly [number, number]>();
  let [word, at] = [0, 0];
  counts.forEach((count, rank) => {
    for (let left = count; left > 0; left -= 1) {
      words.set(symbols[at] ?? 0, [word, rank + 1]);
      word += 1;
      at += 1;
    }
    word <<= 1;
  });
  return { counts, symbols, words };
}

/** Sizes of the first wave: 4 bits each, so that one plain code does for both planes. */
const FIRST = codeOf(
  [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);
/** Annex K, table K.5: runs of zeros and sizes of the other waves. */
const OTHERS = codeOf(
  [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  (
    '01 02 03 00 04 11 05 12 21 31 41 06 13 51 61 07 22 71 14 32 81 91 a1 08 23 42 b1 c1 15 52 d1 f0 24 33 62 72 82 ' +
    '09 0a 16 17 18 19 1a 25 26 27 28 29 2a 34 35 36 37 38 39 3a 43 44 45 46 47 48 49 4a 53 54 55 56 57 58 59 5a ' +
    '63 64 65 66 67 68 69 6a 73 74 75 76 77 78 79 7a 83 84 85 86 87 88 89 8a 92 93 94 95 96 97 98 99 9a a2 a3 a4 ' +
    'a5 a6 a7 a8 a9 aa b2 b3 b4 b5 b6 b7 b8 b9 ba c2 c3 c4 c5 c6 c7 c8 c9 ca d2 d3 d4 d5 d6 d7 d8 d9 da e1 e2 e3 ' +
    'e4 e5 e6 e7 e8 e9 ea f1 f2 f3 f4 f5 f6 f7 f8 f9 fa'
  )
    .split(' ')
    .map((hex) => Number.parseInt(hex, 16)),
);

/** A baseline JPEG, colours at full size (ISO/IEC 10918-1). `quality`: 1 to 100; `resolution`: pixels per inch. */
export function jpeg(pixels: Pixels, quality: number, exif: Buffer | null, resolution: number): Buffer {
  const { width, height } = pixels;
  const share = quality < 50 ? 5000 / quality : 200 - quality * 2;
  const [light, colour] = [LIGHT, COLOUR].map((steps) =>
    steps.map((step) => Math.max(1, Math.min(255, Math.floor((step * share + 50) / 100)))),
  ) as [number[], number[]];
  const inch = Buffer.from([1, 0, 0, 0, 0]);
  inch.writeUInt16BE(Math.round(resolution), 1);
  inch.writeUInt16BE(Math.round(resolution), 3);
  const frame = Buffer.from([8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.concat([Buffer.from('JFIF\0\x01\x01', 'latin1'), inch, Buffer.from([0, 0])])),
    ...(exif ? [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))] : []),
    ...[light, colour].map((steps, rank) =>
      segment(0xdb, Buffer.from([rank, ...ZIGZAG.map((at) => steps[at] ?? 1)])),
    ),
    segment(0xc0, frame),
    segment(0xc4, Buffer.from([0x00, ...FIRST.counts, ...FIRST.symbols])),
    segment(0xc4, Buffer.from([0x10, ...OTHERS.counts, ...OTHERS.symbols])),
    segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])),
    scan(pixels, [light, colour, colour]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Bits one after the other; a byte of ones is followed by a null one, so that it is no marker. */
class Bits {
  #bytes = Buffer.alloc(1 << 16);
  #length = 0;
  #held = 0;
  #count = 0;

  put(value: number, length: number): void {
    for (let left = length - 1; left >= 0; left -= 1) {
      this.#held = (this.#held << 1) | ((value >> left) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  #flush(): void {
    if (this.#length + 2 > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length)]);
    this.#bytes[this.#length] = this.#held;
    this.#length += this.#held === 255 ? 2 : 1;
    this.#held = 0;
    this.#count = 0;
  }

  /** The last byte is filled with ones. */
  end(): Buffer {
    while (this.#count > 0) this.put(1, 1);
    return this.#bytes.subarray(0, this.#length);
  }
}

function scan({ width, height, data }: Pixels, steps: readonly (readonly number[])[]): Buffer {
  const bits = new Bits();
  const before = [0, 0, 0];
  const planes = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as const;
  const colours = new Uint32Array(data.buffer, data.byteOffset, width * height);
  /** The one colour of the block before, if it had but one. */
  let plain: number | null = null;
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const only = onlyColour(colours, width, height, left, top);
      // The ground goes on, as it mostly does in a drawing: no wave differs from the last ones.
      if (only !== null && only === plain) {
        for (let rank = 0; rank < 3; rank += 1) {
          put(bits, FIRST, 0, 0);
          put(bits, OTHERS, 0, 0);
        }
        continue;
      }
      plain = only;
      for (let at = 0; at < 64; at += 1) {
        const y = Math.min(height - 1, top + (at >> 3));
        const from = (y * width + Math.min(width - 1, left + (at & 7))) * 4;
        const r = data[from] ?? 0;
        const g = data[from + 1] ?? 0;
        const b = data[from + 2] ?? 0;
        const light = 0.299 * r + 0.587 * g + 0.114 * b;
        planes[0][at] = light - 128;
        planes[1][at] = (b - light) * 0.564334;
        planes[2][at] = (r - light) * 0.713267;
      }
      planes.forEach((plane, rank) => {
        before[rank] = write(bits, wavesOf(plane), steps[rank] ?? [], before[rank] ?? 0);
      });
    }
  }
  return bits.end();
}

/** The colour of a block that has no other, else null. */
function onlyColour(
  colours: Uint32Array,
  width: number,
  height: number,
  left: number,
  top: number,
): number | null {
  const [right, bottom] = [Math.min(width, left + 8), Math.min(height, top + 8)];
  const first = colours[top * width + left] ?? 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) if (colours[y * width + x] !== first) return null;
  }
  return first;
}

const LEVEL = WAVES[0] ?? 0;
const half = new Float64Array(64);
const whole = new Float64Array(64);

/** A block of 8 by 8 told as waves. Most of a drawing is flat, and skies are so along each row: little is left to add up. */
function wavesOf(block: Float64Array): Float64Array {
  let wide = 1;
  for (let y = 0; y < 8; y += 1) {
    const first = block[y * 8] ?? 0;
    let flat = true;
    for (let x = 1; flat && x < 8; x += 1) flat = block[y * 8 + x] === first;
    half[y * 8] = flat ? first * 8 * LEVEL : 0;
    for (let u = 1; u < 8; u += 1) half[y * 8 + u] = 0;
    if (flat) continue;
    wide = 8;
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += (block[y * 8 + x] ?? 0) * (WAVES[u * 8 + x] ?? 0);
      half[y * 8 + u] = sum;
    }
  }
  whole.fill(0);
  for (let u = 0; u < wide; u += 1) {
    for (let v = 0; v < 8; v += 1) {
      let sum = 0;
      for (let y = 0; y < 8; y += 1) sum += (half[y * 8 + u] ?? 0) * (WAVES[v * 8 + y] ?? 0);
      // What is nothing but for the rounding of fractions is nothing.
      whole[v * 8 + u] = Math.abs(sum) < 1e-9 ? 0 : sum;
    }
  }
  return whole;
}

/** Writes a block; returns its first wave, of which the next block tells its difference. */
function write(bits: Bits, waves: Float64Array, steps: readonly number[], before: number): number {
  const first = Math.round((waves[0] ?? 0) / (steps[0] ?? 1));
  put(bits, FIRST, 0, first - before);
  let zeros = 0;
  for (let rank = 1; rank < 64; rank += 1) {
    const at = ZIGZAG[rank] ?? 0;
    const value = Math.round((waves[at] ?? 0) / (steps[at] ?? 1));
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) put(bits, OTHERS, 0xf0, 0);
    put(bits, OTHERS, zeros * 16, value);
    zeros = 0;
  }
  if (zeros > 0) put(bits, OTHERS, 0, 0);
  return first;
}

/** A word of the code, then the number whose size it tells. */
function put(bits: Bits, code: Code, base: number, value: number): void {
  const size = sizeOf(value);
  const word = code.words.get(base + size);
  if (word) bits.put(word[0], word[1]);
  bits.put(value < 0 ? value + (1 << size) - 1 : value, size);
}

/** How many bits a number takes without its sign. */
function sizeOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}
