import type { Challenge, Matching, Ordering, Pointing } from '../referential/types.ts';
import { shownPlaces } from './order.ts';
import { type Presenter, presentPicture } from './present.ts';
import type { AnswerForm } from './respond.ts';
import { type Fields, givenMatches, givenPlaces, givenPoints, givenZones } from './respond-placement.ts';
import type { MatchingView, OrderingView, PlacementView, PointingView } from './views.ts';

/** What this challenge asks to place, as this pupil sees it, with what an unfinished form already holds. */
export function presentPlacement(
  presenter: Presenter,
  challenge: Challenge,
  seed: string,
  unfinished: AnswerForm | null,
): PlacementView | null {
  const { id, placement } = challenge;
  if (!placement) return null;
  const shown = shownPlaces(id, placement, seed);
  const form = unfinished ?? {};
  switch (placement.mode) {
    case 'ordering':
      return presentOrdering(placement, shown, form);
    case 'matching':
      return presentMatching(placement, shown, form);
    case 'pointing':
      return presentPointing(presenter, challenge, placement, shown, form);
  }
}

function presentOrdering(placement: Ordering, shown: readonly number[], form: Fields): OrderingView {
  const places = givenPlaces(placement, form);
  const items = shown.map((index, name) => ({
    name: String(name),
    text: placement.items[index]?.text ?? '',
    place: addOne(places[name]),
  }));
  // An order given whole is shown as it was left.
  const whole = new Set(places).size === places.length && !places.includes(null);
  return {
    mode: 'ordering',
    first: placement.first,
    last: placement.last,
    items: whole ? items.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)) : items,
  };
}

function presentMatching(placement: Matching, shown: readonly number[], form: Fields): MatchingView {
  const given = givenMatches(placement, form);
  return {
    mode: 'matching',
    reuse: placement.reuse,
    lefts: placement.pairs.map(({ left }, name) => ({
      name: String(name),
      text: left,
      chosen: String(given[name] ?? ''),
    })),
    rights: shown.map((index, place) => ({
      value: String(place),
      letter: String.fromCharCode(65 + place),
      text: placement.rights[index] ?? '',
    })),
  };
}

function presentPointing(
  presenter: Presenter,
  challenge: Challenge,
  placement: Pointing,
  shown: readonly number[],
  form: Fields,
): PointingView | null {
  const [media] = challenge.pictures;
  if (!media) return null;
  const zones = new Set(givenZones(placement, form));
  return {
    mode: 'pointing',
    picture: presentPicture(presenter, media),
    width: placement.width,
    height: placement.height,
    count: placement.points,
    points: givenPoints(placement, form)
      .slice(0, placement.points)
      .map(({ x, y }) => `${x},${y}`),
    zones: shown.map((index, place) => ({
      value: String(place),
      text: placement.zones[index]?.label ?? '',
      checked: zones.has(place),
    })),
  };
}

function addOne(place: number | null | undefined): number | null {
  return place === null || place === undefined ? null : place + 1;
}
