import { z } from 'zod';
import {
  type ExpectedEntry,
  type ExpectedPassword,
  type VaultConfig,
  type VaultExpectation,
  WAYS,
} from '../../referential/practicals/password-manager.ts';
import {
  asWord,
  domainOf,
  drawPassword,
  isVariant,
  KINDS,
  kindsIn,
  plain,
  weaknessesOf,
} from '../../referential/practicals/vault-rules.ts';
import type { Component, Verdict } from './component.ts';

const id = z.string().max(60);
const entry = z.strictObject({
  name: z.string().max(120),
  address: z.string().max(200),
  login: z.string().max(120),
  password: z.string().max(60),
  folder: z.string().max(120),
  note: z.string().max(300),
});
const few = (record: object) => Object.keys(record).length <= 40;

/** `entries`: those changed, added or, null, taken away, by their id. `sent`: what was last sent by each page. */
export const reachedVault = z.strictObject({
  entries: z.record(id, entry.nullable()).refine(few),
  sent: z
    .record(
      id,
      z.strictObject({
        login: z.string().max(120),
        password: z.string().max(60),
        code: z.string().max(20),
      }),
    )
    .refine(few),
  reported: z.array(id).max(8),
  twoStep: z
    .record(id, z.strictObject({ way: z.enum(WAYS), code: z.string().max(20), kept: z.string().max(120) }))
    .refine(few),
});

export type ReachedVault = z.infer<typeof reachedVault>;
export type VaultItem = z.infer<typeof entry>;

export const passwordManager: Component<VaultConfig, VaultExpectation, ReachedVault> = {
  reached: reachedVault,
  initial: () => ({ entries: {}, sent: {}, reported: [], twoStep: {} }),
  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),
  solve: (config, expected) =>
    expected.reduce<ReachedVault>((state, one) => bring(config, state, one), passwordManager.initial(config)),
};

/** What an entry of the start holds of what a page can change. */
export function itemOf({ name, address, login, password, folder, note }: VaultItem): VaultItem {
  return { name, address, login, password, folder, note };
}

function verdict(
  config: VaultConfig,
  all: readonly VaultExpectation[],
  one: VaultExpectation,
  reached: ReachedVault,
): Verdict {
  if ('entry' in one) {
    const { of } = one.entry;
    const near =
      of === undefined
        ? addedTo(config, reached)
        : [[of, nowOf(config, reached, of)] as const].filter(([, item]) => item !== null);
    const [closest] = near
      .map(([name, item]) => (item === null ? [] : troubles(config, reached, one.entry, name, item)))
      .sort((a, b) => a.length - b.length);
    return { right: closest?.length === 0, found: closest ?? [] };
  }
  if ('gone' in one) {
    const left = one.gone.filter((each) => nowOf(config, reached, each) !== null);
    return { right: left.length === 0, found: left.map((each) => nameOf(config, each)) };
  }
  if ('signed' in one) {
    const found = signTroubles(config, reached, one);
    return { right: found.length === 0, found: found.filter((each) => each !== 'unsent') };
  }
  if ('reported' in one) {
    const right =
      one.reported.length === reached.reported.length &&
      one.reported.every((each) => reached.reported.includes(each));
    return {
      right,
      found: config.sites.flatMap((site) => (reached.reported.includes(site.id) ? [site.address] : [])),
    };
  }
  if ('twoStep' in one) {
    const set = ownIn(reached.twoStep, one.twoStep);
    if (!set) return { right: false, found: [] };
    const found = [
      ...(set.way === one.way ? [] : ['way']),
      ...(one.code === undefined || digits(set.code) === digits(one.code) ? [] : ['code']),
      ...(one.kept === undefined || set.kept === one.kept ? [] : ['kept']),
    ];
    return { right: found.length === 0, found };
  }
  return restOf(config, all, reached);
}

