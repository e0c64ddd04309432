/**
 * How an online space behaves: who may do what in it, what each document now says. The page and the server run this same
 * file, its types taken away: it imports nothing.
 *
 * Everything that can be changed has a key: `share/<item>/<who>`, `inherit/<item>`, `scope/<item>`, `link/<item>` (the
 * right that the link gives), `until/<item>`, `password/<item>`, `owner/<item>`, `member/<group>/<person>`,
 * `text/<item>`, `version/<item>`, `label/<version>`, `sync/<item>`, `place/<item>`, `name/<item>`, `gone/<item>`.
 */

export type Right = 'none' | 'read' | 'comment' | 'edit';
export type Scope = 'nobody' | 'school' | 'anyone';
export type DriveValue = boolean | string;
export type DriveValues = Readonly<Record<string, DriveValue>>;

export interface DrivePerson {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** Has an account of the school: a link for the school opens to them. */
  readonly inside: boolean;
}

export interface DriveGroup {
  readonly id: string;
  readonly name: string;
  /** The person who may change its members; null: not from here. */
  readonly by: string | null;
  readonly members: readonly string[];
}

export interface DriveVersion {
  readonly id: string;
  readonly by: string;
  readonly when: string;
  readonly text: string;
  readonly label: string;
}

export interface DriveItem {
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'text' | 'sheet' | 'picture' | 'video' | 'pdf';
  /** The folder that it is in; null: at the top. */
  readonly in: string | null;
  readonly owner: string;
  readonly modified: string;
  /** Who wrote it last; null: its owner. */
  readonly by: string | null;
  readonly size: string;
  readonly sync: 'online' | 'offline' | 'syncing';
  readonly shares: Readonly<Record<string, Right>>;
  /** Whether it has the rights of the folder that it is in, beside its own. */
  readonly inherits: boolean;
  readonly link: {
    readonly scope: Scope;
    readonly right: Right;
    readonly until: string;
    readonly password: string;
    readonly address: string;
  };
  readonly text: string;
  /** The newest first; the current one is not among them. */
  readonly versions: readonly DriveVersion[];
  readonly comments: readonly { readonly by: string; readonly text: string }[];
}

export interface DriveConfig {
  readonly name: string;
  readonly me: string;
  /** The day it is: a link ends after its last day. */
  readonly today: string;
  readonly open: string;
  /** The network is cut: only what is kept on the device opens. */
  readonly cut: boolean;
  /** The panel of a document says who can do what in the end. */
  readonly audit: boolean;
  readonly people: readonly DrivePerson[];
  readonly groups: readonly DriveGroup[];
  readonly items: readonly DriveItem[];
  readonly activity: readonly { readonly by: string; readonly when: string; readonly what: string }[];
}

/** What the owner of the account made: a folder, an empty document, a copy of one, a group. */
export interface Made {
  readonly kind: 'folder' | 'text' | 'copy' | 'group';
  readonly name: string;
  readonly in: string | null;
  readonly text: string;
}

export interface DriveState {
  readonly values: DriveValues;
  readonly made: readonly Made[];
  readonly comments: readonly { readonly on: string; readonly text: string }[];
}

/** Someone without an account who was given the link, and no password. */
export const VISITOR = 'visitor';
export const RIGHTS: readonly Right[] = ['none', 'read', 'comment', 'edit'];
export const SCOPES: readonly Scope[] = ['nobody', 'school', 'anyone'];
const LONGEST_TEXT = 4000;

/** Something that can be changed: how it stands at first, and what it may become. */
export interface DriveSlot {
  readonly first: DriveValue;
  fits(value: DriveValue): boolean;
}

/** Every item: those of the space, then those made here (`made-0`…), which the owner of the account owns. */
export function itemsOf(config: DriveConfig, made: readonly Made[]): DriveItem[] {
  const own = made.flatMap((one, rank): DriveItem[] =>
    one.kind === 'group'
      ? []
      : [
          {
            id: `made-${rank}`,
            name: one.name,
            kind: one.kind === 'folder' ? 'folder' : 'text',
            in: one.in,
            owner: config.me,
            modified: config.today,
            by: config.me,
            size: '',
            sync: 'online',
            shares: {},
            inherits: true,
            link: { scope: 'nobody', right: 'read', until: '', password: '', address: `n-${rank}` },
            text: one.text,
            versions: [],
            comments: [],
          },
        ],
  );
  return [...config.items, ...own];
}

