/* The list of questions. */
import { area, entry, line, told } from './fields.js';
import { drawEditor } from './question.js';
import {
  add,
  app,
  button,
  conditionFault,
  focusOn,
  formTitle,
  h,
  has,
  ICONS,
  icon,
  kinds,
  questions,
  rankOf,
  t,
} from './state.js';

const walk = (event, id) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const next = questions()[questions().findIndex((one) => one.id === id) + by];
  if (!next) return;
  event.preventDefault();
  app.show({ at: next.id });
  focusOn(`q ${next.id}`);
};

const drawCard = (question) => {
  const { id, type, required, when } = question;
  const isOpen = app.view.card === id;
  const first = questions().some((one) => one.id === app.view.at) ? app.view.at : questions()[0].id;
  const fault = conditionFault(questions(), question);
  return h(
    'li',
    { class: ['card', type === 'section' && 'is-section', isOpen && 'is-open'].filter(Boolean).join(' ') },
    h(
      'button',
      {
        type: 'button',
        class: 'card-head',
        'data-key': `q ${id}`,
        'aria-expanded': isOpen ? 'true' : 'false',
        'aria-controls': isOpen ? `editor-${id}` : false,
        tabindex: id === first || isOpen ? false : '-1',
        onclick: () => app.show({ card: isOpen ? null : id, at: id }),
        onkeydown: (event) => walk(event, id),
      },
      icon(ICONS[type]),
      h(
        'span',
        { class: 'card-text' },
        h(
          'span',
          { class: 'card-title' },
          rankOf(id) && h('span', { class: 'rank' }, `${rankOf(id)}. `),
          told('name', question),
          required && h('span', { class: 'star', 'aria-hidden': 'true' }, '\u00a0*'),
        ),
        h(
          'span',
          { class: 'soft' },
          [t(`type.${type}`), required && t('is-required')].filter(Boolean).join(' · '),
        ),
        when &&
          h(
            'span',
            { class: fault ? 'only is-lost' : 'only' },
            icon('icon:split'),
            told('summary', question),
          ),
      ),
      icon(isOpen ? 'icon:chevron-down' : 'icon:chevron-right'),
    ),
    isOpen && drawEditor(question),
  );
};

export const drawBuild = () => [
  h(
    'section',
    { class: 'card sheet-head', 'aria-label': t('heading') },
    line(
      'form-title',
      t('form-title'),
      entry('form-title', app.state.title, (title) => {
        app.type({ ...app.state, title }, 'form-title');
        document.querySelector('.title').textContent = formTitle();
      }),
    ),
    line(
      'form-text',
      t('form-text'),
      area(
        'form-text',
        app.state.description,
        (description) => app.type({ ...app.state, description }, 'form-text'),
        { maxlength: 1000 },
      ),
    ),
  ),
  questions().length === 0
    ? h('p', { class: 'empty' }, t('no-question'))
    : [
        h('p', { class: 'soft hint' }, t('hint')),
        h('ol', { class: 'cards', 'aria-label': t('questions') }, questions().map(drawCard)),
      ],
  h(
    'div',
    { class: 'row adds' },
    button(t('add'), 'icon:plus', () => add(kinds()[0] === 'section' ? 'short' : kinds()[0]), {
      class: 'press press-main with-icon',
      'data-key': 'add',
    }),
    has('sections') &&
      button(t('add-section'), 'icon:rows-3', () => add('section'), {
        class: 'press with-icon',
        'data-key': 'add-section',
      }),
  ),
];
