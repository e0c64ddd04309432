import { z } from 'zod';
import {
  type DriveConfig,
  type DriveState,
  type DriveValues,
  isGone,
  itemNow,
  itemsOf,
  pathTo,
  rightOn,
  rulesIn,
  slotsOf,
  standing,
  VISITOR,
  withValue,
} from '../../referential/practicals/drive-rules.ts';
import { changesIn, type DriveExpectation } from '../../referential/practicals/shared-drive.ts';
import type { Component, Verdict } from './component.ts';

const MOST_CHANGED = 300;
const MOST_MADE = 12;
const id = z.string().max(130);

/** What was changed, by its key, what was made and what was commented, oldest first. */
export const reachedDrive = z.strictObject({
  values: z
    .record(id, z.union([z.boolean(), z.string().max(4000)]))
    .refine((values) => Object.keys(values).length <= MOST_CHANGED),
  made: z
    .array(
      z.strictObject({
        kind: z.enum(['folder', 'text', 'copy', 'group']),
        name: z.string().min(1).max(80),
        in: id.nullable(),
        text: z.string().max(4000),
      }),
    )
    .max(MOST_MADE),
  comments: z.array(z.strictObject({ on: id, text: z.string().min(1).max(400) })).max(MOST_MADE),
});

export type ReachedDrive = z.infer<typeof reachedDrive>;

/** A change is found as `key=value`, a right as `person|item|right`: whoever tells it puts it in words. */
export const sharedDrive: Component<DriveConfig, DriveExpectation, ReachedDrive> = {
  reached: reachedDrive,

  initial: () => ({ values: {}, made: [], comments: [] }),

  verdicts(config, expected, reached) {
    if (!isPossible(config, reached)) return expected.map(() => ({ right: false, found: [] }));
    return expected.map((one) => verdict(config, expected, one, reached));
  },

  solve(config, expected) {
    const slots = slotsOf(config, []);
    const wanted = expected.flatMap((one) => [
      ...changesIn(one),
      ...('by' in one ? one.by.flatMap(changesIn) : []),
      ...('link' in one && one.password !== undefined
        ? [[`password/${one.link}`, 'Pirogue-27-nuage-coton-silex!!'.slice(0, one.password)] as const]
        : []),
      ...('restored' in one ? [[`version/${one.restored}`, one.version] as const] : []),
      ...('labelled' in one ? [[`label/${one.labelled}`, one.says.join(' ')] as const] : []),
      ...('text' in one ? [[`text/${one.text}`, one.is] as const] : []),
      ...('lines' in one ? [[`text/${one.lines}`, one.are.join('\n')] as const] : []),
    ]);
    const values = wanted.reduce<DriveValues>((all, [key, value]) => withValue(slots, all, key, value), {});
    const comments = expected.flatMap((one) =>
      'commented' in one ? [{ on: one.commented, text: one.says.join(' ') || '…' }] : [],
    );
    return { values: { ...values }, made: [], comments };
  },
};

/** Whether the window can be brought to this state: every change allowed, no folder in itself. */
function isPossible(config: DriveConfig, reached: DriveState): boolean {
  const slots = slotsOf(config, reached.made);
  if (!Object.entries(reached.values).every(([key, value]) => slots.get(key)?.fits(value))) return false;
  const items = itemsOf(config, reached.made);
  const folders = new Set(items.filter(({ kind }) => kind === 'folder').map((one) => one.id));
  return (
    reached.made.every((one) => one.in === null || folders.has(one.in)) &&
    items.every(({ id: one }) => {
      const way = pathTo(config, reached, one);
      return (way.at(-1) ?? itemNow(config, reached, one))?.in === null;
    }) &&
    reached.comments.every(
      ({ on }) => !['none', 'read'].includes(rightOn(config, startOf(reached), config.me, on)),
    )
  );
}

const startOf = ({ made }: DriveState): DriveState => ({ values: {}, made, comments: [] });

