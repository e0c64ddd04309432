/**
 * A social network: what can be changed in it, and who sees what. The page runs this very file, its types taken away
 * (`src/web/practical-frames.ts`): it imports nothing, and is written for Safari 15.
 */

export type Value = boolean | number | string | readonly string[];
/** What was changed, by its key; what is not named stands as at first. */
export type Values = Readonly<Record<string, Value>>;

/** Who may read: `group:<id>` is a group's members. */
export type Audience = string;
export type Role = 'none' | 'asks' | 'member' | 'moderator' | 'admin';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly friends: readonly string[];
  /** How the person stands to the owner of the account. */
  readonly link: string;
  readonly verified: boolean;
}

export interface Comment {
  readonly id: string;
  readonly by: string;
  readonly text: string;
}

export interface Post {
  readonly id: string;
  readonly by: string;
  readonly when: string;
  readonly text: string;
  /** Read after « … plus » only. */
  readonly more: string;
  readonly scene: string | null;
  readonly alt: string;
  readonly audience: Audience;
  readonly except: readonly string[];
  readonly tags: readonly string[];
  /** The owner is tagged and must still agree. */
  readonly waits: boolean;
  /** The post that it relays. */
  readonly relays: string | null;
  readonly likes: number;
  readonly draft: boolean;
  readonly featured: boolean;
  readonly comments: readonly Comment[];
  /** For a feed that ranks, what each weight multiplies. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly roles: Readonly<Record<string, Role>>;
}

export interface Message {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly when: string;
  readonly reply: string | null;
}

export interface Thread {
  readonly id: string;
  readonly name: string;
  readonly with: readonly string[];
  readonly notify: string;
  readonly pinned: boolean;
  readonly messages: readonly Message[];
}

export interface SocialSetting {
  readonly kind: 'switch' | 'choice' | 'audience' | 'slider' | 'entry' | 'pictures';
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** What it acts on, beside being set. */
  readonly does: string | null;
  readonly value: Value;
  readonly options: readonly string[];
  readonly scenes: readonly { readonly scene: string; readonly label: string }[];
  readonly min: number;
  readonly max: number;
}

export interface Case {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly reason: string;
  readonly past: string;
}

export interface SocialConfig {
  readonly name: string;
  readonly me: string;
  readonly open: string;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly posts: readonly Post[];
  readonly threads: readonly Thread[];
  readonly settings: readonly { readonly title: string; readonly items: readonly SocialSetting[] }[];
  readonly reasons: readonly string[];
  readonly proofs: readonly { readonly id: string; readonly name: string; readonly text: string }[];
  readonly measures: readonly string[];
  readonly cases: readonly Case[];
  readonly charter: string;
}

/** What the owner wrote: a post, a relay, a comment or a message. */
export interface Written {
  readonly kind: 'post' | 'relay' | 'comment' | 'message';
  /** The post relayed or commented, the message forwarded. */
  readonly of: string | null;
  readonly audience: Audience;
  readonly except: readonly string[];
  /** Of a message: its thread, or nothing and `to`. */
  readonly thread: string | null;
  readonly to: readonly string[];
  readonly reply: string | null;
  readonly text: string;
}

export interface SocialState {
  readonly values: Values;
  readonly written: readonly Written[];
}

/** Someone who has no account. */
export const STRANGER = 'stranger';
export const AUDIENCES = ['public', 'fof', 'friends', 'me'];
export const NOTIFY = ['all', 'mentions', 'none'];

/** Something that can be changed: how it stands at first, and what it may become. */
export interface Slot {
  readonly first: Value;
  fits(value: Value): boolean;
}

