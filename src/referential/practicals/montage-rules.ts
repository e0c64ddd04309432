/** A montage: pieces of sounds, pictures and titles on a time ruler. The page and the server both run this file. */

/** Everywhere, instants and lengths are whole tenths of a second, and volumes decibels. */
export interface Piece {
  readonly id: string;
  /** The source that it shows or plays; '' for a text that was added. */
  readonly of: string;
  readonly track: string;
  readonly start: number;
  /** How much of the source's beginning is left out. */
  readonly skip: number;
  readonly length: number;
  readonly gain: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Volume points, at instants of the source, in order: cutting or moving a piece keeps them in place. */
  readonly points: readonly Point[];
  readonly text: string;
}

export interface Point {
  readonly at: number;
  readonly gain: number;
}

export interface SoundSettings {
  readonly rate: number;
  readonly bits: number;
  readonly channels: number;
}

export interface ExportSettings {
  readonly codec: Codec;
  /** A constant bit rate, or one that follows what is shown. */
  readonly mode: 'constant' | 'variable';
  /** Of the picture, in kilobits a second. */
  readonly kbps: number;
  /** Lines of the picture. */
  readonly lines: number;
  /** Seconds between two key frames. */
  readonly keys: number;
}

export type Codec = 'mpeg2' | 'h264' | 'h265' | 'av1';

/** How many times as good as MPEG-2 at the same rate, and how many times as slow to make. */
const CODECS: Readonly<Record<Codec, readonly [number, number]>> = {
  mpeg2: [1, 0.5],
  h264: [2, 1],
  h265: [3.4, 4],
  av1: [4.2, 9],
};
const SOUND_KBPS = 192;
const LEAST = 1;

export function endOf(piece: Piece): number {
  return piece.start + piece.length;
}

/** Pieces of one track, in the order of the ruler. */
export function onTrack(pieces: readonly Piece[], track: string): Piece[] {
  return pieces.filter((piece) => piece.track === track).sort((a, b) => a.start - b.start);
}

/** The start nearest to `at` where a piece fits between the others of its track; null when none is left. */
export function roomFor(pieces: readonly Piece[], piece: Piece, at: number, total: number): number | null {
  const others = onTrack(pieces, piece.track).filter(({ id }) => id !== piece.id);
  const edges = [0, ...others.flatMap((one) => [one.start, endOf(one)]), total];
  let best: number | null = null;
  for (let rank = 0; rank < edges.length; rank += 2) {
    const from = edges[rank] ?? 0;
    const last = (edges[rank + 1] ?? 0) - piece.length;
    if (last < from) continue;
    const start = Math.min(Math.max(at, from), last);
    if (best === null || Math.abs(start - at) < Math.abs(best - at)) best = start;
  }
  return best;
}

/** One edge of a piece set at an instant of the ruler, as far as its source and its neighbours allow. */
export function trimmed(
  pieces: readonly Piece[],
  piece: Piece,
  edge: 'left' | 'right',
  at: number,
  { source, total }: { readonly source: number | null; readonly total: number },
): Piece {
  const others = onTrack(pieces, piece.track).filter(({ id }) => id !== piece.id);
  if (edge === 'left') {
    const before = Math.max(0, ...others.filter((one) => one.start < piece.start).map(endOf));
    const first = source === null ? before : Math.max(before, piece.start - piece.skip);
    const start = Math.min(Math.max(at, first), endOf(piece) - LEAST);
    const moved = start - piece.start;
    return withFades({
      ...piece,
      start,
      skip: source === null ? 0 : piece.skip + moved,
      length: piece.length - moved,
    });
  }
  const after = Math.min(
    total,
    ...others.filter((one) => one.start > piece.start).map(({ start }) => start),
    source === null ? total : piece.start - piece.skip + source,
  );
  const end = Math.max(Math.min(at, after), piece.start + LEAST);
  return withFades({ ...piece, length: end - piece.start });
}

function withFades(piece: Piece): Piece {
  const fadeIn = Math.min(piece.fadeIn, piece.length);
  return { ...piece, fadeIn, fadeOut: Math.min(piece.fadeOut, piece.length - fadeIn) };
}

/** An id that no piece bears. */
export function freshPiece(pieces: readonly Piece[]): string {
  let number = 1;
  while (pieces.some(({ id }) => id === `n${number}`)) number += 1;
  return `n${number}`;
}

