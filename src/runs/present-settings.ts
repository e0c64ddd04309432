import { FOUND } from '../engine/practicals/settings.ts';
import type { Translate } from '../i18n/translate.ts';
import { type SettingsConfig, settingsOf } from '../referential/practicals/settings-items.ts';
import type { Value } from '../referential/practicals/settings-rules.ts';
import type { SettingsExpectation } from '../referential/practicals/settings-shape.ts';
import { quoted, type Words } from './practical-words.ts';

/** What settings had to be, in words; `found`: what they are instead, from what their verdict says. */
export function settingsWords(t: Translate, config: SettingsConfig, one: SettingsExpectation): Words {
  if ('rest' in one) return { expected: t('run.practical.setting.rest'), found: 'setting.rest' };
  const known = settingsOf(config).get(one.setting);
  const { label = one.setting, place = '', kind, unit = null, names = {}, verb = '' } = known ?? {};
  const setting = place === '' ? label : `${place} › ${label}`;
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => ({
    expected: t(`run.practical.setting.${key}`, { setting, ...values }),
    found: 'setting.is',
  });
  const measured = (number: number) => (unit === null ? String(number) : `${number} ${unit}`);
  if (kind === 'removed' && 'is' in one) {
    const list = Array.isArray(one.is) ? one.is.map((row) => names[row] ?? row) : [];
    return {
      expected: t(`run.practical.setting.removed${list.length > 0 ? '' : '-none'}`, {
        setting,
        verb,
        list: quoted(t, list),
      }),
      found: 'setting.removed',
      list: (_, found) => (found.includes(FOUND.none) ? t('run.practical.setting.none') : quoted(t, found)),
    };
  }
  const state = kind === 'act' ? 'act' : 'switch';
  const word = (value: Value): string => {
    if (typeof value === 'boolean') return t(`run.practical.setting.${state}-${value ? 'on' : 'off'}`);
    if (typeof value === 'number') return measured(value);
    if (typeof value === 'string')
      return value === '' ? t('run.practical.setting.none') : t('run.practical.quoted', { name: value });
    return value.length === 0 ? t('run.practical.setting.none') : quoted(t, value);
  };
  const told = (_: Translate, found: readonly string[]) => {
    const [only = ''] = found;
    if (kind === 'switch' || kind === 'act') return word(only === FOUND.on);
    if (kind === 'slider') return only;
    return only === FOUND.none ? word('') : quoted(t, found);
  };
  if ('from' in one)
    return { ...say('between', { from: String(one.from), to: measured(one.to) }), list: told };
  if ('atLeast' in one)
    return {
      ...say(one.not.length > 0 ? 'long-strong' : 'long', { count: String(one.atLeast) }),
      list: told,
    };
  const wanted = 'is' in one ? [one.is] : one.oneOf;
  return { ...say('is', { value: wanted.map(word).join(t('run.practical.setting.or')) }), list: told };
}
