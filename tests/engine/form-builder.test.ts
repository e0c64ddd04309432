import { describe, expect, test } from 'vitest';
import { FORM } from '../../src/dev/form-builder-sample.ts';
import { formBuilder } from '../../src/engine/practicals/form-builder.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import {
  type FormConfig,
  formBuilderShape,
  prepareFormBuilder,
} from '../../src/referential/practicals/form-builder.ts';
import { rangeOf, troublesOf } from '../../src/referential/practicals/form-ranges.ts';
import {
  answerFault,
  conditionFault,
  type Question,
  questionsShown,
  readNumber,
} from '../../src/referential/practicals/form-rules.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';

const config = FORM.config as FormConfig;
const start = formBuilder.initial(config);
type State = typeof start;
const expecting = (...expected: unknown[]): Practical =>
  ({ ...FORM, expect: formBuilderShape.expect.parse(expected) }) as Practical;
const right = (practical: Practical, state: unknown) => verdictsOn(practical, state).map((one) => one.right);
const found = (practical: Practical, state: unknown, rank = 0) => verdictsOn(practical, state)[rank]?.found;
const change = (id: string, part: object, state: State = start): State => ({
  ...state,
  questions: state.questions.map((one) => (one.id === id ? { ...one, ...part } : one)),
});
const blank: State['questions'][number] = {
  ...{ id: 'n1', type: 'short', title: '', help: '', required: false, choices: [], other: false },
  ...{ min: null, max: null, when: null },
};
const added = (...made: object[]): State => ({
  ...start,
  questions: [...start.questions, ...made.map((part, rank) => ({ ...blank, id: `n${rank + 1}`, ...part }))],
});

describe('how a form goes', () => {
  const asked = (id: string, part: object = {}): Question => ({ ...blank, id, ...part });
  const yesNo = [
    { id: 'c1', text: 'Oui' },
    { id: 'c2', text: 'Non' },
  ];
  const loue = asked('loue', { type: 'one', choices: yesNo, other: true });
  const shown = (questions: Question[], answers: object) =>
    questionsShown(questions, answers as Record<string, string>).map(({ id }) => id);

  test('a question waits for its answer, and no answer is not another answer', () => {
    const is = asked('is', { when: { question: 'loue', test: 'is', value: 'c1' } });
    const not = asked('not', { when: { question: 'loue', test: 'not', value: 'c1' } });
    expect(shown([loue, is, not], {})).toEqual(['loue']);
    expect(shown([loue, is, not], { loue: 'c1' })).toEqual(['loue', 'is']);
    expect(shown([loue, is, not], { loue: 'other' })).toEqual(['loue', 'not']);
  });

  test('of several choices, one that is not ticked is not there', () => {
    const repas = { ...loue, id: 'repas', type: 'several' as const };
    const is = asked('is', { when: { question: 'repas', test: 'is', value: 'c2' } });
    const not = asked('not', { when: { question: 'repas', test: 'not', value: 'c2' } });
    expect(shown([repas, is, not], { repas: ['c1', 'c2'] })).toEqual(['repas', 'is']);
    expect(shown([repas, is, not], {})).toEqual(['repas', 'not']);
  });

  test('a number under a limit, and one that reaches it', () => {
    const age = asked('age', { type: 'number' });
    const under = asked('under', { when: { question: 'age', test: 'under', value: 15 } });
    const least = asked('least', { when: { question: 'age', test: 'least', value: 15 } });
    expect(shown([age, under, least], { age: '14' })).toEqual(['age', 'under']);
    expect(shown([age, under, least], { age: '15' })).toEqual(['age', 'least']);
    expect(shown([age, under, least], { age: 'quinze' })).toEqual(['age']);
  });

  test('a section hides what follows, and whatever asks what is hidden', () => {
    const part = asked('part', { type: 'section', when: { question: 'loue', test: 'is', value: 'c1' } });
    const taille = asked('taille', { type: 'one', choices: yesNo });
    const end = asked('end', { type: 'section' });
    const after = asked('after', { when: { question: 'taille', test: 'is', value: 'c1' } });
    const all = [loue, part, taille, end, after];
    expect(shown(all, { loue: 'c2', taille: 'c1' })).toEqual(['loue', 'end']);
    expect(shown(all, { loue: 'c1', taille: 'c1' })).toEqual(['loue', 'part', 'taille', 'end', 'after']);
  });

  test('a question called as what every object has was not answered for all that', () => {
    const source = { ...loue, id: 'constructor' };
    const when = { question: 'constructor', test: 'is' as const, value: 'c1' };
    expect(shown([source, asked('q', { when })], {})).toEqual(['constructor']);
  });

  test('a condition that cannot be met says why', () => {
    const when = (part: object) =>
      asked('q', { when: { question: 'loue', test: 'is', value: 'c1', ...part } });
    const fault = (...all: Question[]) => conditionFault(all, all.find(({ id }) => id === 'q') ?? blank);
    expect(fault(loue, when({}))).toBeNull();
    expect(fault(when({}))).toBe('gone');
    expect(fault(when({}), loue)).toBe('after');
    expect(fault(loue, when({ value: 'c9' }))).toBe('answer');
    expect(fault(loue, when({ test: 'under', value: 3 }))).toBe('answer');
    expect(fault({ ...loue, type: 'long' }, when({}))).toBe('answer');
  });

  test('what is refused, and why', () => {
    expect(answerFault(asked('a', { required: true }), ' ')).toBe('required');
    expect(answerFault(asked('a'), undefined)).toBeNull();
    expect(answerFault(asked('a', { max: 3 }), 'abcd')).toBe('most');
    const number = asked('a', { type: 'number', min: 6, max: 11 });
    expect(['5', '6', '11', '11,5', 'dix', '1 1'].map((text) => answerFault(number, text))).toEqual([
      ...['least', null, null, 'most', 'number', null],
    ]);
    expect(answerFault(asked('a', { type: 'scale' }), '6')).toBe('most');
    expect(answerFault(asked('a', { type: 'email' }), 'léa@club')).toBe('email');
    expect(answerFault(asked('a', { type: 'email' }), 'lea@club.example')).toBeNull();
    expect(answerFault(asked('a', { type: 'date' }), '2026-02-30')).toBe('date');
    const several = asked('a', { type: 'several', max: 1, choices: yesNo });
    expect(answerFault(several, ['c1', 'c2'])).toBe('most');
    expect(readNumber('−2,50')).toBe(-2.5);
  });
});

