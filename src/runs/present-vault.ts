import type { Translate } from '../i18n/translate.ts';
import type {
  ExpectedEntry,
  ExpectedPassword,
  VaultConfig,
  VaultExpectation,
} from '../referential/practicals/password-manager.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a vault of passwords had to be left, in words. */
export function vaultWords(t: Translate, config: VaultConfig, one: VaultExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.vault.${key}`, values),
    found: `vault.${key}`,
    ...(list ? { list } : {}),
  });
  const troubles: Listed = (_, found) =>
    found.map((name) => t(`run.practical.vault.trouble.${name}`)).join(' ');
  const nameOf = (id: string) => config.entries.find((entry) => entry.id === id)?.name ?? id;
  const addressOf = (id: string) => config.sites.find((site) => site.id === id)?.address ?? id;
  if ('entry' in one) {
    const { of } = one.entry;
    const what = partsOf(t, one.entry).join(' ');
    return of === undefined
      ? say('entry', { what }, troubles)
      : say('entry-of', { name: nameOf(of), what }, troubles);
  }
  if ('gone' in one) return say('gone', { list: quoted(t, one.gone.map(nameOf)) });
  if ('signed' in one) {
    const address = addressOf(one.signed);
    const codes = typeof one.code === 'string' ? [one.code] : one.code;
    return codes === undefined
      ? say('signed', { address }, troubles)
      : say('signed-code', { address, list: quoted(t, codes) }, troubles);
  }
  if ('reported' in one) return say('reported', { list: quoted(t, one.reported.map(addressOf)) });
  if ('twoStep' in one) {
    const part = (key: string, values: Readonly<Record<string, string>>) =>
      t(`run.practical.vault.part.${key}`, values);
    const what = [
      part('way', { way: t(`practical.password-manager.way.${one.way}`) }),
      ...(one.code === undefined ? [] : [part('code', { code: one.code })]),
      ...(one.kept === undefined ? [] : [part('kept', { place: one.kept })]),
    ].join(' ');
    return say('two-step', { name: nameOf(one.twoStep), what }, troubles);
  }
  return say(config.sites.length > 0 ? 'rest-pages' : 'rest');
}

function partsOf(t: Translate, { name, address, login, folder, note, password }: ExpectedEntry): string[] {
  const part = (key: string, values: Readonly<Record<string, string>>) =>
    t(`run.practical.vault.part.${key}`, values);
  const words = (given: string | readonly string[]) => quoted(t, typeof given === 'string' ? [given] : given);
  return [
    ...(name === undefined ? [] : [part('name', { name: words(name) })]),
    ...(address === undefined ? [] : [part('address', { address })]),
    ...(login === undefined ? [] : [part('login', { login })]),
    ...(folder === undefined ? [] : [part('folder', { folder })]),
    ...(note === undefined ? [] : [part('note', { note: words(note) })]),
    ...(password === undefined ? [] : passwordParts(t, password)),
  ];
}

function passwordParts(
  t: Translate,
  { length, atLeast, kinds = [], only, strong, without, fresh }: ExpectedPassword,
): string[] {
  const part = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    t(`run.practical.vault.part.${key}`, values);
  const list = kinds.map((kind) => t(`practical.password-manager.kind.${kind}`).toLowerCase()).join(', ');
  return [
    ...(length === undefined ? [] : [part('length', { count: length })]),
    ...(atLeast === undefined ? [] : [part('at-least', { count: atLeast })]),
    ...(list === '' ? [] : [part(only ? 'only' : 'kinds', { list })]),
    ...(strong ? [part('strong')] : []),
    ...(without.length > 0 ? [part('without')] : []),
    ...(fresh ? [part('fresh')] : []),
  ];
}
