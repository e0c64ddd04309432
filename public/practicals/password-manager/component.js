/* A vault of passwords. A state is what `src/engine/practicals/password-manager.ts` reads. */
(() => {
  const { h, icon, button, locale } = window.Practical;
  const { domainOf, drawPassword, findingsIn, hostOf, KINDS, LENGTHS, offersOn } = window.Shared;
  const { strengthOf, SYMBOLS, weaknessesOf } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.password-manager.${name}`, values);

  const HIDDEN = '••••••••••';
  const BLANK = { name: '', address: '', login: '', password: '', folder: '', note: '' };

  let app = null;

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const dateOf = (day) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${day}T00:00:00Z`));

  /** All entries as they now are. */
  const entries = () => {
    const { entries: changed } = app.state;
    const first = app.config.entries.flatMap((entry) => {
      if (!(entry.id in changed)) return [entry];
      const now = changed[entry.id];
      if (now === null) return [];
      return [
        { ...entry, ...now, changed: now.password === entry.password ? entry.changed : app.config.today },
      ];
    });
    const known = app.config.entries.map(({ id }) => id);
    const added = Object.keys(changed).filter((id) => changed[id] && !known.includes(id));
    return [
      ...first,
      ...added.map((id) => ({ ...changed[id], id, changed: app.config.today, twoStep: null })),
    ];
  };
  const entryOf = (id) => entries().find((entry) => entry.id === id);
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const shownEntries = () => {
    const query = fold(app.view.query.trim());
    return entries()
      .filter(({ folder }) => app.view.folder === '' || folder === app.view.folder)
      .filter(({ name, address, login, note }) => fold(`${name} ${address} ${login} ${note}`).includes(query))
      .sort((a, b) => a.name.localeCompare(b.name, locale));
  };

  // ---- acts

  /** Shown otherwise, and read from its top: the title is brought in sight and said. */
  const go = (view, said) => {
    app.show({ fault: '', gone: null, ...view }, said);
    document.querySelector('.window [data-home]')?.focus();
  };
  const open = (id) => go({ tab: 'vault', open: id, edit: '', step: '' });
  const copy = (what, text) => app.show({ clip: text }, t('copied', { what }));
  const reveal = (id) => {
    const { shown } = app.view;
    const isShown = shown.includes(id);
    app.show({ shown: isShown ? shown.filter((one) => one !== id) : [...shown, id] });
  };
  const edit = (id) => {
    const { name, address, login, password, folder, note } = id === 'new' ? BLANK : entryOf(id);
    go({ tab: 'vault', edit: id, step: '', draft: { name, address, login, password, folder, note } });
  };
  const remove = ({ id, name }) => {
    const changed = { ...app.state.entries };
    if (app.config.entries.some((entry) => entry.id === id)) changed[id] = null;
    else delete changed[id];
    app.view = { ...app.view, open: '', gone: { id, name } };
    app.change({ ...app.state, entries: changed }, t('removed', { name }));
    document.querySelector('.gone button')?.focus();
  };
  const fail = (why) => {
    app.show({ fault: '' });
    app.show({ fault: why });
    document.querySelector('.fault')?.scrollIntoView({ block: 'nearest' });
  };
  const save = () => {
    const { edit: id, draft } = app.view;
    const written = Object.fromEntries(
      Object.entries(draft).map(([key, text]) => [key, key === 'password' ? text : text.trim()]),
    );
    if (written.name === '') return fail(t('fault.name'));
    if (hostOf(written.address) === null) return fail(t('fault.address'));
    if (written.password === '') return fail(t('fault.password'));
    let number = 1;
    while (`n${number}` in app.state.entries) number += 1;
    const key = id === 'new' ? `n${number}` : id;
    app.view = { ...app.view, edit: '', open: key, query: '', folder: '', fault: '' };
    const start = app.config.entries.find((entry) => entry.id === key);
    const same = start && Object.keys(BLANK).every((part) => start[part] === written[part]);
    const changed = { ...app.state.entries, [key]: written };
    if (same) delete changed[key];
    app.change({ ...app.state, entries: changed }, t('saved', { name: written.name }));
    // Nothing changed: the form is closed all the same.
    go({}, t('saved', { name: written.name }));
    return undefined;
  };

  // ---- small parts

  const line = (id, label, ...field) => h('div', { class: 'line' }, h('label', { for: id }, label), field);
  const title = (text) => h('h2', { class: 'part-title', tabindex: '-1', 'data-home': true }, text);
  const fact = (name, value, ...acts) =>
    h('div', { class: 'fact' }, h('dt', {}, name), h('dd', {}, h('span', { class: 'value' }, value), acts));
  const only = (label, sign, act, more = {}) =>
    button(label, sign, act, { class: 'tool only-icon', title: label, ...more });
  /** Copies, and says so to the eye too while it is what would be pasted. */
  const copying = (what, name, text) => [
    app.view.clip === text && h('span', { class: 'soft', 'aria-hidden': 'true' }, t('copied-now')),
    only(t(`copy-${name}`), app.view.clip === text ? 'icon:check' : 'icon:copy', () => copy(what, text), {
      'data-key': `copy ${name}`,
    }),
  ];
  const fault = () => app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault);
  const initialOf = (name) => [...name][0]?.toUpperCase() ?? '?';
  const tintOf = (name) => [...name].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 997, 7) % 6;
  const badge = (name) =>
    h('span', { class: `badge tint-${tintOf(name)}`, 'aria-hidden': 'true' }, initialOf(name));
  const back = (label, act) =>
    button(label, 'icon:arrow-left', act, { class: 'tool back', 'data-key': 'back' });

  // ---- the list

  const onKey = (event) => {
    const rows = [...event.currentTarget.querySelectorAll('.row')];
    const at = rows.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    const row = rows[Math.min(rows.length - 1, Math.max(0, next))];
    for (const one of rows) one.tabIndex = one === row ? 0 : -1;
    row.focus();
    event.preventDefault();
  };

  const drawRows = () => {
    const rows = shownEntries();
    if (rows.length === 0)
      return h('p', { class: 'empty' }, t(entries().length === 0 ? 'empty' : 'nothing-found'));
    const stop = rows.some(({ id }) => id === app.view.open) ? app.view.open : rows[0].id;
    return h(
      'ul',
      { class: 'rows', onkeydown: onKey },
      rows.map(({ id, name, login, address, folder }) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'row',
              'data-key': `row ${id}`,
              'aria-current': app.view.open === id ? 'true' : false,
              tabindex: id === stop ? '0' : '-1',
              onclick: () => open(id),
            },
            badge(name),
            h(
              'span',
              { class: 'row-text' },
              h('span', { class: 'name' }, name),
              h('span', { class: 'soft' }, [login, hostOf(address)].filter(Boolean).join(' · ')),
            ),
            folder && h('span', { class: 'tag' }, folder),
          ),
        ),
      ),
    );
  };

  const drawList = () => {
    const { gone } = app.view;
    const search = h('input', {
      type: 'search',
      value: app.view.query,
      'aria-label': t('search'),
      placeholder: t('search'),
      autocomplete: 'off',
      spellcheck: 'false',
      'data-key': 'search',
      oninput: ({ target }) => app.show({ query: target.value }),
    });
    const folder = h(
      'select',
      {
        'aria-label': t('folder'),
        'data-key': 'folder',
        onchange: ({ target }) => app.show({ folder: target.value }),
      },
      ['', ...app.config.folders].map((name) =>
        h('option', { value: name, selected: name === app.view.folder }, name || t('all-folders')),
      ),
    );
    return h(
      'section',
      { class: 'list', 'aria-label': t('entries') },
      h(
        'div',
        { class: 'finder' },
        h('div', { class: 'search' }, icon('icon:search'), search),
        app.config.folders.length > 0 && folder,
        has('add') && button(t('new'), 'icon:plus', () => edit('new'), { 'data-key': 'new' }),
      ),
      gone &&
        !entryOf(gone.id) &&
        h(
          'p',
          { class: 'gone' },
          h('span', {}, t('removed', { name: gone.name })),
          h(
            'button',
            {
              type: 'button',
              class: 'press',
              'data-key': 'undo',
              onclick: () => {
                app.view = { ...app.view, gone: null };
                app.undo(t('restored', { name: gone.name }));
              },
            },
            t('undo'),
          ),
        ),
      drawRows(),
      h('p', { class: 'soft count', role: 'status' }, t('count', { count: shownEntries().length })),
    );
  };

  // ---- an entry

  const drawEntry = (entry) => {
    const { id, name, address, login, password, folder, note, changed, twoStep } = entry;
    const isShown = app.view.shown.includes(id);
    const set = app.state.twoStep[id];
    return h(
      'section',
      { class: 'detail', 'aria-label': name },
      back(t('back'), () => go({ open: '' })),
      h('div', { class: 'head' }, badge(name), title(name)),
      h(
        'dl',
        { class: 'facts' },
        fact(t('address'), h('code', {}, address)),
        login !== '' && fact(t('login'), login, copying(t('login'), 'login', login)),
        fact(
          t('password'),
          isShown
            ? h('code', { class: 'secret' }, password)
            : [h('span', { 'aria-hidden': 'true' }, HIDDEN), h('span', { class: 'unseen' }, t('masked'))],
          only(t(isShown ? 'hide' : 'show'), isShown ? 'icon:eye-off' : 'icon:eye', () => reveal(id), {
            'data-key': 'reveal',
          }),
          copying(t('password'), 'password', password),
        ),
        fact(t('changed'), dateOf(changed)),
        folder !== '' && fact(t('folder'), folder),
        note !== '' && fact(t('note'), note),
        twoStep &&
          fact(
            t('two-step'),
            set ? t('two-step-on', { way: t(`way.${set.way}`) }) : t('two-step-off'),
            button(
              t('two-step-set'),
              null,
              () => {
                const draft = set ?? { way: '', code: '', kept: '' };
                go({ step: id, stepDraft: draft });
              },
              { class: 'press', 'data-key': 'step' },
            ),
          ),
      ),
      h(
        'div',
        { class: 'acts' },
        has('edit') &&
          button(t('edit'), 'icon:pencil', () => edit(id), { class: 'press', 'data-key': 'edit' }),
        has('remove') &&
          button(t('remove'), 'icon:trash-2', () => remove(entry), { class: 'press', 'data-key': 'remove' }),
      ),
    );
  };

  // ---- an entry, written

  const meterOf = (password) => {
    if (password === '') return h('p', { class: 'meter', id: 'meter' }, t('strength.none'));
    const strength = strengthOf(password);
    return h(
      'p',
      { class: `meter is-${strength}`, id: 'meter' },
      h(
        'span',
        { class: 'bars', 'aria-hidden': 'true' },
        [0, 1, 2].map(() => h('i', {})),
      ),
      h(
        'span',
        {},
        [t(`strength.${strength}`), ...weaknessesOf(password).map((one) => t(`weak.${one}`))].join(' '),
      ),
    );
  };

  const drawGenerator = () => {
    const { length, kinds } = app.view.generator;
    const shown = h('output', { for: 'g-length' }, String(length));
    const range = h('input', {
      type: 'range',
      id: 'g-length',
      min: LENGTHS.least,
      max: LENGTHS.most,
      value: length,
      'data-key': 'length',
      'aria-label': t('length'),
      oninput: ({ target }) => set(Number(target.value)),
    });
    const set = (wanted) => {
      const next = Math.min(LENGTHS.most, Math.max(LENGTHS.least, wanted));
      app.note({ generator: { ...app.view.generator, length: next } });
      range.value = next;
      shown.textContent = next;
    };
    const step = (by, label) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press step',
          'aria-label': label,
          'data-key': label,
          onclick: () => {
            set(app.view.generator.length + by);
            window.Practical.say(t('length-now', { count: app.view.generator.length }));
          },
        },
        by < 0 ? '−' : '+',
      );
    const draw = () => {
      const { generator, draws, draft } = app.view;
      if (generator.kinds.length === 0) return fail(t('fault.kinds'));
      // Drawn from what the window holds alone: the same acts draw the same.
      const seed = JSON.stringify([app.config.title, entries().map(({ password }) => password), draws]);
      const password = drawPassword(seed, generator.length, generator.kinds);
      app.show({ draws: draws + 1, draft: { ...draft, password }, fault: '' }, t('drawn', { password }));
      return undefined;
    };
    return h(
      'fieldset',
      { class: 'generator' },
      h('legend', {}, t('generator')),
      h(
        'div',
        { class: 'length' },
        h('label', { for: 'g-length' }, t('length')),
        shown,
        step(-1, t('shorter')),
        range,
        step(1, t('longer')),
      ),
      h(
        'div',
        { class: 'kinds' },
        KINDS.map((kind) =>
          h(
            'label',
            { class: 'box' },
            h('input', {
              type: 'checkbox',
              checked: kinds.includes(kind),
              'data-key': `kind ${kind}`,
              onchange: ({ target }) => {
                const { generator } = app.view;
                const next = KINDS.filter((one) =>
                  one === kind ? target.checked : generator.kinds.includes(one),
                );
                app.note({ generator: { ...generator, kinds: next } });
              },
            }),
            h('span', {}, t('kind-of', { kind: t(`kind.${kind}`), count: SYMBOLS[kind].length })),
          ),
        ),
      ),
      h('p', { class: 'soft' }, t('signs', { signs: SYMBOLS.sign })),
      button(t('draw'), 'icon:dices', draw, { class: 'press', 'data-key': 'draw' }),
    );
  };

  const drawForm = () => {
    const { edit: id, draft } = app.view;
    const field = (name, more = {}) =>
      h('input', {
        type: 'text',
        id: `f-${name}`,
        value: draft[name],
        maxlength: 100,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        'data-key': `f-${name}`,
        oninput: ({ target }) => note(name, target.value),
        onkeydown: (event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          save();
        },
        ...more,
      });
    const note = (name, value) => {
      app.note({ draft: { ...app.view.draft, [name]: value } });
      if (name !== 'password') return;
      document.getElementById('meter').replaceWith(meterOf(value));
      window.Practical.measure();
    };
    return h(
      'section',
      { class: 'detail form', 'aria-label': t(id === 'new' ? 'new-title' : 'edit-title') },
      title(t(id === 'new' ? 'new-title' : 'edit-title')),
      h('p', { class: 'soft' }, t('exercise')),
      line('f-name', t('service'), field('name')),
      line('f-address', t('address'), field('address', { inputmode: 'url', maxlength: 180 })),
      line('f-login', t('login'), field('login')),
      line(
        'f-password',
        t('password'),
        field('password', { class: 'secret', maxlength: 60, 'aria-describedby': 'meter' }),
        meterOf(draft.password),
      ),
      has('generate') && drawGenerator(),
      app.config.folders.length > 0 &&
        line(
          'f-folder',
          t('folder'),
          h(
            'select',
            {
              id: 'f-folder',
              'data-key': 'f-folder',
              onchange: ({ target }) => note('folder', target.value),
            },
            ['', ...app.config.folders].map((name) =>
              h('option', { value: name, selected: name === draft.folder }, name || t('no-folder')),
            ),
          ),
        ),
      line('f-note', t('note'), field('note', { maxlength: 280 })),
      id !== 'new' && h('p', { class: 'soft' }, t('both')),
      fault(),
      h(
        'div',
        { class: 'acts' },
        h(
          'button',
          { type: 'button', class: 'press press-main', 'data-key': 'save', onclick: save },
          t('save'),
        ),
        h(
          'button',
          { type: 'button', class: 'press', 'data-key': 'cancel', onclick: () => go({ edit: '' }) },
          t('cancel'),
        ),
      ),
    );
  };

  // ---- two steps

  const drawStep = ({ id, name, twoStep }) => {
    const { stepDraft: draft } = app.view;
    const note = (part) => app.note({ stepDraft: { ...app.view.stepDraft, ...part } });
    const set = () => {
      const { way, code, kept } = app.view.stepDraft;
      if (way === '') return fail(t('fault.way'));
      if (way === 'app' && !/^\d{6}$/.test(code.replace(/\s/g, ''))) return fail(t('fault.code'));
      if (way !== 'none' && twoStep.keep.length > 0 && kept === '') return fail(t('fault.kept'));
      const steps = { ...app.state.twoStep };
      if (way === 'none') delete steps[id];
      else steps[id] = { way, code: way === 'app' ? code.trim() : '', kept };
      app.view = { ...app.view, step: '', fault: '' };
      app.change({ ...app.state, twoStep: steps }, t('two-step-saved', { name }));
      go({}, t('two-step-saved', { name }));
      return undefined;
    };
    return h(
      'section',
      { class: 'detail form', 'aria-label': t('two-step') },
      title(t('two-step-title', { name })),
      h(
        'fieldset',
        { class: 'ways' },
        h('legend', {}, t('way')),
        [...new Set([...twoStep.ways, ...(app.state.twoStep[id] ? ['none'] : [])])].map((way) =>
          h(
            'label',
            { class: 'box' },
            h('input', {
              type: 'radio',
              name: 'way',
              checked: draft.way === way,
              'data-key': `way ${way}`,
              onchange: () => app.show({ stepDraft: { ...app.view.stepDraft, way } }),
            }),
            h('span', {}, t(`way.${way}`)),
          ),
        ),
      ),
      draft.way === 'app' &&
        line(
          's-code',
          t('code'),
          h('input', {
            type: 'text',
            id: 's-code',
            value: draft.code,
            inputmode: 'numeric',
            autocomplete: 'off',
            maxlength: 9,
            'data-key': 's-code',
            oninput: ({ target }) => note({ code: target.value }),
          }),
          h('p', { class: 'soft' }, t('code-help')),
        ),
      draft.way !== '' &&
        draft.way !== 'none' &&
        twoStep.recovery.length > 0 && [
          h('h3', {}, t('recovery')),
          h('p', { class: 'soft' }, t('recovery-help')),
          h(
            'ul',
            { class: 'codes' },
            twoStep.recovery.map((one) => h('li', {}, h('code', {}, one))),
          ),
        ],
      draft.way !== '' &&
        draft.way !== 'none' &&
        twoStep.keep.length > 0 &&
        line(
          's-kept',
          t('keep'),
          h(
            'select',
            { id: 's-kept', 'data-key': 's-kept', onchange: ({ target }) => note({ kept: target.value }) },
            ['', ...twoStep.keep].map((place) =>
              h('option', { value: place, selected: place === draft.kept }, place || t('keep-none')),
            ),
          ),
        ),
      fault(),
      h(
        'div',
        { class: 'acts' },
        h(
          'button',
          { type: 'button', class: 'press press-main', 'data-key': 'save', onclick: set },
          t('save'),
        ),
        h(
          'button',
          { type: 'button', class: 'press', 'data-key': 'cancel', onclick: () => go({ step: '' }) },
          t('cancel'),
        ),
      ),
    );
  };

  const drawVault = () => {
    const { open: id, edit: editing, step } = app.view;
    const entry = entryOf(id);
    const inside = editing === 'new' || (editing !== '' && entryOf(editing)) ? drawForm() : null;
    const detail = inside ?? (entry && (step === id && entry.twoStep ? drawStep(entry) : drawEntry(entry)));
    return h(
      'div',
      { class: detail ? 'vault is-open' : 'vault' },
      drawList(),
      detail ?? h('p', { class: 'detail empty' }, t('choose')),
    );
  };

  // ---- the report

  const drawReport = () => {
    const found = findingsIn(entries(), app.config);
    const link = (id) =>
      h(
        'button',
        { type: 'button', class: 'link', 'data-key': `found ${id}`, onclick: () => open(id) },
        entryOf(id).name,
      );
    return h(
      'section',
      { class: 'report', 'aria-label': t('report') },
      title(t('report')),
      app.config.report.map((kind) => {
        const groups = kind === 'reused' ? found.reused : found[kind].map((id) => [id]);
        return h(
          'section',
          { class: `finding ${groups.length > 0 ? `is-${kind}` : 'is-fine'}` },
          h(
            'h3',
            {},
            icon(groups.length > 0 ? (kind === 'old' ? 'icon:clock' : 'icon:triangle-alert') : 'icon:check'),
            h('span', {}, t(`found.${kind}`, { count: groups.length })),
          ),
          h('p', { class: 'soft' }, t(`found-help.${kind}`)),
          groups.length > 0 &&
            h(
              'ul',
              {},
              groups.map((group) => h('li', {}, group.map(link))),
            ),
        );
      }),
    );
  };

  // ---- pages that ask for a password

  const formOf = (site) => app.view.forms[site] ?? { login: '', password: '', code: '' };

  const drawOffer = ({ id, address }) => {
    const offers = offersOn(entries(), address);
    const known = entries().some((entry) => domainOf(entry.address) === domainOf(address));
    const fill = ({ login, password, name }) => {
      const forms = { ...app.view.forms, [id]: { ...formOf(id), login, password } };
      app.show({ forms, fault: '' }, t('filled', { name }));
    };
    return h(
      'div',
      { class: offers.length > 0 ? 'offer is-known' : 'offer' },
      icon('icon:key-round'),
      offers.length > 0
        ? h(
            'div',
            {},
            h('p', {}, t('offers')),
            offers.map((entry) =>
              button(t('fill', { name: entry.name }), null, () => fill(entry), {
                class: 'press',
                'data-key': `fill ${entry.id}`,
              }),
            ),
          )
        : h('p', {}, t(known ? 'offers-clear' : 'offers-none', { host: hostOf(address) })),
    );
  };

  const drawSite = (site) => {
    const { id, address, title: name, text, code } = site;
    const given = formOf(id);
    const sent = app.state.sent[id];
    const isReported = app.state.reported.includes(id);
    const note = (part) => app.note({ forms: { ...app.view.forms, [id]: { ...formOf(id), ...part } } });
    const field = (part, more = {}) => [
      h(
        'div',
        { class: 'field' },
        h('input', {
          type: 'text',
          id: `p-${part}`,
          value: given[part],
          maxlength: part === 'code' ? 20 : 60,
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          'data-key': `p-${part}`,
          oninput: ({ target }) => note({ [part]: target.value }),
          onkeydown: (event) => {
            if (event.key === 'Enter') send();
          },
          ...more,
        }),
        app.view.clip !== '' &&
          only(
            t('paste', { field: t(part === 'code' ? 'page-code' : part) }),
            'icon:clipboard-paste',
            () => {
              const pasted = { ...formOf(id), [part]: app.view.clip.slice(0, 60) };
              app.show({ forms: { ...app.view.forms, [id]: pasted } }, t('pasted'));
            },
            { 'data-key': `paste ${part}` },
          ),
      ),
    ];
    const send = () => {
      const now = formOf(id);
      if (now.login.trim() === '' || now.password === '') return fail(t('fault.form'));
      if (code && now.code.trim() === '') return fail(t('fault.form-code'));
      app.view = { ...app.view, fault: '' };
      const next = { login: now.login.trim(), password: now.password, code: code ? now.code.trim() : '' };
      app.change(
        { ...app.state, sent: { ...app.state.sent, [id]: next } },
        t('sent', { host: hostOf(address) }),
      );
      return undefined;
    };
    const report = () => {
      const reported = app.config.sites
        .map((one) => one.id)
        .filter((one) => (one === id ? !isReported : app.state.reported.includes(one)));
      app.change({ ...app.state, reported }, t(isReported ? 'unreported' : 'reported'));
    };
    return [
      h(
        'div',
        { class: 'address-bar' },
        icon(/^http:/i.test(address) ? 'icon:lock-open' : 'icon:lock'),
        h('span', { class: 'unseen' }, t('page-address')),
        h('code', {}, address),
      ),
      h(
        'article',
        { class: 'site', 'aria-label': name },
        h('h3', {}, name),
        text !== '' && h('p', {}, text),
        has('fill') && drawOffer(site),
        line('p-login', t('login'), field('login')),
        line('p-password', t('password'), field('password', { type: 'password', maxlength: 60 })),
        code && line('p-code', t('page-code'), field('code', { inputmode: 'numeric' })),
        fault(),
        // Above the button, whose foot the bar of answers may hide on a telephone.
        sent && h('p', { class: 'sent' }, t('sent', { host: hostOf(address) })),
        h(
          'div',
          { class: 'acts' },
          h(
            'button',
            { type: 'button', class: 'press press-main', 'data-key': 'send', onclick: send },
            t('sign-in'),
          ),
        ),
      ),
      h(
        'div',
        { class: 'acts' },
        button(t('report-page'), 'icon:flag', report, {
          class: 'press',
          'data-key': 'report',
          'aria-pressed': isReported ? 'true' : 'false',
        }),
        isReported && h('p', { class: 'is-reported' }, t('reported')),
      ),
    ];
  };

  const drawPages = () => {
    const site = app.config.sites.find(({ id }) => id === app.view.site) ?? app.config.sites[0];
    return h(
      'section',
      { class: 'pages', 'aria-label': t('pages') },
      title(t('pages')),
      h(
        'ul',
        { class: 'page-list' },
        app.config.sites.map(({ id, from, title: name }) =>
          h(
            'li',
            {},
            button(
              from,
              app.state.reported.includes(id) ? 'icon:flag' : 'icon:globe',
              () => app.show({ site: id, fault: '' }, name),
              {
                class: 'tool page-name',
                'data-key': `page ${id}`,
                'aria-current': id === site.id ? 'true' : false,
                'aria-label': app.state.reported.includes(id) ? `${from}, ${t('reported')}` : false,
              },
            ),
          ),
        ),
      ),
      drawSite(site),
    );
  };

  // ---- the telephone

  const drawPhone = ({ title: name, cards }) =>
    h(
      'section',
      { class: 'phone', 'aria-label': name },
      title(name),
      h(
        'ul',
        { class: 'cards' },
        cards.map((card) =>
          h('li', { class: 'card' }, h('span', {}, card.name), h('code', { class: 'big' }, card.code)),
        ),
      ),
      h('p', { class: 'soft' }, t('phone-help')),
    );

  const drawTabs = () => {
    const { report, sites, phone } = app.config;
    const tabs = [
      ['vault', 'icon:key-round'],
      report.length > 0 && ['report', 'icon:shield-check'],
      sites.length > 0 && ['pages', 'icon:globe'],
      phone && ['phone', 'icon:smartphone'],
    ].filter(Boolean);
    return (
      tabs.length > 1 &&
      h(
        'nav',
        { 'aria-label': t('parts') },
        tabs.map(([tab, sign]) =>
          // A form half written waits while one looks elsewhere.
          button(t(tab), sign, () => go(tab === app.view.tab ? { edit: '', step: '' } : { tab }), {
            class: 'tool tab',
            'data-key': `tab ${tab}`,
            'aria-current': app.view.tab === tab ? 'true' : false,
          }),
        ),
      )
    );
  };

  window.Practical.define({
    view: ({ sites }) => ({
      tab: 'vault',
      open: '',
      edit: '',
      draft: BLANK,
      step: '',
      stepDraft: { way: '', code: '', kept: '' },
      query: '',
      folder: '',
      shown: [],
      clip: '',
      gone: null,
      fault: '',
      site: sites[0]?.id ?? '',
      forms: {},
      generator: { length: 10, kinds: ['lower'] },
      draws: 0,
    }),
    draw(drawn) {
      app = drawn;
      const { tab } = app.view;
      const { phone, sites } = app.config;
      return [
        h('header', { class: 'top' }, h('h1', {}, icon('icon:key-round'), app.config.title), drawTabs()),
        h(
          'main',
          {},
          tab === 'report' && drawReport(),
          tab === 'pages' && sites.length > 0 && drawPages(),
          tab === 'phone' && phone && drawPhone(phone),
          tab === 'vault' && drawVault(),
        ),
      ];
    },
  });
})();
