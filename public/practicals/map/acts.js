/* What is done on the map: marks, cameras, ways. */
import {
  app,
  ask,
  chosenNow,
  config,
  films,
  filmsArea,
  h,
  inSight,
  number,
  places,
  spoken,
  t,
  walls,
  wayBetween,
} from './state.js';

export const focusOn = (selector) => document.querySelector(selector)?.focus();
export const choose = (chosen, { focus = false } = {}) => {
  app.view = { ...app.view, chosen };
  const now = chosenNow();
  if (now === null) return;
  const words = now.kind === 'point' ? spoken(now.at) : now.title;
  app.show({ chosen, cross: now.at, centre: inSight(now.at) }, words);
  if (focus) focusOn('[data-card]');
};
export const leave = () => {
  app.show({ chosen: null, moving: null });
  focusOn('[data-key="map"]');
};
const setMarks = (changed, said) =>
  app.change({ ...app.state, marks: { ...app.state.marks, ...changed } }, said);
const freshId = () => {
  let rank = 1;
  while (`n${rank}` in app.state.marks) rank += 1;
  return `n${rank}`;
};
const entryOf = ({ category, at, values }) => ({ category, at, values });
export const rounded = (at) => at.map((one) => Math.round(one * 10) / 10);
export const moveMark = (mark, at) => {
  app.view = { ...app.view, moving: null, chosen: { kind: 'mark', id: mark.id }, cross: at };
  setMarks({ [mark.id]: { ...entryOf(mark), at: rounded(at) } }, t('moved', { name: mark.category }));
  focusOn('[data-card]');
};
export const removeMark = (mark) => {
  const changed = { ...app.state.marks };
  if (config().marks.list.some(({ id }) => id === mark.id)) changed[mark.id] = null;
  else delete changed[mark.id];
  app.view = { ...app.view, chosen: null, moving: null };
  app.change({ ...app.state, marks: changed }, t('removed', { name: mark.category }));
  focusOn('[data-key="map"]');
};

/** The sheet of a mark: what it is, and what more is asked. `done(category, values)` keeps it. */
const openMark = (title, at, start, done) => {
  const { categories, fields } = config().marks;
  const select = (id, value, options) =>
    h(
      'select',
      { id },
      h('option', { value: '', selected: value === '' }, t('to-choose')),
      options.map((one) => h('option', { value: one, selected: one === value }, one)),
    );
  const row = (id, label, field) => h('p', { class: 'line' }, h('label', { for: id }, label), field);
  const category = select('m-category', start.category, categories);
  const entries = fields.map(({ id, label, options }) => ({
    id,
    label,
    options,
    field: options
      ? select(`m-${id}`, start.values[id] ?? '', options)
      : h('input', {
          type: 'text',
          id: `m-${id}`,
          value: start.values[id] ?? '',
          maxlength: 200,
          autocomplete: 'off',
          spellcheck: 'false',
        }),
  }));
  const save = () => {
    if (category.value === '') return t('fault.category');
    const missing = entries.find(({ options, field }) => options && field.value === '');
    if (missing) return t('fault.field', { label: missing.label });
    done(
      category.value,
      Object.fromEntries(entries.map(({ id, field }) => [id, field.value.trim()]).filter(([, one]) => one)),
    );
    return undefined;
  };
  ask({
    title,
    body: h(
      'div',
      { class: 'fields' },
      h('p', { class: 'soft' }, spoken(at)),
      row('m-category', t('category'), category),
      entries.map(({ id, label, field }) => row(`m-${id}`, label, field)),
    ),
    actions: [{ label: t('save'), main: true, act: save }],
  });
};
export const addMark = (at) => {
  openMark(config().marks.title, at, { category: '', values: {} }, (category, values) => {
    const id = freshId();
    app.view = { ...app.view, chosen: { kind: 'mark', id }, cross: at };
    setMarks({ [id]: { category, at: rounded(at), values } }, t('added', { name: category }));
  });
};
export const editMark = (mark) =>
  openMark(t('edit'), mark.at, mark, (category, values) =>
    setMarks({ [mark.id]: { category, at: mark.at, values } }, t('changed', { name: category })),
  );
export const setCamera = (camera, next, said) => {
  const { angle, on } = { ...camera, ...next };
  const first = config().cameras.find(({ id }) => id === camera.id);
  const changed = { ...app.state.cameras };
  if (first.angle === angle && first.on === on) delete changed[camera.id];
  else changed[camera.id] = { angle, on };
  app.change({ ...app.state, cameras: changed }, said);
};
const filmedBy = (camera) => {
  if (!camera.on) return [];
  const seen = config().areas.filter(
    ({ name, kind, polygon }) => name !== '' && kind !== 'district' && filmsArea(camera, walls(), polygon),
  );
  return [...seen, ...places().filter(({ at }) => films(camera, walls(), at))].map(({ name }) => name);
};
export const filmedWords = (camera) => {
  if (!camera.on) return t('camera.off');
  const list = filmedBy(camera);
  return list.length === 0 ? t('camera.nothing') : list.join(', ');
};
export const turnCamera = (camera, by) => {
  const angle = (((camera.angle + by) % 360) + 360) % 360;
  setCamera(camera, { angle }, t('camera.said', { list: filmedWords({ ...camera, angle }) }));
};
export const setWay = (rank, id) => {
  const way = [...app.state.way];
  way[rank] = id;
  app.change({ ...app.state, way }, wayWords(way));
};
export const placeNamed = (id) => config().places.find((place) => place.id === id);
export const wayNow = (way = app.state.way) => {
  const [from, to] = way.map(placeNamed);
  return from && to ? wayBetween(config().streets, from.at, to.at) : null;
};
const wayWords = (way) => {
  const found = wayNow(way);
  return found ? t('way-long', { metres: number(found.metres) }) : t('way-ends');
};
