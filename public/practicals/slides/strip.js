/* The strip of all slides. */
import { roving } from './stage.js';
import {
  ALL_BLOCKS,
  app,
  button,
  done,
  goTo,
  h,
  has,
  icon,
  MASTER,
  MOST_SLIDES,
  shared,
  shown,
  small,
  t,
  titleOf,
} from './state.js';

export const drawStrip = () => {
  const { slides } = app.state;
  if (slides.length < 2 && !has('slides') && !has('master')) return null;
  const at = slides.findIndex(({ id }) => id === shown());
  const here = slides[at];
  const shift = (by) => {
    const next = [...slides];
    next.splice(at + by, 0, ...next.splice(at, 1));
    done({ ...app.state, slides: next }, t('slide-moved', { number: at + by + 1 }));
  };
  const act = (key, sign, run, off) =>
    button(t(key), sign, run, { class: 'tool only-icon', title: t(key), 'data-key': key, disabled: off });
  const one = (id, label, name, isHidden) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          ...{ type: 'button', class: isHidden ? 'card is-hidden' : 'card', 'data-key': `slide-${id}` },
          'aria-current': id === shown() ? 'true' : false,
          tabindex: id === shown() ? '0' : '-1',
          'aria-label': `${label}${name}${isHidden ? `, ${t('hidden')}` : ''}`,
          onclick: () => goTo(id),
        },
        h('span', { 'data-thumb': id }, small(app.state, app.config.pictures, id)),
        h('span', { class: 'card-name', 'aria-hidden': 'true' }, label, isHidden && icon('icon:eye-off')),
      ),
    );
  return h(
    'nav',
    { class: 'strip', 'aria-label': t('strip') },
    has('slides') &&
      h(
        'div',
        { class: 'strip-tools', role: 'toolbar', 'aria-label': t('strip-tools') },
        act(
          'slide-add',
          'icon:plus',
          () => {
            const next = shared.withNewSlide(app.state, 'text', here?.id ?? slides.at(-1).id);
            const made = next.slides[(here ? at : slides.length - 1) + 1].id;
            done(next, t('slide-added'), { slide: made, chosen: [] });
          },
          slides.length >= MOST_SLIDES,
        ),
        act(
          'slide-copy',
          'icon:copy',
          () => {
            const next = shared.withCopy(app.state, here.id);
            done(next, t('slide-copied'), { slide: next.slides[at + 1].id, chosen: [] });
          },
          !here ||
            slides.length >= MOST_SLIDES ||
            shared.allBlocks(app.state).length + here.blocks.length > ALL_BLOCKS,
        ),
        act('slide-up', 'icon:chevron-up', () => shift(-1), !here || at === 0),
        act('slide-down', 'icon:chevron-down', () => shift(1), !here || at === slides.length - 1),
        act(
          here?.hidden ? 'slide-show' : 'slide-hide',
          here?.hidden ? 'icon:eye' : 'icon:eye-off',
          () =>
            done(
              shared.withSlide(app.state, here.id, { hidden: !here.hidden }),
              t(here.hidden ? 'now-shown' : 'now-hidden'),
            ),
          !here,
        ),
        act(
          'slide-remove',
          'icon:trash-2',
          () => {
            const next = slides.filter(({ id }) => id !== here.id);
            const after = next[Math.min(at, next.length - 1)].id;
            done({ ...app.state, slides: next }, t('slide-removed'), { slide: after, chosen: [] });
          },
          !here || slides.length === 1,
        ),
      ),
    h(
      'ol',
      { onkeydown: roving, 'data-scroll': 'strip' },
      has('master') && one(MASTER, t('master'), ''),
      slides.map((slide, rank) => one(slide.id, String(rank + 1), `, ${titleOf(slide)}`, slide.hidden)),
    ),
  );
};