/** Every group: those of the space, then those made here. */
export function groupsOf(config: DriveConfig, made: readonly Made[]): DriveGroup[] {
  const own = made.flatMap((one, rank): DriveGroup[] =>
    one.kind === 'group' ? [{ id: `made-${rank}`, name: one.name, by: config.me, members: [] }] : [],
  );
  return [...config.groups, ...own];
}

/** Everything that the owner of the account may change, by its key. */
export function slotsOf(config: DriveConfig, made: readonly Made[]): Map<string, DriveSlot> {
  const slots = new Map<string, DriveSlot>();
  const among = (key: string, first: DriveValue, options: readonly DriveValue[]) => {
    slots.set(key, { first, fits: (value) => options.includes(value) });
  };
  const words = (key: string, first: string, most: number) => {
    slots.set(key, { first, fits: (value) => typeof value === 'string' && value.length <= most });
  };
  const items = itemsOf(config, made);
  const groups = groupsOf(config, made);
  const start: DriveState = { values: {}, made, comments: [] };
  const folders = items.filter(
    ({ kind, id }) => kind === 'folder' && rightOn(config, start, config.me, id) === 'edit',
  );
  for (const item of items) {
    const { id } = item;
    const right = rightOn(config, start, config.me, id);
    if (right === 'none') continue;
    if (item.kind !== 'folder') among(`sync/${id}`, item.sync, ['online', 'offline', item.sync]);
    if (right !== 'edit') continue;
    for (const { id: who } of [...config.people, ...groups])
      if (who !== item.owner) among(`share/${id}/${who}`, item.shares[who] || 'none', RIGHTS);
    among(`inherit/${id}`, item.inherits, [true, false]);
    among(`scope/${id}`, item.link.scope, SCOPES);
    among(`link/${id}`, item.link.right, RIGHTS.slice(1));
    slots.set(`until/${id}`, { first: item.link.until, fits: (value) => value === '' || isDate(value) });
    words(`password/${id}`, item.link.password, 60);
    if (item.owner === config.me)
      among(
        `owner/${id}`,
        item.owner,
        config.people.map((one) => one.id),
      );
    among(`place/${id}`, item.in || '', ['', item.in || '', ...folders.map((one) => one.id)]);
    words(`name/${id}`, item.name, 80);
    among(`gone/${id}`, false, [true, false]);
    if (item.kind === 'text') words(`text/${id}`, item.text, LONGEST_TEXT);
    if (item.versions.length > 0) among(`version/${id}`, '', ['', ...item.versions.map((one) => one.id)]);
    for (const version of item.versions) words(`label/${version.id}`, version.label, 80);
  }
  for (const group of groups)
    if (group.by === config.me)
      for (const { id } of config.people)
        among(`member/${group.id}/${id}`, group.members.includes(id), [true, false]);
  return slots;
}

