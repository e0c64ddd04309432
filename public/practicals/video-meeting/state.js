/* The meeting and what is done in it: every part of the window reads it here. */

export const { h, icon, button, ask, locale } = window.Practical;
export const { EVERYONE, healthOf, isGood, MOST_LATENCY, MOST_LOSS } = window.Shared;
export const { REACTIONS, roomOf, SCREEN, standing, withValues, wordsOf } = window.Shared;
export const { person, me: drawMe, ceiling, dark, off } = window.Drawings;
export const t = (name, values) => window.Practical.t(`practical.video-meeting.${name}`, values);
export let app = null;
export let now = {};

export const renew = (given) => {
  app = given;
  now = standing(config(), app.state.values);
};

export const config = () => app.config;
export const has = (tool) => config().tools.includes(tool);
export const can = (slot) => slot in now;
export const chosen = (list, slot) => config()[list].find(({ id }) => id === now[slot]);
export const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 1 });

export const told = (slot, value) => {
  const { key, name } = wordsOf(config(), slot, value);
  return t(`is.${key}`, { name });
};

export const isOpen = () => now.mic && now.allowed !== false;
export const isSeen = () => now.camera && now.allowed !== false;
export const isIn = (one) => !one.waiting || now[`person/${one.id}`] === 'in';
const present = () => config().people.filter(isIn);
export const hasMic = (one) => one.mic && !now[`muted/${one.id}`];
export const room = () => config().rooms.find(({ id }) => id === now.room);
export const isMine = () => now.room === config().rooms[0].id;
export const others = () => (isMine() ? present() : []);

export const put = (changed, said) => {
  const { values, code, messages } = app.state;
  const next = withValues(config(), values, changed);
  // What the others say stands above: a screen reader is told when it is something else.
  const heard = now.place === 'meeting' ? heardWith(next) : null;
  const fresh = heard !== null && heard.text !== heardWith(values)?.text;
  app.change({ values: next, code, messages }, fresh ? [said, heard.text].filter(Boolean).join(' ') : said);
};

export const set = (slot, value) => put({ [slot]: value }, told(slot, value));

export const field = (id, label, control, ...more) =>
  h('div', { class: 'line' }, h('label', { for: id }, label), control, ...more);

export const select = (id, label, options, value, act, ...more) =>
  field(
    id,
    label,
    h(
      'select',
      { id, 'data-key': id, onchange: ({ target }) => act(target.value) },
      options.map(([key, name]) => h('option', { value: key, selected: key === value }, name)),
    ),
    ...more,
  );

/** A name, and what is said under it. */
export const named = (name, under, look = 'soft') =>
  h(
    'span',
    { class: 'words' },
    h('span', { class: 'name' }, name),
    under && h('span', { class: look }, under),
  );

export const toggle = (slot, label, help) =>
  h(
    'button',
    {
      type: 'button',
      role: 'switch',
      class: 'switch',
      'aria-checked': now[slot] ? 'true' : 'false',
      'data-key': slot,
      onclick: () => set(slot, !now[slot]),
    },
    named(label, help),
    h('span', { class: now[slot] ? 'toggle is-on' : 'toggle', 'aria-hidden': 'true' }),
  );

/** What the others say of the call with these values; null when nobody says anything. */
export const heardWith = (values) => {
  const health = healthOf(config(), values);
  const who = others()[0]?.name;
  if (health === null || who === undefined) return null;
  const good = isGood(health);
  const says = good
    ? ['well']
    : [
        health.echo && 'echo',
        health.loss > MOST_LOSS && (standing(config(), values).camera ? 'frozen' : 'chopped'),
        health.loss <= MOST_LOSS && health.latency > MOST_LATENCY && 'late',
      ].filter(Boolean);
  return { good, text: says.map((one) => t(`says.${one}`, { name: who })).join(' ') };
};

/** A small button beside a thing; its name says of which one. */
export const press = (key, words, label, act) =>
  h(
    'button',
    { type: 'button', class: 'press small', 'data-key': key, 'aria-label': label, onclick: act },
    words,
  );
