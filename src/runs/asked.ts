import type { Challenge } from '../referential/types.ts';
import { type Presenter, presentChoices, presentFields, presentQuestion } from './present.ts';
import { presentPlacement } from './present-placement.ts';
import { type AnswerForm, missingFrom } from './respond.ts';
import type { AskedView } from './views.ts';

/**
 * A challenge to be answered; `unfinished` is an answer sent back for what it lacks, which `keyOf` may say in other words.
 */
export function presentAsked(
  presenter: Presenter,
  challenge: Challenge,
  seed: string,
  unfinished: AnswerForm | null,
  keyOf: (key: string) => string = (key) => key,
): AskedView {
  const choices = presentChoices(challenge, seed, unfinished);
  const missing = unfinished && missingFrom(challenge, seed, unfinished);
  return {
    question: presentQuestion(presenter, challenge, unfinished),
    single: challenge.type === 'qcu' ? choices : [],
    several: challenge.type === 'qcm' ? choices : [],
    fields: presentFields(challenge, unfinished),
    placement: presentPlacement(presenter, challenge, seed, unfinished),
    error: missing && presenter.t(keyOf(missing.key), { count: missing.count }),
  };
}
