/* What opens beside the meeting. */
import { behindWords, blockedNote, choiceOf, drawDevices } from './devices.js';
import { drawChat, drawPeople } from './people.js';
import { drawRecord, drawShare } from './share.js';
import {
  app,
  button,
  config,
  h,
  healthOf,
  named,
  now,
  number,
  press,
  REACTIONS,
  select,
  set,
  t,
  toggle,
} from './state.js';

export const SIGNS = { clap: '👏', like: '👍', heart: '❤️', laugh: '😄' };

const panels = {
  react: () =>
    h(
      'div',
      { class: 'reactions' },
      REACTIONS.map((one) =>
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'aria-pressed': now.reaction === one ? 'true' : 'false',
            'data-key': `react ${one}`,
            onclick: () => set('reaction', now.reaction === one ? '' : one),
          },
          h('span', { 'aria-hidden': 'true' }, `${SIGNS[one]} `),
          t(`reaction.${one}`),
        ),
      ),
    ),
  share: () => drawShare(),
  people: () => drawPeople(),
  chat: () => drawChat(),
  record: () => drawRecord(),
  settings: () => [
    blockedNote(),
    drawDevices(),
    config().behind.length > 0 && h('p', { class: 'soft' }, behindWords()),
    toggle('subtitles', t('subtitles'), t('subtitles-help')),
    toggle('quiet', t('quiet'), t('quiet-help')),
  ],
  quality: () => drawQuality(),
};

const drawQuality = () => {
  const health = healthOf(config(), app.state.values);
  const measure = (label, value, needs) =>
    h(
      'div',
      { class: 'measure' },
      h('dt', {}, label),
      h('dd', {}, h('strong', {}, value), needs && h('span', { class: 'soft' }, needs)),
    );
  return [
    h(
      'dl',
      { class: 'measures' },
      measure(t('loss'), t('percent', { value: number(health.loss) }), t('loss-needs')),
      measure(t('latency'), t('milliseconds', { value: number(health.latency) }), t('latency-needs')),
      measure(t('upload'), t('rate', { value: number(health.up) }), t('upload-help')),
      measure(
        t('load'),
        t('rate', { value: number(health.load) }),
        t('load-help', { value: number(health.call) }),
      ),
    ),
    select(
      'link',
      t('link'),
      config().links.map(({ id, name, note }) => [id, note ? t('with-note', { name, note }) : name]),
      now.link,
      (value) => set('link', value),
    ),
    select(
      'definition',
      t('definition'),
      ['high', 'low'].map((one) => [one, t(`definition.${one}`)]),
      now.definition,
      (value) => set('definition', value),
    ),
    choiceOf('speakers', 'speaker'),
    choiceOf('microphones', 'microphone'),
    h(
      'section',
      { class: 'sends', 'aria-label': t('sends') },
      h('h3', {}, t('sends')),
      config().sends.length === 0
        ? h('p', { class: 'soft' }, t('no-send'))
        : h(
            'ul',
            { class: 'persons' },
            config().sends.map((one) => {
              const slot = `pause/${one.id}`;
              return h(
                'li',
                { class: 'person' },
                named(one.name, now[slot] ? t('paused') : t('rate', { value: number(one.rate) })),
                press(
                  slot,
                  t(now[slot] ? 'resume' : 'pause'),
                  t(now[slot] ? 'resume-one' : 'pause-one', { name: one.name }),
                  () => set(slot, !now[slot]),
                ),
              );
            }),
          ),
    ),
  ];
};

export const drawPanel = () => {
  const { panel } = app.view;
  const draw = panels[panel];
  if (!draw) return false;
  return h(
    'section',
    { class: 'panel', 'aria-label': t(`panel.${panel}`) },
    h(
      'div',
      { class: 'panel-head' },
      h('h2', {}, t(`panel.${panel}`)),
      button(t('close'), 'icon:x', () => app.show({ panel: '' }), {
        class: 'tool only-icon',
        'data-key': 'close',
      }),
    ),
    h('div', { class: 'panel-body' }, draw()),
  );
};
