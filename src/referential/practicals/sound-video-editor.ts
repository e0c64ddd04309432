import { z } from 'zod';
import type { Prepare } from './component.ts';
import type { Codec, ExportSettings, Piece } from './montage-rules.ts';

/** What an author writes of a montage, and how it must be left. Instants and lengths are written in seconds. */

const text = z.string().trim().min(1).max(120);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets');
/** Seconds, kept as tenths. */
const seconds = z.coerce
  .number()
  .min(0)
  .max(600)
  .transform((written) => Math.round(written * 10));
const decibels = z.coerce.number().min(-60).max(24);

export const TRACK_KINDS = [...(['voice', 'music', 'sound', 'picture', 'titles', 'subtitles'] as const)];
export type TrackKind = (typeof TRACK_KINDS)[number];
export const MONTAGE_TOOLS = [
  ...(['move', 'trim', 'split', 'remove', 'passage', 'gain', 'points', 'fade', 'text', 'place'] as const),
];
export const SOUNDS = [...(['voice', 'noise', 'music', 'clap', 'hum', 'silence'] as const)];
export const BACKS = [
  ...(['stadium', 'room', 'hills', 'volcano', 'factory', 'harbour', 'stage', 'plain'] as const),
];
export const POSES = [...(['stand', 'run', 'jump', 'land', 'talk', 'apart', 'joined', 'none'] as const)];
export const SHOTS = [...(['wide', 'full', 'medium', 'close', 'detail'] as const)];

export const RATES = [...([8000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000] as const)];
export const BITS = [...([8, 16, 24] as const)];
export const CHANNELS = [...([1, 2] as const)];
export const FRAMES = [
  ...(['3840x2160', '1920x1080', '1280x720', '1080x1080', '1080x1920', '720x1280'] as const),
];
export const CADENCES = [...([24, 25, 30, 50, 60] as const)];
export const FITS = [...(['bars', 'fill', 'stretch'] as const)];
export const CODECS = [...(['mpeg2', 'h264', 'h265', 'av1'] as const)];
export const MODES = [...(['constant', 'variable'] as const)];
export const LINES = [...([2160, 1080, 720, 480] as const)];
export const KEYS = [...([1, 2, 5, 10] as const)];

const among = <T extends number>(values: readonly T[]) =>
  z.coerce
    .number()
    .refine((value): value is T => values.includes(value as T), `l'un de : ${values.join(', ')}`);

const projectShape = {
  rate: among(RATES),
  bits: among(BITS),
  channels: among(CHANNELS),
  frame: z.enum(FRAMES),
  cadence: among(CADENCES),
  fit: z.enum(FITS),
};
export const PROJECT_KEYS = [...(['rate', 'bits', 'channels', 'frame', 'cadence', 'fit'] as const)];
export type ProjectKey = (typeof PROJECT_KEYS)[number];
export interface Project {
  readonly rate: number;
  readonly bits: number;
  readonly channels: number;
  readonly frame: (typeof FRAMES)[number];
  readonly cadence: number;
  readonly fit: (typeof FITS)[number];
}
/** All that each setting of a project may be. */
export const PROJECT_VALUES: Readonly<Record<ProjectKey, readonly (string | number)[]>> = {
  rate: RATES,
  bits: BITS,
  channels: CHANNELS,
  frame: FRAMES,
  cadence: CADENCES,
  fit: FITS,
};

const mark = z.strictObject({ from: seconds, to: seconds, sound: z.enum(SOUNDS), label: text });
const scene = z.strictObject({
  from: seconds,
  to: seconds,
  label: text,
  back: z.enum(BACKS).default('plain'),
  pose: z.enum(POSES).default('none'),
  shot: z.enum(SHOTS).default('wide'),
  /** Where the person is, from 0 to 100, at the scene's beginning and at its end. */
  x: z.tuple([z.coerce.number(), z.coerce.number()]).default([50, 50]),
});
const clip = z.strictObject({
  id,
  track: id,
  name: text,
  /** On the ruler; without it, the clip waits beside the tracks. */
  start: seconds.optional(),
  length: seconds,
  skip: seconds.default(0),
  /** Of the whole source. */
  source: seconds.optional(),
  gain: decibels.default(0),
  fadeIn: seconds.default(0),
  fadeOut: seconds.default(0),
  /** Of its highest sound, in dBFS. */
  peak: z.coerce.number().min(-60).max(0).default(-6),
  /** What its drawing is drawn from. */
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  marks: z.array(mark).max(30).default([]),
  scenes: z.array(scene).max(30).default([]),
  /** Of a picture: tall or wide. */
  ratio: z.enum(['wide', 'tall']).default('wide'),
  text: z.string().max(200).default(''),
});

