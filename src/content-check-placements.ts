import { correct, type Response } from './engine/correct.ts';
import { zoneAt } from './engine/pointing.ts';
import { samplesOf } from './referential/shape.ts';
import type { Challenge, Matching, Ordering, Placement, Pointing } from './referential/types.ts';

/** What a placement corrects otherwise than its author means; empty when all is well. */
export function placementFaults(challenge: Challenge, placement: Placement): string[] {
  const accepts = (response: Response) => correct(challenge, response).correct;
  switch (placement.mode) {
    case 'ordering':
      return orderingFaults(placement, accepts);
    case 'matching':
      return matchingFaults(placement, accepts);
    case 'pointing':
      return pointingFaults(placement, accepts);
  }
}

type Accepts = (response: Response) => boolean;

/** The author's order is right, and no longer so once two neighbours of different ranks change places. */
function orderingFaults({ items }: Ordering, accepts: Accepts): string[] {
  const order = items.map((_, index) => index);
  const swapped = order.slice(1).map((place) => order.with(place - 1, place).with(place, place - 1));
  return [
    ...(accepts({ order }) ? [] : ["l'ordre donné serait compté faux."]),
    ...swapped.flatMap((other, place) => {
      const [one, next] = [items[place], items[place + 1]];
      const free = one?.rank === next?.rank;
      return accepts({ order: other }) === free
        ? []
        : [`échanger « ${one?.text} » et « ${next?.text} » serait compté ${free ? 'faux' : 'juste'}.`];
    }),
  ];
}

/** The author's pairs are right, and no longer so once one left gets another right. */
function matchingFaults({ pairs, rights }: Matching, accepts: Accepts): string[] {
  const matches = pairs.map((pair) => pair.right);
  return [
    ...(accepts({ matches }) ? [] : ['les paires données seraient comptées fausses.']),
    ...pairs.flatMap(({ left, right }, index) =>
      rights.flatMap((text, other) =>
        other !== right && accepts({ matches: matches.with(index, other) })
          ? [`relier « ${left} » à « ${text} » serait compté juste.`]
          : [],
      ),
    ),
  ];
}

/** A point that means a right zone completes a right answer, whoever gives the others; one that means another doesn't. */
function pointingFaults(placement: Pointing, accepts: Accepts): string[] {
  const rights = placement.zones.flatMap((zone, index) => (zone.right ? [index] : []));
  return placement.zones.flatMap(({ label, right, shape }, index) => {
    const meant = samplesOf(shape).filter((point) => zoneAt(placement, point) === index);
    const others = rights.filter((other) => other !== index).slice(0, placement.points - 1);
    const given = others.flatMap((other) => {
      const shapeOfOther = placement.zones[other]?.shape;
      const inside = shapeOfOther ? samplesOf(shapeOfOther) : [];
      return inside.find((point) => zoneAt(placement, point) === other) ?? [];
    });
    if (meant.length === 0) return [`aucun point ne désigne « ${label} ».`];
    return meant.every((point) => accepts({ points: [...given, point] }) === right)
      ? []
      : [`montrer « ${label} » serait compté ${right ? 'faux' : 'juste'}.`];
  });
}
