/* The answers received. */
import { app, h, hasChoices, t } from './state.js';

export const drawAnswers = () => {
  const { answers, questions: asked } = app.config;
  const columns = asked.filter(({ type }) => type !== 'section');
  const counted = columns.filter(({ type }) => hasChoices(type));
  const valuesOf = (row, id) => [row[id] ?? []].flat().map(String);
  return h(
    'div',
    { class: 'panel' },
    h('h2', {}, t('received', { count: answers.length })),
    counted.map(({ id, title, choices }) => {
      const texts = [
        ...new Set([...choices.map((one) => one.text), ...answers.flatMap((row) => valuesOf(row, id))]),
      ];
      return h(
        'section',
        { class: 'count', 'aria-label': title },
        h('h3', {}, title),
        h(
          'ul',
          {},
          texts.map((text) => {
            const count = answers.filter((row) => valuesOf(row, id).includes(text)).length;
            const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
            bar.style.setProperty('--part', String(count / Math.max(1, answers.length)));
            return h('li', {}, h('span', {}, text), h('b', {}, String(count)), bar);
          }),
        ),
      );
    }),
    h(
      'div',
      { class: 'table', role: 'region', tabindex: '0', 'aria-label': t('table'), 'data-key': 'table' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            columns.map(({ title }) => h('th', { scope: 'col' }, title)),
          ),
        ),
        h(
          'tbody',
          {},
          answers.map((row) =>
            h(
              'tr',
              {},
              columns.map(({ id }) => h('td', {}, valuesOf(row, id).join(', ') || '–')),
            ),
          ),
        ),
      ),
    ),
  );
};
