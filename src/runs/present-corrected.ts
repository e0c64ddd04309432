import type { Response as GivenResponse } from '../engine/correct.ts';
import { matchVerdicts } from '../engine/matching.ts';
import { placesOf } from '../engine/ordering.ts';
import { zoneAt, zoneVerdicts } from '../engine/pointing.ts';
import type { Translate } from '../i18n/translate.ts';
import { outlineOf } from '../referential/shape.ts';
import type { Matching, Ordering, Placement, Pointing } from '../referential/types.ts';
import type { CorrectedPlacement, PictureView } from './views.ts';

type Given = GivenResponse | null;
type Of<M extends CorrectedPlacement['mode']> = Extract<CorrectedPlacement, { mode: M }>;

/**
 * What was placed, item by item, beside what was to be. The key is in it: from the checkpoint on only.
 * `picture`: the challenge's first one, which a pointing needs.
 */
export function presentCorrectedPlacement(
  t: Translate,
  placement: Placement,
  picture: PictureView | null,
  response: Given,
): CorrectedPlacement | null {
  switch (placement.mode) {
    case 'ordering':
      return correctedOrder(t, placement, response);
    case 'matching':
      return correctedMatches(placement, response);
    case 'pointing':
      return picture && correctedPoints(t, placement, picture, response);
  }
}

function correctedOrder(t: Translate, { items }: Ordering, response: Given): Of<'ordering'> {
  const order = response && 'order' in response ? response.order : [];
  const rows = items.map(({ text, rank }, index) => {
    const { from, to } = placesOf(items, index);
    const given = order.indexOf(index) + 1;
    return {
      rank,
      place: from === to ? String(from) : t('run.order.tied', { from, to }),
      text,
      given: given === 0 ? null : given,
      right: given >= from && given <= to,
    };
  });
  return {
    mode: 'ordering',
    items: rows
      .sort((a, b) => a.rank - b.rank || (a.given ?? 0) - (b.given ?? 0))
      .map(({ rank, ...row }) => row),
  };
}

function correctedMatches(placement: Matching, response: Given): Of<'matching'> {
  const matches = response && 'matches' in response ? response.matches : [];
  const verdicts = matchVerdicts(placement, matches);
  return {
    mode: 'matching',
    rows: placement.pairs.map(({ left, right }, index) => ({
      left,
      given: placement.rights[matches[index] ?? -1] ?? null,
      right: verdicts[index] ?? false,
      expected: placement.rights[right] ?? '',
    })),
  };
}

function correctedPoints(
  t: Translate,
  placement: Pointing,
  picture: PictureView,
  response: Given,
): Of<'pointing'> {
  const points = response && 'points' in response ? response.points : [];
  const listed = response && 'zones' in response ? response.zones : [];
  const given = points.length > 0 ? points.map((point) => zoneAt(placement, point)) : listed;
  const verdicts = zoneVerdicts(placement, given);
  const state = (right: boolean | undefined) => (right ? 'right' : 'wrong');
  return {
    mode: 'pointing',
    drawn: {
      picture,
      width: placement.width,
      height: placement.height,
      zones: placement.zones.flatMap((zone, index) =>
        zone.right || listed.includes(index)
          ? [{ state: state(zone.right), outline: outlineOf(zone.shape) }]
          : [],
      ),
      marks: points.map(({ x, y }, index) => ({ state: state(verdicts[index]), x, y, number: index + 1 })),
      radius: Math.max(placement.width, placement.height) / 28,
    },
    given: given.map((index, place) => {
      const zone = index === null ? undefined : placement.zones[index];
      const right = verdicts[place] ?? false;
      const verdict = `run.point.${right ? 'right' : 'wrong'}`;
      return {
        label: points.length > 0 ? t(`${verdict}-mark`, { number: place + 1 }) : t(verdict),
        text: zone?.label ?? t('run.point.outside'),
        right,
        why: right ? null : (zone?.why ?? null),
      };
    }),
    count: placement.points,
    expected: placement.zones.flatMap((zone) => (zone.right ? [zone.label] : [])),
  };
}
