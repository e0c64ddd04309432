import type { Translate } from '../i18n/translate.ts';
import { type DriveConfig, VISITOR } from '../referential/practicals/drive-rules.ts';
import { changesIn, type DriveExpectation } from '../referential/practicals/shared-drive.ts';
import { type Listed, pairsBy, quoted, type Words } from './practical-words.ts';

/** What an online space had to become, in words; `list`: how what its verdict found is told. */
export function driveWords(t: Translate, config: DriveConfig, one: DriveExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.drive.${key}`, values),
    found: `drive.${key}`,
    ...(list ? { list } : {}),
  });
  const name = (id: string) => nameOf(t, config, id);
  const items = (ids: readonly string[]) => quoted(t, ids.map(name));
  const lines: Listed = (_, found) => found.map((line) => line.replace(/\s*\n\s*/g, ' / ')).join(' / ');
  if ('right' in one && 'of' in one)
    return say(
      one.inside ? 'right-inside' : 'right',
      {
        who: one.of.map(name).join(', '),
        what: items(one.on),
        right: t(`practical.shared-drive.right.${one.right}`),
      },
      (_, found) =>
        found
          .slice(0, 6)
          .map((each) => told(t, config, each))
          .join(' ; '),
    );
  if ('restored' in one) {
    const version = config.items.flatMap(({ versions }) => versions).find(({ id }) => id === one.version);
    return say(
      'restored',
      {
        what: items([one.restored]),
        when: momentWords(t, version?.when ?? ''),
        who: name(version?.by ?? ''),
      },
      (_, found) => found.map((each) => told(t, config, each)).join(', '),
    );
  }
  if ('labelled' in one) {
    const version = config.items.flatMap(({ versions }) => versions).find(({ id }) => id === one.labelled);
    const list = quoted(
      t,
      one.says.map((each) => each.split('|')[0] ?? each),
    );
    return say('labelled', { when: momentWords(t, version?.when ?? ''), list });
  }
  if ('text' in one)
    return say('text', { what: items([one.text]), text: lines(t, one.is.split('\n')) }, lines);
  if ('lines' in one) return say('lines', { what: items([one.lines]), list: one.are.join(', ') }, lines);
  if ('commented' in one) return say('commented', { what: items([one.commented]) });
  if ('rules' in one) return say('rules', { most: String(one.rules) }, (_, found) => found.join(''));
  if ('access' in one)
    return say('access', {}, (_, found) =>
      found
        .slice(0, 6)
        .map((each) => told(t, config, each))
        .join(' ; '),
    );
  if ('rest' in one)
    return say('rest', {}, (_, found) =>
      [...new Set(found.map((each) => told(t, config, each)))].join(' ; '),
    );
  const expected = changesIn(one).map(([key, value]) =>
    t('run.practical.pair', { label: slotName(t, config, key), value: wordOf(t, config, key, value) }),
  );
  const secret =
    'link' in one && one.password !== undefined
      ? [t(`run.practical.drive.password${one.password === 0 ? '-none' : ''}`, { count: one.password })]
      : [];
  return {
    expected: `${[...expected, ...secret].join(' ; ')}.`,
    found: 'drive.change',
    list: pairsBy((key, value) => wordOf(t, config, key, value)),
  };
}

/** What a verdict found: `person|item|right`, a key, `key=value`, or words as they are. */
function told(t: Translate, config: DriveConfig, found: string): string {
  const [who, item, right] = found.split('|');
  if (who !== undefined && item !== undefined && right !== undefined)
    return t('run.practical.drive.has', {
      who: nameOf(t, config, who),
      what: nameOf(t, config, item),
      right: t(`practical.shared-drive.right.${right}`),
    });
  const at = found.indexOf('=');
  if (at > 0) return wordOf(t, config, found.slice(0, at), found.slice(at + 1));
  return /^[a-z]+\/[a-z0-9-]+/.test(found)
    ? slotName(t, config, found)
    : t('run.practical.quoted', { name: found });
}

/** What a key is about: `share/budget/nina` is « droit de Nina sur Budget ». */
function slotName(t: Translate, config: DriveConfig, key: string): string {
  const [slot = '', id = '', who = ''] = key.split('/');
  return t(`run.practical.drive.slot.${slot}`, {
    what: nameOf(t, config, id),
    who: who === '' ? '' : nameOf(t, config, who),
  });
}

function wordOf(t: Translate, config: DriveConfig, key: string, value: boolean | string): string {
  const slot = key.split('/')[0] ?? '';
  const text = String(value);
  if (slot === 'share' || slot === 'link') return t(`practical.shared-drive.right.${text}`);
  if (slot === 'scope') return t(`practical.shared-drive.scope.${text}`);
  if (slot === 'sync') return t(`practical.shared-drive.sync.${text}`);
  if (slot === 'owner' || slot === 'version') return nameOf(t, config, text);
  if (slot === 'place') return text === '' ? config.name : nameOf(t, config, text);
  if (text === 'true' || text === 'false') return t(`run.practical.drive.${text === 'true' ? 'yes' : 'no'}`);
  return text === '' ? t('run.practical.drive.nothing') : t('run.practical.quoted', { name: text });
}

/** A person, a group or an item by its name; a version by its moment. */
function nameOf(t: Translate, config: DriveConfig, id: string): string {
  if (id === VISITOR) return t('practical.shared-drive.visitor');
  const all = [...config.people, ...config.groups, ...config.items];
  const version = config.items.flatMap(({ versions }) => versions).find((one) => one.id === id);
  const name = all.find((one) => one.id === id)?.name;
  const person = config.people.find((one) => one.id === id);
  // Two people may have one name: what is said of them tells them apart.
  if (person && person.about !== '' && config.people.filter((one) => one.name === person.name).length > 1)
    return t('run.practical.drive.namesake', { name: person.name, about: person.about });
  return name ?? (version ? momentWords(t, version.when) : id);
}

function momentWords(t: Translate, moment: string): string {
  const [year = '', month = '', day = '', hour, minute = ''] = moment.split(/[- :]/);
  return hour === undefined
    ? t('run.practical.drive.day', { day, month, year })
    : t('run.practical.drive.moment', { day, month, year, hour, minute });
}
