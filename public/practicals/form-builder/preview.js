/* The form as a respondent meets it. */
import {
  answerFault,
  app,
  button,
  choiceText,
  dayText,
  endsOf,
  focusOn,
  formTitle,
  h,
  hasNumber,
  picks,
  questions,
  questionsShown,
  t,
  titleOf,
} from './state.js';

const drawField = (question) => {
  const { id, type, help, required } = question;
  const answer = app.view.given[id];
  const fault = app.view.faults[id];
  const note = (value) => {
    const given = { ...app.view.given, [id]: value };
    const faults = { ...app.view.faults };
    delete faults[id];
    return { given, faults };
  };
  const decides = questions().some(({ when }) => when?.question === id);
  const typed = (value) => (decides ? app.show(note(value)) : app.note(note(value)));
  const described = [help && `help-${id}`, fault && `fault-${id}`].filter(Boolean).join(' ') || false;
  const name = h(
    'span',
    { class: 'ask' },
    titleOf(question),
    required && h('span', { class: 'star', 'aria-hidden': 'true' }, '\u00a0*'),
    // A group of boxes cannot be marked as required.
    required && type === 'several' && h('span', { class: 'unseen' }, `, ${t('is-required')}`),
  );
  const common = {
    id: `give-${id}`,
    'data-key': `give ${id}`,
    'aria-describedby': described,
    'aria-invalid': fault ? 'true' : false,
    'aria-required': required ? 'true' : false,
  };
  const below = [
    help && h('span', { class: 'soft', id: `help-${id}` }, help),
    fault && h('span', { class: 'wrong', id: `fault-${id}` }, faultText(question, fault)),
  ];
  const pickOne = (options, kind) =>
    h(
      'fieldset',
      {
        class: type === 'scale' ? 'asked scale' : 'asked',
        role: kind === 'radio' ? 'radiogroup' : false,
        'aria-describedby': described,
        'aria-invalid': fault && kind === 'radio' ? 'true' : false,
        'aria-required': required && kind === 'radio' ? 'true' : false,
      },
      h('legend', {}, name),
      below,
      h(
        'div',
        { class: 'options' },
        options.map((choice, rank) => {
          const taken = kind === 'radio' ? answer === choice.id : (answer ?? []).includes(choice.id);
          const toggle = ({ target }) => {
            const all = options.map((one) => one.id);
            const next =
              kind === 'radio'
                ? choice.id
                : all.filter((one) => (one === choice.id ? target.checked : (answer ?? []).includes(one)));
            app.show(note(next));
          };
          return h(
            'label',
            { class: 'box' },
            h('input', {
              type: kind,
              name: `give-${id}`,
              checked: taken,
              'data-key': rank === 0 ? `give ${id}` : `give ${id} ${choice.id}`,
              onchange: toggle,
            }),
            h('span', {}, choiceText(choice)),
          );
        }),
      ),
    );
  if (type === 'section')
    return h(
      'div',
      { class: 'part' },
      h('h3', {}, titleOf(question)),
      help && h('p', { class: 'soft' }, help),
    );
  if (type === 'one') return pickOne(picks(question), 'radio');
  if (type === 'several') return pickOne(picks(question), 'checkbox');
  if (type === 'scale') {
    const { min, max } = endsOf(question);
    const most = Math.min(max, min + 10);
    const steps = Array.from({ length: Math.max(0, most - min + 1) }, (_, rank) => String(min + rank));
    return pickOne(
      steps.map((step) => ({ id: step, text: step })),
      'radio',
    );
  }
  const field = () => {
    if (type === 'list')
      return h(
        'select',
        { ...common, onchange: ({ target }) => app.show(note(target.value)) },
        h('option', { value: '', selected: !answer }, t('pick')),
        picks(question).map((choice) =>
          h('option', { value: choice.id, selected: answer === choice.id }, choiceText(choice)),
        ),
      );
    if (type === 'long')
      return h('textarea', {
        ...common,
        rows: 3,
        value: answer ?? '',
        oninput: ({ target }) => typed(target.value),
      });
    return h('input', {
      ...common,
      // Whatever is typed stays: a form says what is wrong once it is sent.
      type: type === 'date' ? 'date' : 'text',
      inputmode: { number: 'decimal', email: 'email' }[type] ?? false,
      autocomplete: 'off',
      value: answer ?? '',
      oninput: ({ target }) => (type === 'date' ? app.note(note(target.value)) : typed(target.value)),
    });
  };
  return h('div', { class: 'asked' }, h('label', { for: `give-${id}` }, name), below, field());
};

const faultText = (question, fault) => {
  const { min, max } = endsOf(question);
  const group = question.type === 'several' ? 'several' : hasNumber(question.type) ? 'number' : 'text';
  if (fault === 'least') return t(`refused.least.${group}`, { limit: min });
  if (fault === 'most') return t(`refused.most.${group}`, { limit: max });
  return t(`refused.${fault}`);
};

const send = () => {
  const shown = questionsShown(questions(), app.view.given);
  const faults = Object.fromEntries(
    shown.flatMap((one) => {
      const fault = answerFault(one, app.view.given[one.id]);
      return fault ? [[one.id, fault]] : [];
    }),
  );
  const first = shown.find(({ id }) => faults[id]);
  if (first) {
    app.show({ faults }, t('refused', { count: Object.keys(faults).length }));
    focusOn(`give ${first.id}`);
    return;
  }
  app.show({ faults: {}, sent: true }, t('sent'));
  focusOn('sent');
};
const again = () => {
  app.show({ given: {}, faults: {}, sent: false });
  focusOn('preview-title');
};

export const drawPreview = () => {
  const { collect, once, closes, message } = app.state.settings;
  const notes = [
    collect && t('note.collect'),
    once && t('note.once'),
    closes && t('note.closes', { day: dayText(closes) }),
  ].filter(Boolean);
  const title = h('h2', { tabindex: '-1', 'data-key': 'preview-title' }, formTitle());
  if (app.view.sent)
    return h(
      'div',
      { class: 'panel preview' },
      title,
      h('p', { class: 'sent', tabindex: '-1', 'data-key': 'sent' }, message.trim() || t('thanks')),
      h('div', { class: 'row' }, button(t('again'), null, again, { class: 'press', 'data-key': 'again' })),
    );
  const shown = questionsShown(questions(), app.view.given);
  return h(
    'div',
    { class: 'panel preview' },
    title,
    app.state.description && h('p', { class: 'about' }, app.state.description),
    notes.length > 0 &&
      h(
        'ul',
        { class: 'notes' },
        notes.map((text) => h('li', {}, text)),
      ),
    shown.some(({ required }) => required) && h('p', { class: 'soft' }, t('starred')),
    shown.map(drawField),
    shown.length === 0 && h('p', { class: 'empty' }, t('no-question')),
    h(
      'div',
      { class: 'row' },
      button(t('send'), 'icon:send', send, { class: 'press press-main with-icon', 'data-key': 'send' }),
      button(t('clear'), null, again, { class: 'press', 'data-key': 'clear' }),
    ),
  );
};
