/**
 * How settings act on one another. The page runs this very file, its types taken away (`src/web/practical-frames.ts`): it
 * imports nothing, and is written for Safari 15.
 */

/** A switch or an act (true or false), a number, a text or an option, or the members of a list. */
export type Value = boolean | number | string | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** What each setting must be: a value, one of several, or a number within bounds; of a list, a member that it has. */
export type Condition = Readonly<
  Record<string, Value | { readonly from?: number | undefined; readonly to?: number | undefined }>
>;

export interface Shown {
  readonly when?: Condition | undefined;
  readonly unless?: Condition | undefined;
}

export interface Rule {
  readonly when: Condition;
  readonly set: Values;
}

/** What an author may put before an item: names of Lucide, as pages look for them. */
export const ICONS = [
  'icon:wifi',
  'icon:wifi-off',
  'icon:plane',
  'icon:signal',
  'icon:bluetooth',
  'icon:bell',
  'icon:volume-2',
  'icon:headphones',
  'icon:sun',
  'icon:monitor',
  'icon:battery-full',
  'icon:battery-low',
  'icon:hard-drive',
  'icon:layout-grid',
  'icon:lock',
  'icon:shield',
  'icon:mic',
  'icon:map-pin',
  'icon:users',
  'icon:user',
  'icon:accessibility',
  'icon:mouse-pointer',
  'icon:keyboard',
  'icon:globe',
  'icon:clock',
  'icon:hourglass',
  'icon:printer',
  'icon:router',
  'icon:activity',
  'icon:cpu',
  'icon:download',
  'icon:refresh-cw',
  'icon:info',
  'icon:settings',
  'icon:message-circle',
] as const;

function isMet(wanted: Condition[string], value: Value | undefined): boolean {
  if (value === undefined) return false;
  if (typeof wanted === 'object' && !Array.isArray(wanted)) {
    const { from = -Infinity, to = Infinity } = wanted as { from?: number; to?: number };
    return typeof value === 'number' && value >= from && value <= to;
  }
  const any: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  const has: readonly unknown[] = Array.isArray(value) ? value : [value];
  return any.some((one) => has.includes(one));
}

export function holds(condition: Condition, values: Values): boolean {
  return Object.keys(condition).every((id) => isMet(condition[id] ?? '', values[id]));
}

export function isShown(item: Shown, values: Values): boolean {
  return (
    (item.when === undefined || holds(item.when, values)) &&
    (item.unless === undefined || !holds(item.unless, values))
  );
}

const MOST_TURNS = 6;

/** What becomes of all settings once one was changed: each rule acts when it begins to hold. */
export function follow(rules: readonly Rule[], before: Values, after: Values): Values {
  let was = before;
  let now = after;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const begun = rules.filter(({ when }) => holds(when, now) && !holds(when, was));
    if (begun.length === 0) break;
    was = now;
    now = Object.assign({}, now, ...begun.map(({ set }) => set));
  }
  return now;
}
