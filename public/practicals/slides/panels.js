/* The panels, one a tool. */
import { check, colorField, field, lookFields, numberField, row, select, sign } from './fields.js';
import { gauge, repaint } from './stage.js';
import {
  ALIGN,
  add,
  alter,
  app,
  button,
  called,
  chosen,
  copyBlocks,
  done,
  figure,
  h,
  has,
  hasText,
  isFull,
  lookOf,
  MASTER,
  MOST_BLOCKS,
  move,
  nameOf,
  only,
  own,
  put,
  remove,
  SIGNS,
  shared,
  shown,
  t,
} from './state.js';

export const panels = {
  text() {
    const block = only();
    if (!block) return h('p', { class: 'note' }, t(chosen().length > 1 ? 'one-only' : 'choose-one'));
    const { state, config } = app;
    const change = (changes, said) => alter(block, changes, said);
    const isOwn = ['size', 'bold', 'font', 'color'].some((part) => block[part] !== null);
    return [
      !has('text') && h('p', { class: 'note' }, called(block)),
      has('text') &&
        hasText(block) &&
        block.kind !== 'number' &&
        field(
          'words',
          t(block.kind === 'list' ? 'words-list' : 'words'),
          h('textarea', {
            ...{ id: 'words', 'data-key': 'words', rows: block.kind === 'title' ? '2' : '5' },
            ...{ maxlength: '300', value: block.text },
            oninput: ({ target }) => {
              app.type(shared.withBlock(app.state, block.id, { text: target.value }), `words ${block.id}`);
              repaint();
            },
          }),
        ),
      hasText(block) && gauge(block),
      has('style') &&
        hasText(block) && [
          lookFields('own', lookOf(state, block), change, (changes) =>
            shared.withBlock(app.state, block.id, changes),
          ),
          select(
            'align-text',
            t('align-text'),
            block.align,
            ['left', 'centre', 'right'].map((id) => [id, t(`align.${id}`)]),
            (align) => change({ align }),
          ),
          shown() !== MASTER &&
            isOwn &&
            h(
              'button',
              {
                ...{ type: 'button', class: 'press', 'data-key': 'as-master' },
                onclick: () =>
                  change({ size: null, bold: null, font: null, color: null }, t('as-master-done')),
              },
              t('as-master'),
            ),
        ],
      has('style') &&
        block.kind !== 'picture' &&
        colorField({
          ...{ key: 'fill', label: t('fill'), value: block.fill, none: t('fill-none') },
          make: (fill) => shared.withBlock(app.state, block.id, { fill }),
        }),
      block.kind === 'picture' &&
        (has('add') || has('master')) &&
        select(
          'picture',
          t('picture'),
          block.picture,
          Object.entries(config.pictures).map(([id, { name }]) => [id, name]),
          (picture) => change({ picture }, t('picture-now', { name: config.pictures[picture].name })),
        ),
      has('alt') &&
        block.kind === 'picture' && [
          check('decorative', t('decorative'), block.decorative, (decorative) => change({ decorative })),
          !block.decorative &&
            field(
              'alt',
              t('alt'),
              h('textarea', {
                ...{ id: 'alt', 'data-key': 'alt', rows: '3', maxlength: '200', value: block.alt },
                oninput: ({ target }) =>
                  app.type(shared.withBlock(app.state, block.id, { alt: target.value }), `alt ${block.id}`),
              }),
            ),
        ],
    ];
  },
  place() {
    const all = chosen();
    if (all.length === 0) return h('p', { class: 'note' }, t('choose-some'));
    const block = only();
    const ids = app.view.chosen;
    const groups = new Set(all.map(({ group }) => group));
    const isGroup = groups.size === 1 && !groups.has('') && all.length > 1;
    const box = shared.around(all);
    const { page } = app.state;
    const length = (part, value, from, set) =>
      numberField({ key: `place-${part}`, label: t(`place.${part}`), value, from, to: 1000, set });
    const shift = (axis) => (value) => {
      const at = shared.around(chosen())[axis];
      move(...(axis === 'x' ? [value - at, 0] : [0, value - at]));
    };
    return [
      has('place') && [
        h(
          'div',
          { class: 'pair' },
          ['x', 'y'].map((part) => length(part, box[part], -1000, shift(part))),
        ),
        block &&
          h(
            'div',
            { class: 'pair' },
            ['w', 'h'].map((part) =>
              length(part, block[part], 2, (to) => alter(block, { [part]: to }, t('resized'))),
            ),
          ),
      ],
      has('arrange') && [
        h('h3', {}, t(all.length > 1 && !isGroup ? 'align-among' : 'align-page')),
        row(
          Object.entries(ALIGN).map(([side, name]) =>
            sign(`align.${side}`, name, () =>
              put(shared.aligned(own(), ids, side, page), t('aligned', { side: t(`align.${side}`) })),
            ),
          ),
        ),
        all.length > 2 &&
          row(
            sign('spread.across', 'icon:align-horizontal-space-between', () =>
              put(shared.spread(own(), ids, 'across'), t('spread-done')),
            ),
            sign('spread.down', 'icon:align-vertical-space-between', () =>
              put(shared.spread(own(), ids, 'down'), t('spread-done')),
            ),
          ),
        all.length > 1 &&
          row(
            isGroup
              ? button(
                  t('ungroup'),
                  'icon:ungroup',
                  () =>
                    put(
                      own().map((one) => (ids.includes(one.id) ? { ...one, group: '' } : one)),
                      t('ungrouped'),
                    ),
                  { 'data-key': 'ungroup' },
                )
              : button(
                  t('group'),
                  'icon:group',
                  () =>
                    put(
                      own().map((one) => (ids.includes(one.id) ? { ...one, group: `g-${ids[0]}` } : one)),
                      t('grouped'),
                    ),
                  { 'data-key': 'group' },
                ),
          ),
        h('h3', {}, t('order')),
        row(
          [
            ['back', 'icon:send-to-back'],
            ['backward', 'icon:chevron-up'],
            ['forward', 'icon:chevron-down'],
            ['front', 'icon:bring-to-front'],
          ].map(([way, name]) =>
            button(
              t(`order.${way}`),
              name,
              () => put(shared.reordered(own(), ids, way), t('reordered', { list: readOut(ids, way) })),
              { 'data-key': `order.${way}` },
            ),
          ),
        ),
        h('p', { class: 'note' }, t('order-note')),
      ],
    ];
  },
  add() {
    const isOff = isFull();
    return [
      row(
        ['title', 'text', 'list', 'number', 'shape'].map((kind) =>
          button(t(`kind.${kind}`), SIGNS[kind], () => add(kind), {
            'data-key': `add-${kind}`,
            disabled: isOff,
          }),
        ),
        Object.entries(app.config.pictures).map(([id, { name }]) =>
          button(t('called', { kind: t('kind.picture'), name }), SIGNS.picture, () => add('picture', id), {
            ...{ 'data-key': `add-picture-${id}`, disabled: isOff },
          }),
        ),
      ),
      isOff && h('p', { class: 'note' }, t('full')),
      row(
        button(t('copy'), 'icon:copy', copyBlocks, {
          ...{
            'data-key': 'copy',
            disabled: chosen().length === 0 || own().length + chosen().length > MOST_BLOCKS,
          },
        }),
        button(t('remove'), 'icon:trash-2', remove, {
          'data-key': 'remove',
          disabled: chosen().length === 0,
        }),
      ),
    ];
  },
  slide() {
    const deck = app.state;
    const slide = deck.slides.find(({ id }) => id === shown());
    const set = (changes, said) => done(shared.withSlide(app.state, slide.id, changes), said);
    return [
      has('ground') &&
        colorField({
          ...{ key: 'ground', label: t('ground') },
          value: slide ? (slide.ground ?? deck.master.ground) : deck.master.ground,
          make: (ground) =>
            slide
              ? shared.withSlide(app.state, slide.id, { ground })
              : { ...app.state, master: { ...app.state.master, ground } },
        }),
      has('ground') &&
        slide && [
          own()
            .filter((one) => hasText(one) && one.text !== '')
            .map((one) => h('div', {}, h('h3', {}, nameOf(one)), gauge(one))),
          slide.ground !== null &&
            has('master') &&
            h(
              'button',
              {
                ...{ type: 'button', class: 'press', 'data-key': 'ground-master' },
                onclick: () => set({ ground: null }, t('as-master-done')),
              },
              t('as-master'),
            ),
        ],
      slide &&
        has('layout') &&
        select(
          'layout',
          t('layout'),
          slide.layout,
          ['title', 'text', 'two', 'picture', 'blank'].map((id) => [id, t(`layout.${id}`)]),
          (layout) =>
            set(
              { layout, blocks: shared.laidOut(slide.blocks, layout, deck.page) },
              t('layout-now', { name: t(`layout.${layout}`) }),
            ),
        ),
      slide &&
        has('transition') && [
          select(
            'transition',
            t('transition'),
            slide.transition,
            ['none', 'fade', 'push', 'zoom'].map((id) => [id, t(`transition.${id}`)]),
            (transition) => set({ transition }),
          ),
          deck.slides.length > 1 &&
            h(
              'button',
              {
                ...{ type: 'button', class: 'press', 'data-key': 'transition-all' },
                onclick: () => {
                  const { transition } = slide;
                  const slides = deck.slides.map((one) => ({ ...one, transition }));
                  done({ ...app.state, slides }, t('transition-all-done'));
                },
              },
              t('transition-all'),
            ),
        ],
      slide &&
        has('notes') &&
        field(
          'notes',
          t('notes'),
          h('textarea', {
            ...{ id: 'notes', 'data-key': 'notes', rows: '4', maxlength: '400', value: slide.notes },
            oninput: ({ target }) =>
              app.type(shared.withSlide(app.state, slide.id, { notes: target.value }), `notes ${slide.id}`),
          }),
        ),
    ];
  },
  look() {
    return ['title', 'text'].map((part) => {
      const make = (changes) => {
        const { master } = app.state;
        return { ...app.state, master: { ...master, [part]: { ...master[part], ...changes } } };
      };
      return h(
        'div',
        { class: 'look', role: 'group', 'aria-label': t(`look.${part}`) },
        h('h3', {}, t(`look.${part}`)),
        lookFields(
          `look-${part}`,
          app.state.master[part],
          (changes, said) => done(make(changes), said),
          make,
        ),
      );
    });
  },
  page() {
    const { page } = app.state;
    const one = (part, from, to) => {
      const set = (value) =>
        done({ ...app.state, page: { ...app.state.page, [part]: value } }, t('page-now'));
      return numberField({
        key: `page-${part}`,
        label: t(`page.${part}`),
        value: page[part],
        from,
        to,
        set,
      });
    };
    const { width, height, bleed } = page;
    const values = { width: figure(width + 2 * bleed), height: figure(height + 2 * bleed) };
    return [
      h('div', { class: 'pair' }, one('width', 20, 900), one('height', 20, 900)),
      one('bleed', 0, 20),
      h('p', { class: 'note' }, t('page.document', values)),
      h('p', { class: 'note' }, t('page.lines')),
    ];
  },
};

const readOut = (ids, way) =>
  shared
    .reordered(own(), ids, way)
    .map((block, rank) => `${rank + 1} ${nameOf(block)}`)
    .join(', ');
