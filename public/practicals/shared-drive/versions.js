/* The versions of a file. */
import { drawPaper, title } from './folder.js';
import {
  app,
  askText,
  can,
  dayWords,
  h,
  icon,
  item,
  nameOf,
  now,
  set,
  slots,
  t,
  withValue,
} from './state.js';

export const drawVersions = (id) => {
  const one = item(id);
  const chosen = one.versions.find((each) => each.id === now(`version/${id}`));
  const typed = Object.hasOwn(app.state.values, `text/${id}`);
  return [
    title(t('versions-title', { name: one.name })),
    h(
      'ol',
      { class: 'versions' },
      h(
        'li',
        { class: 'version' },
        h(
          'div',
          { class: 'version-words' },
          h('b', {}, t('current')),
          h(
            'p',
            { class: 'soft' },
            typed
              ? t('current-typed')
              : chosen
                ? t('current-restored', { when: dayWords(chosen.when), who: nameOf(chosen.by) })
                : `${dayWords(one.modified)} · ${nameOf(one.by ?? one.owner)}`,
          ),
        ),
        drawSee('', one, one.text, dayWords(one.modified)),
      ),
      one.versions.map((each) => drawVersion(one, each)),
    ),
    one.versions.length === 0 && h('p', { class: 'empty' }, t('versions-none')),
  ];
};

const drawSee = (version, one, text, when) => {
  const seen = app.view.see === version;
  return [
    h(
      'button',
      {
        type: 'button',
        class: 'press',
        'aria-expanded': seen ? 'true' : 'false',
        'aria-label': t('see-of', { when }),
        'data-key': `see ${version}`,
        onclick: () => app.show({ see: seen ? null : version }),
      },
      t(seen ? 'hide' : 'see'),
    ),
    seen && h('div', { class: 'version-text' }, drawPaper(one, text)),
  ];
};

const drawVersion = (one, version) => {
  const label = now(`label/${version.id}`) || version.label;
  const when = dayWords(version.when);
  const [see, seen] = drawSee(version.id, one, version.text, when);
  return h(
    'li',
    { class: 'version' },
    h(
      'div',
      { class: 'version-words' },
      h('b', {}, when),
      h('p', { class: 'soft' }, nameOf(version.by)),
      label !== '' && h('p', { class: 'label' }, icon('icon:tag'), label),
    ),
    see,
    can(`version/${one.id}`) &&
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'aria-label': t('restore-of', { when }),
          'data-key': `restore ${version.id}`,
          onclick: () => {
            const values = Object.fromEntries(
              Object.entries(app.state.values).filter(([key]) => key !== `text/${one.id}`),
            );
            app.change(
              { ...app.state, values: withValue(slots, values, `version/${one.id}`, version.id) },
              t('restored', { when }),
            );
          },
        },
        t('restore'),
      ),
    can(`label/${version.id}`) &&
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'aria-label': t('label-of', { when }),
          'data-key': `label ${version.id}`,
          onclick: () =>
            askText({
              title: t('label-title', { when }),
              label: t('name'),
              value: label,
              action: t('label'),
              done: (name) => {
                set({ [`label/${version.id}`]: name.slice(0, 80) }, name);
                return undefined;
              },
            }),
        },
        t('label'),
      ),
    seen,
  );
};
