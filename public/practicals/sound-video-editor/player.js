/* What is seen and heard where the playing head stands, and what moves it. */
import { readNumber } from './fields.js';
import {
  app,
  at,
  button,
  endOf,
  figure,
  h,
  labelsAt,
  live,
  partAt,
  pieces,
  redrawn,
  sourceOf,
  t,
  time,
  total,
} from './state.js';
import { styled } from './waves.js';

let playing = null;
export const setHead = (head) => {
  app.note({ head });
  for (const one of document.querySelectorAll('.frise')) styled(one, { head: head / total() });
  const ruler = document.querySelector('.ruler');
  ruler?.setAttribute('aria-valuenow', String(head / 10));
  ruler?.setAttribute('aria-valuetext', tellHead(head));
  document.querySelector('.screen')?.replaceWith(drawScreen());
  const field = document.getElementById('f-head');
  if (field && document.activeElement !== field) field.value = figure(head / 10);
  const here = document.querySelector('.here');
  if (here) here.textContent = tellHere(head);
};
export const tellHere = (head) => labelsAt(head).join(' ; ') || t('nothing');
export const tellHead = (head) => `${time(head)}, ${tellHere(head)}`;

export const drawScreen = () => {
  const { head } = app.view;
  const [width, height] = app.state.project.frame.split('x').map(Number);
  const track = app.config.tracks.find(({ kind }) => kind === 'picture');
  const piece = track && at(track.id, head);
  const instant = piece ? head - piece.start + piece.skip : 0;
  const scene = piece && partAt(sourceOf(piece).scenes, instant);
  const part = scene ? (instant - scene.from) / (scene.to - scene.from) : 0;
  const tall = piece && sourceOf(piece).ratio === 'tall';
  const fit = { bars: 'xMidYMid meet', fill: 'xMidYMid slice', stretch: 'none' }[app.state.project.fit];
  const texts = (kind) =>
    app.config.tracks.filter((one) => one.kind === kind).flatMap(({ id }) => at(id, head)?.text || []);
  const frame = h('div', { class: 'frame', role: 'img', 'aria-label': scene?.label ?? t('black') });
  frame.innerHTML = `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><rect width="${width}" height="${height}" fill="#000"/><svg width="${width}" height="${height}" viewBox="${tall ? '54.7 0 50.6 90' : '0 0 160 90'}" preserveAspectRatio="${fit}">${piece ? window.Scenes.inside(scene, part) : ''}</svg></svg>`;
  return styled(
    h(
      'div',
      { class: 'screen' },
      frame,
      texts('titles').map((one) => h('p', { class: 'title-band' }, one)),
      texts('subtitles').map((one) => h('p', { class: 'caption' }, one)),
    ),
    { wide: width / height },
  );
};
export const stop = () => {
  if (playing === null) return;
  cancelAnimationFrame(playing);
  playing = null;
  app.show({});
};
const play = () => {
  if (playing !== null) {
    stop();
    return;
  }
  const end = Math.max(0, ...pieces().map(endOf));
  const begin = app.view.head >= end ? 0 : app.view.head;
  const since = performance.now();
  const go = () => {
    const head = Math.min(begin + Math.floor((performance.now() - since) / 100), end);
    if (head !== app.view.head) setHead(head);
    if (head >= end) stop();
    else playing = requestAnimationFrame(go);
  };
  playing = requestAnimationFrame(go);
  app.show({});
};
const headField = () => {
  const input = h('input', {
    type: 'text',
    inputmode: 'decimal',
    id: 'f-head',
    'data-key': 'head',
    autocomplete: 'off',
    value: figure(app.view.head / 10),
    oninput: () => {
      const value = readNumber(input.value);
      if (value !== null) setHead(Math.min(Math.max(Math.round(value * 10), 0), total()));
    },
    onblur: () => {
      input.value = figure(app.view.head / 10);
    },
    onkeydown: (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      nudge(by);
      input.value = figure(app.view.head / 10);
    },
  });
  return h(
    'p',
    { class: 'number at-head' },
    h('label', { for: 'f-head', class: 'unseen' }, t('head-field')),
    input,
    h('span', { 'aria-hidden': 'true' }, 's'),
  );
};
const nudge = (by) => {
  stop();
  setHead(Math.min(Math.max(app.view.head + by, 0), total()));
};
export const small = (label, sign, act, key) =>
  button(label, sign, act, { class: 'tool only-icon', 'data-key': key });
export const drawTransport = () =>
  h(
    'div',
    { class: 'transport' },
    small(t('to-start'), 'icon:skip-back', () => nudge(-total()), 'to-start'),
    small(
      t(playing === null ? 'play' : 'pause'),
      playing === null ? 'icon:play' : 'icon:pause',
      play,
      'play',
    ),
    small(t('back'), 'icon:chevron-left', () => nudge(-1), 'back'),
    headField(),
    small(t('on'), 'icon:chevron-right', () => nudge(1), 'on'),
    h('span', { class: 'here' }, tellHere(app.view.head)),
  );

redrawn('.screen', drawScreen);
live.push(() => {
  const here = document.querySelector('.here');
  if (here) here.textContent = tellHere(app.view.head);
});
