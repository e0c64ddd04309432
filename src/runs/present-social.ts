import type { Translate } from '../i18n/translate.ts';
import { changesIn, type SocialExpectation } from '../referential/practicals/social-network.ts';
import type { SocialConfig } from '../referential/practicals/social-rules.ts';
import { type Listed, pairsBy, quoted, type Words } from './practical-words.ts';

/** What a social network had to become, in words; `list`: how what its verdict found is told. */
export function socialWords(t: Translate, config: SocialConfig, one: SocialExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.social.${key}`, values),
    found: `social.${key}`,
    ...(list ? { list } : {}),
  });
  const people = (ids: readonly string[]) => ids.map((id) => nameOf(t, config, id)).join(', ');
  const thing = (id: string) => thingOf(t, config, id);
  const plain: Listed = (_, found) => found.join(' ; ');
  if ('edited' in one) return say('edited', { what: thing(one.edited), says: told(t, one.says, one.lacks) });
  if ('published' in one) {
    const { audience, except, says } = one.published;
    const shown: Listed = (_, found) =>
      found
        .map((each) => (each.startsWith('@') ? audienceName(t, config, each.slice(1)) : quoted(t, [each])))
        .join(', ');
    return say(
      except.length > 0 ? 'published-except' : 'published',
      {
        audience: audienceName(t, config, audience),
        except: people(except),
        says: told(t, says, []),
      },
      shown,
    );
  }
  if ('relayed' in one) return say('relayed', { what: thing(one.relayed) });
  if ('commented' in one) return say('commented', { what: thing(one.commented) });
  if ('sent' in one) {
    const { thread, to, reply, forward, says, lacks } = one.sent;
    const words = [
      t('run.practical.social.sent', { place: thread === undefined ? people(to) : thing(thread) }),
      ...(reply === undefined ? [] : [t('run.practical.social.sent-reply', { what: thing(reply) })]),
      ...(forward === undefined ? [] : [t('run.practical.social.sent-forward', { what: thing(forward) })]),
      told(t, says, lacks),
    ];
    return { expected: words.filter(Boolean).join(' '), found: 'social.sent', list: plain };
  }
  if ('seenBy' in one) {
    const key = one.posts.length > 0 ? 'seen' : 'seen-none';
    return {
      ...say(key, {
        who: nameOf(t, config, one.seenBy),
        list: quoted(
          t,
          one.posts.map((id) => shortened(textOf(config, id))),
        ),
      }),
      found: 'social.seen',
    };
  }
  if ('before' in one) return say('before', { first: thing(one.before), second: thing(one.after) });
  if ('rest' in one) {
    return say('rest', {}, (_, found) =>
      [...new Set(found.map((key) => changed(t, config, key)))].join(', '),
    );
  }
  const expected = changesIn(one).map(([key, value]) =>
    t('run.practical.pair', { label: changed(t, config, key), value: wordOf(t, config, key, value) }),
  );
  return {
    expected: `${expected.join(' ; ')}.`,
    found: 'social.change',
    list: pairsBy((key, value) => wordOf(t, config, key, value)),
  };
}

function told(t: Translate, says: readonly string[], lacks: readonly string[]): string {
  const first = says.map((each) => each.split('|')[0] ?? each);
  return [
    ...(says.length > 0 ? [t('run.practical.social.says', { list: quoted(t, first) })] : []),
    ...(lacks.length > 0 ? [t('run.practical.social.lacks', { list: quoted(t, lacks) })] : []),
  ].join(' ');
}

/** What a key is about: `audience/fete` is « public de “Ma fête…” »; what was written stays as it is. */
function changed(t: Translate, config: SocialConfig, key: string): string {
  const [slot = '', id = '', member] = key.split('/');
  if (id === '') return t('run.practical.quoted', { name: shortened(key) });
  const what =
    member === undefined ? thingOf(t, config, id) : `${nameOf(t, config, member)}, ${thingOf(t, config, id)}`;
  return t(`run.practical.social.slot.${slot}`, { what });
}

function wordOf(
  t: Translate,
  config: SocialConfig,
  key: string,
  value: boolean | number | string | readonly string[],
): string {
  const slot = key.split('/')[0] ?? '';
  if (typeof value === 'object')
    return value.length === 0
      ? t('run.practical.social.nobody')
      : value.map((id) => nameOf(t, config, id)).join(', ');
  const text = String(value);
  if (text === '') return t('run.practical.social.nothing');
  if (slot === 'audience') return audienceName(t, config, text);
  if (slot === 'role') return t(`practical.social-network.role.${text}`);
  if (slot === 'notify') return t(`practical.social-network.notify.${text}`);
  if (slot === 'person') return t(`practical.social-network.link.${text}`);
  if (slot === 'post' || slot === 'comment' || slot === 'tag') return t(`run.practical.social.state.${text}`);
  if (slot === 'proof') return config.proofs.find((one) => one.id === text)?.name ?? text;
  if (slot === 'except') return text === '' ? t('run.practical.social.nobody') : text;
  if (slot === 'setting' && (text === 'true' || text === 'false'))
    return t(`practical.social-network.${text === 'true' ? 'on' : 'off'}`);
  if (text === 'true' || text === 'false') return t(`run.practical.social.${text === 'true' ? 'yes' : 'no'}`);
  const setting = config.settings.flatMap(({ items }) => items).find(({ id }) => key === `setting/${id}`);
  return setting?.kind === 'audience'
    ? audienceName(t, config, text)
    : t('run.practical.quoted', { name: text });
}

function audienceName(t: Translate, config: SocialConfig, audience: string): string {
  if (!audience.startsWith('group:')) return t(`practical.social-network.audience.${audience}`);
  const name = config.groups.find(({ id }) => id === audience.slice(6))?.name ?? audience;
  return t('practical.social-network.audience.group', { name });
}

function nameOf(t: Translate, config: SocialConfig, id: string): string {
  return (
    config.people.find((one) => one.id === id)?.name ??
    (id === 'stranger' ? t('practical.social-network.stranger') : id)
  );
}

/** A post, a comment, a message or a case by its first words; a group, a person, a discussion, a setting by its name. */
function thingOf(t: Translate, config: SocialConfig, id: string): string {
  const text = textOf(config, id);
  if (text !== '') return t('run.practical.quoted', { name: shortened(text) });
  const thread = config.threads.find((one) => one.id === id);
  if (thread) return thread.name || thread.with.map((each) => nameOf(t, config, each)).join(', ');
  const setting = config.settings.flatMap(({ items }) => items).find((one) => one.id === id);
  return setting?.label ?? config.groups.find((one) => one.id === id)?.name ?? nameOf(t, config, id);
}

function textOf(config: SocialConfig, id: string): string {
  const all = [
    ...config.posts,
    ...config.posts.flatMap(({ comments }) => comments),
    ...config.threads.flatMap(({ messages }) => messages),
    ...config.cases,
  ];
  return all.find((one) => one.id === id)?.text ?? '';
}

function shortened(text: string): string {
  return text.length > 48 ? `${text.slice(0, 46).trim()}…` : text;
}
