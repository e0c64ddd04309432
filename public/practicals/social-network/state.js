/* What the network knows and what is done in it: every part of the window reads it here. */

export const { h, icon, button, ask } = window.Practical;
export const { face, scene, hash } = window.Drawings;
export const {
  allPosts,
  audienceOf,
  audiencesOf,
  effect,
  feedOf,
  friendsOf,
  isMember,
  NOTIFY,
  optionsOf,
  postState,
  profileOf,
  roleOf,
  sees,
  showsPart,
  slotsOf,
  standing,
  STRANGER,
  withValue,
} = window.Shared;
/** A text; in French, « de » is elided before a name that begins with a vowel. */
export const t = (key, values) => {
  const text = window.Practical.t(`practical.social-network.${key}`, values);
  const name = String(values?.name ?? '');
  const elided = window.Practical.locale === 'fr' && /^[aeiou]/i.test(name.normalize('NFD'));
  return elided ? text.replace(`de ${name}`, () => `d’${name}`) : text;
};

const MOST_WRITTEN = 16;
const SIGNS = {
  public: 'icon:globe',
  fof: 'icon:users-round',
  friends: 'icon:user-check',
  me: 'icon:lock',
  group: 'icon:users',
};

export let app = null;
export let slots = new Map();
/** The window as it now stands: told anew before each drawing. */
export const renew = (given) => {
  app = given;
  slots = slotsOf(app.config);
};

export const config = () => app.config;
export const values = () => app.state.values;
export const now = (key) => standing(values(), key, slots.get(key)?.first ?? '');
export const can = (key) => slots.has(key);
export const me = () => config().me;
export const person = (id) => config().people.find((one) => one.id === id);
export const nameOf = (id) => (id === STRANGER ? t('stranger') : (person(id)?.name ?? id));
export const groupOf = (id) => config().groups.find((one) => one.id === id);
export const postOf = (id) => allPosts(config(), app.state).find((one) => one.id === id);
export const commentsOf = (post) => [
  ...post.comments,
  ...app.state.written.flatMap((one, rank) =>
    one.kind === 'comment' && one.of === post.id ? [{ id: `written-${rank}`, by: me(), text: one.text }] : [],
  ),
];
export const audienceName = (audience) =>
  audience.startsWith('group:')
    ? t('audience.group', { name: groupOf(audience.slice(6))?.name ?? '' })
    : t(`audience.${audience}`);
export const signOf = (audience) => SIGNS[audience.split(':')[0]];
export const audienceWords = ({ audience, except }) =>
  except.length > 0
    ? t('audience-except', { audience: audienceName(audience), names: except.map(nameOf).join(', ') })
    : audienceName(audience);
export const short = (text) => (text.length > 60 ? `${text.slice(0, 58).trim()}…` : text);

export const set = (changes, said) => {
  const next = Object.entries(changes).reduce(
    (all, [key, value]) => withValue(slots, all, key, value),
    values(),
  );
  app.change({ ...app.state, values: next }, said);
};
export const write = (one, said) => {
  if (app.state.written.length >= MOST_WRITTEN) return t('fault.full');
  const blank = { of: null, audience: '', except: [], thread: null, to: [], reply: null, text: '' };
  app.change({ ...app.state, written: [...app.state.written, { ...blank, ...one }] }, said);
  return undefined;
};
export const go = (page) =>
  app.show({ stack: [...app.view.stack, app.view.page].slice(-20), page, as: null });
export const goHome = (page) => app.show({ stack: [], page, as: null, tag: null });
export const back = () => {
  const stack = [...app.view.stack];
  const page = stack.pop() ?? config().open;
  app.show({ stack, page, as: null });
};

export const threadName = (one) => one.name || one.with.map(nameOf).join(', ');
export const isThere = (one) =>
  now(`left/${one.id}`) !== true &&
  !(one.with.length === 1 && one.name === '' && now(`person/${one.with[0]}`) === 'blocked');
export const toKey = (to) => `to:${to.join('+')}`;
/** Discussions, and those begun here. */
export const threads = () => {
  const begun = app.state.written.filter((one) => one.kind === 'message' && one.thread === null);
  const made = [...new Set(begun.map((one) => toKey(one.to)))].map((key) => ({
    id: key,
    name: '',
    with: key.slice(3).split('+'),
    messages: [],
  }));
  const there = config().threads.filter(isThere);
  const pinned = (one) => now(`pinned/${one.id}`) === true;
  return [...there.filter(pinned), ...made, ...there.filter((one) => !pinned(one))];
};
