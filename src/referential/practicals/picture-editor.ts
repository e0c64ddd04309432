import { z } from 'zod';
import type { Prepare } from './component.ts';

/** What an author writes of a picture editor: a picture drawn from shapes, the tools at hand, what must become of it. */

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'une couleur comme #1a56b8');
const length = z.number().min(-2000).max(2000);
const point = z.tuple([length, length]);
const box = z.tuple([length, length, z.number().positive().max(2000), z.number().positive().max(2000)]);
const points = z.array(point).min(2).max(60);

const KINDS = ['rect', 'ellipse', 'polygon', 'line', 'text'] as const;
const shape = z
  .strictObject({
    /** One colour, or two: from the top of the shape to its bottom. */
    fill: z.union([colour, z.tuple([colour, colour])]),
    rect: box.optional(),
    round: z.number().positive().max(500).optional(),
    /** Centre and radii. */
    ellipse: box.optional(),
    polygon: points.min(3).optional(),
    line: points.optional(),
    thick: z.number().positive().max(200).optional(),
    text: text.max(40).optional(),
    /** The text's upper left corner, and its height. */
    at: point.optional(),
    tall: z.number().min(2).max(300).optional(),
  })
  .refine(
    (one) => KINDS.filter((kind) => one[kind] !== undefined).length === 1,
    `une forme est ${KINDS.join(', ')}, et une seule de ces choses`,
  );
const shapes = z.array(shape).min(1).max(400);

export const PICTURE_TOOLS = [
  'rotate',
  'mirror',
  'crop',
  'resize',
  'light',
  'levels',
  'layers',
  'zoom',
  'export',
  'properties',
] as const;
export const PICTURE_FORMATS = ['jpeg', 'png', 'png-palette'] as const;

const MOST_WIDE = 640;
const MOST_LAYERS = 8;

const config = z.strictObject({
  name: text,
  /** What is seen at first, for those who do not see it. */
  alt: text,
  width: z.int().min(4).max(MOST_WIDE),
  height: z.int().min(4).max(MOST_WIDE),
  /** The file has so many times more pixels a side than its drawing. */
  scale: z.int().min(1).max(20).default(1),
  /** A picture of one layer. */
  shapes: shapes.optional(),
  /** From the uppermost down. */
  layers: z
    .array(
      z.strictObject({
        id,
        name: text,
        shapes,
        visible: z.boolean().default(true),
        opacity: z.int().min(0).max(100).default(100),
        vector: z.boolean().default(false),
      }),
    )
    .min(2)
    .max(MOST_LAYERS)
    .optional(),
  /** The tones of a photo: its darkest, its lightest, and its grain. */
  tones: z
    .strictObject({
      from: z.int().min(0).max(254).default(0),
      to: z.int().min(1).max(255).default(255),
      noise: z.int().min(0).max(60).default(0),
    })
    .refine(({ from, to }) => from < to, 'from est plus sombre que to')
    .default({ from: 0, to: 255, noise: 0 }),
  /** How it lies at first: quarters of a turn clockwise, after a mirror. */
  turns: z.int().min(0).max(3).default(0),
  mirror: z.boolean().default(false),
  /** Whether width and height go together at first. */
  locked: z.boolean().default(true),
  /** What the file says of itself: date, place, device. */
  details: z.record(text, text).optional(),
  format: z.enum(PICTURE_FORMATS).default('jpeg'),
  quality: z.int().min(1).max(100).default(90),
  tools: z.array(z.enum(PICTURE_TOOLS)).min(1),
});

