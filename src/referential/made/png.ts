import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from '../practicals/picture-pixels.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG of true colours (W3C PNG, third edition). `resolution`: pixels per inch. */
export function png({ width, height, data }: Pixels, exif: Buffer | null, resolution: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits, red green blue, nothing else special.
  head.set([8, 2, 0, 0, 0], 8);
  const perMetre = Math.round(resolution / 0.0254);
  const scale = Buffer.alloc(9);
  scale.writeUInt32BE(perMetre, 0);
  scale.writeUInt32BE(perMetre, 4);
  scale.writeUInt8(1, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('pHYs', scale),
    ...(exif ? [chunk('eXIf', exif)] : []),
    chunk('IDAT', deflateSync(lines(width, height, data), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row as its difference with the one above (filter 2), which packs flat drawings best. */
function lines(width: number, height: number, data: Uint8ClampedArray): Buffer {
  const wide = width * 3 + 1;
  const bytes = Buffer.alloc(wide * height);
  for (let row = 0; row < height; row += 1) {
    let at = row * wide;
    bytes[at] = 2;
    for (let column = 0; column < width; column += 1) {
      const from = (row * width + column) * 4;
      for (let part = 0; part < 3; part += 1) {
        at += 1;
        const above = row === 0 ? 0 : (data[from - width * 4 + part] ?? 0);
        bytes[at] = ((data[from + part] ?? 0) - above) & 255;
      }
    }
  }
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
