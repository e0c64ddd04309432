import { z } from 'zod';
import {
  type ExportSettings,
  endOf,
  exported,
  freshPiece,
  gainAt,
  leveled,
  onTrack,
  type Piece,
  roomFor,
  withoutPassage,
} from '../../referential/practicals/montage-rules.ts';
import {
  CODECS,
  firstPieces,
  KEYS,
  LINES,
  MODES,
  type MontageConfig,
  type MontageExpectation,
  PROJECT_KEYS,
  PROJECT_VALUES,
  type Project,
} from '../../referential/practicals/sound-video-editor.ts';
import type { Component, Verdict } from './component.ts';

const id = z.string().max(60);
const tenths = z.number().int().min(0).max(6000);
const decibels = z.number().min(-60).max(24);
const piece = z.strictObject({
  id,
  of: id,
  track: id,
  start: tenths,
  skip: tenths,
  length: tenths.min(1),
  gain: decibels,
  fadeIn: tenths,
  fadeOut: tenths,
  points: z.array(z.strictObject({ at: tenths, gain: decibels })).max(60),
  text: z.string().max(200),
});
const oneOf = <Value extends string | number>(values: readonly Value[]) =>
  z.custom<Value>((value) => values.includes(value as Value));

/** The whole montage: its pieces, its settings, those of its export. */
export const reachedMontage = z.strictObject({
  pieces: z
    .array(piece)
    .max(80)
    .refine((pieces) => new Set(pieces.map((one) => one.id)).size === pieces.length),
  project: z.strictObject({
    rate: oneOf(PROJECT_VALUES.rate as readonly number[]),
    bits: oneOf(PROJECT_VALUES.bits as readonly number[]),
    channels: oneOf(PROJECT_VALUES.channels as readonly number[]),
    frame: oneOf(PROJECT_VALUES.frame as readonly Project['frame'][]),
    cadence: oneOf(PROJECT_VALUES.cadence as readonly number[]),
    fit: oneOf(PROJECT_VALUES.fit as readonly Project['fit'][]),
  }),
  export: z
    .strictObject({
      codec: oneOf(CODECS),
      mode: oneOf(MODES),
      kbps: z.number().int().min(200).max(60_000),
      lines: oneOf(LINES),
      keys: oneOf(KEYS),
    })
    .nullable(),
});

export type ReachedMontage = z.infer<typeof reachedMontage>;

export const soundVideoEditor: Component<MontageConfig, MontageExpectation, ReachedMontage> = {
  reached: reachedMontage,
  initial: (config) => {
    const { show: _, seconds: __, ...project } = config.project;
    const { seconds: ___, ...settings } = config.export ?? { seconds: 0 };
    return {
      pieces: firstPieces(config).map((one) => ({ ...one, points: [] })),
      project,
      export: config.export === null ? null : (settings as ReachedMontage['export']),
    };
  },
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedMontage>(
      (state, one) => bring(config, state, one),
      soundVideoEditor.initial(config),
    ),
};

