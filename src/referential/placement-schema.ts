import { z } from 'zod';

/** What an author writes of the challenges where things are placed: in order, face to face, on a picture. */

/** Longer texts would not fit their card on a phone. */
function shortText(most: number) {
  return z.string().trim().min(1).max(most, `${most} caractères au plus, pour tenir sur un téléphone`);
}

const item = shortText(120);
const place = z.number().min(0).max(20_000);
const corner = z.tuple([place, place]);

export const orderingShape = {
  items: z
    .array(
      z.union(
        [item, z.array(item).min(2)],
        "un texte de 120 caractères au plus, ou une liste de textes dont l'ordre est libre entre eux",
      ),
    )
    .min(2, 'au moins deux places différentes')
    .refine((items) => items.flat().length >= 3, 'au moins trois éléments')
    .refine((items) => items.flat().length <= 8, 'huit éléments au plus'),
  first: shortText(40).optional(),
  last: shortText(40).optional(),
};

export const matchingShape = {
  pairs: z
    .array(z.strictObject({ left: shortText(70), right: shortText(80) }))
    .min(3)
    .max(8),
  extra: z.array(shortText(80)).max(5).default([]),
  reuse: z.boolean().default(false),
};

const zone = z
  .strictObject({
    label: shortText(120),
    right: z.boolean().default(false),
    why: z.string().trim().min(1).optional(),
    circle: z.tuple([place, place, z.number().positive()]).optional(),
    rectangle: z.tuple([place, place, z.number().positive(), z.number().positive()]).optional(),
    polygon: z.array(corner).min(3).max(40).optional(),
  })
  .refine(
    ({ circle, rectangle, polygon }) =>
      [circle, rectangle, polygon].filter((shape) => shape !== undefined).length === 1,
    'une zone a une forme et une seule : circle, rectangle ou polygon',
  );

export const pointingShape = {
  points: z.int().min(1).max(5).default(1),
  zones: z
    .array(zone)
    .min(3)
    .max(12)
    .refine((zones) => zones.some((one) => one.right), 'au moins une zone juste (right: true)')
    .refine((zones) => zones.some((one) => !one.right), 'au moins une zone fausse')
    .refine(
      (zones) => new Set(zones.map((one) => one.label)).size === zones.length,
      'un libellé différent par zone',
    ),
};

export type ZoneFile = z.infer<typeof zone>;
