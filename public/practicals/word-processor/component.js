/* A word processor: what it shows and hears. A state is what `src/engine/practicals/word-processor.ts` reads. */
(() => {
  const { h, icon, button } = window.Practical;
  const { decidedIn, labelsOf, lookBetween, pagesOf, partOf, piecesOf, textOf, wordCount } = window.Shared;
  const {
    has,
    all,
    rankOf,
    chosen,
    ranks,
    spans,
    isOne,
    shortOf,
    nameOf,
    styleOf,
    misspelt,
    hits,
    change,
    choose,
    chosenSaid,
    toggleWhole,
    chooseWord,
    look,
    list,
    indent,
    copy,
    remove,
    paste,
    finding,
    search,
    countSaid,
    step,
    replace,
  } = window.Word;
  const {
    shared,
    pickStyle,
    sizeNow,
    pickSize,
    setStyles,
    setSpaces,
    setHeader,
    editText,
    addParagraph,
    spell,
    addNote,
    contents,
  } = window.WordSheets;
  const t = (name, values) => window.Practical.t(`practical.word-processor.${name}`, values);

  const ALIGNMENTS = ['left', 'center', 'right', 'justify'];
  const LETTERS = ['bold', 'italic', 'underline'];
  const KEYS = { b: 'bold', i: 'italic', u: 'underline' };
  const MARKS = { ' ': '·', '\u00a0': '°', '\u202f': '°', '\t': '→\t', '\n': '↵\n' };
  const REM = 1 / 12;

  let app = null;
  let dragging = null;

  // ---- keys, mouse and touch

  const options = () => [...document.querySelectorAll('.paper [role=option]')];
  const focusOn = (option) => {
    if (!option) return;
    for (const one of options()) if (one.tabIndex === 0) one.tabIndex = -1;
    option.tabIndex = 0;
    option.focus();
    app.note({ at: placeOf(option) });
  };
  const placeOf = (option) => ({
    id: option.dataset.id,
    from: option.dataset.from === undefined ? null : Number(option.dataset.from),
  });
  const press = (option, isTo) => {
    const { id, from, to } = option.dataset;
    if (from === undefined) toggleWhole(id, isTo);
    else chooseWord(id, Number(from), Number(to), isTo || app.view.extending);
  };
  const onKey = (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    const every = options();
    const wholes = every.filter((one) => one.dataset.from === undefined);
    const own = every.filter((one) => one.dataset.id === option.dataset.id);
    const rank = every.indexOf(option);
    const row = wholes.indexOf(own[0]);
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const commands = {
      a: () => choose({ ids: all().map((block) => block.id) }, placeOf(option)),
      z: () => app.undo(t('undone')),
      ...(has('move') && chosen() ? { c: () => copy(false), x: () => copy(true) } : {}),
      ...(has('move') && app.view.clip && chosen() ? { v: () => paste(true) } : {}),
    };
    if (has('letters') && spans().length > 0)
      for (const [one, name] of Object.entries(KEYS)) commands[one] = () => look(name);
    const moves = {
      ArrowRight: () => every[rank + 1],
      ArrowLeft: () => every[rank - 1],
      ArrowDown: () => wholes[row + 1],
      ArrowUp: () => wholes[option === own[0] ? row - 1 : row],
      Home: () => (isCommand ? every[0] : own[0]),
      End: () => (isCommand ? every[every.length - 1] : own[own.length - 1]),
    };
    if (isCommand && commands[key]) commands[key]();
    else if (moves[key]) {
      const next = moves[key]();
      if (event.shiftKey && next) {
        // From what has the focus, when nothing is chosen yet.
        if (option.getAttribute('aria-selected') !== 'true') press(option, false);
        const same = options().find((one) => one.dataset.key === next.dataset.key);
        if (same) press(same, true);
        focusOn(options().find((one) => one.dataset.key === next.dataset.key));
      } else focusOn(next);
    } else if (key === ' ' || key === 'Enter') press(option, event.shiftKey);
    else if (key === 'Escape') choose(null, placeOf(option));
    else if ((key === 'Delete' || key === 'Backspace') && chosen() && (has('text') || has('move')))
      remove(t('removed'));
    else return;
    event.preventDefault();
  };
  const onDown = (event) => {
    const option = event.target.closest('[data-from]');
    dragging = event.pointerType === 'mouse' && event.button === 0 && option ? option.dataset : null;
  };
  const onOver = (event) => {
    const option = event.target.closest('[data-from]');
    if (!dragging || event.buttons !== 1 || !option || option.dataset.id !== dragging.id) return;
    if (option.dataset.from === dragging.from && chosen()?.id !== dragging.id) return;
    app.view.anchor = { from: Number(dragging.from), to: Number(dragging.to) };
    app.view.chosen = { id: dragging.id, from: Number(dragging.from), to: Number(dragging.to) };
    chooseWord(dragging.id, Number(option.dataset.from), Number(option.dataset.to), true);
  };
  const onClick = (event) => {
    const option = event.target.closest('[role=option]');
    if (option) press(option, event.shiftKey);
  };

  // ---- drawing

  const drawTools = () => {
    const none = ranks().length === 0;
    const noLetters = spans().length === 0;
    const tool = (key, sign, act, { off = false, on, wide = false } = {}) =>
      button(t(key), sign, act, {
        class: wide ? 'tool tool-act' : 'tool only-icon',
        'data-key': key,
        title: t(key),
        disabled: off,
        'aria-pressed': on === undefined ? null : String(on),
      });
    const isLook = (name) =>
      !noLetters && spans().every(({ rank, from, to }) => lookBetween(all()[rank], from, to)[name] === true);
    const letter = (name) =>
      h(
        'button',
        {
          type: 'button',
          class: `tool is-${name}`,
          'data-key': name,
          'aria-label': t(name),
          title: t(name),
          disabled: noLetters,
          'aria-pressed': String(isLook(name)),
          onclick: () => look(name),
        },
        t(`${name}-letter`),
      );
    const style = shared((block) => block.style);
    const size = sizeNow();
    const same = (name, value) => !none && shared((block) => block[name]) === value;
    const chosenWords = Boolean(chosen()?.id);
    const groups = [
      [
        has('styles') &&
          button(none || style === null ? t('style') : t(`style.${style}`), 'icon:heading', pickStyle, {
            class: 'tool',
            'data-key': 'style',
            'aria-label':
              none || style === null ? t('style') : t('style-now', { style: t(`style.${style}`) }),
            disabled: none,
          }),
        has('size') &&
          button(size === null ? t('size') : t('points', { count: size }), 'icon:a-large-small', pickSize, {
            class: 'tool',
            'data-key': 'size',
            'aria-label': size === null ? t('size') : t('size-now', { size }),
            disabled: noLetters,
          }),
        has('letters') && LETTERS.map(letter),
      ],
      has('align') &&
        ALIGNMENTS.map((align) =>
          tool(
            `align-${align}`,
            {
              left: 'icon:text-align-start',
              center: 'icon:text-align-center',
              right: 'icon:text-align-end',
              justify: 'icon:text-align-justify',
            }[align],
            () =>
              change(
                ranks(),
                (block) => ({ ...block, align }),
                t('align-set', { align: t(`align-${align}`) }),
              ),
            { off: none, on: same('align', align) },
          ),
        ),
      has('lists') && [
        tool('bullets', 'icon:list', () => list('bullets'), { off: none, on: same('list', 'bullets') }),
        tool('numbers', 'icon:list-ordered', () => list('numbers'), {
          off: none,
          on: same('list', 'numbers'),
        }),
        tool('outdent', 'icon:list-indent-decrease', () => indent(-1), { off: none || same('level', 0) }),
        tool('indent', 'icon:list-indent-increase', () => indent(1), { off: none }),
      ],
      has('text') && [
        tool('text', 'icon:pencil', editText, { off: !isOne() || Boolean(all()[ranks()[0]].lines) }),
        tool('add', 'icon:plus', addParagraph),
        tool('remove', 'icon:trash-2', () => remove(t('removed')), { off: none }),
      ],
      has('move') && [
        tool('cut', 'icon:scissors', () => copy(true), { off: none }),
        tool('copy', 'icon:copy', () => copy(false), { off: none }),
        tool('paste-before', 'icon:arrow-up-to-line', () => paste(false), {
          off: none || !app.view.clip,
          wide: true,
        }),
        tool('paste-after', 'icon:arrow-down-to-line', () => paste(true), {
          off: none || !app.view.clip,
          wide: true,
        }),
      ],
      [
        has('paragraph') &&
          tool('paragraph', 'icon:between-horizontal-start', setSpaces, { off: none, wide: true }),
        has('page') &&
          tool(
            'page-break',
            'icon:separator-horizontal',
            () => {
              const is = same('page', true);
              change(ranks(), (block) => ({ ...block, page: !is }), t(is ? 'page-off' : 'page-on'));
            },
            { off: !isOne(), on: isOne() && same('page', true), wide: true },
          ),
        has('header') && tool('header-footer', 'icon:panel-top', setHeader, { wide: true }),
        has('style-settings') && tool('style-settings', 'icon:palette', setStyles, { wide: true }),
        has('numbering') &&
          tool(
            'numbering',
            'icon:list-tree',
            () =>
              app.change(
                { ...app.state, numbered: !app.state.numbered },
                t(app.state.numbered ? 'numbering-off' : 'numbering-on'),
              ),
            { on: app.state.numbered, wide: true },
          ),
        has('contents') &&
          tool(
            all().some((block) => block.lines) ? 'contents-update' : 'contents-make',
            'icon:table-of-contents',
            contents,
            { wide: true },
          ),
        has('replace') &&
          tool(
            'find',
            'icon:search',
            () => {
              app.show({
                finding: app.view.finding ? null : { find: '', by: '', whole: false, case: false, at: 0 },
              });
              document.getElementById('find')?.focus();
            },
            { on: app.view.finding !== null, wide: true },
          ),
        has('spelling') && tool('spelling', 'icon:spell-check', spell, { wide: true }),
        has('notes') && tool('note', 'icon:message-square-plus', addNote, { off: !chosenWords, wide: true }),
        has('marks') &&
          tool(
            'marks',
            'icon:pilcrow',
            () => app.show({ marks: !app.view.marks }, t(app.view.marks ? 'marks-off' : 'marks-on')),
            {
              on: app.view.marks,
            },
          ),
      ],
    ];
    return h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
      groups
        .map((group) => [group].flat(2).filter(Boolean))
        .filter((group) => group.length > 0)
        .map((group) => h('span', { class: 'group' }, group)),
    );
  };

  /** What is chosen, and the way to choose more without a drag: for fingers. */
  const drawChosen = () => {
    const { extending } = app.view;
    return h(
      'div',
      { class: 'row chosen' },
      h('p', { class: 'status' }, extending ? t('extend-help') : chosenSaid()),
      button(
        t('extend'),
        'icon:move-horizontal',
        () => app.show({ extending: !extending }, t(extending ? 'extend-off' : 'extend-help')),
        { 'data-key': 'extend', 'aria-pressed': String(extending), disabled: !chosen()?.id },
      ),
    );
  };

  const drawFind = () => {
    const now = app.view.finding;
    const field = (name, key) =>
      h(
        'p',
        { class: 'line' },
        h('label', { for: name }, t(key)),
        h('input', {
          type: 'text',
          id: name,
          'data-key': name,
          value: now[name],
          maxlength: '80',
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          oninput: (event) => app.note(finding({ [name]: event.target.value, shown: false, told: '' })),
          onkeydown: (event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            search();
          },
        }),
      );
    const box = (name, key) =>
      h(
        'label',
        { class: 'goal' },
        h('input', {
          type: 'checkbox',
          'data-key': `find ${name}`,
          checked: now[name],
          onchange: (event) => app.show(finding({ [name]: event.target.checked, at: 0, told: '' })),
        }),
        h('span', {}, t(key)),
      );
    let last = 'find';
    const code = (name) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press sign',
          'data-key': `code ${name}`,
          onclick: () => {
            app.show(finding({ [last]: `${app.view.finding[last]}^${name}`, shown: false, told: '' }));
            const input = document.getElementById(last);
            input.focus();
            input.setSelectionRange(input.value.length, input.value.length);
          },
        },
        t(`code.${name}`),
      );
    const act = (key, run, isMain) =>
      h(
        'button',
        {
          type: 'button',
          class: isMain ? 'press press-main' : 'press',
          'data-key': `find ${key}`,
          onclick: run,
        },
        t(key),
      );
    const found = hits();
    const said =
      now.told ||
      (now.shown
        ? found.length > 0
          ? t('found-at', { at: Math.min(now.at, found.length - 1) + 1, all: found.length })
          : countSaid()
        : '');
    return h(
      'section',
      {
        class: 'find',
        'aria-label': t('find'),
        onfocusin: ({ target }) => {
          if (target.id === 'find' || target.id === 'by') last = target.id;
        },
      },
      h('div', { class: 'pair' }, field('find', 'find-label'), field('by', 'by-label')),
      h('div', { class: 'row' }, box('whole', 'whole-word'), box('case', 'case')),
      h('div', { class: 'signs', role: 'group', 'aria-label': t('codes') }, ['p', 'l', 't', 's'].map(code)),
      h(
        'div',
        { class: 'row' },
        act('search', search, true),
        act('next', step),
        act('replace', () => replace(false)),
        act('replace-all', () => replace(true)),
      ),
      h('p', { class: 'soft told' }, said),
    );
  };

  const SHOWN = ['bold', 'italic', 'underline', 'gone'];
  /** A stretch of a paragraph, cut where its look changes. */
  const drawLetters = (block, from, to, found, current) => {
    const text = textOf(block);
    let at = 0;
    const edges = new Set([from, to]);
    for (const run of block.runs) {
      at += run.text.length;
      edges.add(at);
    }
    for (const one of found) edges.add(one.from).add(one.to);
    const cuts = [...edges].filter((edge) => edge >= from && edge <= to).sort((a, b) => a - b);
    return cuts.slice(0, -1).map((start, rank) => {
      const end = cuts[rank + 1];
      const [run] = partOf(block.runs, start, end);
      const hit = found.find((one) => one.from <= start && one.to >= end);
      const looks = [
        ...SHOWN.filter((name) => run[name]).map((name) => `is-${name}`),
        run.change && !run.gone && 'is-new',
        run.note && 'is-noted',
        hit && (hit === current ? 'is-hit is-current' : 'is-hit'),
      ].filter(Boolean);
      const letters = text.slice(start, end);
      const children = app.view.marks
        ? letters
            .split(/([ \u00a0\u202f\t\n])/)
            .map((part) => (part in MARKS ? h('span', { class: 'mark' }, MARKS[part]) : part))
        : [letters];
      if (looks.length === 0 && !run.size && !app.view.marks) return letters;
      const element = h('span', { class: looks.join(' ') || null }, children);
      if (run.size) element.style.fontSize = `${run.size * REM}rem`;
      return element;
    });
  };
  /** What a word is beside its letters, for those who do not see it. */
  const saidOf = (block, from, to, word) => {
    const look = lookBetween(block, from, to);
    const change = app.config.changes.find((one) => one.id === look.change);
    const parts = [
      ...LETTERS.filter((name) => look[name]).map((name) => t(name).toLowerCase()),
      look.size && t('points', { count: look.size }),
      change && t(look.gone ? 'gone-by' : 'new-by', { author: change.author }),
      look.note && t('noted'),
      has('spelling') && misspelt(word) && t('underlined'),
    ].filter(Boolean);
    return parts.length > 0 ? [word, ...parts].join(', ') : null;
  };
  const drawBlock = (block, rank, { label, page, found, current }) => {
    const text = textOf(block);
    const now = chosen();
    const isWhole = now?.ids?.includes(block.id) ?? false;
    const { at } = app.view;
    const option = (from, to, more, ...children) => {
      const isHere = at?.id === block.id && at.from === from;
      return h(
        'span',
        {
          role: 'option',
          tabindex: isHere ? '0' : '-1',
          'data-home': isHere,
          'data-key': from === null ? `whole ${block.id}` : `word ${block.id} ${from}`,
          'data-id': block.id,
          'data-from': from,
          'data-to': to,
          ...more,
        },
        ...children,
      );
    };
    const facts = [
      t(`style.${block.style}`),
      block.align !== 'left' && t(`align-${block.align}`),
      label,
      block.level > 0 && t('level', { level: block.level + 1 }),
      block.page && t('page-on'),
      t('page', { page }),
    ].filter(Boolean);
    const handle = option(
      null,
      null,
      {
        class: 'handle',
        'aria-selected': String(isWhole),
        'aria-label': t('whole', { number: rank + 1, text: nameOf(block), facts: facts.join(', ') }),
      },
      h('span', { class: 'box' }, isWhole && icon('icon:check')),
    );
    const words = piecesOf(text).map(({ from, to, isWord }) => {
      const letters = drawLetters(block, from, to, found, current);
      const isChosen = isWhole || (now?.id === block.id && now.from < to && now.to > from);
      if (!isWord) return isChosen && !isWhole ? h('span', { class: 'is-chosen' }, letters) : letters;
      const word = text.slice(from, to);
      const wrong = has('spelling') && misspelt(word);
      return option(
        from,
        to,
        {
          class: `word${isChosen && !isWhole ? ' is-chosen' : ''}${wrong ? ' is-wrong' : ''}`,
          'aria-selected': String(isChosen),
          'aria-label': saidOf(block, from, to, word),
        },
        letters,
      );
    });
    const style = styleOf(block.style);
    const body = h(
      'div',
      { class: `text is-${block.style} to-${block.align} color-${style.color}` },
      label && h('span', { class: 'label' }, `${label}\u00a0`),
      block.lines ? drawContents(block.lines) : words,
      app.view.marks && h('span', { class: 'mark' }, '¶'),
    );
    const { before, after, line, first } = block.space;
    Object.assign(body.style, {
      fontSize: `${style.size * REM}rem`,
      paddingLeft: `${block.level * 26 + (block.list === 'none' ? 0 : 8)}px`,
      marginTop: `${before * REM}rem`,
      marginBottom: `${after * REM}rem`,
      lineHeight: String(1.4 * line),
      textIndent: `${first * 38}px`,
    });
    return h(
      'div',
      {
        class: `block${isWhole ? ' is-whole' : ''}`,
        role: 'group',
        'aria-label': t('paragraph-number', { number: rank + 1 }),
      },
      handle,
      body,
    );
  };
  const drawContents = (rows) => [
    h('strong', {}, t('contents')),
    rows.length === 0
      ? h('span', { class: 'toc-row' }, t('contents-none'))
      : rows.map(({ text, level, page }) =>
          h(
            'span',
            { class: `toc-row level-${level}` },
            h('span', {}, text),
            h('span', { class: 'dots' }),
            h('span', {}, String(page)),
          ),
        ),
  ];

  const drawPaper = () => {
    const pages = pagesOf(all(), app.config);
    const labels = labelsOf(all(), app.state.numbered);
    const found = hits();
    const current = found[Math.min(app.view.finding?.at ?? 0, found.length - 1)];
    const { header, footer, pageNumbers } = app.state;
    const foot = (page) => [footer, pageNumbers && String(page)].filter(Boolean).join('\u00a0– ');
    const band = (text, kind) => text && h('div', { class: `band ${kind}`, 'aria-hidden': 'true' }, text);
    const known = all().some((block) => block.id === app.view.at?.id);
    if (!known) app.view.at = { id: all()[0].id, from: null };
    else if (app.view.at.from !== null) {
      const pieces = piecesOf(textOf(all()[rankOf(app.view.at.id)]));
      if (!pieces.some((one) => one.isWord && one.from === app.view.at.from))
        app.view.at = { ...app.view.at, from: null };
    }
    return h(
      'div',
      { class: 'desk', 'data-scroll': 'desk' },
      h(
        'div',
        {
          class: 'paper',
          role: 'listbox',
          'aria-multiselectable': 'true',
          'aria-label': t('document'),
          onkeydown: onKey,
          onclick: onClick,
          onpointerdown: onDown,
          onpointerover: onOver,
        },
        band(header, 'head'),
        all().map((block, rank) => {
          const page = pages[rank];
          const turns = rank > 0 && page !== pages[rank - 1];
          return [
            turns && [
              band(foot(page - 1), 'foot'),
              h('div', { class: 'turn', 'aria-hidden': 'true' }, t('page', { page })),
              band(header, 'head'),
            ],
            drawBlock(block, rank, {
              label: labels[rank],
              page,
              found: found.filter((one) => one.block === rank),
              current,
            }),
          ];
        }),
        band(foot(pages[pages.length - 1]), 'foot'),
      ),
    );
  };

  const drawChanges = () => {
    const left = app.config.changes.filter(({ id }) => !(id in app.state.decided));
    if (app.config.changes.length === 0) return null;
    const decide = (ids, isAccepted) => {
      const decided = { ...app.state.decided };
      for (const id of ids) decided[id] = isAccepted ? 'accepted' : 'rejected';
      app.change(
        {
          ...app.state,
          decided,
          blocks: ids.reduce((blocks, id) => decidedIn(blocks, id, isAccepted), all()),
        },
        t(isAccepted ? 'accepted' : 'rejected', { count: ids.length }),
      );
    };
    const two = (ids, name) =>
      [true, false].map((isAccepted) =>
        h(
          'button',
          {
            type: 'button',
            class: 'press small',
            'data-key': `${isAccepted ? 'accept' : 'reject'} ${ids.join(' ')}`,
            'aria-label': name && `${t(isAccepted ? 'accept' : 'reject')} : ${name}`,
            onclick: () => decide(ids, isAccepted),
          },
          t(isAccepted ? (name ? 'accept' : 'accept-all') : name ? 'reject' : 'reject-all'),
        ),
      );
    const trimmed = ({ author, ...one }) => ({ author, old: one.old.trim(), new: one.new.trim() });
    const said = (one) =>
      t(one.old === '' ? 'change-add' : one.new === '' ? 'change-remove' : 'change', trimmed(one));
    return h(
      'section',
      { class: 'panel', 'aria-label': t('changes') },
      h('h2', { tabindex: '-1' }, t('changes')),
      left.length === 0
        ? h('p', { class: 'soft' }, t('changes-none'))
        : [
            h(
              'ul',
              {},
              left.map((one) =>
                h(
                  'li',
                  { class: 'item' },
                  h('span', {}, said(one)),
                  h('span', { class: 'acts' }, two([one.id], said(one))),
                ),
              ),
            ),
            h('p', { class: 'acts' }, two(left.map(({ id }) => id))),
          ],
    );
  };

  const drawNotes = () => {
    const { notes } = app.state;
    if (notes.length === 0) return null;
    const words = (id) =>
      all()
        .flatMap((block) => block.runs.filter((run) => run.note === id).map((run) => run.text))
        .join('');
    const drop = (id) => {
      const bare = (block) => ({
        ...block,
        runs: block.runs.map((run) => {
          if (run.note !== id) return run;
          const { note: _, ...rest } = run;
          return rest;
        }),
      });
      app.change(
        { ...app.state, notes: notes.filter((one) => one.id !== id), blocks: all().map(bare) },
        t('note-removed'),
      );
    };
    return h(
      'section',
      { class: 'panel', 'aria-label': t('notes') },
      h('h2', { tabindex: '-1' }, t('notes')),
      h(
        'ul',
        {},
        notes.map(({ id, text }) =>
          h(
            'li',
            { class: 'item' },
            h('span', {}, h('strong', {}, t('note-on', { words: shortOf(words(id)) })), ' ', text),
            button(t('note-remove'), 'icon:trash-2', () => drop(id), { 'data-key': `drop ${id}` }),
          ),
        ),
      ),
    );
  };

  window.Practical.define({
    view: (config) => ({
      chosen: null,
      anchor: null,
      at: { id: config.blocks[0].id, from: null },
      clip: null,
      extending: false,
      finding: null,
      marks: config.marks,
    }),
    draw(given) {
      app = given;
      window.Word.use(given);
      window.WordSheets.use(given);
      const pages = pagesOf(all(), app.config);
      return h(
        'main',
        {},
        h('h1', { class: 'unseen' }, t('document')),
        drawTools(),
        app.view.finding && drawFind(),
        drawChosen(),
        drawPaper(),
        h(
          'p',
          { class: 'status' },
          [t('words', { count: wordCount(all()) }), t('pages', { count: pages[pages.length - 1] })].join(
            ' · ',
          ),
        ),
        drawChanges(),
        drawNotes(),
      );
    },
  });
})();
