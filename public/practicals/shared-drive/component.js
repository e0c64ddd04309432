/* An online space. A state is what `src/engine/practicals/shared-drive.ts` reads: `{ values, made, comments }`. */
(() => {
  const { h, icon, button, ask, askText, locale } = window.Practical;
  const {
    groupsOf,
    isGone,
    isMember,
    itemNow,
    itemsOf,
    pathTo,
    RIGHTS,
    rightOn,
    SCOPES,
    slotsOf,
    standing,
    VISITOR,
    waysTo,
    withValue,
  } = window.Shared;
  /** A text; in French, « de » is elided before a name that begins with a vowel. */
  const t = (key, values) => {
    const text = window.Practical.t(`practical.shared-drive.${key}`, values);
    const name = String(values?.name ?? '');
    const elided = locale === 'fr' && /^[aeiou]/i.test(name.normalize('NFD'));
    return elided ? text.replace(`de ${name}`, () => `d’${name}`) : text;
  };

  const MOST_MADE = 12;
  const SIGNS = {
    folder: 'icon:folder',
    text: 'icon:file-text',
    sheet: 'icon:file-spreadsheet',
    picture: 'icon:image',
    video: 'icon:film',
    pdf: 'icon:file-type',
  };
  const SYNC = { online: 'icon:cloud', offline: 'icon:circle-check', syncing: 'icon:refresh-cw' };
  const GIVEN = RIGHTS.slice(1);

  let app = null;
  let slots = new Map();

  // ---- what is known

  const config = () => app.config;
  const me = () => config().me;
  const item = (id) => itemNow(config(), app.state, id);
  const now = (key) => standing(app.state.values, key, slots.get(key)?.first ?? '');
  const mine = (id) => rightOn(config(), app.state, me(), id);
  /** Rights lost here can be taken back here: who could change something at first still can. */
  const can = (key) => slots.has(key);
  const groups = () => groupsOf(config(), app.state.made);
  const person = (id) => config().people.find((one) => one.id === id);
  const nameOf = (id) =>
    id === me()
      ? t('me', { person: person(id)?.name ?? id })
      : (person(id)?.name ?? groups().find((one) => one.id === id)?.name ?? t('visitor'));
  const shownIn = (folder) =>
    itemsOf(config(), app.state.made)
      .map(({ id }) => item(id))
      .filter((one) => one.in === folder && (mine(one.id) !== 'none' || can(`gone/${one.id}`)))
      .filter((one) => !isGone(config(), app.state, one.id))
      .sort(
        (a, b) =>
          Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
          a.name.localeCompare(b.name, 'fr', { numeric: true }),
      );
  const isShared = (one) => Object.keys(one.shares).length > 0 || one.link.scope !== 'nobody';
  const place = (folder) => (folder === null ? config().name : item(folder).name);
  const opens = (one) => !config().cut || one.sync === 'offline';
  const isText = (one) => one.kind === 'text' || one.kind === 'sheet';

  const formatOf = (options) => {
    const format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
      ...options,
    });
    // French counts the first of a month, and the others not.
    return (day) =>
      format.format(new Date(`${day}T00:00:00Z`)).replace(/^1(?= )/, locale.startsWith('fr') ? '1er' : '1');
  };
  const short = formatOf({});
  const whole = formatOf({ year: 'numeric' });
  const dayWords = (moment) => {
    const [day, time] = moment.split(' ');
    const shown = (day.slice(0, 4) === config().today.slice(0, 4) ? short : whole)(day);
    return time ? t('at', { day: shown, hour: Number(time.slice(0, 2)), minute: time.slice(3) }) : shown;
  };

  // ---- acts

  const set = (changes, said) => {
    const values = Object.entries(changes).reduce(
      (all, [key, value]) => withValue(slots, all, key, value),
      app.state.values,
    );
    app.change({ ...app.state, values }, said);
  };
  const make = (one, said) => {
    if (app.state.made.length >= MOST_MADE) return t('fault.full');
    app.change({ ...app.state, made: [...app.state.made, { text: '', in: null, ...one }] }, said);
    return undefined;
  };
  /** Another page begins at its top, even when the last one was read from its foot. */
  const turn = (page, stack) => {
    app.show({ stack, page, see: null, add: null, tried: false, fault: '', shareFault: '' });
    document.querySelector('[data-home]')?.scrollIntoView({ block: 'nearest' });
  };
  const go = (page) => turn(page, [...app.view.stack, app.view.page].slice(-20));
  const goHome = (page) => turn(page, []);
  const back = () => turn(app.view.stack.at(-1) ?? 'in:', app.view.stack.slice(0, -1));
  const openItem = (one) => go(one.kind === 'folder' ? `in:${one.id}` : `item:${one.id}`);

  const menu = (title, acts) => {
    const sheet = ask({
      title,
      body: h(
        'ul',
        { class: 'menu' },
        acts.filter(Boolean).map(([label, sign, act]) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'tool wide-tool',
                onclick: () => {
                  sheet.close();
                  act();
                },
              },
              icon(sign),
              h('span', {}, label),
            ),
          ),
        ),
      ),
    });
  };

  const rename = (one) =>
    askText({
      title: t('rename-title', { name: one.name }),
      label: t('name'),
      value: one.name,
      action: t('rename'),
      done: (name) => {
        if (name === '') return t('fault.name');
        set({ [`name/${one.id}`]: name.slice(0, 80) }, name);
        return undefined;
      },
    });

  const move = (one) => {
    const inside = (folder) =>
      folder.id === one.id || pathTo(config(), app.state, folder.id).some(({ id }) => id === one.id);
    const folders = itemsOf(config(), app.state.made)
      .map(({ id }) => item(id))
      .filter(({ kind, id }) => kind === 'folder' && slots.get(`place/${one.id}`)?.fits(id))
      .filter((folder) => !inside(folder) && !isGone(config(), app.state, folder.id));
    const full = (folder) =>
      [folder, ...pathTo(config(), app.state, folder.id)]
        .map(({ name }) => name)
        .reverse()
        .join(' / ');
    const places = [['', config().name], ...folders.map((folder) => [folder.id, full(folder)])];
    const chosen = choose('sheet-place', one.in ?? '', places, { 'data-first': true });
    ask({
      title: t('move-title', { name: one.name }),
      body: h('p', { class: 'line' }, h('label', { for: 'sheet-place' }, t('move-to')), chosen),
      actions: [
        {
          label: t('move'),
          main: true,
          act: () =>
            set({ [`place/${one.id}`]: chosen.value }, t('moved', { place: place(chosen.value || null) })),
        },
      ],
    });
  };

  const bin = (one) => {
    set({ [`gone/${one.id}`]: true }, t('binned', { name: one.name }));
    if (app.view.page.endsWith(`:${one.id}`)) goHome(`in:${one.in ?? ''}`);
  };

  const copy = (one) =>
    make(
      { kind: 'copy', name: t('copy-of', { name: one.name }).slice(0, 80), in: one.in, text: one.text },
      t('copied', { name: one.name }),
    );

  const options = (one) =>
    menu(one.name, [
      [t('open'), SIGNS[one.kind], () => openItem(one)],
      [t('share'), 'icon:user-plus', () => go(`share:${one.id}`)],
      isText(one) && [t('versions'), 'icon:history', () => go(`versions:${one.id}`)],
      can(`sync/${one.id}`) &&
        one.sync !== 'offline' && [
          t('keep'),
          'icon:cloud-download',
          () => set({ [`sync/${one.id}`]: 'offline' }, t('sync.offline')),
        ],
      can(`sync/${one.id}`) &&
        one.sync !== 'online' && [
          t('free'),
          'icon:cloud',
          () => set({ [`sync/${one.id}`]: 'online' }, t('sync.online')),
        ],
      one.kind === 'text' && [t('copy'), 'icon:copy', () => copy(one)],
      can(`name/${one.id}`) && [t('rename'), 'icon:pencil', () => rename(one)],
      can(`place/${one.id}`) && [t('move'), 'icon:folder-input', () => move(one)],
      can(`gone/${one.id}`) && [t('bin'), 'icon:trash-2', () => bin(one)],
    ]);

  // ---- what is drawn

  const choose = (id, value, choices, more = {}) =>
    h(
      'select',
      { id, 'data-key': id, ...more },
      choices.map(([key, label]) => h('option', { value: key, selected: key === value }, label)),
    );

  const title = (text, ...after) =>
    h(
      'div',
      { class: 'bar' },
      app.view.stack.length > 0 &&
        button(t('back'), 'icon:arrow-left', back, { class: 'tool only-icon', 'data-key': 'back' }),
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, text),
      after,
    );

  const drawCrumbs = (folder) => {
    const way = folder === null ? [] : [item(folder), ...pathTo(config(), app.state, folder)].reverse();
    const crumb = (label, page, last) =>
      h(
        'li',
        {},
        last
          ? h('h1', { class: 'crumb', tabindex: '-1', 'data-home': true, 'aria-current': 'page' }, label)
          : h('button', { type: 'button', class: 'crumb', 'data-key': page, onclick: () => go(page) }, label),
        !last && icon('icon:chevron-right'),
      );
    return h(
      'nav',
      { class: 'crumbs', 'aria-label': t('path') },
      h(
        'ol',
        {},
        crumb(config().name, 'in:', way.length === 0),
        way.map((one, rank) => crumb(one.name, `in:${one.id}`, rank === way.length - 1)),
      ),
    );
  };

  const drawRow = (one, isStop) =>
    h(
      'li',
      { class: 'row', 'data-row': one.id },
      h('span', { class: `sign sign-${one.kind}` }, icon(SIGNS[one.kind])),
      h(
        'div',
        { class: 'row-words' },
        h(
          'button',
          {
            type: 'button',
            class: 'name',
            tabindex: isStop ? '0' : '-1',
            'data-key': `open ${one.id}`,
            onclick: () => openItem(one),
          },
          one.name,
        ),
        h(
          'p',
          { class: 'meta' },
          h('span', {}, h('span', { class: 'unseen' }, `${t('owner')} `), nameOf(one.owner)),
          h('span', {}, h('span', { class: 'unseen' }, `${t('modified')} `), dayWords(one.modified)),
          one.size !== '' && h('span', {}, one.size),
        ),
      ),
      h(
        'div',
        { class: 'row-signs' },
        one.kind !== 'folder' &&
          h('span', { class: `state state-${one.sync}` }, icon(SYNC[one.sync]), t(`sync.${one.sync}`)),
        isShared(one) && h('span', { class: 'state' }, icon('icon:users'), t('shared')),
        !one.inherits && h('span', { class: 'state' }, icon('icon:lock'), t('apart')),
      ),
      button(t('options', { name: one.name }), 'icon:ellipsis-vertical', () => options(one), {
        class: 'tool only-icon dots',
        tabindex: isStop ? '0' : '-1',
      }),
    );

  /** In a list, Tab stops at one row; the arrows go to the others, and from a name to its options. */
  const stop = (list, row) => {
    for (const each of list.querySelectorAll('[data-row] button'))
      each.tabIndex = row.contains(each) ? 0 : -1;
    app.note({ row: row.dataset.row });
  };
  const walk = (event) => {
    const row = event.target.closest('[data-row]');
    const rows = [...event.currentTarget.children];
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    const side = event.target.matches('.dots') ? '.dots' : '.name';
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      row?.querySelector(event.key === 'ArrowRight' ? '.dots' : '.name').focus();
    }
    const step = steps[event.key];
    if (!row || step === undefined) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step));
    stop(event.currentTarget, rows[next]);
    rows[next].querySelector(side).focus();
  };

  const drawFolder = (folder) => {
    const rows = shownIn(folder);
    const at = rows.some(({ id }) => id === app.view.row) ? app.view.row : rows[0]?.id;
    const writes = folder === null || mine(folder) === 'edit';
    const create = (kind) =>
      askText({
        title: t(`new-${kind}`),
        label: t('name'),
        action: t('create'),
        done: (name) =>
          name === ''
            ? t('fault.name')
            : make({ kind, name: name.slice(0, 80), in: folder }, t('made', { name })),
      });
    return [
      h(
        'div',
        { class: 'bar' },
        drawCrumbs(folder),
        h(
          'div',
          { class: 'bar-acts' },
          folder !== null &&
            button(t('share-folder'), 'icon:user-plus', () => go(`share:${folder}`), {
              'data-key': `share ${folder}`,
            }),
          writes && button(t('new-folder'), 'icon:folder-plus', () => create('folder')),
          writes && button(t('new-text'), 'icon:file-plus', () => create('text')),
        ),
      ),
      rows.length === 0
        ? h('p', { class: 'empty' }, t('empty'))
        : h(
            'ul',
            {
              class: 'rows',
              'aria-label': t('content', { place: place(folder) }),
              onkeydown: walk,
              onfocusin: (event) => {
                const row = event.target.closest('[data-row]');
                if (row && row.dataset.row !== app.view.row) stop(event.currentTarget, row);
              },
            },
            rows.map((one) => drawRow(one, one.id === at)),
          ),
    ];
  };

  const drawPaper = (one, text) =>
    h(
      'div',
      { class: 'paper' },
      text === ''
        ? h('p', { class: 'soft' }, t('blank'))
        : text.split('\n').map((line) => h('p', {}, line === '' ? '\u00a0' : line)),
      one.kind === 'text' || one.kind === 'sheet' ? null : h('p', { class: 'soft' }, t(`kind.${one.kind}`)),
    );

  const drawComments = (one) => {
    const right = mine(one.id);
    const all = [
      ...one.comments.map(({ by, text }) => [by, text]),
      ...app.state.comments.filter(({ on }) => on === one.id).map(({ text }) => [me(), text]),
    ];
    const send = () => {
      const text = app.view.comment.trim();
      if (text === '') {
        app.show({ fault: t('fault.comment') });
        return;
      }
      if (app.state.comments.length >= MOST_MADE) {
        app.show({ fault: t('fault.full') });
        return;
      }
      app.view = { ...app.view, comment: '', fault: '' };
      app.change(
        { ...app.state, comments: [...app.state.comments, { on: one.id, text: text.slice(0, 400) }] },
        t('commented'),
      );
    };
    if (all.length === 0 && (right === 'read' || right === 'none')) return null;
    return h(
      'section',
      { class: 'part', 'aria-labelledby': 'comments-title' },
      h('h2', { id: 'comments-title' }, t('comments', { count: all.length })),
      h(
        'ul',
        { class: 'comments' },
        all.map(([by, text]) => h('li', { class: 'comment' }, h('b', {}, nameOf(by)), h('p', {}, text))),
      ),
      right !== 'read' &&
        right !== 'none' &&
        h(
          'div',
          { class: 'line' },
          h('label', { for: 'comment' }, t('comment-label')),
          h('textarea', {
            id: 'comment',
            rows: 2,
            maxlength: 400,
            'data-key': 'comment',
            value: app.view.comment,
            oninput: ({ target }) => app.note({ comment: target.value }),
          }),
          app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
          h(
            'p',
            {},
            h(
              'button',
              { type: 'button', class: 'press', 'data-key': 'send', onclick: send },
              t('comment-send'),
            ),
          ),
        ),
    );
  };

  const drawItem = (id) => {
    const one = item(id);
    const right = mine(id);
    const edits = right === 'edit' && one.kind === 'text' && can(`text/${id}`);
    const head = [
      title(one.name),
      h(
        'div',
        { class: 'tools flat' },
        button(t('share'), 'icon:user-plus', () => go(`share:${id}`)),
        isText(one) && button(t('versions'), 'icon:history', () => go(`versions:${id}`)),
        button(t('options', { name: one.name }), 'icon:ellipsis-vertical', () => options(one), {
          class: 'tool only-icon',
        }),
      ),
    ];
    if (right === 'none') return [...head, h('p', { class: 'note' }, t('closed'))];
    if (!opens(one)) return [...head, h('p', { class: 'note' }, icon('icon:wifi-off'), t('cut-closed'))];
    return [
      ...head,
      h(
        'p',
        { class: `note note-${right}` },
        icon(right === 'edit' ? 'icon:pencil' : right === 'comment' ? 'icon:message-square' : 'icon:eye'),
        t(edits || right !== 'edit' ? `may.${right}` : 'may.open'),
      ),
      edits
        ? h(
            'p',
            { class: 'line' },
            h('label', { for: 'text', class: 'unseen' }, t('text-label', { name: one.name })),
            h('textarea', {
              id: 'text',
              class: 'paper-edit',
              rows: Math.min(18, Math.max(6, one.text.split('\n').length + 2)),
              maxlength: 4000,
              spellcheck: 'false',
              'data-key': 'text',
              value: one.text,
              oninput: ({ target }) => {
                const next = { [`text/${id}`]: target.value, [`version/${id}`]: '' };
                const values = Object.entries(next).reduce(
                  (all, [key, value]) => (can(key) ? withValue(slots, all, key, value) : all),
                  app.state.values,
                );
                app.type({ ...app.state, values }, `text ${id}`);
              },
            }),
          )
        : drawPaper(one, one.text),
      drawComments(one),
    ];
  };

  // ---- sharing

  const rightName = (right) => t(`right.${right}`);
  const membersOf = (id) => {
    const group = groups().find((each) => each.id === id);
    const members = config().people.filter((each) => isMember(app.state, group, each.id));
    return t('members', { names: members.map((each) => nameOf(each.id)).join(', ') || t('nobody') });
  };

  const drawShare = (id) => {
    const one = item(id);
    const manages = can(`scope/${id}`);
    const way = pathTo(config(), app.state, id);
    const above = [];
    for (const folder of one.inherits ? way : []) {
      above.push(folder);
      if (!folder.inherits) break;
    }
    const given = above.map((folder) => [
      folder,
      [
        ...(folder.owner === one.owner ? [] : [[folder.owner, 'edit']]),
        ...Object.entries(folder.shares),
        ...(folder.link.scope === 'nobody' ? [] : [[null, folder.link.right]]),
      ],
    ]);
    const others = [...config().people, ...groups()].filter(
      (each) => each.id !== one.owner && !(each.id in one.shares) && can(`share/${id}/${each.id}`),
    );
    const add = app.view.add ?? { who: '', right: 'read' };
    return [
      title(t('share-title', { name: one.name })),
      h(
        'section',
        { class: 'part', 'aria-labelledby': 'people-title' },
        h('h2', { id: 'people-title' }, t('people')),
        h(
          'ul',
          { class: 'who-list' },
          drawOwner(one),
          Object.entries(one.shares).map(([who, right]) => drawShared(one, who, right, manages)),
        ),
        given
          .filter(([, ways]) => ways.length > 0)
          .map(([folder, ways]) => [
            h(
              'div',
              { class: 'bar' },
              h('h3', {}, t('given-by-folder', { folder: folder.name })),
              can(`scope/${folder.id}`) &&
                button(t('see-folder', { folder: folder.name }), 'icon:folder', () =>
                  go(`share:${folder.id}`),
                ),
            ),
            h(
              'ul',
              { class: 'who-list' },
              ways.map(([who, right]) =>
                h(
                  'li',
                  { class: 'who' },
                  icon(who === null ? 'icon:link' : person(who) ? 'icon:user' : 'icon:users'),
                  h(
                    'div',
                    { class: 'who-words' },
                    h('b', {}, who === null ? t(`scope.${folder.link.scope}`) : nameOf(who)),
                    who !== null && !person(who) && h('p', { class: 'soft' }, membersOf(who)),
                  ),
                  h('span', { class: 'soft' }, rightName(right)),
                ),
              ),
            ),
          ]),
        one.in !== null &&
          manages &&
          h(
            'label',
            { class: 'check' },
            h('input', {
              type: 'checkbox',
              checked: one.inherits,
              'data-key': 'inherit',
              onchange: ({ target }) =>
                set({ [`inherit/${id}`]: target.checked }, t(target.checked ? 'inherits' : 'inherits-not')),
            }),
            h('span', {}, t('inherit', { folder: place(one.in) })),
          ),
        manages &&
          others.length > 0 &&
          h(
            'div',
            { class: 'add' },
            h(
              'p',
              { class: 'line' },
              h('label', { for: 'add-who' }, t('add-who')),
              choose(
                'add-who',
                add.who,
                [
                  ['', t('choose')],
                  ...others.map((each) => [
                    each.id,
                    person(each.id)
                      ? [nameOf(each.id), person(each.id).about].filter(Boolean).join(' – ')
                      : t('group', { name: each.name }),
                  ]),
                ],
                {
                  onchange: ({ target }) =>
                    app.note({ add: { ...(app.view.add ?? add), who: target.value } }),
                },
              ),
            ),
            h(
              'p',
              { class: 'line' },
              h('label', { for: 'add-right' }, t('add-right')),
              choose(
                'add-right',
                add.right,
                GIVEN.map((right) => [right, rightName(right)]),
                {
                  onchange: ({ target }) =>
                    app.note({ add: { ...(app.view.add ?? add), right: target.value } }),
                },
              ),
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'press press-main',
                'data-key': 'add',
                onclick: () => {
                  const { who, right } = app.view.add ?? add;
                  if (who === '') {
                    app.show({ shareFault: t('fault.who') });
                    return;
                  }
                  app.view = { ...app.view, add: null, shareFault: '' };
                  set({ [`share/${id}/${who}`]: right }, t('added', { who: nameOf(who) }));
                },
              },
              t('add'),
            ),
            app.view.shareFault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.shareFault),
          ),
      ),
      drawLink(one, manages),
      manages &&
        isShared(one) &&
        h(
          'p',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'press',
              'data-key': 'stop',
              onclick: () =>
                set(
                  {
                    ...Object.fromEntries(
                      Object.keys(one.shares).map((who) => [`share/${id}/${who}`, 'none']),
                    ),
                    [`scope/${id}`]: 'nobody',
                  },
                  t('stopped'),
                ),
            },
            t('stop'),
          ),
        ),
      config().audit && drawAudit(id),
    ];
  };

  const drawOwner = (one) =>
    h(
      'li',
      { class: 'who' },
      icon('icon:user'),
      h(
        'div',
        { class: 'who-words' },
        h('b', {}, nameOf(one.owner)),
        h('p', { class: 'soft' }, [t('is-owner'), person(one.owner)?.about].filter(Boolean).join(' · ')),
      ),
      can(`owner/${one.id}`) &&
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'data-key': 'owner',
            onclick: () => {
              const choices = config().people.map(({ id }) => [id, nameOf(id)]);
              const chosen = choose('sheet-owner', one.owner, choices, { 'data-first': true });
              ask({
                title: t('owner-title', { name: one.name }),
                body: h('p', { class: 'line' }, h('label', { for: 'sheet-owner' }, t('owner')), chosen),
                actions: [
                  {
                    label: t('owner-give'),
                    main: true,
                    act: () => set({ [`owner/${one.id}`]: chosen.value }, nameOf(chosen.value)),
                  },
                ],
              });
            },
          },
          t('owner-change'),
        ),
    );

  const drawShared = (one, who, right, manages) => {
    const key = `share/${one.id}/${who}`;
    const about = person(who)?.about;
    const members = groups().find((each) => each.id === who);
    return h(
      'li',
      { class: 'who' },
      icon(members ? 'icon:users' : 'icon:user'),
      h(
        'div',
        { class: 'who-words' },
        h('b', {}, nameOf(who)),
        (about || members) && h('p', { class: 'soft' }, members ? membersOf(who) : about),
      ),
      manages && can(key)
        ? [
            choose(
              key,
              right,
              GIVEN.map((each) => [each, rightName(each)]),
              {
                'aria-label': t('right-of', { name: nameOf(who) }),
                onchange: ({ target }) =>
                  set({ [key]: target.value }, `${nameOf(who)} : ${rightName(target.value)}`),
              },
            ),
            h(
              'button',
              {
                type: 'button',
                class: 'press',
                'aria-label': t('remove-of', { name: nameOf(who) }),
                'data-key': `remove ${who}`,
                onclick: () => set({ [key]: 'none' }, t('removed', { name: nameOf(who) })),
              },
              t('remove'),
            ),
          ]
        : h('span', { class: 'soft' }, rightName(right)),
    );
  };

  const drawLink = (one, manages) => {
    const { id, link } = one;
    const address = `nuage.example/${link.address}`;
    if (!manages)
      return h(
        'section',
        { class: 'part', 'aria-labelledby': 'link-title' },
        h('h2', { id: 'link-title' }, t('link')),
        h('p', {}, t(`scope.${link.scope}`)),
        link.scope !== 'nobody' && h('p', { class: 'address' }, address),
      );
    return h(
      'section',
      { class: 'part', 'aria-labelledby': 'link-title' },
      h('h2', { id: 'link-title' }, t('link')),
      h(
        'fieldset',
        { class: 'plain' },
        h('legend', {}, t('link-who')),
        SCOPES.map((scope) =>
          h(
            'label',
            { class: 'check' },
            h('input', {
              type: 'radio',
              name: 'scope',
              checked: link.scope === scope,
              'data-key': `scope ${scope}`,
              onchange: () => set({ [`scope/${id}`]: scope }, t(`scope.${scope}`)),
            }),
            h('span', {}, t(`scope.${scope}`), h('span', { class: 'soft block' }, t(`scope-help.${scope}`))),
          ),
        ),
      ),
      link.scope !== 'nobody' && [
        h(
          'div',
          { class: 'link-parts' },
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'link-right' }, t('link-right')),
            choose(
              'link-right',
              link.right,
              GIVEN.map((right) => [right, rightName(right)]),
              { onchange: ({ target }) => set({ [`link/${id}`]: target.value }, rightName(target.value)) },
            ),
          ),
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'link-until' }, t('link-until')),
            h('input', {
              type: 'date',
              id: 'link-until',
              class: 'field',
              value: link.until,
              'data-key': 'until',
              onchange: ({ target }) => {
                if (!slots.get(`until/${id}`).fits(target.value)) return;
                set({ [`until/${id}`]: target.value });
              },
            }),
          ),
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'link-password' }, t('link-password')),
            h('input', {
              type: 'text',
              id: 'link-password',
              value: link.password,
              maxlength: 60,
              autocomplete: 'off',
              autocapitalize: 'off',
              spellcheck: 'false',
              'data-key': 'password',
              onchange: ({ target }) => set({ [`password/${id}`]: target.value.trim() }),
            }),
          ),
        ),
        h(
          'p',
          { class: 'address-line' },
          h('span', { class: 'address' }, address),
          h(
            'button',
            {
              type: 'button',
              class: 'press',
              'aria-expanded': app.view.tried ? 'true' : 'false',
              'data-key': 'try',
              onclick: () => app.show({ tried: !app.view.tried }),
            },
            t('try'),
          ),
        ),
        app.view.tried && drawVisit(one, address),
      ],
    );
  };

  /** What someone without an account meets at the address. */
  const drawVisit = (one, address) => {
    const { scope, until, password, right } = one.link;
    const why =
      until !== '' && until < config().today
        ? 'over'
        : scope === 'school'
          ? 'school'
          : password !== '' && 'password';
    return h(
      'div',
      { class: 'visit', role: 'group', 'aria-label': t('try-title') },
      h('p', { class: 'visit-bar' }, icon('icon:globe'), h('span', {}, address)),
      why
        ? h('p', { class: 'visit-page' }, icon('icon:lock'), t(`try.${why}`))
        : h(
            'div',
            { class: 'visit-page' },
            h('p', {}, h('b', {}, one.name)),
            h('p', { class: 'soft' }, t(`visitor-may.${right}`)),
            one.kind === 'folder'
              ? h(
                  'ul',
                  { class: 'plain-list' },
                  shownIn(one.id)
                    .filter(({ id }) => rightOn(config(), app.state, VISITOR, id) !== 'none')
                    .map(({ name }) => h('li', {}, name)),
                )
              : drawPaper(one, one.text),
          ),
    );
  };

  /** What each can do in the end, and by which way. */
  const drawAudit = (id) =>
    h(
      'section',
      { class: 'part', 'aria-labelledby': 'audit-title' },
      h('h2', { id: 'audit-title' }, t('audit')),
      h(
        'ul',
        { class: 'who-list' },
        [...config().people.map((one) => one.id), VISITOR].map((who) => {
          const ways = waysTo(config(), app.state, who, id).map(({ right, how, through, from }) => {
            const by = t(`way.${how}`, { group: through === '' ? '' : nameOf(through) });
            const at = from === id ? '' : ` (${t('from', { folder: item(from).name })})`;
            return `${rightName(right)} : ${by}${at}`;
          });
          return h(
            'li',
            { class: 'who' },
            h(
              'div',
              { class: 'who-words' },
              h('b', {}, nameOf(who)),
              h('p', { class: 'soft' }, ways.join(' ; ') || t('way.none')),
            ),
            h('span', {}, rightName(rightOn(config(), app.state, who, id))),
          );
        }),
      ),
    );

  // ---- versions

  const drawVersions = (id) => {
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

  // ---- groups, bin, activity

  const drawGroups = () => [
    title(
      t('nav.groups'),
      button(t('new-group'), 'icon:plus', () =>
        askText({
          title: t('new-group'),
          label: t('name'),
          action: t('create'),
          done: (name) =>
            name === ''
              ? t('fault.name')
              : make({ kind: 'group', name: name.slice(0, 80) }, t('made', { name })),
        }),
      ),
    ),
    groups().map((group) => {
      const manages = group.by === me();
      const members = config().people.filter(({ id }) => isMember(app.state, group, id));
      const others = config().people.filter(({ id }) => !isMember(app.state, group, id));
      return h(
        'section',
        { class: 'part', 'aria-labelledby': `group-${group.id}` },
        h('h2', { id: `group-${group.id}` }, group.name),
        !manages &&
          h(
            'p',
            { class: 'soft' },
            group.by === null ? t('group-by-none') : t('group-by', { name: nameOf(group.by) }),
          ),
        h(
          'ul',
          { class: 'who-list' },
          members.map(({ id, about }) =>
            h(
              'li',
              { class: 'who' },
              icon('icon:user'),
              h(
                'div',
                { class: 'who-words' },
                h('b', {}, nameOf(id)),
                about !== '' && h('p', { class: 'soft' }, about),
              ),
              manages &&
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'press',
                    'aria-label': t('leave-of', { name: nameOf(id), group: group.name }),
                    'data-key': `leave ${group.id} ${id}`,
                    onclick: () =>
                      set({ [`member/${group.id}/${id}`]: false }, t('left', { name: nameOf(id) })),
                  },
                  t('leave'),
                ),
            ),
          ),
          members.length === 0 && h('li', { class: 'soft' }, t('nobody')),
        ),
        manages &&
          others.length > 0 &&
          h(
            'p',
            { class: 'line' },
            h('label', { for: `join ${group.id}` }, t('join')),
            choose(`join ${group.id}`, '', [['', t('choose')], ...others.map(({ id }) => [id, nameOf(id)])], {
              onchange: ({ target }) =>
                target.value !== '' &&
                set(
                  { [`member/${group.id}/${target.value}`]: true },
                  t('added', { who: nameOf(target.value) }),
                ),
            }),
          ),
      );
    }),
  ];

  const drawBin = () => {
    const gone = itemsOf(config(), app.state.made)
      .map(({ id }) => item(id))
      .filter(({ id }) => now(`gone/${id}`) === true);
    return [
      title(t('nav.bin')),
      gone.length === 0
        ? h('p', { class: 'empty' }, t('bin-empty'))
        : h(
            'ul',
            { class: 'who-list' },
            gone.map((one) =>
              h(
                'li',
                { class: 'who' },
                icon(SIGNS[one.kind]),
                h('div', { class: 'who-words' }, h('b', {}, one.name)),
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'press',
                    'aria-label': t('unbin-of', { name: one.name }),
                    'data-key': `unbin ${one.id}`,
                    onclick: () => set({ [`gone/${one.id}`]: false }, one.name),
                  },
                  t('unbin'),
                ),
              ),
            ),
          ),
    ];
  };

  const nameAt = (id) => item(id)?.name ?? nameOf(id);
  /** What was done here, the latest last: keys keep the order in which they were changed. */
  const acts = () => [
    ...Object.entries(app.state.values).map(([key, value]) => {
      const [slot, id, who] = key.split('/');
      if (slot === 'share')
        return t(value === 'none' ? 'act.unshare' : 'act.share', {
          what: nameAt(id),
          who: nameOf(who),
          right: rightName(value),
        });
      if (slot === 'member')
        return t(value ? 'act.join' : 'act.left', { who: nameOf(who), group: nameAt(id) });
      if (slot === 'label') return t('act.label', { name: value });
      return t(`act.${slot}`, { what: nameAt(id) });
    }),
    ...app.state.made.map(({ name }) => t('made', { name })),
    ...app.state.comments.map(({ on }) => t('act.comment', { what: nameAt(on) })),
  ];

  const drawActivity = () => {
    const done = acts()
      .reverse()
      .map((what) => [me(), t('just-now'), what]);
    const past = config().activity.map(({ by, when, what }) => [by, dayWords(when), what]);
    return [
      title(t('nav.activity')),
      done.length + past.length === 0
        ? h('p', { class: 'empty' }, t('activity-none'))
        : h(
            'ol',
            { class: 'who-list' },
            [...done, ...past].map(([by, when, what]) =>
              h(
                'li',
                { class: 'who' },
                h(
                  'div',
                  { class: 'who-words' },
                  h('b', {}, nameOf(by)),
                  h('p', {}, what),
                  h('p', { class: 'soft' }, when),
                ),
              ),
            ),
          ),
    ];
  };

  // ---- the window

  const PAGES = { groups: drawGroups, bin: drawBin, activity: drawActivity };
  const KINDS = { item: drawItem, share: drawShare, versions: drawVersions };

  const drawPage = (page) => {
    if (page in PAGES) return PAGES[page]();
    const at = page.indexOf(':');
    const [kind, id] = [page.slice(0, at), page.slice(at + 1)];
    // A page kept from before may be about what is no longer there.
    if (id === '' || !item(id)) return drawFolder(null);
    return kind === 'in' ? drawFolder(id) : KINDS[kind](id);
  };

  const NAV = [
    ['in:', 'files', 'icon:folder'],
    ['groups', 'groups', 'icon:users'],
    ['activity', 'activity', 'icon:activity'],
    ['bin', 'bin', 'icon:trash-2'],
  ];

  window.Practical.define({
    view: ({ open, items }) => {
      const first = items.find(({ id }) => id === open);
      return {
        page: first === undefined || first.kind === 'folder' ? `in:${open}` : `item:${open}`,
        stack: first === undefined ? [] : [first.kind === 'folder' ? 'in:' : `in:${first.in ?? ''}`],
        row: null,
        see: null,
        add: null,
        tried: false,
        comment: '',
        fault: '',
        shareFault: '',
      };
    },
    draw(given) {
      app = given;
      slots = slotsOf(app.config, app.state.made);
      const { page } = app.view;
      const at = page in PAGES ? page : 'in:';
      return h(
        'div',
        { class: 'drive' },
        h(
          'header',
          { class: 'top' },
          h('p', { class: 'brand' }, icon('icon:cloud'), config().name),
          h(
            'nav',
            { class: 'nav', 'aria-label': t('nav') },
            NAV.filter(([to]) => to !== 'groups' || config().groups.length > 0).map(([to, name, sign]) =>
              button(t(`nav.${name}`), sign, () => goHome(to), {
                class: 'tool nav-tool',
                'data-key': `nav ${name}`,
                'aria-current': at === to ? 'true' : false,
              }),
            ),
          ),
          h('p', { class: 'account' }, icon('icon:user'), person(me()).name),
        ),
        config().cut && h('p', { class: 'cut' }, icon('icon:wifi-off'), t('cut')),
        h('main', { class: 'main' }, drawPage(page)),
      );
    },
  });
})();