function verdict(
  config: DriveConfig,
  all: readonly DriveExpectation[],
  one: DriveExpectation,
  reached: DriveState,
): Verdict {
  const { values } = reached;
  const slots = slotsOf(config, reached.made);
  const now = (key: string) => standing(values, key, slots.get(key)?.first ?? '');
  const textOf = (item: string) => itemNow(config, reached, item)?.text ?? '';
  if ('right' in one && 'of' in one) {
    const pairs = pairsOf(config, one);
    const wrong = pairs.filter(
      ([who, item]) => !isGone(config, reached, item) && rightOn(config, reached, who, item) !== one.right,
    );
    const lost = one.on.some((item) => isGone(config, reached, item));
    return {
      right: wrong.length === 0 && !lost,
      found: wrong.map(([who, item]) => `${who}|${item}|${rightOn(config, reached, who, item)}`),
    };
  }
  if ('restored' in one) {
    const wanted = itemNow(
      config,
      { ...reached, values: { [`version/${one.restored}`]: one.version } },
      one.restored,
    );
    const right = plain(textOf(one.restored)) === plain(wanted?.text ?? '');
    const chosen = String(now(`version/${one.restored}`));
    return { right, found: chosen === '' ? [] : [`version/${one.restored}=${chosen}`] };
  }
  if ('labelled' in one) {
    const label = String(now(`label/${one.labelled}`));
    return { right: one.says.every((each) => includes(label, each)), found: label === '' ? [] : [label] };
  }
  if ('text' in one) return { right: plain(textOf(one.text)) === plain(one.is), found: [textOf(one.text)] };
  if ('lines' in one) {
    const lines = linesOf(textOf(one.lines));
    const wanted = one.are.map(plain);
    const missing = one.are.filter((each) => !lines.includes(plain(each)));
    return {
      right: lines.length === wanted.length && missing.length === 0 && new Set(lines).size === lines.length,
      found: textOf(one.lines)
        .split('\n')
        .filter((line) => plain(line) !== ''),
    };
  }
  if ('commented' in one) {
    const comments = reached.comments.filter(({ on }) => on === one.commented);
    return {
      right: comments.some(({ text }) => one.says.every((each) => includes(text, each))),
      found: comments.map(({ text }) => text),
    };
  }
  if ('rules' in one) {
    const rules = rulesIn(config, reached);
    return { right: rules <= one.rules, found: [String(rules)] };
  }
  if ('access' in one) return others(config, all, reached);
  if ('rest' in one) return rest(config, all, reached);
  const wanted = changesIn(one);
  const secret = 'link' in one ? String(now(`password/${one.link}`)) : '';
  const kept =
    !('link' in one) ||
    one.password === undefined ||
    (one.password === 0 ? secret === '' : secret.trim().length >= one.password);
  return {
    right: kept && wanted.every(([key, value]) => now(key) === value),
    found: [
      ...wanted.map(([key]) => `${key}=${String(now(key))}`),
      ...('link' in one && one.password !== undefined ? [`password/${one.link}=${secret}`] : []),
    ],
  };
}

/** Each person and item that an expectation on rights is about. */
function pairsOf(
  config: DriveConfig,
  one: Extract<DriveExpectation, { of: readonly string[] }>,
): (readonly [string, string])[] {
  const start: DriveState = { values: {}, made: [], comments: [] };
  const within = one.inside
    ? config.items.filter((item) => pathTo(config, start, item.id).some(({ id: up }) => one.on.includes(up)))
    : [];
  return one.of.flatMap((who) =>
    [...one.on, ...within.map((item) => item.id)].map((item) => [who, item] as const),
  );
}

/** For everyone else, and everything that is not spoken of: the same rights as at first, the same contents. */
function others(config: DriveConfig, all: readonly DriveExpectation[], reached: DriveState): Verdict {
  const start: DriveState = { values: {}, made: [], comments: [] };
  const spoken = all.flatMap((one) => ('right' in one && 'of' in one ? [one] : []));
  const covered = new Set(
    // What is inside a folder that is spoken of follows it.
    spoken.flatMap((one) => pairsOf(config, { ...one, inside: true }).map((pair) => pair.join('|'))),
  );
  const named = namedKeys(all);
  const moved = [...config.people.map((one) => one.id), VISITOR].flatMap((who) =>
    config.items.flatMap(({ id: item }) => {
      if (covered.has(`${who}|${item}`) || named.has(`gone/${item}`)) return [];
      const before = rightOn(config, start, who, item);
      const after = rightOn(config, reached, who, item);
      return before === after ? [] : [`${who}|${item}|${after}`];
    }),
  );
  const changed = Object.keys(reached.values).filter(
    (key) => /^(text|version|name|gone)\//.test(key) && !named.has(key) && !/\/made-\d+$/.test(key),
  );
  const copies = openCopies(config, reached);
  return {
    right: moved.length === 0 && changed.length === 0 && copies.length === 0,
    found: [...moved, ...changed, ...copies],
  };
}

