/* A remote meeting. A state is what `src/engine/practicals/video-meeting.ts` reads: `{ values, code, messages }`. */
import { blockedNote } from './devices.js';
import { drawDoor, drawLeft, drawLobby } from './entry.js';
import { drawPanel } from './panels.js';
import { complaints, drawBar, drawCaption, drawShared, drawTiles } from './stage.js';
import { app, EVERYONE, h, icon, now, others, renew, room, SCREEN, t } from './state.js';

const drawMeeting = () =>
  h(
    'main',
    { class: app.view.panel ? 'meeting has-panel' : 'meeting' },
    h(
      'header',
      { class: 'meeting-head' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, room().title),
      h('p', { class: 'soft' }, t('count', { count: others().length + 1 })),
      now.recording && h('p', { class: 'badge' }, icon('icon:circle-dot'), h('span', {}, t('recorded'))),
    ),
    h('div', { class: 'stage' }, blockedNote(), complaints(), drawShared(), drawTiles(), drawCaption()),
    drawBar(),
    // Under the buttons: above, it would push them away from the finger that pressed one.
    !now.sound && h('p', { class: 'note is-warning is-deaf' }, t('deaf')),
    drawPanel(),
  );

const places = { door: drawDoor, lobby: drawLobby, meeting: drawMeeting, left: drawLeft };

window.Practical.define({
  view: () => ({
    panel: '',
    tried: '',
    heard: '',
    fault: '',
    warned: false,
    kind: SCREEN,
    pick: '',
    withSound: false,
    shareFault: '',
    to: EVERYONE,
    draft: '',
    chatFault: '',
  }),
  draw(given) {
    renew(given);
    return h('div', { class: `visio is-${now.place}` }, places[now.place]());
  },
});
