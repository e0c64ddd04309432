import {
  answersOf,
  type FormConfig,
  type FormExpectation,
} from '../../referential/practicals/form-builder.ts';
import {
  type Condition,
  canDecide,
  choicesOf,
  hasChoices,
  hasLimits,
  type Question,
  questionsShown,
  readNumber,
} from '../../referential/practicals/form-rules.ts';
import type { ReachedForm } from './form-builder-state.ts';

type Asked = ReachedForm['questions'][number];
type Path = Extract<FormExpectation, { path: unknown }>['path'];

/** A form that meets all that is expected, if one can: the proof that a challenge can be done. */
export function solveForm(
  config: FormConfig,
  expected: readonly FormExpectation[],
  start: ReachedForm,
): ReachedForm {
  const brought = expected.reduce<ReachedForm>((form, one) => bring(form, one), start);
  const paths = expected.flatMap((one) => ('path' in one ? [one.path] : []));
  return { ...brought, questions: withConditions(config, brought.questions, paths) };
}

function bring(form: ReachedForm, one: FormExpectation): ReachedForm {
  const replaced = (name: string, change: (question: Asked) => Asked) => ({
    ...form,
    questions: form.questions.map((each) => (each.id === name ? change(each) : each)),
  });
  if ('question' in one) {
    const { of } = one.question;
    if (of !== undefined) return replaced(of, (question) => made(one.question, question));
    const blank: Asked = {
      ...{ id: `n${form.questions.length + 1}`, type: 'short', title: '', help: '', required: false },
      ...{ choices: [], other: false, min: null, max: null, when: null },
    };
    return { ...form, questions: [...form.questions, made(one.question, blank)] };
  }
  if ('gone' in one) {
    const questions = form.questions
      .filter(({ id }) => !one.gone.includes(id))
      .map((each) => (each.when && one.gone.includes(each.when.question) ? { ...each, when: null } : each));
    return { ...form, questions };
  }
  if ('order' in one) {
    const ordered = one.order.flatMap((name) => form.questions.find(({ id }) => id === name) ?? []);
    return {
      ...form,
      questions: form.questions.map((each) =>
        one.order.includes(each.id) ? (ordered.shift() ?? each) : each,
      ),
    };
  }
  if ('tries' in one) return replaced(one.tries.question, (question) => limited(question, one.tries));
  if ('ranges' in one) {
    const { question: name, from, to } = one.ranges;
    return replaced(name, (question) => {
      const step = Math.ceil((to - from + 1) / question.choices.length);
      const choices = question.choices.map((choice, rank) => ({
        ...choice,
        text: `${from + rank * step}-${from + (rank + 1) * step - 1}`,
      }));
      return { ...question, choices };
    });
  }
  if ('setting' in one) {
    const [wanted = ''] = [one.is].flat();
    const value = wanted === 'none' && one.setting === 'closes' ? null : wanted;
    const joined = one.setting === 'message' ? [one.is].flat().join(' ') : value;
    return { ...form, settings: { ...form.settings, [one.setting]: joined } };
  }
  if ('title' in one) return { ...form, title: [one.title].flat()[0] ?? '' };
  return form;
}

function made(wanted: Extract<FormExpectation, { question: unknown }>['question'], question: Asked): Asked {
  const [type = question.type] = wanted.type === undefined ? [] : [wanted.type].flat();
  const [title = [wanted.words ?? []].flat().join(' ')] = [wanted.title ?? []].flat();
  const choices = wanted.choices?.map((text, rank) => ({ id: `c${rank + 1}`, text }));
  return {
    ...question,
    type,
    title: title === '' ? question.title : title,
    required: wanted.required ?? question.required,
    choices: choices ?? (hasChoices(type) ? question.choices : []),
    // Choices that are told are all of them, unless « Autre » is asked too.
    other: wanted.other ?? (wanted.choices === undefined && question.other),
    min: wanted.min === undefined ? question.min : wanted.min,
    max: wanted.max === undefined ? question.max : wanted.max,
  };
}

/** Limits just around what must be taken; of texts, their lengths. */
function limited(
  question: Asked,
  { accepts, refuses }: Extract<FormExpectation, { tries: unknown }>['tries'],
): Asked {
  const numbers = accepts.flatMap((value) => readNumber(String(value)) ?? []);
  const isNumber = numbers.length === accepts.length && accepts.length > 0;
  const type = isNumber
    ? 'number'
    : [...accepts].every((value) => String(value).includes('@'))
      ? 'email'
      : question.type;
  if (type === 'email' || !hasLimits(type)) return { ...question, type };
  const sizes = isNumber ? numbers : accepts.map((value) => [...String(value)].length);
  const others = refuses.map((value) =>
    isNumber ? (readNumber(String(value)) ?? 0) : [...String(value)].length,
  );
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return {
    ...question,
    type,
    min: others.some((size) => size < least) ? least : question.min,
    max: others.some((size) => size > most) ? most : question.max,
  };
}

/** From the first question to the last, the first condition under which every path meets it as it must. */
function withConditions(config: FormConfig, questions: readonly Asked[], paths: readonly Path[]): Asked[] {
  const done: Asked[] = [];
  for (const question of questions) {
    const asked = paths.filter(({ shown, hidden }) => [...shown, ...hidden].includes(question.id));
    const fits = (when: Condition | null) =>
      asked.every(({ answers, shown }) => {
        const met = questionsShown(
          [...done, { ...question, when }],
          answersOf(answers, config.questions) ?? {},
        );
        return met.some((one) => one.id === question.id) === shown.includes(question.id);
      });
    const tried = asked.length === 0 ? [question.when] : [question.when, null, ...conditionsOn(done, paths)];
    const fit = tried.findIndex(fits);
    const when = fit < 0 ? question.when : (tried[fit] ?? null);
    done.push({ ...question, when: when && { ...when } });
  }
  return done;
}

function conditionsOn(earlier: readonly Question[], paths: readonly Path[]): Condition[] {
  return earlier
    .filter(({ type }) => canDecide(type))
    .flatMap((source) => {
      const question = source.id;
      if (hasChoices(source.type))
        return choicesOf(source, '').flatMap(({ id: value }): Condition[] => [
          { question, test: 'is', value },
          { question, test: 'not', value },
        ]);
      const numbers = paths.flatMap(({ answers }) => readNumber(String(answers[question] ?? '')) ?? []);
      return numbers.flatMap((value): Condition[] => [
        { question, test: 'least', value },
        { question, test: 'under', value },
      ]);
    });
}
