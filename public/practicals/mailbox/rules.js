/* Rules that sort what comes. */
import {
  app,
  ask,
  button,
  folded,
  folderName,
  folders,
  h,
  MOST_CONDITIONS,
  MOST_RULES,
  messageOf,
  NEW_RULE,
  RULE_FIELDS,
  t,
  textOf,
} from './state.js';

const isFit = (message, { match, conditions }) => {
  const read = {
    from: `${message.from.name} ${message.from.address}`,
    to: message.to.join(' '),
    subject: message.subject,
    text: textOf(message),
  };
  const fits = ({ field, test, words }) => folded(read[field]).includes(folded(words)) === (test === 'has');
  return match === 'all' ? conditions.every(fits) : conditions.some(fits);
};
const putRules = (rules, said) => app.change({ ...app.state, rules }, said);
const applyRules = () => {
  let count = 0;
  const boxes = app.state.boxes.map((box) => {
    const rule = box.folder === 'inbox' && app.state.rules.find((one) => isFit(messageOf(box.id), one));
    if (!rule || rule.folder === 'inbox') return box;
    count += 1;
    return { ...box, folder: rule.folder };
  });
  if (count === 0) app.show({}, t('applied-none'));
  else app.change({ ...app.state, boxes }, t('applied', { count }));
  app.show({ applied: count });
};
const wordsOf = ({ match, conditions, folder }) => {
  const said = conditions.map(({ field, test, words }) =>
    t(`rule-${test}`, { field: t(`rule-field.${field}`), words }),
  );
  return t('rule-said', {
    conditions: said.join(t(match === 'all' ? 'rule-and' : 'rule-or')),
    folder: folderName(folder),
  });
};
const editRule = (rank) => {
  const draft = JSON.parse(JSON.stringify(app.state.rules[rank] ?? NEW_RULE));
  const body = h('div', { class: 'lines' });
  const choose = (label, value, options, act) =>
    h(
      'select',
      { 'aria-label': label, onchange: ({ target }) => act(target.value) },
      options.map(([name, shown]) => h('option', { value: name, selected: name === value }, shown)),
    );
  const line = (condition, at) =>
    h(
      'li',
      { class: 'condition' },
      choose(
        t('rule-where', { number: at + 1 }),
        condition.field,
        RULE_FIELDS.map((field) => [field, t(`rule-field.${field}`)]),
        (value) => (condition.field = value),
      ),
      choose(
        t('rule-test', { number: at + 1 }),
        condition.test,
        ['has', 'lacks'].map((test) => [test, t(`rule-test.${test}`)]),
        (value) => (condition.test = value),
      ),
      h('input', {
        type: 'text',
        'aria-label': t('rule-words', { number: at + 1 }),
        placeholder: t('rule-words-short'),
        value: condition.words,
        maxlength: '80',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        oninput: ({ target }) => (condition.words = target.value),
      }),
      draft.conditions.length > 1 &&
        button(
          t('rule-drop', { number: at + 1 }),
          'icon:x',
          () => {
            draft.conditions.splice(at, 1);
            fill(true);
          },
          { class: 'tool only-icon' },
        ),
    );
  const fill = (last) => {
    body.replaceChildren(
      ...[
        draft.conditions.length > 1 &&
          h(
            'p',
            { class: 'line' },
            h('span', {}, t('rule-match')),
            choose(
              t('rule-match'),
              draft.match,
              ['all', 'any'].map((match) => [match, t(`rule-match.${match}`)]),
              (value) => (draft.match = value),
            ),
          ),
        h('ul', { class: 'conditions' }, draft.conditions.map(line)),
        draft.conditions.length < MOST_CONDITIONS &&
          h(
            'p',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'press small',
                onclick: () => {
                  draft.conditions.push({ field: 'subject', test: 'has', words: '' });
                  fill(true);
                },
              },
              t('rule-add'),
            ),
          ),
        h(
          'p',
          { class: 'line' },
          h('span', {}, t('rule-then')),
          choose(
            t('rule-then'),
            draft.folder,
            [
              ['', t('rule-folder')],
              ...folders().flatMap((folder) => (folder === 'sent' ? [] : [[folder, folderName(folder)]])),
            ],
            (value) => (draft.folder = value),
          ),
        ),
      ].filter(Boolean),
    );
    const focusable = body.querySelectorAll('.condition select:first-child');
    if (last !== undefined) focusable[focusable.length - 1].focus();
    window.Practical.measure();
  };
  fill();
  ask({
    title: t(rank === undefined ? 'rule-new' : 'rule-edit', { number: (rank ?? 0) + 1 }),
    wide: true,
    body,
    actions: [
      {
        label: t('save'),
        main: true,
        act: () => {
          if (draft.conditions.some(({ words }) => folded(words) === '')) return t('fault.words');
          if (draft.folder === '') return t('fault.where');
          const conditions = draft.conditions.map((one) => ({ ...one, words: one.words.trim() }));
          const rule = { match: draft.match, conditions, folder: draft.folder };
          const { rules } = app.state;
          putRules(
            rank === undefined ? [...rules, rule] : rules.map((one, other) => (other === rank ? rule : one)),
            t('rule-saved'),
          );
          return undefined;
        },
      },
    ],
  });
};
export const drawRules = () => {
  const { rules } = app.state;
  const swap = (rank, other) => {
    const next = [...rules];
    [next[rank], next[other]] = [next[other], next[rank]];
    putRules(next, t('rule-moved', { number: other + 1 }));
  };
  const act = (rank, name, sign, run, disabled = false) =>
    button(t(name, { number: rank + 1 }), sign, run, {
      class: 'tool only-icon',
      'data-key': `${name} ${rank}`,
      title: t(name, { number: rank + 1 }),
      disabled,
    });
  return h(
    'main',
    { class: 'main reading' },
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'rules' }, t('rules')),
    h('p', { class: 'help' }, t('rules-help')),
    rules.length === 0
      ? h('p', { class: 'empty' }, t('rules-none'))
      : h(
          'ol',
          { class: 'rule-list' },
          rules.map((rule, rank) =>
            h(
              'li',
              { class: 'rule' },
              h('span', { class: 'rule-rank', 'aria-hidden': 'true' }, String(rank + 1)),
              h('span', { class: 'rule-words' }, wordsOf(rule)),
              h(
                'span',
                { class: 'rule-acts' },
                act(rank, 'rule-up', 'icon:arrow-up', () => swap(rank, rank - 1), rank === 0),
                act(
                  rank,
                  'rule-down',
                  'icon:arrow-down',
                  () => swap(rank, rank + 1),
                  rank === rules.length - 1,
                ),
                act(rank, 'rule-edit', 'icon:pencil', () => editRule(rank)),
                act(rank, 'rule-delete', 'icon:trash-2', () =>
                  putRules(
                    rules.filter((_, other) => other !== rank),
                    t('rule-deleted'),
                  ),
                ),
              ),
            ),
          ),
        ),
    h(
      'div',
      { class: 'sheet-actions' },
      h(
        'button',
        {
          type: 'button',
          class: 'press press-main',
          'data-key': 'rule new',
          disabled: rules.length >= MOST_RULES,
          onclick: () => editRule(),
        },
        t('rule-new'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'data-key': 'rules apply',
          disabled: rules.length === 0,
          onclick: applyRules,
        },
        t('apply'),
      ),
    ),
    app.view.applied !== null &&
      h(
        'p',
        { class: 'help' },
        app.view.applied === 0 ? t('applied-none') : t('applied', { count: app.view.applied }),
      ),
  );
};
