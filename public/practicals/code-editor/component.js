/* A code editor. A state is what `src/engine/practicals/code-editor.ts` reads; programs are run by `window.Shared`. */
(() => {
  const { h, icon, button } = window.Practical;
  // The frame of programs has nothing of pages, and that of sites nothing of programs.
  const { readPage, readStyles, runProgram } = window.Shared;
  const { drawn, heard, title } = window.CodePage ?? {};
  const t = (name, values) => window.Practical.t(`practical.code-editor.${name}`, values);

  const MOST_TYPED = 8000;
  const PAUSE = 350;

  let app = null;
  let typing = { run: 0, line: -1, at: 0 };
  let waiting = 0;
  let pressed = false;
  let releasing = 0;

  // ---- what is known

  const fileAt = (name) => app.config.files.find((file) => file.name === name);
  const textAt = (name) => (fileAt(name) ? (app.state.files[name] ?? fileAt(name).text) : undefined);
  const here = () => app.view.file;
  const kindOf = (name) => name.slice(name.lastIndexOf('.') + 1);
  const isProgram = () => app.config.run !== null && kindOf(app.config.run) === 'py';
  const isPage = () => app.config.run !== null && kindOf(app.config.run) === 'html';
  const pictureAt = (path) => app.config.pictures.find(({ name }) => name === path)?.picture ?? null;
  const width = () => app.view.width ?? app.config.widths[0] ?? 1000;
  const unit = () => (kindOf(here()) === 'py' ? '    ' : '  ');
  const troubleWords = ({ code, line, values }) => {
    const named = { ...values };
    for (const key of ['left', 'right', 'type']) if (key in named) named[key] = t(`kind.${named[key]}`);
    const why = t(`trouble.${code}`, named);
    return line > 0 ? t('at-line', { line, why }) : why;
  };
  /** Of a page or a style sheet: what is badly written, said while it is written. */
  const troublesOf = (name) => {
    if (kindOf(name) === 'html') return readPage(textAt(name)).troubles;
    return kindOf(name) === 'css' ? readStyles(textAt(name)).troubles : [];
  };

  // ---- acts

  const withText = (text) => {
    const files = { ...app.state.files };
    if (text === fileAt(here()).text) delete files[here()];
    else files[here()] = text.slice(0, MOST_TYPED);
    return { ...app.state, files };
  };
  const area = () => document.querySelector('textarea.code');
  const typed = () => {
    const box = area();
    const line = box.value.slice(0, box.selectionStart).split('\n').length;
    const now = Date.now();
    // What is typed without a pause on a line is undone together.
    if (now - typing.at > 1500 || Math.abs(line - typing.line) > 1) typing.run += 1;
    typing = { run: typing.run, line, at: now };
    app.type(withText(box.value), `${here()} ${typing.run}`);
    repaint();
    place();
    // A press whose end was never told (a menu took it) is over too.
    pressed = false;
    clearTimeout(waiting);
    waiting = setTimeout(follow, PAUSE);
  };
  /** Put in as if typed, so that the browser's own undo knows of it. */
  const insert = (text) => {
    const box = area();
    if (!document.execCommand('insertText', false, text)) {
      box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
      typed();
    }
  };
  const newLine = () => {
    const box = area();
    const before = box.value.slice(0, box.selectionStart).split('\n').pop();
    const margin = /^[ \t]*/.exec(before)[0];
    const opens = kindOf(here()) === 'py' ? /:\s*(?:#.*)?$/.test(before) : /\{\s*$/.test(before);
    insert(`\n${margin}${opens ? unit() : ''}`);
  };
  /** The lines of the selection, further in or out. */
  const shift = (out) => {
    const box = area();
    const { selectionStart: from, selectionEnd: to, value } = box;
    const start = value.lastIndexOf('\n', from - 1) + 1;
    const next = value.indexOf('\n', Math.max(from, to - (to > from ? 1 : 0)));
    const end = next < 0 ? value.length : next;
    const lines = value.slice(start, end).split('\n');
    const moved = lines.map((line) =>
      out
        ? line.replace(new RegExp(`^(?:\\t| {1,${unit().length}})`), '')
        : line === '' && lines.length > 1
          ? line
          : unit() + line,
    );
    if (moved.join('\n') === lines.join('\n')) return;
    const first = moved[0].length - lines[0].length;
    const all = moved.join('\n').length - (end - start);
    app.change(
      withText(value.slice(0, start) + moved.join('\n') + value.slice(end)),
      t(out ? 'shifted-out' : 'shifted-in'),
    );
    const fresh = area();
    fresh.focus({ preventScroll: true });
    fresh.setSelectionRange(Math.max(start, from + first), to + all);
    place();
  };
  const run = () => {
    const inputs = app.view.inputs === '' ? [] : app.view.inputs.split('\n');
    const { printed, trouble, results } = runProgram(textAt(app.config.run), {
      inputs,
      calls: app.config.tries.map((call) => ({ call })),
    });
    const said = trouble
      ? troubleWords(trouble)
      : printed.trim() === ''
        ? t('ran-quiet')
        : t('ran', { text: printed.trim().slice(0, 300) });
    app.show({ ran: { printed, trouble, results } }, said);
  };
  const go = (path, address) => {
    const found = path !== null && textAt(path) !== undefined && kindOf(path) === 'html';
    if (found) app.show({ page: path, lost: null }, t('went', { name: path }));
    else app.show({ lost: path ?? address }, t('lost', { name: path ?? address }));
  };

  // ---- colours

  const PYTHON =
    /(#.*)|("""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|\b(and|or|not|if|elif|else|for|while|in|is|def|return|break|continue|pass|global|del|True|False|None)\b|\b(\d+(?:\.\d+)?)\b|\b([A-Za-z_]\w*)(?=\()/g;
  const MARKUP =
    /(<!--[\s\S]*?(?:-->|$))|(=\s*"[^"]*"|=\s*'[^']*')|(<\/?[a-zA-Z][\w-]*|<![a-zA-Z]+|\/?>)|(&[a-z#0-9]+;)/g;
  const SHEET =
    /(\/\*[\s\S]*?(?:\*\/|$))|("[^"]*")|([\w-]+(?=\s*:[^{};]*[;}])|@[a-z]+)|(#[0-9a-fA-F]{3,6}\b|\b\d+(?:\.\d+)?(?:px|em|rem|fr|%)?)/g;
  const CLASSES = ['note', 'text', 'word', 'number', 'call'];
  const painted = (text, kind) => {
    const pattern = { py: PYTHON, html: MARKUP, css: SHEET }[kind];
    if (!pattern) return [text];
    const parts = [];
    let at = 0;
    for (const found of text.matchAll(pattern)) {
      if (found[0] === '') continue;
      const rank = found.slice(1).findIndex((one) => one !== undefined);
      parts.push(text.slice(at, found.index), h('span', { class: `c-${CLASSES[rank]}` }, found[0]));
      at = found.index + found[0].length;
    }
    return [...parts, text.slice(at)];
  };
  const numbers = (text) => {
    const wrong = new Set(
      isProgram() && here() === app.config.run
        ? [app.view.ran?.trouble?.line]
        : troublesOf(here()).map(({ line }) => line),
    );
    return text
      .split('\n')
      .map((_, rank) => h('span', { class: wrong.has(rank + 1) ? 'is-wrong' : '' }, String(rank + 1)));
  };
  const repaint = () => {
    const text = area().value;
    document.querySelector('.paint').replaceChildren(...painted(text, kindOf(here())), '\n');
    document.querySelector('.gutter').replaceChildren(...numbers(text));
    fitArea(area());
  };
  const fitArea = (box) => {
    box.style.height = `${box.value.split('\n').length * 1.5 + 0.2}em`;
    box.style.width = `max(100%, ${box.value.split('\n').reduce((most, line) => Math.max(most, line.length), 0) + 2}ch)`;
  };
  const place = () => {
    const box = area();
    const before = box.value.slice(0, box.selectionStart).split('\n');
    document.querySelector('.status').textContent = t('place', {
      line: before.length,
      column: before[before.length - 1].length + 1,
    });
  };
  /** After a pause: the page and its faults, and not what is being typed. */
  const follow = () => {
    if (!app || !area()) return;
    if (pressed) {
      waiting = setTimeout(follow, PAUSE);
      return;
    }
    document.querySelector('.faults')?.replaceWith(drawFaults());
    document.querySelector('.preview')?.replaceWith(drawPreview());
    window.Practical.measure();
  };

  // What moves or is drawn anew under a press loses its click: the press is waited for, and the click after it.
  window.addEventListener('pointerdown', () => {
    clearTimeout(releasing);
    pressed = true;
  });
  for (const end of ['pointerup', 'pointercancel', 'blur']) {
    window.addEventListener(end, () => {
      clearTimeout(releasing);
      releasing = setTimeout(() => {
        pressed = false;
      }, PAUSE);
    });
  }

  // ---- drawing

  const drawEditor = () => {
    const text = textAt(here());
    const { fixed } = fileAt(here());
    const box = h('textarea', {
      class: 'code',
      'data-key': `code ${here()}`,
      'data-home': true,
      'aria-label': t(fixed ? 'code-fixed' : 'code', { name: here() }),
      'aria-describedby': 'code-help',
      maxlength: MOST_TYPED,
      wrap: 'off',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      autocorrect: 'off',
      readonly: fixed,
      value: text,
      oninput: typed,
      onbeforeinput: (event) => {
        if (event.inputType !== 'insertLineBreak' || event.isComposing) return;
        event.preventDefault();
        newLine();
      },
      onkeydown: (event) => {
        const { selectionStart: from, selectionEnd: to, value } = event.target;
        if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && isProgram()) run();
        else if ((event.ctrlKey || event.metaKey) && event.key === ']' && !fixed) shift(false);
        else if ((event.ctrlKey || event.metaKey) && event.key === '[' && !fixed) shift(true);
        else if (event.key === 'Backspace' && from === to && !fixed) {
          const before = value.slice(value.lastIndexOf('\n', from - 1) + 1, from);
          const size = unit().length;
          if (!/^ +$/.test(before) || before.length % size !== 0) return;
          event.target.setSelectionRange(from - size, from);
          if (!document.execCommand('delete')) {
            event.target.setRangeText('', from - size, from, 'end');
            typed();
          }
        } else return;
        event.preventDefault();
      },
      onkeyup: place,
      onclick: place,
    });
    box.setSelectionRange(0, 0);
    fitArea(box);
    return h(
      'div',
      { class: 'editor' },
      h('div', { class: 'gutter', 'aria-hidden': 'true' }, numbers(text)),
      h(
        'div',
        { class: 'lines' },
        h('pre', { class: 'paint', 'aria-hidden': 'true' }, painted(text, kindOf(here())), '\n'),
        box,
      ),
    );
  };

  const drawFaults = () => {
    const troubles = troublesOf(here());
    return h(
      'ul',
      { class: 'faults', 'aria-label': t('faults') },
      troubles.slice(0, 6).map((trouble) => h('li', {}, troubleWords(trouble))),
    );
  };

  const drawOutput = () => {
    const { ran } = app.view;
    return h(
      'section',
      { class: 'result', 'aria-label': t('output') },
      h('h2', {}, t('output')),
      app.config.inputs !== null &&
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'inputs' }, t('inputs')),
          h('textarea', {
            id: 'inputs',
            'data-key': 'inputs',
            rows: '3',
            value: app.view.inputs,
            maxlength: 400,
            spellcheck: 'false',
            autocomplete: 'off',
            oninput: (event) => app.note({ inputs: event.target.value }),
          }),
        ),
      !ran && h('p', { class: 'empty' }, t('not-yet')),
      ran &&
        (ran.printed !== '' || !ran.trouble) &&
        h(
          'pre',
          { class: 'console', tabindex: '0', 'data-key': 'console', 'aria-label': t('printed') },
          ran.printed === '' ? t('nothing') : ran.printed,
        ),
      ran?.trouble && h('p', { class: 'fault' }, troubleWords(ran.trouble)),
      ran &&
        !ran.trouble &&
        app.config.tries.length > 0 &&
        h(
          'table',
          { class: 'tries' },
          h(
            'thead',
            {},
            h('tr', {}, h('th', { scope: 'col' }, t('try')), h('th', { scope: 'col' }, t('worth'))),
          ),
          h(
            'tbody',
            {},
            app.config.tries.map((call, rank) => {
              const result = ran.results[rank];
              return h(
                'tr',
                {},
                h('td', {}, h('code', {}, call)),
                h(
                  'td',
                  {},
                  result?.trouble ? troubleWords(result.trouble) : h('code', {}, result?.text ?? ''),
                ),
              );
            }),
          ),
        ),
    );
  };

  const drawPreview = () => {
    const { page, lost, listening } = app.view;
    const inner = h('div', { class: 'sheet-page' });
    const shadow = inner.attachShadow({ mode: 'open' });
    if (lost !== null) {
      shadow.append(h('p', {}, t('lost', { name: lost })));
    } else {
      shadow.append(...drawn({ path: page, textAt, pictureAt, width: width(), go }));
    }
    const frame = h('div', { class: 'screen' }, inner);
    if (app.config.widths.length > 0) {
      inner.style.width = `${width()}px`;
      const fit = () => {
        const scale = Math.min(1, frame.clientWidth / width());
        inner.style.transform = scale < 1 ? `scale(${scale})` : 'none';
        frame.style.height = scale < 1 ? `${Math.ceil(inner.offsetHeight * scale) + 2}px` : 'auto';
      };
      new ResizeObserver(fit).observe(frame);
    }
    return h(
      'div',
      { class: 'preview' },
      h(
        'p',
        { class: 'tab-title' },
        icon('icon:file-code'),
        h(
          'span',
          {},
          h('strong', {}, title(textAt(page) ?? '') || t('no-title')),
          ' ',
          h('span', { class: 'path' }, lost ?? page),
        ),
      ),
      app.config.reader && listening
        ? h(
            'ol',
            { class: 'heard', 'aria-label': t('heard') },
            heard(textAt(page) ?? '').map((one) => h('li', {}, one)),
          )
        : frame,
    );
  };

  const drawSite = () => {
    const { page, lost, listening } = app.view;
    const start = app.config.run;
    return h(
      'section',
      { class: 'result', 'aria-label': t('preview') },
      h('h2', {}, t('preview')),
      h(
        'div',
        { class: 'tools-page' },
        (page !== start || lost !== null) &&
          button(t('back'), 'icon:arrow-left', () => app.show({ page: start, lost: null }), {
            'data-key': 'back',
          }),
        app.config.widths.map((one) =>
          button(
            t('width', { width: one }),
            null,
            () => app.show({ width: one }, t('width-set', { width: one })),
            {
              'aria-pressed': one === width() ? 'true' : 'false',
              'data-key': `width ${one}`,
            },
          ),
        ),
        app.config.reader &&
          button(t('listen'), 'icon:volume-2', () => app.show({ listening: !listening }), {
            'aria-pressed': listening ? 'true' : 'false',
            'data-key': 'listen',
          }),
      ),
      drawPreview(),
    );
  };

  window.Practical.define({
    view: (config) => ({
      file: config.open,
      inputs: (config.inputs ?? []).join('\n'),
      ran: null,
      page: config.run,
      lost: null,
      width: null,
      listening: false,
    }),
    draw(given) {
      app = given;
      if (!fileAt(here())) app.view = { ...app.view, file: app.config.open };
      const { fixed } = fileAt(here());
      // Not at the next frame: there is none as long as the window is out of sight.
      queueMicrotask(() => {
        if (area()) place();
      });
      const tool = (name, sign, act, disabled) =>
        button(t(name), sign, act, { class: 'tool only-icon', 'data-key': name, title: t(name), disabled });
      return h(
        'main',
        {},
        h(
          'div',
          { class: 'tools', role: 'toolbar', 'aria-label': t('tools') },
          isProgram() && button(t('run'), 'icon:play', run, { class: 'tool run', 'data-key': 'run' }),
          tool('indent', 'icon:indent-increase', () => shift(false), fixed),
          tool('outdent', 'icon:indent-decrease', () => shift(true), fixed),
        ),
        h('h1', { class: 'unseen' }, t('title')),
        h(
          'div',
          { class: 'panes' },
          h(
            'div',
            { class: 'pane' },
            app.config.files.length > 1 &&
              h(
                'div',
                { class: 'files', role: 'group', 'aria-label': t('files') },
                app.config.files.map(({ name, fixed: locked }) =>
                  button(name, locked ? 'icon:lock' : 'icon:file-code', () => app.show({ file: name }), {
                    class: 'tool file',
                    'aria-pressed': name === here() ? 'true' : 'false',
                    'data-key': `file ${name}`,
                  }),
                ),
              ),
            drawEditor(),
            h('p', { class: 'unseen', id: 'code-help' }, t('help')),
            h('p', { class: 'status' }, '\u00a0'),
            drawFaults(),
          ),
          isProgram() && drawOutput(),
          isPage() && drawSite(),
        ),
      );
    },
  });
})();
