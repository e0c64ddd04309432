import { z } from 'zod';

/** What an author writes of a map, and how it must be left. Metres from the north-west corner: x to the east, y south. */

const text = z.string().trim().min(1).max(120);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets');
const metres = z.coerce.number().min(-5000).max(5000);
const point = z.tuple([metres, metres]);
const corners = z.array(point).min(3).max(40);

export const STREET_KINDS = ['avenue', 'street', 'path', 'rail'] as const;
export const AREA_KINDS = [
  ...([
    'park',
    'water',
    'building',
    'room',
    'private',
    'square',
    'parking',
    'field',
    'road',
    'district',
  ] as const),
] as const;
/** The drawings of places and layers: `public/practicals/map/signs.js`. */
export const MAP_SIGNS = [
  ...(['place', 'fountain', 'bike', 'heart', 'bench', 'lamp', 'bus', 'school', 'shop', 'town-hall'] as const),
  ...(['church', 'hospital', 'home', 'recycling', 'tree', 'parking', 'food'] as const),
  ...(['bin', 'door', 'sport', 'stock'] as const),
] as const;

const area = z
  .strictObject({
    id: id.optional(),
    name: z.string().max(80).default(''),
    kind: z.enum(AREA_KINDS),
    rect: z.tuple([metres, metres, metres, metres]).optional(),
    polygon: corners.optional(),
  })
  .refine(({ rect, polygon }) => (rect === undefined) !== (polygon === undefined), {
    message: 'une surface a « rect » (x, y, largeur, hauteur) ou « polygon », et un seul des deux',
  });

const fact = z.union([z.string().max(200), z.number().transform(String)]);
const place = z.strictObject({
  id,
  name: text,
  at: point,
  layer: id.optional(),
  icon: z.enum(MAP_SIGNS).optional(),
  /** One or two signs in the place of a drawing. */
  letter: z.string().min(1).max(2).optional(),
  /** The lines of its card. */
  facts: z.record(z.string().min(1).max(60), fact).default({}),
});

const values = z.record(id, z.coerce.string<string | number>().max(200));
const field = z.strictObject({
  id,
  label: text,
  options: z.array(text).min(2).max(10).optional(),
});
const marks = z.strictObject({
  /** What the button says: « Signaler un problème ». */
  title: text,
  categories: z.array(text).min(2).max(12),
  fields: z.array(field).max(5).default([]),
  /** Those of others, already there; `fixed` ones can only be read. */
  list: z
    .array(
      z.strictObject({
        id,
        category: text,
        at: point,
        values: values.default({}),
        fixed: z.boolean().default(false),
      }),
    )
    .max(30)
    .default([]),
});

const camera = z.strictObject({
  id,
  name: text,
  at: point,
  /** In the place of the drawing, and of its name on the map. */
  letter: z.string().min(1).max(2).optional(),
  angle: z.coerce.number().min(0).max(345).multipleOf(15, 'un angle de 0 à 345, de 15 en 15'),
  spread: z.coerce.number().min(20).max(180).default(60),
  reach: z.coerce.number().min(5).max(2000),
  on: z.boolean().default(true),
});

export const mapConfig = z.strictObject({
  title: text,
  size: z.tuple([z.coerce.number().min(20).max(5000), z.coerce.number().min(20).max(5000)]),
  coordinates: z.enum(['grid', 'degrees', 'none']).default('grid'),
  /** Latitude and longitude of the north-west corner. */
  origin: z
    .tuple([z.coerce.number().min(-80).max(80), z.coerce.number().min(-180).max(180)])
    .default([46, 4]),
  /** The whole map, turned over: the same plan, another place for everything. */
  mirror: z.enum(['none', 'x', 'y', 'both']).default('none'),
  search: z.boolean().default(true),
  /** Ways along the streets, and their length. */
  route: z.boolean().default(false),
  layers: z
    .array(z.strictObject({ id, name: text, icon: z.enum(MAP_SIGNS), shown: z.boolean().default(true) }))
    .max(8)
    .default([]),
  streets: z
    .array(
      z.strictObject({
        name: text,
        path: z.array(point).min(2).max(30),
        kind: z.enum(STREET_KINDS).default('street'),
      }),
    )
    .max(30)
    .default([]),
  areas: z.array(area).max(80).default([]),
  places: z.array(place).max(120).default([]),
  walls: z.array(z.array(point).min(2).max(30)).max(40).default([]),
  marks: marks.optional(),
  cameras: z.array(camera).max(12).default([]),
  /** Settings beside the map, each a choice. */
  settings: z
    .array(z.strictObject({ id, label: text, options: z.array(text).min(2).max(8), value: text }))
    .max(5)
    .default([]),
});

const spot = {
  place: id.optional(),
  /** The names of streets that meet. */
  crossing: z.array(text).min(2).max(4).optional(),
  /** Where they meet twice: the crossing that is nearest to this place. */
  by: id.optional(),
  at: point.optional(),
};
const markShape = z
  .strictObject({
    ...spot,
    /** A mark of the start, changed or moved; otherwise one added. */
    of: id.optional(),
    /** How far it may be, in metres. */
    within: z.coerce.number().min(1).max(500).default(15),
    category: text.optional(),
    values: values.optional(),
  })
  .refine(
    ({ place: one, crossing, at }) => [one, crossing, at].filter((each) => each !== undefined).length === 1,
    'un repère attendu a « place », « crossing » ou « at », et un seul des trois',
  );

const expectation = z.union(
  [
    z.strictObject({ mark: markShape }),
    z.strictObject({ gone: z.array(id).min(1).max(10) }),
    z.strictObject({ shown: z.array(id).max(8) }),
    z.strictObject({ filmed: z.array(id).min(1).max(20) }),
    z.strictObject({ unfilmed: z.array(id).min(1).max(20) }),
    z.strictObject({ setting: id, is: z.array(text).min(1).max(8) }),
    z.strictObject({ way: z.tuple([id, id]) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « mark », « gone », « shown », « filmed », « unfilmed », « setting » et « is », « way » ou « rest: kept »',
);

export const mapShape = { config: mapConfig, expect: z.array(expectation).min(1).max(12) };

type Authored = z.infer<typeof mapConfig>;
type Area = Omit<Authored['areas'][number], 'rect' | 'polygon'> & {
  readonly polygon: readonly (readonly [number, number])[];
};
/** As the page gets it: turned over, and every surface by its corners. */
export type MapConfig = Omit<Authored, 'areas' | 'marks'> & {
  readonly areas: readonly Area[];
  readonly marks: Authored['marks'] | null;
};
export type AuthoredMap = Authored;
export type MapArea = Area;
export type MapCamera = Authored['cameras'][number];
export type MapExpectation = z.infer<typeof expectation>;
export type ExpectedMark = z.infer<typeof markShape>;
