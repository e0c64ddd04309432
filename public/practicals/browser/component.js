/* A browser with a small web of its own. A state is what `src/engine/practicals/browser.ts` reads. */
(() => {
  const { h, icon, button, ask, locale } = window.Practical;
  const t = (name, values) => window.Practical.t(`practical.browser.${name}`, values);

  const MOST_TABS = 10;
  const MOST_STEPS = 25;
  const MOST_MARKS = 50;
  const MOST_TYPED = 250;
  const EXTRACT = 150;

  let app = null;

  // ---- addresses

  /** As `addressKey` in `src/referential/practicals/browser.ts`. */
  const keyOf = (written) => {
    const [, host = '', path = '', query = ''] =
      /^(?:https?:\/\/)?(?:www\.)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/u.exec(written) ?? [];
    const parameters = query.split('&').filter(Boolean).sort().join('&');
    return `${host.toLowerCase()}${path.replace(/\/$/, '')}${parameters && `?${parameters}`}`;
  };
  const hostOf = (address) => (/^https?:\/\/([^/?#]*)/u.exec(address)?.[1] ?? '').toLowerCase();
  const isUnder = (host, site) => host === site || host.endsWith(`.${site}`);
  const pageAt = (address) => app.config.pages.find((page) => keyOf(page.address) === keyOf(address)) ?? null;
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

  const isEngine = (address) => {
    const { engine } = app.config;
    return engine !== null && keyOf(address).split('?')[0] === keyOf(engine.address);
  };
  const queryOf = (address) => {
    const found = /[?&]q=([^&#]*)/u.exec(address)?.[1] ?? '';
    try {
      return decodeURIComponent(found.replaceAll('+', ' '));
    } catch {
      return found;
    }
  };
  const searchAddress = (query) =>
    `${app.config.engine.address}?q=${encodeURIComponent(query).replaceAll('%20', '+')}`;

  /** What was typed as an address: one, or words for the engine. */
  const addressOf = (typed) => {
    const looksLike = !/\s/.test(typed) && (/^https?:\/\//i.test(typed) || /^[^.]+(?:\.[^.]+)+/u.test(typed));
    if (!looksLike && app.config.engine) return searchAddress(typed);
    const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
    const page = pageAt(whole);
    const anchor = /#.*$/u.exec(whole)?.[0] ?? '';
    return page ? page.address + anchor : whole;
  };

  // ---- where one is

  const tab = () => app.state.tabs[app.state.current] ?? null;
  const standing = (one) => one.trail[one.at];
  const here = () => (tab() ? standing(tab()) : '');
  const titleOf = (address) => {
    if (isEngine(address)) {
      const query = queryOf(address);
      return query === '' ? app.config.engine.title : t('results-title', { query });
    }
    return pageAt(address)?.title ?? t('missing-title');
  };

  const withTab = (next) => ({
    ...app.state,
    tabs: app.state.tabs.map((one, rank) => (rank === app.state.current ? next : one)),
  });
  const shown = { panel: null, find: null, typed: null, place: 0 };
  const arrive = (state, address) => {
    app.view = { ...app.view, ...shown, visited: [address, ...app.view.visited].slice(0, 60) };
    app.settle(state, t('arrived', { title: titleOf(address) }));
  };
  const visit = (address) => {
    if (!tab()) {
      arrive({ ...app.state, tabs: [{ trail: [address], at: 0 }], current: 0 }, address);
      return;
    }
    const { trail, at } = tab();
    const kept = [...trail.slice(0, at + 1), address].slice(-MOST_STEPS);
    arrive(withTab({ trail: kept, at: kept.length - 1 }), address);
  };
  const step = (by) => {
    const next = { ...tab(), at: tab().at + by };
    arrive(withTab(next), standing(next));
  };
  const openTab = (address) => {
    const tabs = [...app.state.tabs, { trail: [address], at: 0 }];
    arrive({ ...app.state, tabs, current: tabs.length - 1 }, address);
  };
  const closeTab = (rank) => {
    const closed = app.state.tabs[rank];
    const tabs = app.state.tabs.filter((_, other) => other !== rank);
    const { current } = app.state;
    const next = Math.max(0, Math.min(tabs.length - 1, current > rank ? current - 1 : current));
    app.view = { ...app.view, ...shown, closed: [closed, ...app.view.closed].slice(0, 8) };
    app.settle({ ...app.state, tabs, current: next }, t('closed', { title: titleOf(standing(closed)) }));
  };
  const reopen = () => {
    const [last, ...closed] = app.view.closed;
    const tabs = [...app.state.tabs, last];
    app.view = { ...app.view, ...shown, closed };
    app.settle(
      { ...app.state, tabs, current: tabs.length - 1 },
      t('arrived', { title: titleOf(standing(last)) }),
    );
  };
  const newTab = () => openTab(app.config.engine?.address ?? app.config.open[0]);

  // ---- the engine

  const wordsOf = (html) => {
    const holder = document.createElement('div');
    holder.innerHTML = html.replaceAll('<', ' <');
    return holder.textContent.replace(/\s+/g, ' ').trim();
  };
  /** Every word, "the exact words", -without, site:of.a.site. */
  const parseQuery = (query) => {
    const wanted = { words: [], phrases: [], without: [], sites: [], notSites: [] };
    for (const [, minus, site, phrase, word] of query.matchAll(
      /(-?)(?:site:(\S+)|["«“]\s*([^"»”]+?)\s*["»”]|([^\s"«»“”]+))/giu,
    )) {
      if (site) (minus ? wanted.notSites : wanted.sites).push(site.toLowerCase().replace(/^https?:\/\//, ''));
      else if (minus) wanted.without.push(plain(phrase ?? word));
      else if (phrase) wanted.phrases.push(plain(phrase));
      else if (/[\p{L}\p{N}]/u.test(word)) wanted.words.push(plain(word));
    }
    return wanted;
  };
  const SMALL = new Set(
    'a au aux d de des du en est et l la le les ou un une the of an in is and to'.split(' '),
  );
  const results = (query) => {
    const wanted = parseQuery(query);
    const words = wanted.words.filter((word) => !SMALL.has(word));
    const hasWord = (text, word) =>
      new RegExp(
        `(?:^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}s?(?:$|[^\\p{L}\\p{N}])`,
        'u',
      ).test(text);
    if (words.length + wanted.phrases.length + wanted.sites.length === 0) return [];
    return app.config.pages
      .flatMap((page, rank) => {
        if (page.hidden) return [];
        const host = hostOf(page.address);
        const title = plain(page.title);
        const text = `${title} ${plain(wordsOf(page.html))}`;
        const fits =
          words.every((word) => hasWord(text, word)) &&
          wanted.phrases.every((phrase) => hasWord(text, phrase)) &&
          !wanted.without.some((word) => hasWord(text, word)) &&
          (wanted.sites.length === 0 || wanted.sites.some((site) => isUnder(host, site))) &&
          !wanted.notSites.some((site) => isUnder(host, site));
        const weight = words.filter((word) => hasWord(title, word)).length;
        return fits ? [{ page, weight, rank }] : [];
      })
      .sort((a, b) => Number(b.page.advert) - Number(a.page.advert) || b.weight - a.weight || a.rank - b.rank)
      .map(({ page }) => page);
  };

  const drawEngine = () => {
    const query = queryOf(here());
    const field = h('input', {
      type: 'search',
      'data-key': 'engine',
      'aria-label': t('engine-field'),
      value: query,
      maxlength: MOST_TYPED,
      autocomplete: 'off',
      autocapitalize: 'off',
      onkeydown: (event) => {
        if (event.key === 'Enter') search();
      },
    });
    const search = () => {
      if (field.value.trim() !== '') visit(searchAddress(field.value.trim().slice(0, MOST_TYPED)));
    };
    const found = query === '' ? [] : results(query);
    return [
      h('h1', {}, app.config.engine.title),
      h(
        'div',
        { class: 'engine', role: 'search' },
        field,
        h(
          'button',
          { type: 'button', class: 'press press-main', 'data-key': 'engine go', onclick: search },
          t('search'),
        ),
      ),
      query !== '' && h('p', { class: 'count' }, t('found', { count: found.length })),
      query !== '' && found.length === 0 && h('p', {}, t('found-none')),
      h(
        'ol',
        { class: 'results' },
        found.map((page) =>
          h(
            'li',
            {},
            page.advert && h('p', { class: 'advert' }, t('advert')),
            h('p', { class: 'result-address' }, page.address),
            h('h2', {}, h('a', { href: page.address, 'data-key': `result ${page.address}` }, page.title)),
            h('p', {}, page.extract ?? cut(wordsOf(page.html))),
          ),
        ),
      ),
    ];
  };
  const cut = (text) => (text.length > EXTRACT ? `${text.slice(0, EXTRACT).replace(/\s\S*$/, '')}…` : text);

  // ---- what is shown of a page

  const certificateOf = (host) => app.config.certificates.find(({ site }) => isUnder(host, site)) ?? null;
  const isSecret = (address) => address.startsWith('https://');
  const warned = () => {
    const trouble = isSecret(here()) ? certificateOf(hostOf(here()))?.trouble : null;
    return trouble && !app.view.passed.includes(hostOf(here())) ? trouble : null;
  };

  const drawPage = () => {
    if (!tab()) return h('p', { class: 'empty' }, t('no-tab'));
    const trouble = warned();
    if (trouble) return drawWarning(trouble);
    if (isEngine(here())) return drawEngine();
    const page = pageAt(here());
    if (!page) {
      return [
        h('h1', {}, t('missing-title')),
        h('p', {}, t('missing', { site: hostOf(here()) })),
        h('p', {}, t('missing-help')),
      ];
    }
    const article = h('article', {});
    article.innerHTML = page.html;
    for (const link of article.querySelectorAll('a')) {
      link.removeAttribute('target');
      link.dataset.key = `link ${link.getAttribute('href')}`;
    }
    return [h('h1', {}, page.title), article];
  };

  const drawWarning = (trouble) => [
    h('h1', { class: 'warning' }, icon('icon:shield-alert'), t('warning-title')),
    h('p', {}, t(`warning-${trouble}`, { site: hostOf(here()), ...certificateOf(hostOf(here())) })),
    h('p', {}, t('warning-help')),
    h(
      'p',
      { class: 'choices' },
      h(
        'button',
        {
          type: 'button',
          class: 'press press-main',
          'data-key': 'warning back',
          onclick: () => (tab().at > 0 ? step(-1) : closeTab(app.state.current)),
        },
        t('warning-back'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'press',
          'data-key': 'warning pass',
          onclick: () => app.show({ passed: [...app.view.passed, hostOf(here())] }),
        },
        t('warning-pass'),
      ),
    ),
  ];

  /** Wraps what is found in the page; gives the marks. */
  const mark = (holder, wanted) => {
    const marks = [];
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const node of texts) {
      const whole = node.data;
      // Letter by letter, so that places stay those of the text.
      const flat = [...whole].map((letter) => plain(letter)[0] ?? ' ').join('');
      if ([...whole].length !== whole.length || !flat.includes(wanted)) continue;
      const pieces = [];
      let from = 0;
      for (let at = flat.indexOf(wanted); at >= 0; at = flat.indexOf(wanted, from)) {
        const found = h('mark', {}, whole.slice(at, at + wanted.length));
        marks.push(found);
        pieces.push(whole.slice(from, at), found);
        from = at + wanted.length;
      }
      node.replaceWith(...pieces, whole.slice(from));
    }
    return marks;
  };

  // ---- acts

  const follow = (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link) return;
    event.preventDefault();
    if (event.type === 'auxclick' || event.ctrlKey || event.metaKey) {
      if (event.button < 2 && app.state.tabs.length < MOST_TABS)
        openTab(addressOf(link.getAttribute('href')));
    } else {
      visit(addressOf(link.getAttribute('href')));
    }
  };

  const bookmarkOf = (address) =>
    app.state.bookmarks.findIndex((one) => keyOf(one.address) === keyOf(address));

  /** Adds the page, or changes the bookmark that is there. */
  const editBookmark = (rank) => {
    const known = app.state.bookmarks[rank];
    const address = known?.address ?? here();
    const name = h('input', {
      type: 'text',
      id: 'mark-name',
      'data-first': true,
      value: known?.title ?? titleOf(address),
      maxlength: 150,
      autocomplete: 'off',
    });
    const folder = h(
      'select',
      { id: 'mark-folder' },
      [null, ...app.config.folders].map((one) =>
        h('option', { value: one ?? '', selected: (known?.folder ?? null) === one }, one ?? t('no-folder')),
      ),
    );
    const others = app.state.bookmarks.filter((_, other) => other !== rank);
    ask({
      title: t(known ? 'edit-bookmark' : 'add-bookmark'),
      body: h(
        'div',
        { class: 'lines' },
        h('p', { class: 'line' }, h('label', { for: 'mark-name' }, t('name')), name),
        app.config.folders.length > 0 &&
          h('p', { class: 'line' }, h('label', { for: 'mark-folder' }, t('folder')), folder),
      ),
      actions: [
        {
          label: t('save'),
          main: true,
          act: () => {
            const title = name.value.trim();
            if (title === '') return t('fault-name');
            if (!known && others.length >= MOST_MARKS) return t('fault-many');
            const made = { address, title, folder: folder.value === '' ? null : folder.value };
            app.change({ ...app.state, bookmarks: [...others, made] }, t('bookmark-saved', { title }));
            return undefined;
          },
        },
        ...(known
          ? [
              {
                label: t('remove-bookmark'),
                act: () => {
                  app.change(
                    { ...app.state, bookmarks: others },
                    t('bookmark-removed', { title: known.title }),
                  );
                },
              },
            ]
          : []),
      ],
    });
  };

  // ---- panels

  const when = (moment) => {
    const [year, month, day, hour, minute] = moment.split(/[- :]/).map(Number);
    return new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(Date.UTC(year, month - 1, day, hour, minute));
  };

  const entry = (address, title, more, side) =>
    h(
      'li',
      { class: 'entry' },
      h(
        'div',
        {},
        h('a', { href: address, 'data-key': `entry ${address} ${more}` }, title),
        h('p', { class: 'soft' }, [more, address].filter(Boolean).join(' · ')),
      ),
      side,
    );

  const panels = {
    history() {
      const wanted = plain(app.view.query.trim());
      const rows = [
        ...app.view.visited.map((address) => ({ address, when: '' })),
        ...[...app.config.history].sort((a, b) => (a.when < b.when ? 1 : -1)),
      ].filter((row) => plain(`${titleOf(row.address)} ${row.address}`).includes(wanted));
      return [
        h('input', {
          type: 'search',
          'data-key': 'history search',
          'aria-label': t('history-search'),
          placeholder: t('history-search'),
          value: app.view.query,
          oninput: (event) => app.show({ query: event.target.value.slice(0, 80) }),
        }),
        h('p', { class: 'count', role: 'status' }, t('lines', { count: rows.length })),
        h(
          'ul',
          {},
          rows.map((row) =>
            entry(row.address, titleOf(row.address), row.when === '' ? t('today') : when(row.when)),
          ),
        ),
      ];
    },
    bookmarks() {
      const { bookmarks } = app.state;
      if (bookmarks.length === 0) return h('p', { class: 'empty' }, t('bookmarks-none'));
      return [null, ...app.config.folders].map((folder) => {
        const rows = bookmarks.flatMap((one, rank) => (one.folder === folder ? [{ one, rank }] : []));
        if (rows.length === 0) return null;
        return [
          h('h2', {}, folder === null ? t('no-folder') : folder),
          h(
            'ul',
            {},
            rows.map(({ one, rank }) =>
              entry(
                one.address,
                one.title,
                '',
                button(t('edit'), 'icon:pencil', () => editBookmark(rank), {
                  'data-key': `edit ${rank}`,
                  'aria-label': t('edit-named', { title: one.title }),
                }),
              ),
            ),
          ),
        ];
      });
    },
    cookies() {
      const { cookies, thirdParties } = app.state;
      const list = cookies.map((rank) => ({ ...app.config.cookies[rank], rank }));
      return [
        h(
          'label',
          { class: 'switch' },
          h('input', {
            type: 'checkbox',
            checked: thirdParties === 'blocked',
            'data-key': 'third parties',
            onchange: () =>
              app.change(
                { ...app.state, thirdParties: thirdParties === 'blocked' ? 'allowed' : 'blocked' },
                t(thirdParties === 'blocked' ? 'third-allowed' : 'third-blocked'),
              ),
          }),
          t('third-block'),
        ),
        list.length === 0 ? h('p', { class: 'empty' }, t('cookies-none')) : drawCookies(list),
      ];
    },
    site() {
      const host = hostOf(here());
      const certificate = isSecret(here()) ? certificateOf(host) : null;
      const list = app.state.cookies
        .map((rank) => ({ ...app.config.cookies[rank], rank }))
        .filter((one) => isUnder(host, one.site));
      const facts = certificate
        ? ['owner', 'site', 'issuer', 'until'].map((name) =>
            h('div', {}, h('dt', {}, t(`certificate-${name}`)), h('dd', {}, certificate[name])),
          )
        : null;
      return [
        h('p', { class: 'state' }, icon(signOf(here())), t(secrecy(here()), { site: host })),
        h('h2', {}, t('certificate')),
        facts ? h('dl', { class: 'facts' }, facts) : h('p', {}, t('certificate-none')),
        h('h2', {}, t('cookies-here')),
        list.length === 0 ? h('p', {}, t('cookies-none')) : drawCookies(list),
      ];
    },
  };

  const drawCookies = (list) =>
    h(
      'ul',
      {},
      list.map(({ name, site, from, use, rank }) =>
        h(
          'li',
          { class: 'entry' },
          h(
            'div',
            {},
            h('strong', {}, name),
            h(
              'p',
              { class: 'soft' },
              [t('cookie-on', { site }), t('cookie-from', { site: from ?? site })].join(' · '),
            ),
            use && h('p', { class: 'soft' }, use),
          ),
          button(
            t('remove'),
            'icon:trash-2',
            () =>
              app.change(
                { ...app.state, cookies: app.state.cookies.filter((other) => other !== rank) },
                t('cookie-removed', { name }),
              ),
            { 'data-key': `cookie ${rank}`, 'aria-label': t('remove-named', { name }) },
          ),
        ),
      ),
    );

  const secrecy = (address) => {
    if (!isSecret(address)) return 'plain-link';
    return certificateOf(hostOf(address))?.trouble ? 'doubtful-link' : 'secret-link';
  };
  const SIGNS = {
    'plain-link': 'icon:lock-open',
    'doubtful-link': 'icon:shield-alert',
    'secret-link': 'icon:lock',
  };
  const signOf = (address) => SIGNS[secrecy(address)];

  // ---- drawing

  const drawTabs = () =>
    h(
      'nav',
      { class: 'strip', 'aria-label': t('tabs') },
      h(
        'ul',
        {},
        app.state.tabs.map((one, rank) => {
          const title = titleOf(standing(one));
          const current = rank === app.state.current;
          return h(
            'li',
            { class: current ? 'tab is-current' : 'tab' },
            h(
              'button',
              {
                type: 'button',
                class: 'tab-name',
                'data-key': `tab ${rank}`,
                'aria-current': current ? 'true' : null,
                title,
                onclick: () => {
                  app.view = { ...app.view, ...shown };
                  app.settle({ ...app.state, current: rank }, t('arrived', { title }));
                },
              },
              title,
            ),
            button(t('close-tab', { title }), 'icon:x', () => closeTab(rank), {
              class: 'tool only-icon',
              'data-key': `close ${rank}`,
            }),
          );
        }),
      ),
      button(t('new-tab'), 'icon:plus', newTab, {
        class: 'tool only-icon',
        title: t('new-tab'),
        disabled: app.state.tabs.length >= MOST_TABS,
      }),
    );

  const drawBar = () => {
    const one = tab();
    const tool = (name, sign, act, usable) =>
      button(t(name), sign, act, { class: 'tool only-icon', title: t(name), disabled: !usable });
    const panel = (name) => app.show({ panel: app.view.panel === name ? null : name, find: null });
    const field = h('input', {
      type: 'text',
      inputmode: 'url',
      'data-key': 'address',
      'data-home': true,
      'aria-label': t('address'),
      value: app.view.typed ?? here(),
      maxlength: MOST_TYPED,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      onpointerdown: () => {
        if (document.activeElement !== field) field.dataset.fresh = 'true';
      },
      onclick: () => {
        if (field.dataset.fresh) field.select();
        delete field.dataset.fresh;
      },
      oninput: () => {
        app.view.typed = field.value.slice(0, MOST_TYPED);
      },
      onkeydown: (event) => {
        if (event.key === 'Enter') go();
        if (event.key === 'Escape') app.show({ typed: null });
      },
    });
    const go = () => {
      const typed = field.value.trim();
      if (typed !== '') visit(addressOf(typed));
    };
    const kept = one ? bookmarkOf(here()) : -1;
    return h(
      'div',
      { class: 'bar', role: 'toolbar', 'aria-label': t('bar') },
      tool('back', 'icon:arrow-left', () => step(-1), one && one.at > 0),
      tool('forward', 'icon:arrow-right', () => step(1), one && one.at < one.trail.length - 1),
      tool('reload', 'icon:rotate-cw', () => visitAgain(), Boolean(one)),
      h(
        'div',
        { class: 'address' },
        button(t('site'), one ? signOf(here()) : 'icon:lock-open', () => panel('site'), {
          class: 'tool only-icon',
          title: t('site'),
          disabled: !one,
          'aria-expanded': String(app.view.panel === 'site'),
        }),
        field,
        button(t('go'), 'icon:corner-down-left', go, { class: 'tool only-icon', title: t('go') }),
      ),
      button(t(kept < 0 ? 'add-bookmark' : 'edit-bookmark'), 'icon:star', () => editBookmark(kept), {
        class: 'tool only-icon',
        title: t(kept < 0 ? 'add-bookmark' : 'edit-bookmark'),
        'data-key': 'star',
        'aria-pressed': String(kept >= 0),
        disabled: !one,
      }),
    );
  };
  const visitAgain = () => app.show({ ...shown }, t('arrived', { title: titleOf(here()) }));

  const drawMenu = () => {
    const item = (name, sign, act, pressed, usable = true) =>
      button(t(name), sign, act, {
        class: 'tool tool-act',
        'aria-pressed': pressed === null ? null : String(pressed),
        disabled: !usable,
      });
    const toggle = (name) => () =>
      app.show({ panel: app.view.panel === name ? null : name, find: null, query: '' });
    const open = (name) => app.view.panel === name;
    return h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('menu') },
      item('find', 'icon:search', startFinding, app.view.find !== null, Boolean(tab())),
      item('history', 'icon:history', toggle('history'), open('history')),
      item('bookmarks', 'icon:bookmark', toggle('bookmarks'), open('bookmarks')),
      item('cookies', 'icon:cookie', toggle('cookies'), open('cookies')),
      app.view.closed.length > 0 &&
        item('reopen', 'icon:undo-2', reopen, null, app.state.tabs.length < MOST_TABS),
    );
  };

  const startFinding = () => {
    app.show(app.view.find === null ? { find: '', panel: null, place: 0 } : { find: null, place: 0 });
    document.querySelector('[data-key="find field"]')?.focus();
  };

  const drawFind = (count) =>
    h(
      'div',
      { class: 'find', role: 'search' },
      h('input', {
        type: 'search',
        'data-key': 'find field',
        'aria-label': t('find'),
        placeholder: t('find'),
        value: app.view.find,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        oninput: (event) => app.show({ find: event.target.value.slice(0, 80), place: 0 }),
        onkeydown: (event) => {
          if (event.key === 'Enter' && count > 0) moveTo(event.shiftKey ? -1 : 1, count);
          if (event.key === 'Escape') app.show({ find: null });
        },
      }),
      h(
        'p',
        { role: 'status', class: 'found' },
        app.view.find.trim() === ''
          ? ''
          : count === 0
            ? t('find-none')
            : t('find-place', { place: app.view.place + 1, total: count }),
      ),
      button(t('find-previous'), 'icon:chevron-up', () => moveTo(-1, count), {
        class: 'tool only-icon',
        disabled: count < 2,
      }),
      button(t('find-next'), 'icon:chevron-down', () => moveTo(1, count), {
        class: 'tool only-icon',
        disabled: count < 2,
      }),
      button(t('find-close'), 'icon:x', () => app.show({ find: null }), { class: 'tool only-icon' }),
    );
  const moveTo = (by, count) => app.show({ place: (app.view.place + by + count) % count });

  const onKey = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
      event.preventDefault();
      if (app.view.find === null && tab()) startFinding();
    }
  };

  window.Practical.define({
    view: () => ({ ...shown, query: '', visited: [], closed: [], passed: [] }),
    draw(given) {
      app = given;
      const { panel, find } = app.view;
      const body = panel
        ? [
            h(
              'div',
              { class: 'panel-head' },
              h('h1', {}, t(`panel-${panel}`)),
              button(t('panel-close'), 'icon:x', () => app.show({ panel: null }), {
                class: 'tool only-icon',
              }),
            ),
            panels[panel](),
          ]
        : drawPage();
      const view = h(
        'main',
        {
          class: panel ? 'page is-panel' : 'page',
          'data-scroll': panel ?? here(),
          tabindex: '0',
          'data-key': 'page',
          onclick: follow,
          onauxclick: follow,
        },
        body,
      );
      const wanted = find === null || panel ? '' : plain(find.trim());
      const marks = wanted === '' ? [] : mark(view, wanted);
      const place = marks[Math.min(app.view.place, marks.length - 1)];
      if (place) {
        place.className = 'is-here';
        requestAnimationFrame(() => {
          view.scrollTop += place.getBoundingClientRect().top - view.getBoundingClientRect().top - 60;
        });
      }
      return h(
        'div',
        { class: 'browser', onkeydown: onKey },
        drawTabs(),
        drawBar(),
        drawMenu(),
        find !== null && drawFind(marks.length),
        view,
      );
    },
  });
})();
