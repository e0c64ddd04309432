import { z } from 'zod';
import { changesIn, type SocialExpectation } from '../../referential/practicals/social-network.ts';
import {
  feedOf,
  isSame,
  type SocialConfig,
  type SocialState,
  sees,
  slotsOf,
  standing,
  type Value,
  type Values,
  type Written,
  withValue,
} from '../../referential/practicals/social-rules.ts';
import type { Component, Verdict } from './component.ts';

const MOST_CHANGED = 300;
const id = z.string().max(120);

const written = z.strictObject({
  kind: z.enum(['post', 'relay', 'comment', 'message']),
  of: id.nullable(),
  audience: id,
  except: z.array(id).max(40),
  thread: id.nullable(),
  to: z.array(id).max(20),
  reply: id.nullable(),
  text: z.string().max(1000),
});

/** What was changed, by its key, and what was written, oldest first. */
export const reachedSocial = z.strictObject({
  values: z
    .record(
      id,
      z.union([z.boolean(), z.number(), z.string().max(1000), z.array(z.string().max(120)).max(40)]),
    )
    .refine((values) => Object.keys(values).length <= MOST_CHANGED),
  written: z.array(written).max(16),
});

export type ReachedSocial = z.infer<typeof reachedSocial>;

/** A change is found as `key=value`, an audience of what was published as `@audience`: whoever tells it puts it in words. */
export const socialNetwork: Component<SocialConfig, SocialExpectation, ReachedSocial> = {
  reached: reachedSocial,

  initial: () => ({ values: {}, written: [] }),

  verdicts(config, expected, reached) {
    const slots = slotsOf(config);
    const possible = Object.entries(reached.values).every(([key, value]) => slots.get(key)?.fits(value));
    if (!possible) return expected.map(() => ({ right: false, found: [] }));
    return expected.map((one) => verdict(config, expected, one, reached));
  },

  solve(config, expected) {
    const slots = slotsOf(config);
    const changes = expected.flatMap((one) => [
      ...changesIn(one),
      ...('by' in one ? one.by.flatMap(changesIn) : []),
      ...('edited' in one ? [[`text/${one.edited}`, one.says.join(' ') || '…'] as const] : []),
    ]);
    const values = changes.reduce<Values>((all, [key, value]) => withValue(slots, all, key, value), {});
    return {
      values: { ...values } as ReachedSocial['values'],
      written: expected.flatMap(wantedOf) as ReachedSocial['written'],
    };
  },
};

function verdict(
  config: SocialConfig,
  all: readonly SocialExpectation[],
  one: SocialExpectation,
  reached: SocialState,
): Verdict {
  const { values } = reached;
  const slots = slotsOf(config);
  const now = (key: string) => standing<Value>(values, key, slots.get(key)?.first ?? '');
  const texts = (list: readonly Written[]) => list.map(({ text, kind }) => text || kind);
  const ours = (kind: Written['kind']) => reached.written.filter((each) => each.kind === kind);
  if ('edited' in one) {
    const text = String(now(`text/${one.edited}`));
    return { right: saysAll(text, one.says, one.lacks), found: [text] };
  }
  if ('published' in one) {
    const { audience, except, says } = one.published;
    const posts = ours('post');
    const right =
      posts.length === asked(all, 'published') &&
      posts.some(
        (each) => each.audience === audience && isSame(each.except, except) && saysAll(each.text, says, []),
      );
    return { right, found: posts.flatMap((each) => [each.text, `@${each.audience}`]) };
  }
  if ('relayed' in one) {
    const relays = ours('relay');
    const right = relays.some(
      (each) => each.of === one.relayed && (one.audience === undefined || each.audience === one.audience),
    );
    return { right, found: relays.map((each) => postName(config, each.of)) };
  }
  if ('commented' in one) {
    const comments = ours('comment');
    return {
      right: comments.some((each) => each.of === one.commented && saysAll(each.text, one.says, [])),
      found: texts(comments),
    };
  }
  if ('sent' in one) {
    const messages = ours('message');
    const wanted = all.flatMap((each) => ('sent' in each ? [each.sent] : []));
    const isOne = (each: Written, sent: (typeof wanted)[number]) =>
      each.thread === (sent.thread ?? null) &&
      isSame(each.to, sent.to) &&
      (sent.reply === undefined || each.reply === sent.reply) &&
      (sent.forward === undefined ? each.of === null : each.of === sent.forward) &&
      saysAll(each.text, sent.says, sent.lacks);
    // A message gone to the wrong people is not mended by another.
    const stray = messages.some((each) => !wanted.some((sent) => isOne(each, sent)));
    return {
      right: !stray && messages.filter((each) => isOne(each, one.sent)).length === 1,
      found: messages.map((each) => `${placeName(config, each)} — ${each.text || postName(config, each.of)}`),
    };
  }
  if ('seenBy' in one) {
    const shown = config.posts.filter(
      (post) => post.by === config.me && sees(config, values, one.seenBy, post),
    );
    return {
      right: isSame(
        shown.map((post) => post.id),
        one.posts,
      ),
      found: shown.map((post) => postName(config, post.id)),
    };
  }
  if ('before' in one) {
    const order = feedOf(config, reached).map((post) => post.id);
    const [first, second] = [order.indexOf(one.before), order.indexOf(one.after)];
    return { right: first >= 0 && first < second, found: [] };
  }
  if ('rest' in one) {
    const named = new Set(
      all.flatMap((each) => [
        ...changesIn(each).map(([key]) => key),
        ...('by' in each ? each.by.flatMap(changesIn).map(([key]) => key) : []),
        ...('edited' in each ? [`text/${each.edited}`] : []),
        // What was asked of a report says nothing of its proof.
        ...('report' in each ? [`proof/${each.report}`] : []),
      ]),
    );
    const free = freeBeside(config, all, one.but);
    const moved = Object.entries(values)
      .filter(([key, value]) => !named.has(key) && !isSame(value, slots.get(key)?.first) && !free(key, value))
      .map(([key]) => key);
    const wanted = all.filter((each) => wantedOf(each).length > 0).length;
    const extra = reached.written.slice(wanted);
    return { right: moved.length === 0 && extra.length === 0, found: [...moved, ...texts(extra)] };
  }
  const changes = changesIn(one);
  return {
    right: changes.every(([key, value]) => isSame(now(key), value)),
    found: changes.flatMap(([key]) => (now(key) === '' ? [] : [`${key}=${String(now(key))}`])),
  };
}