describe('ranges', () => {
  test.each([
    ['moins de 10 ans', -Infinity, 9],
    ['10 à 14 ans', 10, 14],
    ['De 10 ans à 14 ans', 10, 14],
    ['10-14', 10, 14],
    ['de 10 à moins de 15', 10, 14],
    ['10 à 15 (exclu)', 10, 14],
    ['plus de 9 à 14', 10, 14],
    ['entre 10 et 14', 10, 14],
    ['10 ans et moins', -Infinity, 10],
    ['jusqu’à 10', -Infinity, 10],
    ['plus de 20', 21, Infinity],
    ['20 ans ou plus', 20, Infinity],
    ['au moins 20', 20, Infinity],
    ['à partir de 20 ans', 20, Infinity],
    ['12', 12, 12],
  ])('%s', (text, from, to) => {
    expect(rangeOf(text)).toEqual({ from, to });
  });

  test('what is no range', () => {
    expect(rangeOf('10 à moins de 10')).toBeNull();
    expect(['jeune', '14 à 10', '10, 12 ou 14', '10 14'].map(rangeOf)).toEqual([null, null, null, null]);
  });

  test('gaps and overlaps', () => {
    expect(troublesOf(['moins de 10', '10 à 15', '15 à 20', '22 et plus'], 5, 25)).toEqual({
      missing: [21],
      twice: [15],
    });
    expect(troublesOf(['moins de 10', 'les autres'], 5, 25)).toBeNull();
  });
});

