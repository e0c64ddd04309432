/* A word processor: what it asks above its window. */
(() => {
  const { h, ask } = window.Practical;
  const { cutApart, formatted, freshId, lookBetween, PARAGRAPH, piecesOf, retyped, textOf, withContents } =
    window.Shared;
  const { all, rankOf, chosen, ranks, spans, shortOf, number, styleOf, misspelt, put, change, setLook } =
    window.Word;
  const t = (name, values) => window.Practical.t(`practical.word-processor.${name}`, values);

  const STYLES = ['title-1', 'title-2', 'title-3', 'body', 'quote'];
  const COLORS = ['black', 'blue', 'green', 'red', 'violet', 'orange'];
  const SPACES = {
    before: [0, 6, 12, 18, 24],
    after: [0, 6, 12, 18, 24],
    line: [1, 1.15, 1.5, 2],
    first: [0, 0.5, 1, 1.5],
  };
  const MARKS = { ' ': '·', '\u00a0': '°', '\u202f': '°', '\t': '→\t', '\n': '↵\n' };
  const MOST_LETTERS = 4000;

  let app = null;

  // ---- sheets

  const lines = (...children) => h('div', { class: 'lines' }, ...children);
  const choice = (label, name, value, options, more = {}) =>
    h(
      'p',
      { class: 'line' },
      h('label', { for: name }, label),
      h(
        'select',
        { id: name, ...more },
        options.map(([one, shown]) =>
          h('option', { value: String(one), selected: String(one) === String(value) }, shown),
        ),
      ),
    );
  const valueIn = (name) => document.getElementById(name).value;

  /** One of a list. */
  const pick = (title, options, value, done) => {
    let picked = value;
    ask({
      title,
      body: h(
        'div',
        { class: 'goals', role: 'radiogroup', 'aria-label': title },
        options.map(([one, shown, look]) =>
          h(
            'label',
            { class: 'goal' },
            h('input', {
              type: 'radio',
              name: 'goal',
              checked: one === value,
              'data-first': one === value || (value === null && one === options[0][0]),
              onchange: () => (picked = one),
            }),
            h('span', { class: look ?? '' }, shown),
          ),
        ),
      ),
      actions: [
        { label: t('apply'), main: true, act: () => (picked === null ? t('fault.pick') : done(picked)) },
      ],
    });
  };
  const shared = (read) => {
    const values = [...new Set(ranks().map((rank) => read(all()[rank])))];
    return values.length === 1 ? values[0] : null;
  };
  const pickStyle = () =>
    pick(
      t('style'),
      STYLES.map((name) => [name, t(`style.${name}`), `is-${name}`]),
      shared((block) => block.style),
      (style) =>
        change(ranks(), (block) => ({ ...block, style }), t('style-set', { style: t(`style.${style}`) })),
    );
  const sizeNow = () => {
    const sizes = spans().map(({ rank, from, to }) => {
      const block = all()[rank];
      return lookBetween(block, from, to).size ?? styleOf(block.style).size;
    });
    return sizes.length > 0 && new Set(sizes).size === 1 ? sizes[0] : null;
  };
  const pickSize = () => {
    const now = sizeNow();
    const sizes = [...new Set([...SIZES, ...(now === null ? [] : [now])])].sort((a, b) => a - b);
    pick(
      t('size'),
      sizes.map((size) => [size, t('points', { count: size })]),
      now,
      (size) => setLook({ size }, t('size-set', { size })),
    );
  };
  const setStyles = () => {
    const first = all()[ranks()[0]]?.style ?? 'title-2';
    const fill = () => {
      const { size, color } = styleOf(valueIn('sheet-style'));
      document.getElementById('sheet-size').value = String(size);
      document.getElementById('sheet-color').value = color;
    };
    const sizes = [...new Set([...SIZES, ...STYLES.map((name) => styleOf(name).size)])].sort((a, b) => a - b);
    ask({
      title: t('style-settings'),
      body: lines(
        h('p', {}, t('style-settings-help')),
        choice(
          t('style'),
          'sheet-style',
          first,
          STYLES.map((name) => [name, t(`style.${name}`)]),
          { onchange: fill, 'data-first': true },
        ),
        choice(
          t('size'),
          'sheet-size',
          styleOf(first).size,
          sizes.map((size) => [size, t('points', { count: size })]),
        ),
        choice(
          t('color'),
          'sheet-color',
          styleOf(first).color,
          COLORS.map((color) => [color, t(`color.${color}`)]),
        ),
      ),
      actions: [
        {
          label: t('apply'),
          main: true,
          act: () => {
            const name = valueIn('sheet-style');
            const next = { size: Number(valueIn('sheet-size')), color: valueIn('sheet-color') };
            app.change(
              { ...app.state, styles: { ...app.state.styles, [name]: next } },
              t('style-changed', { style: t(`style.${name}`) }),
            );
          },
        },
      ],
    });
  };
  const setSpaces = () => {
    const { space } = all()[ranks()[0]];
    ask({
      title: t('paragraph'),
      body: lines(
        Object.entries(SPACES).map(([name, values], rank) =>
          choice(
            t(`space.${name}`),
            `sheet-${name}`,
            space[name],
            [...new Set([...values, space[name]])]
              .sort((a, b) => a - b)
              .map((value) => [value, t(`space-value.${name}`, { value: number(value) })]),
            { 'data-first': rank === 0 },
          ),
        ),
      ),
      actions: [
        {
          label: t('apply'),
          main: true,
          act: () => {
            const next = {};
            for (const name of Object.keys(SPACES)) next[name] = Number(valueIn(`sheet-${name}`));
            change(ranks(), (block) => ({ ...block, space: next }), t('paragraph-set'));
          },
        },
      ],
    });
  };
  const setHeader = () => {
    const field = (name, first) =>
      h(
        'p',
        { class: 'line' },
        h('label', { for: `sheet-${name}` }, t(name)),
        h('input', {
          type: 'text',
          id: `sheet-${name}`,
          value: app.state[name],
          maxlength: '120',
          autocomplete: 'off',
          'data-first': first,
        }),
      );
    const box = h('input', { type: 'checkbox', checked: app.state.pageNumbers });
    ask({
      title: t('header-footer'),
      body: lines(
        h('p', {}, t('header-help')),
        field('header', true),
        field('footer'),
        h('label', { class: 'goal' }, box, h('span', {}, t('page-numbers'))),
      ),
      actions: [
        {
          label: t('apply'),
          main: true,
          act: () => {
            const next = { header: valueIn('sheet-header').trim(), footer: valueIn('sheet-footer').trim() };
            app.change({ ...app.state, ...next, pageNumbers: box.checked }, t('header-set'));
          },
        },
      ],
    });
  };

  /** What is not printed, shown. */
  const marked = (text) => text.replace(/[ \u00a0\u202f\t\n]/g, (sign) => MARKS[sign]);
  /** A paragraph in a field: a line break has its sign there, for a new line there is a new paragraph. */
  const write = ({ title, value, done }) => {
    const preview = h('p', { class: 'preview' });
    const show = () => {
      preview.textContent = marked(area.value.replace(/↵/g, '\n')).replace(/↵\n\n?/g, '↵\n');
      window.Practical.measure();
    };
    const area = h('textarea', {
      id: 'sheet-area',
      'data-first': true,
      rows: '4',
      maxlength: String(MOST_LETTERS),
      value,
      spellcheck: 'false',
      autocapitalize: 'off',
      oninput: show,
    });
    const sign = (label, put) =>
      h(
        'button',
        {
          type: 'button',
          class: 'press sign',
          'aria-label': label.length > 1 ? null : t('insert', { sign: label }),
          onclick: () => {
            area.setRangeText(put, area.selectionStart, area.selectionEnd, 'end');
            area.focus();
            show();
          },
        },
        label,
      );
    show();
    ask({
      title,
      wide: true,
      body: lines(
        h('p', { class: 'line' }, h('label', { for: 'sheet-area' }, t('text-label')), area),
        h(
          'div',
          { class: 'signs', role: 'group', 'aria-label': t('signs') },
          sign(t('no-break'), '\u00a0'),
          sign(t('tab'), '\t'),
          t('special')
            .split(/ /)
            .map((one) => sign(one, one)),
        ),
        h('div', {}, h('p', { class: 'soft' }, t('preview')), preview),
      ),
      actions: [{ label: t('apply'), main: true, act: () => done(area.value) }],
    });
  };
  const asParagraphs = (text) => text.replace(/\n/g, PARAGRAPH).replace(/↵/g, '\n');
  const editText = () => {
    const [rank] = ranks();
    const block = all()[rank];
    write({
      title: t('text'),
      value: textOf(block).replace(/\n/g, '↵'),
      done: (typed) => {
        const next = cutApart(retyped(block, asParagraphs(typed)), all());
        put([...all().slice(0, rank), ...next, ...all().slice(rank + 1)], t('text-set'), {
          chosen: { ids: [block.id] },
          at: { id: block.id, from: null },
        });
      },
    });
  };
  const addParagraph = () =>
    write({
      title: t('add'),
      value: '',
      done: (typed) => {
        const place = ranks();
        const rank = place.length > 0 ? place[place.length - 1] : all().length - 1;
        const near = all()[rank];
        const id = freshId(all());
        const bare = {
          ...near,
          id,
          lines: undefined,
          page: false,
          runs: typed === '' ? [] : [{ text: asParagraphs(typed) }],
        };
        // A title is followed by body.
        if (near.style.startsWith('title')) bare.style = 'body';
        delete bare.lines;
        const next = cutApart(bare, [...all(), bare]);
        put([...all().slice(0, rank + 1), ...next, ...all().slice(rank + 1)], t('added'), {
          chosen: { ids: [id] },
          at: { id, from: null },
        });
      },
    });

  const spell = () => {
    const here = chosen();
    const faults = all().flatMap((block) => {
      const text = textOf(block);
      return piecesOf(text).flatMap(({ from, to, isWord }) => {
        const known = isWord && misspelt(text.slice(from, to));
        return known ? [{ block, from, to: from + known.word.length, known }] : [];
      });
    });
    const found = faults.find(({ block, from }) => here?.id === block.id && here.from === from) ?? faults[0];
    if (!found) {
      app.show({}, t('spelling-none'));
      ask({ title: t('spelling'), body: h('p', {}, t('spelling-none')) });
      return;
    }
    const { block, from, to, known } = found;
    let picked = null;
    ask({
      title: t('spelling-word', { word: known.word }),
      body: lines(
        h('p', { class: 'soft' }, shortOf(textOf(block).slice(Math.max(0, from - 16)))),
        known.suggestions.length === 0
          ? h('p', {}, t('suggestions-none'))
          : h(
              'div',
              { role: 'radiogroup', 'aria-label': t('suggestions') },
              known.suggestions.map((one, rank) =>
                h(
                  'label',
                  { class: 'goal' },
                  h('input', {
                    type: 'radio',
                    name: 'goal',
                    'data-first': rank === 0,
                    onchange: () => (picked = one),
                  }),
                  h('span', {}, one),
                ),
              ),
            ),
      ),
      actions: [
        ...(known.suggestions.length === 0
          ? []
          : [
              {
                label: t('correct'),
                main: true,
                act: () => {
                  if (picked === null) return t('fault.pick');
                  const text = textOf(block);
                  const next = retyped(block, text.slice(0, from) + picked + text.slice(to));
                  put(
                    all().map((one) => (one === block ? next : one)),
                    t('corrected', { word: picked }),
                    { chosen: null },
                  );
                  return undefined;
                },
              },
            ]),
        {
          label: t('ignore'),
          act: () => {
            app.change(
              { ...app.state, ignored: [...app.state.ignored, known.word] },
              t('ignored', { word: known.word }),
            );
          },
        },
      ],
    });
  };

  const addNote = () => {
    const { id, from, to } = chosen();
    const area = h('textarea', { id: 'sheet-note', rows: '3', maxlength: '500', 'data-first': true });
    ask({
      title: t('note-on', { words: shortOf(textOf(all()[rankOf(id)]).slice(from, to)) }),
      body: h('p', { class: 'line' }, h('label', { for: 'sheet-note' }, t('note-text')), area),
      actions: [
        {
          label: t('note'),
          main: true,
          act: () => {
            const text = area.value.trim();
            if (text === '') return t('fault.note');
            const { notes } = app.state;
            const name = freshId(notes);
            app.view = { ...app.view, chosen: null };
            app.change(
              {
                ...app.state,
                notes: [...notes, { id: name, text }],
                blocks: all().map((block) =>
                  block.id === id ? formatted(block, from, to, { note: name }) : block,
                ),
              },
              t('note-added'),
            );
            return undefined;
          },
        },
      ],
    });
  };

  const contents = () => {
    const [first = 0] = ranks();
    const next = withContents(all(), first, app.config, app.state.numbered);
    put(next, t(all().some((block) => block.lines) ? 'contents-updated' : 'contents-made'));
  };

  window.WordSheets = {
    use(given) {
      app = given;
    },
    addNote,
    addParagraph,
    contents,
    editText,
    pickSize,
    pickStyle,
    setHeader,
    setSpaces,
    setStyles,
    shared,
    sizeNow,
    spell,
  };
})();
