/** What a scanner makes of what lies on its glass: pixels, weight, and words that can or cannot be read again. */

export interface Original {
  readonly id: string;
  readonly name: string;
  readonly look: string;
  readonly width: number;
  readonly height: number;
  /** How far it lies from straight, in degrees. */
  readonly skew: number;
  readonly words: string;
}
export interface Scanner {
  readonly name: string;
  readonly originals: readonly Original[];
  readonly dpis: readonly number[];
  readonly formats: readonly string[];
  readonly text: boolean;
}
/** `all`: the whole glass; `auto`: what lies on it; or left, top, width and height in millimetres. */
export type Area = string | readonly number[];
export interface ShotSettings {
  readonly area: Area;
  readonly dpi: number;
  readonly mode: string;
  readonly straight: boolean;
}
export interface Shot extends ShotSettings {
  readonly original: string;
}
export interface SaveSettings {
  readonly format: string;
  readonly text: boolean;
  readonly quality: string;
}
export interface Saved extends SaveSettings {
  readonly shots: readonly Shot[];
  readonly bytes: number;
}

/** Millimetres of the glass; originals lie at its top left corner, a little aside. */
export const GLASS = [250, 330] as const;
const EDGE = 4;
/** Pixels a byte holds once packed, by quality; black and white packs far better, a PNG loses nothing. */
const PACKED: Readonly<Record<string, number>> = { high: 6, medium: 12, small: 24 };
const READABLE_DPI = 200;
const READABLE_SKEW = 2;

/** Where an original lies, with the room that its slope takes: left, top, width, height. */
export function boxOf({ width, height, skew }: Original): [number, number, number, number] {
  const turn = (Math.abs(skew) * Math.PI) / 180;
  return [
    EDGE,
    EDGE,
    Math.min(GLASS[0] - EDGE, width * Math.cos(turn) + height * Math.sin(turn)),
    Math.min(GLASS[1] - EDGE, height * Math.cos(turn) + width * Math.sin(turn)),
  ];
}

/** The part of the glass that is scanned, in millimetres. */
export function areaOf(
  original: Original,
  { area, straight }: ShotSettings,
): [number, number, number, number] {
  if (area === 'auto') {
    const [left, top, width, height] = boxOf(original);
    return straight ? [left, top, original.width, original.height] : [left, top, width, height];
  }
  if (typeof area === 'string') return [0, 0, GLASS[0], GLASS[1]];
  const [left = 0, top = 0, width = 0, height = 0] = area;
  return [left, top, width, height];
}

export function pixelsOf(original: Original, settings: ShotSettings): [number, number] {
  const [, , width, height] = areaOf(original, settings);
  const pixels = (millimetres: number) => Math.max(1, Math.round((millimetres / 25.4) * settings.dpi));
  return [pixels(width), pixels(height)];
}

/** Bytes of one page in a file. */
export function bytesOf(
  original: Original,
  shot: ShotSettings,
  { format, quality, text }: SaveSettings,
): number {
  const [width, height] = pixelsOf(original, shot);
  const pixels = width * height;
  const depth = shot.mode === 'colour' ? 3 : shot.mode === 'grey' ? 1 : 1 / 8;
  const packed = shot.mode === 'black' ? 10 : format === 'png' ? 2 : (PACKED[quality] ?? 12);
  return Math.round((pixels * depth) / packed) + (text && format === 'pdf' ? 4000 : 0) + 2000;
}

/** Whether the whole original is in the scanned area. */
export function isWhole(original: Original, settings: ShotSettings): boolean {
  const [left, top, width, height] = areaOf(original, settings);
  const [x, y, ...size] = boxOf(original);
  const [boxWidth, boxHeight] = settings.straight ? [original.width, original.height] : size;
  const slack = 1;
  return (
    left <= x + slack &&
    top <= y + slack &&
    left + width + slack >= x + boxWidth &&
    top + height + slack >= y + boxHeight
  );
}

/** How much of the scanned area the original fills, from 0 to 1. */
export function fillOf(original: Original, settings: ShotSettings): number {
  const [, , width, height] = areaOf(original, settings);
  return Math.min(1, (original.width * original.height) / Math.max(1, width * height));
}

/** Whether a program finds the words again: fine enough, straight, and whole. */
export function isReadable(original: Original, settings: ShotSettings): boolean {
  return (
    original.words !== '' &&
    settings.dpi >= READABLE_DPI &&
    (settings.straight || Math.abs(original.skew) < READABLE_SKEW) &&
    isWhole(original, settings)
  );
}

/** The file of these pages; pictures are one file a page, weighed together. */
export function savedOf(scanner: Scanner, shots: readonly Shot[], save: SaveSettings): Saved {
  const bytes = shots.reduce((sum, shot) => {
    const original = scanner.originals.find(({ id }) => id === shot.original);
    return original ? sum + bytesOf(original, shot, save) : sum;
  }, 0);
  return { ...save, shots: [...shots], bytes };
}

export type ScannerAct =
  | { readonly scan: string; readonly with: ShotSettings }
  | { readonly drop: number }
  | { readonly raise: number }
  | { readonly save: SaveSettings };
const MOST_SHOTS = 20;

/** Reads a page, takes one out, moves it up, or makes a file of all; why it cannot be done, null when it is. */
export function scannerAct(
  scanner: Scanner,
  desk: { shots: Shot[]; readonly files: Saved[] },
  act: ScannerAct,
): string | null {
  if ('scan' in act) {
    if (!scanner.originals.some(({ id }) => id === act.scan)) return 'unknown';
    if (!scanner.dpis.includes(act.with.dpi)) return 'unknown';
    if (desk.shots.length >= MOST_SHOTS) return 'many';
    desk.shots.push({ original: act.scan, ...act.with });
    return null;
  }
  if ('drop' in act) return desk.shots.splice(act.drop, 1).length === 1 ? null : 'unknown';
  if ('raise' in act) {
    const [moved] = act.raise > 0 ? desk.shots.splice(act.raise, 1) : [];
    if (!moved) return 'unknown';
    desk.shots.splice(act.raise - 1, 0, moved);
    return null;
  }
  if (desk.shots.length === 0) return 'no-shot';
  if (!scanner.formats.includes(act.save.format) || (act.save.text && !scanner.text)) return 'unknown';
  desk.files.push(savedOf(scanner, desk.shots, act.save));
  desk.shots = [];
  return null;
}