/** The parts of an entry that are not as expected, by name; never the secret itself. */
function troubles(
  config: VaultConfig,
  reached: ReachedVault,
  wanted: ExpectedEntry,
  name: string,
  item: VaultItem,
): string[] {
  const start = config.entries.find((one) => one.id === wanted.of);
  // What is not asked to change stays, in an entry that was there.
  const login = wanted.login ?? start?.login;
  const folder = wanted.folder ?? start?.folder;
  const address = wanted.address ?? start?.address;
  return [
    ...(says(item.name, wanted.name ?? start?.name) ? [] : ['name']),
    ...(address === undefined || domainOf(item.address) === domainOf(address) ? [] : ['address']),
    ...(login === undefined || plain(item.login.trim()) === plain(login) ? [] : ['login']),
    ...(folder === undefined || item.folder === folder ? [] : ['folder']),
    ...(says(item.note, wanted.note) ? [] : ['note']),
    ...(wanted.password
      ? passwordTroubles(config, reached, wanted.password, name, item.password)
      : start === undefined || item.password === start.password
        ? []
        : ['changed']),
  ];
}

function passwordTroubles(
  config: VaultConfig,
  reached: ReachedVault,
  wanted: ExpectedPassword,
  name: string,
  password: string,
): string[] {
  const size = [...password].length;
  const kinds = kindsIn(password);
  const missing = (wanted.kinds ?? []).some((kind) => !kinds.includes(kind));
  const start = config.entries.find((one) => one.id === name)?.password;
  const others = [
    ...config.entries.flatMap((one) => (one.id === name ? [] : [one.password])),
    ...Object.entries(reached.entries).flatMap(([each, item]) =>
      item === null || each === name ? [] : [item.password],
    ),
  ];
  const letters = asWord(password);
  return [
    ...(wanted.length === undefined || size === wanted.length ? [] : ['length']),
    ...(wanted.atLeast === undefined || size >= wanted.atLeast ? [] : ['short']),
    ...(missing ? ['kinds'] : []),
    ...(wanted.only && kinds.some((kind) => !wanted.kinds?.includes(kind)) ? ['only'] : []),
    ...(wanted.strong && weaknessesOf(password).some((one) => one !== 'short') ? ['weak'] : []),
    ...(wanted.without.some((known) => letters.includes(asWord(known))) ? ['personal'] : []),
    ...(wanted.fresh && start === password ? ['same'] : []),
    ...(wanted.fresh && start !== undefined && start !== password && isVariant(start, password)
      ? ['variant']
      : []),
    ...(wanted.fresh && others.some((other) => isVariant(other, password)) ? ['used'] : []),
  ];
}

function signTroubles(
  config: VaultConfig,
  reached: ReachedVault,
  { signed, as, code }: Extract<VaultExpectation, { signed: string }>,
): string[] {
  const sent = ownIn(reached.sent, signed);
  if (!sent) return ['unsent'];
  const site = config.sites.find((one) => one.id === signed);
  const accounts =
    as === undefined
      ? addedTo(config, reached).flatMap(([, item]) =>
          domainOf(item.address) === domainOf(site?.address ?? '') ? [item] : [],
        )
      : [nowOf(config, reached, as)].filter((item) => item !== null);
  const right = accounts.some(
    (item) => item.password === sent.password && plain(item.login.trim()) === plain(sent.login.trim()),
  );
  const codes = typeof code === 'string' ? [code] : code;
  return [
    ...(right ? [] : ['account']),
    ...(codes === undefined || codes.some((one) => digits(one) === digits(sent.code)) ? [] : ['code']),
  ];
}

function restOf(config: VaultConfig, all: readonly VaultExpectation[], reached: ReachedVault): Verdict {
  const free = new Set(
    all.flatMap((one) => {
      if ('entry' in one && one.entry.of !== undefined) return [one.entry.of];
      if ('gone' in one) return one.gone;
      return [];
    }),
  );
  const asked = all.filter((one) => 'entry' in one && one.entry.of === undefined).length;
  const changed = config.entries.flatMap((one) => {
    const now = nowOf(config, reached, one.id);
    const same = now !== null && JSON.stringify(itemOf(now)) === JSON.stringify(itemOf(one));
    return free.has(one.id) || same ? [] : [one.name];
  });
  changed.push(
    ...addedTo(config, reached)
      .slice(asked)
      .map(([, { name }]) => name),
  );
  const pages = all.flatMap((one) => ('signed' in one ? [one.signed] : []));
  const isReportAsked = all.some((one) => 'reported' in one);
  for (const { id: site, address } of config.sites) {
    if (ownIn(reached.sent, site) && !pages.includes(site)) changed.push(address);
    if (!isReportAsked && reached.reported.includes(site)) changed.push(address);
  }
  const steps = all.flatMap((one) => ('twoStep' in one ? [one.twoStep] : []));
  for (const one of Object.keys(reached.twoStep)) if (!steps.includes(one)) changed.push(nameOf(config, one));
  return { right: changed.length === 0, found: changed.slice(0, 6) };
}

