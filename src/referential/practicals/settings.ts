import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import { lockOf } from './lock.ts';
import {
  fits,
  type Labelled,
  type SettingsConfig,
  type SettingsItem,
  type SettingsScreen,
  settingsOf,
} from './settings-items.ts';
import type { Condition, Shown, Value } from './settings-rules.ts';
import type {
  AuthoredItem,
  AuthoredList,
  AuthoredSettings,
  SettingsExpectation,
  SimpleItem,
} from './settings-shape.ts';

/** The screens as the page gets them; what leads nowhere, is named twice or cannot be is reported. */
export const prepareSettings: Prepare<AuthoredSettings, SettingsExpectation, SettingsConfig> = (
  authored,
  expected,
  { fault, render },
) => {
  const titles = new Map(authored.screens.map((screen) => [screen.id, screen.title ?? authored.title]));
  if (titles.size < authored.screens.length) fault('deux écrans du même nom.', ['practical', 'screens']);
  const used = new Set<string>();
  const name = (one: string, at: readonly PropertyKey[]) => {
    if (used.has(one))
      fault(`« ${one} » est déjà le nom d'un autre réglage (pour le montrer deux fois : same).`, at);
    used.add(one);
  };
  const prepare = (one: SimpleItem, at: readonly PropertyKey[]): SettingsItem => {
    const spaced = { ...shownOf(one), ...labelsOf(one) };
    if ('heading' in one) return { ...shownOf(one), kind: 'heading', label: frenchSpacing(one.heading) };
    if ('note' in one) return { ...shownOf(one), kind: 'note', html: render(one.note), tone: one.tone };
    if ('fact' in one)
      return { ...shownOf(one), kind: 'fact', label: one.fact, value: one.value, bar: one.bar };
    if ('same' in one) return { ...shownOf(one), kind: 'same', id: one.same, label: one.label };
    if ('test' in one) {
      const says = one.says.map((each) => ({ ...shownOf(each), text: frenchSpacing(each.text) }));
      return { ...shownOf(one), kind: 'test', label: frenchSpacing(one.test), says };
    }
    if ('link' in one) {
      const title = titles.get(one.link);
      if (title === undefined) fault(`aucun écran ne s'appelle « ${one.link} ».`, at);
      return {
        ...spaced,
        kind: 'link',
        to: one.link,
        label: one.label ?? title ?? one.link,
        shows: one.shows,
      };
    }
    if ('switch' in one) {
      name(one.switch, at);
      return { ...spaced, kind: 'switch', id: one.switch, value: one.value };
    }
    if ('choice' in one) {
      name(one.choice, at);
      return { ...spaced, kind: 'choice', id: one.choice, options: one.options, value: one.value };
    }
    if ('several' in one) {
      name(one.several, at);
      return { ...spaced, kind: 'several', id: one.several, options: one.options, value: one.value };
    }
    if ('slider' in one) {
      name(one.slider, at);
      const { min, max, step, unit, value: first } = one;
      return { ...spaced, kind: 'slider', id: one.slider, min, max, step, unit, value: first };
    }
    if ('entry' in one) {
      name(one.entry, at);
      const lock = one.right === undefined ? undefined : lockOf(one.right);
      return { ...spaced, kind: 'entry', id: one.entry, value: one.value, secret: one.secret, lock };
    }
    if ('networks' in one) {
      name(one.networks, at);
      const near = one.options.map(({ name: called, strength, key }) => ({
        name: called,
        strength,
        lock: key === undefined ? undefined : lockOf(key),
      }));
      return { ...spaced, kind: 'networks', id: one.networks, options: near, value: one.value };
    }
    name(one.act, at);
    const says = one.says === undefined ? undefined : frenchSpacing(one.says);
    const confirm = one.confirm === undefined ? undefined : frenchSpacing(one.confirm);
    return { ...spaced, kind: 'act', id: one.act, confirm, says, set: one.set, danger: one.danger };
  };
  if (authored.open !== undefined && !titles.has(authored.open))
    fault(`aucun écran ne s'appelle « ${authored.open} ».`, ['practical', 'open']);
  const details: SettingsScreen[] = [];
  const prepareList = (one: AuthoredList, at: readonly PropertyKey[]): SettingsItem => {
    name(one.list, at);
    const { remove, choice } = one;
    const ids = new Set(one.rows.map((each) => each.id));
    if (ids.size < one.rows.length) fault('deux lignes du même nom.', [...at, 'rows']);
    const rows = one.rows.map(({ items, when, unless, ...each }, rank) => {
      const place = [...at, 'rows', rank];
      if (each.cells.length !== one.columns.length)
        fault(`${one.columns.length} cellules attendues : une par colonne.`, [...place, 'cells']);
      if ((each.value === undefined) !== (choice === undefined))
        fault('« value » va avec « choice », sur chaque ligne.', place);
      const to = items.length > 0 ? `${one.list}/${each.id}` : null;
      if (to !== null)
        details.push({
          id: to,
          title: each.name,
          items: [
            ...items.map((inside, order) => prepare(inside, [...place, 'items', order])),
            ...(remove ? [{ kind: 'remove' as const, list: one.list, row: each.id }] : []),
          ],
        });
      return { ...each, when, unless, to };
    });
    return {
      ...shownOf(one),
      kind: 'list',
      id: one.list,
      label: frenchSpacing(one.label),
      columns: one.columns,
      first: one.first,
      choice,
      remove: remove && {
        label: remove.label,
        confirm: frenchSpacing(remove.confirm),
        says: remove.says === undefined ? undefined : frenchSpacing(remove.says),
      },
      rows,
    };
  };
  const screens = authored.screens.map(({ id: screen, items }, rank): SettingsScreen => {
    if (rank > 0 && authored.screens[rank]?.title === undefined)
      fault('donne un titre à cet écran : « title ».', ['practical', 'screens', rank]);
    return {
      id: screen,
      title: frenchSpacing(titles.get(screen) ?? ''),
      items: items.map((one: AuthoredItem, order) => {
        const at = ['practical', 'screens', rank, 'items', order];
        return 'list' in one ? prepareList(one, at) : prepare(one, at);
      }),
    };
  });
  const made: SettingsConfig = {
    frame: authored.frame,
    title: frenchSpacing(authored.title),
    clock: authored.clock ?? null,
    bar: authored.bar,
    search: authored.search,
    open: authored.open ?? null,
    screens: [...screens, ...details],
    rules: authored.rules,
  };
  checkNames(made, expected, fault);
  return made;
};

