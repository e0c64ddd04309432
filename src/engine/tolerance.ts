import { distance } from 'fastest-levenshtein';
import type { AnswerField } from '../referential/types.ts';
import { matchesDate, parseDate } from './date-answer.ts';
import { matchesNumber, parseNumber, withoutLabel } from './number-answer.ts';
import { matchesTime, parseTime } from './time-answer.ts';

/** Longer answers are wrong without a look: no field asks for so much, and distances cost length squared. */
const LONGEST_ANSWER = 500;
/** Share of letters that may be mistyped. */
const TYPOS = 0.25;

type Tolerances = AnswerField['tolerances'];

/** Whether an answer typed or picked in a field is right, with the softening its author left on. */
export function accepts(field: AnswerField, answer: string): boolean {
  if (answer.length > LONGEST_ANSWER) return false;
  if (field.format === 'select') return field.accepted.some((text) => canonical(text) === canonical(answer));
  if (canonical(answer) === '') return false;
  return VALUES[field.format]?.(field, answer) ?? acceptsText(field, answer);
}

/** Whether two texts say the same under these tolerances, typos aside. */
function sameText(a: string, b: string, tolerances: Tolerances): boolean {
  const [left, right] = alike(a, b, tolerances);
  return left === right;
}

/** Formats whose answers are compared as values; what an author wrote that is none is compared as a text. */
const VALUES: Partial<Record<AnswerField['format'], (field: AnswerField, answer: string) => boolean>> = {
  number: (field, answer) =>
    acceptsValue(
      field,
      answer,
      (text) => parseNumber(text, field.unit) !== null,
      (given, wanted) => matchesNumber(withoutLabel(given, field.label, field.unit), wanted, field.unit),
    ),
  date: (field, answer) => acceptsValue(field, answer, (text) => parseDate(text) !== null, matchesDate),
  time: (field, answer) => acceptsValue(field, answer, (text) => parseTime(text) !== null, matchesTime),
};

function acceptsValue(
  { accepted, tolerances }: AnswerField,
  answer: string,
  isValue: (text: string) => boolean,
  matches: (given: string, wanted: string) => boolean,
): boolean {
  const given = canonical(answer);
  return accepted.some((text) =>
    isValue(canonical(text)) ? matches(given, canonical(text)) : sameText(given, text, tolerances),
  );
}

function acceptsText(field: AnswerField, answer: string): boolean {
  const { accepted, refused = [], tolerances } = field;
  if (accepted.some((text) => sameText(answer, text, tolerances))) return true;
  if (!tolerances.typos) return false;
  // What the author names as wrong must not pass as a slip of the keyboard (`http` for `https`).
  if (refused.some((text) => sameText(answer, text, tolerances))) return false;
  return accepted.some((text) => nearlySame(...alike(answer, text, tolerances)));
}

/**
 * Distance over the longer of the two: PIX divides by the answer's length, so that a letter too many was forgiven
 * where the same letter missing was not. Two words of three letters or fewer are never near. A wrong digit
 * is a wrong value, never a typo.
 */
function nearlySame(a: string, b: string): boolean {
  const allowed = Math.floor(Math.max(a.length, b.length) * TYPOS);
  return (
    allowed > 0 &&
    Math.abs(a.length - b.length) <= allowed &&
    digits(a) === digits(b) &&
    distance(a, b) <= allowed
  );
}

function digits(text: string): string {
  return text.replace(/\P{Nd}/gu, '');
}

/** Both texts under the tolerances; punctuation counts after all where dropping it would leave nothing. */
function alike(a: string, b: string, tolerances: Tolerances): [string, string] {
  const folded: [string, string] = tolerances.caseAndAccents
    ? [foldCase(canonical(a)), foldCase(canonical(b))]
    : [canonical(a), canonical(b)];
  if (!tolerances.punctuation) return folded;
  const bare: [string, string] = [dropPunctuation(folded[0]), dropPunctuation(folded[1])];
  return bare[0] === '' || bare[1] === '' ? folded : bare;
}

/** What no eye can tell apart, made one: composed letters, kinds of space, quotes, apostrophes and dashes. */
function canonical(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/[‘’ʼ′‛]/gu, "'")
    .replace(/« ?| ?»|[“”„‟″]/gu, '"')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/…/gu, '...')
    .trim();
}

function foldCase(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ /gu, '');
}

/** Keeps letters, digits, spaces, and the marks that make another number: 3,5 is not 35, nor -2 the same as 2. */
function dropPunctuation(text: string): string {
  return text
    .replace(/(?<=\p{Nd})[.,](?=\p{Nd})/gu, '.')
    .replace(/(?!(?<=\p{Nd})\.(?=\p{Nd})|^-(?=\p{Nd}))[^\p{L}\p{M}\p{N} ]/gu, '')
    .trim();
}
