/* An online space. A state is what `src/engine/practicals/shared-drive.ts` reads: `{ values, made, comments }`. */
import { drawFolder, drawItem } from './folder.js';
import { drawActivity, drawBin, drawGroups } from './groups.js';
import { drawShare } from './sharing.js';
import { app, button, config, goHome, h, icon, item, me, person, renew, t } from './state.js';
import { drawVersions } from './versions.js';

const PAGES = { groups: drawGroups, bin: drawBin, activity: drawActivity };
const KINDS = { item: drawItem, share: drawShare, versions: drawVersions };

const drawPage = (page) => {
  if (page in PAGES) return PAGES[page]();
  const at = page.indexOf(':');
  const [kind, id] = [page.slice(0, at), page.slice(at + 1)];
  // A page kept from before may be about what is no longer there.
  if (id === '' || !item(id)) return drawFolder(null);
  return kind === 'in' ? drawFolder(id) : KINDS[kind](id);
};

const NAV = [
  ['in:', 'files', 'icon:folder'],
  ['groups', 'groups', 'icon:users'],
  ['activity', 'activity', 'icon:activity'],
  ['bin', 'bin', 'icon:trash-2'],
];

window.Practical.define({
  view: ({ open, items }) => {
    const first = items.find(({ id }) => id === open);
    return {
      page: first === undefined || first.kind === 'folder' ? `in:${open}` : `item:${open}`,
      stack: first === undefined ? [] : [first.kind === 'folder' ? 'in:' : `in:${first.in ?? ''}`],
      row: null,
      see: null,
      add: null,
      tried: false,
      comment: '',
      fault: '',
      shareFault: '',
    };
  },
  draw(given) {
    renew(given);
    const { page } = app.view;
    const at = page in PAGES ? page : 'in:';
    return h(
      'div',
      { class: 'drive' },
      h(
        'header',
        { class: 'top' },
        h('p', { class: 'brand' }, icon('icon:cloud'), config().name),
        h(
          'nav',
          { class: 'nav', 'aria-label': t('nav') },
          NAV.filter(([to]) => to !== 'groups' || config().groups.length > 0).map(([to, name, sign]) =>
            button(t(`nav.${name}`), sign, () => goHome(to), {
              class: 'tool nav-tool',
              'data-key': `nav ${name}`,
              'aria-current': at === to ? 'true' : false,
            }),
          ),
        ),
        h('p', { class: 'account' }, icon('icon:user'), person(me()).name),
      ),
      config().cut && h('p', { class: 'cut' }, icon('icon:wifi-off'), t('cut')),
      h('main', { class: 'main' }, drawPage(page)),
    );
  },
});