/** Everything that the owner of the account has the right to change, by its key. */
export function slotsOf(config: SocialConfig): Map<string, Slot> {
  const { me } = config;
  const slots = new Map<string, Slot>();
  const among = (key: string, first: Value, options: readonly Value[]) => {
    slots.set(key, { first, fits: (value) => options.includes(value) });
  };
  const flag = (key: string, first = false) => among(key, first, [true, false]);
  const reportable = (id: string) => {
    if (config.reasons.length === 0) return;
    among(`report/${id}`, '', ['', ...config.reasons]);
    among(`proof/${id}`, '', ['', ...config.proofs.map((one) => one.id)]);
  };
  const ids = config.people.map((one) => one.id);
  const audiences = audiencesOf(config);
  const judges = config.groups.flatMap(({ id, roles }) =>
    roles[me] === 'admin' || roles[me] === 'moderator' ? `group:${id}` : [],
  );
  for (const post of config.posts) {
    const mine = post.by === me;
    if (post.draft) among(`post/${post.id}`, 'draft', ['draft', 'online', 'deleted']);
    else if (mine || judges.includes(post.audience))
      among(`post/${post.id}`, 'online', ['online', 'deleted']);
    if (mine) {
      among(`audience/${post.id}`, post.audience, audiences);
      slots.set(`except/${post.id}`, { first: post.except, fits: (value) => isListOf(value, ids) });
      slots.set(`text/${post.id}`, { first: post.text, fits: (value) => isText(value, 1000) });
      flag(`featured/${post.id}`, post.featured);
    } else {
      reportable(post.id);
    }
    if (post.tags.includes(me))
      among(`tag/${post.id}`, post.waits ? 'waits' : 'on', ['on', 'off', ...(post.waits ? ['waits'] : [])]);
    flag(`like/${post.id}`);
    for (const comment of post.comments) {
      const own = comment.by === me ? ['deleted'] : [];
      const judged = mine || judges.includes(post.audience) ? ['hidden', 'deleted'] : own;
      if (judged.length > 0) among(`comment/${comment.id}`, 'shown', ['shown', ...judged]);
      if (comment.by !== me) reportable(comment.id);
    }
  }
  for (const person of config.people) {
    if (person.id === me) continue;
    const links = person.link === 'asks' ? ['asks', 'friend', 'none'] : ['none', 'asked'];
    among(`person/${person.id}`, person.link, [
      ...links,
      ...(person.link === 'friend' ? ['friend'] : []),
      'blocked',
    ]);
    flag(`quiet/${person.id}`);
    reportable(person.id);
  }
  for (const { id, roles } of config.groups) {
    among(`notify/${id}`, 'all', NOTIFY);
    for (const [person, role] of Object.entries(roles)) {
      const rules = roles[me] === 'admin' ? ['none', 'member', 'moderator', 'admin'] : ['none'];
      if (roles[me] === 'admin' || person === me) among(`role/${id}/${person}`, role, [role, ...rules]);
    }
  }
  for (const thread of config.threads) {
    among(`notify/${thread.id}`, thread.notify, NOTIFY);
    flag(`pinned/${thread.id}`, thread.pinned);
    flag(`left/${thread.id}`);
    for (const message of thread.messages) {
      flag(`capture/${message.id}`);
      if (message.by !== me) reportable(message.id);
    }
  }
  for (const one of config.settings.flatMap(({ items }) => items)) {
    const key = `setting/${one.id}`;
    if (one.kind === 'switch') flag(key, one.value === true);
    else if (one.kind === 'entry') slots.set(key, { first: one.value, fits: (value) => isText(value, 200) });
    else if (one.kind === 'slider') {
      slots.set(key, {
        first: one.value,
        fits: (value) => Number.isInteger(value) && Number(value) >= one.min && Number(value) <= one.max,
      });
    } else {
      among(key, one.value, optionsOf(config, one));
    }
  }
  for (const one of config.cases) among(`measure/${one.id}`, '', ['', ...config.measures]);
  return slots;
}

/** What a choice of any kind may be. */
export function optionsOf(config: SocialConfig, one: SocialSetting): readonly string[] {
  if (one.kind === 'audience') return audiencesOf(config);
  return one.kind === 'pictures' ? ['', ...one.scenes.map(({ label }) => label)] : one.options;
}

/** The audiences that a post may have: those of all, and the owner's groups. */
export function audiencesOf({ groups, me }: SocialConfig): string[] {
  return [
    ...AUDIENCES,
    ...groups.flatMap(({ id, roles }) => (isMember(roles[me] || 'none') ? `group:${id}` : [])),
  ];
}

function isListOf(value: Value, ids: readonly string[]): boolean {
  return Array.isArray(value) && value.length <= ids.length && value.every((one) => ids.includes(one));
}

function isText(value: Value, most: number): boolean {
  return typeof value === 'string' && value.length <= most;
}

/** What a key stands at; `first`: at first. */
export function standing<Kind extends Value>(values: Values, key: string, first: Kind): Kind {
  return Object.hasOwn(values, key) ? (values[key] as Kind) : first;
}

/** Values with one changed: what is back to where it was is no longer named. */
export function withValue(slots: Map<string, Slot>, values: Values, key: string, value: Value): Values {
  const first = slots.get(key)?.first;
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
  return isSame(first, value) ? others : { ...others, [key]: value };
}

/** Lists hold the same members, whatever their order. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each) => other.includes(each));
  return one === other;
}

/** A post as it now stands. */
export function audienceOf(values: Values, post: Post): { audience: Audience; except: readonly string[] } {
  return {
    audience: standing(values, `audience/${post.id}`, post.audience),
    except: standing(values, `except/${post.id}`, post.except),
  };
}

export function postState(values: Values, post: Post): string {
  return standing(values, `post/${post.id}`, post.draft ? 'draft' : 'online');
}

export function isMember(role: string): boolean {
  return role === 'member' || role === 'moderator' || role === 'admin';
}

export function roleOf(values: Values, { id, roles }: Group, person: string): Role {
  return standing(values, `role/${id}/${person}`, roles[person] || 'none');
}

