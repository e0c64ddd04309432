import {
  answersOf,
  type FormConfig,
  type FormExpectation,
  type QuestionWanted,
  SETTINGS,
} from '../../referential/practicals/form-builder.ts';
import { troublesOf } from '../../referential/practicals/form-ranges.ts';
import {
  answerFault,
  choicesOf,
  OTHER,
  type Question,
  questionsShown,
} from '../../referential/practicals/form-rules.ts';
import { accepts } from '../tolerance.ts';
import type { Component, Verdict } from './component.ts';
import { solveForm } from './form-builder-solve.ts';
import { type ReachedForm, reachedForm } from './form-builder-state.ts';

export const formBuilder: Component<FormConfig, FormExpectation, ReachedForm> = {
  reached: reachedForm,
  initial: ({ title, description, questions, settings }) => ({
    title,
    description,
    questions: questions.map((one) => ({
      ...one,
      choices: one.choices.map((choice) => ({ ...choice })),
      when: one.when && { ...one.when },
    })),
    settings,
  }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) => solveForm(config, expected, formBuilder.initial(config)),
};

function verdict(
  config: FormConfig,
  all: readonly FormExpectation[],
  one: FormExpectation,
  reached: ReachedForm,
): Verdict {
  const { questions, settings } = reached;
  const by = (name: string) => questions.find((each) => each.id === name);
  const told = (found: readonly string[]): Verdict => ({
    right: found.length === 0,
    found: found.slice(0, 8),
  });
  if ('question' in one) {
    const { of } = one.question;
    if (of !== undefined) {
      const now = by(of);
      return now ? told(troubles(one.question, now)) : { right: false, found: [] };
    }
    const faults = questions
      .filter((each) => names(one.question, each))
      .map((each) => troubles(one.question, each));
    const [closest] = faults.sort((a, b) => a.length - b.length);
    return closest ? told(closest) : { right: false, found: [] };
  }
  if ('gone' in one) return told(one.gone.flatMap((name) => by(name)?.title ?? []));
  if ('order' in one) {
    const places = one.order.map((name) => questions.findIndex((each) => each.id === name));
    const right = places.every((place, rank) => place > (places[rank - 1] ?? -1));
    const order = questions.filter((each) => one.order.includes(each.id));
    return { right, found: right ? [] : order.map(({ title }) => title) };
  }
  if ('path' in one) return told(pathTroubles(config, one.path, questions));
  if ('tries' in one) {
    const now = by(one.tries.question);
    if (!now) return { right: false, found: [] };
    const faulty = (value: string | number) => answerFault(now, String(value)) !== null;
    return told([
      ...one.tries.accepts.filter(faulty).map((value) => `-${value}`),
      ...one.tries.refuses.filter((value) => !faulty(value)).map((value) => `+${value}`),
    ]);
  }
  if ('ranges' in one) return rangesVerdict(config, one.ranges, by(one.ranges.question));
  if ('setting' in one) {
    const value = settings[one.setting];
    const wanted = Array.isArray(one.is) ? one.is : [one.is];
    const right =
      one.setting === 'message'
        ? wanted.every((words) => holds(settings.message, String(words)))
        : wanted.includes(value ?? 'none');
    return { right, found: right ? [] : [value === null ? 'none' : String(value)] };
  }
  if ('title' in one) {
    const right = same(reached.title, listOf(one.title));
    return { right, found: right || reached.title === '' ? [] : [reached.title] };
  }
  return told(changed(config, all, reached));
}

function listOf(texts: string | readonly string[] | undefined): readonly string[] {
  return texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;
}

/** The tolerance of written answers: case, accents, punctuation and slips of the keyboard. */
function same(text: string, accepted: readonly string[], refused: readonly string[] = []): boolean {
  const tolerances = { caseAndAccents: true, punctuation: true, typos: true };
  const field = { id: 'title', label: '', format: 'text', size: 'sentence', tolerances } as const;
  return accepts({ ...field, accepted: [...accepted], refused: [...refused] }, text);
}

