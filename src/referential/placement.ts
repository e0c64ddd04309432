import { frenchText } from './french.ts';
import type { ZoneFile } from './placement-schema.ts';
import type { ChallengeFile } from './schema.ts';
import { areaOf, boundsOf, contains, rectangle, type Shape, samplesOf } from './shape.ts';
import type { Matching, Media, Ordering, Placement, Pointing, Zone } from './types.ts';

type Fault = (message: string, path: readonly PropertyKey[]) => void;
type FileOf<T extends ChallengeFile['type']> = Extract<ChallengeFile, { type: T }>;

/** Width of a picture on a phone, and the least that a finger hits there (WCAG 2.5.8), in pixels. */
const PHONE_WIDTH = 340;
const LEAST_TARGET = 24;

/** What a challenge asks to place; null for types without, or when its picture is unknown (already reported). */
export function readPlacement(
  data: ChallengeFile,
  pictures: readonly Media[],
  fault: Fault,
): Placement | null {
  switch (data.type) {
    case 'ordering':
      return readOrdering(data, fault);
    case 'matching':
      return readMatching(data, fault);
    case 'pointing':
      return readPointing(data, pictures[0], fault);
    default:
      return null;
  }
}

function readOrdering(data: FileOf<'ordering'>, fault: Fault): Ordering {
  const seen = new Set<string>();
  const once = (text: string, path: readonly PropertyKey[]) => {
    if (seen.has(text)) fault(`« ${text} » est écrit deux fois : chaque élément doit être différent.`, path);
    seen.add(text);
  };
  data.items.forEach((item, rank) => {
    if (typeof item === 'string') once(item, ['items', rank]);
    else for (const [place, text] of item.entries()) once(text, ['items', rank, place]);
  });
  return {
    mode: 'ordering',
    items: data.items.flatMap((item, rank) =>
      [item].flat().map((text) => ({ text: frenchText(text), rank })),
    ),
    first: data.first === undefined ? null : frenchText(data.first),
    last: data.last === undefined ? null : frenchText(data.last),
  };
}

function readMatching(data: FileOf<'matching'>, fault: Fault): Matching {
  const rights: string[] = [];
  const lefts = new Set<string>();
  data.pairs.forEach(({ left, right }, index) => {
    if (lefts.has(left)) fault(`« ${left} » est déjà à gauche d'une autre paire.`, ['pairs', index, 'left']);
    lefts.add(left);
    if (!rights.includes(right)) rights.push(right);
    else if (!data.reuse) {
      fault(`« ${right} » répond déjà à une autre paire : ajoute « reuse: true », ou change-le.`, [
        'pairs',
        index,
        'right',
      ]);
    }
  });
  data.extra.forEach((text, index) => {
    if (rights.includes(text)) fault(`« ${text} » est déjà une réponse.`, ['extra', index]);
    else rights.push(text);
  });
  if (rights.length < 2) fault('au moins deux réponses différentes à droite.', ['pairs']);
  if (rights.length > 8) fault('huit réponses au plus à droite, « extra » comprises.', ['extra']);
  return {
    mode: 'matching',
    pairs: data.pairs.map(({ left, right }) => ({ left: frenchText(left), right: rights.indexOf(right) })),
    rights: rights.map((text) => frenchText(text)),
    reuse: data.reuse,
  };
}

function readPointing(data: FileOf<'pointing'>, picture: Media | undefined, fault: Fault): Pointing | null {
  if (data.pictures.length === 0) {
    fault('« type: pointing » sans image : donne-la en premier dans « pictures ».', ['type']);
  }
  const { width, height } = picture ?? {};
  if (!width || !height) return null;
  const zones = data.zones.map(
    (zone): Zone => ({
      label: frenchText(zone.label),
      right: zone.right,
      why: zone.why === undefined ? null : frenchText(zone.why),
      shape: shapeOf(zone),
    }),
  );
  zones.forEach(({ shape }, index) => {
    checkShape(shape, { width, height }, (message) => fault(message, ['zones', index]));
  });
  checkOverlaps(zones, fault);
  const rightZones = zones.filter((zone) => zone.right).length;
  if (data.points > rightZones) {
    fault(`${data.points} points à donner pour ${rightZones} zone(s) juste(s).`, ['points']);
  }
  return { mode: 'pointing', width, height, points: data.points, zones };
}

function shapeOf({ circle, rectangle: sides, polygon = [] }: ZoneFile): Shape {
  if (circle) return { is: 'circle', centre: { x: circle[0], y: circle[1] }, radius: circle[2] };
  return sides ? rectangle(...sides) : { is: 'polygon', corners: polygon.map(([x, y]) => ({ x, y })) };
}

function checkShape(
  shape: Shape,
  picture: { readonly width: number; readonly height: number },
  fault: (message: string) => void,
): void {
  const { left, top, right, bottom } = boundsOf(shape);
  if (left < 0 || top < 0 || right > picture.width || bottom > picture.height) {
    fault(`cette zone sort de l'image, qui fait ${picture.width} × ${picture.height}.`);
    return;
  }
  const least = (LEAST_TARGET * picture.width) / PHONE_WIDTH;
  if (right - left < least || bottom - top < least || areaOf(shape) < (least * least) / 2) {
    fault(
      `cette zone est trop petite pour un doigt sur un téléphone : ${Math.ceil(least)} de côté au moins.`,
    );
  }
}

/** Where zones overlap the smallest is meant: each must keep a place of its own, of a right or of a wrong one alone. */
function checkOverlaps(zones: readonly Zone[], fault: Fault): void {
  zones.forEach((zone, index) => {
    const hiding = zones.filter(
      (other) => other !== zone && areaOf(other.shape) <= areaOf(zone.shape) && other.right !== zone.right,
    );
    const samples = samplesOf(zone.shape);
    const free = samples.filter((point) => !hiding.some((other) => contains(other.shape, point)));
    if (samples.length > 0 && free.length < samples.length / 4) {
      fault(`« ${zone.label} » disparaît presque sous des zones plus petites.`, ['zones', index]);
    }
  });
}
