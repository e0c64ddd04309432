import { namesOf } from '../engine/practicals/system-panel.ts';
import type { Translate } from '../i18n/translate.ts';
import { frenchNumber } from '../referential/practicals/spreadsheet.ts';
import type { SystemConfig } from '../referential/practicals/system-acts.ts';
import type { SystemExpectation } from '../referential/practicals/system-panel-shape.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** What a panel had to come to, in words; `found`: what it is instead, from what its verdict says. */
export function systemWords(t: Translate, config: SystemConfig, one: SystemExpectation): Words {
  const names = namesOf(config);
  const nameOf = (id: string) => names.get(id) || id;
  const list = (ids: readonly string[]) => quoted(t, ids.map(nameOf));
  const say = (key: string, values: Readonly<Record<string, string>> = {}, found = key) => ({
    expected: t(`run.practical.system.${key}`, values),
    found: `system.${found}`,
  });
  const plain: Listed = (_, found) => found.join(', ');
  const measured = (megabytes: number) =>
    megabytes >= 1000 ? `${frenchNumber(megabytes / 1000)} Go` : `${frenchNumber(megabytes)} Mo`;
  if ('ended' in one)
    return one.ended.length === 0 ? say('ended-none', {}, 'ended') : say('ended', { list: list(one.ended) });
  if ('blocked' in one) return say('blocked');
  if ('load' in one) {
    const unit = { cpu: '%', memory: 'Mo', disk: 'Mo/s', network: 'Mbit/s' }[one.load];
    const what = t(`practical.system-panel.column.${one.load}`);
    return {
      ...say('load', { what, value: `${frenchNumber(one.under)} ${unit}` }),
      list: (_, [found = '']) => `${frenchNumber(Number(found))} ${unit}`,
    };
  }
  if ('disk' in one)
    return {
      ...say('disk', { disk: nameOf(one.disk), value: measured(one.free) }),
      list: (_, [found = '']) => measured(Number(found)),
    };
  if ('gone' in one) return say('gone', { list: list(one.gone) });
  if ('kept' in one) return say('kept', { list: list(one.kept) });
  if ('item' in one) return say('item', { item: nameOf(one.item), disk: nameOf(one.on) });
  if ('reach' in one) return say('reach', { from: nameOf(one.reach), to: nameOf(one.to) });
  if ('apart' in one) return say('apart', { from: nameOf(one.apart), to: nameOf(one.to) });
  if ('device' in one) {
    const { on, auto, ip, prefix, gateway, dns } = one.is;
    const parts = [
      ...(on === undefined ? [] : [t(`practical.system-panel.${on ? 'is-on' : 'is-off'}`)]),
      ...(auto === undefined ? [] : [t(`practical.system-panel.address-${auto ? 'auto' : 'fixed'}`)]),
      ...Object.entries({ ip, prefix, gateway, dns }).flatMap(([key, value]) =>
        value === undefined ? [] : [`${t(`practical.system-panel.field.${key}`)} ${value}`],
      ),
    ];
    return { ...say('device', { device: nameOf(one.device), what: parts.join(', ') }), list: plain };
  }
  if ('link' in one)
    return one.to === null
      ? say('link-none', { link: nameOf(one.link) }, 'link')
      : say('link', { link: nameOf(one.link), to: nameOf(one.to) });
  if ('program' in one && one.version === 'any')
    return say('program-any', { program: nameOf(one.program) }, 'program');
  if ('program' in one)
    return one.version === 'none'
      ? { ...say('program-none', { program: nameOf(one.program) }, 'program'), list: plain }
      : { ...say('program', { program: nameOf(one.program), version: one.version }), list: plain };
  return say('rest');
}