/** A piece cut in two at an instant of the ruler; the same pieces when that instant is not inside it. */
export function cutAt(pieces: readonly Piece[], id: string, at: number): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const head = at - piece.start;
    if (piece.id !== id || head < LEAST || head > piece.length - LEAST) return [piece];
    const left = withFades({ ...piece, length: head, fadeOut: 0 });
    const right = withFades({
      ...piece,
      id: freshPiece(pieces),
      start: at,
      skip: piece.of === '' ? 0 : piece.skip + head,
      length: piece.length - head,
      fadeIn: 0,
    });
    return [left, right];
  });
}

/** A track without what it held between two instants; what followed comes closer. */
export function withoutPassage(
  pieces: readonly Piece[],
  track: string,
  from: number,
  to: number,
): readonly Piece[] {
  let cut = pieces;
  for (const at of [from, to])
    for (const piece of onTrack(cut, track))
      if (piece.start < at && endOf(piece) > at) cut = cutAt(cut, piece.id, at);
  return cut.flatMap((piece) => {
    if (piece.track !== track) return [piece];
    if (piece.start >= from && endOf(piece) <= to) return [];
    return piece.start >= to ? [{ ...piece, start: piece.start - (to - from) }] : [piece];
  });
}

/** The volume of a piece at an instant of its source, fades aside. */
export function gainAt({ gain, points }: Piece, at: number): number {
  const next = points.findIndex((point) => point.at >= at);
  const after = points[next === -1 ? points.length - 1 : next];
  if (!after) return gain;
  const before = next <= 0 ? undefined : points[next - 1];
  if (!before || after.at === before.at || next === -1) return gain + after.gain;
  const part = (at - before.at) / (after.at - before.at);
  return gain + before.gain + part * (after.gain - before.gain);
}

/** How long the volume takes to slide down before a passage, and up again after it. */
const SLIDE = 3;

/** Volume points that bring a track to `gain` between two instants of the ruler, and leave the rest as it was. */
export function leveled(
  pieces: readonly Piece[],
  track: string,
  from: number,
  to: number,
  gain: number,
): readonly Piece[] {
  return pieces.map((piece) => {
    if (piece.track !== track || piece.start >= to || endOf(piece) <= from) return piece;
    const inSource = (at: number) => at - piece.start + piece.skip;
    const now = (at: number) => Math.round(gainAt({ ...piece, gain: 0 }, at) * 10) / 10;
    const [first, last] = [inSource(from), inSource(to)];
    const edges = [first - SLIDE, last + SLIDE];
    const kept = piece.points.filter(({ at }) => at < first - SLIDE || at > last + SLIDE);
    const made = [...edges.map((at) => ({ at, gain: now(at) })), { at: first, gain }, { at: last, gain }];
    const points = [...kept, ...made].filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
    return { ...piece, points };
  });
}

/** Bytes of a sound that is not compressed. */
export function weightOf({ rate, bits, channels }: SoundSettings, seconds: number): number {
  return (rate * bits * channels * seconds) / 8;
}

/** What an export would weigh (Mo), how good it would look (out of 100) and how long it would take (minutes). */
export function exported(
  { codec, mode, kbps, lines, keys }: ExportSettings,
  seconds: number,
): { readonly weight: number; readonly quality: number; readonly minutes: number } {
  const [worth, slow] = CODECS[codec];
  // Of the rate asked, a variable one spends less on what stands still; key frames that come often cost more.
  const spent = mode === 'variable' ? 0.85 : 1;
  const useful = kbps * worth * (1 - 0.12 / keys);
  const pixels = (lines * lines * 16) / 9;
  const sharp = (lines / 1080) ** 0.35;
  const clean = 1 - Math.exp((-useful * 1000) / (pixels * 1.9));
  return {
    weight: Math.round((kbps * spent + SOUND_KBPS) * seconds * 1.25) / 10_000,
    quality: Math.min(100, Math.round(100 * clean * Math.min(sharp, 1.05))),
    minutes: Math.max(
      1,
      Math.round((seconds / 60) * slow * (pixels / 2_073_600) * (mode === 'variable' ? 1.3 : 1)),
    ),
  };
}