/** Every setting that a condition, a rule, an act or an expectation names must be, and be able to be what it says. */
function checkNames(
  made: SettingsConfig,
  expected: readonly SettingsExpectation[],
  fault: (message: string, path: readonly PropertyKey[]) => void,
): void {
  const settings = settingsOf(made);
  const known = (one: string, at: readonly PropertyKey[]) => {
    if (!settings.has(one)) fault(`aucun réglage ne s'appelle « ${one} ».`, at);
  };
  const possible = (one: string, given: unknown, at: readonly PropertyKey[]) => {
    known(one, at);
    const setting = settings.get(one);
    if (setting && !fits(setting, given)) fault(`« ${one} » ne peut pas valoir « ${String(given)} ».`, at);
  };
  const conditions = ({ when, unless }: Shown, at: readonly PropertyKey[]) => {
    for (const each of [when, unless]) for (const one of Object.keys(each ?? {})) known(one, at);
  };
  const setAll = (set: Readonly<Record<string, Value>>, at: readonly PropertyKey[]) => {
    for (const [one, given] of Object.entries(set)) possible(one, given, at);
  };
  for (const [one, setting] of settings) {
    if (!fits(setting, setting.first))
      fault(`« ${one} » ne peut pas valoir « ${String(setting.first)} ».`, ['practical', 'screens']);
  }
  for (const { items } of made.screens) {
    for (const one of items) {
      const at = ['practical', 'screens'];
      conditions(one, at);
      if (one.kind === 'same') known(one.id, at);
      if (one.kind === 'link' && one.shows !== undefined) known(one.shows, at);
      if (one.kind === 'act') setAll(one.set, at);
      if (one.kind === 'test') for (const each of one.says) conditions(each, at);
      if (one.kind === 'list') for (const each of one.rows) conditions(each, at);
    }
  }
  made.bar.forEach((one, rank) => {
    conditions(one, ['practical', 'bar', rank]);
  });
  made.rules.forEach((rule, rank) => {
    conditions(rule, ['practical', 'rules', rank]);
    setAll(rule.set, ['practical', 'rules', rank]);
  });
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('rest' in one) return;
    known(one.setting, at);
    for (const given of 'is' in one ? [one.is] : 'oneOf' in one ? one.oneOf : [])
      possible(one.setting, given, at);
    if ('from' in one && settings.get(one.setting)?.kind !== 'slider')
      fault('« from » et « to » vont avec un curseur.', at);
    if ('atLeast' in one && settings.get(one.setting)?.kind !== 'entry')
      fault('« atLeast » va avec un texte à écrire.', at);
  });
}

function shownOf({ when, unless }: { when?: Condition | undefined; unless?: Condition | undefined }): Shown {
  return { ...(when && { when }), ...(unless && { unless }) };
}

function labelsOf(one: object): Labelled {
  const { label = '', help, icon: sign } = one as Partial<Labelled>;
  return {
    label: frenchSpacing(label),
    ...(help !== undefined && { help: frenchSpacing(help) }),
    ...(sign !== undefined && { icon: sign }),
  };
}
