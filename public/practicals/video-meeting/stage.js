/* Those who are there, what is shared, and the bar of what I can do. */
import { html, myPicture } from './devices.js';
import { SIGNS } from './panels.js';
import {
  app,
  button,
  can,
  config,
  h,
  has,
  hasMic,
  heardWith,
  icon,
  isOpen,
  isSeen,
  now,
  off,
  others,
  person,
  put,
  SCREEN,
  set,
  t,
  told,
} from './state.js';

const open = (panel) => app.show({ panel: app.view.panel === panel ? '' : panel });

const leave = () => {
  app.view = { ...app.view, panel: '' };
  put(
    {
      place: 'left',
      ...(can('share') ? { share: '', 'share-sound': false } : {}),
      ...(can('hand') ? { hand: false } : {}),
      ...(can('recording') ? { recording: false } : {}),
    },
    told('place', 'left'),
  );
};

const CONTROLS = {
  mic: ['icon:mic', 'icon:mic-off'],
  camera: ['icon:video', 'icon:video-off'],
  sound: ['icon:volume-2', 'icon:volume-x'],
  hand: ['icon:hand', 'icon:hand'],
};

export const control = (slot) =>
  h(
    'button',
    {
      type: 'button',
      role: 'switch',
      class: now[slot] ? 'control is-on' : 'control',
      'aria-checked': now[slot] ? 'true' : 'false',
      'data-key': slot,
      onclick: () => set(slot, !now[slot]),
    },
    icon(CONTROLS[slot][now[slot] ? 0 : 1]),
    h('span', { class: 'control-name' }, t(`control.${slot}`)),
    h(
      'span',
      { class: 'control-state', 'aria-hidden': 'true' },
      t(`control.${slot}.${now[slot] ? 'on' : 'off'}`),
    ),
  );

const opener = (panel, sign, more) =>
  h(
    'button',
    {
      type: 'button',
      class: app.view.panel === panel ? 'control is-open' : 'control',
      'aria-expanded': app.view.panel === panel ? 'true' : 'false',
      'data-key': `open ${panel}`,
      onclick: () => open(panel),
    },
    icon(sign),
    h('span', { class: 'control-name' }, t(`panel.${panel}`)),
    more && h('span', { class: 'control-state' }, more),
  );

export const drawBar = () => {
  const waiting = config().host
    ? config().people.filter((one) => now[`person/${one.id}`] === 'waiting').length
    : 0;
  return h(
    'div',
    { class: 'controls', role: 'group', 'aria-label': t('controls') },
    control('mic'),
    control('camera'),
    control('sound'),
    has('hand') && control('hand'),
    has('react') && opener('react', 'icon:smile'),
    has('share') && opener('share', 'icon:screen-share', now.share !== '' && t('sharing-short')),
    has('people') && opener('people', 'icon:users', waiting > 0 && t('waiting-count', { count: waiting })),
    has('chat') && opener('chat', 'icon:message-square'),
    can('recording') && opener('record', 'icon:circle-dot', now.recording && t('recording-short')),
    opener('settings', 'icon:settings'),
    has('quality') && opener('quality', 'icon:activity'),
    h(
      'button',
      { type: 'button', class: 'control is-leave', 'data-key': 'leave', onclick: leave },
      icon('icon:phone-off'),
      h('span', { class: 'control-name' }, t('leave')),
    ),
  );
};

const tile = (name, picture, marks, said) =>
  h(
    'li',
    { class: 'tile' },
    html('div', { class: 'picture' }, picture),
    h(
      'p',
      { class: 'tile-name' },
      h('span', {}, name),
      h(
        'span',
        { class: 'marks' },
        marks
          .filter(Boolean)
          .map(([sign, label]) =>
            h('span', { class: 'mark', title: label }, icon(sign), h('span', { class: 'unseen' }, label)),
          ),
      ),
    ),
    said && h('p', { class: 'tile-said' }, said),
  );

export const drawTiles = () =>
  h(
    'ul',
    { class: 'tiles', 'aria-label': t('people') },
    tile(
      t('you', { name: String(now.name).trim() || t('no-name') }),
      myPicture(),
      [
        !isOpen() && ['icon:mic-off', t('mark.muted')],
        !isSeen() && ['icon:video-off', t('mark.unseen')],
        now.hand && ['icon:hand', t('mark.hand')],
      ],
      now.reaction ? `${SIGNS[now.reaction]} ${t(`reaction.${now.reaction}`)}` : '',
    ),
    others().map((one) =>
      tile(
        one.host ? t('host-name', { name: one.name }) : one.name,
        one.camera ? person(one.name) : off(one.name),
        [
          !hasMic(one) && ['icon:mic-off', t('mark.muted')],
          !one.camera && ['icon:video-off', t('mark.unseen')],
          one.hand && ['icon:hand', t('mark.hand')],
        ],
        now.sound && one.noise && hasMic(one) ? one.noise : '',
      ),
    ),
  );

const sheetOf = (one) =>
  h(
    'div',
    { class: 'sheet-shown' },
    h(
      'p',
      { class: 'sheet-title' },
      icon(one.kind === 'tab' ? 'icon:panel-top' : 'icon:app-window'),
      h('span', {}, one.name),
    ),
    one.text && h('p', { class: 'sheet-text' }, one.text),
  );

export const drawShared = () => {
  if (!now.share) return false;
  const all = now.share === SCREEN;
  const shown = all ? config().windows : config().windows.filter(({ id }) => id === now.share);
  return h(
    'section',
    { class: 'shared', 'aria-label': t('shared') },
    h(
      'div',
      { class: 'shared-head' },
      h('h2', {}, t('shared')),
      button(t('stop-share'), 'icon:x', () => put({ share: '', 'share-sound': false }, told('share', '')), {
        class: 'press small',
        'data-key': 'stop-share',
      }),
    ),
    h(
      'div',
      { class: all ? 'screen is-all' : 'screen' },
      shown.map(sheetOf),
      all && !now.quiet && config().notice && h('p', { class: 'notice' }, config().notice),
    ),
    h('p', { class: 'soft' }, t(now['share-sound'] ? 'shared-sound' : 'shared-silent')),
  );
};

export const complaints = () => {
  const heard = heardWith(app.state.values);
  return (
    heard !== null && h('p', { class: heard.good ? 'note is-heard' : 'note is-heard is-warning' }, heard.text)
  );
};

export const drawCaption = () => {
  const speaker = others().find(({ speaks }) => speaks);
  if (!speaker) return false;
  if (!now.subtitles) return false;
  return h('p', { class: 'caption' }, h('strong', {}, speaker.name), ' ', speaker.speaks);
};
