import { z } from 'zod';
import type { Response as GivenResponse } from '../engine/correct.ts';
import { AppError } from '../errors.ts';
import type { Challenge } from '../referential/types.ts';
import { cutText } from '../web/clean-text.ts';
import { shownOrder } from './order.ts';
import { type Missing, readPlacement } from './respond-placement.ts';
import { readPracticalAnswer } from './respond-practical.ts';

const MAX_FIELD = 500;

const text = z.string().max(5000);
/**
 * What the challenge page posts: `challenge`, then `choice` (once or more), `field.<id>`, what was placed (see
 * `respond-placement.ts`), or `reached`, the state of a simulated application.
 */
export const answerForm = z.looseObject({
  challenge: z.string().max(200),
  choice: z.union([text, z.array(text).max(20)]).optional(),
});

export type AnswerForm = z.infer<typeof answerForm>;

/**
 * The response that a form holds, in the bank's order; null when the pupil left it empty or unfinished.
 * @throws AppError form-invalid for choices that the page did not offer, or a state that its window cannot be in.
 */
export function readResponse(challenge: Challenge, seed: string, form: AnswerForm): GivenResponse | null {
  if (challenge.placement) {
    const read = readPlacement(challenge.id, challenge.placement, seed, form);
    return 'key' in read ? null : read;
  }
  if (challenge.type === 'practical') return readPracticalAnswer(challenge, form);
  if (challenge.fields.length > 0) return readFields(challenge, form);
  const places = form.choice === undefined ? [] : [form.choice].flat();
  if (places.length === 0) return null;
  const order = shownOrder(challenge, seed);
  const choices = places.map((place) => {
    const index = /^\d{1,2}$/.test(place) ? order[Number(place)] : undefined;
    if (index === undefined) throw new AppError('form-invalid', 'choice');
    return index;
  });
  if (challenge.type === 'qcu' && choices.length > 1) throw new AppError('form-invalid', 'one choice only');
  return { choices: [...new Set(choices)].sort((a, b) => a - b) };
}

/** What an empty or unfinished form lacks. */
export function missingFrom(challenge: Challenge, seed: string, form: AnswerForm): Missing {
  const read = challenge.placement ? readPlacement(challenge.id, challenge.placement, seed, form) : null;
  if (read && 'key' in read) return read;
  if (challenge.type === 'practical') return { key: 'run.empty.practical', count: 1 };
  return { key: challenge.fields.length > 0 ? 'run.empty.field' : 'run.empty.choice', count: 1 };
}

function readFields(challenge: Challenge, form: AnswerForm): GivenResponse | null {
  const fields: Record<string, string> = {};
  for (const field of challenge.fields) {
    const value = form[`field.${field.id}`];
    fields[field.id] = typeof value === 'string' ? cutText(value, MAX_FIELD).trim() : '';
  }
  return Object.values(fields).every((value) => value === '') ? null : { fields };
}
