import type { ExifFile } from './shape.ts';
import { exifOf, whenOf } from './when.ts';

/** Types of TIFF 6.0 that photos use. */
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const BYTE = 1;
const UNDEFINED = 7;

interface Tag {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

/**
 * What a camera writes about a photo (Exif 2.32, CIPA DC-008), as the TIFF structure that JPEG and PNG carry; null when
 * the author tells nothing. `width` and `height`: pixels of the file.
 */
export function exifBytes(exif: ExifFile | undefined, width: number, height: number): Buffer | null {
  if (exif === undefined) return null;
  const photo = photoTags(exif, width, height);
  const place = placeTags(exif);
  const main = mainTags(exif);
  // Each table's own place is known once those before it are measured: pointers are counted with them.
  const size = (tags: readonly Tag[], pointers: number) =>
    2 +
    12 * (tags.length + pointers) +
    4 +
    tags.reduce((sum, { bytes }) => sum + (bytes.length > 4 ? even(bytes.length) : 0), 0);
  const photoAt = 8 + size(main, place.length > 0 ? 2 : 1);
  const placeAt = photoAt + size(photo, 0);
  const pointers = [long(0x8769, photoAt), ...(place.length > 0 ? [long(0x8825, placeAt)] : [])];
  const head = Buffer.from('II*\0\x08\0\0\0', 'latin1');
  return Buffer.concat([
    head,
    table([...main, ...pointers], 8),
    table(photo, photoAt),
    ...(place.length > 0 ? [table(place, placeAt)] : []),
  ]);
}

function mainTags({
  description,
  maker,
  model,
  orientation,
  resolution = 72,
  software,
  modified,
  taken,
  author,
}: ExifFile): Tag[] {
  const date = modified ?? taken;
  return [
    ...(description === undefined ? [] : [ascii(0x010e, description)]),
    ...(maker === undefined ? [] : [ascii(0x010f, maker)]),
    ...(model === undefined ? [] : [ascii(0x0110, model)]),
    ...(orientation === undefined ? [] : [short(0x0112, orientation)]),
    rationals(0x011a, [[Math.round(resolution), 1]]),
    rationals(0x011b, [[Math.round(resolution), 1]]),
    // Inches.
    short(0x0128, 2),
    ...(software === undefined ? [] : [ascii(0x0131, software)]),
    ...(date === undefined ? [] : [ascii(0x0132, exifOf(whenOf(date)))]),
    ...(author === undefined ? [] : [ascii(0x013b, author)]),
  ];
}

function photoTags(
  { taken, exposure, aperture, sensitivity }: ExifFile,
  width: number,
  height: number,
): Tag[] {
  const date = taken === undefined ? null : exifOf(whenOf(taken));
  return [
    ...(exposure === undefined ? [] : [rationals(0x829a, [[1, exposure]])]),
    ...(aperture === undefined ? [] : [rationals(0x829d, [[Math.round(aperture * 10), 10]])]),
    ...(sensitivity === undefined ? [] : [short(0x8827, sensitivity)]),
    { tag: 0x9000, type: UNDEFINED, count: 4, bytes: Buffer.from('0232', 'latin1') },
    ...(date === null ? [] : [ascii(0x9003, date), ascii(0x9004, date)]),
    long(0xa002, width),
    long(0xa003, height),
  ];
}

function placeTags({ latitude, longitude, altitude }: ExifFile): Tag[] {
  const where =
    latitude === undefined || longitude === undefined
      ? []
      : [
          ascii(0x0001, latitude < 0 ? 'S' : 'N'),
          rationals(0x0002, degrees(latitude)),
          ascii(0x0003, longitude < 0 ? 'W' : 'E'),
          rationals(0x0004, degrees(longitude)),
        ];
  const high =
    altitude === undefined
      ? []
      : [
          { tag: 0x0005, type: BYTE, count: 1, bytes: Buffer.from([altitude < 0 ? 1 : 0]) },
          rationals(0x0006, [[Math.round(Math.abs(altitude) * 10), 10]]),
        ];
  const tags = [...where, ...high];
  return tags.length === 0
    ? []
    : [{ tag: 0x0000, type: BYTE, count: 4, bytes: Buffer.from([2, 3, 0, 0]) }, ...tags];
}

/** Degrees, minutes, and hundredths of seconds. */
function degrees(value: number): [number, number][] {
  const whole = Math.round(Math.abs(value) * 360_000);
  return [
    [Math.floor(whole / 360_000), 1],
    [Math.floor((whole % 360_000) / 6000), 1],
    [whole % 6000, 100],
  ];
}

/** One table of tags (an « IFD »), sorted as they are here; what is longer than four bytes stands after it. */
function table(tags: readonly Tag[], at: number): Buffer {
  const head = Buffer.alloc(2 + 12 * tags.length + 4);
  head.writeUInt16LE(tags.length, 0);
  const after: Buffer[] = [];
  let next = at + head.length;
  tags.forEach(({ tag, type, count, bytes }, rank) => {
    const place = 2 + 12 * rank;
    head.writeUInt16LE(tag, place);
    head.writeUInt16LE(type, place + 2);
    head.writeUInt32LE(count, place + 4);
    if (bytes.length <= 4) {
      bytes.copy(head, place + 8);
      return;
    }
    head.writeUInt32LE(next, place + 8);
    const padded = Buffer.alloc(even(bytes.length));
    bytes.copy(padded);
    after.push(padded);
    next += padded.length;
  });
  return Buffer.concat([head, ...after]);
}

function even(length: number): number {
  return length + (length % 2);
}

/** Accents stand as UTF-8, which today's readers expect. */
function ascii(tag: number, text: string): Tag {
  const bytes = Buffer.from(`${text}\0`, 'utf8');
  return { tag, type: ASCII, count: bytes.length, bytes };
}

function short(tag: number, value: number): Tag {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return { tag, type: SHORT, count: 1, bytes };
}

function long(tag: number, value: number): Tag {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return { tag, type: LONG, count: 1, bytes };
}

function rationals(tag: number, values: readonly (readonly [number, number])[]): Tag {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach(([above, below], rank) => {
    bytes.writeUInt32LE(above, 8 * rank);
    bytes.writeUInt32LE(below, 8 * rank + 4);
  });
  return { tag, type: RATIONAL, count: values.length, bytes };
}