describe('what is judged', () => {
  test('a question added, however its words are typed', () => {
    const wanted = expecting(
      {
        question: {
          title: 'Quels soirs peux-tu venir ?',
          type: 'several',
          choices: ['Mardi', 'Jeudi'],
          required: true,
        },
      },
      { rest: 'kept' },
    );
    const choices = [
      { id: 'c1', text: 'jeudi' },
      { id: 'c2', text: 'Mardi ' },
      { id: 'c3', text: '' },
    ];
    const made = { title: 'quel soirs peux tu venir', type: 'several', required: true, choices };
    expect(right(wanted, added(made))).toEqual([true, true]);
    expect(found(wanted, added({ ...made, type: 'one', required: false }))).toEqual(['type', 'required']);
    const one = { ...made, choices: [choices[0]] };
    expect(found(wanted, added(one))).toEqual(['choices']);
    expect(found(wanted, added({ ...made, choices: [...choices, { id: 'c4', text: 'Samedi' }] }))).toEqual([
      'choices',
    ]);
    expect(found(wanted, added({ ...made, other: true }))).toEqual(['other']);
    expect(verdictsOn(wanted, added({ ...made, title: 'Autre chose' }))[0]).toEqual({
      right: false,
      found: [],
    });
    expect(right(wanted, added(made, { title: 'En trop' }))).toEqual([true, false]);
    // A question of the start turned into it is lost.
    expect(right(wanted, change('mot', made))).toEqual([true, false]);
  });

  test('a question of the start, changed in what is asked and nothing else', () => {
    const wanted = expecting({ question: { of: 'pointure', required: true } }, { rest: 'kept' });
    expect(right(wanted, change('pointure', { required: true }))).toEqual([true, true]);
    expect(right(wanted, change('pointure', { required: true, title: 'Autre' }))).toEqual([true, false]);
    expect(right(wanted, change('pointure', { required: true, help: 'Un mot' }))).toEqual([true, true]);
    expect(right(wanted, start)).toEqual([false, true]);
    const gone = { ...start, questions: start.questions.filter(({ id }) => id !== 'pointure') };
    expect(right(wanted, gone)).toEqual([false, false]);
  });

  test('words of a title, whole and in their order', () => {
    const wanted = expecting({ question: { words: ['nom', 'date de naissance'] } });
    expect(right(wanted, added({ title: 'Ton nom, ta date de naissance' }))).toEqual([true]);
    expect(right(wanted, added({ title: 'Ton prénom, ta date de naissance' }))).toEqual([false]);
  });

  test('the paths of respondents, whatever the way: a condition, its contrary, a section', () => {
    const wanted = expecting(
      { path: { answers: { loue: 'Oui' }, shown: ['pointure'] } },
      { path: { answers: { loue: 'Non' }, hidden: ['pointure'] } },
      { rest: 'kept' },
    );
    const when = { question: 'loue', test: 'is', value: 'c1' };
    expect(right(wanted, start)).toEqual([true, false, true]);
    expect(found(wanted, start, 1)).toEqual(['+Ta pointure']);
    expect(right(wanted, change('pointure', { when }))).toEqual([true, true, true]);
    expect(right(wanted, change('pointure', { when: { ...when, test: 'not', value: 'c2' } }))).toEqual([
      ...[true, true, true],
    ]);
    const contrary = change('pointure', { when: { ...when, value: 'c2' } });
    expect(right(wanted, contrary)).toEqual([false, false, true]);
    expect(found(wanted, contrary)).toEqual(['-Ta pointure']);
    const part = { ...blank, id: 'n1', type: 'section', when };
    const next = { ...blank, id: 'n2', type: 'section' };
    const at = (id: string) => start.questions.find((one) => one.id === id);
    const rest = start.questions.filter(({ id }) => id !== 'pointure');
    const grouped = { ...start, questions: [...rest, part, at('pointure'), next] };
    expect(right(wanted, grouped)).toEqual([true, true, true]);
    // A window without sections sends none.
    const without = { ...wanted, config: { ...config, tools: ['conditions'] } } as Practical;
    expect(right(without, grouped)).toEqual([true, true, false]);
    // A condition put on a question of no path is one too many.
    expect(right(wanted, change('mot', { when }, change('pointure', { when })))).toEqual([true, true, false]);
  });

  test('what a question takes and refuses', () => {
    const wanted = expecting(
      { tries: { question: 'age', accepts: [11, 17], refuses: [10, 18] } },
      { rest: 'kept' },
    );
    expect(right(wanted, change('age', { min: 11, max: 17 }))).toEqual([true, true]);
    expect(found(wanted, change('age', { min: 10, max: 16 }))).toEqual(['-17', '+10']);
    expect(right(wanted, solvedState(wanted))).toEqual([true, true]);
  });

  test('ranges that leave no number out, nor take it twice', () => {
    const before = prepareFormBuilder(
      formBuilderShape.config.parse({
        title: 'Foyer',
        questions: [{ id: 'age', type: 'one', title: 'Âge', choices: ['10 à 15', '15 à 20', '21 ou plus'] }],
      }),
      [],
      { fault: () => {}, picture: () => null, render: String },
    );
    const wanted: Practical = {
      ...FORM,
      config: before,
      expect: formBuilderShape.expect.parse([
        { ranges: { question: 'age', from: 10, to: 30 } },
        { rest: 'kept' },
      ]),
    } as Practical;
    const texts = (...all: string[]) => {
      const state = formBuilder.initial(before);
      const choices = all.map((text, rank) => ({ id: `c${rank + 1}`, text }));
      return { ...state, questions: state.questions.map((one) => ({ ...one, choices })) };
    };
    expect(right(wanted, texts('10 à 14', '15 à 20', '21 ou plus'))).toEqual([true, true]);
    expect(right(wanted, texts('de 10 à 15 ans', '16-20', 'plus de 20'))).toEqual([true, true]);
    expect(found(wanted, texts('10 à 14', '16 à 20', '20 ou plus'))).toEqual(['-15', '+20']);
    expect(found(wanted, texts('10 ou plus'))).toEqual(['count']);
    expect(found(wanted, texts('10 à 14', 'les grands', '21 ou plus'))).toEqual(['unread']);
    expect(right(wanted, solvedState(wanted))).toEqual([true, true]);
  });

  test('settings, the order, the title, what is gone', () => {
    const wanted = expecting(
      { setting: 'once', is: true },
      { setting: 'closes', is: '2026-05-04' },
      { setting: 'results', is: ['me', 'team'] },
      { setting: 'message', is: ['pistes', 'bientôt'] },
      { order: ['age', 'nom'] },
      { title: 'Ski de fond' },
      { gone: ['mot', 'loue'] },
      { rest: 'kept' },
    );
    expect(right(wanted, solvedState(wanted))).toEqual(Array(8).fill(true));
    expect(right(wanted, initialState(wanted))).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
    const solved = solvedState(wanted) as unknown as State;
    const more = { ...solved, settings: { ...solved.settings, collect: true, once: false } };
    expect(found(wanted, more)).toEqual(['false']);
    expect(found(wanted, more, 7)).toEqual(['setting collect']);
    expect(found(wanted, start, 6)).toEqual(['Un mot pour nous ?', 'Loues-tu des skis ?']);
  });

  test('questions moved without being asked', () => {
    const [first, second, ...others] = start.questions;
    const moved = { ...start, questions: [second, first, ...others] };
    expect(right(expecting({ rest: 'kept' }), moved)).toEqual([false]);
  });

  test('a condition that cannot be had has no solution', () => {
    const wanted = expecting(
      { path: { answers: { mot: 'a' }, shown: ['niveau'] } },
      { path: { answers: { mot: 'b' }, hidden: ['niveau'] } },
    );
    expect(right(wanted, solvedState(wanted))).not.toEqual([true, true]);
    // One that must be taken away can.
    const plus = (loue: string) => ({ path: { answers: { loue }, shown: ['plus'] } });
    const freed = expecting(plus('Oui'), plus('Non'), { rest: 'kept' });
    expect(right(freed, solvedState(freed))).toEqual([true, true, true]);
  });

  test('a state that no page sends is refused', () => {
    expect(readReached(FORM, start)).toEqual(start);
    expect(readReached(FORM, { ...start, more: true })).toBeNull();
    expect(readReached(FORM, added({ id: 'nom' }))).toBeNull();
    expect(readReached(FORM, added({ type: 'file' }))).toBeNull();
    expect(readReached(FORM, added(...Array(40).fill({})))).toBeNull();
    expect(readReached(FORM, { ...start, settings: { ...start.settings, closes: '2026-02-30' } })).toBeNull();
    expect(readReached(FORM, change('nom', { title: 'a'.repeat(201) }))).toBeNull();
  });
});

