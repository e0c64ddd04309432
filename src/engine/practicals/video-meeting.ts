import { z } from 'zod';
import {
  EVERYONE,
  fitsSlot,
  healthOf,
  isGood,
  type MeetingConfig,
  type MeetingState,
  type MeetingValue,
  type MeetingValues,
  MOST_LATENCY,
  MOST_LOSS,
  plainCode,
  roomOf,
  slotsOf,
  standing,
  withValues,
} from '../../referential/practicals/meeting-rules.ts';
import type { MeetingExpectation } from '../../referential/practicals/video-meeting.ts';
import type { Component, Verdict } from './component.ts';

const MOST_CHANGED = 80;
const MOST_MESSAGES = 12;
const id = z.string().max(80);

/** What was changed, by slot; the code that was typed; what was written in the chat, oldest first. */
export const reachedMeeting = z.strictObject({
  values: z
    .record(id, z.union([z.boolean(), z.string().max(80)]))
    .refine((values) => Object.keys(values).length <= MOST_CHANGED),
  code: z.string().max(40),
  messages: z.array(z.strictObject({ to: id, text: z.string().min(1).max(300) })).max(MOST_MESSAGES),
});

export type ReachedMeeting = z.infer<typeof reachedMeeting>;

/** What disturbs nobody, done or not. */
const FREE: readonly string[] = ['subtitles', 'quiet', 'reaction', 'place', 'room'];

/** A setting is found as `slot=value`: whoever tells it puts it in words. */
export const videoMeeting: Component<MeetingConfig, MeetingExpectation, ReachedMeeting> = {
  reached: reachedMeeting,

  initial: () => ({ values: {}, code: '', messages: [] }),

  verdicts(config, expected, reached) {
    if (!isPossible(config, reached)) return expected.map(() => ({ right: false, found: [] }));
    return expected.map((one) => verdict(config, expected, one, reached));
  },

  solve(config, expected) {
    const wanted = Object.fromEntries(
      expected.flatMap((one): [string, MeetingValue][] => {
        if ('code' in one) return [['room', roomOf(config, one.code) ?? '']];
        if ('named' in one) return [['name', one.named[0] ?? '']];
        if (!('setting' in one)) return [];
        return [[one.setting, 'is' in one ? one.is : (one.oneOf[0] ?? '')]];
      }),
    );
    const values = withValues(config, {}, wanted);
    const mended = expected.some((one) => 'call' in one) ? mend(config, values) : values;
    return {
      values: { ...mended },
      code: expected.flatMap((one) => ('code' in one ? [one.code] : []))[0] ?? '',
      messages: expected.flatMap((one) =>
        'sent' in one ? [{ to: one.sent, text: one.says.join(' ') }] : [],
      ),
    };
  },
};

/** Whether the window can be brought to this state. */
function isPossible(config: MeetingConfig, { values, code, messages }: MeetingState): boolean {
  const slots = slotsOf(config);
  const fits = Object.entries(values).every(([name, value]) => {
    const slot = slots.get(name);
    return slot !== undefined && fitsSlot(slot, value);
  });
  if (!fits) return false;
  const now = standing(config, values);
  if ((now.place === 'door') !== (now.room === '')) return false;
  if (config.place === 'door' && now.room !== '' && roomOf(config, code) !== now.room) return false;
  const heard = new Set([EVERYONE, ...config.people.map((one) => one.id)]);
  return (
    messages.length === 0 || (config.tools.includes('chat') && messages.every(({ to }) => heard.has(to)))
  );
}

function verdict(
  config: MeetingConfig,
  all: readonly MeetingExpectation[],
  one: MeetingExpectation,
  reached: MeetingState,
): Verdict {
  const now = standing(config, reached.values);
  const slots = slotsOf(config);
  const firstOf = (name: string) => slots.get(name)?.first;
  const changed = Object.keys(now).filter((name) => now[name] !== firstOf(name) && !FREE.includes(name));
  const told = (name: string) => `${name}=${String(now[name] ?? '')}`;
  if ('code' in one) {
    const right = now.room !== '' && plainCode(one.code) === plainCode(reached.code);
    return { right, found: [told('room')] };
  }
  if ('named' in one) {
    const name = plainName(String(now.name));
    return { right: one.named.some((each) => plainName(each) === name), found: [told('name')] };
  }
  if ('sent' in one) return sent(one, reached);
  if ('call' in one) {
    const health = healthOf(config, reached.values);
    const troubles = health === null ? [] : troublesOf(health);
    return { right: health !== null && isGood(health), found: troubles };
  }
  if ('changes' in one) return { right: changed.length <= one.changes, found: changed.map(told) };
  if ('rest' in one) {
    const named = new Set(
      all.flatMap((each) => ('setting' in each ? [each.setting] : 'named' in each ? ['name'] : [])),
    );
    // A call is mended by whatever serves: how many acts that takes is another expectation.
    const mends = all.some((each) => 'call' in each)
      ? MENDS.flatMap((name) => changedLike(changed, name))
      : [];
    const moved = changed.filter((name) => !named.has(name) && !mends.includes(name));
    return { right: moved.length === 0, found: moved.map(told) };
  }
  const value = now[one.setting];
  const right = 'is' in one ? value === one.is : one.oneOf.some((each) => each === value);
  return { right, found: [told(one.setting)] };
}

/** What is said there, and to nobody else. */
function sent(one: Extract<MeetingExpectation, { sent: string }>, { messages }: MeetingState): Verdict {
  const says = (text: string) =>
    one.says.every((way) => way.split('|').some((each) => plain(text).includes(plain(each))));
  const right = messages.some(({ to, text }) => to === one.sent && says(text));
  const spread = messages.some(({ to, text }) => to !== one.sent && says(text));
  return { right: right && !spread, found: messages.map(({ to, text }) => `${to}=${text}`) };
}

const MENDS = ['link', 'pause/', 'speaker', 'microphone', 'definition'];

function changedLike(names: readonly string[], kind: string): string[] {
  return names.filter((name) => (kind.endsWith('/') ? name.startsWith(kind) : name === kind));
}

function troublesOf({ latency, loss, echo }: NonNullable<ReturnType<typeof healthOf>>): string[] {
  return [
    ...(echo ? ['echo'] : []),
    ...(loss > MOST_LOSS ? [`loss=${loss}`] : []),
    ...(latency > MOST_LATENCY ? [`latency=${latency}`] : []),
  ];
}

/** The fewest changes after which the call is good: one, else two. */
function mend(config: MeetingConfig, values: MeetingValues): MeetingValues {
  const good = (tried: MeetingValues) => {
    const health = healthOf(config, tried);
    return health !== null && isGood(health);
  };
  if (good(values)) return values;
  const tries = [...slotsOf(config)].flatMap(([name, { options }]) =>
    MENDS.some((kind) => changedLike([name], kind).length > 0)
      ? (options ?? []).map((value) => ({ [name]: value }))
      : [],
  );
  const pairs = tries.flatMap((one) => tries.map((other) => ({ ...one, ...other })));
  for (const change of [...tries, ...pairs]) {
    const tried = withValues(config, values, change);
    if (good(tried)) return tried;
  }
  return values;
}

/** Case, accents, spaces and full stops aside: not every keyboard writes « Vaéa » or « Loïc » at once. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s.\u00a0\u202f]+/gu, ' ')
    .trim();
}

/** Case, accents, signs and spaces aside. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