const config = z.strictObject({
  title: text,
  /** Of the ruler. */
  length: seconds.refine((tenths) => tenths >= 10, 'au moins une seconde'),
  tools: z.array(z.enum(MONTAGE_TOOLS)).default([]),
  tracks: z
    .array(z.strictObject({ id, kind: z.enum(TRACK_KINDS), name: text }))
    .max(6)
    .default([]),
  clips: z.array(clip).max(24).default([]),
  project: z
    .strictObject({
      rate: projectShape.rate.default(44_100),
      bits: projectShape.bits.default(16),
      channels: projectShape.channels.default(2),
      frame: projectShape.frame.default('1920x1080'),
      cadence: projectShape.cadence.default(25),
      fit: projectShape.fit.default('bars'),
      /** When given, what so many seconds of sound would weigh is told. */
      seconds: z.coerce.number().min(1).max(36_000).optional(),
      /** What the pupil can see and change. */
      show: z.array(z.enum(PROJECT_KEYS)).default([]),
    })
    .prefault({}),
  export: z
    .strictObject({
      /** Of the film to export. */
      seconds: z.coerce.number().min(1).max(36_000),
      codec: z.enum(CODECS).default('h264'),
      mode: z.enum(MODES).default('constant'),
      kbps: z.coerce.number().min(200).max(60_000).default(8000),
      lines: among(LINES).default(1080),
      keys: among(KEYS).default(2),
    })
    .nullable()
    .default(null),
});

const within = seconds.default(2);
const oneOrMore = <T extends z.ZodType>(one: T) =>
  z.union([one.transform((value) => [value]), z.array(one).min(1).max(8)]);
const words = z.union([text, z.array(text).min(1).max(6)]);

