/* Linked tables and a query form. A state is what `src/engine/practicals/database.ts` reads: `{ query, edits }`. */
(() => {
  const { h, icon, button, ask, locale } = window.Practical;
  const {
    columnOf,
    columnsOf,
    evaluate,
    isWhole,
    MEASURED,
    MEASURES,
    readCell,
    rowsOf,
    sqlOf,
    TESTS,
    withEdits,
  } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.database.${name}`, values);

  const MOST_SHOWN = 160;
  const MOST_CONDITIONS = 6;

  let app = null;
  /** The field being typed in: its letters are undone together. */
  let typing = '';

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const asks = () => app.config.tools.some((tool) => tool !== 'edit');
  const tables = () => app.config.tables;
  const tableOf = (name) => tables().find((table) => table.name === name);
  const query = () => app.state.query;
  const current = () => withEdits(tables(), app.state.edits);
  const kindOf = (name) => columnOf(tables(), name)?.kind ?? 'number';
  const shortOf = (name) => name.slice(name.indexOf('.') + 1);
  /** With its table where two tables have a column of that name. */
  const titleOf = (name) => {
    const twice = columnsOf(tables(), query()).filter((one) => shortOf(one) === shortOf(name)).length > 1;
    return twice ? name.replace('.', ' › ') : shortOf(name);
  };
  const measureTitle = ({ measure, of }) =>
    t(`measured.${measure}`, { column: of === '' ? '' : titleOf(of) });
  const written = (cell) => {
    // A year keeps its four digits together.
    if (typeof cell === 'number')
      return cell.toLocaleString(locale, { maximumFractionDigits: 3, useGrouping: 'min2' });
    const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell);
    return date ? `${date[3]}/${date[2]}/${date[1]}` : cell;
  };

  // ---- acts

  const put = (changed, said) => {
    typing = '';
    app.change({ ...app.state, query: { ...query(), ...changed } }, said);
  };
  const type = (key, changed) => {
    const next = { ...app.state, query: { ...query(), ...changed } };
    if (typing === key) app.settle(next);
    else app.change(next);
    typing = key;
  };
  const setEdit = (table, rank, cells, said) => {
    const edits = { ...app.state.edits };
    const first = table.rows[rank];
    const same = first && cells && JSON.stringify(first) === JSON.stringify(cells);
    const added = rank >= table.rows.length;
    if (same || (added && cells === null)) delete edits[`${table.name}/${rank}`];
    else edits[`${table.name}/${rank}`] = cells;
    typing = '';
    app.change({ ...app.state, edits }, said);
  };

  /** Columns that are no longer there leave the rest of the query. */
  const pruned = (next) => {
    const all = columnsOf(tables(), next);
    const known = (name) => all.includes(name);
    return {
      ...next,
      columns: next.columns.filter(known),
      conditions: next.conditions.filter(({ column }) => known(column)),
      group: known(next.group) ? next.group : '',
      of: known(next.of) ? next.of : '',
      sort: next.sort.filter(({ by }) => known(by) || by === MEASURED),
    };
  };

  // ---- fields

  const select = (label, key, value, options, act, more = {}) =>
    h(
      'select',
      { 'aria-label': label, 'data-key': key, onchange: ({ target }) => act(target.value), ...more },
      options.map(([id, text]) => h('option', { value: id, selected: id === value }, text)),
    );
  const entry = (label, key, column, value, act) => {
    const kind = column === MEASURED ? 'number' : kindOf(column);
    const wrong = value.trim() !== '' && readCell(kind, value) === null;
    return h('input', {
      type: kind === 'date' ? 'date' : 'text',
      inputmode: kind === 'number' ? 'decimal' : false,
      'aria-label': label,
      'aria-invalid': wrong ? 'true' : false,
      class: 'value',
      'data-key': key,
      value,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      maxlength: 80,
      oninput: ({ target }) => act(target.value),
    });
  };
  const columnOptions = (none) => [
    ...(none === undefined ? [] : [['', none]]),
    ...columnsOf(tables(), query()).map((name) => [name, titleOf(name)]),
  ];
  const part = (title, sign, ...body) =>
    h('section', { class: 'part' }, h('h2', { class: 'part-title' }, icon(sign), h('span', {}, title)), body);
  const quiet = (label, sign, key, act, more = {}) =>
    button(label, sign, act, { class: 'tool only-icon', 'data-key': key, ...more });
  const adding = (label, key, act) => button(label, 'icon:plus', act, { class: 'tool add', 'data-key': key });

  // ---- the form of the query

  const drawFrom = () => {
    const used = [query().from, ...query().joins.map(({ table }) => table)];
    const free = tables().filter(({ name }) => !used.includes(name));
    const replace = (rank, changed) =>
      put(
        pruned({
          ...query(),
          joins: query().joins.map((one, at) => (at === rank ? { ...one, ...changed } : one)),
        }),
      );
    const fieldsOf = (names) =>
      names.flatMap((name) =>
        tableOf(name).columns.map((column) => [`${name}.${column.name}`, `${name} › ${column.name}`]),
      );
    return part(
      t('from'),
      'icon:table-2',
      tables().length === 1
        ? h('p', { class: 'only-table' }, query().from)
        : select(
            t('from'),
            'from',
            query().from,
            tables().map(({ name }) => [name, name]),
            (from) => put(pruned({ ...query(), from, joins: [] })),
          ),
      has('join') &&
        query().joins.map(({ table, left, right }, rank) =>
          h(
            'div',
            { class: 'join', role: 'group', 'aria-label': t('join', { table }) },
            h('p', { class: 'join-name' }, icon('icon:link-2'), h('span', {}, t('join', { table }))),
            select(
              t('join-left', { table }),
              `left ${rank}`,
              left,
              fieldsOf(used.slice(0, rank + 1)),
              (name) => replace(rank, { left: name }),
            ),
            h('span', { class: 'equals', 'aria-hidden': 'true' }, '='),
            select(t('join-right', { table }), `right ${rank}`, right, fieldsOf([table]), (name) =>
              replace(rank, { right: name }),
            ),
            quiet(t('unjoin', { table }), 'icon:x', `unjoin ${rank}`, () =>
              put(pruned({ ...query(), joins: query().joins.slice(0, rank) })),
            ),
          ),
        ),
      has('join') &&
        query().joins.length < 2 &&
        free.map(({ name }) =>
          adding(t('link', { table: name }), `link ${name}`, () => {
            // By no key of its own choice: which columns tell the link is the question.
            const left = `${query().from}.${tableOf(query().from).columns[0].name}`;
            const right = `${name}.${tableOf(name).columns[0].name}`;
            put({ joins: [...query().joins, { table: name, left, right }] }, t('linked', { table: name }));
          }),
        ),
    );
  };

  const drawColumns = () => {
    const all = columnsOf(tables(), query());
    const chosen = query().columns.length > 0 ? query().columns : all;
    const toggle = (name, on) => {
      const next = all.filter((one) => (one === name ? on : chosen.includes(one)));
      put({ columns: next.length === all.length ? [] : next });
    };
    return part(
      t('columns'),
      'icon:eye',
      h(
        'div',
        { class: 'boxes', role: 'group', 'aria-label': t('columns') },
        all.map((name) =>
          h(
            'label',
            { class: 'box' },
            h('input', {
              type: 'checkbox',
              checked: chosen.includes(name),
              disabled: chosen.length === 1 && chosen[0] === name,
              'data-key': `column ${name}`,
              onchange: ({ target }) => toggle(name, target.checked),
            }),
            h('span', {}, titleOf(name)),
          ),
        ),
      ),
    );
  };

  const testsOf = (kind) =>
    TESTS.filter((test) =>
      kind === 'text' ? !['more', 'least', 'less', 'most', 'between'].includes(test) : test !== 'has',
    );
  const testName = (test, kind) =>
    t(kind === 'date' && `test.${test}-date` in DATE_TESTS ? `test.${test}-date` : `test.${test}`);
  const DATE_TESTS = { 'test.more-date': 1, 'test.least-date': 1, 'test.less-date': 1, 'test.most-date': 1 };

  const drawConditions = () => {
    const list = query().conditions;
    const changedAt = (rank, changed) => list.map((one, at) => (at === rank ? { ...one, ...changed } : one));
    return part(
      t('conditions'),
      'icon:funnel',
      list.length > 1 &&
        h(
          'fieldset',
          { class: 'any' },
          h('legend', { class: 'unseen' }, t('any-title')),
          [false, true].map((any) =>
            h(
              'label',
              { class: 'box' },
              h('input', {
                type: 'radio',
                name: 'any',
                checked: query().any === any,
                'data-key': `any ${any}`,
                onchange: () => put({ any }),
              }),
              h('span', {}, t(any ? 'any' : 'every')),
            ),
          ),
        ),
      h(
        'ol',
        { class: 'conditions' },
        list.map(({ column, test, value, to }, rank) => {
          const number = rank + 1;
          const kind = kindOf(column);
          return h(
            'li',
            { class: 'condition' },
            rank > 0 && h('span', { class: 'between' }, t(query().any ? 'or' : 'and')),
            select(t('condition-column', { number }), `on ${rank}`, column, columnOptions(), (name) => {
              const keeps = testsOf(kindOf(name)).includes(test) && kindOf(name) === kind;
              put({
                conditions: changedAt(
                  rank,
                  keeps ? { column: name } : { column: name, test: 'is', value: '', to: '' },
                ),
              });
            }),
            select(
              t('condition-test', { number }),
              `test ${rank}`,
              test,
              testsOf(kind).map((one) => [one, testName(one, kind)]),
              (next) => put({ conditions: changedAt(rank, { test: next }) }),
            ),
            !['empty', 'filled'].includes(test) &&
              entry(t('condition-value', { number }), `value ${rank}`, column, value, (next) =>
                type(`value ${rank}`, { conditions: changedAt(rank, { value: next }) }),
              ),
            test === 'between' && h('span', { class: 'equals' }, t('and')),
            test === 'between' &&
              entry(t('condition-to', { number }), `to ${rank}`, column, to, (next) =>
                type(`to ${rank}`, { conditions: changedAt(rank, { to: next }) }),
              ),
            quiet(t('condition-remove', { number }), 'icon:x', `remove ${rank}`, () =>
              put({ conditions: list.filter((_, at) => at !== rank) }),
            ),
          );
        }),
      ),
      list.length < MOST_CONDITIONS &&
        adding(t('condition-add'), 'condition-add', () => {
          const [first] = columnsOf(tables(), query());
          put(
            { conditions: [...list, { column: first, test: 'is', value: '', to: '' }] },
            t('condition-added'),
          );
        }),
    );
  };

  const drawGroup = () => {
    const { group, measure, of, having } = query();
    const measurable = columnsOf(tables(), query()).filter((name) =>
      measure === 'sum' || measure === 'mean' ? kindOf(name) === 'number' : true,
    );
    return part(
      t('group'),
      'icon:sigma',
      h(
        'div',
        { class: 'pairs' },
        h(
          'label',
          { class: 'pair' },
          h('span', {}, t('group-by')),
          select(t('group-by'), 'group', group, columnOptions(t('group-none')), (name) =>
            put({ group: name, sort: [] }),
          ),
        ),
        h(
          'label',
          { class: 'pair' },
          h('span', {}, t('measure')),
          select(
            t('measure'),
            'measure',
            measure,
            [['', t('measure-none')], ...MEASURES.map((one) => [one, t(`measures.${one}`)])],
            (next) => {
              const numbers = columnsOf(tables(), query()).filter((name) => kindOf(name) === 'number');
              const fits = of !== '' && (kindOf(of) === 'number' || !['sum', 'mean'].includes(next));
              const kept = fits ? of : (numbers[0] ?? '');
              put({
                measure: next,
                of: next === '' || next === 'count' ? '' : kept,
                having: next === '' ? null : having,
                sort: [],
              });
            },
          ),
        ),
        !['', 'count'].includes(measure) &&
          h(
            'label',
            { class: 'pair' },
            h('span', {}, t('of')),
            select(
              t('of'),
              'of',
              of,
              measurable.map((name) => [name, titleOf(name)]),
              (name) => put({ of: name }),
            ),
          ),
      ),
      group !== '' &&
        measure !== '' &&
        (having === null
          ? adding(t('having-add'), 'having-add', () => put({ having: { test: 'more', value: '' } }))
          : h(
              'div',
              { class: 'condition' },
              h('span', { class: 'equals' }, t('having', { measure: measureTitle(query()) })),
              select(
                t('having-test'),
                'having-test',
                having.test,
                ['is', 'not', 'more', 'least', 'less', 'most'].map((one) => [one, t(`test.${one}`)]),
                (test) => put({ having: { ...having, test } }),
              ),
              entry(t('having-value'), 'having-value', MEASURED, having.value, (value) =>
                type('having-value', { having: { ...having, value } }),
              ),
              quiet(t('having-remove'), 'icon:x', 'having-remove', () => put({ having: null })),
            )),
    );
  };

  const sortOptions = () => {
    const { group, measure } = query();
    if (group === '' && measure === '') return columnOptions(t('sort-none'));
    return [
      ['', t('sort-none')],
      ...(group === '' ? [] : [[group, titleOf(group)]]),
      ...(measure === '' ? [] : [[MEASURED, measureTitle(query())]]),
    ];
  };
  const drawSort = () => {
    const levels = query().sort;
    const shown =
      levels.length < 2 && (levels.length === 0 || levels[0].by !== '')
        ? [...levels, { by: '', down: false }]
        : levels;
    const set = (rank, one) => {
      const next =
        one.by === '' ? levels.slice(0, rank) : [...levels.slice(0, rank), one, ...levels.slice(rank + 1)];
      put({ sort: next });
    };
    return part(
      t('sort'),
      'icon:arrow-up-down',
      shown.map((one, rank) =>
        h(
          'div',
          { class: 'condition' },
          select(t(rank === 0 ? 'sort-first' : 'sort-then'), `sort ${rank}`, one.by, sortOptions(), (by) =>
            set(rank, { ...one, by }),
          ),
          one.by !== '' &&
            select(
              t('sort-order', { number: rank + 1 }),
              `order ${rank}`,
              one.down ? 'down' : 'up',
              [
                ['up', t('up')],
                ['down', t('down')],
              ],
              (order) => set(rank, { ...one, down: order === 'down' }),
            ),
        ),
      ),
    );
  };

  // ---- tables

  const drawTable = (caption, key, heads, rows) =>
    h(
      'div',
      {
        class: 'scroll',
        role: 'region',
        tabindex: '0',
        'aria-label': caption,
        'data-key': `scroll ${key}`,
        'data-scroll': key,
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
            heads.map(({ title, sign, number }) =>
              h(
                'th',
                { scope: 'col', class: number ? 'is-number' : false },
                h('span', { class: 'head' }, sign && icon(sign), h('span', {}, title)),
              ),
            ),
          ),
        ),
        h('tbody', {}, rows),
      ),
    );
  const drawCell = (cell) =>
    h(
      'td',
      { class: typeof cell === 'number' ? 'is-number' : false },
      cell === '' ? h('span', { class: 'soft' }, t('nothing')) : written(cell),
    );

  const drawResult = () => {
    const asked = query();
    const { columns, rows, cut } = evaluate(current(), asked);
    const waits = asked.conditions.some((one) => !isWhole(one));
    const title = (name) => (name === MEASURED ? measureTitle(asked) : titleOf(name));
    return h(
      'section',
      { class: 'result' },
      h('h2', { class: 'part-title', tabindex: '-1' }, icon('icon:list'), h('span', {}, t('result'))),
      h('p', { class: 'count', role: 'status' }, cut ? t('too-many') : t('rows', { count: rows.length })),
      waits && h('p', { class: 'soft' }, t('waits')),
      rows.length > 0 &&
        drawTable(
          t('result'),
          'result',
          columns.map((name) => ({
            title: title(name),
            number: name === MEASURED || kindOf(name) === 'number',
          })),
          rows.slice(0, MOST_SHOWN).map(({ values }) =>
            h(
              'tr',
              {},
              columns.map((name) => drawCell(values[name] ?? '')),
            ),
          ),
        ),
      rows.length > MOST_SHOWN && h('p', { class: 'soft' }, t('only-first', { count: MOST_SHOWN })),
    );
  };

  const drawQuery = () =>
    h(
      'div',
      { class: 'asked' },
      h(
        'div',
        { class: 'form' },
        // On a phone the form hides what it gives, far below.
        button(t('see-result'), 'icon:list', () => document.querySelector('.result h2').focus(), {
          class: 'tool see-result',
          'data-key': 'see-result',
        }),
        drawFrom(),
        has('columns') && query().group === '' && query().measure === '' && drawColumns(),
        has('conditions') && drawConditions(),
        has('group') && drawGroup(),
        has('sort') && drawSort(),
      ),
      h(
        'div',
        {},
        has('sql') &&
          h(
            'section',
            { class: 'sql' },
            h('h2', { class: 'part-title' }, icon('icon:code'), h('span', {}, t('sql'))),
            h(
              'pre',
              { tabindex: '0', 'data-key': 'sql', role: 'region', 'aria-label': t('sql') },
              h('code', {}, sqlOf(tables(), query())),
            ),
          ),
        drawResult(),
      ),
    );

  // ---- records

  const openRecord = (table, rank, cells) => {
    const isNew = rank >= table.rows.length && cells === null;
    const keyPlace = table.columns.findIndex(({ name }) => name === table.key);
    const others = rowsOf(table, app.state.edits).filter((row) => row.rank !== rank);
    const firstKey = () => {
      const numbers = others.map((row) => row.cells[keyPlace]).filter((cell) => typeof cell === 'number');
      return numbers.length > 0 ? Math.max(...numbers) + 1 : '';
    };
    const start = cells ?? table.columns.map((_, place) => (place === keyPlace ? firstKey() : ''));
    const inputs = table.columns.map(({ kind }, place) =>
      h('input', {
        type: kind === 'date' ? 'date' : 'text',
        inputmode: kind === 'number' ? 'decimal' : false,
        id: `cell-${place}`,
        'data-first': place === (isNew ? Math.max(0, keyPlace === 0 ? 1 : 0) : 0),
        value: kind === 'number' ? String(start[place]).replace('.', ',') : start[place],
        readonly: !has('edit'),
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        maxlength: 120,
      }),
    );
    const save = () => {
      const next = [];
      for (const [place, { kind, name }] of table.columns.entries()) {
        const cell = readCell(kind, inputs[place].value);
        if (cell === null) return t(`fault.${kind}`, { name });
        next.push(cell);
      }
      if (next[keyPlace] === '') return t('fault.no-key', { name: table.key });
      if (others.some((row) => String(row.cells[keyPlace]) === String(next[keyPlace])))
        return t('fault.key', { name: table.key, value: written(next[keyPlace]) });
      setEdit(table, rank, next, t('saved'));
      return undefined;
    };
    ask({
      title: isNew
        ? t('new-record', { table: table.name })
        : t('record', { table: table.name, key: written(start[keyPlace]) }),
      body: h(
        'div',
        { class: 'record' },
        table.columns.map(({ name, to }, place) =>
          h(
            'p',
            { class: 'line' },
            h('label', { for: `cell-${place}` }, name, to && h('span', { class: 'soft' }, ` → ${to}`)),
            inputs[place],
          ),
        ),
      ),
      actions: has('edit')
        ? [
            { label: t('save'), main: true, act: save },
            ...(isNew ? [] : [{ label: t('delete'), act: () => setEdit(table, rank, null, t('deleted')) }]),
          ]
        : [],
    });
  };

  const drawRecords = (table) => {
    const keyPlace = table.columns.findIndex(({ name }) => name === table.key);
    const rows = rowsOf(table, app.state.edits);
    const links = table.columns.filter(({ to }) => to);
    return h(
      'section',
      { class: 'records' },
      h(
        'div',
        { class: 'records-head' },
        h('p', { class: 'count' }, t('records', { count: rows.length })),
        has('edit') &&
          button(t('add'), 'icon:plus', () => {
            const rank = Math.max(table.rows.length, ...rows.map((row) => row.rank + 1));
            openRecord(table, rank, null);
          }),
      ),
      h(
        'p',
        { class: 'soft' },
        t('key-is', { name: table.key }),
        links.map(({ name, to }) => ` ${t('link-is', { name, table: to })}`),
      ),
      drawTable(
        table.name,
        `table ${table.name}`,
        table.columns.map(({ name, kind, to }) => ({
          title: name,
          sign: name === table.key ? 'icon:key-round' : to ? 'icon:link-2' : null,
          number: kind === 'number',
        })),
        rows.map(({ rank, cells }) =>
          h(
            'tr',
            {},
            table.columns.map((_, place) =>
              place === keyPlace
                ? h(
                    'th',
                    { scope: 'row', class: typeof cells[place] === 'number' ? 'is-number' : false },
                    h(
                      'button',
                      {
                        type: 'button',
                        class: 'open',
                        'data-key': `row ${rank}`,
                        'aria-label': t('open', { key: written(cells[place]) }),
                        onclick: () => openRecord(table, rank, cells),
                      },
                      written(cells[place]) || t('nothing'),
                    ),
                  )
                : drawCell(cells[place] ?? ''),
            ),
          ),
        ),
      ),
    );
  };

  // ---- the window

  const drawTabs = (tab) =>
    h(
      'nav',
      { class: 'tools tabs', 'aria-label': t('views') },
      tables().map(({ name }) =>
        button(name, 'icon:table-2', () => app.show({ tab: name }, name), {
          'data-key': `tab ${name}`,
          'data-home': name === tables()[0].name,
          'aria-current': tab === name ? 'true' : false,
        }),
      ),
      asks() &&
        button(t('query'), 'icon:funnel', () => app.show({ tab: '' }, t('query')), {
          'data-key': 'tab-query',
          'aria-current': tab === '' ? 'true' : false,
        }),
    );

  window.Practical.define({
    view: (config) => ({ tab: config.tools.every((tool) => tool === 'edit') ? config.tables[0].name : '' }),
    draw(given) {
      app = given;
      const { tab } = app.view;
      const table = tableOf(tab);
      return [
        drawTabs(tab),
        h(
          'main',
          {},
          h('h1', { class: 'unseen' }, table ? tab : t('query')),
          table ? drawRecords(table) : drawQuery(),
        ),
      ];
    },
  });
})();
