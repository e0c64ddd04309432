/*
 * The system and network page of a computer. A state is what `src/engine/practicals/system-panel.ts` reads; what can be
 * done, and what comes of it, is in `src/referential/practicals/system-*.ts`.
 */
(() => {
  const { h, icon, button, ask, locale } = window.Practical;
  const { actOn, addressFault, addressOf, freeOn, ipNumber, isLit, loadOf, maskText, measureOf } =
    window.Shared;
  const { ping, releaseOf, resolve, runningOf, socketsFor, statusesOf, usedOn } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.system-panel.${name}`, values);

  const SECTIONS = {
    tasks: 'icon:activity',
    disks: 'icon:hard-drive',
    network: 'icon:network',
    terminal: 'icon:terminal',
    programs: 'icon:package',
    facts: 'icon:info',
  };
  const DEVICES = {
    box: 'icon:router',
    switch: 'icon:share-2',
    'access-point': 'icon:radio-tower',
    repeater: 'icon:repeat',
    router: 'icon:waypoints',
    internet: 'icon:globe',
    server: 'icon:server',
    computer: 'icon:monitor',
    laptop: 'icon:laptop',
    phone: 'icon:smartphone',
    tablet: 'icon:tablet',
    printer: 'icon:printer',
    tv: 'icon:tv',
    speaker: 'icon:speaker',
    storage: 'icon:database',
  };
  const LINKS = {
    cable: 'icon:cable',
    wifi: 'icon:wifi',
    bluetooth: 'icon:bluetooth',
    mobile: 'icon:signal',
    fibre: 'icon:cable',
  };
  const MEASURES = { cpu: '%', memory: 'Mo', disk: 'Mo/s', network: 'Mbit/s' };
  const ECHOES = 10;
  const MOST_LINES = 40;

  let app = null;

  const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 2 });
  const measured = (value, unit) => `${number(value)}\u00a0${unit}`;
  const sized = (megabytes) =>
    megabytes >= 1000 ? measured(megabytes / 1000, t('gigabytes')) : measured(megabytes, t('megabytes'));
  const unitOf = (what) => (what === 'memory' ? t('megabytes') : t(`unit.${what}`));
  const sections = () => {
    const { tasks, disks, network, programs, facts } = app.config;
    const there = {
      tasks,
      disks,
      network,
      terminal: network?.terminal,
      programs,
      facts: facts.length > 0,
    };
    return Object.keys(SECTIONS).filter((name) => there[name]);
  };
  const section = () => {
    const open = app.view.section ?? app.config.open;
    return sections().includes(open) ? open : sections()[0];
  };
  const deviceOf = (id) => app.config.network.devices.find((one) => one.id === id);
  const nameOf = (id) => deviceOf(id)?.name ?? id;

  /** Does it, or says in a sheet why it cannot be done. */
  const act = (one, said) => {
    const { state, refused } = actOn(app.config, app.state, one);
    if (refused) {
      ask({ title: t('refused-title'), body: h('p', {}, t(`act.${refused.key}`, refused.values)) });
      return;
    }
    app.change(state, said);
  };
  /** The same, from a sheet that waits for the answer. */
  const tried = (one, said) => {
    const { state, refused } = actOn(app.config, app.state, one);
    if (refused) return t(`act.${refused.key}`, refused.values);
    app.change(state, said);
    return undefined;
  };

  const gauge = (label, value, most, words) =>
    h(
      'div',
      { class: 'gauge' },
      h(
        'p',
        { class: 'gauge-line' },
        h('span', { class: 'name' }, label),
        h('span', { class: 'value' }, words),
      ),
      h('progress', {
        max: String(most),
        value: Math.min(value, most),
        'aria-label': label,
        'aria-valuetext': words,
        class: value / most > 0.9 ? 'is-full' : false,
      }),
    );

  // ---- programs that run

  const running = () => runningOf(app.config.tasks.list, app.state.ended);

  const depthOf = (task) => {
    const parent = app.config.tasks.list.find(({ id }) => id === task.parent);
    return parent ? 1 + depthOf(parent) : 0;
  };
  /** Each after the one that started it. */
  const asTree = (tasks, parent = null) =>
    tasks
      .filter((task) => (tasks.some(({ id }) => id === task.parent) ? task.parent : null) === parent)
      .flatMap((task) => [task, ...asTree(tasks, task.id)]);
  const cellOf = (task, column) => {
    if (column in MEASURES) return measureOf(task, column, app.view.time);
    const value = task[column];
    return Array.isArray(value) ? value.join(', ') : (value ?? '');
  };
  const orderedTasks = (tasks) => {
    const { sort } = app.view;
    if (!sort) return app.config.tasks.tree ? asTree(tasks) : tasks;
    const compare = (a, b) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), locale);
    const cell = (task) => cellOf(task, sort.column);
    return [...tasks].sort((a, b) => compare(cell(a), cell(b)) * (sort.down ? -1 : 1));
  };

  const end = (task) => {
    const tasks = running();
    const started = asTree(tasks, task.id);
    ask({
      title: t('end-title', { name: task.name }),
      body: h(
        'div',
        { class: 'said' },
        task.unsaved && h('p', {}, t('end-unsaved', { what: task.unsaved })),
        started.length > 0 && h('p', {}, t('end-family', { count: started.length })),
        !task.unsaved && started.length === 0 && h('p', {}, t('end-plain')),
      ),
      actions: [
        {
          label: t('end'),
          main: true,
          act: () => tried({ end: task.id }, t('ended', { name: task.name })),
        },
      ],
    });
  };

  const headOf = (label, column, isNumber) => {
    const { sort } = app.view;
    const here = sort?.column === column;
    // The greatest first: it is what one looks for.
    const down = here ? !sort.down : isNumber;
    return h(
      'th',
      {
        scope: 'col',
        class: isNumber ? 'is-number' : false,
        'aria-sort': here ? (sort.down ? 'descending' : 'ascending') : 'none',
      },
      h(
        'button',
        {
          type: 'button',
          class: 'sort',
          'data-key': `sort ${column}`,
          onclick: () =>
            app.show({ sort: { column, down } }, t(down ? 'sorted-down' : 'sorted-up', { name: label })),
        },
        label,
        here && icon(sort.down ? 'icon:arrow-down' : 'icon:arrow-up'),
      ),
    );
  };
  const taskRow = (task, status) => {
    const { columns, tree, ends } = app.config.tasks;
    const depth = tree && !app.view.sort ? Math.min(4, depthOf(task)) : 0;
    const parent = app.config.tasks.list.find(({ id }) => id === task.parent);
    const isNumber = (column) => column in MEASURES || column === 'pid';
    return h(
      'tr',
      { class: status === 'stuck' ? 'is-stuck' : false },
      h(
        'th',
        { scope: 'row', class: depth > 0 ? `depth-${depth}` : false },
        h('span', { class: 'name' }, task.name),
        tree && parent && h('span', { class: 'unseen' }, t('started-by', { name: parent.name })),
        status !== 'runs' && h('span', { class: `chip is-${status}` }, t(`status.${status}`)),
      ),
      columns.map((column) => {
        const value = cellOf(task, column);
        const words =
          column in MEASURES
            ? measured(value, unitOf(column))
            : column === 'pid'
              ? String(value)
              : value || t('nothing');
        return h('td', { class: isNumber(column) ? 'is-number' : false }, words);
      }),
      ends &&
        h(
          'td',
          { class: 'does-cell' },
          h(
            'button',
            {
              type: 'button',
              class: 'press small stop',
              'data-key': `end ${task.id}`,
              'aria-label': t('end-title', { name: task.name }),
              onclick: () => end(task),
            },
            icon('icon:x'),
            h('span', { class: 'label-wide' }, t('end')),
          ),
        ),
    );
  };
  const drawTasks = () => {
    const { columns, memory, tree, ends, list } = app.config.tasks;
    const tasks = running();
    const statuses = statusesOf(tasks);
    const { time } = app.view;
    const times = Math.max(
      ...list.map((task) => Math.max(...Object.keys(MEASURES).map((m) => task[m].length))),
    );
    const cpu = loadOf(tasks, 'cpu', time);
    const used = loadOf(tasks, 'memory', time);
    return [
      h(
        'div',
        { class: 'gauges' },
        columns.includes('cpu') && gauge(t('column.cpu'), cpu, 100, measured(Math.min(100, cpu), '%')),
        columns.includes('memory') &&
          gauge(
            t('column.memory'),
            used,
            memory,
            t('of', { used: sized(Math.min(used, memory)), total: sized(memory) }),
          ),
      ),
      h(
        'div',
        { class: 'tools' },
        times > 1 && [
          button(t('measure'), 'icon:refresh-cw', () =>
            app.show({ time: time + 1 }, t('measured', { rank: time + 2 })),
          ),
          h('p', { class: 'soft when' }, t('measured', { rank: time + 1 })),
        ],
        tree &&
          button(t('tree'), 'icon:git-fork', () => app.show({ sort: null }, t('tree')), {
            'aria-pressed': app.view.sort ? 'false' : 'true',
          }),
        h('p', { class: 'soft when' }, t('running', { count: tasks.length })),
      ),
      tasks.length === 0
        ? h('p', { class: 'empty' }, t('no-task'))
        : h(
            'div',
            {
              class: 'scroll',
              role: 'region',
              tabindex: '0',
              'aria-label': t('section.tasks'),
              'data-key': 'tasks',
              'data-scroll': 'tasks',
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
                  headOf(t('column.name'), 'name', false),
                  columns.map((column) =>
                    headOf(t(`column.${column}`), column, column in MEASURES || column === 'pid'),
                  ),
                  ends && h('th', { scope: 'col' }, h('span', { class: 'unseen' }, t('end'))),
                ),
              ),
              h(
                'tbody',
                {},
                orderedTasks(tasks).map((task) => taskRow(task, statuses[task.id])),
              ),
            ),
          ),
    ];
  };

  // ---- disks

  const move = (item) => {
    const { list } = app.config.disks;
    const others = list.filter(({ id }) => id !== app.state.places[item.id]);
    ask({
      title: t('move-title', { name: item.name }),
      body: h('p', {}, t('move-help', { size: sized(item.size) })),
      actions: others.map((disk, rank) => ({
        label: t('move-to', { name: disk.name, free: sized(freeOn(app.config, app.state, disk.id)) }),
        main: rank === 0,
        act: () => tried({ move: item.id, to: disk.id }, t('moved', { name: item.name, disk: disk.name })),
      })),
    });
  };
  const itemRow = (item, most) => {
    const { list } = app.config.disks;
    const place = app.state.places[item.id];
    const inBin = place.startsWith('bin/');
    const say = (key) => t(key, { name: item.name });
    const small = (label, does, key) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press small',
          'aria-label': t('pair', { label, value: item.name }),
          'data-key': `${key} ${item.id}`,
          onclick: does,
        },
        label,
      );
    return h(
      'li',
      { class: 'file' },
      h(
        'div',
        { class: 'words' },
        h('span', { class: 'name' }, item.name),
        h(
          'span',
          { class: 'soft' },
          [item.folder, item.used && t('used', { when: item.used })].filter(Boolean).join(' · '),
        ),
        item.note && h('span', { class: 'soft' }, item.note),
      ),
      h(
        'div',
        { class: 'weight' },
        h('span', { class: 'value' }, sized(item.size)),
        h('progress', { max: String(most), value: item.size, 'aria-hidden': 'true' }),
      ),
      h(
        'div',
        { class: 'does' },
        inBin
          ? small(t('restore'), () => act({ restore: item.id }, say('restored')), 'restore')
          : [
              small(
                t(item.cache ? 'clean' : 'delete'),
                () => act({ delete: item.id }, say(item.cache ? 'cleaned' : 'deleted')),
                'delete',
              ),
              list.length > 1 && small(t('move'), () => move(item), 'move'),
            ],
      ),
    );
  };
  const drawDisks = () => {
    const { list, items } = app.config.disks;
    const { places } = app.state;
    const bySize = [...items].sort((a, b) => b.size - a.size);
    const most = bySize[0]?.size ?? 1;
    return list.map((disk) => {
      const here = bySize.filter((item) => places[item.id] === disk.id);
      const bin = bySize.filter((item) => places[item.id] === `bin/${disk.id}`);
      const folders = [...new Set(here.map(({ folder }) => folder))];
      const weight = (folder) =>
        here.reduce((sum, item) => sum + (folder === null || item.folder === folder ? item.size : 0), 0);
      const chosen = folders.includes(app.view.folder) ? app.view.folder : null;
      const used = usedOn(app.config, app.state, disk.id);
      const chip = (label, folder) =>
        h(
          'button',
          {
            type: 'button',
            class: 'tool folder',
            'aria-pressed': chosen === folder ? 'true' : 'false',
            'data-key': `folder ${disk.id} ${folder ?? ''}`,
            onclick: () => app.show({ folder }, label),
          },
          `${label} · ${sized(weight(folder))}`,
        );
      return h(
        'section',
        { class: 'disk', 'aria-label': disk.name },
        h('h2', { class: 'heading' }, disk.name),
        h(
          'div',
          { class: 'gauges' },
          gauge(t('used-space'), used, disk.total, t('of', { used: sized(used), total: sized(disk.total) })),
          h(
            'p',
            { class: 'soft' },
            [
              t('free', { size: sized(Math.max(0, disk.total - used)) }),
              disk.system > 0 ? ` · ${t('system-space', { size: sized(disk.system) })}` : '',
            ].join(''),
          ),
        ),
        folders.length > 1 &&
          h(
            'div',
            { class: 'tools', role: 'group', 'aria-label': t('folders') },
            chip(t('all-folders'), null),
            folders.sort((a, b) => weight(b) - weight(a)).map((folder) => chip(folder, folder)),
          ),
        here.length === 0
          ? h('p', { class: 'empty' }, t('no-file'))
          : h(
              'ul',
              { class: 'files' },
              here
                .filter((item) => chosen === null || item.folder === chosen)
                .map((item) => itemRow(item, most)),
            ),
        bin.length > 0 &&
          h(
            'div',
            { class: 'bin' },
            h(
              'p',
              { class: 'bin-head' },
              icon('icon:trash-2'),
              h(
                'span',
                { class: 'name' },
                t('bin', { size: sized(bin.reduce((sum, { size }) => sum + size, 0)) }),
              ),
              h(
                'button',
                {
                  type: 'button',
                  class: 'press small is-danger',
                  'data-key': `empty ${disk.id}`,
                  onclick: () => act({ empty: disk.id }, t('emptied')),
                },
                t('empty-bin'),
              ),
            ),
            h(
              'ul',
              { class: 'files' },
              bin.map((item) => itemRow(item, most)),
            ),
          ),
      );
    });
  };

  // ---- network

  const endsOf = (link) => app.state.links[link.id];
  const otherEnd = (link, id) => {
    const [a, b] = endsOf(link);
    return a === id ? b : a;
  };
  const labelOf = (link) => link.name || t(`link.${link.kind}`);
  const hasAddress = (device) => {
    const first = app.state.devices[device.id];
    return first.auto || first.ip !== '';
  };

  /** Lines below the devices: no text in them. The stub of a loose cable shows where it hung. */
  const drawLines = () => {
    const { size, links } = app.config.network;
    const centre = (id) => deviceOf(id).at.map((rank) => rank * 100 - 50);
    const lines = links.map((link) => {
      const [a, b] = endsOf(link);
      const [x1, y1] = centre(a);
      const towards = b ?? link.ends[1];
      const [x, y] = towards === null ? [x1, y1 + (y1 > 100 ? -78 : 78)] : centre(towards);
      const part = b === null && towards !== null ? 0.45 : 1;
      const [x2, y2] = [x1 + (x - x1) * part, y1 + (y - y1) * part];
      return `<line class="line is-${link.kind}${b === null ? ' is-loose' : ''}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
    });
    const holder = h('div', { class: 'lines', 'aria-hidden': 'true' });
    holder.innerHTML = `<svg viewBox="0 0 ${size[0] * 100} ${size[1] * 100}" preserveAspectRatio="none">${lines.join('')}</svg>`;
    for (const link of links) {
      const [a, b] = endsOf(link);
      if (b === null) continue;
      const [from, to] = [centre(a), centre(b)];
      const mark = h('span', { class: `mark is-${link.kind}` }, icon(LINKS[link.kind]));
      mark.style.left = `${(from[0] + to[0]) / 2 / size[0]}%`;
      mark.style.top = `${(from[1] + to[1]) / 2 / size[1]}%`;
      holder.append(mark);
    }
    return holder;
  };
  /** A long address goes on to the next line after a dot. */
  const broken = (name) =>
    name.split('.').flatMap((part, rank) => (rank > 0 ? ['.', h('wbr'), part] : [part]));
  const drawMap = () => {
    const { devices, size, me } = app.config.network;
    const map = h('div', { class: 'map', role: 'group', 'aria-label': t('map') }, drawLines());
    map.style.setProperty('--across', size[0]);
    map.style.gridTemplateColumns = `repeat(${size[0]}, minmax(0, 1fr))`;
    map.style.gridTemplateRows = `repeat(${size[1]}, minmax(104px, auto))`;
    for (const device of devices) {
      const { on } = app.state.devices[device.id];
      const one = h(
        'button',
        {
          type: 'button',
          class: on ? 'device-spot' : 'device-spot is-off',
          'aria-pressed': app.view.picked === device.id ? 'true' : 'false',
          'data-key': `device ${device.id}`,
          onclick: () => app.show({ picked: device.id, result: null }, device.name),
        },
        icon(DEVICES[device.kind]),
        h('span', { class: 'spot-name' }, broken(device.name)),
        device.id === me && h('span', { class: 'spot-soft' }, t('me')),
        !on && h('span', { class: 'spot-soft' }, t('is-off')),
      );
      one.style.gridColumn = String(device.at[0]);
      one.style.gridRow = String(device.at[1]);
      map.append(one);
    }
    return h('div', { class: 'map-scroll' }, map);
  };

  const plug = (link, device) => {
    const { network } = app.config;
    const heard = deviceOf(link.ends[0]).hears;
    const sockets = socketsFor(network, app.state, link.id);
    ask({
      title: t('plug-title', { name: labelOf(link), device: device.name }),
      body: h(
        'p',
        {},
        sockets.length > 0 ? t(link.kind === 'wifi' ? 'join-help' : 'plug-help') : t('no-socket'),
      ),
      actions: sockets.map((id) => ({
        label:
          link.kind === 'wifi'
            ? t('signal', { name: nameOf(id), percent: measured(heard[id], '%') })
            : nameOf(id),
        act: () =>
          tried({ plug: link.id, to: id }, t('plugged', { name: labelOf(link), device: nameOf(id) })),
      })),
    });
  };
  const linkRow = (link, device) => {
    const other = otherEnd(link, device.id);
    const lit = isLit(app.config.network, app.state, link.id);
    const wireless = link.kind === 'wifi' || link.kind === 'bluetooth' || link.kind === 'mobile';
    const mine = link.ends[0] === device.id;
    const does = (key, named, doIt) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press small',
          'aria-label': t('pair', { label: t(key), value: labelOf(link) }),
          'data-key': named,
          onclick: doIt,
        },
        t(key),
      );
    return h(
      'li',
      { class: 'card' },
      icon(other === null ? 'icon:unplug' : LINKS[link.kind]),
      h(
        'div',
        { class: 'words' },
        h(
          'span',
          { class: 'name' },
          other === null
            ? t('link-loose', { name: labelOf(link) })
            : t('link-to', { name: labelOf(link), device: nameOf(other) }),
        ),
        h(
          'span',
          { class: 'soft' },
          [
            other !== null && !wireless && t(lit ? 'light-on' : 'light-off'),
            link.kind === 'wifi' &&
              other !== null &&
              device.hears[other] &&
              t('signal-is', { percent: measured(device.hears[other], '%') }),
            link.cost > 1 && t('cost', { cost: link.cost }),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
      // Either end can be pulled out; only the first one knows where else it could go.
      link.moves &&
        (mine || !wireless) &&
        h(
          'div',
          { class: 'does' },
          other !== null &&
            does(wireless ? 'leave' : 'unplug', `unplug ${link.id}`, () =>
              act({ plug: link.id, to: null }, t('unplugged', { name: labelOf(link) })),
            ),
          mine &&
            does(wireless ? 'join' : other === null ? 'plug-in' : 'plug', `plug ${link.id}`, () =>
              plug(link, device),
            ),
        ),
    );
  };

  const editAddress = (device) => {
    const now = app.state.devices[device.id];
    const field = (name, value) =>
      h(
        'p',
        { class: 'line' },
        h('label', { for: `field-${name}` }, t(`field.${name}`)),
        h('input', {
          type: 'text',
          id: `field-${name}`,
          value,
          autocomplete: 'off',
          inputmode: 'decimal',
          spellcheck: 'false',
        }),
      );
    const mode = (auto) =>
      h(
        'label',
        { class: 'option' },
        h('input', {
          type: 'radio',
          name: 'mode',
          checked: now.auto === auto,
          id: auto ? 'mode-auto' : 'mode-fixed',
        }),
        h('span', {}, t(auto ? 'address-auto' : 'address-fixed')),
      );
    const body = h(
      'div',
      { class: 'form' },
      h('fieldset', { class: 'modes' }, h('legend', {}, t('address-mode')), mode(true), mode(false)),
      field('ip', now.ip),
      field('prefix', String(now.prefix)),
      field('gateway', now.gateway),
      field('dns', now.dns),
    );
    const typed = (name) => body.querySelector(`#field-${name}`).value.trim().replace(/,/g, '.');
    ask({
      title: t('address-title', { name: device.name }),
      body,
      actions: [
        {
          label: t('save'),
          main: true,
          act: () => {
            if (body.querySelector('#mode-auto').checked)
              return tried(
                { address: device.id, set: { auto: true } },
                t('address-set', { name: device.name }),
              );
            const set = {
              auto: false,
              ip: typed('ip'),
              prefix: /^\/?\d{1,2}$/.test(typed('prefix')) ? Number(typed('prefix').replace('/', '')) : 0,
              gateway: typed('gateway'),
              dns: typed('dns'),
            };
            const wrong = addressFault({ ...now, ...set });
            if (wrong) return t(`act.${wrong}`);
            return tried({ address: device.id, set }, t('address-set', { name: device.name }));
          },
        },
      ],
    });
  };
  const restart = (device) => {
    const off = actOn(app.config, app.state, { power: device.id, on: false });
    const on = off.refused ? off : actOn(app.config, off.state, { power: device.id, on: true });
    if (on.refused) return;
    const same = JSON.stringify(on.state) === JSON.stringify(app.state);
    if (same) app.show({}, t('restarted', { name: device.name }));
    else app.change(on.state, t('restarted', { name: device.name }));
  };

  const fact = (label, value) => h('div', { class: 'fact-line' }, h('dt', {}, label), h('dd', {}, value));
  const drawAddress = (device) => {
    const { ip, prefix, gateway, dns } = addressOf(app.config.network, app.state, device.id);
    const core = ['internet', 'server', 'router'].includes(device.kind);
    return [
      fact(t(device.wan ? 'field.inside' : 'field.ip'), core ? ip : `${ip}\u00a0/${prefix}`),
      !core && fact(t('field.mask'), maskText(prefix)),
      device.wan && fact(t('field.outside'), device.wan),
      !core && device.kind !== 'box' && fact(t('field.gateway'), gateway || t('nothing')),
      !core && device.kind !== 'box' && fact(t('field.dns'), dns || t('nothing')),
      !core &&
        device.kind !== 'box' &&
        fact(t('address-mode'), t(app.state.devices[device.id].auto ? 'address-auto' : 'address-fixed')),
    ];
  };
  const drawDevice = (device) => {
    const { network } = app.config;
    const { on } = app.state.devices[device.id];
    const links = network.links.filter((link) => endsOf(link).includes(device.id));
    return h(
      'section',
      { class: 'details', 'aria-label': device.name },
      h('h2', { class: 'details-title' }, icon(DEVICES[device.kind]), h('span', {}, device.name)),
      h(
        'dl',
        { class: 'facts' },
        fact(t('device-kind'), t(`device.${device.kind}`)),
        fact(t('power'), t(on ? 'is-on' : 'is-off')),
        on && hasAddress(device) && drawAddress(device),
        device.facts.map(({ name, value }) => fact(name, value)),
      ),
      device.routes.length > 0 &&
        h(
          'table',
          { class: 'routes' },
          h('caption', {}, t('routes')),
          h(
            'thead',
            {},
            h('tr', {}, h('th', { scope: 'col' }, t('route-to')), h('th', { scope: 'col' }, t('route-via'))),
          ),
          h(
            'tbody',
            {},
            device.routes.map(({ to, via }) =>
              h(
                'tr',
                {},
                h('th', { scope: 'row' }, to === '0.0.0.0/0' ? t('route-default') : to),
                h('td', {}, nameOf(via)),
              ),
            ),
          ),
        ),
      (device.power || device.address) &&
        h(
          'div',
          { class: 'tools' },
          device.power &&
            button(
              t(on ? 'turn-off' : 'turn-on'),
              'icon:power',
              () =>
                act(
                  { power: device.id, on: !on },
                  t('pair', { label: device.name, value: t(on ? 'is-off' : 'is-on') }),
                ),
              { 'data-key': 'power' },
            ),
          device.power && on && button(t('restart'), 'icon:refresh-cw', () => restart(device)),
          device.address && on && button(t('edit-address'), 'icon:pencil', () => editAddress(device)),
        ),
      links.length > 0 && [
        h('h3', { class: 'heading' }, t('links')),
        h(
          'ul',
          { class: 'cards' },
          links.map((link) => linkRow(link, device)),
        ),
      ],
      network.tests.length > 0 && on && hasAddress(device) && isOurs(device) && drawTests(device),
    );
  };

  /** Nobody sits at a site far away, nor, before one computer, at the routers of a provider. */
  const isOurs = ({ kind }) =>
    kind !== 'internet' && kind !== 'server' && !(kind === 'router' && app.config.network.me);

  /** What can be called from a device: the others, then names. */
  const targets = (device) => {
    const { devices, names } = app.config.network;
    return [
      ...devices
        .filter((one) => one.id !== device.id && hasAddress(one))
        // Called by its address here, by its name below.
        .map((one) => [
          `@${one.id}`,
          one.name in names ? `${one.name} (${app.state.devices[one.id].ip})` : one.name,
        ]),
      ...Object.keys(names).map((name) => [name, name]),
    ];
  };
  const whyWords = (why) => t(`why.${why}`);
  const drawTests = (device) => {
    const { network } = app.config;
    const list = targets(device);
    const chosen = list.some(([id]) => id === app.view.target) ? app.view.target : (list[0]?.[0] ?? '');
    const isName = !chosen.startsWith('@');
    const run = (test) => {
      const result = { device: device.id, lines: resultOf(test, device.id, chosen) };
      app.show({ result });
    };
    const { result } = app.view;
    return h(
      'div',
      { class: 'tests' },
      h('h3', { class: 'heading' }, t('tests', { name: device.name })),
      h(
        'p',
        { class: 'line' },
        h('label', { for: 'target' }, t('target')),
        h(
          'select',
          {
            id: 'target',
            'data-key': 'target',
            onchange: ({ target }) => app.show({ target: target.value, result: null }),
          },
          list.map(([value, label]) => h('option', { value, selected: value === chosen }, label)),
        ),
      ),
      h(
        'div',
        { class: 'does' },
        network.tests
          .filter((test) => test !== 'name' || Object.keys(network.names).length > 0)
          .map((test) =>
            h(
              'button',
              {
                type: 'button',
                class: 'press small',
                'data-key': `test ${test}`,
                disabled: test === 'name' && !isName,
                onclick: () => run(test),
              },
              t(`test.${test}`),
            ),
          ),
      ),
      h(
        'div',
        { class: 'told', role: 'status' },
        result?.device === device.id && result.lines.map((line) => h('p', {}, line)),
      ),
    );
  };

  /** What a test writes, line by line. */
  const resultOf = (test, from, target) => {
    const { network } = app.config;
    const shown = target.startsWith('@') ? nameOf(target.slice(1)) : target;
    if (test === 'name') {
      const { ip, why } = resolve(network, app.state, from, target);
      return [why === null ? t('name-is', { name: target, ip }) : whyWords(why)];
    }
    const { ok, why, ip, hops, delay, lost, rate } = ping(network, app.state, from, target);
    if (test === 'trace') {
      const lines = hops.map((hop, rank) =>
        t('hop', { rank: rank + 1, name: nameOf(hop.device), ip: hop.ip, delay: number(hop.delay) }),
      );
      return [t('trace-to', { name: shown, ip: ip || '?' }), ...lines, ok ? t('trace-ends') : whyWords(why)];
    }
    if (!ok) return [t('ping-fails', { name: shown }), whyWords(why)];
    if (test === 'rate') return [t('rate-is', { name: shown, rate: measured(rate, t('unit.network')) })];
    const back = ECHOES - Math.round((lost / 100) * ECHOES);
    return [
      t('ping-passes', { name: shown, ip }),
      t('ping-counts', { sent: ECHOES, back, lost: measured(lost, '%'), delay: number(delay) }),
    ];
  };

  const drawNetwork = () => {
    const { devices, me } = app.config.network;
    const picked = devices.find(({ id }) => id === (app.view.picked ?? me));
    return [h('p', { class: 'soft padded' }, t('map-help')), drawMap(), picked && drawDevice(picked)];
  };

  // ---- terminal

  const COMMANDS = {
    help: ['aide', 'help', '?'],
    config: ['config', 'ipconfig', 'ip', 'ifconfig'],
    ping: ['ping'],
    trace: ['trajet', 'trace', 'tracert', 'traceroute'],
    name: ['nom', 'name', 'nslookup', 'dig'],
    clear: ['effacer', 'clear', 'cls'],
  };
  const answer = (typed) => {
    const { network } = app.config;
    const [word = '', target = ''] = typed.trim().split(/\s+/);
    const command = Object.keys(COMMANDS).find((name) => COMMANDS[name].includes(word.toLowerCase()));
    if (command === 'help')
      return ['config', 'ping', 'trace', 'name', 'clear'].map((name) => t(`command.${name}`));
    if (command === 'config') {
      const { ip, prefix, gateway, dns } = addressOf(network, app.state, network.me);
      return [
        t('pair', { label: t('field.ip'), value: ip }),
        t('pair', { label: t('field.mask'), value: `${maskText(prefix)} (/${prefix})` }),
        t('pair', { label: t('field.gateway'), value: gateway || t('nothing') }),
        t('pair', { label: t('field.dns'), value: dns || t('nothing') }),
      ];
    }
    if (command === undefined) return [t('unknown-command', { word })];
    if (target === '') return [t('no-target', { word })];
    if (command === 'name' && ipNumber(target) !== null) return [t('not-a-name')];
    return resultOf(command, network.me, target);
  };
  const runCommand = (typed) => {
    const written = typed.trim().slice(0, 80);
    if (written === '') return;
    const clears = COMMANDS.clear.includes(written.toLowerCase());
    const lines = clears ? [] : [`> ${written}`, ...answer(written)];
    const log = clears ? [] : [...app.view.log, ...lines].slice(-MOST_LINES);
    app.show({ log, typed: '' }, clears ? t('cleared') : lines.slice(1).join(' '));
  };
  const drawTerminal = () => {
    const quick = (label, typed) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press small',
          'data-key': `quick ${typed}`,
          onclick: () => runCommand(typed),
        },
        label,
      );
    return h(
      'div',
      { class: 'terminal' },
      h('p', { class: 'soft padded' }, t('terminal-help')),
      h(
        'div',
        { class: 'screen', role: 'region', tabindex: '0', 'aria-label': t('screen'), 'data-key': 'screen' },
        app.view.log.length === 0
          ? h('p', {}, t('screen-empty'))
          : app.view.log.map((line) => h('p', { class: line.startsWith('> ') ? 'asked' : false }, line)),
      ),
      h(
        'div',
        { class: 'prompt' },
        h('label', { for: 'command' }, t('command')),
        h('input', {
          type: 'text',
          id: 'command',
          'data-key': 'command',
          value: app.view.typed,
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          maxlength: '80',
          oninput: ({ target }) => app.note({ typed: target.value }),
          onkeydown: (event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            runCommand(event.target.value);
          },
        }),
        h(
          'button',
          {
            type: 'button',
            class: 'press press-main',
            'data-key': 'run',
            onclick: () => runCommand(document.getElementById('command').value),
          },
          t('run'),
        ),
      ),
      h('div', { class: 'does padded' }, quick(t('quick-help'), 'aide'), quick(t('quick-config'), 'config')),
    );
  };

  // ---- programs to install

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
  const drawPrograms = () =>
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

  const drawFacts = () =>
    h(
      'dl',
      { class: 'facts' },
      app.config.facts.map(({ name, value }) => fact(name, value)),
    );

  // ---- the window

  const DRAWN = {
    tasks: drawTasks,
    disks: drawDisks,
    network: drawNetwork,
    terminal: drawTerminal,
    programs: drawPrograms,
    facts: drawFacts,
  };

  window.Practical.define({
    view: () => ({
      section: null,
      time: 0,
      sort: null,
      folder: null,
      picked: null,
      target: '',
      result: null,
      log: [],
      typed: '',
      opened: null,
    }),
    draw(given) {
      app = given;
      const here = section();
      const all = sections();
      return h(
        'div',
        { class: 'panel' },
        h('header', { class: 'window-bar' }, h('p', {}, app.config.title)),
        h(
          'div',
          { class: all.length > 1 ? 'body' : 'body is-single' },
          all.length > 1 &&
            h(
              'nav',
              { class: 'side', 'aria-label': t('sections') },
              all.map((name) =>
                button(t(`section.${name}`), SECTIONS[name], () => app.show({ section: name }), {
                  class: 'tool place',
                  'data-key': `section ${name}`,
                  'aria-current': name === here ? 'true' : false,
                }),
              ),
            ),
          h(
            'main',
            { class: 'main' },
            h(
              'div',
              { class: 'bar' },
              h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t(`section.${here}`)),
            ),
            DRAWN[here](),
          ),
        ),
      );
    },
  });
})();