/** A day of the calendar, `2026-11-30`. */
export function isDate(value: DriveValue): boolean {
  if (typeof value !== 'string' || !/^20\d\d-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** What a key stands at; `first`: at first. */
export function standing<Kind extends DriveValue>(values: DriveValues, key: string, first: Kind): Kind {
  return Object.hasOwn(values, key) ? (values[key] as Kind) : first;
}

/** Values with one changed: what is back to where it was is no longer named. */
export function withValue(
  slots: Map<string, DriveSlot>,
  values: DriveValues,
  key: string,
  value: DriveValue,
): DriveValues {
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
  return slots.get(key)?.first === value ? others : { ...others, [key]: value };
}

/** An item as it now stands; the text of a document that was restored is that of its version. */
export function itemNow(config: DriveConfig, { values, made }: DriveState, id: string): DriveItem | null {
  const item = itemsOf(config, made).find((one) => one.id === id);
  if (!item) return null;
  const shares = Object.fromEntries(
    [...config.people, ...groupsOf(config, made)]
      .map(
        ({ id: who }) => [who, standing(values, `share/${id}/${who}`, item.shares[who] || 'none')] as const,
      )
      .filter(([, right]) => right !== 'none'),
  );
  const place = standing(values, `place/${id}`, item.in || '');
  const restored = item.versions.find((one) => one.id === standing(values, `version/${id}`, ''));
  return {
    ...item,
    name: standing(values, `name/${id}`, item.name),
    in: place === '' ? null : place,
    owner: standing(values, `owner/${id}`, item.owner),
    sync: standing(values, `sync/${id}`, item.sync),
    shares,
    inherits: standing(values, `inherit/${id}`, item.inherits),
    link: {
      ...item.link,
      scope: standing(values, `scope/${id}`, item.link.scope),
      right: standing(values, `link/${id}`, item.link.right),
      until: standing(values, `until/${id}`, item.link.until),
      password: standing(values, `password/${id}`, item.link.password),
    },
    text: standing(values, `text/${id}`, restored ? restored.text : item.text),
  };
}

/** The folders that hold an item, the nearest first. A folder put into itself ends the way. */
export function pathTo(config: DriveConfig, state: DriveState, id: string): DriveItem[] {
  const way: DriveItem[] = [];
  let at = itemNow(config, state, id)?.in || null;
  while (at !== null && !way.some((one) => one.id === at) && at !== id) {
    const folder = itemNow(config, state, at);
    if (!folder) break;
    way.push(folder);
    at = folder.in;
  }
  return way;
}

/** Whether an item, or a folder that holds it, is in the bin. */
export function isGone(config: DriveConfig, state: DriveState, id: string): boolean {
  return [id, ...pathTo(config, state, id).map((one) => one.id)].some((one) =>
    standing(state.values, `gone/${one}`, false),
  );
}

export function isMember(state: DriveState, group: DriveGroup, person: string): boolean {
  return standing(state.values, `member/${group.id}/${person}`, group.members.includes(person));
}

/** One way by which a person comes to an item: as its owner, by name, by a group, by the link. */
export interface Way {
  readonly right: Right;
  readonly how: 'owner' | 'person' | 'group' | 'link';
  /** The group. */
  readonly through: string;
  /** The item that gives the right: this one, or a folder that holds it. */
  readonly from: string;
}

/**
 * Every way by which a person (or `VISITOR`) comes to an item. A link counts for those it is meant for as if they had it,
 * until its last day; one with a password counts for nobody, since it has to be told.
 */
export function waysTo(config: DriveConfig, state: DriveState, person: string, id: string): Way[] {
  if (isGone(config, state, id)) return [];
  const item = itemNow(config, state, id);
  if (!item) return [];
  const given: DriveItem[] = [item];
  for (const folder of pathTo(config, state, id)) {
    if (given.at(-1)?.inherits !== true) break;
    given.push(folder);
  }
  const groups = groupsOf(config, state.made);
  const inside = config.people.find((one) => one.id === person)?.inside === true;
  return given.flatMap((one): Way[] => [
    ...(one.owner === person ? [{ right: 'edit', how: 'owner', through: '', from: one.id } as const] : []),
    ...Object.entries(one.shares).flatMap(([who, right]): Way[] => {
      if (who === person) return [{ right, how: 'person', through: '', from: one.id }];
      const group = groups.find((each) => each.id === who);
      return group && isMember(state, group, person)
        ? [{ right, how: 'group', through: who, from: one.id }]
        : [];
    }),
    ...(isLive(config, one) && (one.link.scope === 'anyone' || inside)
      ? [{ right: one.link.right, how: 'link', through: '', from: one.id } as const]
      : []),
  ]);
}

/** Whether the link of an item opens it without more. */
export function isLive({ today }: DriveConfig, { link }: DriveItem): boolean {
  return link.scope !== 'nobody' && link.password === '' && (link.until === '' || link.until >= today);
}

/** The widest of all the ways: what a person can do with an item in the end. */
export function rightOn(config: DriveConfig, state: DriveState, person: string, id: string): Right {
  const best = Math.max(0, ...waysTo(config, state, person, id).map(({ right }) => RIGHTS.indexOf(right)));
  return RIGHTS[best] || 'none';
}

/** How many rights are laid down one by one: to a person or a group, on an item. */
export function rulesIn(config: DriveConfig, state: DriveState): number {
  return itemsOf(config, state.made).reduce(
    (sum, { id }) => sum + Object.keys(itemNow(config, state, id)?.shares || {}).length,
    0,
  );
}
