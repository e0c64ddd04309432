/*
 * What every simulated application stands on, inside its frame: no network, no origin, no sound. A component calls
 * `Practical.define({ view, draw })`: `draw(app)` gives the whole window as nodes, drawn anew after every change. Focus
 * goes back to the element of the same `data-key`. Every state is plain data; the page outside keeps it.
 */
window.Practical = (() => {
  const MOST_UNDONE = 60;
  const { locale, texts, icons } = JSON.parse(document.getElementById('data').textContent);
  const plurals = new Intl.PluralRules(locale);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  let component = null;
  let first = null;
  let app = null;
  let past = [];
  let root = null;

  /** A look that no one chose is as the device asks. */
  const DEVICE = {
    theme: ['(prefers-color-scheme: dark)', 'dark'],
    contrast: ['(prefers-contrast: more)', 'high'],
    motion: ['(prefers-reduced-motion: reduce)', 'less'],
  };
  const asked = Object.entries(DEVICE).map(([name, [query, value]]) => ({
    name,
    value,
    list: matchMedia(query),
  }));
  let look = {};
  const wear = () => {
    const { dataset } = document.documentElement;
    for (const name of Object.keys(dataset)) delete dataset[name];
    for (const { name, value, list } of asked) if (list.matches) dataset[name] = value;
    for (const [name, value] of Object.entries(look)) if (value) dataset[name] = value;
  };
  for (const { list } of asked) list.addEventListener('change', wear);
  wear();

  const tell = (message) => parent.postMessage(message, '*');

  /** A text of the message files. */
  const t = (name, values = {}) => {
    const form = typeof values.count === 'number' ? `.${plurals.select(values.count)}` : '';
    const [, part, rest] = /^practical\.([\w-]+)\.(.+)/.exec(name);
    const found = [`${rest}${form}`, `${rest}.other`, rest].find((key) => key in texts[part]);
    if (!found) throw new Error(`i18n: ${name}`);
    return texts[part][found].replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  };

  /** An element; `on…` are listeners, false and null are left out. */
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === false || value === null || value === undefined) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (name === 'value' || name === 'checked' || name === 'indeterminate') element[name] = value;
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    element.append(
      ...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false),
    );
    return element;
  };

  const icon = (name) => {
    const holder = document.createElement('span');
    holder.className = 'icon-box';
    holder.innerHTML = icons[name.replace('icon:', '')] ?? '';
    return holder;
  };

  const button = (label, sign, act, more = {}) =>
    h(
      'button',
      { type: 'button', class: 'tool', onclick: act, 'data-key': label, ...more },
      sign && icon(sign),
      h('span', {}, label),
    );

  const begin = ({ config, state, kept, look: chosen }) => {
    look = chosen;
    wear();
    first = state;
    past = [];
    app = {
      config,
      state: kept?.state ?? state,
      view: { ...component.view(config), ...(kept?.view ?? {}) },
      /** Something done: it can be undone. */
      change(next, said) {
        if (same(next, app.state)) return;
        past = [...past.slice(1 - MOST_UNDONE), app.state];
        app.run = null;
        app.state = next;
        refresh(said);
      },
      /** Something marked that no one would undo. */
      settle(next, said) {
        app.state = next;
        refresh(said);
      },
      /** Something typed: kept, and nothing drawn anew. */
      note(view) {
        app.view = { ...app.view, ...view };
        report();
      },
      /** Something typed: undone in one go with all of the same `run`, and nothing drawn anew. */
      type(next, run) {
        if (same(next, app.state)) return;
        if (app.run !== run) past = [...past.slice(1 - MOST_UNDONE), app.state];
        app.run = run;
        app.state = next;
        report();
      },
      /** Something shown otherwise. */
      show(view, said) {
        app.view = { ...app.view, ...view };
        refresh(said);
      },
      undo,
    };
    try {
      refresh();
    } catch (error) {
      if (!kept) throw error;
      // What was kept no longer fits a challenge that its author changed.
      app.state = first;
      app.view = component.view(config);
      refresh();
    }
  };

  const undo = (said) => {
    if (past.length === 0) return;
    app.run = null;
    app.state = past.pop();
    refresh(said);
  };

  const refresh = (said) => {
    const active = document.activeElement;
    const key = active?.closest?.('[data-key]')?.dataset.key ?? null;
    // Of a range, a radio button or a box, there is none.
    const caret =
      active?.matches?.('input, textarea') && typeof active.selectionStart === 'number'
        ? [active.selectionStart, active.selectionEnd]
        : null;
    const scrolled = [...root.querySelectorAll('[data-scroll]')].map((one) => [
      one.dataset.scroll,
      one.scrollTop,
    ]);
    const inside = root.contains(active);
    root.replaceChildren(...[component.draw(app)].flat());
    // The page around has a main part and a banner too: a screen reader lists them beside ours.
    for (const part of root.querySelectorAll('main, header:not(main *, article *, section *)'))
      part.setAttribute('aria-label', document.title);
    for (const [name, top] of scrolled) {
      const one = root.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
      if (one) one.scrollTop = top;
    }
    if (inside) {
      const next = key === null ? null : root.querySelector(`[data-key="${CSS.escape(key)}"]`);
      const place = next && !next.disabled ? next : root.querySelector('[data-home]');
      place?.focus({ preventScroll: true });
      if (place === next && caret && next) next.setSelectionRange(...caret);
    }
    if (said) say(said);
    report();
  };

  const report = () => {
    const touched = !same(app.state, first);
    tell({ kind: 'state', state: app.state, view: app.view, touched, canUndo: past.length > 0 });
    measure();
  };

  let told = 0;
  const measure = () => {
    const open = document.querySelector('dialog[open]');
    const height = Math.ceil(
      Math.max(root.getBoundingClientRect().height, open ? open.offsetTop + open.offsetHeight + 24 : 0),
    );
    if (height === told) return;
    told = height;
    tell({ kind: 'height', height });
  };

  const live = h('p', { class: 'unseen', role: 'status' });
  const say = (text) => {
    // Said again even when it is the same.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };

  /**
   * A sheet above the window, at the height of what opened it. `actions`: `{ label, act, main }`; `act` may give a text, the reason why it cannot be done:
   * then the sheet stays. Escape and « Fermer » close it.
   */
  const ask = ({ title, body, actions = [], wide = false, closeLabel }) => {
    const from = document.activeElement?.dataset?.key ?? null;
    const fault = h('p', { class: 'fault', role: 'alert' });
    const close = () => {
      sheet.close();
    };
    const run = (act) => {
      const why = act?.();
      if (typeof why === 'string') {
        fault.textContent = why;
        measure();
        return;
      }
      close();
    };
    const main = actions.find((action) => action.main);
    const sheet = h(
      'dialog',
      {
        class: wide ? 'wide' : '',
        'aria-labelledby': 'sheet-title',
        onclose: () => {
          sheet.remove();
          const back = from === null ? null : root.querySelector(`[data-key="${CSS.escape(from)}"]`);
          (back && !back.disabled ? back : root.querySelector('[data-home]'))?.focus({ preventScroll: true });
          measure();
        },
        onkeydown: (event) => {
          if (event.key === 'Enter' && main && event.target.matches('input[type=text]')) {
            event.preventDefault();
            run(main.act);
          }
        },
      },
      h(
        'div',
        { class: 'sheet' },
        h('h2', { id: 'sheet-title', tabindex: '-1' }, title),
        body,
        fault,
        h(
          'div',
          { class: 'sheet-actions' },
          actions.map(({ label, act, main: first }) =>
            h(
              'button',
              { type: 'button', class: first ? 'press press-main' : 'press', onclick: () => run(act) },
              label,
            ),
          ),
          h(
            'button',
            { type: 'button', class: 'press', onclick: close },
            closeLabel ?? t(actions.length > 0 ? 'practical.base.cancel' : 'practical.base.close'),
          ),
        ),
      ),
    );
    const near = document.activeElement.getBoundingClientRect();
    document.body.append(sheet);
    // The frame is as tall as the window, its top may be far from the eye: placed before it takes the focus, which scrolls.
    sheet.setAttribute('open', '');
    const lowest = root.getBoundingClientRect().height - sheet.offsetHeight - 24;
    const beside = (near.top + near.bottom - sheet.offsetHeight) / 2;
    sheet.removeAttribute('open');
    if (from !== null) sheet.style.marginTop = `${Math.max(12, Math.min(beside, lowest))}px`;
    sheet.showModal();
    sheet.scrollIntoView({ block: 'nearest' });
    (sheet.querySelector('[data-first]') ?? sheet.querySelector('h2')).focus();
    measure();
    return { close };
  };

  /** Asks for one text. `done(value)` may refuse it with a reason. `chosen`: how much of `value` is selected. */
  const askText = ({ title, label, value = '', chosen = value.length, action, done }) => {
    const input = h('input', {
      type: 'text',
      id: 'sheet-text',
      'data-first': true,
      value,
      autocomplete: 'off',
      spellcheck: 'false',
      autocapitalize: 'off',
    });
    ask({
      title,
      body: h('p', { class: 'line' }, h('label', { for: 'sheet-text' }, label), input),
      actions: [{ label: action, main: true, act: () => done(input.value.trim()) }],
    });
    input.setSelectionRange(0, chosen);
  };

  window.addEventListener('message', ({ source, data }) => {
    if (source !== parent || typeof data !== 'object' || data === null) return;
    if (data.kind === 'greet' && !app) tell({ kind: 'ready' });
    // A frame that said « ready » twice is begun twice: the second would undo what was done since.
    if (data.kind === 'begin' && !app) begin(data);
    if (data.kind === 'undo') undo();
    if (data.kind === 'reset' && app) {
      app.view = component.view(app.config);
      if (same(app.state, first)) refresh();
      else app.change(first);
    }
  });

  const define = (defined) => {
    component = defined;
    root = h('div', { class: 'window' });
    document.body.append(root, live);
    new ResizeObserver(() => {
      if (app) measure();
    }).observe(root);
    tell({ kind: 'ready' });
  };

  return { define, h, t, icon, button, ask, askText, say, measure, locale };
})();
