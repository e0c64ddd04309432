import type { Response as GivenResponse } from '../engine/correct.ts';
import { correct } from '../engine/correct.ts';
import { formatNumber, type Locale, type Translate } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import type { Challenge, Media, Referential } from '../referential/types.ts';
import { shownOrder } from './order.ts';
import { presentCorrectedPlacement } from './present-corrected.ts';
import { presentCorrectedPractical, presentPractical } from './present-practical.ts';
import { reportAddress } from './report.ts';
import type { AnswerForm } from './respond.ts';
import { challengeOf } from './seen.ts';
import type { Answer, Run } from './store.ts';
import { presentTutorial } from './tutorial-marks.ts';
import type { Marks } from './tutorial-store.ts';
import type { ChoiceView, CorrectedAnswer, FieldView, PictureView, QuestionView, Stair } from './views.ts';

/** What turns the bank into pages for one reader. */
export interface Presenter {
  readonly referential: Referential;
  readonly locale: Locale;
  readonly t: Translate;
  /** Signed address of a content file. */
  readonly fileAddress: (path: string) => string;
  readonly tutorialAddress: (id: string) => string;
  /** What the reader made of lessons; null: a reader who marks none. */
  readonly marks: Marks | null;
}

/** For a pupil, who marks lessons. */
export interface PupilPresenter extends Presenter {
  readonly marks: Marks;
}

/**
 * Nothing of the key: instruction, document, pictures, files and window only. The picture to point at stands apart: it is
 * where one answers.
 */
export function presentQuestion(
  presenter: Presenter,
  challenge: Challenge,
  unfinished: AnswerForm | null = null,
): QuestionView {
  const shown = challenge.type === 'pointing' ? challenge.pictures.slice(1) : challenge.pictures;
  return {
    id: challenge.id,
    instructionHtml: challenge.instructionHtml,
    documentHtml: challenge.documentHtml,
    pictures: shown.map((media) => presentPicture(presenter, media)),
    attachments: challenge.attachments.map((media) => ({
      href: presenter.fileAddress(media.path),
      fileName: media.path.split('/').at(-1) ?? media.path,
      label: media.label,
      size: presentSize(presenter, media),
    })),
    practical: presentPractical(presenter.t, challenge, unfinished),
  };
}

export function presentPicture(presenter: Presenter, media: Media): PictureView {
  return {
    src: presenter.fileAddress(media.path),
    alt: media.label,
    caption: media.caption,
    width: media.width,
    height: media.height,
  };
}

export function presentChoices(challenge: Challenge, seed: string, form: AnswerForm | null): ChoiceView[] {
  const checked = new Set(form?.choice === undefined ? [] : [form.choice].flat());
  return shownOrder(challenge, seed).map((index, place) => ({
    value: String(place),
    text: challenge.choices[index]?.text ?? '',
    checked: checked.has(String(place)),
  }));
}

export function presentFields(challenge: Challenge, form: AnswerForm | null): FieldView[] {
  return challenge.fields.map((field) => {
    const value = form?.[`field.${field.id}`];
    return {
      name: field.id,
      label: field.label,
      format: field.format,
      size: field.size,
      unit: field.unit ?? null,
      options: field.options ?? [],
      value: typeof value === 'string' ? value : '',
    };
  });
}

/** One answer with its correction: shown from the checkpoint on, never before. */
export function presentCorrected(
  presenter: Presenter,
  run: Pick<Run, 'id' | 'seed'>,
  answer: Answer,
  { reportable }: { readonly reportable: boolean } = { reportable: true },
): CorrectedAnswer | null {
  const challenge = challengeOf(presenter.referential, run, answer.challengeId);
  if (!challenge) return null;
  const { referential, t } = presenter;
  const skill = referential.skills.get(challenge.skill);
  const competence = referential.competences.get(skill?.competence ?? '');
  const tube = referential.tubes.get(skill?.tube ?? '');
  const picture = challenge.pictures[0] ? presentPicture(presenter, challenge.pictures[0]) : null;
  const chosen = answer.response && 'choices' in answer.response ? answer.response.choices : [];
  return {
    number: answer.position,
    outcome: answer.outcome,
    competence: competence ? titleOf(competence, presenter.locale) : '',
    domain: competence?.domain ?? '',
    question: presentQuestion(presenter, challenge),
    choices: shownOrder(challenge, run.seed).map((index) => {
      const choice = challenge.choices[index];
      return {
        text: choice?.text ?? '',
        right: choice?.right ?? false,
        chosen: chosen.includes(index),
        why: choice?.why ?? null,
      };
    }),
    fields: presentGivenFields(challenge, answer.response, t),
    placement:
      challenge.placement && presentCorrectedPlacement(t, challenge.placement, picture, answer.response),
    practical: presentCorrectedPractical(t, challenge, answer.response),
    explanationHtml: challenge.explanationHtml,
    tutorials: (tube?.tutorials ?? []).map((tutorial) =>
      presentTutorial(presenter, tutorial, String(answer.position)),
    ),
    leftPage: answer.leftPage,
    reportAddress: reportable ? reportAddress(run.id, challenge.id) : null,
  };
}

function presentGivenFields(
  challenge: Challenge,
  response: GivenResponse | null,
  t: Translate,
): CorrectedAnswer['fields'] {
  const given = response && 'fields' in response ? response.fields : null;
  const verdicts = response && given ? correct(challenge, response).fields : {};
  return challenge.fields.map((field) => ({
    label: field.label,
    given: given?.[field.id] || null,
    right: verdicts[field.id] ?? false,
    expected: [field.display ?? field.accepted[0] ?? t('run.answer.none'), field.unit]
      .filter(Boolean)
      .join('\u00a0'),
  }));
}

export function presentStair(
  t: Translate,
  answered: number,
  remaining: { readonly low: number; readonly high: number } | null,
): Stair {
  const done = t('run.stair.answered', { count: answered });
  if (!remaining || remaining.high === 0) return { answered, remaining: null, label: done };
  const left =
    remaining.low === remaining.high
      ? t('run.stair.left', { count: remaining.low })
      : t('run.stair.left-between', { low: remaining.low, high: remaining.high });
  return { answered, remaining, label: `${done}, ${left}` };
}

function presentSize(presenter: Presenter, media: Media): string {
  const { t, locale } = presenter;
  if (media.bytes < 1000) return t('run.size.bytes', { size: formatNumber(media.bytes, locale) });
  return t('run.size.kilobytes', { size: formatNumber(Math.round(media.bytes / 100) / 10, locale) });
}
