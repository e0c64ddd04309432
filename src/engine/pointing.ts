import { areaOf, contains, type Point } from '../referential/shape.ts';
import type { Pointing } from '../referential/types.ts';

/** The zone meant by a point, an index: the smallest that holds it, as a button lies on its window; null outside all. */
export function zoneAt({ zones }: Pointing, point: Point): number | null {
  const holding = zones.flatMap((zone, index) => (contains(zone.shape, point) ? [{ zone, index }] : []));
  const [smallest] = holding.sort((a, b) => areaOf(a.zone.shape) - areaOf(b.zone.shape));
  return smallest?.index ?? null;
}

/** For each given zone (null: none), whether it is a right one not given before it. */
export function zoneVerdicts({ zones }: Pointing, given: readonly (number | null)[]): boolean[] {
  return given.map(
    (zone, place) => zone !== null && zones[zone]?.right === true && !given.slice(0, place).includes(zone),
  );
}

/** Drawn from the list of zones, which is open to everyone: pointing blindly would succeed less often. */
export function pointingChance({ zones, points }: Pointing): number {
  const rights = zones.filter((zone) => zone.right).length;
  return Array.from({ length: points }).reduce<number>(
    (chance, _, given) => (chance * (rights - given)) / (zones.length - given),
    1,
  );
}
