/* The slide show and what is done in it: every part of the window reads it here. */

export const { h, button, icon, locale } = window.Practical;
export const { s, rect, paint, small } = window.Slides;
export const shared = window.Shared;
export const { behind, blocksOf, contrast, hasText, isFitting, leastContrast, lookOf, MASTER, tenth } =
  shared;
export const t = (name, values) => window.Practical.t(`practical.slides.${name}`, values);

export const MOST_BLOCKS = 14;
export const MOST_SLIDES = 14;
export const ALL_BLOCKS = 64;
export const SIGNS = {
  ...{ title: 'icon:heading', text: 'icon:type', list: 'icon:list', picture: 'icon:image' },
  ...{ number: 'icon:hash', shape: 'icon:square' },
};
export const PALETTE = {
  ...{ black: '#000000', white: '#ffffff', grey: '#5f6673', silver: '#c9cdd4', night: '#10244d' },
  ...{ blue: '#1f5fbf', green: '#17663a', yellow: '#ffe58a', red: '#b3261e', orange: '#d9730d' },
  ...{ violet: '#6a329f', pink: '#f4b6cf' },
};
export const ALIGN = {
  ...{ left: 'icon:align-start-vertical', centre: 'icon:align-center-vertical' },
  ...{ right: 'icon:align-end-vertical', top: 'icon:align-start-horizontal' },
  ...{ middle: 'icon:align-center-horizontal', bottom: 'icon:align-end-horizontal' },
};

export let app = null;
/** What a finger or a slider is doing, before it is done. */
export let draft = null;
/** What is typed in a field of figures, and not yet taken. */
export let pending = null;
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
  draft = null;
  pending = null;
};
export const sketch = (deck) => {
  draft = deck;
};
export const wait = (act) => {
  pending = act;
};

export const has = (tool) => app.config.tools.includes(tool);
export const now = () => draft ?? app.state;
export const shown = () => app.view.slide;
export const own = () => blocksOf(now(), shown());
export const chosen = () => own().filter(({ id }) => app.view.chosen.includes(id));
export const only = () => (chosen().length === 1 ? chosen()[0] : null);
export const figure = (value) => tenth(value).toLocaleString(locale, { maximumFractionDigits: 1 });
export const written = (value) => value.toLocaleString(locale, { maximumFractionDigits: 2 });
const cut = (text, most = 34) => (text.length > most ? `${text.slice(0, most - 2).trim()}…` : text);

export const nameOf = (block) => {
  if (block.kind === 'picture') return app.config.pictures[block.picture].name;
  const [first] = block.text.split('\n');
  return cut(first) || t(block.kind === 'number' ? 'kind.number' : 'empty');
};
export const called = (block, name = nameOf(block)) =>
  block.kind === 'number' ? t('kind.number') : t('called', { kind: t(`kind.${block.kind}`), name });
/** For a screen reader: all its words. */
export const toldAs = (block) => called(block, block.text.replaceAll('\n', ', ') || nameOf(block));
export const titleOf = ({ blocks }) => {
  const title = blocks.find(({ kind, text }) => kind === 'title' && text !== '') ?? blocks.find(hasText);
  return title ? nameOf(title) : t('empty');
};

export const take = () => {
  const act = pending;
  pending = null;
  act?.();
};
// A field is taken once the press or the key that leaves it is over: to draw anew at once would lose either.
let pressing = false;
const takeSoon = (delay) => setTimeout(() => !pressing && take(), delay);
export const leave = () => {
  if (!pressing) takeSoon(0);
};
window.addEventListener(
  'pointerdown',
  () => {
    pressing = true;
  },
  true,
);
for (const name of ['pointerup', 'pointercancel'])
  window.addEventListener(
    name,
    () => {
      pressing = false;
      // A finger's click comes later, and takes first: nothing may move under it.
      takeSoon(400);
    },
    true,
  );
window.addEventListener('click', () => take(), true);
window.addEventListener('blur', () => take());

/** Something done to the show; the slide that was on it may be there no more. */
export const done = (deck, said, view = {}) => {
  draft = null;
  app.view = { ...app.view, ...view };
  const before = app.state;
  app.change(deck, said);
  if (app.state === before) app.show({});
};
export const put = (blocks, said, view) => done(shared.withBlocks(app.state, shown(), blocks), said, view);
export const alter = (block, changes, said) => done(shared.withBlock(app.state, block.id, changes), said);

