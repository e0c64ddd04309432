/* What the drive holds and what is done in it: every part of the window reads it here. */

export const { h, icon, button, ask, askText, locale } = window.Practical;
export const {
  groupsOf,
  isGone,
  isMember,
  itemNow,
  itemsOf,
  pathTo,
  RIGHTS,
  rightOn,
  SCOPES,
  slotsOf,
  standing,
  VISITOR,
  waysTo,
  withValue,
} = window.Shared;
/** A text; in French, « de » is elided before a name that begins with a vowel. */
export const t = (key, values) => {
  const text = window.Practical.t(`practical.shared-drive.${key}`, values);
  const name = String(values?.name ?? '');
  const elided = locale === 'fr' && /^[aeiou]/i.test(name.normalize('NFD'));
  return elided ? text.replace(`de ${name}`, () => `d’${name}`) : text;
};

export const MOST_MADE = 12;
export const SIGNS = {
  folder: 'icon:folder',
  text: 'icon:file-text',
  sheet: 'icon:file-spreadsheet',
  picture: 'icon:image',
  video: 'icon:film',
  pdf: 'icon:file-type',
};
export const SYNC = { online: 'icon:cloud', offline: 'icon:circle-check', syncing: 'icon:refresh-cw' };
export const GIVEN = RIGHTS.slice(1);

export let app = null;
export let slots = new Map();
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
  slots = slotsOf(app.config, app.state.made);
};

export const config = () => app.config;
export const me = () => config().me;
export const item = (id) => itemNow(config(), app.state, id);
export const now = (key) => standing(app.state.values, key, slots.get(key)?.first ?? '');
export const mine = (id) => rightOn(config(), app.state, me(), id);
/** Rights lost here can be taken back here: who could change something at first still can. */
export const can = (key) => slots.has(key);
export const groups = () => groupsOf(config(), app.state.made);
export const person = (id) => config().people.find((one) => one.id === id);
export const nameOf = (id) =>
  id === me()
    ? t('me', { person: person(id)?.name ?? id })
    : (person(id)?.name ?? groups().find((one) => one.id === id)?.name ?? t('visitor'));
export const shownIn = (folder) =>
  itemsOf(config(), app.state.made)
    .map(({ id }) => item(id))
    .filter((one) => one.in === folder && (mine(one.id) !== 'none' || can(`gone/${one.id}`)))
    .filter((one) => !isGone(config(), app.state, one.id))
    .sort(
      (a, b) =>
        Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
        a.name.localeCompare(b.name, 'fr', { numeric: true }),
    );
export const isShared = (one) => Object.keys(one.shares).length > 0 || one.link.scope !== 'nobody';
export const place = (folder) => (folder === null ? config().name : item(folder).name);
export const opens = (one) => !config().cut || one.sync === 'offline';
export const isText = (one) => one.kind === 'text' || one.kind === 'sheet';

const formatOf = (options) => {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...options,
  });
  // French counts the first of a month, and the others not.
  return (day) =>
    format.format(new Date(`${day}T00:00:00Z`)).replace(/^1(?= )/, locale.startsWith('fr') ? '1er' : '1');
};
const short = formatOf({});
const whole = formatOf({ year: 'numeric' });
export const dayWords = (moment) => {
  const [day, time] = moment.split(' ');
  const shown = (day.slice(0, 4) === config().today.slice(0, 4) ? short : whole)(day);
  return time ? t('at', { day: shown, hour: Number(time.slice(0, 2)), minute: time.slice(3) }) : shown;
};

export const set = (changes, said) => {
  const values = Object.entries(changes).reduce(
    (all, [key, value]) => withValue(slots, all, key, value),
    app.state.values,
  );
  app.change({ ...app.state, values }, said);
};
export const make = (one, said) => {
  if (app.state.made.length >= MOST_MADE) return t('fault.full');
  app.change({ ...app.state, made: [...app.state.made, { text: '', in: null, ...one }] }, said);
  return undefined;
};
/** Another page begins at its top, even when the last one was read from its foot. */
const turn = (page, stack) => {
  app.show({ stack, page, see: null, add: null, tried: false, fault: '', shareFault: '' });
  document.querySelector('[data-home]')?.scrollIntoView({ block: 'nearest' });
};
export const go = (page) => turn(page, [...app.view.stack, app.view.page].slice(-20));
export const goHome = (page) => turn(page, []);
export const back = () => turn(app.view.stack.at(-1) ?? 'in:', app.view.stack.slice(0, -1));
export const openItem = (one) => go(one.kind === 'folder' ? `in:${one.id}` : `item:${one.id}`);

export const rightName = (right) => t(`right.${right}`);
export const membersOf = (id) => {
  const group = groups().find((each) => each.id === id);
  const members = config().people.filter((each) => isMember(app.state, group, each.id));
  return t('members', { names: members.map((each) => nameOf(each.id)).join(', ') || t('nobody') });
};