/** Whether words are somewhere in a text, with the same tolerance. */
function holds(text: string, words: string): boolean {
  const cut = (whole: string) => whole.split(/[\s’'.,;:!?()«»"-]+/u).filter((part) => part !== '');
  const [wanted, has] = [cut(words), cut(text)];
  return has.some((_, rank) => same(has.slice(rank, rank + wanted.length).join(' '), [wanted.join(' ')]));
}

/** Whether a question's title is the one wanted. */
function names({ title, words }: QuestionWanted, question: Question): boolean {
  if (title !== undefined && !same(question.title, listOf(title))) return false;
  return listOf(words).every((one) => holds(question.title, one));
}

/** The parts of a question that are not as expected, by name. */
function troubles(wanted: QuestionWanted, question: Question): string[] {
  const { type, required, choices, other, min, max } = wanted;
  const types = type === undefined ? null : [type].flat();
  // A list has no « Autre », whatever was ticked when it was something else.
  const hasOther = choicesOf(question, '').some(({ id }) => id === OTHER);
  // Choices that are told are all of them.
  const wantsOther = other ?? (choices === undefined && hasOther);
  return [
    ...(names(wanted, question) ? [] : ['title']),
    ...(types === null || types.includes(question.type) ? [] : ['type']),
    ...(required === undefined || required === question.required ? [] : [required ? 'required' : 'optional']),
    ...(choices === undefined || sameChoices(choices, question) ? [] : ['choices']),
    ...(wantsOther === hasOther ? [] : ['other']),
    ...(min === undefined || min === question.min ? [] : ['min']),
    ...(max === undefined || max === question.max ? [] : ['max']),
  ];
}

/** The same choices, in any order, and no more. */
function sameChoices(wanted: readonly string[], { choices }: Question): boolean {
  const written = choices.filter(({ text }) => text.trim() !== '');
  return (
    written.length === wanted.length &&
    wanted.every((one) => {
      const others = wanted.filter((each) => each !== one);
      return written.some(({ text }) => same(text, [one], others));
    })
  );
}

function pathTroubles(
  { questions: first }: FormConfig,
  { answers, shown, hidden }: Extract<FormExpectation, { path: unknown }>['path'],
  questions: readonly Question[],
): string[] {
  const met = questionsShown(questions, answersOf(answers, first) ?? {}).map((one) => one.id);
  const titleOf = (name: string) =>
    (questions.find((one) => one.id === name) ?? first.find((one) => one.id === name))?.title ?? name;
  return [
    ...shown.filter((name) => !met.includes(name)).map((name) => `-${titleOf(name)}`),
    ...hidden.filter((name) => met.includes(name)).map((name) => `+${titleOf(name)}`),
  ];
}

function rangesVerdict(
  config: FormConfig,
  { question, from, to }: Extract<FormExpectation, { ranges: unknown }>['ranges'],
  now: Question | undefined,
): Verdict {
  const first = config.questions.find((one) => one.id === question);
  if (!now) return { right: false, found: [] };
  const texts = now.choices.map(({ text }) => text);
  const found = troublesOf(texts, from, to);
  if (found === null) return { right: false, found: ['unread'] };
  const troubles = [
    ...(texts.length === first?.choices.length ? [] : ['count']),
    ...found.missing.slice(0, 3).map((number) => `-${number}`),
    ...found.twice.slice(0, 3).map((number) => `+${number}`),
  ];
  return { right: troubles.length === 0, found: troubles };
}

/** What changed that was not asked: titles of questions, and `setting <name>`. */
function changed(config: FormConfig, all: readonly FormExpectation[], reached: ReachedForm): string[] {
  const gone = new Set(all.flatMap((one) => ('gone' in one ? one.gone : [])));
  const hasPaths = all.some((one) => 'path' in one);
  const start = formBuilder.initial(config);
  const questions = start.questions.filter(({ id: name }) => !gone.has(name));
  const moved =
    hasPaths || all.some((one) => 'order' in one)
      ? []
      : reached.questions.filter(({ id: name }) => questions.some((one) => one.id === name));
  const added = reached.questions.filter(
    ({ id: name, type }) =>
      !start.questions.some((one) => one.id === name) &&
      // A section asks nothing: where the window has them, it is one of the ways to show questions together.
      !(hasPaths && type === 'section' && config.tools.includes('sections')),
  );
  const asked = all.filter((one) => 'question' in one && one.question.of === undefined).length;
  return [
    ...questions.flatMap((one) => {
      const now = reached.questions.find((each) => each.id === one.id);
      const free = freed(all, one, gone);
      return now && signature(now, free) === signature(one, free) ? [] : [one.title];
    }),
    ...moved.flatMap((one, rank) =>
      one.id === questions[rank]?.id || moved.length < questions.length ? [] : [one.title],
    ),
    ...(added.length > asked ? added.slice(asked).map(({ title }) => title || '?') : []),
    ...SETTINGS.flatMap((name) =>
      all.some((one) => 'setting' in one && one.setting === name) ||
      reached.settings[name] === start.settings[name]
        ? []
        : [`setting ${name}`],
    ),
    ...(all.some((one) => 'title' in one) || reached.title === start.title ? [] : [reached.title || '?']),
  ];
}

/** The parts of a question of the start that what is asked may change. */
function freed(
  all: readonly FormExpectation[],
  { id: name, when }: Question,
  gone: ReadonlySet<string>,
): ReadonlySet<string> {
  const free = new Set<string>();
  if (when && gone.has(when.question)) free.add('when');
  for (const one of all) {
    if ('question' in one && one.question.of === name) {
      const { type, words, choices } = one.question;
      for (const key of Object.keys(one.question)) free.add(key);
      if (words !== undefined) free.add('title');
      if (choices !== undefined) free.add('other');
      if (type !== undefined) for (const key of ['choices', 'other', 'min', 'max']) free.add(key);
    }
    if ('path' in one && [...one.path.shown, ...one.path.hidden].includes(name)) free.add('when');
    if ('tries' in one && one.tries.question === name)
      for (const key of ['type', 'min', 'max']) free.add(key);
    if ('ranges' in one && one.ranges.question === name) free.add('choices');
  }
  return free;
}

function signature(question: ReachedForm['questions'][number], free: ReadonlySet<string>): string {
  const { title, type, required, choices, other, min, max, when } = question;
  // A help is a kindness, and a choice that waits for its words is none yet.
  const texts = choices.flatMap(({ text }) => (text.trim() === '' ? [] : [text.trim()]));
  const parts = { title: title.trim(), type, required, choices: texts, other, min, max, when };
  return JSON.stringify(Object.entries(parts).filter(([key]) => !free.has(key)));
}
