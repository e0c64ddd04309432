/* Microphone, camera and loudspeaker: chosen, tried, allowed. */
import {
  app,
  button,
  ceiling,
  chosen,
  config,
  dark,
  drawMe,
  h,
  isSeen,
  now,
  off,
  select,
  set,
  t,
  told,
} from './state.js';

const METER = 10;

const FAINT = 35;

export const html = (tag, attributes, inside) => {
  const element = h(tag, attributes);
  element.innerHTML = inside;
  return element;
};

const meter = () => {
  const tried = app.view.tried === now.microphone;
  const level = tried && now.allowed !== false ? chosen('microphones', 'microphone').hears : 0;
  const lit = Math.round((level / 100) * METER);
  const says =
    now.allowed === false
      ? 'mic-blocked'
      : level === 0
        ? 'mic-deaf'
        : level <= FAINT
          ? 'mic-faint'
          : 'mic-good';
  return h(
    'div',
    { class: 'try' },
    h(
      'div',
      { class: 'try-line' },
      button(t('try-mic'), 'icon:mic', () => app.show({ tried: now.microphone, heard: '' }), {
        class: 'press small',
        'data-key': 'try-mic',
      }),
      h(
        'span',
        { class: 'meter', 'aria-hidden': 'true' },
        Array.from({ length: METER }, (_, rank) => h('span', { class: rank < lit ? 'is-lit' : '' })),
      ),
    ),
    h('p', { class: 'told', role: 'status' }, tried ? t(says) : ''),
  );
};

const trySpeaker = () => {
  const tried = app.view.heard === now.speaker;
  return h(
    'div',
    { class: 'try' },
    button(t('try-speaker'), 'icon:volume-2', () => app.show({ heard: now.speaker, tried: '' }), {
      class: 'press small',
      'data-key': 'try-speaker',
    }),
    h(
      'p',
      { class: 'told', role: 'status' },
      tried ? t(chosen('speakers', 'speaker').plays ? 'speaker-good' : 'speaker-mute') : '',
    ),
  );
};

export const choiceOf = (list, slot) =>
  select(
    slot,
    t(`device.${slot}`),
    config()[list].map(({ id, name }) => [id, name]),
    now[slot],
    (value) => set(slot, value),
  );

export const drawDevices = () => [
  choiceOf('microphones', 'microphone'),
  meter(),
  choiceOf('cameras', 'webcam'),
  choiceOf('speakers', 'speaker'),
  trySpeaker(),
  select(
    'background',
    t('background'),
    ['none', 'blur', 'image'].map((one) => [one, t(`background.${one}`)]),
    now.background,
    (value) => set('background', value),
  ),
];

export const behindWords = () =>
  now.background === 'none'
    ? t('behind', { list: config().behind.join(', ') })
    : told('background', now.background);

export const blockedNote = () =>
  now.allowed === false &&
  h(
    'div',
    { class: 'note is-warning', role: 'group', 'aria-label': t('blocked') },
    h('p', {}, h('strong', {}, t('blocked')), ' ', t('blocked-why')),
    button(t('allow'), 'icon:lock', () => set('allowed', true), {
      class: 'press small',
      'data-key': 'allow',
    }),
  );

/** What my camera shows. */
export const myPicture = () => {
  if (!isSeen()) return off(String(now.name));
  const { shows } = chosen('cameras', 'webcam');
  if (shows === 'dark') return dark();
  if (shows === 'ceiling') return ceiling();
  return drawMe(config().me, now.background);
};

export const myPictureWords = () => {
  if (!isSeen()) return t('seen.off');
  const { shows } = chosen('cameras', 'webcam');
  return t(`seen.${shows}`);
};