const least = (name: string) => z.int(`${name} : un nombre entier`).min(1).max(20_000);
const expectation = z.union(
  [
    z.strictObject({ upright: z.literal(true) }),
    /** Boxes of the drawing, as it stands upright. */
    z.strictObject({ holds: box, leaves: z.array(box).min(1) }),
    z.strictObject({ width: least('width'), height: least('height').optional() }),
    z.strictObject({ looks: z.array(id).min(1) }),
    z.strictObject({ levels: z.number().min(0.1).max(5) }),
    z.strictObject({ details: z.literal('gone') }),
    /** `under`: bytes; `gap`: how far its pixels may stray, of 255. */
    z.strictObject({
      file: z.strictObject({
        format: z.array(z.enum(PICTURE_FORMATS)).min(1),
        under: z.int(),
        gap: z.number(),
      }),
    }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « upright », « holds » et « leaves », « width », « looks », « levels », « details », « file » ou « rest: kept »',
);

export const pictureEditorShape = { config, expect: z.array(expectation).min(1).max(8) };

export type PictureExpectation = z.infer<typeof expectation>;
export type PictureTool = (typeof PICTURE_TOOLS)[number];
export type PictureFormat = (typeof PICTURE_FORMATS)[number];
type Authored = z.infer<typeof config>;

export interface PictureConfig extends Omit<Authored, 'shapes' | 'layers' | 'details'> {
  readonly layers: NonNullable<Authored['layers']>;
  readonly details: Readonly<Record<string, string>> | null;
}

/** Whose script is the other half of the editor's. */
const RETOUCH: readonly PictureTool[] = ['crop', 'light', 'levels', 'layers', 'zoom'];

/** The tool without which each thing cannot be done. */
const NEEDED: readonly (readonly [string, PictureTool])[] = [
  ['upright', 'rotate'],
  ['holds', 'crop'],
  ['width', 'resize'],
  ['looks', 'layers'],
  ['levels', 'levels'],
  ['details', 'properties'],
  ['file', 'export'],
];

/** The picture as the page gets it; what cannot be done with its tools is reported. */
export const preparePictureEditor: Prepare<Authored, PictureExpectation, PictureConfig> = (
  { shapes: only, layers, details, ...authored },
  expected,
  { fault },
) => {
  if ((only === undefined) === (layers === undefined))
    fault('donne « shapes », ou « layers » pour plusieurs calques.', ['practical', 'name']);
  const all = layers ?? [
    { id: 'image', name: 'Image', shapes: only ?? [], visible: true, opacity: 100, vector: false },
  ];
  if (new Set(all.map((layer) => layer.id)).size < all.length)
    fault('deux calques ont le même « id ».', ['practical', 'layers']);
  if (authored.tools.includes('export') && authored.scale > 1)
    fault('« export » calcule un poids exact : il demande « scale: 1 ».', ['practical', 'scale']);
  const beside = authored.tools.filter((tool) => RETOUCH.includes(tool));
  if (authored.tools.includes('export') && beside.length > 0)
    fault(`« export » ne va pas avec ${beside.join(', ')} : la page serait trop lourde.`, [
      'practical',
      'tools',
    ]);
  if (authored.tools.includes('zoom') && authored.scale > 1)
    fault('« zoom » montre les pixels du fichier : il demande « scale: 1 ».', ['practical', 'scale']);
  const turnsOrCuts = authored.tools.some((tool) =>
    ['rotate', 'mirror', 'crop', 'light', 'levels'].includes(tool),
  );
  if (all.some(({ vector }) => vector) && (turnsOrCuts || authored.turns > 0 || authored.mirror))
    fault('un calque « vector » ne se tourne, ne se rogne ni ne s’éclaire.', ['practical', 'layers']);
  expected.forEach((one, rank) => {
    for (const [part, tool] of NEEDED)
      if (part in one && !authored.tools.includes(tool))
        fault(`« ${part} » demande l’outil « ${tool} ».`, ['expect', rank]);
    if ('looks' in one)
      for (const name of one.looks)
        if (!all.some((layer) => layer.id === name)) fault(`aucun calque « ${name} ».`, ['expect', rank]);
    if ('details' in one && details === undefined)
      fault('« details » : la photo ne dit rien d’elle-même.', ['expect', rank]);
  });
  return { ...authored, layers: all, details: details ?? null };
};
