/* A question, open: its choices, its limits, its condition. */
import { box, entry, line, select, warning } from './fields.js';
import {
  button,
  byId,
  canDecide,
  choiceText,
  duplicate,
  endsOf,
  focusOn,
  freshId,
  h,
  has,
  hasChoices,
  hasLimits,
  kinds,
  locale,
  MOST_CHOICES,
  move,
  picks,
  questions,
  rankOf,
  readNumber,
  remove,
  setQuestion,
  setType,
  spliced,
  t,
  titleOf,
  typeQuestion,
} from './state.js';

const drawChoices = (question) => {
  const { id, choices } = question;
  const set = (next, said) => setQuestion(id, { choices: next }, said);
  const addChoice = () => {
    if (choices.length >= MOST_CHOICES) return;
    const made = { id: freshId(choices, 'c'), text: '' };
    set([...byId(id).choices, made], t('choice-added'));
    focusOn(`choice ${id} ${made.id}`);
  };
  const drop = (rank) => {
    const current = byId(id).choices;
    set(spliced(current, rank, 1), t('choice-removed'));
    const near = current[rank + 1] ?? current[rank - 1];
    focusOn(near ? `choice ${id} ${near.id}` : `more ${id}`);
  };
  const sign = { one: 'round', several: 'square', list: 'rank' }[question.type];
  return h(
    'fieldset',
    { class: 'choices' },
    h('legend', {}, t('choices')),
    choices.map((choice, rank) =>
      h(
        'div',
        { class: 'choice' },
        h('span', { class: `mark ${sign}`, 'aria-hidden': 'true' }, sign === 'rank' && `${rank + 1}.`),
        entry(
          `choice ${id} ${choice.id}`,
          choice.text,
          (text) => {
            const next = byId(id).choices.map((one) => (one.id === choice.id ? { ...one, text } : one));
            typeQuestion(id, { choices: next }, `choice ${id} ${choice.id}`);
          },
          {
            maxlength: 120,
            placeholder: t('choice-number', { number: rank + 1 }),
            'aria-label': t('choice-number', { number: rank + 1 }),
            onkeydown: (event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              addChoice();
            },
          },
        ),
        button(t('choice-remove', { number: rank + 1 }), 'icon:x', () => drop(rank), {
          class: 'tool only-icon',
          'data-key': `drop ${id} ${choice.id}`,
        }),
      ),
    ),
    h(
      'div',
      { class: 'row' },
      button(t('choice-add'), 'icon:plus', addChoice, { 'data-key': `more ${id}` }),
      question.type !== 'list' &&
        box(`other ${id}`, t('other-choice'), question.other, (other) => setQuestion(id, { other })),
    ),
  );
};

const drawLimits = (question) => {
  const { id, type } = question;
  const group = type === 'short' || type === 'long' ? 'text' : type;
  const limit = (end) =>
    line(
      `${end} ${id}`,
      t(`${end}.${group}`),
      entry(
        `${end} ${id}`,
        question[end] === null ? '' : question[end].toLocaleString(locale, { useGrouping: false }),
        (text) => typeQuestion(id, { [end]: readNumber(text) }, `${end} ${id}`),
        {
          inputmode: 'numeric',
          maxlength: 9,
          placeholder: type === 'scale' ? String(endsOf({ type, min: null, max: null })[end]) : t('no-limit'),
        },
      ),
    );
  return [h('div', { class: 'pair' }, limit('min'), limit('max')), warning('crossed', question)];
};

const startingValue = (source) => (hasChoices(source.type) ? (picks(source)[0]?.id ?? '') : 0);
const testsOf = (source) => (hasChoices(source.type) ? ['is', 'not'] : ['under', 'least']);
const sourcesFor = (question) =>
  questions()
    .slice(0, questions().indexOf(question))
    .filter(({ type }) => canDecide(type));

