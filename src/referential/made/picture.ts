import { blank, paint } from '../practicals/picture-pixels.ts';
import { exifBytes } from './exif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import type { ExifFile, PictureFile } from './shape.ts';

/** Pixels per inch of a picture whose author tells none. */
const RESOLUTION = 72;

/** A drawing as a .png or a .jpg, with what a camera would tell about it. */
export function picture(kind: 'png' | 'jpg', file: PictureFile, exif: ExifFile | undefined): Buffer {
  const { width, height, ground, shapes, quality } = file;
  const pixels = blank(width, height);
  // Red, green, blue, and nothing seen through.
  new Uint32Array(pixels.data.buffer).fill(Buffer.from(`${ground.slice(1)}ff`, 'hex').readUInt32LE());
  paint(shapes, { x: 0, y: 0, zoom: 1, width, height }, pixels);
  const tags = exifBytes(exif, width, height);
  const resolution = exif?.resolution ?? RESOLUTION;
  return kind === 'png' ? png(pixels, tags, resolution) : jpeg(pixels, quality, tags, resolution);
}
