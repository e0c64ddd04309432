import { z } from 'zod';
import type { Prepare } from './component.ts';
import { rangeOf } from './form-ranges.ts';
import {
  type Answers,
  CONDITION_TESTS,
  type Condition,
  canDecide,
  choicesOf,
  conditionFault,
  hasChoices,
  isRealDay,
  OTHER,
  QUESTION_TYPES,
  type Question,
} from './form-rules.ts';

/** What an author writes of a form to build or to mend, and how it must be left. */

const text = z.string().trim().min(1).max(200);
const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'un identifiant : lettres minuscules, chiffres et tirets')
  .max(40);
const day = z.string().refine(isRealDay, 'un jour comme 2026-03-12');
const limit = z.number().min(-1e6).max(1e6);
const type = z.enum(QUESTION_TYPES);

export const MOST_QUESTIONS = 40;
export const MOST_CHOICES = 20;
export const WHO = [...(['link', 'members', 'invited'] as const)];
export const RESULTS = [...(['me', 'team', 'answered', 'all'] as const)];
export const FORM_TOOLS = [...(['settings', 'conditions', 'sections'] as const)];
/** In the order of the window. */
export const SETTINGS = [...(['who', 'once', 'collect', 'results', 'closes', 'message'] as const)];
export type FormSetting = (typeof SETTINGS)[number];

const when = z.strictObject({
  question: id,
  is: z.union([z.string(), z.number()]).optional(),
  not: z.union([z.string(), z.number()]).optional(),
  under: limit.optional(),
  least: limit.optional(),
});
const question = z.strictObject({
  id,
  type: type.default('short'),
  title: text,
  help: z.string().max(300).default(''),
  required: z.boolean().default(false),
  choices: z.array(z.string().trim().min(1).max(120)).max(MOST_CHOICES).default([]),
  other: z.boolean().default(false),
  min: limit.nullable().default(null),
  max: limit.nullable().default(null),
  when: when.nullable().default(null),
});
const settings = z.strictObject({
  who: z.enum(WHO).default('link'),
  once: z.boolean().default(false),
  collect: z.boolean().default(false),
  results: z.enum(RESULTS).default('me'),
  closes: day.nullable().default(null),
  message: z.string().max(300).default(''),
});
const given = z.record(id, z.union([z.string(), z.number(), z.array(z.string()).max(MOST_CHOICES)]));

const config = z.strictObject({
  title: text,
  description: z.string().max(1000).default(''),
  /** What is open at first. */
  open: z.enum(['build', 'settings', 'preview', 'answers']).default('build'),
  tools: z.array(z.enum(FORM_TOOLS)).default([...FORM_TOOLS]),
  types: z
    .array(type)
    .min(1)
    .default(QUESTION_TYPES.filter((one) => one !== 'section')),
  questions: z.array(question).max(MOST_QUESTIONS).default([]),
  settings: settings.prefault({}),
  /** Answers already received. */
  answers: z.array(given).max(60).default([]),
});

