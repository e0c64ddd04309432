/* The settings of the project, and its export. */
import { choiceField, numberField } from './fields.js';
import { app, exported, figure, h, redrawn, t, weightOf } from './state.js';

export const drawProject = () => {
  const { show, seconds } = app.config.project;
  if (show.length === 0) return null;
  const set = (key) => (value) =>
    app.change(
      { ...app.state, project: { ...app.state.project, [key]: value } },
      t('did-set', { name: t(`project.${key}`), value: t(`${key}.${value}`) }),
    );
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('project')),
    h(
      'div',
      { class: 'numbers choices' },
      show.map((key) => choiceField(key, t(`project.${key}`), app.state.project[key], set(key))),
    ),
    seconds &&
      h(
        'p',
        {},
        t('weight-for', {
          time: t('seconds', { time: figure(seconds, 0) }),
          weight: t('megabytes', { value: figure(weightOf(app.state.project, seconds) / 1e6) }),
        }),
      ),
  );
};
export const drawResult = () => {
  if (!app.config.export) return null;
  const { weight, quality, minutes } = exported(app.state.export, app.config.export.seconds);
  const rows = {
    weight: t('megabytes', { value: figure(weight) }),
    quality: t('out-of-100', { value: quality }),
    minutes: t('minutes', { value: figure(minutes, 0) }),
  };
  return h(
    'table',
    { class: 'result' },
    h('caption', {}, t('result')),
    h(
      'tbody',
      {},
      Object.entries(rows).map(([key, value]) =>
        h('tr', {}, h('th', { scope: 'row' }, t(`result.${key}`)), h('td', {}, value)),
      ),
    ),
  );
};
export const drawExport = () => {
  if (!app.config.export) return null;
  const set = (key) => (value) =>
    app.change(
      { ...app.state, export: { ...app.state.export, [key]: value } },
      t('did-set', { name: t(`export.${key}`), value: t(`${key}.${value}`) }),
    );
  const choice = (key) => choiceField(key, t(`export.${key}`), app.state.export[key], set(key));
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('export')),
    h(
      'p',
      { class: 'soft' },
      t('film', { time: t('seconds', { time: figure(app.config.export.seconds, 0) }) }),
    ),
    h(
      'div',
      { class: 'numbers choices' },
      choice('codec'),
      choice('mode'),
      numberField({
        key: 'kbps',
        label: t('export.kbps'),
        read: (state) => state.export.kbps,
        next: (state, kbps) => ({ ...state, export: { ...state.export, kbps: Math.round(kbps) } }),
        ...{ scale: 1, step: 100, least: 200, most: 60000 },
      }),
      choice('lines'),
      choice('keys'),
    ),
    drawResult(),
  );
};

redrawn('.result', drawResult);
