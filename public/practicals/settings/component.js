/* Settings of a device or of a service. A state is what `src/engine/practicals/settings.ts` reads: `{ values }`. */
(() => {
  const { h, icon, button, ask, askText, locale } = window.Practical;
  const { follow, isShown, lockOf } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.settings.${name}`, values);

  const STRENGTHS = { 1: 'icon:wifi-low', 2: 'icon:wifi-high', 3: 'icon:wifi' };
  const TINTS = 6;

  let app = null;

  // ---- what is known

  const plain = (text) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
  const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 3 });
  const measured = (value, unit) => (unit ? `${number(value)}\u00a0${unit}` : number(value));
  const values = () => app.state.values;
  const shown = (list) => list.filter((one) => isShown(one, values()));
  const screenOf = (id) => app.config.screens.find((screen) => screen.id === id);
  const home = () => app.config.screens[0];
  const listOf = (id) =>
    app.config.screens.flatMap(({ items }) => items).find((one) => one.kind === 'list' && one.id === id);
  const rowsOf = (list) =>
    shown(list.rows).filter((row) => !list.remove || !values()[list.id].includes(row.id));

  /** What can be set, by its id, as `same` and `shows` look for it. */
  const itemOf = (id) => {
    for (const { items } of app.config.screens) {
      for (const one of items) {
        if (one.kind !== 'same' && one.id === id) return one;
        if (one.kind !== 'list' || !one.choice) continue;
        const row = one.rows.find((each) => `${one.id}/${each.id}` === id);
        if (row) return { kind: 'choice', id, label: row.name, options: one.choice.options };
      }
    }
    return undefined;
  };
  const resolved = (one) =>
    one.kind === 'same' ? { ...itemOf(one.id), ...(one.label && { label: one.label }) } : one;

  const wordOf = (item, value) => {
    if (typeof value === 'boolean') {
      if (item.kind === 'act') return value ? t('done') : '';
      return t(value ? 'on' : 'off');
    }
    if (typeof value === 'number') return measured(value, item.unit);
    if (Array.isArray(value)) {
      if (item.kind === 'list') return t('count', { count: rowsOf(item).length });
      return value.length === 0 ? t('none') : item.options.filter((one) => value.includes(one)).join(', ');
    }
    if (value === '') return t(item.kind === 'networks' ? 'not-joined' : 'empty');
    return item.secret ? '•'.repeat(Math.min(12, [...value].length)) : value;
  };

  /** Where each screen is reached from, the nearest way first. */
  const waysTo = () => {
    const ways = new Map([[home().id, [home().id]]]);
    for (const [id, way] of ways) {
      for (const one of shown(screenOf(id).items)) {
        const next =
          one.kind === 'link'
            ? [one.to]
            : one.kind === 'list'
              ? rowsOf(one).flatMap(({ to }) => (to ? [to] : []))
              : [];
        for (const to of next) if (!ways.has(to)) ways.set(to, [...way, to]);
      }
    }
    return ways;
  };

  /** The way walked, cut where it no longer leads: a row may have left, a screen be hidden. */
  const path = () => {
    const ways = waysTo();
    const lost = app.view.path.findIndex((id) => !ways.has(id));
    const kept = lost < 0 ? app.view.path : app.view.path.slice(0, lost);
    return kept.length > 0 ? kept : (ways.get(app.config.open) ?? [home().id]);
  };

  // ---- acts

  const go = (way) => {
    app.show({ path: way, query: '' }, screenOf(way[way.length - 1]).title);
  };
  const enter = (to) => {
    // Focus goes to the title of the screen, that is read: nothing more is said.
    app.show({ path: [...path(), to], query: '' });
  };
  const set = (changed, said) => {
    app.view = { ...app.view, told: null };
    app.change({ values: follow(app.config.rules, values(), { ...values(), ...changed }) }, said);
  };
  const pair = (label, value) => t('pair', { label, value });
  const put = (item, value) => set({ [item.id]: value }, pair(item.label, wordOf(item, value)));

  const tell = (key, said) => app.show({ told: { key, said } });
  const toldBy = (key) =>
    h('p', { class: 'told', role: 'status' }, app.view.told?.key === key ? app.view.told.said : '');

  const remove = (list, row) => {
    const { label, confirm, says } = list.remove;
    if (row.fixed) {
      ask({ title: row.name, body: h('p', {}, row.fixed) });
      return;
    }
    ask({
      title: pair(label, row.name),
      body: h('p', {}, confirm.replace(/%nom/g, row.name)),
      actions: [
        {
          label,
          main: true,
          act: () => {
            const gone = [...values()[list.id], row.id];
            set({ [list.id]: gone }, (says ?? t('removed')).replace(/%nom/g, row.name));
          },
        },
      ],
    });
  };

  // ---- items

  const signOf = (item) => item.icon && h('span', { class: 'sign' }, icon(`icon:${item.icon}`));
  const words = (item, more) =>
    h(
      'span',
      { class: 'words' },
      h('span', { class: 'name' }, item.label),
      item.help && h('span', { class: 'soft' }, item.help),
      more,
    );
  const helpId = (item) => (item.help ? `help-${item.id.replace('/', '-')}` : false);
  const helpOf = (item) => item.help && h('p', { class: 'soft', id: helpId(item) }, item.help);
  /** Radio buttons, boxes: a name above, and 44 pixels each. */
  const group = (item, kind, isChosen, act) =>
    h(
      'fieldset',
      { class: 'item group', 'aria-describedby': helpId(item) },
      h('legend', { class: 'name' }, item.label),
      helpOf(item),
      h(
        'div',
        { class: 'options' },
        item.options.map((option) =>
          h(
            'label',
            { class: 'option' },
            h('input', {
              type: kind,
              name: item.id,
              checked: isChosen(option),
              'data-key': `${item.id} ${option}`,
              onchange: ({ target }) => act(option, target.checked),
            }),
            h('span', {}, option),
          ),
        ),
      ),
    );

  const drawSlider = (item) => {
    const value = values()[item.id];
    const shownValue = h('output', { class: 'value' }, measured(value, item.unit));
    const move = (next) => {
      const steps = Math.round((next - item.min) / item.step);
      const inside = Math.min(item.max, Math.max(item.min, item.min + steps * item.step));
      put(item, Number(inside.toFixed(6)));
    };
    const step = (sign, name, by) =>
      button(t(name, { label: item.label }), sign, () => move(value + by), {
        class: 'tool only-icon step',
        disabled: by < 0 ? value <= item.min : value >= item.max,
      });
    return h(
      'div',
      { class: 'item slider' },
      h(
        'p',
        { class: 'slider-head' },
        signOf(item),
        h('label', { class: 'name', for: `slider-${item.id}` }, item.label),
        shownValue,
      ),
      helpOf(item),
      h(
        'div',
        { class: 'slider-line' },
        step('icon:minus', 'less', -item.step),
        h('input', {
          type: 'range',
          id: `slider-${item.id}`,
          min: item.min,
          max: item.max,
          step: item.step,
          value,
          'data-key': item.id,
          'aria-valuetext': measured(value, item.unit),
          'aria-describedby': helpId(item),
          oninput: ({ target }) => {
            shownValue.textContent = measured(Number(target.value), item.unit);
            target.setAttribute('aria-valuetext', shownValue.textContent);
          },
          onchange: ({ target }) => move(Number(target.value)),
        }),
        step('icon:plus', 'more', item.step),
      ),
    );
  };

  const askEntry = (item) =>
    askText({
      title: item.label,
      label: item.help ?? t('new-value'),
      value: values()[item.id],
      action: t('save'),
      done: (typed) => {
        if (typed.length > 120) return t('fault.long');
        if (item.lock !== undefined && lockOf(typed) !== item.lock) return t('fault.refused');
        put(item, typed);
        return undefined;
      },
    });

  const join = (item, network) => {
    const joined = values()[item.id] === network.name;
    if (joined) {
      ask({
        title: network.name,
        body: h('p', {}, t('leave-help')),
        actions: [{ label: t('leave'), main: true, act: () => put(item, '') }],
      });
      return;
    }
    const done = () => set({ [item.id]: network.name }, t('joined', { name: network.name }));
    if (network.lock === undefined) {
      ask({
        title: network.name,
        body: h('p', {}, t('open-help')),
        actions: [{ label: t('join'), main: true, act: done }],
      });
      return;
    }
    askText({
      title: t('join-title', { name: network.name }),
      label: t('key'),
      action: t('join'),
      done: (typed) => {
        if (lockOf(typed) !== network.lock) return t('fault.key');
        done();
        return undefined;
      },
    });
  };
  const drawNetworks = (item) =>
    h(
      'div',
      { class: 'item group' },
      h('h2', { class: 'name' }, item.label),
      helpOf(item),
      h(
        'ul',
        { class: 'options' },
        item.options.map((network) => {
          const joined = values()[item.id] === network.name;
          const secured = network.lock !== undefined;
          return h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: joined ? 'network is-joined' : 'network',
                'data-key': `${item.id} ${network.name}`,
                onclick: () => join(item, network),
              },
              icon(STRENGTHS[network.strength]),
              h(
                'span',
                { class: 'words' },
                h('span', { class: 'name' }, network.name),
                h(
                  'span',
                  { class: 'soft' },
                  [joined && t('is-joined'), t(`signal.${network.strength}`), t(secured ? 'secured' : 'open')]
                    .filter(Boolean)
                    .join(' · '),
                ),
              ),
              secured && icon('icon:lock'),
            ),
          );
        }),
      ),
    );

  const act = (item) => {
    const run = () => set({ ...item.set, [item.id]: true }, item.says ?? t('done-said'));
    if (!item.confirm) {
      run();
      return;
    }
    ask({
      title: item.label,
      body: h('p', {}, item.confirm),
      actions: [{ label: item.label, main: true, act: run }],
    });
  };

  const drawers = {
    heading: (item) => h('h2', { class: 'heading' }, item.label),
    note: (item) => {
      const note = h('div', { class: item.tone === 'warning' ? 'note is-warning' : 'note' });
      note.innerHTML = item.html;
      return note;
    },
    fact: (item) =>
      h(
        'div',
        { class: 'item fact' },
        h(
          'dl',
          { class: 'fact-line' },
          h('dt', {}, item.label),
          h('dd', {}, typeof item.value === 'number' ? number(item.value) : item.value),
        ),
        item.bar !== undefined && h('progress', { max: '100', value: item.bar, 'aria-label': item.label }),
      ),
    link: (item) =>
      h(
        'button',
        { type: 'button', class: 'item row', 'data-key': `to ${item.to}`, onclick: () => enter(item.to) },
        signOf(item),
        words(
          item,
          item.shows && h('span', { class: 'soft' }, wordOf(itemOf(item.shows), values()[item.shows])),
        ),
        icon('icon:chevron-right'),
      ),
    switch: (item) => {
      const on = values()[item.id];
      return h(
        'button',
        {
          type: 'button',
          role: 'switch',
          class: 'item row',
          'aria-checked': on ? 'true' : 'false',
          'data-key': item.id,
          onclick: () => put(item, !on),
        },
        signOf(item),
        words(item),
        h('span', { class: on ? 'toggle is-on' : 'toggle', 'aria-hidden': 'true' }),
      );
    },
    choice: (item) =>
      group(
        item,
        'radio',
        (option) => values()[item.id] === option,
        (option) => put(item, option),
      ),
    several: (item) =>
      group(
        item,
        'checkbox',
        (option) => values()[item.id].includes(option),
        (option, on) => {
          const others = values()[item.id].filter((one) => one !== option);
          const next = on ? [...others, option] : others;
          const kept = item.options.filter((one) => next.includes(one));
          set({ [item.id]: kept }, pair(option, t(on ? 'on' : 'off')));
        },
      ),
    slider: drawSlider,
    entry: (item) =>
      h(
        'button',
        { type: 'button', class: 'item row', 'data-key': item.id, onclick: () => askEntry(item) },
        signOf(item),
        words(item, h('span', { class: 'value' }, wordOf(item, values()[item.id]))),
        icon('icon:pencil'),
      ),
    networks: drawNetworks,
    act: (item) => {
      const done = values()[item.id];
      return h(
        'div',
        { class: 'item act' },
        item.help && h('p', { class: 'soft' }, item.help),
        h(
          'button',
          {
            type: 'button',
            class: item.danger ? 'press is-danger' : 'press',
            'data-key': item.id,
            disabled: done,
            onclick: () => act(item),
          },
          item.label,
        ),
        done &&
          h('p', { class: 'told is-done' }, icon('icon:check'), h('span', {}, item.says ?? t('done-said'))),
      );
    },
    test: (item) => {
      const key = `test ${item.label}`;
      return h(
        'div',
        { class: 'item act' },
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'data-key': key,
            onclick: () => tell(key, shown(item.says)[0]?.text ?? t('nothing')),
          },
          item.label,
        ),
        toldBy(key),
      );
    },
    remove: ({ list: id, row: rowId }) => {
      const list = listOf(id);
      const row = list.rows.find((one) => one.id === rowId);
      return h(
        'div',
        { class: 'item act' },
        h(
          'button',
          {
            type: 'button',
            class: 'press is-danger',
            'data-key': `remove ${id} ${rowId}`,
            onclick: () => remove(list, row),
          },
          list.remove.label,
        ),
      );
    },
    list: (item) => (item.columns.length > 0 ? drawTable(item) : drawRows(item)),
  };

  // ---- lists

  const tile = (name) => {
    const tint = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TINTS;
    return h('span', { class: `tile tint-${tint}`, 'aria-hidden': 'true' }, [...name][0].toUpperCase());
  };
  const nameOf = (row) =>
    row.to
      ? h(
          'button',
          { type: 'button', class: 'open', 'data-key': `to ${row.to}`, onclick: () => enter(row.to) },
          row.name,
        )
      : h('span', { class: 'name' }, row.name);
  const choiceOf = (list, row) => {
    const id = `${list.id}/${row.id}`;
    return h(
      'select',
      {
        'aria-label': pair(list.choice.label, row.name),
        'data-key': id,
        onchange: ({ target }) => put({ id, label: row.name, kind: 'choice' }, target.value),
      },
      list.choice.options.map((option) =>
        h('option', { value: option, selected: option === values()[id] }, option),
      ),
    );
  };
  /** A row that opens is left from its own screen. */
  const removeOf = (list, row) =>
    list.remove &&
    !row.to &&
    h(
      'button',
      {
        type: 'button',
        class: 'press small stop',
        'data-key': `remove ${list.id} ${row.id}`,
        'aria-label': pair(list.remove.label, row.name),
        onclick: () => remove(list, row),
      },
      list.columns.length > 0 && icon('icon:x'),
      h('span', { class: list.columns.length > 0 ? 'label-wide' : false }, list.remove.label),
    );
  const nothingLeft = () => h('p', { class: 'empty' }, t('no-row'));

  const drawRows = (list) => {
    const rows = rowsOf(list);
    return h(
      'section',
      { class: 'list', 'aria-label': list.label },
      h('h2', { class: 'heading' }, list.label),
      rows.length === 0
        ? nothingLeft()
        : h(
            'ul',
            { class: 'cards' },
            rows.map((row) =>
              h(
                'li',
                { class: 'card' },
                tile(row.name),
                h('div', { class: 'words' }, nameOf(row), row.text && h('p', { class: 'text' }, row.text)),
                (list.choice || (list.remove && !row.to)) &&
                  h('div', { class: 'does' }, list.choice && choiceOf(list, row), removeOf(list, row)),
              ),
            ),
          ),
    );
  };

  const ordered = (list) => {
    const rows = rowsOf(list);
    const sort = app.view.sorts[list.id];
    if (!sort) return rows;
    const cell = (row) => (sort.column < 0 ? row.name : row.cells[sort.column]);
    const compare = (a, b) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), locale);
    return [...rows].sort((a, b) => compare(cell(a), cell(b)) * (sort.down ? -1 : 1));
  };
  const drawTable = (list) => {
    const sort = app.view.sorts[list.id];
    const header = (name, column) => {
      const here = sort?.column === column;
      const numbers = column >= 0 && list.rows.every((row) => typeof row.cells[column] === 'number');
      // The greatest first: it is what one looks for.
      const down = here ? !sort.down : numbers;
      return h(
        'th',
        {
          scope: 'col',
          class: numbers ? 'is-number' : false,
          'aria-sort': here ? (sort.down ? 'descending' : 'ascending') : 'none',
        },
        h(
          'button',
          {
            type: 'button',
            class: 'sort',
            'data-key': `sort ${list.id} ${column}`,
            onclick: () =>
              app.show(
                { sorts: { ...app.view.sorts, [list.id]: { column, down } } },
                t(down ? 'sorted-down' : 'sorted-up', { name }),
              ),
          },
          name,
          here && icon(sort.down ? 'icon:arrow-down' : 'icon:arrow-up'),
        ),
      );
    };
    const rows = ordered(list);
    const more = [list.choice?.label, list.remove && list.rows.some(({ to }) => !to) && list.remove.label];
    return h(
      'section',
      { class: 'list' },
      h('h2', { class: 'heading' }, list.label),
      rows.length === 0
        ? nothingLeft()
        : h(
            'div',
            {
              class: 'scroll',
              role: 'region',
              tabindex: '0',
              'aria-label': list.label,
              'data-key': `table ${list.id}`,
              'data-scroll': list.id,
            },
            h(
              'table',
              {},
              h(
                'thead',
                {},
                h(
                  'tr',
                  {},
                  header(list.first, -1),
                  list.columns.map(({ name }, column) => header(name, column)),
                  more
                    .filter(Boolean)
                    .map((label) => h('th', { scope: 'col' }, h('span', { class: 'unseen' }, label))),
                ),
              ),
              h(
                'tbody',
                {},
                rows.map((row) =>
                  h(
                    'tr',
                    {},
                    h('th', { scope: 'row' }, nameOf(row)),
                    row.cells.map((cell, column) =>
                      h(
                        'td',
                        { class: typeof cell === 'number' ? 'is-number' : false },
                        typeof cell === 'number' ? measured(cell, list.columns[column].unit) : cell,
                      ),
                    ),
                    more[0] && h('td', {}, choiceOf(list, row)),
                    more[1] && h('td', {}, removeOf(list, row)),
                  ),
                ),
              ),
            ),
          ),
    );
  };

  // ---- the device

  const draw = (one) => {
    const item = resolved(one);
    return drawers[item.kind](item);
  };

  const found = () => {
    const query = plain(app.view.query);
    const has = (...texts) => texts.some((text) => text && plain(text).includes(query));
    return [...waysTo()].flatMap(([id, way]) => {
      const screen = screenOf(id);
      const where = way
        .slice(1)
        .map((each) => screenOf(each).title)
        .join(' › ');
      return shown(screen.items).flatMap((one) => {
        const item = resolved(one);
        if (['heading', 'note', 'remove'].includes(item.kind)) return [];
        const hits =
          item.kind === 'list' ? rowsOf(item).flatMap(({ name }) => (has(name) ? [name] : [])) : [];
        if (has(item.label, item.help)) hits.unshift(item.label);
        const to = item.kind === 'link' ? [...way, item.to] : way;
        return hits.map((label) => ({ label, where, way: to }));
      });
    });
  };
  const drawFound = () => {
    const hits = found();
    return h(
      'section',
      { 'aria-label': t('results') },
      h('p', { class: 'soft padded', role: 'status' }, t('found', { count: hits.length })),
      h(
        'ul',
        { class: 'items' },
        hits
          .slice(0, 30)
          .map(({ label, where, way }, rank) =>
            h(
              'li',
              {},
              h(
                'button',
                { type: 'button', class: 'item row', 'data-key': `hit ${rank}`, onclick: () => go(way) },
                words({ label, help: where || app.config.title }),
                icon('icon:chevron-right'),
              ),
            ),
          ),
      ),
    );
  };

  const drawSearch = () =>
    h(
      'div',
      { class: 'search' },
      icon('icon:search'),
      h('input', {
        type: 'search',
        'data-key': 'search',
        'aria-label': t('search'),
        placeholder: t('search-short'),
        value: app.view.query,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        oninput: ({ target }) => app.show({ query: target.value.slice(0, 60) }),
      }),
    );

  const drawBar = () => {
    const { bar, clock } = app.config;
    const signs = shown(bar);
    if (signs.length === 0 && !clock) return false;
    return h(
      'header',
      { class: 'status-bar' },
      clock && h('span', { class: 'clock' }, clock),
      h(
        'ul',
        { class: 'signs', 'aria-label': t('bar') },
        signs.map((sign) =>
          h(
            'li',
            { title: sign.label },
            icon(`icon:${sign.icon}`),
            h('span', { class: 'unseen' }, sign.label),
          ),
        ),
      ),
    );
  };

  /** A computer keeps the links of its home in sight. */
  const drawSide = (way) =>
    h(
      'nav',
      { class: 'side', 'aria-label': t('sections') },
      app.config.search && drawSearch(),
      shown(home().items)
        .filter(({ kind }) => kind === 'link')
        .map((item) =>
          button(item.label, item.icon && `icon:${item.icon}`, () => go([home().id, item.to]), {
            class: 'tool place',
            'data-key': `side ${item.to}`,
            'aria-current': way[1] === item.to ? 'true' : false,
          }),
        ),
    );

  const drawTrail = (way) =>
    h(
      'nav',
      { class: 'trail', 'aria-label': t('trail') },
      h(
        'ol',
        {},
        way.map((id, rank) =>
          h(
            'li',
            {},
            rank === way.length - 1
              ? h('span', { 'aria-current': 'page' }, screenOf(id).title)
              : h(
                  'button',
                  {
                    type: 'button',
                    class: 'crumb',
                    'data-key': `trail ${rank}`,
                    onclick: () => go(way.slice(0, rank + 1)),
                  },
                  screenOf(id).title,
                ),
          ),
        ),
      ),
    );

  const drawMain = (way) => {
    const screen = screenOf(way[way.length - 1]);
    const back = way.length > 1 && screenOf(way[way.length - 2]).title;
    const searching = plain(app.view.query) !== '';
    const phone = app.config.frame === 'phone';
    const items = shown(screen.items);
    return h(
      'main',
      { class: 'main' },
      !phone && way.length > 2 && drawTrail(way),
      h(
        'div',
        { class: 'bar' },
        back &&
          button(t('back', { screen: back }), 'icon:arrow-left', () => go(way.slice(0, -1)), {
            class: 'tool only-icon',
            'data-key': 'back',
          }),
        h(
          'h1',
          { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': `title ${screen.id}` },
          screen.title,
        ),
      ),
      phone && app.config.search && !back && h('div', { class: 'padded' }, drawSearch()),
      searching
        ? drawFound()
        : items.length === 0
          ? h('p', { class: 'empty' }, t('no-item'))
          : h('div', { class: 'items' }, items.map(draw)),
    );
  };

  window.Practical.define({
    view: () => ({ path: [], query: '', sorts: {}, told: null }),
    draw(given) {
      app = given;
      const way = path();
      const { frame, title } = app.config;
      const phone = frame === 'phone';
      return h(
        'div',
        { class: `device is-${frame}` },
        phone ? drawBar() : h('header', { class: 'window-bar' }, h('p', {}, title), drawBar()),
        phone ? drawMain(way) : h('div', { class: 'body' }, drawSide(way), drawMain(way)),
      );
    },
  });
})();