/** The friends of a person: those that the owner has made or lost count. */
export function friendsOf(config: SocialConfig, values: Values, id: string): string[] {
  const { me, people } = config;
  const linked = (one: Person) => standing(values, `person/${one.id}`, one.link) === 'friend';
  if (id === me) return people.filter((one) => one.id !== me && linked(one)).map((one) => one.id);
  const person = people.find((one) => one.id === id);
  if (!person) return [];
  const others = people
    .filter((one) => one.id !== me && one.id !== id)
    .filter((one) => one.friends.includes(id) || person.friends.includes(one.id))
    .map((one) => one.id);
  return linked(person) ? [me, ...others] : others;
}

/** Whether what `author` shows to `audience` reaches `viewer`. */
export function reaches(
  config: SocialConfig,
  values: Values,
  author: string,
  audience: Audience,
  viewer: string,
): boolean {
  if (viewer === author) return true;
  const barred = (other: string) => standing<string>(values, `person/${other}`, 'none') === 'blocked';
  if ((author === config.me && barred(viewer)) || (viewer === config.me && barred(author))) return false;
  const friends = friendsOf(config, values, author);
  if (audience === 'public')
    return author !== config.me || !effect(config, values, 'private-account') || friends.includes(viewer);
  if (viewer === STRANGER) return false;
  if (audience === 'friends') return friends.includes(viewer);
  if (audience === 'fof')
    return friends.includes(viewer) || friendsOf(config, values, viewer).some((one) => friends.includes(one));
  const group = config.groups.find(({ id }) => audience === `group:${id}`);
  return group !== undefined && isMember(roleOf(values, group, viewer));
}

/** Whether a person (or a stranger) can read a post. */
export function sees(config: SocialConfig, values: Values, viewer: string, post: Post): boolean {
  if (postState(values, post) !== 'online') return false;
  const { audience, except } = audienceOf(values, post);
  if (viewer !== post.by && except.includes(viewer)) return false;
  return reaches(config, values, post.by, audience, viewer);
}

/** What the setting that `does` this is set to; nothing when there is none. */
export function effect(config: SocialConfig, values: Values, does: string): Value | undefined {
  const setting = config.settings.flatMap(({ items }) => items).find((one) => one.does === does);
  return setting && standing(values, `setting/${setting.id}`, setting.value);
}

/** Whether a part of the owner's profile (`friends-list`, `about`, `tagged`) is open to a viewer. */
export function showsPart(config: SocialConfig, values: Values, part: string, viewer: string): boolean {
  const audience = effect(config, values, part);
  return audience === undefined || reaches(config, values, config.me, String(audience), viewer);
}

/** Posts of a profile as `viewer` sees it: its own, then those where it is tagged; what is put forward first. */
export function profileOf(config: SocialConfig, state: SocialState, person: string, viewer: string): Post[] {
  const { values } = state;
  const own = allPosts(config, state).filter(
    (post) => post.by === person && sees(config, values, viewer, post),
  );
  const isFirst = (post: Post) => standing(values, `featured/${post.id}`, post.featured);
  const tagged = config.posts.filter(
    (post) =>
      post.by !== person &&
      post.tags.includes(person) &&
      (person !== config.me || standing(values, `tag/${post.id}`, post.waits ? 'waits' : 'on') === 'on') &&
      sees(config, values, viewer, post) &&
      (person !== config.me || showsPart(config, values, 'tagged', viewer)),
  );
  return [...own.filter(isFirst), ...own.filter((post) => !isFirst(post)), ...tagged];
}

/** What the owner finds in the feed: the newest first, or as the weights that are set rank it. */
export function feedOf(config: SocialConfig, state: SocialState): Post[] {
  const { values } = state;
  const shown = allPosts(config, state).filter(
    (post) => sees(config, values, config.me, post) && standing(values, `quiet/${post.by}`, false) === false,
  );
  const weights = config.settings
    .flatMap(({ items }) => items)
    .filter(({ does }) => does?.startsWith('weight-'));
  if (weights.length === 0) return shown;
  const worth = (post: Post) =>
    weights.reduce(
      (sum, { id, does, value }) =>
        sum + Number(standing(values, `setting/${id}`, value)) * (post.weights[String(does).slice(7)] || 0),
      0,
    );
  return shown
    .map((post) => ({ post, worth: worth(post) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ post }) => post);
}

/** The posts of the network, those that the owner has just written first. */
export function allPosts(config: SocialConfig, { written }: SocialState): Post[] {
  const made = written.flatMap((one, rank): Post[] =>
    one.kind === 'post' || one.kind === 'relay'
      ? [
          {
            id: `written-${rank}`,
            by: config.me,
            when: '',
            text: one.text,
            more: '',
            scene: null,
            alt: '',
            audience: one.audience,
            except: one.except,
            tags: [],
            waits: false,
            relays: one.of,
            likes: 0,
            draft: false,
            featured: false,
            comments: [],
            weights: {},
          },
        ]
      : [],
  );
  return [...made.reverse(), ...config.posts];
}
