/** How a form goes: which questions a respondent meets, which answers they may give. Run by the page and by the server. */

export const QUESTION_TYPES = [
  ...(['section', 'short', 'long', 'one', 'several', 'list', 'number', 'date', 'scale', 'email'] as const),
];
export type QuestionType = (typeof QUESTION_TYPES)[number];
export const CONDITION_TESTS = [...(['is', 'not', 'under', 'least'] as const)];
export type ConditionTest = (typeof CONDITION_TESTS)[number];
/** The id of the choice « Autre ». */
export const OTHER = 'other';

export interface Choice {
  readonly id: string;
  readonly text: string;
}
/** `value`: the id of a choice, or a number. */
export interface Condition {
  readonly question: string;
  readonly test: ConditionTest;
  readonly value: string | number;
}
export interface Question {
  readonly id: string;
  readonly type: QuestionType;
  readonly title: string;
  readonly help: string;
  readonly required: boolean;
  readonly choices: readonly Choice[];
  readonly other: boolean;
  /** Of a text, its length; of several choices, how many; of a number or a scale, its ends. */
  readonly min: number | null;
  readonly max: number | null;
  readonly when: Condition | null;
}
/** By question: a text, or the ids of the choices taken. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

export const hasChoices = (type: QuestionType): boolean => ['one', 'several', 'list'].includes(type);
export const hasNumber = (type: QuestionType): boolean => type === 'number' || type === 'scale';
export const hasLimits = (type: QuestionType): boolean =>
  ['short', 'long', 'several', 'number', 'scale'].includes(type);
/** A condition may only ask what has choices or is a number. */
export const canDecide = (type: QuestionType): boolean => hasChoices(type) || hasNumber(type);

/** The ends of a scale that says nothing of them are 1 and 5. */
export function endsOf({ type, min, max }: Question): { min: number | null; max: number | null } {
  return type === 'scale' ? { min: min ?? 1, max: max ?? 5 } : { min, max };
}

/** What can be picked, « Autre » last. */
export function choicesOf({ type, choices, other }: Question, otherText: string): readonly Choice[] {
  if (!hasChoices(type)) return [];
  return other && type !== 'list' ? [...choices, { id: OTHER, text: otherText }] : choices;
}

/** Why a condition can never be met, if so: what it asks is gone, comes after, or has no such answer. */
export function conditionFault(
  questions: readonly Question[],
  { id, when }: Question,
): 'gone' | 'after' | 'answer' | null {
  if (when === null) return null;
  const rank = questions.findIndex((one) => one.id === id);
  const source = questions.find((one) => one.id === when.question);
  if (!source) return 'gone';
  if (questions.indexOf(source) >= rank) return 'after';
  if (hasChoices(source.type)) {
    const known = choicesOf(source, '').some((choice) => choice.id === when.value);
    return known && (when.test === 'is' || when.test === 'not') ? null : 'answer';
  }
  const fits = hasNumber(source.type) && typeof when.value === 'number';
  return fits && (when.test === 'under' || when.test === 'least') ? null : 'answer';
}

/** A number as people write it; null for none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/\s/gu, '').replace(',', '.').replace('−', '-');
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

function meets({ test, value }: Condition, source: Question, answer: Answers[string] | undefined): boolean {
  if (hasChoices(source.type)) {
    const taken = typeof answer === 'string' ? [answer] : (answer ?? []);
    // Who ticked no box has not ticked this one; who has not yet chosen one answer has not chosen another.
    if (taken.length === 0 && source.type !== 'several') return false;
    return taken.includes(String(value)) === (test === 'is');
  }
  const number = typeof answer === 'string' ? readNumber(answer) : null;
  if (number === null) return false;
  return test === 'under' ? number < Number(value) : number >= Number(value);
}

/** A question may be called as what every object has. */
function answerTo(answers: Answers, id: string): Answers[string] | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined;
}

/** The questions and sections that a respondent meets, in order. A hidden section hides all up to the next one. */
export function questionsShown(questions: readonly Question[], answers: Answers): readonly Question[] {
  const shown: Question[] = [];
  let open = true;
  for (const question of questions) {
    const { when, type } = question;
    const source = when && shown.find((one) => one.id === when.question);
    const met =
      when === null ||
      (!!source &&
        conditionFault(questions, question) === null &&
        meets(when, source, answerTo(answers, source.id)));
    if (type === 'section') open = met;
    if (open && met) shown.push(question);
  }
  return shown;
}

/** Why a form would refuse this answer; null when it takes it. */
export function answerFault(
  question: Question,
  answer: Answers[string] | undefined,
): 'required' | 'number' | 'date' | 'email' | 'least' | 'most' | null {
  const { type, required } = question;
  const given = typeof answer === 'string' ? answer.trim() : (answer ?? []);
  if (given.length === 0) return required && type !== 'section' ? 'required' : null;
  const { min, max } = endsOf(question);
  if (typeof given !== 'string' || hasChoices(type)) {
    if (type !== 'several') return null;
    const count = typeof given === 'string' ? 1 : given.length;
    return outside(count, min, max);
  }
  if (hasNumber(type)) {
    const number = readNumber(given);
    return number === null ? 'number' : outside(number, min, max);
  }
  if (type === 'date') return isRealDay(given) ? null : 'date';
  if (type === 'email') return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(given) ? null : 'email';
  return outside([...given].length, min, max);
}

function outside(amount: number, min: number | null, max: number | null): 'least' | 'most' | null {
  if (min !== null && amount < min) return 'least';
  return max !== null && amount > max ? 'most' : null;
}

/** Whether a text is a day that exists, as 2026-03-12. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