/** The names of documents made here that say what another says, to someone who may not read that one. */
function openCopies(config: DriveConfig, reached: DriveState): string[] {
  return reached.made.flatMap(({ kind }, rank) => {
    const copy = itemNow(config, reached, `made-${rank}`);
    if (kind === 'group' || kind === 'folder' || !copy || plain(copy.text) === '') return [];
    const same = config.items.filter(
      ({ id: item }) => plain(itemNow(config, reached, item)?.text ?? '') === plain(copy.text),
    );
    const reads = (who: string, item: string) => rightOn(config, reached, who, item) !== 'none';
    const leaks = [...config.people.map((one) => one.id), VISITOR].some(
      (who) => reads(who, copy.id) && same.length > 0 && !same.some(({ id: item }) => reads(who, item)),
    );
    return leaks ? [copy.name] : [];
  });
}

/** Nothing was done beside what is asked: what has no effect on anyone is not counted. */
function rest(config: DriveConfig, all: readonly DriveExpectation[], reached: DriveState): Verdict {
  const { values, made, comments } = reached;
  const named = namedKeys(all);
  const asks = (prefix: string) => [...named].some((key) => key.startsWith(prefix));
  const moved = Object.keys(values).filter((key) => {
    const [slot = '', item = ''] = key.split('/');
    // What was made here is counted once, by its name.
    if (named.has(key) || /\/made-\d+/.test(key)) return false;
    // A copy kept on one's own device and a name given to a version harm nobody.
    if ((slot === 'sync' || slot === 'label') && !asks(`${slot}/`)) return false;
    // A link that is off gives nothing.
    if (['link', 'until', 'password'].includes(slot))
      return itemNow(config, reached, item)?.link.scope !== 'nobody';
    return true;
  });
  const extra = made.flatMap(({ name }, rank) => (isThrownAway(reached, `made-${rank}`) ? [] : [name]));
  const wanted = all.filter((one) => 'commented' in one).length;
  const said = comments.length > wanted ? comments.slice(wanted).map(({ text }) => text) : [];
  return {
    right: moved.length === 0 && extra.length === 0 && said.length === 0,
    found: [...moved, ...extra, ...said],
  };
}

/** Something made here, then put in the bin: as if it had never been. */
function isThrownAway({ values }: DriveState, item: string): boolean {
  return item.startsWith('made-') && standing(values, `gone/${item}`, false);
}

function namedKeys(all: readonly DriveExpectation[]): ReadonlySet<string> {
  return new Set(
    all.flatMap((one) => [
      ...[one, ...('by' in one ? one.by : [])].flatMap((each) => [
        ...changesIn(each).map(([key]) => key),
        ...('link' in each ? ['link', 'until', 'password'].map((part) => `${part}/${each.link}`) : []),
      ]),
      ...('restored' in one ? [`version/${one.restored}`, `text/${one.restored}`] : []),
      ...('labelled' in one ? [`label/${one.labelled}`] : []),
      ...('text' in one ? [`text/${one.text}`, `version/${one.text}`] : []),
      ...('lines' in one ? [`text/${one.lines}`, `version/${one.lines}`] : []),
    ]),
  );
}

function includes(text: string, words: string): boolean {
  return words.split('|').some((way) => plain(text).includes(plain(way)));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(plain)
    .filter((line) => line !== '');
}

/** Case, accents, signs and spaces aside. */
function plain(text: string): string {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      // « 9h » is « 9 h ».
      .replace(/(?<=\d)(?=\p{L})/gu, ' ')
      .trim()
  );
}