const several = z.union([text, z.array(text).min(1).max(12)]);
const questionWanted = z.strictObject({
  /** A question of the start, as it must have become; otherwise one added. */
  of: id.optional(),
  /** Whole wordings, any of which does. */
  title: several.optional(),
  /** Words that the title holds, all of them. */
  words: several.optional(),
  type: z.union([type, z.array(type).min(1)]).optional(),
  required: z.boolean().optional(),
  choices: z.array(z.string().trim().min(1).max(120)).min(1).max(MOST_CHOICES).optional(),
  other: z.boolean().optional(),
  min: limit.nullable().optional(),
  max: limit.nullable().optional(),
});
const path = z.strictObject({
  answers: given,
  shown: z.array(id).max(MOST_QUESTIONS).default([]),
  hidden: z.array(id).max(MOST_QUESTIONS).default([]),
});
const tries = z.strictObject({
  question: id,
  accepts: z
    .array(z.union([z.string(), z.number()]))
    .max(8)
    .default([]),
  refuses: z
    .array(z.union([z.string(), z.number()]))
    .max(8)
    .default([]),
});
const ranges = z.strictObject({ question: id, from: z.number().int(), to: z.number().int() });
const expectation = z.union(
  [
    z.strictObject({ question: questionWanted }),
    z.strictObject({ gone: z.array(id).min(1).max(MOST_QUESTIONS) }),
    z.strictObject({ order: z.array(id).min(2).max(MOST_QUESTIONS) }),
    z.strictObject({ path }),
    z.strictObject({ tries }),
    z.strictObject({ ranges }),
    z.strictObject({ setting: z.enum(SETTINGS), is: z.union([z.boolean(), several]) }),
    z.strictObject({ title: several }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « question », « gone », « order », « path », « tries », « ranges », « setting » et « is », « title », ou « rest: kept »',
);

export const formBuilderShape = { config, expect: z.array(expectation).min(1).max(20) };

export type FormExpectation = z.infer<typeof expectation>;
export type QuestionWanted = z.infer<typeof questionWanted>;
export type FormSettings = z.infer<typeof settings>;
type Authored = z.infer<typeof config>;
type Given = z.infer<typeof given>;
export type FormConfig = Omit<Authored, 'questions'> & { readonly questions: readonly Question[] };

/** Choices get ids, so that one may be reworded and the conditions that ask it go on; a condition names them so. */
export const prepareFormBuilder: Prepare<Authored, FormExpectation, FormConfig> = (
  authored,
  expected,
  { fault },
) => {
  const plain = authored.questions.map((one) => ({
    ...one,
    choices: one.choices.map((label, rank) => ({ id: `c${rank + 1}`, text: label })),
    when: null,
  }));
  const known = (name: string, at: readonly PropertyKey[]) => {
    const found = plain.find((one) => one.id === name);
    if (!found) fault(`pas de question « ${name} ».`, at);
    return found;
  };
  const questions: Question[] = plain.map((one, rank) => {
    const at = ['practical', 'questions', rank];
    if (plain.findIndex((other) => other.id === one.id) !== rank)
      fault(`« ${one.id} » est donné deux fois.`, at);
    if (hasChoices(one.type) && one.choices.length === 0) fault(`« ${one.id} » : donne des « choices ».`, at);
    if (one.min !== null && one.max !== null && one.min > one.max) fault('« max » est au moins « min ».', at);
    return { ...one, when: conditionOf(authored.questions[rank]?.when ?? null, plain) };
  });
  questions.forEach((one, rank) => {
    if (conditionFault(questions, one) === null) return;
    fault('« when » nomme une question qui vient avant, et une de ses réponses.', [
      ...['practical', 'questions', rank, 'when'],
    ]);
  });
  authored.answers.forEach((row, rank) => {
    for (const [name, value] of Object.entries(row)) {
      const at = ['practical', 'answers', rank, name];
      const found = known(name, at);
      if (found && hasChoices(found.type) && !found.other)
        for (const label of [value].flat())
          if (!found.choices.some((choice) => choice.text === String(label)))
            fault(`« ${label} » n'est pas un choix de « ${name} ».`, at);
    }
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('question' in one) {
      const { of, title, words } = one.question;
      if (of !== undefined) known(of, at);
      else if (title === undefined && words === undefined)
        fault('donne « of », « title » ou « words » : sans eux, quelle question ?', at);
    }
    if ('gone' in one) for (const name of one.gone) known(name, at);
    if ('order' in one) for (const name of one.order) known(name, at);
    if ('path' in one) {
      const { answers, shown, hidden } = one.path;
      for (const name of [...shown, ...hidden]) known(name, at);
      for (const [name, value] of Object.entries(answers)) {
        const found = known(name, at);
        if (found && canDecide(found.type) && answersOf({ [name]: value }, questions) === null)
          fault(`« ${String(value)} » n'est pas une réponse de « ${name} ».`, at);
      }
    }
    if ('tries' in one) known(one.tries.question, at);
    if ('ranges' in one) {
      const { question: name, from, to } = one.ranges;
      const found = known(name, at);
      if (found?.choices.some((choice) => rangeOf(choice.text) === null))
        fault(`« ${name} » : chaque choix est une tranche comme « 10 à 14 » ou « moins de 10 ».`, at);
      if (from >= to) fault('« to » vient après « from ».', at);
    }
    if ('setting' in one && !fitsSetting(one.setting, one.is))
      fault(`« is » n'est pas une valeur de « ${one.setting} ».`, at);
  });
  return { ...authored, questions };
};

function conditionOf(written: z.infer<typeof when> | null, questions: readonly Question[]): Condition | null {
  if (written === null) return null;
  const source = questions.find((one) => one.id === written.question);
  const test = CONDITION_TESTS.find((one) => written[one] !== undefined) ?? 'is';
  const value = written[test] ?? '';
  const label = String(value);
  const choice = source?.choices.find((one) => one.text === label);
  return { question: written.question, test, value: choice?.id ?? value };
}

/** What an author gives of a respondent, by the ids of choices; null when one is no choice. */
export function answersOf(written: Given, questions: readonly Question[]): Answers | null {
  let sound = true;
  const entries = Object.entries(written).map(([name, value]) => {
    const source = questions.find((one) => one.id === name);
    if (!source || !hasChoices(source.type)) return [name, String(value)];
    const ids = [value].flat().map((label) => {
      const choice = choicesOf(source, OTHER).find((one) => one.text === String(label));
      if (!choice) sound = false;
      return choice?.id ?? '';
    });
    return [name, source.type === 'several' ? ids : (ids[0] ?? '')];
  });
  return sound ? Object.fromEntries(entries) : null;
}

function fitsSetting(setting: FormSetting, is: boolean | string | readonly string[]): boolean {
  if (setting === 'once' || setting === 'collect') return typeof is === 'boolean';
  if (typeof is === 'boolean') return false;
  const values = typeof is === 'string' ? [is] : is;
  if (setting === 'who') return values.every((one) => WHO.some((known) => known === one));
  if (setting === 'results') return values.every((one) => RESULTS.some((known) => known === one));
  return setting === 'message' || values.every((one) => one === 'none' || isRealDay(one));
}
