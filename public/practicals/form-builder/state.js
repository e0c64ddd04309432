/* The form and what is done to it: every part of the window reads it here. */

export const { h, icon, button, say, locale } = window.Practical;
export const {
  answerFault,
  canDecide,
  choicesOf,
  conditionFault,
  endsOf,
  hasChoices,
  hasLimits,
  hasNumber,
  questionsShown,
  readNumber,
} = window.Shared;
export const t = (name, values) => window.Practical.t(`practical.form-builder.${name}`, values);

export const ICONS = {
  section: 'icon:rows-3',
  short: 'icon:type',
  long: 'icon:align-left',
  one: 'icon:circle-dot',
  several: 'icon:square-check',
  list: 'icon:list',
  number: 'icon:hash',
  date: 'icon:calendar',
  scale: 'icon:gauge',
  email: 'icon:at-sign',
};
export const TABS = {
  build: 'icon:list-checks',
  settings: 'icon:settings-2',
  preview: 'icon:eye',
  answers: 'icon:inbox',
};
export const WHO = ['link', 'members', 'invited'];
export const RESULTS = ['me', 'team', 'answered', 'all'];
const MOST_QUESTIONS = 40;
export const MOST_CHOICES = 20;

export let app = null;
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
};

export const has = (tool) => app.config.tools.includes(tool);
export const questions = () => app.state.questions;
export const byId = (id) => questions().find((one) => one.id === id);
/** As it is shown: a sign that stands alone at the start of a line looks lost. */
const held = (text) =>
  text
    .trim()
    .replace(/ (?=[?!:;»])/g, '\u00a0')
    .replace(/(«) /g, '$1\u00a0');
export const titleOf = (question) => held(question.title) || t('untitled');
export const formTitle = () => held(app.state.title) || t('untitled-form');
export const choiceText = (choice) => choice.text.trim() || t('untitled-choice');
export const picks = (question) => choicesOf(question, t('other'));
export const kinds = () => Object.keys(ICONS).filter((type) => app.config.types.includes(type));
/** « 3. Pointure » : sections carry no number. */
export const rankOf = (id) => {
  const asked = questions().filter(({ type }) => type !== 'section');
  const rank = asked.findIndex((one) => one.id === id);
  return rank < 0 ? '' : String(rank + 1);
};
export const dayText = (day) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/^1 /, locale.startsWith('fr') ? '1er ' : '1 ');
export const idOf = (key) => key.replaceAll(' ', '-');
/** A list with `taken` items at `place` replaced by others. */
export const spliced = (list, place, taken, ...made) => [
  ...list.slice(0, place),
  ...made,
  ...list.slice(place + taken),
];
export const freshId = (all, letter) => {
  let number = 1;
  while (all.some(({ id }) => id === `${letter}${number}`)) number += 1;
  return `${letter}${number}`;
};

/** What the list and its warnings say, told again while one types: nothing else is drawn anew. */
const retell = () => {
  for (const place of document.querySelectorAll('[data-tell]')) {
    const [what, id] = place.dataset.tell.split(' ');
    const text = TOLD[what](byId(id));
    const isNew = place.textContent !== text;
    place.textContent = text;
    if (!place.parentElement.matches('.warning')) continue;
    place.parentElement.hidden = text === '';
    if (isNew && text !== '') say(text);
  }
};
export const focusOn = (key) => {
  const place = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  place?.focus();
  // The frame takes its new height a moment later.
  setTimeout(() => place?.scrollIntoView?.({ block: 'nearest' }), 120);
};
const withQuestion = (id, part) => ({
  ...app.state,
  questions: questions().map((one) => (one.id === id ? { ...one, ...part } : one)),
});
export const setQuestion = (id, part, said) => app.change(withQuestion(id, part), said);
export const typeQuestion = (id, part, run) => {
  app.type(withQuestion(id, part), run);
  retell();
};
export const setSettings = (part, said) =>
  app.change({ ...app.state, settings: { ...app.state.settings, ...part } }, said);

const open = (id) => {
  app.view = { ...app.view, card: id, at: id ?? app.view.at };
};
const insert = (made, said, key) => {
  if (questions().length >= MOST_QUESTIONS) {
    say(t('full'));
    return;
  }
  const after = questions().findIndex(({ id }) => id === app.view.card);
  const place = after < 0 ? questions().length : after + 1;
  open(made.id);
  app.change({ ...app.state, questions: spliced(questions(), place, 0, made) }, said);
  focusOn(key);
};
export const add = (type) => {
  const id = freshId(questions(), 'n');
  const made = {
    ...{ id, type, title: '', help: '', required: false, choices: [], other: false },
    ...{ min: null, max: null, when: null },
  };
  insert(
    hasChoices(type) ? { ...made, choices: blanks() } : made,
    t(type === 'section' ? 'added-section' : 'added'),
    `title ${id}`,
  );
};
const blanks = () => [
  { id: 'c1', text: '' },
  { id: 'c2', text: '' },
];
export const duplicate = (from) => {
  open(from);
  const id = freshId(questions(), 'n');
  insert({ ...byId(from), id }, t('duplicated', { title: titleOf(byId(from)) }), `title ${id}`);
};
export const remove = (id) => {
  const all = questions();
  const question = byId(id);
  const rank = all.indexOf(question);
  const next = all[rank + 1] ?? all[rank - 1];
  app.view = { ...app.view, card: null, at: next?.id ?? '' };
  const left = all
    .filter((one) => one !== question)
    // Who asked the one that goes has nothing left to ask.
    .map((one) => (one.when?.question === question.id ? { ...one, when: null } : one));
  app.change({ ...app.state, questions: left }, t('removed', { title: titleOf(question) }));
  focusOn(next ? `q ${next.id}` : 'add');
};
export const move = (id, by) => {
  const question = byId(id);
  const rank = questions().indexOf(question);
  const place = rank + by;
  const next = spliced(spliced(questions(), rank, 1), place, 0, question);
  app.change({ ...app.state, questions: next }, t('moved', { place: place + 1, count: next.length }));
  const ends = place === 0 || place === next.length - 1;
  if (ends) focusOn(`${place === 0 ? 'down' : 'up'} ${id}`);
};
export const setType = (id, type) => {
  const question = byId(id);
  const alike =
    hasNumber(type) === hasNumber(question.type) && hasChoices(type) === hasChoices(question.type);
  setQuestion(id, {
    type,
    choices: hasChoices(type) && question.choices.length === 0 ? blanks() : question.choices,
    min: alike ? question.min : null,
    max: alike ? question.max : null,
  });
};

const summaryOf = ({ when }) => {
  const source = byId(when.question);
  if (!source) return t('lost');
  const value = hasChoices(source.type)
    ? t('quoted', { text: choiceText(picks(source).find(({ id }) => id === when.value) ?? { text: '?' }) })
    : when.value === ''
      ? '…'
      : when.value.toLocaleString(locale, { useGrouping: false });
  return t('summary', {
    title: titleOf(source),
    test: t(`test.${when.test}${source.type === 'several' ? '.several' : ''}`),
    value,
  });
};

/** What is said of a question, and may change while one types. */
export const TOLD = {
  name: titleOf,
  summary: summaryOf,
  crossed: ({ min, max }) => (min !== null && max !== null && min > max ? t('crossed') : ''),
  fault: (question) => {
    const fault = conditionFault(questions(), question);
    return fault ? t(`fault.${fault}`) : '';
  },
};