/**
 * What a pupil may do beside what is asked without spoiling it: likes and, where none has to be chosen, screen captures
 * harm nobody; whoever wrote what had to be reported, and the people named, may be kept away too, their account
 * reported, a discussion with them left; one may be untagged from what is reported; a draft to put online may have a smaller public than the one
 * proposed, where none is asked.
 */
function freeBeside(
  config: SocialConfig,
  all: readonly SocialExpectation[],
  named: readonly string[],
): (key: string, value: Value | undefined) => boolean {
  const reported = all.flatMap((one) => ('report' in one ? [one.report] : []));
  const authored = [
    ...config.posts,
    ...config.posts.flatMap(({ comments }) => comments),
    ...config.threads.flatMap(({ messages }) => messages),
  ];
  const offenders = authored.filter((one) => reported.includes(one.id)).map((one) => one.by);
  const keptAway = [...offenders, ...named];
  const captures = all.some((one) => 'capture' in one)
    ? authored.filter((one) => offenders.includes(one.by)).map((one) => one.id)
    : authored.map((one) => one.id);
  const free = new Set([
    ...captures.map((one) => `capture/${one}`),
    ...keptAway.flatMap((one) => [`quiet/${one}`, `report/${one}`, `proof/${one}`]),
    ...keptAway.flatMap((one) => [`person/${one} blocked`, `person/${one} none`]),
    ...config.threads
      .filter((one) => one.with.every((each) => keptAway.includes(each)))
      .map((one) => `left/${one.id}`),
    ...reported.map((one) => `tag/${one} off`),
    ...all.flatMap((one) =>
      'post' in one &&
      one.state === 'online' &&
      config.posts.some(({ id, draft }) => draft && id === one.post)
        ? [`audience/${one.post} friends`, `audience/${one.post} fof`]
        : [],
    ),
  ]);
  return (key, value) => key.startsWith('like/') || free.has(key) || free.has(`${key} ${value}`);
}

function asked(all: readonly SocialExpectation[], what: 'published'): number {
  return all.filter((one) => what in one).length;
}

/** What must be written. */
function wantedOf(one: SocialExpectation): Written[] {
  const blank = { of: null, audience: '', except: [], thread: null, to: [], reply: null };
  const said = (says: readonly string[]) => says.join(' ') || '…';
  if ('published' in one) {
    const { audience, except, says } = one.published;
    return [{ ...blank, kind: 'post', audience, except, text: said(says) }];
  }
  if ('relayed' in one)
    return [{ ...blank, kind: 'relay', of: one.relayed, audience: one.audience ?? 'friends', text: '' }];
  if ('commented' in one) return [{ ...blank, kind: 'comment', of: one.commented, text: said(one.says) }];
  if (!('sent' in one)) return [];
  const { thread = null, to, reply = null, forward = null, says } = one.sent;
  return [
    {
      ...blank,
      kind: 'message',
      of: forward,
      thread,
      to,
      reply,
      text: forward === null ? said(says) : says.join(' '),
    },
  ];
}

function saysAll(text: string, says: readonly string[], lacks: readonly string[]): boolean {
  const read = plain(text);
  return (
    says.every((each) => each.split('|').some((way) => read.includes(plain(way)))) &&
    !lacks.some((each) => ` ${read} `.includes(` ${plain(each)} `))
  );
}

/** Case, accents and signs aside; « @ » names a person. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

function postName(config: SocialConfig, id: string | null): string {
  const all = [...config.posts, ...config.threads.flatMap(({ messages }) => messages)];
  const text = all.find((one) => one.id === id)?.text ?? '';
  return text.length > 44 ? `${text.slice(0, 42).trim()}…` : text;
}

function placeName(config: SocialConfig, { thread, to }: Written): string {
  const found = config.threads.find((one) => one.id === thread);
  const ids = found ? (found.name === '' ? found.with : []) : to;
  return (
    found?.name || ids.map((each) => config.people.find((one) => one.id === each)?.name ?? each).join(', ')
  );
}