test('an author is told of what is not there, given twice, or cannot be', () => {
  const faults: string[] = [];
  const around = { fault: (message: string) => faults.push(message), picture: () => null, render: String };
  const authored = formBuilderShape.config.parse({
    title: 'x',
    questions: [
      { id: 'a', type: 'one', title: 'A', when: { question: 'b', is: 'Oui' } },
      { id: 'b', type: 'one', title: 'B', choices: ['Oui'] },
      { id: 'b', type: 'number', title: 'C', min: 5, max: 2 },
    ],
    answers: [{ b: 'Peut-être' }],
  });
  prepareFormBuilder(
    authored,
    formBuilderShape.expect.parse([
      { gone: ['z'] },
      { path: { answers: { b: 'Jamais' }, shown: ['a'] } },
      { setting: 'once', is: 'oui' },
      { setting: 'who', is: 'nobody' },
      { question: { type: 'one' } },
      { ranges: { question: 'b', from: 3, to: 1 } },
    ]),
    around,
  );
  for (const part of [
    ...['« z »', 'donné deux fois', '« max » est', 'choices', 'vient avant', '« Peut-être »', '« Jamais »'],
    ...['valeur de « once »', 'valeur de « who »', 'quelle question', 'est une tranche', '« to » vient'],
  ])
    expect(faults.join('\n')).toContain(part);
});
