import type { Point } from '../referential/shape.ts';
import type { AnswerField, Challenge, Placement } from '../referential/types.ts';
import { matchVerdicts } from './matching.ts';
import { isInOrder } from './ordering.ts';
import { zoneAt, zoneVerdicts } from './pointing.ts';
import { type Reached, verdictsOn } from './practicals/practical.ts';
import { accepts } from './tolerance.ts';

/**
 * Choices, items, rights and zones are ranks in the challenge's own order, whatever the order shown; fields are by id.
 * `order`: the items from first to last; `matches`: a right for each left; a pointing is given by points in the
 * picture's pixels or by zones of the list; `reached`: the state of a simulated application.
 */
export type Response =
  | { readonly choices: readonly number[] }
  | { readonly fields: Readonly<Record<string, string>> }
  | { readonly order: readonly number[] }
  | { readonly matches: readonly number[] }
  | { readonly points: readonly Point[] }
  | { readonly zones: readonly number[] }
  | { readonly reached: Reached };

/** What correcting needs of a challenge. */
export type Correctable = Pick<Challenge, 'type' | 'choices' | 'fields'> &
  Partial<Pick<Challenge, 'placement' | 'practical'>>;

export interface Correction {
  readonly correct: boolean;
  /** For each field, whether its answer is right; empty for other types. */
  readonly fields: Record<string, boolean>;
}

/** Right or wrong, never partly: a qcm needs exactly the right choices, several fields must all be right. */
export function correct(challenge: Correctable, response: Response): Correction {
  switch (challenge.type) {
    case 'qcu':
    case 'qcm':
      return { correct: 'choices' in response && exactly(challenge.choices, response.choices), fields: {} };
    case 'qroc':
    case 'qrocm-ind':
      return summed(challenge.fields, (field) => accepts(field, answerTo(field, response)));
    case 'qrocm-dep': {
      const matched = matchedFields(challenge.fields, response);
      return summed(challenge.fields, (_, i) => matched.has(i));
    }
    case 'ordering':
    case 'matching':
    case 'pointing':
      return { correct: isWellPlaced(challenge.placement ?? null, response), fields: {} };
    case 'practical': {
      const { practical } = challenge;
      const done = practical && 'reached' in response ? verdictsOn(practical, response.reached) : [];
      return { correct: done.length > 0 && done.every((verdict) => verdict.right), fields: {} };
    }
  }
}

function isWellPlaced(placement: Placement | null, response: Response): boolean {
  switch (placement?.mode) {
    case 'ordering':
      return 'order' in response && isInOrder(placement.items, response.order);
    case 'matching':
      return (
        'matches' in response &&
        response.matches.length === placement.pairs.length &&
        matchVerdicts(placement, response.matches).every(Boolean)
      );
    case 'pointing': {
      const given =
        'points' in response
          ? response.points.slice(0, placement.points + 1).map((point) => zoneAt(placement, point))
          : 'zones' in response
            ? response.zones
            : [];
      return given.length === placement.points && zoneVerdicts(placement, given).every(Boolean);
    }
    default:
      return false;
  }
}

function exactly(choices: Challenge['choices'], picked: readonly number[]): boolean {
  if (picked.length > choices.length) return false;
  const ranks = new Set(picked);
  return (
    ranks.size === choices.filter((choice) => choice.right).length &&
    [...ranks].every((rank) => choices[rank]?.right)
  );
}

function summed(
  fields: readonly AnswerField[],
  isRight: (field: AnswerField, rank: number) => boolean,
): Correction {
  const details = fields.map((field, rank) => [field.id, isRight(field, rank)] as const);
  return {
    correct: details.length > 0 && details.every(([, right]) => right),
    fields: Object.fromEntries(details),
  };
}

function answerTo(field: AnswerField, response: Response): string {
  return 'fields' in response && Object.hasOwn(response.fields, field.id)
    ? (response.fields[field.id] ?? '')
    : '';
}

/**
 * Ranks of the fields whose answers find each a list of their own: the largest matching, by augmenting paths
 * (Kuhn), so that a broad list taken by one answer is given back when another needs it.
 */
function matchedFields(fields: readonly AnswerField[], response: Response): ReadonlySet<number> {
  const fits = fields.map((typedIn) => {
    const answer = answerTo(typedIn, response);
    return fields.flatMap((list, rank) => (accepts(list, answer) ? rank : []));
  });
  const takenBy = new Map<number, number>();
  const place = (answer: number, tried: Set<number>): boolean =>
    (fits[answer] ?? []).some((list) => {
      if (tried.has(list)) return false;
      tried.add(list);
      const holder = takenBy.get(list);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(list, answer);
      return true;
    });
  for (const answer of fields.keys()) place(answer, new Set());
  return new Set(takenBy.values());
}
