import type { Position } from './problems.ts';
import { svgFaults } from './svg.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly size: Size | null;
  readonly faults: readonly { readonly message: string; readonly position?: Position }[];
}

/** Extensions a page may show as a picture. */
export const PICTURE_NAME = /\.(svg|png|jpe?g)$/;

/** Size in pixels of an SVG, PNG or JPEG file, read from its header, and what makes it unfit to be served. */
export function inspectPicture(name: string, bytes: Buffer): Picture {
  if (name.endsWith('.svg')) {
    const source = bytes.toString('utf8');
    const faults = svgFaults(source);
    const size = svgSize(source);
    if (size === null && faults.length === 0) {
      return {
        size,
        faults: [{ message: 'SVG sans taille : donne « width » et « height », ou « viewBox ».' }],
      };
    }
    return { size, faults };
  }
  const size = name.endsWith('.png') ? pngSize(bytes) : jpegSize(bytes);
  return {
    size,
    faults: size ? [] : [{ message: "ce fichier n'est pas une image lisible de ce format." }],
  };
}

function svgSize(source: string): Size | null {
  const root = /<svg\b[^>]*>/.exec(source)?.[0];
  if (root === undefined) return null;
  const width = length(root, 'width');
  const height = length(root, 'height');
  if (width !== null && height !== null) return { width, height };
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(root);
  return box ? sized(Number(box[1]), Number(box[2])) : null;
}

function length(tag: string, attribute: string): number | null {
  const value = new RegExp(`\\s${attribute}\\s*=\\s*["']\\s*(\\d+(?:\\.\\d+)?)(?:px)?\\s*["']`).exec(
    tag,
  )?.[1];
  return value === undefined || Number(value) === 0 ? null : Number(value);
}

/** W3C PNG §11.2.1: signature, then the IHDR chunk. */
function pngSize(bytes: Buffer): Size | null {
  const signature = bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47;
  if (!signature || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return sized(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

/** ITU-T T.81 §B.2.2: the first start-of-frame segment holds height then width. */
function jpegSize(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return sized(bytes.readUInt16BE(offset + 7), bytes.readUInt16BE(offset + 5));
    } else {
      offset += 2 + bytes.readUInt16BE(offset + 2);
    }
  }
  return null;
}

function sized(width: number, height: number): Size | null {
  return width > 0 && height > 0 ? { width, height } : null;
}
