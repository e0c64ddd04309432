/* Programs to install, and what they need. */
import { fact } from './network.js';
import { act, app, h, icon, releaseOf, sized, t } from './state.js';

const needWords = (need) => {
  const bounds = need.from && need.below ? 'both' : need.from ? 'from' : need.below ? 'below' : 'any';
  const name = app.config.programs.find(({ id }) => id === need.program).name;
  return t(`need.${bounds}`, { name, from: need.from ?? '', below: need.below ?? '' });
};
const drawRelease = (program, release, installed) => {
  const here = release.version === installed;
  const label = t(installed === '' ? 'install' : here ? 'installed-here' : 'switch-to');
  return h(
    'li',
    { class: 'card release' },
    h(
      'div',
      { class: 'words' },
      h(
        'span',
        { class: 'name' },
        t('version', { version: release.version }),
        release.test && h('span', { class: 'chip is-waits' }, t('test-version')),
        here && h('span', { class: 'chip is-good' }, t('installed')),
      ),
      h(
        'span',
        { class: 'soft' },
        [release.date, release.size > 0 && sized(release.size)].filter(Boolean).join(' · '),
      ),
      release.note && h('span', { class: 'soft' }, release.note),
      release.needs.map((need) => h('span', { class: 'soft' }, needWords(need))),
    ),
    !here &&
      h(
        'div',
        { class: 'does' },
        h(
          'button',
          {
            type: 'button',
            class: 'press small',
            'aria-label': `${label} ${program.name} ${release.version}`,
            'data-key': `install ${program.id} ${release.version}`,
            onclick: () =>
              act(
                { install: program.id, version: release.version },
                t('installed-said', { name: program.name, version: release.version }),
              ),
          },
          label,
        ),
      ),
  );
};
export const drawPrograms = () =>
  h(
    'ul',
    { class: 'programs' },
    app.config.programs.map((program) => {
      const installed = app.state.programs[program.id];
      const open = app.view.opened === program.id;
      const rivals = program.rivals.map((id) => app.config.programs.find((one) => one.id === id).name);
      return h(
        'li',
        { class: 'program' },
        h(
          'button',
          {
            type: 'button',
            class: 'row',
            'aria-expanded': open ? 'true' : 'false',
            'data-key': `program ${program.id}`,
            onclick: () => app.show({ opened: open ? null : program.id }),
          },
          icon('icon:package'),
          h(
            'span',
            { class: 'words' },
            h('span', { class: 'name' }, program.name),
            program.about && h('span', { class: 'soft' }, program.about),
          ),
          h(
            'span',
            { class: installed ? 'chip is-good' : 'chip' },
            installed ? t('version', { version: installed }) : t('not-installed'),
          ),
          icon(open ? 'icon:chevron-down' : 'icon:chevron-right'),
        ),
        open &&
          h(
            'div',
            { class: 'inside' },
            rivals.length > 0 && h('p', { class: 'soft padded' }, t('rivals', { list: rivals.join(', ') })),
            program.fixed && h('p', { class: 'soft padded' }, program.fixed),
            h(
              'ul',
              { class: 'cards' },
              program.releases.map((release) => drawRelease(program, release, installed)),
            ),
            installed !== '' &&
              releaseOf(program, installed) &&
              h(
                'div',
                { class: 'padded' },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'press small is-danger',
                    'aria-label': t('pair', { label: t('uninstall'), value: program.name }),
                    'data-key': `uninstall ${program.id}`,
                    onclick: () => act({ uninstall: program.id }, t('uninstalled', { name: program.name })),
                  },
                  t('uninstall'),
                ),
              ),
          ),
      );
    }),
  );

export const drawFacts = () =>
  h(
    'dl',
    { class: 'facts' },
    app.config.facts.map(({ name, value }) => fact(name, value)),
  );
