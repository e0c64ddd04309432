/* A social network. A state is what `src/engine/practicals/social-network.ts` reads: `{ values, written }`. */
import { drawGroup, drawGroups } from './groups.js';
import { drawThread, drawThreads } from './messages.js';
import { drawFeed, drawFriends, drawOne, drawPerson, drawProfile, drawTag } from './people.js';
import { drawCases, drawDrafts, drawSection, drawSettings } from './settings.js';
import { app, button, config, goHome, h, renew, t } from './state.js';

const NAV = {
  feed: 'icon:house',
  profile: 'icon:user',
  friends: 'icon:user-plus',
  groups: 'icon:users',
  messages: 'icon:message-circle',
  drafts: 'icon:file-pen',
  cases: 'icon:shield',
  settings: 'icon:settings',
};
const has = {
  feed: () => config().posts.some((one) => !one.draft) || config().threads.length === 0,
  profile: () => true,
  friends: () => config().people.length > 1,
  groups: () => config().groups.length > 0,
  messages: () => config().threads.length > 0,
  drafts: () => config().posts.some((one) => one.draft),
  cases: () => config().cases.length > 0,
  settings: () => config().settings.length > 0,
};

const drawPage = (page) => {
  const [kind, id] = [page.split(':')[0], page.slice(page.indexOf(':') + 1)];
  if (kind === 'person') return drawPerson(id);
  if (kind === 'group') return drawGroup(id);
  if (kind === 'thread' || kind === 'to') return drawThread(page);
  if (kind === 'tag') return drawTag(id);
  if (kind === 'post') return drawOne(id);
  if (page.startsWith('settings:')) return drawSection(Number(id));
  const pages = {
    profile: drawProfile,
    friends: drawFriends,
    groups: drawGroups,
    messages: drawThreads,
    drafts: drawDrafts,
    cases: drawCases,
    settings: drawSettings,
  };
  return (pages[page] ?? drawFeed)();
};

const drawNav = () => {
  const at = [...app.view.stack, app.view.page].reverse().find((page) => page in NAV);
  return h(
    'header',
    { class: 'top' },
    h(
      'p',
      { class: 'brand' },
      h('span', { class: 'crest crest-1', 'aria-hidden': 'true' }, [...config().name][0]),
      config().name,
    ),
    h(
      'nav',
      { class: 'nav', 'aria-label': t('nav') },
      Object.entries(NAV)
        .filter(([page]) => has[page]())
        .map(([page, sign]) =>
          button(t(`nav.${page}`), sign, () => goHome(page), {
            class: 'tool nav-tool',
            'data-key': `nav ${page}`,
            'aria-current': at === page ? 'true' : false,
          }),
        ),
    ),
  );
};

window.Practical.define({
  view: ({ open }) => ({
    page: open,
    stack: [],
    as: null,
    more: [],
    compose: { text: '', audience: '', except: [] },
    typed: {},
    reply: {},
    sent: {},
    members: true,
    fault: '',
  }),
  draw(given) {
    renew(given);
    return h('div', { class: 'net' }, drawNav(), h('main', { class: 'main' }, drawPage(app.view.page)));
  },
});
