import type { Translate } from '../i18n/translate.ts';
import {
  EVERYONE,
  type MeetingConfig,
  type MeetingValue,
  wordsOf,
} from '../referential/practicals/meeting-rules.ts';
import type { MeetingExpectation } from '../referential/practicals/video-meeting.ts';
import { type Listed, pairOf, pairsBy, type Words } from './practical-words.ts';

/** What a meeting had to become, in words. */
export function meetingWords(t: Translate, config: MeetingConfig, one: MeetingExpectation): Required<Words> {
  const sentence = (slot: string, value: MeetingValue) => {
    const { key, name } = wordsOf(config, slot, value);
    return t(`practical.video-meeting.is.${key}`, { name });
  };
  const told: Listed = (_, found) => found.map((each) => sentence(...readFound(each))).join(' ');
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}, list = told) => ({
    expected: t(`run.practical.meeting.${key}`, values),
    found: `meeting.${key}`,
    list,
  });
  const quoted = (name: string) => t('run.practical.quoted', { name });
  const nameOf = (id: string) =>
    id === EVERYONE
      ? t('run.practical.meeting.everyone')
      : (config.people.find((each) => each.id === id)?.name ?? id);
  if ('code' in one) return say('code', { name: config.rooms[0]?.title ?? '' });
  if ('named' in one) return say('named', { name: one.named[0] ?? '' });
  if ('sent' in one) {
    const list = one.says.map((way) => quoted(way.split('|')[0] ?? way)).join(', ');
    const message = (to: string, text: string) =>
      t('run.practical.meeting.message', { to: nameOf(to), text });
    return say('sent', { to: nameOf(one.sent), list }, pairsBy(message, ' '));
  }
  if ('call' in one)
    return say('call', {}, (_, found) =>
      found
        .map((each) => {
          const [trouble = '', value = ''] = each.split('=');
          return t(`run.practical.meeting.trouble.${trouble}`, { value });
        })
        .join(' '),
    );
  if ('changes' in one) return say('changes', { count: one.changes });
  if ('rest' in one) return say('rest');
  const values = 'is' in one ? [one.is] : one.oneOf;
  const expected = values.map((value) => sentence(one.setting, value));
  return {
    expected:
      expected.length === 1
        ? (expected[0] ?? '')
        : t('run.practical.meeting.one-of', { list: expected.join(' ') }),
    found: 'meeting.state',
    list: told,
  };
}

/** A slot and its value, as a verdict writes them. */
function readFound(found: string): [string, MeetingValue] {
  const [slot, value] = pairOf(found);
  return [slot, value === 'true' ? true : value === 'false' ? false : value];
}