const drawCondition = (question) => {
  const { id, when, type } = question;
  const sources = sourcesFor(question);
  const kind = type === 'section' ? '-section' : '';
  const asking = (source) =>
    setQuestion(id, {
      when: { question: source.id, test: testsOf(source)[0], value: startingValue(source) },
    });
  const source = when && sources.find((one) => one.id === when.question);
  const setWhen = (part) => setQuestion(id, { when: { ...byId(id).when, ...part } });
  const named = (one) => `${rankOf(one.id)}. ${titleOf(one)}`;
  return h(
    'fieldset',
    { class: 'condition' },
    h('legend', { class: 'unseen' }, t('condition')),
    box(
      `when ${id}`,
      t(`when${kind}`),
      when !== null,
      (on) => (on ? asking(sources.at(-1)) : setQuestion(id, { when: null })),
      { disabled: when === null && sources.length === 0 },
    ),
    when === null && sources.length === 0 && h('p', { class: 'soft' }, t('no-source')),
    when &&
      h(
        'div',
        { class: 'rule' },
        select(
          `source ${id}`,
          t('source'),
          when.question,
          [...(source ? [] : [[when.question, t('lost')]]), ...sources.map((one) => [one.id, named(one)])],
          (chosen) => asking(byId(chosen)),
        ),
        source &&
          select(
            `test ${id}`,
            t('test'),
            when.test,
            testsOf(source).map((test) => [
              test,
              t(`test.${test}${source.type === 'several' ? '.several' : ''}`),
            ]),
            (test) => setWhen({ test }),
          ),
        source &&
          (hasChoices(source.type)
            ? select(
                `value ${id}`,
                t('value'),
                when.value,
                [
                  ...(picks(source).some((one) => one.id === when.value) ? [] : [[when.value, '?']]),
                  ...picks(source).map((one) => [one.id, choiceText(one)]),
                ],
                (value) => setWhen({ value }),
              )
            : entry(
                `value ${id}`,
                typeof when.value === 'number'
                  ? when.value.toLocaleString(locale, { useGrouping: false })
                  : when.value,
                (text) =>
                  typeQuestion(
                    id,
                    { when: { ...byId(id).when, value: readNumber(text) ?? '' } },
                    `value ${id}`,
                  ),
                { inputmode: 'numeric', maxlength: 9, 'aria-label': t('value') },
              )),
      ),
    warning('fault', question),
  );
};

export const drawEditor = (question) => {
  const { id, type } = question;
  const isSection = type === 'section';
  const rank = questions().indexOf(question);
  const types = kinds().includes(type) ? kinds() : [type, ...kinds()];
  return h(
    'div',
    { class: 'editor', id: `editor-${id}` },
    line(
      `title ${id}`,
      t(isSection ? 'section-title' : 'question'),
      entry(`title ${id}`, question.title, (title) => {
        typeQuestion(id, { title }, `title ${id}`);
      }),
    ),
    !isSection &&
      line(
        `type ${id}`,
        t('type'),
        select(
          `type ${id}`,
          null,
          type,
          types.map((one) => [one, t(`type.${one}`)]),
          (chosen) => setType(id, chosen),
        ),
      ),
    line(
      `help ${id}`,
      t(isSection ? 'section-help' : 'help'),
      entry(`help ${id}`, question.help, (help) => typeQuestion(id, { help }, `help ${id}`), {
        maxlength: 300,
      }),
    ),
    hasChoices(type) && drawChoices(question),
    hasLimits(type) && drawLimits(question),
    !isSection &&
      box(`required ${id}`, t('required'), question.required, (required) =>
        setQuestion(id, { required }, t(required ? 'now-required' : 'now-optional')),
      ),
    (has('conditions') || question.when) && drawCondition(question),
    h(
      'div',
      { class: 'row acts' },
      button(t('up'), 'icon:arrow-up', () => move(id, -1), {
        'data-key': `up ${id}`,
        disabled: rank === 0,
      }),
      button(t('down'), 'icon:arrow-down', () => move(id, 1), {
        'data-key': `down ${id}`,
        disabled: rank === questions().length - 1,
      }),
      !isSection && button(t('duplicate'), 'icon:copy', () => duplicate(id), { 'data-key': `copy ${id}` }),
      button(t('remove'), 'icon:trash-2', () => remove(id), { 'data-key': `remove ${id}` }),
    ),
  );
};