/** What is found, each `<what> <tenths or other value>`; words are given elsewhere. */
function verdict(
  config: MontageConfig,
  all: readonly MontageExpectation[],
  one: MontageExpectation,
  { pieces, project, export: settings }: ReachedMontage,
): Verdict {
  if (!isSound(config, pieces)) return { right: false, found: [] };
  if ('clip' in one) {
    const runs = runsOf(pieces, one.clip);
    const [run] = runs;
    if (!run || runs.length !== 1) return { right: false, found: [`pieces ${runs.length}`] };
    return judged([
      near(run.start, one.start, one.within) || `start ${run.start}`,
      near(run.from, one.from, one.within) || `from ${run.from}`,
      near(run.to, one.to, one.within) || `to ${run.to}`,
    ]);
  }
  if ('cut' in one) {
    const source = config.clips.find((each) => each.id === one.cut);
    const wanted = source ? keptOf(source.skip, source.skip + source.length, one.passages) : [];
    const runs = runsOf(pieces, one.cut);
    const same =
      runs.length === wanted.length &&
      runs.every((run, rank) => {
        const kept = wanted[rank];
        return kept && near(run.from, kept.from, one.within) && near(run.to, kept.to, one.within);
      });
    const joined = runs.every((run, rank) => {
      const next = runs[rank + 1];
      return !next || next.start - (run.start + run.to - run.from) <= 1;
    });
    return judged([
      same || `kept ${runs.map(({ from, to }) => `${from}-${to}`).join(' ')}`,
      joined || 'hole 0',
    ]);
  }
  if ('level' in one) {
    const heard = onTrack(pieces, one.level);
    const off: number[] = [];
    for (let at = one.from + one.margin; at <= one.to - one.margin; at += 1) {
      const playing = heard.find((each) => each.start <= at && endOf(each) > at);
      const gain = playing ? gainAt(playing, at - playing.start + playing.skip) : Number.NEGATIVE_INFINITY;
      if (gain < one.atLeast - 0.05 || gain > one.atMost + 0.05) off.push(gain);
    }
    const [first] = off;
    return judged([
      first === undefined || (Number.isFinite(first) ? `level ${Math.round(first * 10) / 10}` : 'silent 0'),
    ]);
  }
  if ('peak' in one) {
    const source = config.clips.find((each) => each.id === one.peak);
    const peaks = pieces
      .filter((each) => each.of === one.peak)
      .map((each) => (source?.peak ?? 0) + loudest(each));
    const off = peaks.find((peak) => Math.abs(peak - one.is) > one.by + 0.001);
    if (peaks.length === 0) return { right: false, found: ['pieces 0'] };
    return judged([off === undefined || `peak ${Math.round(off * 10) / 10}`]);
  }
  if ('fade' in one) {
    const heard = onTrack(pieces, one.fade);
    const [fadeIn, fadeOut] = [heard[0]?.fadeIn ?? 0, heard.at(-1)?.fadeOut ?? 0];
    return judged([
      near(fadeIn, one.in, one.within) || `fade-in ${fadeIn}`,
      near(fadeOut, one.out, one.within) || `fade-out ${fadeOut}`,
    ]);
  }
  if ('aligned' in one) {
    const [a, b] = [instantOf(pieces, one.aligned, one.at), instantOf(pieces, one.with, one.withAt)];
    if (a === null || b === null) return { right: false, found: ['lost 0'] };
    const whole = firstPieces(config).find((each) => each.of === one.aligned);
    const [run] = runsOf(pieces, one.aligned);
    const kept = !whole || (run?.from === whole.skip && run.to === whole.skip + whole.length);
    return judged([near(a, b, one.within) || `gap ${Math.abs(a - b)}`, kept || 'shortened 0']);
  }
  if ('text' in one) {
    const tried = pieces
      .filter((each) => each.track === one.text && (one.of === undefined || each.of === one.of))
      .map((each) =>
        judged([
          says(each.text, one.says) || 'says 0',
          one.is === undefined || tidy(each.text) === tidy(one.is) || 'is 0',
          near(each.start, one.from, one.within) || `begins ${each.start}`,
          near(endOf(each), one.to, one.within) || `ends ${endOf(each)}`,
        ]),
      )
      .sort((a, b) => a.found.length - b.found.length);
    return tried[0] ?? { right: false, found: [] };
  }
  if ('project' in one) {
    const off = PROJECT_KEYS.filter((key) => {
      const wanted: readonly (string | number)[] | undefined = one.project[key];
      return wanted !== undefined && !wanted.includes(project[key]);
    });
    return judged(off.length === 0 ? [true] : off.map((key) => `${key} ${project[key]}`));
  }
  if ('export' in one) {
    const { seconds = 0 } = config.export ?? {};
    if (settings === null) return { right: false, found: [] };
    return judged(exportTroubles(one.export, settings, seconds));
  }
  return restOf(config, all, { pieces, project, export: settings });
}

function judged(parts: readonly (true | string)[]): Verdict {
  const found = parts.filter((part) => part !== true);
  return { right: found.length === 0, found };
}

const near = (value: number, wanted: number | undefined, within: number): boolean =>
  wanted === undefined || Math.abs(value - wanted) <= within;

/** Pieces of known tracks and sources, none longer than its source, none over another. */
function isSound(config: MontageConfig, pieces: readonly Piece[]): boolean {
  const rightly = pieces.every((one) => {
    const source = config.clips.find((each) => each.id === one.of);
    const track = config.tracks.find((each) => each.id === one.track);
    if (!track || endOf(one) > config.length) return false;
    const textual = track.kind === 'titles' || track.kind === 'subtitles';
    if (source === undefined) return one.of === '' && textual;
    return source.track === one.track && (textual || one.skip + one.length <= source.source);
  });
  return (
    rightly &&
    config.tracks.every((track) =>
      onTrack(pieces, track.id).every((one, rank, all) => endOf(one) <= (all[rank + 1]?.start ?? Infinity)),
    )
  );
}

