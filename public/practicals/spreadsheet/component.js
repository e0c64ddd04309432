/* A spreadsheet. A state is what `src/engine/practicals/spreadsheet.ts` reads; its formulas are `window.Shared`'s. */
(() => {
  const { h, icon, button, ask, askText, locale } = window.Practical;
  const { addressOf, cellsOf, copied, isFault, orderOf, placeOf, show, valuesOf } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.spreadsheet.${name}`, values);

  const MOST_TYPED = 300;
  const SVG = 'http://www.w3.org/2000/svg';

  let app = null;
  let valueAt = null;

  // ---- what is known

  const typedAt = (address) => app.state.cells[address] ?? app.config.cells[address] ?? '';
  const here = () => app.view.cell;
  const letterOf = (address) => address.slice(0, 1);
  const rowOf = (address) => Number(address.slice(1));
  /** The table's rows, from 1: its head, then its body. */
  const table = () => {
    const [from, to] = (app.config.table ?? '').split(':').map(placeOf);
    return from && to ? { from, to, head: from.row + 1 } : null;
  };
  const inTable = (column, row) => {
    const at = table();
    return (
      at !== null &&
      column >= at.from.column &&
      column <= at.to.column &&
      row >= at.from.row &&
      row <= at.to.row
    );
  };
  const bodyRows = () => {
    const at = table();
    return at ? Array.from({ length: at.to.row - at.from.row }, (_, rank) => at.head + 1 + rank) : [];
  };
  const isShown = (row) =>
    !bodyRows().includes(row) ||
    Object.entries(app.state.filters).every(([column, kept]) => kept.includes(show(valueAt(column + row))));
  const rows = () =>
    Array.from({ length: app.config.rows }, (_, rank) => rank + 1).filter((row) => isShown(row));
  const isFiltered = () => Object.keys(app.state.filters).length > 0;

  // ---- acts

  const focusCell = () => document.querySelector(`[data-key="cell ${here()}"]`)?.focus();
  const choose = (address) => {
    app.show({ cell: address, editing: null });
    focusCell();
  };
  const put = (changes, said) => {
    const cells = { ...app.state.cells };
    for (const [address, text] of Object.entries(changes)) {
      if (text === (app.config.cells[address] ?? '')) delete cells[address];
      else cells[address] = text.slice(0, MOST_TYPED);
    }
    app.view = { ...app.view, editing: null };
    const before = app.state;
    app.change({ ...app.state, cells }, said);
    // Nothing changed: what was being typed goes all the same.
    if (app.state === before) app.show({ editing: null });
  };
  const move = (columns, by) => {
    const shown = rows();
    const at = placeOf(here());
    const column = Math.min(app.config.columns - 1, Math.max(0, at.column + columns));
    const rank = shown.indexOf(at.row + 1);
    const row = shown[Math.min(shown.length - 1, Math.max(0, (rank < 0 ? 0 : rank) + by))];
    choose(addressOf(column, row - 1));
  };
  const edit = (text) => {
    app.show({ editing: text });
    const bar = document.querySelector('[data-key=bar]');
    bar.focus();
    bar.setSelectionRange(text.length, text.length);
  };
  /** What is being typed goes into its cell. */
  const settle = () => {
    const { editing } = app.view;
    if (editing === null) return;
    put({ [here()]: completed(editing.trim()) });
    window.Practical.say(t('said', { cell: here(), value: show(valueAt(here())) || t('blank') }));
  };
  const commit = (then = focusCell) => {
    settle();
    then();
  };
  // « Je valide » stands outside of this frame: what was typed last counts.
  window.addEventListener('blur', () => {
    if (app) settle();
  });
  /** A bracket left open is closed, as spreadsheets do. */
  const completed = (text) => {
    if (!text.startsWith('=')) return text;
    const bare = text.replace(/"[^"]*"/g, '');
    const open = bare.split('(').length - bare.split(')').length;
    return open > 0 && open < 9 ? text + ')'.repeat(open) : text;
  };
  const press = (address) => {
    const { editing } = app.view;
    if (editing === null) {
      choose(address);
    } else if (/^=(?:.*[-+*/^&=<>(;:])?\s*$/.test(editing)) {
      edit(editing + address);
    } else {
      commit(() => choose(address));
    }
  };

  const copyTo = () => {
    const from = placeOf(here());
    const at = table();
    const last = at && inTable(from.column, from.row) ? at.to.row : from.row;
    askText({
      title: t('copy-title', { cell: here() }),
      label: t('copy-label'),
      value: addressOf(from.column, last),
      action: t('copy-here'),
      done: (written) => {
        const to = placeOf(written.toUpperCase());
        if (!to || to.column >= app.config.columns || to.row >= app.config.rows) return t('fault.cell');
        const formula = typedAt(here());
        const changes = {};
        for (const address of cellsOf(`${here()}:${written.toUpperCase()}`)) {
          const place = placeOf(address);
          if (address !== here())
            changes[address] = copied(formula, place.column - from.column, place.row - from.row);
        }
        const count = Object.keys(changes).length;
        if (count === 0) return t('fault.same');
        put(changes, t('copied', { count }));
        return undefined;
      },
    });
  };

  const sort = (down) => {
    const at = table();
    const column = letterOf(here());
    const order = bodyRows().sort((one, other) => {
      const [a, b] = [valueAt(column + one), valueAt(column + other)];
      // What is empty stays last, whichever way.
      if (a === '' || b === '') return Number(a === '') - Number(b === '');
      return (down ? -1 : 1) * orderOf(a, b) || one - other;
    });
    const changes = {};
    order.forEach((from, rank) => {
      const to = at.head + 1 + rank;
      for (let place = at.from.column; place <= at.to.column; place += 1) {
        const letter = String.fromCharCode(65 + place);
        changes[letter + to] = copied(typedAt(letter + from), 0, to - from);
      }
    });
    put(changes, t(down ? 'sorted-down' : 'sorted-up', { column: nameOf(column) }));
  };
  const nameOf = (column) => {
    const at = table();
    return (at && show(valueAt(column + at.head))) || column;
  };

  const filter = () => {
    const column = letterOf(here());
    const values = [...new Set(bodyRows().map((row) => show(valueAt(column + row))))].sort((a, b) =>
      a.localeCompare(b, locale, { numeric: true }),
    );
    const kept = new Set(app.state.filters[column] ?? values);
    const boxes = values.map((value, rank) =>
      h('input', {
        type: 'checkbox',
        checked: kept.has(value),
        'data-first': rank === 0,
        onchange: ({ target }) => (target.checked ? kept.add(value) : kept.delete(value)),
      }),
    );
    const all = (checked) => {
      for (const [rank, box] of boxes.entries()) {
        box.checked = checked;
        if (checked) kept.add(values[rank]);
        else kept.delete(values[rank]);
      }
    };
    const some = (label, checked) =>
      h('button', { type: 'button', class: 'press small', onclick: () => all(checked) }, label);
    ask({
      title: t('filter-title', { column: nameOf(column) }),
      body: h(
        'div',
        { class: 'lines' },
        h('p', { class: 'pair' }, some(t('filter-all'), true), some(t('filter-none'), false)),
        h(
          'div',
          { class: 'values', role: 'group', 'aria-label': t('filter-values') },
          values.map((value, rank) =>
            h('label', { class: 'goal' }, boxes[rank], h('span', {}, value === '' ? t('blank') : value)),
          ),
        ),
      ),
      actions: [
        {
          label: t('filter-do'),
          main: true,
          act: () => {
            if (kept.size === 0) return t('fault.none');
            const filters = { ...app.state.filters };
            if (kept.size === values.length) delete filters[column];
            else filters[column] = values.filter((value) => kept.has(value));
            app.view = { ...app.view, editing: null };
            app.change({ ...app.state, filters });
            window.Practical.say(status());
            return undefined;
          },
        },
      ],
    });
  };

  // ---- keys

  const onKey = (event) => {
    if (event.target.closest('[role=gridcell]') === null || event.altKey || event.metaKey) return;
    const steps = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      PageUp: [0, -10],
      PageDown: [0, 10],
      Home: [-99, event.ctrlKey ? -999 : 0],
      End: [99, event.ctrlKey ? 999 : 0],
    };
    const step = steps[event.key];
    if (step) move(...step);
    else if (event.key === 'Enter' || event.key === 'F2') edit(typedAt(here()));
    else if (event.key === 'Delete' || event.key === 'Backspace')
      put({ [here()]: '' }, t('erased', { cell: here() }));
    else if (event.key.length === 1 && !event.ctrlKey) edit(event.key === ' ' ? '' : event.key);
    else return;
    event.preventDefault();
  };

  // ---- drawing

  const status = () =>
    isFiltered()
      ? t('rows-shown', { count: bodyRows().filter(isShown).length, all: bodyRows().length })
      : t('value', { cell: here(), value: show(valueAt(here())) || t('blank') });

  const drawBar = () => {
    const { editing } = app.view;
    const small = (key, sign, run) =>
      button(t(key), sign, run, {
        class: 'tool only-icon',
        'data-key': key,
        title: t(key),
        disabled: editing === null,
      });
    return h(
      'div',
      { class: 'bar' },
      h('label', { class: 'place', for: 'bar' }, here()),
      h('input', {
        type: 'text',
        id: 'bar',
        'data-key': 'bar',
        'aria-label': t('content', { cell: here() }),
        value: editing ?? typedAt(here()),
        maxlength: MOST_TYPED,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        oninput: (event) => {
          app.note({ editing: event.target.value });
          // Not drawn anew: a keyboard on a screen would lose what it composes.
          for (const one of event.target.parentElement.querySelectorAll('button')) one.disabled = false;
        },
        onkeydown: (event) => {
          if (event.key === 'Enter') commit(() => move(0, 1));
          else if (event.key === 'Escape') choose(here());
          else return;
          event.preventDefault();
        },
      }),
      small('bar-ok', 'icon:check', () => commit()),
      small('bar-no', 'icon:x', () => choose(here())),
    );
  };

  const drawCell = (column, row) => {
    const address = addressOf(column, row - 1);
    const value = valueAt(address);
    const chosen = address === here();
    const kind = isFault(value) ? 'fault-cell' : typeof value === 'number' ? 'number' : '';
    const head = table()?.head === row && inTable(column, row - 1);
    const typed = typedAt(address);
    return h(
      'td',
      {
        role: 'gridcell',
        class: [kind, chosen ? 'is-chosen' : '', head ? 'head' : ''].join(' ').trim(),
        tabindex: chosen ? '0' : '-1',
        'aria-selected': chosen ? 'true' : 'false',
        'data-key': `cell ${address}`,
        'data-home': chosen,
        'data-cell': address,
      },
      typed.startsWith('=') ? show(value) : typed,
    );
  };

  const drawGrid = () => {
    const letters = Array.from({ length: app.config.columns }, (_, place) => place);
    return h(
      'div',
      { class: 'sheet-scroll', 'data-scroll': 'sheet' },
      h(
        'table',
        {
          role: 'grid',
          'aria-label': t('sheet'),
          onkeydown: onKey,
          // The bar keeps the focus while a formula is pointed at.
          onmousedown: (event) => {
            if (app.view.editing !== null) event.preventDefault();
          },
          onclick: (event) => {
            const { cell } = event.target.closest('td')?.dataset ?? {};
            if (cell) press(cell);
          },
          ondblclick: (event) => {
            if (event.target.closest('td')) edit(app.view.editing ?? typedAt(here()));
          },
        },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('td', { class: 'corner' }),
            letters.map((place) => {
              const letter = String.fromCharCode(65 + place);
              const current = letter === letterOf(here());
              return h(
                'th',
                { scope: 'col', class: current ? 'is-current' : '' },
                letter,
                app.state.filters[letter] && icon('icon:filter'),
              );
            }),
          ),
        ),
        h(
          'tbody',
          {},
          rows().map((row) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row', class: row === rowOf(here()) ? 'is-current' : '' }, String(row)),
              letters.map((place) => drawCell(place, row)),
            ),
          ),
        ),
      ),
    );
  };

  // ---- charts

  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  };
  /** A round step that cuts the height in six or fewer. */
  const stepFor = (most) => {
    const power = 10 ** Math.floor(Math.log10(most / 6));
    return power * ([1, 2, 5, 10].find((times) => power * times * 6 >= most) ?? 10);
  };
  const drawChart = ({ kind, title, labels, values }) => {
    const names = cellsOf(labels).map((address) => show(valueAt(address)));
    const numbers = cellsOf(values).map((address) => {
      const value = valueAt(address);
      return typeof value === 'number' ? value : 0;
    });
    // Letters as large as the person's.
    const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const [width, height, left, bottom] = [640, 300, 64 * em, 40 * em];
    const step = stepFor(Math.max(1e-6, ...numbers));
    const top = step * Math.ceil(Math.max(1e-6, ...numbers) / step);
    const y = (value) => 12 + (height - bottom - 12) * (1 - Math.max(0, value) / top);
    const band = (width - left - 8) / Math.max(1, numbers.length);
    const x = (rank) => left + band * (rank + 0.5);
    const lines = [];
    for (let value = 0; value <= top + step / 2; value += step) {
      lines.push(
        s('line', { class: 'rule', x1: left, x2: width - 8, y1: y(value), y2: y(value) }),
        s('text', { x: left - 8, y: y(value) + 6 * em, 'text-anchor': 'end' }, show(value)),
      );
    }
    const every = Math.ceil((numbers.length * em) / 8);
    const marks =
      kind === 'bars'
        ? numbers.map((value, rank) =>
            s('rect', {
              class: 'mark',
              x: x(rank) - band * 0.35,
              width: band * 0.7,
              y: y(value),
              height: Math.max(0, y(0) - y(value)),
            }),
          )
        : [
            s('polyline', {
              class: 'curve',
              points: numbers.map((value, rank) => `${x(rank)},${y(value)}`).join(' '),
            }),
            ...numbers.map((value, rank) => s('circle', { class: 'mark', cx: x(rank), cy: y(value), r: 4 })),
          ];
    const picture = s(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t('chart', { title, labels, values }) },
      ...lines,
      ...marks,
      ...names.flatMap((name, rank) =>
        rank % every === 0
          ? [s('text', { x: x(rank), y: height - bottom + 24 * em, 'text-anchor': 'middle' }, name)]
          : [],
      ),
    );
    return h('figure', { class: 'chart' }, h('figcaption', {}, title), picture);
  };

  window.Practical.define({
    view: (config) => ({ cell: config.open, editing: null }),
    draw(given) {
      app = given;
      valueAt = valuesOf(typedAt);
      const at = placeOf(here());
      const sortable = inTable(at.column, at.row);
      const act = (name, sign, run, disabled) =>
        button(t(name), sign, run, { class: 'tool tool-act', 'data-key': name, disabled });
      return h(
        'main',
        {},
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
          act('copy', 'icon:copy', copyTo, typedAt(here()) === ''),
          app.config.table !== null && [
            act('sort-up', 'icon:arrow-up-narrow-wide', () => sort(false), !sortable),
            act('sort-down', 'icon:arrow-down-wide-narrow', () => sort(true), !sortable),
            act('filter', 'icon:filter', filter, !sortable),
            act(
              'filter-clear',
              'icon:filter-x',
              () => app.change({ ...app.state, filters: {} }, t('filter-cleared')),
              !isFiltered(),
            ),
          ],
        ),
        h('h1', { class: 'unseen' }, t('sheet')),
        drawBar(),
        drawGrid(),
        h('p', { class: 'status', role: 'status' }, status()),
        app.config.charts.map(drawChart),
      );
    },
  });
})();
