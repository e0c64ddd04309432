/* A mailbox. A state is what `src/engine/practicals/mailbox.ts` reads. */
(() => {
  const { h, icon, button, ask, askText } = window.Practical;
  const t = (name, values) => window.Practical.t(`practical.mailbox.${name}`, values);

  const STANDARD = ['inbox', 'sent', 'archive', 'spam', 'trash'];
  const SIGNS = {
    inbox: 'icon:inbox',
    sent: 'icon:send',
    archive: 'icon:archive',
    spam: 'icon:octagon-alert',
    trash: 'icon:trash-2',
    own: 'icon:folder',
  };
  const RULE_FIELDS = ['from', 'to', 'subject', 'text'];
  const MOST_SENT = 8;
  const MOST_RULES = 10;
  const MOST_CONDITIONS = 4;
  const MOST_FOLDERS = 8;
  const NEW_RULE = { match: 'all', conditions: [{ field: 'from', test: 'has', words: '' }], folder: '' };
  const ADDRESS = /^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/;

  let app = null;

  // ---- what is known

  /** As the server compares: no case, no accents, each blank one space. */
  const plain = (text) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
  const textOf = ({ html }) => {
    const holder = document.createElement('div');
    holder.innerHTML = html;
    return [...holder.children].map((part) => part.textContent.trim()).join('\n\n');
  };
  const messageOf = (id) => app.config.messages.find((message) => message.id === id);
  const folderOf = (id) => app.state.boxes.find((box) => box.id === id)?.folder;
  const folders = () => [
    'inbox',
    ...app.config.folders,
    ...app.state.folders,
    'sent',
    'archive',
    'spam',
    'trash',
  ];
  const folderName = (folder) => (STANDARD.includes(folder) ? t(`folder.${folder}`) : folder);
  const isRead = (message) => message.read || app.view.read.includes(message.id);
  const when = (date) => {
    const [year, month, day, hour, minute] = date.split(/[- :]/);
    return `${day}/${month}/${year} ${hour}:${minute}`;
  };
  /** Messages of a folder, the latest first; those sent here stand among them. */
  const rowsOf = (folder) => {
    const received = app.config.messages
      .filter((message) => folderOf(message.id) === folder)
      .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
      .map((message) => ({ key: message.id, message }));
    const sent =
      folder === 'sent' ? app.state.sent.map((letter, rank) => ({ key: `sent ${rank}`, letter })) : [];
    return [...sent.reverse(), ...received];
  };
  const unread = (folder) =>
    app.config.messages.filter((one) => folderOf(one.id) === folder && !isRead(one)).length;

  // ---- acts

  const shown = { open: null, marked: [], query: '', details: false, rules: false, drafting: false };
  const go = (folder) => app.show({ ...shown, folder }, folderName(folder));
  const open = (key) => {
    const read = app.view.read.includes(key) ? app.view.read : [...app.view.read, key];
    app.show({ open: key, read, details: false });
  };
  const put = (ids, folder, reported = app.state.reported) => {
    const boxes = app.state.boxes.map((box) => (ids.includes(box.id) ? { ...box, folder } : box));
    app.view = { ...app.view, open: null, marked: [] };
    app.change(
      { ...app.state, boxes, reported },
      t('moved', { count: ids.length, folder: folderName(folder) }),
    );
  };
  const report = (id) => {
    const { reported } = app.state;
    put([id], 'spam', reported.includes(id) ? reported : [...reported, id]);
  };
  const clear = (ids) =>
    put(
      ids,
      'inbox',
      app.state.reported.filter((one) => !ids.includes(one)),
    );
  const makeFolder = () =>
    askText({
      title: t('new-folder'),
      label: t('folder-name'),
      action: t('make'),
      done: (name) => {
        if (name === '' || name.length > 40) return t('fault.name');
        if (app.state.folders.length >= MOST_FOLDERS) return t('fault.folders');
        if (folders().some((one) => plain(folderName(one)) === plain(name))) return t('fault.same');
        app.change({ ...app.state, folders: [...app.state.folders, name] }, t('made', { name }));
        return undefined;
      },
    });
  const moveSheet = (ids) => {
    let to = null;
    const goals = folders().filter(
      (folder) => folder !== 'sent' && ids.some((id) => folderOf(id) !== folder),
    );
    ask({
      title: t('move-title', { count: ids.length }),
      body: h(
        'div',
        { class: 'goals', role: 'radiogroup', 'aria-label': t('move') },
        goals.map((folder, rank) =>
          h(
            'label',
            { class: 'goal' },
            h('input', {
              type: 'radio',
              name: 'goal',
              'data-first': rank === 0,
              onchange: () => (to = folder),
            }),
            icon(SIGNS[folder] ?? SIGNS.own),
            h('span', {}, folderName(folder)),
          ),
        ),
      ),
      actions: [
        {
          label: t('move-here'),
          main: true,
          act: () => {
            if (to === null) return t('fault.where');
            put(ids, to);
            return undefined;
          },
        },
      ],
    });
  };

  const quote = (message) =>
    `${t('wrote', { name: message.from.name, date: when(message.date) })}\n\n${textOf(message)}`;
  const begin = (draft) =>
    app.show({
      drafting: true,
      draft: {
        how: 'new',
        of: null,
        to: '',
        cc: '',
        bcc: '',
        subject: '',
        text: '',
        quoted: '',
        files: [],
        fault: null,
        ...draft,
      },
    });
  const isBlank = ({ how, text, to, subject }) =>
    text.trim() === '' && (how !== 'new' || `${to}${subject}`.trim() === '');
  /** One draft at a time: another is begun when the first is sent or given up. */
  const compose = (draft) => {
    const before = app.view.draft;
    if (!before || isBlank(before)) {
      begin(draft);
      return;
    }
    ask({
      title: t('draft-waits'),
      body: h('p', {}, t('draft-waits-help', { subject: before.subject.trim() || t('no-subject') })),
      actions: [
        { label: t('draft-resume'), main: true, act: () => app.show({ ...shown, drafting: true }) },
        { label: t('draft-replace'), act: () => begin(draft) },
      ],
    });
  };
  const discard = () => {
    const drop = () => app.show({ draft: null, drafting: false }, t('discarded'));
    if (isBlank(app.view.draft)) {
      drop();
      return;
    }
    ask({
      title: t('discard-title'),
      body: h('p', {}, t('discard-help')),
      actions: [{ label: t('discard'), main: true, act: drop }],
    });
  };
  const prefixed = (prefix, subject) =>
    plain(subject).startsWith(prefix.toLowerCase()) ? subject : `${prefix} ${subject}`;
  const reply = (message, all) => {
    const me = plain(app.config.me.address);
    const back = message.replyTo ?? message.from.address;
    const others = (list) => list.filter((one) => plain(one) !== me && plain(one) !== plain(back));
    compose({
      how: all ? 'reply-all' : 'reply',
      of: message.id,
      to: [back, ...(all ? others(message.to) : [])].join(', '),
      cc: all ? others(message.cc).join(', ') : '',
      subject: prefixed('Re:', message.subject),
      quoted: quote(message),
    });
  };
  const forward = (message) =>
    compose({
      how: 'forward',
      of: message.id,
      subject: prefixed('Tr:', message.subject),
      quoted: quote(message),
      files: message.attachments.map((file) => file.name),
    });
  const addressesIn = (text) =>
    text
      .split(/[,;\n]+/)
      .map((one) => (/<([^>]+)>/.exec(one)?.[1] ?? one).trim())
      .filter((one) => one !== '');
  const send = () => {
    const { draft } = app.view;
    const lists = { to: addressesIn(draft.to), cc: addressesIn(draft.cc), bcc: addressesIn(draft.bcc) };
    const all = [...lists.to, ...lists.cc, ...lists.bcc];
    const wrong = all.find((one) => !ADDRESS.test(one));
    const why =
      all.length === 0
        ? t('fault.nobody')
        : wrong !== undefined
          ? t('fault.address', { address: wrong })
          : all.length > 60
            ? t('fault.many')
            : app.state.sent.length >= MOST_SENT
              ? t('fault.full')
              : draft.subject.trim() === ''
                ? t('fault.subject')
                : draft.text.trim() === ''
                  ? t('fault.text')
                  : null;
    if (why) {
      app.show({ draft: { ...draft, fault: why } }, why);
      return;
    }
    const { how, of, subject, text, files } = draft;
    app.view = { ...app.view, draft: null, drafting: false, open: null };
    app.change(
      {
        ...app.state,
        sent: [...app.state.sent, { how, of, ...lists, subject: subject.trim(), text, files }],
      },
      t('sent'),
    );
  };

  /** Fields filled from the address book: a sheet, for a list that acts as one moves along it would surprise. */
  const addContacts = (name) => {
    const chosen = new Set();
    ask({
      title: t('add-contact', { field: t(name) }),
      body: h(
        'div',
        { role: 'group', 'aria-label': t('contact') },
        app.config.contacts.map((contact, rank) =>
          h(
            'label',
            { class: 'goal' },
            h('input', {
              type: 'checkbox',
              'data-first': rank === 0,
              onchange: ({ target }) => (target.checked ? chosen.add(contact) : chosen.delete(contact)),
            }),
            h(
              'span',
              {},
              contact.name,
              h('span', { class: 'soft block' }, (contact.addresses ?? [contact.address]).join(', ')),
            ),
          ),
        ),
      ),
      actions: [
        {
          label: t('add'),
          main: true,
          act: () => {
            if (chosen.size === 0) return t('fault.contact');
            const before = addressesIn(app.view.draft[name]);
            const added = [...chosen].flatMap((contact) => contact.addresses ?? [contact.address]);
            app.show({
              draft: { ...app.view.draft, [name]: [...new Set([...before, ...added])].join(', ') },
            });
            return undefined;
          },
        },
      ],
    });
  };

  const openFile = ({ name, size, text }) =>
    ask({
      title: name,
      body: h(
        'div',
        { class: 'lines' },
        size && h('p', { class: 'soft' }, size),
        text ? h('p', { class: 'written' }, text) : h('p', {}, t('file-closed')),
      ),
    });

  // ---- rules

  const isFit = (message, { match, conditions }) => {
    const read = {
      from: `${message.from.name} ${message.from.address}`,
      to: message.to.join(' '),
      subject: message.subject,
      text: textOf(message),
    };
    const fits = ({ field, test, words }) => plain(read[field]).includes(plain(words)) === (test === 'has');
    return match === 'all' ? conditions.every(fits) : conditions.some(fits);
  };
  const putRules = (rules, said) => app.change({ ...app.state, rules }, said);
  const applyRules = () => {
    let count = 0;
    const boxes = app.state.boxes.map((box) => {
      const rule = box.folder === 'inbox' && app.state.rules.find((one) => isFit(messageOf(box.id), one));
      if (!rule || rule.folder === 'inbox') return box;
      count += 1;
      return { ...box, folder: rule.folder };
    });
    if (count === 0) app.show({}, t('applied-none'));
    else app.change({ ...app.state, boxes }, t('applied', { count }));
    app.show({ applied: count });
  };
  const wordsOf = ({ match, conditions, folder }) => {
    const said = conditions.map(({ field, test, words }) =>
      t(`rule-${test}`, { field: t(`rule-field.${field}`), words }),
    );
    return t('rule-said', {
      conditions: said.join(t(match === 'all' ? 'rule-and' : 'rule-or')),
      folder: folderName(folder),
    });
  };
  const editRule = (rank) => {
    const draft = JSON.parse(JSON.stringify(app.state.rules[rank] ?? NEW_RULE));
    const body = h('div', { class: 'lines' });
    const choose = (label, value, options, act) =>
      h(
        'select',
        { 'aria-label': label, onchange: ({ target }) => act(target.value) },
        options.map(([name, shown]) => h('option', { value: name, selected: name === value }, shown)),
      );
    const line = (condition, at) =>
      h(
        'li',
        { class: 'condition' },
        choose(
          t('rule-where', { number: at + 1 }),
          condition.field,
          RULE_FIELDS.map((field) => [field, t(`rule-field.${field}`)]),
          (value) => (condition.field = value),
        ),
        choose(
          t('rule-test', { number: at + 1 }),
          condition.test,
          ['has', 'lacks'].map((test) => [test, t(`rule-test.${test}`)]),
          (value) => (condition.test = value),
        ),
        h('input', {
          type: 'text',
          'aria-label': t('rule-words', { number: at + 1 }),
          placeholder: t('rule-words-short'),
          value: condition.words,
          maxlength: '80',
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          oninput: ({ target }) => (condition.words = target.value),
        }),
        draft.conditions.length > 1 &&
          button(
            t('rule-drop', { number: at + 1 }),
            'icon:x',
            () => {
              draft.conditions.splice(at, 1);
              fill(true);
            },
            { class: 'tool only-icon' },
          ),
      );
    const fill = (last) => {
      body.replaceChildren(
        ...[
          draft.conditions.length > 1 &&
            h(
              'p',
              { class: 'line' },
              h('span', {}, t('rule-match')),
              choose(
                t('rule-match'),
                draft.match,
                ['all', 'any'].map((match) => [match, t(`rule-match.${match}`)]),
                (value) => (draft.match = value),
              ),
            ),
          h('ul', { class: 'conditions' }, draft.conditions.map(line)),
          draft.conditions.length < MOST_CONDITIONS &&
            h(
              'p',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'press small',
                  onclick: () => {
                    draft.conditions.push({ field: 'subject', test: 'has', words: '' });
                    fill(true);
                  },
                },
                t('rule-add'),
              ),
            ),
          h(
            'p',
            { class: 'line' },
            h('span', {}, t('rule-then')),
            choose(
              t('rule-then'),
              draft.folder,
              [
                ['', t('rule-folder')],
                ...folders().flatMap((folder) => (folder === 'sent' ? [] : [[folder, folderName(folder)]])),
              ],
              (value) => (draft.folder = value),
            ),
          ),
        ].filter(Boolean),
      );
      const focusable = body.querySelectorAll('.condition select:first-child');
      if (last !== undefined) focusable[focusable.length - 1].focus();
      window.Practical.measure();
    };
    fill();
    ask({
      title: t(rank === undefined ? 'rule-new' : 'rule-edit', { number: (rank ?? 0) + 1 }),
      wide: true,
      body,
      actions: [
        {
          label: t('save'),
          main: true,
          act: () => {
            if (draft.conditions.some(({ words }) => plain(words) === '')) return t('fault.words');
            if (draft.folder === '') return t('fault.where');
            const conditions = draft.conditions.map((one) => ({ ...one, words: one.words.trim() }));
            const rule = { match: draft.match, conditions, folder: draft.folder };
            const { rules } = app.state;
            putRules(
              rank === undefined
                ? [...rules, rule]
                : rules.map((one, other) => (other === rank ? rule : one)),
              t('rule-saved'),
            );
            return undefined;
          },
        },
      ],
    });
  };
  const drawRules = () => {
    const { rules } = app.state;
    const swap = (rank, other) => {
      const next = [...rules];
      [next[rank], next[other]] = [next[other], next[rank]];
      putRules(next, t('rule-moved', { number: other + 1 }));
    };
    const act = (rank, name, sign, run, disabled = false) =>
      button(t(name, { number: rank + 1 }), sign, run, {
        class: 'tool only-icon',
        'data-key': `${name} ${rank}`,
        title: t(name, { number: rank + 1 }),
        disabled,
      });
    return h(
      'main',
      { class: 'main reading' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'rules' }, t('rules')),
      h('p', { class: 'help' }, t('rules-help')),
      rules.length === 0
        ? h('p', { class: 'empty' }, t('rules-none'))
        : h(
            'ol',
            { class: 'rule-list' },
            rules.map((rule, rank) =>
              h(
                'li',
                { class: 'rule' },
                h('span', { class: 'rule-rank', 'aria-hidden': 'true' }, String(rank + 1)),
                h('span', { class: 'rule-words' }, wordsOf(rule)),
                h(
                  'span',
                  { class: 'rule-acts' },
                  act(rank, 'rule-up', 'icon:arrow-up', () => swap(rank, rank - 1), rank === 0),
                  act(
                    rank,
                    'rule-down',
                    'icon:arrow-down',
                    () => swap(rank, rank + 1),
                    rank === rules.length - 1,
                  ),
                  act(rank, 'rule-edit', 'icon:pencil', () => editRule(rank)),
                  act(rank, 'rule-delete', 'icon:trash-2', () =>
                    putRules(
                      rules.filter((_, other) => other !== rank),
                      t('rule-deleted'),
                    ),
                  ),
                ),
              ),
            ),
          ),
      h(
        'div',
        { class: 'sheet-actions' },
        h(
          'button',
          {
            type: 'button',
            class: 'press press-main',
            'data-key': 'rule new',
            disabled: rules.length >= MOST_RULES,
            onclick: () => editRule(),
          },
          t('rule-new'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'data-key': 'rules apply',
            disabled: rules.length === 0,
            onclick: applyRules,
          },
          t('apply'),
        ),
      ),
      app.view.applied !== null &&
        h(
          'p',
          { class: 'help' },
          app.view.applied === 0 ? t('applied-none') : t('applied', { count: app.view.applied }),
        ),
    );
  };

  // ---- drawing

  const isCurrent = (folder) => !app.view.rules && !app.view.drafting && app.view.folder === folder;
  const drawPlace = (key, sign, label, current, run) =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool place',
        'data-key': key,
        'aria-current': current ? 'true' : null,
        onclick: run,
      },
      icon(sign),
      h('span', { class: 'place-name' }, label),
    );
  const drawFolders = () =>
    h(
      'nav',
      { class: 'side', 'aria-label': t('folders') },
      button(t('new'), 'icon:pencil', () => compose({}), { class: 'press press-main new' }),
      folders().map((folder) => {
        const count = unread(folder);
        return h(
          'button',
          {
            type: 'button',
            class: 'tool place',
            'data-key': `folder ${folder}`,
            'aria-current': isCurrent(folder) ? 'true' : null,
            onclick: () => go(folder),
          },
          icon(SIGNS[folder] ?? SIGNS.own),
          h('span', { class: 'place-name' }, folderName(folder)),
          count > 0 &&
            h('span', { class: 'count' }, String(count), h('span', { class: 'unseen' }, ` ${t('unread')}`)),
        );
      }),
      app.view.draft &&
        drawPlace('draft', 'icon:file-pen', t('draft'), app.view.drafting, () =>
          app.show({ ...shown, drafting: true }),
        ),
      drawPlace('new folder', 'icon:folder-plus', t('new-folder'), false, makeFolder),
      app.config.canFilter &&
        drawPlace('rules', 'icon:filter', t('rules'), app.view.rules, () =>
          app.show({ ...shown, rules: true, applied: null }, t('rules')),
        ),
    );

  const drawRow = ({ key, message, letter }) => {
    const marked = app.view.marked.includes(key);
    const who = message
      ? message.from.name
      : t('to-whom', { list: [...letter.to, ...letter.cc, ...letter.bcc].join(', ') });
    const subject = (message ?? letter).subject || t('no-subject');
    const fresh = message && !isRead(message);
    return h(
      'li',
      { class: marked ? 'row is-marked' : 'row' },
      message
        ? h(
            'label',
            { class: 'mark' },
            h('input', {
              type: 'checkbox',
              checked: marked,
              'data-key': `mark ${key}`,
              'aria-label': t('select', { subject }),
              onchange: () =>
                app.show({
                  marked: marked ? app.view.marked.filter((one) => one !== key) : [...app.view.marked, key],
                }),
            }),
          )
        : h('span', { class: 'mark' }),
      h(
        'button',
        {
          type: 'button',
          class: fresh ? 'mail is-fresh' : 'mail',
          'data-key': `open ${key}`,
          onclick: () => open(key),
        },
        fresh && h('span', { class: 'unseen' }, `${t('unread')}, `),
        h('span', { class: 'mail-who' }, who),
        h(
          'span',
          { class: 'mail-subject' },
          subject,
          (message?.attachments.length ?? letter?.files.length ?? 0) > 0 && icon('icon:paperclip'),
        ),
        message && h('span', { class: 'mail-date' }, when(message.date)),
      ),
    );
  };

  const drawList = () => {
    const query = plain(app.view.query.trim());
    const rows = rowsOf(app.view.folder).filter(({ message, letter }) => {
      const one = message ?? letter;
      return (
        query === '' ||
        plain(
          message
            ? [one.subject, textOf(message), message.from.name, message.from.address].join(' ')
            : [one.subject, one.text, ...one.to, ...one.cc, ...one.bcc].join(' '),
        ).includes(query)
      );
    });
    const { marked } = app.view;
    const act = (name, sign, run) =>
      button(t(name), sign, run, { disabled: marked.length === 0, class: 'tool tool-act' });
    return h(
      'main',
      { class: 'main' },
      h(
        'div',
        { class: 'bar' },
        h(
          'h1',
          { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'title' },
          folderName(app.view.folder),
        ),
        h(
          'div',
          { class: 'search' },
          icon('icon:search'),
          h('input', {
            type: 'search',
            'data-key': 'search',
            'aria-label': t('search', { folder: folderName(app.view.folder) }),
            placeholder: t('search-short'),
            value: app.view.query,
            autocomplete: 'off',
            autocapitalize: 'off',
            spellcheck: 'false',
            oninput: (event) => app.show({ query: event.target.value.slice(0, 80), marked: [] }),
          }),
        ),
      ),
      h(
        'div',
        { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
        act('move', 'icon:folder-input', () => moveSheet(marked)),
        act('archive', 'icon:archive', () => put(marked, 'archive')),
        app.view.folder === 'spam'
          ? act('not-spam', 'icon:mail-check', () => clear(marked))
          : act('spam', 'icon:octagon-alert', () => put(marked, 'spam')),
        act('delete', 'icon:trash-2', () => put(marked, 'trash')),
      ),
      rows.length === 0
        ? h('p', { class: 'empty' }, t(query === '' ? 'empty' : 'empty-search'))
        : h('ul', { class: 'rows', 'data-scroll': app.view.folder, onkeydown: onKey }, rows.map(drawRow)),
      h(
        'p',
        { class: 'status', role: 'status' },
        [t('count', { count: rows.length }), marked.length > 0 ? t('chosen', { count: marked.length }) : null]
          .filter(Boolean)
          .join(' · '),
      ),
    );
  };

  const onKey = (event) => {
    const mails = [...event.currentTarget.querySelectorAll('.mail')];
    const at = mails.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    mails[Math.min(mails.length - 1, Math.max(0, next))].focus();
    event.preventDefault();
  };

  /** A link goes nowhere: it says where it would lead, in the bar below, and in full when it is pressed. */
  const drawText = (message) => {
    const bar = h('p', { class: 'link-bar', 'aria-hidden': 'true' });
    const article = h('div', { class: 'letter' });
    article.innerHTML = message.html;
    const links = [...article.querySelectorAll('a[href]')];
    links.forEach((link, rank) => {
      const address = link.getAttribute('href');
      const show = () => {
        bar.textContent = address;
      };
      const hide = () => {
        bar.textContent = '';
      };
      link.removeAttribute('target');
      link.dataset.key = `link ${rank}`;
      link.addEventListener('mouseenter', show);
      link.addEventListener('focus', show);
      link.addEventListener('mouseleave', hide);
      link.addEventListener('blur', hide);
      link.addEventListener('auxclick', (event) => event.preventDefault());
      link.addEventListener('click', (event) => {
        event.preventDefault();
        ask({
          title: t('link-title'),
          body: h(
            'div',
            {},
            h('p', {}, t('link-leads')),
            h('p', {}, h('code', { class: 'address' }, address)),
            h('p', { class: 'help' }, t('link-closed')),
          ),
        });
      });
    });
    return [article, links.length > 0 && bar];
  };

  const drawAttachments = (files) =>
    files.length > 0 &&
    h(
      'ul',
      { class: 'attached', 'aria-label': t('attached') },
      files.map((file) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'press attachment',
              'data-key': `attached ${file.name}`,
              onclick: () => openFile(file),
            },
            icon('icon:paperclip'),
            h('span', {}, file.name),
            h('span', { class: 'soft' }, file.size),
          ),
        ),
      ),
    );

  /** What can go along with a letter. */
  const filesFor = ({ how, of }) => [
    ...app.config.files,
    ...(how === 'forward' ? messageOf(of).attachments : []),
  ];

  const drawFacts = (rows) =>
    h(
      'dl',
      { class: 'facts' },
      rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );

  const drawMessage = (message) => {
    const { details } = app.view;
    const act = (name, sign, run) => button(t(name), sign, run, { class: 'tool tool-act' });
    const mine = folderOf(message.id) === 'sent';
    return h(
      'main',
      { class: 'main' },
      h(
        'div',
        { class: 'bar' },
        button(
          t('back', { folder: folderName(app.view.folder) }),
          'icon:arrow-left',
          () => app.show({ open: null }),
          { 'data-key': 'back' },
        ),
      ),
      h(
        'div',
        { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
        act('reply', 'icon:reply', () => reply(message, false)),
        act('reply-all', 'icon:reply-all', () => reply(message, true)),
        act('forward', 'icon:forward', () => forward(message)),
        !mine && act('move', 'icon:folder-input', () => moveSheet([message.id])),
        !mine && act('archive', 'icon:archive', () => put([message.id], 'archive')),
        act('delete', 'icon:trash-2', () => put([message.id], 'trash')),
        ...(mine
          ? []
          : folderOf(message.id) === 'spam'
            ? [act('not-spam', 'icon:mail-check', () => clear([message.id]))]
            : [
                act('spam', 'icon:octagon-alert', () => put([message.id], 'spam')),
                act('report', 'icon:shield-alert', () => report(message.id)),
              ]),
      ),
      h(
        'article',
        { class: 'reading' },
        h(
          'h1',
          { class: 'subject', tabindex: '-1', 'data-home': true, 'data-key': `subject ${message.id}` },
          message.subject,
        ),
        h(
          'div',
          { class: 'from' },
          h('span', { class: 'face', 'aria-hidden': 'true' }, [...message.from.name][0]),
          h('p', { class: 'from-name' }, message.from.name, h('span', { class: 'soft' }, when(message.date))),
          h(
            'button',
            {
              type: 'button',
              class: 'press small',
              'data-key': 'details',
              'aria-expanded': details ? 'true' : 'false',
              onclick: () => app.show({ details: !details }),
            },
            t('details'),
          ),
        ),
        details &&
          h(
            'div',
            { class: 'details' },
            drawFacts([
              [t('from'), `${message.from.name} <${message.from.address}>`],
              ...(message.replyTo ? [[t('reply-to'), message.replyTo]] : []),
              [t('to'), message.to.join(', ')],
              ...(message.cc.length > 0 ? [[t('cc'), message.cc.join(', ')]] : []),
            ]),
            message.original.length > 0 &&
              h(
                'button',
                {
                  type: 'button',
                  class: 'press small',
                  'data-key': 'original',
                  onclick: () =>
                    ask({
                      title: t('original'),
                      wide: true,
                      body: h(
                        'pre',
                        { class: 'original', tabindex: '0', role: 'region', 'aria-label': t('original') },
                        message.original.join('\n'),
                      ),
                    }),
                },
                t('original'),
              ),
          ),
        drawText(message),
        drawAttachments(message.attachments),
      ),
    );
  };

  const drawLetter = (letter) =>
    h(
      'main',
      { class: 'main' },
      h(
        'div',
        { class: 'bar' },
        button(t('back', { folder: folderName('sent') }), 'icon:arrow-left', () => app.show({ open: null }), {
          'data-key': 'back',
        }),
      ),
      h(
        'article',
        { class: 'reading' },
        h('h1', { class: 'subject', tabindex: '-1', 'data-home': true }, letter.subject || t('no-subject')),
        drawFacts([
          ...(letter.to.length > 0 ? [[t('to'), letter.to.join(', ')]] : []),
          ...(letter.cc.length > 0 ? [[t('cc'), letter.cc.join(', ')]] : []),
          ...(letter.bcc.length > 0 ? [[t('bcc'), letter.bcc.join(', ')]] : []),
        ]),
        h('p', { class: 'written' }, letter.text),
        drawAttachments(letter.files.map((name) => filesFor(letter).find((file) => file.name === name))),
      ),
    );

  const drawFile = (file, draft, note) =>
    h(
      'div',
      { class: 'file' },
      h(
        'label',
        { class: 'goal' },
        h('input', {
          type: 'checkbox',
          checked: draft.files.includes(file.name),
          'data-key': `file ${file.name}`,
          onchange: ({ target }) => {
            const others = app.view.draft.files.filter((one) => one !== file.name);
            note({ files: target.checked ? [...others, file.name] : others });
          },
        }),
        icon('icon:paperclip'),
        h('span', {}, file.name, ' ', h('span', { class: 'soft' }, file.size)),
      ),
      file.text &&
        button(t('see'), 'icon:eye', () => openFile(file), {
          'data-key': `see ${file.name}`,
          'aria-label': t('see-file', { name: file.name }),
        }),
    );

  const drawDraft = () => {
    const { draft } = app.view;
    const note = (change) => app.note({ draft: { ...app.view.draft, ...change } });
    const field = (name) =>
      h(
        'div',
        { class: 'who' },
        h('label', { for: `draft-${name}` }, t(name)),
        h('input', {
          type: 'text',
          id: `draft-${name}`,
          'data-key': `draft ${name}`,
          value: draft[name],
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          inputmode: 'email',
          oninput: (event) => note({ [name]: event.target.value.slice(0, 3000) }),
        }),
        app.config.contacts.length > 0 &&
          button(t('contact'), 'icon:book-user', () => addContacts(name), {
            class: 'press small book',
            'data-key': `contact ${name}`,
            'aria-label': t('add-contact', { field: t(name) }),
          }),
      );
    const mine = filesFor(draft);
    return h(
      'main',
      { class: 'main compose' },
      h(
        'h1',
        { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': 'compose' },
        t(draft.how === 'new' ? 'new' : draft.how),
      ),
      ['to', 'cc', 'bcc'].map(field),
      h(
        'div',
        { class: 'who' },
        h('label', { for: 'draft-subject' }, t('subject')),
        h('input', {
          type: 'text',
          id: 'draft-subject',
          'data-key': 'draft subject',
          value: draft.subject,
          maxlength: '200',
          oninput: (event) => note({ subject: event.target.value.slice(0, 200) }),
        }),
      ),
      h(
        'div',
        { class: 'line' },
        h('label', { for: 'draft-text' }, t('text')),
        h('textarea', {
          id: 'draft-text',
          'data-key': 'draft text',
          rows: '5',
          maxlength: '2000',
          value: draft.text,
          oninput: (event) => note({ text: event.target.value.slice(0, 2000) }),
        }),
      ),
      draft.quoted !== '' &&
        h(
          'details',
          { class: 'quoted' },
          h('summary', {}, t('quoted')),
          h('p', { class: 'written' }, draft.quoted),
        ),
      mine.length > 0 &&
        h(
          'fieldset',
          { class: 'files' },
          h('legend', {}, t('attach')),
          mine.map((file) => drawFile(file, draft, note)),
        ),
      draft.fault && h('p', { class: 'fault' }, draft.fault),
      h(
        'div',
        { class: 'sheet-actions' },
        h(
          'button',
          { type: 'button', class: 'press press-main', 'data-key': 'send', onclick: send },
          t('send'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'press',
            'data-key': 'discard',
            onclick: discard,
          },
          t('discard'),
        ),
      ),
    );
  };

  window.Practical.define({
    view: () => ({
      folder: 'inbox',
      open: null,
      marked: [],
      query: '',
      details: false,
      read: [],
      draft: null,
      drafting: false,
      rules: false,
      applied: null,
    }),
    draw(given) {
      app = given;
      const { open: key, draft, drafting, rules } = app.view;
      const letter = key?.startsWith('sent ') ? app.state.sent[Number(key.slice(5))] : undefined;
      const message = key === null ? undefined : messageOf(key);
      const one = letter ? drawLetter(letter) : message ? drawMessage(message) : null;
      const main = draft && drafting ? drawDraft() : rules ? drawRules() : (one ?? drawList());
      return h('div', { class: one || drafting ? 'body is-reading' : 'body' }, drawFolders(), main);
    },
  });
})();