function ownIn<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function nameOf(config: VaultConfig, one: string): string {
  return config.entries.find((each) => each.id === one)?.name ?? '?';
}

function nowOf(config: VaultConfig, reached: ReachedVault, one: string): VaultItem | null {
  if (Object.hasOwn(reached.entries, one)) return reached.entries[one] ?? null;
  const first = config.entries.find((each) => each.id === one);
  return first ? itemOf(first) : null;
}

function addedTo(config: VaultConfig, reached: ReachedVault): (readonly [string, VaultItem])[] {
  return Object.entries(reached.entries).flatMap(([one, item]) =>
    item === null || config.entries.some((each) => each.id === one) ? [] : [[one, item] as const],
  );
}

function says(text: string, words: string | readonly string[] | undefined): boolean {
  if (words === undefined) return true;
  return (typeof words === 'string' ? [words] : words).every((one) => plain(text).includes(plain(one)));
}

/** A code, without the space that helps to read it. */
function digits(code: string): string {
  return code.replace(/[\s-]/gu, '').toLowerCase();
}

function bring(config: VaultConfig, state: ReachedVault, one: VaultExpectation): ReachedVault {
  if ('gone' in one) {
    const gone = one.gone.map((each) => [each, null]);
    return { ...state, entries: { ...state.entries, ...Object.fromEntries(gone) } };
  }
  if ('reported' in one) return { ...state, reported: [...one.reported] };
  if ('twoStep' in one) {
    const set = { way: one.way, code: one.code ?? '', kept: one.kept ?? '' };
    return { ...state, twoStep: { ...state.twoStep, [one.twoStep]: set } };
  }
  if ('signed' in one) {
    const item =
      one.as === undefined ? addedTo(config, state).at(-1)?.[1] : (nowOf(config, state, one.as) ?? undefined);
    const code = typeof one.code === 'string' ? one.code : (one.code?.[0] ?? '');
    const sent = { login: item?.login ?? '', password: item?.password ?? '', code };
    return { ...state, sent: { ...state.sent, [one.signed]: sent } };
  }
  if ('rest' in one) return state;
  const { of, name, address, login, folder, note, password } = one.entry;
  const key = of ?? `n${Object.keys(state.entries).length + 1}`;
  const blank = { name: '', address: '', login: '', password: '', folder: '', note: '' };
  const start = nowOf(config, state, key) ?? blank;
  const joined = (words: string | readonly string[] | undefined, given: string) =>
    words === undefined ? given : typeof words === 'string' ? words : words.join(' ');
  const made: VaultItem = {
    name: joined(name, start.name),
    address: address ?? start.address,
    login: login ?? start.login,
    password: password ? passwordFor(config, state, password, key) : start.password,
    folder: folder ?? start.folder,
    note: joined(note, start.note),
  };
  return { ...state, entries: { ...state.entries, [key]: made } };
}

function passwordFor(
  config: VaultConfig,
  state: ReachedVault,
  wanted: ExpectedPassword,
  key: string,
): string {
  const length = wanted.length ?? Math.max(wanted.atLeast ?? 0, 16);
  const drawn = (round: number) => drawPassword(`${key}|${round}`, length, wanted.kinds ?? KINDS);
  for (let round = 0; round < 50; round += 1)
    if (passwordTroubles(config, state, wanted, key, drawn(round)).length === 0) return drawn(round);
  return drawn(0);
}
