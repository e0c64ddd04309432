/* Fields of the window, and what every page of it asks of the machines. */
window.Printing = (() => {
  const { h, ask, locale } = window.Practical;
  const { worldOf } = window.Shared;
  const MOST_ACTS = 150;
  const t = (name, values) => window.Practical.t(`practical.printer-scanner.${name}`, values);

  let known = null;
  /** The machines as they stand. */
  const world = (app) => {
    if (known?.state !== app.state) known = { state: app.state, world: worldOf(app.config, app.state.acts) };
    return known.world;
  };

  /** Does it, or says why it cannot be done. `said`: a text, or what makes one of the machines as they then are. */
  const perform = (app, act, said, view = {}) => {
    const acts = [...app.state.acts, act];
    const next = worldOf(app.config, acts);
    const refused = acts.length > MOST_ACTS ? 'many' : next.refused;
    if (refused) {
      ask({ title: t('refused-title'), body: h('p', {}, t(`refused.${refused}`)) });
      return;
    }
    app.view = { ...app.view, ...view };
    app.change({ acts }, typeof said === 'function' ? said(next) : said);
  };

  const number = (value, digits = 1) =>
    value.toLocaleString(locale, { maximumFractionDigits: digits, useGrouping: 'min2' });
  /** Kilobytes as far as limits are asked in them: rounded to megabytes, a file a little too heavy would seem to fit. */
  const weight = (bytes) =>
    bytes < 10_000_000
      ? t('kilobytes', { size: number(Math.max(1, Math.round(bytes / 1000)), 0) })
      : t('megabytes', { size: number(bytes / 1_000_000, 0) });

  const line = (id, label, field, note) =>
    h(
      'div',
      { class: 'line' },
      h('label', { for: id }, label),
      field,
      note && h('p', { class: 'soft', id: `${id}-note` }, note),
    );
  /** `options`: value, text, and whether it cannot be chosen. */
  const choice = (id, label, value, options, done, more = {}) =>
    line(
      id,
      label,
      h(
        'select',
        {
          id,
          'data-key': id,
          disabled: more.disabled,
          'aria-describedby': more.note ? `${id}-note` : false,
          onchange: (event) => done(event.target.value),
        },
        options.map(([key, text, off]) =>
          h('option', { value: key, selected: String(key) === String(value), disabled: off }, text),
        ),
      ),
      more.note,
    );
  const box = (id, label, checked, done, more = {}) =>
    h(
      'label',
      { class: 'box' },
      h('input', {
        type: 'checkbox',
        id,
        'data-key': id,
        checked,
        disabled: more.disabled,
        onchange: (event) => done(event.target.checked),
      }),
      h('span', {}, label),
    );
  /**
   * A number, taken as it is typed: drawn anew when it is left, a press elsewhere would be lost. `read` gives null for
   * what is no good; `patch`, what the window then shows.
   */
  const typed = (app, id, value, read, patch) => {
    const { typing } = app.view;
    return h('input', {
      type: 'text',
      inputmode: 'numeric',
      id,
      'data-key': id,
      value: typing?.id === id ? typing.text : String(value),
      maxlength: 3,
      autocomplete: 'off',
      oninput: (event) => {
        const text = event.target.value;
        const number = /^\d+$/.test(text.trim()) ? read(Number(text)) : null;
        app.show({ ...(number === null ? {} : patch(number)), typing: { id, text, bad: number === null } });
      },
    });
  };
  const facts = (list) =>
    h(
      'dl',
      { class: 'facts' },
      list.filter(Boolean).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );
  const press = (label, act, more = {}) =>
    h('button', { type: 'button', class: 'press', onclick: act, 'data-key': label, ...more }, label);

  return { t, world, perform, number, weight, line, choice, box, typed, facts, press };
})();