const expectation = z.union(
  [
    z.strictObject({
      clip: id,
      start: seconds.optional(),
      from: seconds.optional(),
      to: seconds.optional(),
      within,
    }),
    z.strictObject({
      cut: id,
      passages: z
        .array(z.strictObject({ from: seconds, to: seconds }))
        .min(1)
        .max(4),
      within,
    }),
    z.strictObject({
      level: id,
      from: seconds,
      to: seconds,
      atLeast: decibels,
      atMost: decibels,
      margin: seconds.default(5),
    }),
    z.strictObject({ peak: id, is: z.coerce.number().min(-60).max(0), by: z.coerce.number().default(0.2) }),
    z.strictObject({ fade: id, in: seconds.optional(), out: seconds.optional(), within }),
    z.strictObject({ aligned: id, at: seconds, with: id, withAt: seconds, within }),
    z.strictObject({
      text: id,
      of: id.optional(),
      says: words.optional(),
      is: text.optional(),
      from: seconds.optional(),
      to: seconds.optional(),
      within,
    }),
    z.strictObject({
      project: z.strictObject({
        rate: oneOrMore(projectShape.rate).optional(),
        bits: oneOrMore(projectShape.bits).optional(),
        channels: oneOrMore(projectShape.channels).optional(),
        frame: oneOrMore(projectShape.frame).optional(),
        cadence: oneOrMore(projectShape.cadence).optional(),
        fit: oneOrMore(projectShape.fit).optional(),
      }),
    }),
    z.strictObject({
      export: z.strictObject({
        codec: oneOrMore(z.enum(CODECS)).optional(),
        mode: oneOrMore(z.enum(MODES)).optional(),
        lines: oneOrMore(among(LINES)).optional(),
        keys: oneOrMore(among(KEYS)).optional(),
        /** Mo at most, quality at least, minutes at most. */
        under: z.coerce.number().optional(),
        quality: z.coerce.number().optional(),
        minutes: z.coerce.number().optional(),
      }),
    }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « clip », « cut », « level », « peak », « fade », « aligned », « text », « project », « export », ou « rest: kept »',
);

export const soundVideoShape = { config, expect: z.array(expectation).min(1).max(12) };

export type MontageExpectation = z.infer<typeof expectation>;
export type MontageClip = Omit<z.infer<typeof clip>, 'start' | 'source'> & {
  readonly start: number | null;
  readonly source: number;
};
type Authored = z.infer<typeof config>;
export type MontageConfig = Omit<Authored, 'clips' | 'project' | 'export'> & {
  readonly clips: readonly MontageClip[];
  readonly project: Project & { readonly show: readonly ProjectKey[]; readonly seconds?: number | undefined };
  readonly export: (ExportSettings & { readonly seconds: number; readonly codec: Codec }) | null;
};

export const isTextual = (kind: TrackKind | undefined) => kind === 'titles' || kind === 'subtitles';

/** The montage as the page gets it: every length known. */
export const prepareSoundVideo: Prepare<Authored, MontageExpectation, MontageConfig> = (
  authored,
  expected,
  { fault },
) => {
  const tracks = authored.tracks.map((track) => track.id);
  const ids = authored.clips.map((one) => one.id);
  authored.tracks.forEach((track, rank) => {
    if (tracks.indexOf(track.id) !== rank)
      fault(`« ${track.id} » est donné deux fois.`, ['practical', 'tracks', rank]);
  });
  const clips = authored.clips.map((one, rank): MontageClip => {
    const at = ['practical', 'clips', rank];
    const source = one.source ?? one.skip + one.length;
    if (ids.indexOf(one.id) !== rank || tracks.includes(one.id) || /^n\d+$/.test(one.id))
      fault(`« ${one.id} » est donné deux fois, ou réservé.`, at);
    if (!tracks.includes(one.track)) fault(`pas de piste « ${one.track} ».`, at);
    if (one.length < 1) fault('« length » : au moins un dixième de seconde.', at);
    if (one.skip + one.length > source) fault('« skip » et « length » dépassent « source ».', at);
    if (one.start !== undefined && one.start + one.length > authored.length)
      fault('le clip dépasse le bout de la règle.', at);
    for (const part of [...one.marks, ...one.scenes])
      if (part.to <= part.from || part.to > source)
        fault(`« ${part.label} » : « to » vient après « from », dans la source.`, at);
    return { ...one, start: one.start ?? null, source };
  });
  for (const track of tracks) {
    const placed = clips
      .filter((one) => one.track === track && one.start !== null)
      .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
    placed.forEach((one, rank) => {
      const next = placed[rank + 1];
      if (next && (one.start ?? 0) + one.length > (next.start ?? 0))
        fault(`« ${one.id} » et « ${next.id} » se chevauchent.`, ['practical', 'clips']);
    });
  }
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    const clipNamed = (name: string) => {
      if (!ids.includes(name)) fault(`pas de clip « ${name} ».`, at);
    };
    const trackNamed = (name: string) => {
      if (!tracks.includes(name)) fault(`pas de piste « ${name} ».`, at);
    };
    if ('clip' in one) clipNamed(one.clip);
    if ('cut' in one) clipNamed(one.cut);
    if ('peak' in one) clipNamed(one.peak);
    if ('aligned' in one) [one.aligned, one.with].forEach(clipNamed);
    if ('level' in one) trackNamed(one.level);
    if ('level' in one && one.atLeast > one.atMost) fault('« atMost » vient après « atLeast ».', at);
    if ('level' in one && one.to - one.from <= 2 * one.margin)
      fault('de « from » à « to », rien n’est jugé : il faut plus de deux fois « margin ».', at);
    if ('fade' in one) trackNamed(one.fade);
    if ('text' in one) {
      trackNamed(one.text);
      if (one.of !== undefined) clipNamed(one.of);
    }
    if ('export' in one && authored.export === null) fault('il faut « export » sous « practical ».', at);
  });
  return { ...authored, clips } as MontageConfig;
};

/** The pieces that lie on the ruler at the start. */
export function firstPieces({ clips }: MontageConfig): Piece[] {
  return clips.flatMap(({ id: of, track, start, skip, length, gain, fadeIn, fadeOut, text: words }) =>
    start === null
      ? []
      : [{ id: of, of, track, start, skip, length, gain, fadeIn, fadeOut, points: [], text: words }],
  );
}
