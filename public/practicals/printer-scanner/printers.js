/* The printers as the computer knows them, each with its queue, and as they stand in the room. */
window.PrintersPage = (() => {
  const { h, icon, button, ask } = window.Practical;
  const { statusOf, stopsOf } = window.Shared;
  const { t, world, perform, number, choice, facts, press } = window.Printing;
  const { drawOut, nameOf } = window.PrintPage;
  const drawings = window.SheetDrawings;

  const SIDES = ['one', 'long', 'short'];
  const installed = (app) => app.config.printers.filter(({ id }) => world(app).printers[id].installed);
  const pickedIn = (app) =>
    installed(app).find(({ id }) => id === app.view.picked) ??
    installed(app).find(({ id }) => id === world(app).standard) ??
    installed(app)[0];

  const openAdd = (app) => {
    const found = app.config.printers.filter(({ id }) => !world(app).printers[id].installed);
    const radios = found.map((one, rank) =>
      h('input', { type: 'radio', name: 'found', value: one.id, 'data-first': rank === 0 }),
    );
    ask({
      title: t('add-title'),
      body: h(
        'fieldset',
        { class: 'found' },
        h('legend', {}, t('add-help')),
        found.map((one, rank) =>
          h(
            'label',
            { class: 'box' },
            radios[rank],
            h(
              'span',
              { class: 'words' },
              h('b', {}, one.name),
              h('span', { class: 'soft' }, [one.model, one.place, one.address].filter(Boolean).join(', ')),
            ),
          ),
        ),
        found.length === 0 && h('p', {}, t('add-none')),
      ),
      actions:
        found.length === 0
          ? []
          : [
              {
                label: t('add'),
                main: true,
                act: () => {
                  const id = radios.find((one) => one.checked)?.value;
                  if (!id) return t('add-choose');
                  perform(app, { add: id }, t('added', { name: nameOf(app, id) }), { picked: id });
                  return undefined;
                },
              },
            ],
    });
  };

  const drawList = (app, picked) =>
    h(
      'div',
      { class: 'list' },
      h(
        'ul',
        { 'aria-label': t('printers') },
        installed(app).map((one) => {
          const isStandard = world(app).standard === one.id;
          const status = statusOf(app.config, world(app), one.id);
          return h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'printer',
                'data-key': `printer ${one.id}`,
                'aria-current': one === picked ? 'true' : false,
                onclick: () => app.show({ picked: one.id }),
              },
              icon('icon:printer'),
              h(
                'span',
                { class: 'words' },
                h('b', {}, one.name),
                h('span', { class: status === 'ready' ? 'good' : 'bad' }, t(`status.${status}`)),
                isStandard && h('span', { class: 'soft' }, t('is-standard')),
              ),
            ),
          );
        }),
      ),
      button(t('add-printer'), 'icon:plus', () => openAdd(app), { class: 'tool wide' }),
    );

  const drawQueue = (app, { id, name }) => {
    const now = world(app).printers[id];
    const why = stopsOf(app.config, world(app), id);
    const needs = why.find((stop) => ['paper', 'sheets', 'black', 'colour'].includes(stop));
    return h(
      'section',
      { 'aria-labelledby': 'queue-title' },
      h('h2', { id: 'queue-title', class: 'heading' }, t('queue')),
      h(
        'div',
        { class: 'queue' },
        h('p', { class: now.paused ? 'bad' : 'soft' }, t(now.paused ? 'queue-paused' : 'queue-running')),
        press(
          t(now.paused ? 'resume' : 'pause'),
          () =>
            perform(app, { pause: id, on: !now.paused }, t(now.paused ? 'resumed' : 'was-paused', { name })),
          { 'data-key': 'pause' },
        ),
      ),
      now.queue.length === 0
        ? h('p', { class: 'soft' }, t('queue-empty'))
        : h(
            'ol',
            { class: 'jobs' },
            now.queue.map((job, rank) => {
              const title = job.test ? t('test-page') : job.name;
              return h(
                'li',
                {},
                h(
                  'span',
                  { class: 'words' },
                  h('b', {}, title),
                  h(
                    'span',
                    { class: 'soft' },
                    [
                      job.owner || t('me'),
                      t('sheet-count', { count: job.sheets }),
                      t(`paper.${job.paper}`),
                    ].join(', '),
                  ),
                  rank === 0 &&
                    needs &&
                    h(
                      'span',
                      { class: 'bad' },
                      t(`needs.${needs}`, { paper: t(`paper.${job.paper}`), count: job.sheets }),
                    ),
                ),
                press(t('cancel'), () => perform(app, { cancel: job.id }, t('cancelled', { title })), {
                  'data-key': `cancel ${job.id}`,
                  'aria-label': t('cancel-job', { title }),
                }),
              );
            }),
          ),
    );
  };

  const row = (words, ...actions) => h('li', {}, h('span', { class: 'words' }, words), actions);

  const drawRoom = (app, printer) => {
    const { id, link, networks, colour, name } = printer;
    const now = world(app).printers[id];
    const { stock, spares } = world(app);
    const wired = link !== 'wifi';
    // Any network lights its lamp: that it is another one than the computer's is to be read.
    const joined = now.wifi !== '';
    const alert = now.jam || now.trays.every((one) => one.sheets === 0) || now.ink.black <= 0;
    const linked = wired ? now.plugged : joined;
    const papers = Object.keys(stock).filter((paper) => stock[paper] > 0);
    const lamp = (key, lit) => t('lamp', { name: t(`lamp.${key}`), state: t(lit ? 'lit' : 'unlit') });
    const ink = (of) => {
      const level = now.ink[of];
      return row(
        [
          h('b', {}, t(`ink.${of}`)),
          h(
            'span',
            { class: level <= 0 ? 'bad' : 'soft' },
            t('level', { percent: number(Math.max(0, level)) }),
          ),
          h('progress', { max: 100, value: level, 'aria-label': t(`ink.${of}`), class: `is-${of}` }),
        ],
        spares[of] > 0 &&
          press(
            t('change-ink', { count: spares[of] }),
            () => perform(app, { ink: id, of }, t('ink-changed')),
            {
              'data-key': `ink ${of}`,
              'aria-label': `${t('change-ink', { count: spares[of] })}, ${t(`ink.${of}`)}`,
            },
          ),
      );
    };
    return h(
      'section',
      { 'aria-labelledby': 'room-title' },
      h('h2', { id: 'room-title', class: 'heading' }, t('room')),
      drawings.printer({
        ...{ on: now.on, plugged: now.plugged, wired, joined, alert, jam: now.jam, colour, ink: now.ink },
        sheets: Math.max(...now.trays.map((one) => one.sheets)),
      }),
      h(
        'p',
        { class: 'soft' },
        t('lamps', {
          list: [
            lamp('power', now.on),
            lamp('network', now.on && linked),
            lamp('alert', now.on && alert),
          ].join(', '),
        }),
      ),
      h(
        'ul',
        { class: 'rows' },
        row(
          [h('b', {}, t('power')), h('span', { class: now.on ? 'soft' : 'bad' }, t(now.on ? 'on' : 'off'))],
          press(
            t(now.on ? 'turn-off' : 'turn-on'),
            () => perform(app, { power: id, on: !now.on }, t(now.on ? 'is-off' : 'is-on', { name })),
            {
              'data-key': 'power',
            },
          ),
        ),
        wired
          ? row(
              [
                h('b', {}, t(`link.${link}`)),
                h('span', { class: now.plugged ? 'soft' : 'bad' }, t(now.plugged ? 'plugged' : 'unplugged')),
              ],
              press(
                t(now.plugged ? 'unplug' : 'plug'),
                () => perform(app, { plug: id, on: !now.plugged }, t(now.plugged ? 'unplugged' : 'plugged')),
                { 'data-key': 'plug' },
              ),
            )
          : h(
              'li',
              {},
              choice(
                'wifi',
                t('wifi'),
                now.wifi,
                [...(now.wifi === '' ? [['', t('no-wifi')]] : []), ...networks.map((one) => [one, one])],
                (to) => to && perform(app, { join: id, to }, t('joined', { name: to })),
                { note: t('my-network', { name: app.config.network }) },
              ),
            ),
        now.jam &&
          row(
            [h('b', {}, t('jam')), h('span', { class: 'bad' }, t('jam-help'))],
            press(t('clear'), () => perform(app, { clear: id }, t('cleared'))),
          ),
        now.trays.map((one) =>
          row(
            [
              h('b', {}, one.name),
              h(
                'span',
                { class: one.sheets === 0 ? 'bad' : 'soft' },
                t('tray-holds', { paper: t(`paper.${one.paper}`), count: one.sheets, most: one.capacity }),
              ),
            ],
            papers.map((paper) =>
              press(
                t('fill', { paper: t(`paper.${paper}`) }),
                () => perform(app, { fill: id, tray: one.id, paper }, t('filled', { name: one.name })),
                {
                  'data-key': `fill ${one.id} ${paper}`,
                  'aria-label': `${t('fill', { paper: t(`paper.${paper}`) })}, ${one.name}`,
                },
              ),
            ),
          ),
        ),
        ink('black'),
        colour && ink('colour'),
      ),
      (printer.model || printer.address) && h('h3', { class: 'screen-title' }, t('own-screen')),
      (printer.model || printer.address) &&
        facts([
          printer.model && [t('model'), printer.model],
          printer.address && now.on && [t('address'), printer.address],
        ]),
    );
  };

  const drawComputer = (app, printer) => {
    const { id, name, place } = printer;
    const isStandard = world(app).standard === id;
    const status = statusOf(app.config, world(app), id);
    const tests = world(app).out.filter((out) => out.test && out.printer === id);
    const garbled = tests[tests.length - 1]?.garbled;
    return h(
      'section',
      { 'aria-labelledby': 'printer-title' },
      h('h2', { id: 'printer-title', class: 'heading' }, name),
      facts([
        [t('status-label'), h('span', { class: status === 'ready' ? 'good' : 'bad' }, t(`status.${status}`))],
        place && [t('place'), place],
        [t('standard'), t(isStandard ? 'yes' : 'no')],
      ]),
      h(
        'div',
        { class: 'presses' },
        !isStandard &&
          press(t('make-standard'), () => perform(app, { standard: id }, t('made-standard', { name })), {
            'data-key': 'standard',
          }),
        press(
          t('test'),
          () =>
            perform(app, { test: id }, (next) =>
              next.printers[id].queue.length > 0 ? t('waits-in', { name }) : t('test-out'),
            ),
          { 'data-key': 'test' },
        ),
      ),
      // The tray is far below on a phone: nothing would seem to have happened.
      tests.length > 0 &&
        h(
          'p',
          { class: `${garbled ? 'bad' : 'good'} tested` },
          t(garbled ? 'tested-garbled' : 'tested', { count: tests.length }),
        ),
    );
  };

  const drawHabits = (app, printer) => {
    const { id, name, drivers, address, colour, duplex } = printer;
    const now = world(app).printers[id];
    const port = h('input', {
      type: 'text',
      id: 'port',
      'data-key': 'port',
      inputmode: 'decimal',
      value: app.view.port ?? now.port,
      maxlength: 15,
      autocomplete: 'off',
      oninput: (event) => app.note({ port: event.target.value }),
    });
    return h(
      'section',
      { 'aria-labelledby': 'habits-title' },
      h('h2', { id: 'habits-title', class: 'heading' }, t('habits')),
      h(
        'div',
        { class: 'settings' },
        choice(
          'habit-sides',
          t('sides'),
          now.sides,
          SIDES.map((one) => [one, t(`sides.${one}`)]),
          (sides) => prefer(app, id, { sides }),
          { disabled: !duplex, note: !duplex && t('one-side') },
        ),
        choice(
          'habit-colour',
          t('colour'),
          now.colour,
          ['colour', 'grey'].map((one) => [one, t(`colour.${one}`)]),
          (value) => prefer(app, id, { colour: value }),
          { disabled: !colour, note: !colour && t('grey-only') },
        ),
        drivers.length > 0 &&
          choice(
            'driver',
            t('driver'),
            now.driver,
            [
              ...(now.driver === '' ? [['', t('no-driver')]] : []),
              ...drivers.map((one) => [one.id, one.name]),
            ],
            (to) => to && perform(app, { driver: id, to }, t('driver-set')),
          ),
        address &&
          h(
            'div',
            { class: 'line' },
            h('label', { for: 'port' }, t('port')),
            h(
              'span',
              { class: 'steps' },
              port,
              press(
                t('save'),
                () =>
                  perform(app, { port: id, to: port.value.trim() }, t('port-set', { name }), { port: null }),
                {
                  'data-key': 'save port',
                },
              ),
            ),
          ),
      ),
    );
  };

  const prefer = (app, id, habit) => {
    const view =
      world(app).standard === id || app.view.printer === id ? { form: { ...app.view.form, ...habit } } : {};
    perform(app, { prefer: id, ...habit }, t('habit-set'), view);
  };

  const draw = (app) => {
    const picked = pickedIn(app);
    return [
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t('printers')),
      h(
        'div',
        { class: 'printers' },
        drawList(app, picked),
        picked
          ? h(
              'div',
              { class: 'about' },
              h(
                'div',
                { class: 'half' },
                drawComputer(app, picked),
                drawQueue(app, picked),
                drawHabits(app, picked),
              ),
              h('div', { class: 'half' }, drawRoom(app, picked), drawOut(app, picked.id)),
            )
          : h('p', { class: 'empty' }, t('no-printer')),
      ),
    ];
  };

  return { draw };
})();
