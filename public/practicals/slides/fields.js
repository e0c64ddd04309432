/* Fields of the panels: numbers, choices, colours. */
import { repaint } from './stage.js';
import {
  app,
  button,
  done,
  figure,
  h,
  icon,
  leave,
  PALETTE,
  shared,
  sketch,
  t,
  take,
  tenth,
  wait,
} from './state.js';

export const field = (key, label, input) => h('p', { class: 'line' }, h('label', { for: key }, label), input);

/** A figure to type, with a step each way for fingers. */
export const numberField = ({ key, label, value, from, to, step = 1, set }) => {
  const fault = h('span', { class: 'fault', role: 'alert' });
  const read = (text) => {
    const number = Number(text.trim().replace(',', '.'));
    return text.trim() !== '' && number >= from && number <= to ? tenth(number) : null;
  };
  let latest = null;
  const apply = (input) => {
    const next = read(input.value);
    latest = next;
    if (next === null) fault.textContent = t('fault.number', { from: figure(from), to: figure(to) });
    else if (next !== value) set(next);
    else fault.textContent = '';
    window.Practical.measure();
  };
  const bump = (by, sign, name) =>
    button(t(name, { label }), sign, () => set(Math.min(to, Math.max(from, tenth((latest ?? value) + by)))), {
      ...{ class: 'tool only-icon', 'data-key': `${key}-${name}`, title: t(name, { label }) },
      disabled: by < 0 ? value <= from : value >= to,
    });
  return h(
    'div',
    { class: 'line' },
    h('label', { for: key }, label),
    h(
      'div',
      { class: 'figure' },
      bump(-step, 'icon:minus', 'less'),
      h('input', {
        ...{ type: 'text', id: key, 'data-key': key, inputmode: 'decimal', autocomplete: 'off' },
        ...{ maxlength: '7', value: figure(value).replace(/\s/g, '') },
        oninput: ({ target }) => {
          wait(() => apply(target));
        },
        onchange: leave,
        onkeydown: (event) => {
          if (event.key === 'Enter') take();
        },
      }),
      bump(step, 'icon:plus', 'more'),
    ),
    fault,
  );
};
export const select = (key, label, value, options, set) =>
  field(
    key,
    label,
    h(
      'select',
      { id: key, 'data-key': key, onchange: ({ target }) => set(target.value) },
      options.map(([id, name]) => h('option', { value: id, selected: id === value }, name)),
    ),
  );
export const check = (key, label, value, set) =>
  h(
    'label',
    { class: 'check' },
    h('input', {
      type: 'checkbox',
      'data-key': key,
      checked: value,
      onchange: (e) => set(e.target.checked),
    }),
    h('span', {}, label),
  );
export const row = (...tools) => h('div', { class: 'row' }, tools);
export const sign = (key, name, act, more = {}) =>
  button(t(key), name, act, { class: 'tool only-icon', title: t(key), 'data-key': key, ...more });

const palette = () =>
  app.config.palette ?? Object.entries(PALETTE).map(([key, color]) => ({ name: t(`color.${key}`), color }));
const colorName = (color) => palette().find((one) => one.color === color)?.name ?? color;

/** A colour: one of the palette, its lightness, or its code. `make(color)` gives the show with it. */
export const colorField = ({ key, label, value, none, make }) => {
  const set = (color) => done(make(color), `${label} ${color === null ? none : colorName(color)}`);
  // A shade keeps the hue that it would lose, rounded, on its way to black or white.
  const kept = app.view.hues[key];
  const now = shared.hslOf(value ?? '#ffffff');
  const { hue, saturation } = kept?.color === value ? kept : now;
  const swatch = (color, name) => {
    const one = h('button', {
      ...{ type: 'button', class: 'swatch', 'data-key': `${key}-${color}`, title: name },
      'aria-label': `${label} ${name}`,
      'aria-pressed': value === color ? 'true' : 'false',
      onclick: () => set(color),
    });
    if (color === null) one.append(icon('icon:x'));
    else one.style.background = color;
    return one;
  };
  const out = h('output', {}, `${Math.round(now.lightness)} %`);
  const code = h('input', {
    ...{ type: 'text', id: `${key}-code`, 'data-key': `${key}-code`, maxlength: '7', spellcheck: 'false' },
    ...{ autocomplete: 'off', value: value ?? '' },
    oninput: ({ target }) => {
      wait(() => takeCode(target));
    },
    onchange: leave,
    onkeydown: (event) => {
      if (event.key === 'Enter') take();
    },
  });
  const fault = h('span', { class: 'fault', role: 'alert' });
  const takeCode = (input) => {
    const text = input.value.trim().toLowerCase();
    const color = text.startsWith('#') ? text : `#${text}`;
    if (/^#[0-9a-f]{6}$/.test(color)) {
      if (color !== value) set(color);
    } else if (text !== (value ?? '')) fault.textContent = t('fault.color');
    window.Practical.measure();
  };
  const shade = (target) => shared.colorOf(hue, saturation, Number(target.value));
  return h(
    'fieldset',
    { class: 'color' },
    h('legend', {}, label, ' ', h('span', { class: 'value' }, value === null ? none : colorName(value))),
    h(
      'div',
      { class: 'swatches' },
      palette().map(({ name, color }) => swatch(color, name)),
      none && swatch(null, none),
    ),
    value !== null &&
      h(
        'div',
        { class: 'pair' },
        h(
          'div',
          { class: 'line' },
          h('label', { for: `${key}-light` }, t('lightness'), ' ', out),
          h('input', {
            ...{ type: 'range', id: `${key}-light`, 'data-key': `${key}-light`, min: '0', max: '100' },
            ...{ step: '1', value: String(Math.round(now.lightness)) },
            'aria-valuetext': `${Math.round(now.lightness)} %`,
            oninput: ({ target }) => {
              out.textContent = `${target.value} %`;
              target.setAttribute('aria-valuetext', out.textContent);
              sketch(make(shade(target)));
              repaint();
            },
            onchange: ({ target }) => {
              const color = shade(target);
              const hues = { ...app.view.hues, [key]: { hue, saturation, color } };
              app.view = { ...app.view, hues };
              set(color);
            },
          }),
        ),
        h('div', { class: 'line' }, h('label', { for: `${key}-code` }, t('code')), code),
      ),
    fault,
  );
};

export const lookFields = (key, look, set, withNull) => [
  numberField({
    ...{ key: `${key}-size`, label: t('size'), value: look.size, from: 6, to: 200, step: 2 },
    set: (size) => set({ size }, t('size-now', { size: figure(size) })),
  }),
  check(`${key}-bold`, t('bold'), look.bold, (bold) => set({ bold })),
  select(
    `${key}-font`,
    t('font'),
    look.font,
    ['plain', 'serif', 'script', 'typed'].map((id) => [id, t(`font.${id}`)]),
    (font) => set({ font }),
  ),
  colorField({
    ...{ key: `${key}-color`, label: t('text-color'), value: look.color },
    make: (color) => withNull({ color }),
  }),
];
