import type { Response as GivenResponse } from '../engine/correct.ts';
import type { Point } from '../referential/shape.ts';
import type { Matching, Ordering, Placement, Pointing } from '../referential/types.ts';
import { shownPlaces } from './order.ts';

/** The fields of a posted form, whatever they hold. */
export type Fields = Readonly<Record<string, unknown>>;

/** What keeps a form from being an answer: a key of the texts `run.empty.…`, and its count. */
export interface Missing {
  readonly key: string;
  readonly count: number;
}

/**
 * The response that a form holds, in the bank's order, or what it still lacks. Values that the page does not offer
 * count as not given: a pupil is told what to do, and what was rightly placed stays.
 */
export function readPlacement(
  id: string,
  placement: Placement,
  seed: string,
  form: Fields,
): GivenResponse | Missing {
  const shown = shownPlaces(id, placement, seed);
  switch (placement.mode) {
    case 'ordering':
      return readOrder(placement, shown, form);
    case 'matching':
      return readMatches(placement, shown, form);
    case 'pointing':
      return readPointed(placement, shown, form);
  }
}

/** For each item as shown, its place in the pupil's order from 0, posted as `place.<item>` from 1. */
export function givenPlaces({ items }: Ordering, form: Fields): (number | null)[] {
  return items.map((_, item) => {
    const place = numberBelow(form[`place.${item}`], items.length + 1);
    return place === null || place === 0 ? null : place - 1;
  });
}

/** For each left, the right as shown, posted as `match.<left>`. */
export function givenMatches({ pairs, rights }: Matching, form: Fields): (number | null)[] {
  return pairs.map((_, left) => numberBelow(form[`match.${left}`], rights.length));
}

/** Points inside the picture, posted as `point` « 120,85.5 », once or more; more than could be placed are left. */
export function givenPoints({ width, height }: Pointing, form: Fields): Point[] {
  const texts = new Set([form.point].flat().slice(0, MOST_POSTED));
  return [...texts].flatMap((text) => {
    const [, x, y] = (typeof text === 'string' && POINT.exec(text)) || [];
    const point = { x: Number(x), y: Number(y) };
    return point.x <= width && point.y <= height ? [point] : [];
  });
}

/** Zones as shown in the list, posted as `zone`, once or more. */
export function givenZones({ zones }: Pointing, form: Fields): number[] {
  const values = [form.zone].flat().slice(0, MOST_POSTED);
  return [...new Set(values.flatMap((value) => numberBelow(value, zones.length) ?? []))];
}

const MOST_POSTED = 20;
const POINT = /^(\d{1,5}(?:\.\d{1,2})?),(\d{1,5}(?:\.\d{1,2})?)$/;

function readOrder(placement: Ordering, shown: readonly number[], form: Fields): GivenResponse | Missing {
  const places = givenPlaces(placement, form);
  const order = places.map((_, place) => shown[places.indexOf(place)] ?? null).flatMap((item) => item ?? []);
  if (places.every((place, item) => place === null || place === item)) return missing('order');
  return order.length === places.length ? { order } : missing('places');
}

function readMatches(placement: Matching, shown: readonly number[], form: Fields): GivenResponse | Missing {
  const matches = givenMatches(placement, form).flatMap((right) =>
    right === null ? [] : (shown[right] ?? []),
  );
  const left = placement.pairs.length - matches.length;
  if (left > 0) return matches.length === 0 ? missing('matches') : missing('match', left);
  const twice = !placement.reuse && new Set(matches).size < matches.length;
  return twice ? missing('match-twice') : { matches };
}

function readPointed(placement: Pointing, shown: readonly number[], form: Fields): GivenResponse | Missing {
  const points = givenPoints(placement, form);
  const zones = givenZones(placement, form).map((zone) => shown[zone] ?? 0);
  const wanted = placement.points - points.length - zones.length;
  // A page sends points or zones, never both.
  if (points.length > 0 && zones.length > 0) return missing('point', placement.points);
  if (wanted < 0) return missing('point-many', placement.points);
  if (wanted > 0) return missing(wanted < placement.points ? 'point-more' : 'point', wanted);
  return zones.length > 0 ? { zones } : { points };
}

function missing(what: string, count = 1): Missing {
  return { key: `run.empty.${what}`, count };
}

function numberBelow(value: unknown, limit: number): number | null {
  const number = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : limit;
  return number < limit ? number : null;
}
