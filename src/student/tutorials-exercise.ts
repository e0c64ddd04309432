import type { Request } from 'express';
import type { Challenge, Tutorial } from '../referential/types.ts';
import { assess } from '../runs/answer.ts';
import { presentAsked } from '../runs/asked.ts';
import { deviceOf } from '../runs/device.ts';
import { type Presenter, presentCorrected } from '../runs/present.ts';
import { type AnswerForm, readResponse } from '../runs/respond.ts';
import { chooseExercise, isExercise } from './tutorials-choose.ts';
import type { Underway } from './tutorials-store.ts';
import type { ExercisePage } from './tutorials-views.ts';

/** Faults whose words need no « Je passe », which an exercise has not. */
const NO_SKIP = ['run.empty.match-twice', 'run.empty.point-many'];

/** Where an exercise stands: a person, a lesson and how many came before. Nothing of it is kept. */
export interface Exercise {
  readonly userId: string;
  readonly tutorial: Tutorial;
  readonly turn: number;
  readonly underway: Underway;
}

/** The exercise of this turn, not answered yet. */
export function askExercise(presenter: Presenter, exercise: Exercise, req: Request): ExercisePage {
  const tube = presenter.referential.tubes.get(exercise.tutorial.tube);
  const wanted = { seed: seedOf(exercise), turn: exercise.turn, device: deviceOf(req.headers) };
  const challenge = tube ? chooseExercise(tube, exercise.underway, wanted) : null;
  return showExercise(presenter, exercise, challenge && { challenge, form: null });
}

/**
 * What was answered, corrected at once; asked again when the answer is empty or unfinished.
 * @returns null when this challenge is no exercise of this lesson, or no longer.
 */
export function answerExercise(
  presenter: Presenter,
  exercise: Exercise,
  form: AnswerForm,
): { readonly page: ExercisePage; readonly status: 200 | 422 } | null {
  const challenge = presenter.referential.challenges.get(form.challenge);
  const skill = presenter.referential.skills.get(challenge?.skill ?? '');
  if (!challenge || skill?.tube !== exercise.tutorial.tube || !isExercise(challenge, exercise.underway))
    return null;
  const seed = seedOf(exercise);
  const response = readResponse(challenge, seed, form);
  if (response === null) return { page: showExercise(presenter, exercise, { challenge, form }), status: 422 };
  const answer = { ...assess(challenge, response, 1), leftPage: 0 };
  return {
    page: {
      ...showExercise(presenter, exercise, null),
      corrected: presentCorrected(presenter, { id: 'exercise', seed }, answer, { reportable: false }),
      againAddress: `${addressOf(exercise)}?turn=${exercise.turn + 1}`,
    },
    status: 200,
  };
}

function showExercise(
  presenter: Presenter,
  exercise: Exercise,
  asked: { readonly challenge: Challenge; readonly form: AnswerForm | null } | null,
): ExercisePage {
  const { id, title } = exercise.tutorial;
  return {
    title: presenter.t('exercise.title'),
    lesson: { title, address: `/tutorials/${id}` },
    asked: asked && {
      ...presentAsked(presenter, asked.challenge, seedOf(exercise), asked.form, (key) =>
        NO_SKIP.includes(key) ? key : 'exercise.empty',
      ),
      action: `${addressOf(exercise)}?turn=${exercise.turn}`,
    },
    corrected: null,
    againAddress: null,
  };
}

function addressOf({ tutorial }: Exercise): string {
  return `/tutorials/${tutorial.id}/exercise`;
}

function seedOf({ userId, tutorial }: Exercise): string {
  return `exercise:${userId}:${tutorial.tube}`;
}
