/* Programs that run. */
import {
  app,
  ask,
  button,
  gauge,
  h,
  icon,
  loadOf,
  locale,
  MEASURES,
  measured,
  measureOf,
  runningOf,
  sized,
  statusesOf,
  t,
  tried,
  unitOf,
} from './state.js';

const running = () => runningOf(app.config.tasks.list, app.state.ended);

const depthOf = (task) => {
  const parent = app.config.tasks.list.find(({ id }) => id === task.parent);
  return parent ? 1 + depthOf(parent) : 0;
};
/** Each after the one that started it. */
const asTree = (tasks, parent = null) =>
  tasks
    .filter((task) => (tasks.some(({ id }) => id === task.parent) ? task.parent : null) === parent)
    .flatMap((task) => [task, ...asTree(tasks, task.id)]);
const cellOf = (task, column) => {
  if (column in MEASURES) return measureOf(task, column, app.view.time);
  const value = task[column];
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
};
const orderedTasks = (tasks) => {
  const { sort } = app.view;
  if (!sort) return app.config.tasks.tree ? asTree(tasks) : tasks;
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), locale);
  const cell = (task) => cellOf(task, sort.column);
  return [...tasks].sort((a, b) => compare(cell(a), cell(b)) * (sort.down ? -1 : 1));
};

const end = (task) => {
  const tasks = running();
  const started = asTree(tasks, task.id);
  ask({
    title: t('end-title', { name: task.name }),
    body: h(
      'div',
      { class: 'said' },
      task.unsaved && h('p', {}, t('end-unsaved', { what: task.unsaved })),
      started.length > 0 && h('p', {}, t('end-family', { count: started.length })),
      !task.unsaved && started.length === 0 && h('p', {}, t('end-plain')),
    ),
    actions: [
      {
        label: t('end'),
        main: true,
        act: () => tried({ end: task.id }, t('ended', { name: task.name })),
      },
    ],
  });
};

const headOf = (label, column, isNumber) => {
  const { sort } = app.view;
  const here = sort?.column === column;
  // The greatest first: it is what one looks for.
  const down = here ? !sort.down : isNumber;
  return h(
    'th',
    {
      scope: 'col',
      class: isNumber ? 'is-number' : false,
      'aria-sort': here ? (sort.down ? 'descending' : 'ascending') : 'none',
    },
    h(
      'button',
      {
        type: 'button',
        class: 'sort',
        'data-key': `sort ${column}`,
        onclick: () =>
          app.show({ sort: { column, down } }, t(down ? 'sorted-down' : 'sorted-up', { name: label })),
      },
      label,
      here && icon(sort.down ? 'icon:arrow-down' : 'icon:arrow-up'),
    ),
  );
};
const taskRow = (task, status) => {
  const { columns, tree, ends } = app.config.tasks;
  const depth = tree && !app.view.sort ? Math.min(4, depthOf(task)) : 0;
  const parent = app.config.tasks.list.find(({ id }) => id === task.parent);
  const isNumber = (column) => column in MEASURES || column === 'pid';
  return h(
    'tr',
    { class: status === 'stuck' ? 'is-stuck' : false },
    h(
      'th',
      { scope: 'row', class: depth > 0 ? `depth-${depth}` : false },
      h('span', { class: 'name' }, task.name),
      tree && parent && h('span', { class: 'unseen' }, t('started-by', { name: parent.name })),
      status !== 'runs' && h('span', { class: `chip is-${status}` }, t(`status.${status}`)),
    ),
    columns.map((column) => {
      const value = cellOf(task, column);
      const words =
        column in MEASURES
          ? measured(value, unitOf(column))
          : column === 'pid'
            ? String(value)
            : value || t('nothing');
      return h('td', { class: isNumber(column) ? 'is-number' : false }, words);
    }),
    ends &&
      h(
        'td',
        { class: 'does-cell' },
        h(
          'button',
          {
            type: 'button',
            class: 'press small stop',
            'data-key': `end ${task.id}`,
            'aria-label': t('end-title', { name: task.name }),
            onclick: () => end(task),
          },
          icon('icon:x'),
          h('span', { class: 'label-wide' }, t('end')),
        ),
      ),
  );
};
export const drawTasks = () => {
  const { columns, memory, tree, ends, list } = app.config.tasks;
  const tasks = running();
  const statuses = statusesOf(tasks);
  const { time } = app.view;
  const times = Math.max(
    ...list.map((task) => Math.max(...Object.keys(MEASURES).map((m) => task[m].length))),
  );
  const cpu = loadOf(tasks, 'cpu', time);
  const used = loadOf(tasks, 'memory', time);
  return [
    h(
      'div',
      { class: 'gauges' },
      columns.includes('cpu') && gauge(t('column.cpu'), cpu, 100, measured(Math.min(100, cpu), '%')),
      columns.includes('memory') &&
        gauge(
          t('column.memory'),
          used,
          memory,
          t('of', { used: sized(Math.min(used, memory)), total: sized(memory) }),
        ),
    ),
    h(
      'div',
      { class: 'tools' },
      times > 1 && [
        button(t('measure'), 'icon:refresh-cw', () =>
          app.show({ time: time + 1 }, t('measured', { rank: time + 2 })),
        ),
        h('p', { class: 'soft when' }, t('measured', { rank: time + 1 })),
      ],
      tree &&
        button(t('tree'), 'icon:git-fork', () => app.show({ sort: null }, t('tree')), {
          'aria-pressed': app.view.sort ? 'false' : 'true',
        }),
      h('p', { class: 'soft when' }, t('running', { count: tasks.length })),
    ),
    tasks.length === 0
      ? h('p', { class: 'empty' }, t('no-task'))
      : h(
          'div',
          {
            class: 'scroll',
            role: 'region',
            tabindex: '0',
            'aria-label': t('section.tasks'),
            'data-key': 'tasks',
            'data-scroll': 'tasks',
          },
          h(
            'table',
            {},
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                headOf(t('column.name'), 'name', false),
                columns.map((column) =>
                  headOf(t(`column.${column}`), column, column in MEASURES || column === 'pid'),
                ),
                ends && h('th', { scope: 'col' }, h('span', { class: 'unseen' }, t('end'))),
              ),
            ),
            h(
              'tbody',
              {},
              orderedTasks(tasks).map((task) => taskRow(task, statuses[task.id])),
            ),
          ),
        ),
  ];
};