interface Run {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** What is left of a source, in the order of the ruler: pieces that follow one another without a gap are one. */
function runsOf(pieces: readonly Piece[], of: string): Run[] {
  const runs: Run[] = [];
  for (const one of pieces.filter((each) => each.of === of).sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    const follows = last && last.to === one.skip && last.start + last.to - last.from === one.start;
    if (last && follows) runs[runs.length - 1] = { ...last, to: one.skip + one.length };
    else runs.push({ start: one.start, from: one.skip, to: one.skip + one.length });
  }
  return runs;
}

function keptOf(
  from: number,
  to: number,
  passages: readonly { readonly from: number; readonly to: number }[],
): { from: number; to: number }[] {
  const kept: { from: number; to: number }[] = [];
  let begin = from;
  for (const passage of [...passages].sort((a, b) => a.from - b.from)) {
    if (passage.from > begin) kept.push({ from: begin, to: passage.from });
    begin = Math.max(begin, passage.to);
  }
  return begin < to ? [...kept, { from: begin, to }] : kept;
}

function instantOf(pieces: readonly Piece[], of: string, at: number): number | null {
  const holder = pieces.find((one) => one.of === of && one.skip <= at && one.skip + one.length > at);
  return holder ? holder.start + at - holder.skip : null;
}

function loudest(one: Piece): number {
  return Math.max(
    ...[one.skip, one.skip + one.length, ...one.points.map(({ at }) => at)].map((at) => gainAt(one, at)),
  );
}

function exportTroubles(
  wanted: Extract<MontageExpectation, { export: unknown }>['export'],
  settings: ExportSettings,
  seconds: number,
): (true | string)[] {
  const { weight, quality, minutes } = exported(settings, seconds);
  const isOne = (values: readonly (string | number)[] | undefined, value: string | number) =>
    values === undefined || values.includes(value);
  return [
    isOne(wanted.codec, settings.codec) || `codec ${settings.codec}`,
    isOne(wanted.mode, settings.mode) || `mode ${settings.mode}`,
    isOne(wanted.lines, settings.lines) || `lines ${settings.lines}`,
    isOne(wanted.keys, settings.keys) || `keys ${settings.keys}`,
    wanted.under === undefined || weight <= wanted.under || `weight ${weight}`,
    wanted.quality === undefined || quality >= wanted.quality || `quality ${quality}`,
    wanted.minutes === undefined || minutes <= wanted.minutes || `minutes ${minutes}`,
  ];
}

/** Sources and tracks that the other expectations speak of are free. */
function restOf(
  config: MontageConfig,
  all: readonly MontageExpectation[],
  { pieces, project, export: settings }: ReachedMontage,
): Verdict {
  const sources = all.flatMap((one) => {
    if ('clip' in one) return [one.clip];
    if ('cut' in one) return [one.cut];
    if ('aligned' in one) return [one.aligned];
    return 'text' in one && one.of !== undefined ? [one.of] : [];
  });
  // A volume was asked of these: they stay whole, and where they were.
  const loud = all.flatMap((one) => ('peak' in one ? [one.peak] : []));
  const tracks = all.flatMap((one) => ('level' in one ? [one.level] : 'fade' in one ? [one.fade] : []));
  const first = soundVideoEditor.initial(config);
  const changed = config.clips.flatMap((source) => {
    if (sources.includes(source.id) || tracks.includes(source.track)) return [];
    const of = (all: readonly Piece[]) =>
      loud.includes(source.id) ? runsOf(all, source.id) : all.filter((one) => one.of === source.id);
    return isSame(of(pieces), of(first.pieces)) ? [] : [`clip ${source.name}`];
  });
  const added = pieces.filter(({ of }) => of === '').length;
  const asked = all.filter((one) => 'text' in one && one.of === undefined).length;
  if (added > asked) changed.push(`added ${added - asked}`);
  const free = all.flatMap((one) => ('project' in one ? Object.keys(one.project) : []));
  for (const key of PROJECT_KEYS)
    if (!free.includes(key) && project[key] !== first.project[key]) changed.push(`${key} ${project[key]}`);
  if (!all.some((one) => 'export' in one) && !isSame(settings, first.export)) changed.push('export 0');
  return { right: changed.length === 0, found: changed.slice(0, 6) };
}

/** The same, whatever the order of their keys. */
function isSame(now: unknown, then: unknown): boolean {
  return JSON.stringify(now, keysInOrder) === JSON.stringify(then, keysInOrder);
}

function keysInOrder(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
    : value;
}

/** As it is compared: neither spaces, nor the kind of apostrophe, nor a last full stop are judged. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('’', "'")
    .replaceAll('…', '...')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[!?:;»])|(?<=«) /gu, '')
    .trim()
    .replace(/(?<!\.)\.$/u, '');
}

function says(text: string, words: string | readonly string[] | undefined): boolean {
  if (words === undefined) return true;
  const plain = (written: string) => tidy(written).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (typeof words === 'string' ? [words] : words).every((one) => plain(text).includes(plain(one)));
}

function bring(config: MontageConfig, state: ReachedMontage, one: MontageExpectation): ReachedMontage {
  const { pieces } = state;
  const set = (of: string, made: (old: Piece) => Piece) => ({
    ...state,
    pieces: copied(pieces.map((old) => (old.of === of ? made(old) : old))),
  });
  if ('clip' in one) {
    const source = config.clips.find((each) => each.id === one.clip);
    if (!source) return state;
    const first = { ...source, of: source.id, points: [], start: source.start ?? 0 };
    const skip = one.from ?? first.skip;
    const length = (one.to ?? first.skip + first.length) - skip;
    const others = pieces.filter((each) => each.of !== one.clip);
    const { id: name, of, track, gain, fadeIn, fadeOut, text } = first;
    const made = { id: name, of, track, gain, fadeIn, fadeOut, text, points: [], skip, length };
    const at = one.start ?? first.start + skip - first.skip;
    const start = one.start ?? roomFor(others, { ...made, start: at }, at, config.length) ?? at;
    return { ...state, pieces: [...others, { ...made, start }] };
  }
  if ('cut' in one) {
    const source = config.clips.find((each) => each.id === one.cut);
    if (!source) return state;
    const cut = [...one.passages]
      .sort((a, b) => b.from - a.from)
      .reduce<readonly Piece[]>((left, { from, to }) => {
        const shift = (source.start ?? 0) - source.skip;
        return withoutPassage(left, source.track, from + shift, to + shift);
      }, pieces);
    return { ...state, pieces: copied(cut) };
  }
  if ('level' in one) {
    const { level, from, to, atLeast, atMost } = one;
    const now = pieces.find((each) => each.track === level)?.gain ?? 0;
    if (now >= atLeast && now <= atMost) return state;
    return { ...state, pieces: copied(leveled(pieces, level, from, to, (atLeast + atMost) / 2 - now)) };
  }
  if ('peak' in one) {
    const source = config.clips.find((each) => each.id === one.peak);
    return set(one.peak, (old) => ({ ...old, gain: one.is - (source?.peak ?? 0) }));
  }
  if ('fade' in one) {
    const heard = onTrack(pieces, one.fade);
    const [first, last] = [heard[0]?.id, heard.at(-1)?.id];
    return {
      ...state,
      pieces: pieces.map((each) => ({
        ...each,
        fadeIn: each.id === first && one.in !== undefined ? one.in : each.fadeIn,
        fadeOut: each.id === last && one.out !== undefined ? one.out : each.fadeOut,
      })),
    };
  }
  if ('aligned' in one) {
    const [a, b] = [instantOf(pieces, one.aligned, one.at), instantOf(pieces, one.with, one.withAt)];
    const move = a === null || b === null ? 0 : b - a;
    return set(one.aligned, (old) => ({ ...old, start: old.start + move }));
  }
  if ('text' in one) {
    const { of, from, to } = one;
    const words = one.is ?? (typeof one.says === 'string' ? one.says : one.says?.join(' '));
    const old = of === undefined ? undefined : pieces.find((each) => each.of === of);
    const start = from ?? old?.start ?? 0;
    const made = {
      ...(old ?? {
        id: freshPiece(pieces),
        of: '',
        track: one.text,
        gain: 0,
        fadeIn: 0,
        fadeOut: 0,
        text: '',
      }),
      ...{ points: [], skip: 0, start, length: (to ?? (old ? endOf(old) : start + 30)) - start },
      ...(words === undefined ? {} : { text: words }),
    };
    return { ...state, pieces: [...pieces.filter((each) => each !== old), made] };
  }
  if ('project' in one) {
    const wanted = Object.entries(one.project).map(([key, values]) => [key, values?.[0]]);
    return { ...state, project: { ...state.project, ...Object.fromEntries(wanted) } };
  }
  if ('export' in one) return { ...state, export: bestExport(config, one.export) ?? state.export };
  return state;
}

/** The first settings that meet everything, among all there are. */
function bestExport(
  { export: start }: MontageConfig,
  wanted: Extract<MontageExpectation, { export: unknown }>['export'],
): ReachedMontage['export'] {
  const seconds = start?.seconds ?? 0;
  for (const codec of CODECS)
    for (const mode of MODES)
      for (const lines of LINES)
        for (const keys of KEYS)
          for (let kbps = 200; kbps <= 60_000; kbps += 100) {
            const settings = { codec, mode, kbps, lines, keys };
            if (exportTroubles(wanted, settings, seconds).every((one) => one === true)) return settings;
          }
  return null;
}

function copied(pieces: readonly Piece[]): ReachedMontage['pieces'] {
  return pieces.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point })) }));
}
