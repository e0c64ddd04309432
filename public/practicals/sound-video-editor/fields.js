/* Fields of numbers and of choices. */
import { app, CHOICES, figure, h, live, repaint, t } from './state.js';

export const readNumber = (written) => {
  const plain = written.replace(/\s/g, '').replace(',', '.').replace('−', '-');
  const minutes = /^(\d+):(\d{1,2}(?:\.\d+)?)s?$/.exec(plain);
  if (minutes) return Number(minutes[1]) * 60 + Number(minutes[2]);
  const found = /^([+-]?\d*\.?\d+)(?:s|db)?$/i.exec(plain);
  return found ? Number(found[1]) : null;
};
/** `next(state, value)` gives the state that a value makes; `read(state)` the value of a state; ten to a second. */
export const numberField = ({
  key,
  label,
  read,
  next,
  scale = 10,
  step = 1,
  least = 0,
  most = 6000,
  said,
}) => {
  let from = null;
  const bounded = (value) => Math.min(Math.max(value, least), most);
  const shown = (state) => figure(read(state) / scale, scale === 10 || read(state) % 1 ? 1 : 0);
  const by = (steps) => {
    const value = bounded(read(app.state) + steps * step);
    app.change(next(app.state, value), said ?? `${label} ${figure(value / scale)}`);
  };
  const input = h('input', {
    type: 'text',
    inputmode: scale === 10 && least >= 0 ? 'decimal' : 'text',
    id: `f-${key}`,
    'data-key': key,
    autocomplete: 'off',
    value: shown(app.state),
    onfocus: () => {
      from = null;
    },
    oninput: () => {
      const value = readNumber(input.value);
      from ??= app.state;
      input.setAttribute('aria-invalid', value === null ? 'true' : 'false');
      if (value === null) return;
      app.type(
        next(from, bounded(scale === 10 ? Math.round(value * 10) : Math.round(value * 10) / 10)),
        `${key}`,
      );
      repaint();
    },
    onblur: () => {
      from = null;
      input.value = shown(app.state);
      input.removeAttribute('aria-invalid');
    },
    onkeydown: (event) => {
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (!steps) return;
      event.preventDefault();
      by(steps);
    },
  });
  input.refresh = () => {
    input.value = shown(app.state);
  };
  const stepper = (steps, sign) =>
    h(
      'button',
      {
        type: 'button',
        class: 'step',
        tabindex: '-1',
        'data-key': `${key} ${steps}`,
        'aria-label': t(steps < 0 ? 'less' : 'more', { label }),
        onclick: () => by(steps),
      },
      sign,
    );
  return h(
    'p',
    { class: 'number' },
    h('label', { for: `f-${key}` }, label),
    h('span', { class: 'steps' }, stepper(-1, '−'), input, stepper(1, '+')),
  );
};
export const choiceField = (key, label, value, set) =>
  h(
    'p',
    { class: 'line' },
    h('label', { for: `f-${key}` }, label),
    h(
      'select',
      {
        id: `f-${key}`,
        'data-key': key,
        onchange: ({ target }) => set(CHOICES[key].find((one) => String(one) === target.value)),
      },
      CHOICES[key].map((one) => h('option', { value: one, selected: one === value }, t(`${key}.${one}`))),
    ),
  );

live.push(() => {
  for (const input of document.querySelectorAll('.number input'))
    if (input !== document.activeElement) input.refresh?.();
});