export const choose = (ids, said) => {
  take();
  const all = shared.withGroups(own(), ids);
  const { panel } = app.view;
  const panels = panelsNow().map(({ id }) => id);
  const mine = ['text', 'place'].filter((id) => panels.includes(id));
  const next = all.length > 0 && !mine.includes(panel) ? (mine[0] ?? panel) : panel;
  const names = own().filter(({ id }) => all.includes(id));
  app.show(
    { chosen: all, panel: next },
    said ?? (names.length > 0 ? t('chosen', { list: names.map(toldAs).join(', ') }) : t('none-chosen')),
  );
};
export const press = (id, more) => {
  const { chosen: list } = app.view;
  if (!more) return choose([id]);
  const family = shared.withGroups(own(), [id]);
  return choose(list.includes(id) ? list.filter((one) => !family.includes(one)) : [...list, id]);
};
export const goTo = (slide) => {
  take();
  const number = app.state.slides.findIndex(({ id }) => id === slide) + 1;
  app.show(
    { slide, chosen: [], panel: app.view.panel === 'look' && slide !== MASTER ? null : app.view.panel },
    slide === MASTER ? t('at-master') : t('at-slide', { number, count: app.state.slides.length }),
  );
};

export const move = (dx, dy) => {
  const ids = app.view.chosen;
  if (ids.length === 0 || !has('place')) return;
  put(
    own().map((one) => (ids.includes(one.id) ? { ...one, x: tenth(one.x + dx), y: tenth(one.y + dy) } : one)),
    t('moved'),
  );
};
export const grow = (dw, dh) => {
  const block = only();
  if (!block || !has('place')) return;
  alter(block, { w: Math.max(2, tenth(block.w + dw)), h: Math.max(2, tenth(block.h + dh)) }, t('resized'));
};
export const remove = () => {
  const ids = app.view.chosen;
  if (ids.length === 0 || !has('add')) return;
  put(
    own().filter(({ id }) => !ids.includes(id)),
    t('removed', { count: ids.length }),
    { chosen: [] },
  );
};
export const isFull = () => own().length >= MOST_BLOCKS || shared.allBlocks(app.state).length >= ALL_BLOCKS;
export const add = (kind, picture = '') => {
  const { width, height } = app.state.page;
  const id = shared.freshId(app.state);
  const tall = { title: 0.16, text: 0.14, list: 0.4, picture: 0.3, number: 0.08, shape: 0.25 }[kind];
  const block = {
    ...{ id, kind, ...shared.BLANK, picture },
    x: Math.round(width * 0.2),
    y: Math.round(height * 0.35),
    w: Math.round(width * (kind === 'number' ? 0.1 : 0.6)),
    h: Math.round(height * tall),
    fill: kind === 'shape' ? '#c9cdd4' : null,
  };
  put([...own(), block], t('added', { name: called(block) }), { chosen: [id], panel: panelFor('text') });
};
const panelFor = (id) => (panelsNow().some((one) => one.id === id) ? id : app.view.panel);
export const copyBlocks = () => {
  let next = app.state;
  const made = [];
  for (const block of chosen()) {
    const id = shared.freshId(next);
    made.push(id);
    const copy = { ...block, id, x: block.x + 6, y: block.y + 6, group: '' };
    next = shared.withBlocks(next, shown(), [...blocksOf(next, shown()), copy]);
  }
  done(next, t('copied'), { chosen: made });
};

export const panelsNow = () =>
  [
    { id: 'text', sign: 'icon:type', on: has('text') || has('style') || has('alt') },
    { id: 'place', sign: 'icon:move', on: has('place') || has('arrange') },
    { id: 'add', sign: 'icon:plus', on: has('add') },
    { id: 'look', sign: 'icon:heading', on: has('master') && shown() === MASTER },
    {
      id: 'slide',
      sign: 'icon:presentation',
      on: has('ground') || (shown() !== MASTER && (has('layout') || has('notes') || has('transition'))),
    },
    { id: 'page', sign: 'icon:square', on: has('page') },
  ].filter(({ on }) => on);
