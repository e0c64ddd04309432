/* The window that prints a document: its sheets before they are printed, its settings, and what came out. */
window.PrintPage = (() => {
  const { h, icon, button } = window.Practical;
  const { facesOf, inkOf, isCut, isTwoSided, pagesOf, sendFault, sheetsOf, PAPERS } = window.Shared;
  const { t, world, perform, number, choice, box, typed, facts } = window.Printing;
  const drawings = window.SheetDrawings;

  const PER_SHEET = [1, 2, 4, 6, 9];
  const SIDES = ['one', 'long', 'short'];
  const QUALITIES = ['draft', 'normal', 'high'];

  const chosen = (app) => app.view.printer ?? world(app).standard;
  const nameOf = (app, id) =>
    id === 'pdf' ? t('pdf') : (app.config.printers.find((one) => one.id === id)?.name ?? id);
  /** The settings as they are, with what the chosen printer cannot do left out. */
  const formOf = (app) => {
    const printer = app.config.printers.find(({ id }) => id === chosen(app));
    const form = { ...app.view.form };
    if (printer && !printer.colour) form.colour = 'grey';
    if (printer && !printer.duplex) Object.assign(form, { sides: 'one', booklet: false });
    if (form.booklet) form.perSheet = 1;
    return form;
  };
  const pagesIn = (app, form) => pagesOf(form.pages, app.config.document.pages.length);
  const set = (app, more) => app.show({ form: { ...app.view.form, ...more }, sheet: 0, typing: null });
  /** A printer brings its own habits. */
  const pick = (app, id) => {
    const now = world(app).printers[id];
    app.show({
      printer: id,
      sheet: 0,
      form: { ...app.view.form, tray: 'auto', ...(now && { sides: now.sides, colour: now.colour }) },
    });
  };

  const typedNumber = (app, id, label, value, least, most, name) =>
    h(
      'div',
      { class: 'line' },
      h('label', { for: id }, label),
      h(
        'span',
        { class: 'steps' },
        button(
          t('less', { what: label }),
          'icon:minus',
          () => set(app, { [name]: Math.max(least, value - 1) }),
          {
            class: 'tool only-icon',
            'data-key': `${id} less`,
            disabled: value <= least,
          },
        ),
        typed(
          app,
          id,
          value,
          (read) => (read >= least && read <= most ? read : null),
          (read) => ({ form: { ...app.view.form, [name]: read }, sheet: 0 }),
        ),
        button(
          t('more', { what: label }),
          'icon:plus',
          () => set(app, { [name]: Math.min(most, value + 1) }),
          {
            class: 'tool only-icon',
            'data-key': `${id} more`,
            disabled: value >= most,
          },
        ),
      ),
      app.view.typing?.id === id &&
        app.view.typing.bad &&
        h('p', { class: 'fault' }, t('between', { least, most })),
    );

  const drawPages = (app, form) => {
    const some = app.view.some || form.pages !== '';
    const { fault } = pagesIn(app, form);
    const wrong = some && form.pages !== '' && fault;
    const radio = (value, label, on) =>
      h(
        'label',
        { class: 'box' },
        h('input', {
          type: 'radio',
          name: 'which',
          'data-key': `which ${value}`,
          checked: on,
          onchange: () =>
            app.show({ some: value === 'some', sheet: 0, form: { ...app.view.form, pages: '' } }),
        }),
        h('span', {}, label),
      );
    return h(
      'fieldset',
      { class: 'line' },
      h('legend', {}, t('pages')),
      radio('all', t('all-pages', { count: app.config.document.pages.length }), !some),
      radio('some', t('some-pages'), some),
      some &&
        h('input', {
          type: 'text',
          id: 'pages',
          'data-key': 'pages',
          'aria-label': t('which-pages'),
          'aria-describedby': 'pages-note',
          value: form.pages,
          maxlength: 60,
          autocomplete: 'off',
          spellcheck: 'false',
          placeholder: '2-5, 8',
          oninput: (event) => set(app, { pages: event.target.value }),
        }),
      some &&
        h(
          'p',
          { class: wrong ? 'fault' : 'soft', id: 'pages-note' },
          wrong ? t(`refused.pages-${fault}`, { count: app.config.document.pages.length }) : t('pages-help'),
        ),
    );
  };

  const drawSettings = (app, form) => {
    const { config } = app;
    const shows = (name) => config.options.includes(name);
    const id = chosen(app);
    const printer = config.printers.find((one) => one.id === id);
    const now = world(app).printers[id];
    const targets = [
      ...config.printers.filter((one) => world(app).printers[one.id].installed),
      ...(config.pdf ? [{ id: 'pdf' }] : []),
    ];
    const options = (group, list, off = () => false) =>
      list.map((one) => [one, t(`${group}.${one}`), off(one)]);
    const oneSided = printer && !printer.duplex;
    return h(
      'div',
      { class: 'settings' },
      shows('printer') &&
        choice(
          'printer',
          t('printer'),
          id,
          targets.map((one) => [one.id, nameOf(app, one.id)]),
          (value) => pick(app, value),
        ),
      shows('pages') && drawPages(app, form),
      shows('copies') && typedNumber(app, 'copies', t('copies'), form.copies, 1, 99, 'copies'),
      shows('collate') &&
        form.copies > 1 &&
        h(
          'div',
          { class: 'collate' },
          box('collate', t('collate'), form.collate, (collate) => set(app, { collate })),
          drawings.stacks(form.collate),
        ),
      shows('colour') &&
        choice(
          'colour',
          t('colour'),
          form.colour,
          options('colour', ['colour', 'grey']),
          (colour) => set(app, { colour }),
          { disabled: printer && !printer.colour, note: printer && !printer.colour && t('grey-only') },
        ),
      shows('sides') &&
        choice(
          'sides',
          t('sides'),
          form.booklet ? 'short' : form.sides,
          options('sides', SIDES),
          (sides) => set(app, { sides }),
          { disabled: oneSided || form.booklet, note: oneSided && t('one-side') },
        ),
      shows('perSheet') &&
        choice(
          'per-sheet',
          t('per-sheet'),
          form.booklet ? 2 : form.perSheet,
          PER_SHEET.map((count) => [count, String(count)]),
          (value) => set(app, { perSheet: Number(value) }),
          { disabled: form.booklet },
        ),
      shows('booklet') &&
        box('booklet', t('booklet'), form.booklet, (booklet) => set(app, { booklet }), {
          disabled: oneSided,
        }),
      shows('orientation') &&
        choice(
          'orientation',
          t('orientation-label'),
          form.orientation,
          options('orientation', ['portrait', 'landscape']),
          (orientation) => set(app, { orientation }),
        ),
      shows('paper') &&
        choice('paper', t('paper-label'), form.paper, options('paper', Object.keys(PAPERS)), (paper) =>
          set(app, { paper }),
        ),
      shows('tray') &&
        now &&
        choice(
          'tray',
          t('tray'),
          form.tray,
          [
            ['auto', t('tray-auto')],
            ...now.trays.map((one) => [
              one.id,
              t('tray-line', { name: one.name, paper: t(`paper.${one.paper}`), count: one.sheets }),
            ]),
          ],
          (tray) => set(app, { tray }),
        ),
      shows('scale') &&
        choice(
          'scale',
          t('scale'),
          form.scale === 0 || form.scale === 100 ? form.scale : 'other',
          [
            [0, t('scale-fit')],
            [100, t('scale-real')],
            ['other', t('scale-other')],
          ],
          (value) => set(app, { scale: value === 'other' ? 80 : Number(value) }),
        ),
      shows('scale') &&
        form.scale !== 0 &&
        form.scale !== 100 &&
        typedNumber(app, 'percent', t('percent'), form.scale, 10, 400, 'scale'),
      shows('quality') &&
        choice('quality', t('quality-label'), form.quality, options('quality', QUALITIES), (quality) =>
          set(app, { quality }),
        ),
    );
  };

  const drawPreview = (app, form) => {
    const printed = app.config.document;
    const { pages, fault } = pagesIn(app, form);
    if (fault) return h('div', { class: 'preview' }, h('p', { class: 'empty' }, t('no-preview')));
    const faces = facesOf(form, pages);
    const two = isTwoSided(form);
    const sheets = two ? Math.ceil(faces.length / 2) : faces.length;
    const sheet = Math.min(app.view.sheet, sheets - 1);
    const shown = two ? [faces[sheet * 2], faces[sheet * 2 + 1]] : [faces[sheet]];
    const step = (by, label, sign, off) =>
      button(
        label,
        sign,
        () => app.show({ sheet: sheet + by }, t('sheet', { rank: sheet + 1 + by, count: sheets })),
        {
          class: 'tool only-icon',
          disabled: off,
        },
      );
    const list = (face) =>
      face?.some((page) => page > 0)
        ? t('side-pages', {
            count: face.length,
            list: face.map((page) => (page > 0 ? page : t('blank'))).join(', '),
          })
        : t('side-blank');
    return h(
      'div',
      { class: 'preview' },
      h(
        'div',
        { class: 'turns' },
        step(-1, t('sheet-before'), 'icon:chevron-left', sheet === 0),
        h('span', {}, t('sheet', { rank: sheet + 1, count: sheets })),
        step(1, t('sheet-after'), 'icon:chevron-right', sheet >= sheets - 1),
      ),
      h(
        'div',
        { class: two ? 'sides is-two' : 'sides' },
        shown.map((face, rank) =>
          h(
            'figure',
            {},
            drawings.side(printed, form, face ?? []),
            h('figcaption', {}, two && h('b', {}, t(rank === 0 ? 'front' : 'back'), ' '), list(face)),
          ),
        ),
      ),
      form.perSheet === 1 &&
        !form.booklet &&
        isCut(printed, form) &&
        h('p', { class: 'caution' }, icon('icon:triangle-alert'), t('cut')),
    );
  };

  const drawCost = (app, form) => {
    const { pages, fault } = pagesIn(app, form);
    if (fault) return null;
    const id = chosen(app);
    const { black, colour } = inkOf(app.config.document, form, pages);
    const sheets = sheetsOf(form, pages) * form.copies;
    if (id === 'pdf') return facts([[t('file'), t('page-count', { count: pages.length })]]);
    const now = world(app).printers[id];
    const fitting = (now?.trays ?? []).filter(
      (one) => one.paper === form.paper && (form.tray === 'auto' || form.tray === one.id),
    );
    const left = Math.max(0, ...fitting.map((one) => one.sheets));
    return facts([
      [
        t('paper-used'),
        h(
          'span',
          { class: sheets > left ? 'bad' : '' },
          t('sheet-count', { count: sheets }),
          ' ',
          t('in-tray', { count: left }),
        ),
      ],
      [
        t('ink-used'),
        ['black', 'colour']
          .map((of) => [of, of === 'black' ? black : colour])
          .filter(([of, taken]) => of === 'black' || taken > 0)
          .map(([of, taken], rank) => {
            const held = Math.max(0, now?.ink[of] ?? 0);
            const lacks = taken > held;
            return [
              rank > 0 && ', ',
              h(
                'span',
                { class: lacks ? 'bad' : '' },
                t(`cost.${of}`, { percent: number(taken) }),
                lacks && ` ${t('ink-left', { percent: number(held) })}`,
              ),
            ];
          }),
      ],
    ]);
  };

  const send = (app, form) => {
    const id = chosen(app);
    perform(app, { print: id, with: form }, (next) => {
      const waits = next.printers[id]?.queue.length > 0;
      const last = next.out[next.out.length - 1];
      if (waits) return t('waits-in', { name: nameOf(app, id) });
      return id === 'pdf' ? t('made-pdf') : t('came-out', { count: last?.sheets ?? 0 });
    });
  };

  const describe = (app, out) => {
    if (out.test || !out.settings) return t('sheet-count', { count: out.sheets });
    const { settings } = out;
    const { pages } = pagesOf(settings.pages, app.config.document.pages.length);
    const listed =
      settings.pages === ''
        ? t('all-pages', { count: pages.length })
        : t('pages-are', { pages: pages.join(', ') });
    return [
      listed,
      t('copies-are', { count: settings.copies }),
      ...(out.printer === 'pdf'
        ? []
        : [t('sheet-count', { count: out.sheets }), t(`colour.${settings.colour}`)]),
    ].join(', ');
  };
  const outName = (out) => (out.test ? t('test-page') : out.printer === 'pdf' ? `${out.name}.pdf` : out.name);

  /** What came out, the last first. */
  const drawOut = (app, only = null) => {
    const all = world(app)
      .out.filter((out) => only === null || out.printer === only)
      .slice()
      .reverse();
    const more = only === null ? 6 : 3;
    return h(
      'section',
      { class: 'out', 'aria-labelledby': 'out-title' },
      h('h2', { id: 'out-title', class: 'heading' }, t('out')),
      all.length === 0 && h('p', { class: 'soft padded' }, t('out-empty')),
      all.length > 0 &&
        h(
          'ul',
          { class: 'outs' },
          all.slice(0, more).map((out) => {
            const { pages } = out.settings
              ? pagesOf(out.settings.pages, app.config.document.pages.length)
              : { pages: [] };
            const drawn = out.settings
              ? drawings.side(app.config.document, out.settings, facesOf(out.settings, pages)[0], out.garbled)
              : drawings.testSheet(out.garbled);
            return h(
              'li',
              {},
              h('span', { class: 'thumb' }, out.settings || out.test ? drawn : icon('icon:file')),
              h(
                'span',
                { class: 'words' },
                h('b', {}, outName(out)),
                h('span', { class: 'soft' }, describe(app, out)),
                h(
                  'span',
                  { class: 'soft' },
                  [nameOf(app, out.printer), out.owner].filter(Boolean).join(', '),
                ),
                out.garbled && h('span', { class: 'bad' }, t('garbled')),
              ),
            );
          }),
        ),
    );
  };

  const draw = (app) => {
    const form = formOf(app);
    const fault = sendFault(app.config, world(app), chosen(app), form);
    const now = world(app).printers[chosen(app)];
    const mine = (now?.queue ?? []).some((job) => job.settings);
    return [
      h(
        'h1',
        { class: 'title', tabindex: '-1', 'data-home': true },
        t('print-title', { name: app.config.document.name }),
      ),
      h(
        'div',
        { class: 'print' },
        drawPreview(app, form),
        h(
          'div',
          { class: 'asked' },
          drawSettings(app, form),
          h(
            'div',
            { class: 'sending' },
            drawCost(app, form),
            h(
              'button',
              {
                type: 'button',
                class: 'press press-main',
                'data-key': 'send',
                disabled: fault !== null || app.view.typing?.bad,
                onclick: () => send(app, form),
              },
              t(chosen(app) === 'pdf' ? 'save-pdf' : 'print'),
            ),
            mine &&
              h(
                'p',
                { class: 'caution' },
                icon('icon:triangle-alert'),
                h('span', {}, t('waiting-here', { name: nameOf(app, chosen(app)) })),
              ),
          ),
        ),
      ),
      drawOut(app),
    ];
  };

  return { draw, drawOut, nameOf, pick };
})();
