import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import { audiencesOf, type SocialConfig, type SocialSetting, STRANGER, slotsOf } from './social-rules.ts';

/** What an author writes of a social network: people, groups, posts, discussions, settings; and what must become of it. */

const text = z.string().trim().min(1);
const short = text.max(120);
const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement');
const audience = z
  .string()
  .regex(/^(public|fof|friends|me|group:[a-z0-9-]+)$/, 'public, fof, friends, me ou group:<groupe>');
/** Pictures that the page draws. */
export const SCENES = [
  ...['house', 'turtle', 'cake', 'bike', 'beach', 'dog', 'cat', 'mountain', 'portrait', 'jersey', 'avocado'],
  ...['trophy', 'plant', 'book', 'meal', 'bottle', 'boat', 'video', 'document', 'star'],
] as const;
const scene = z.enum(SCENES);

const person = z.strictObject({
  id,
  name: short,
  about: z.string().max(300).default(''),
  facts: z.record(z.string(), z.coerce.string()).default({}),
  friends: z.array(id).max(40).default([]),
  link: z.enum(['none', 'friend', 'asks']).default('none'),
  verified: z.boolean().default(false),
});

const comment = z.strictObject({ id, by: id, text: text.max(400) });

const post = z.strictObject({
  id,
  by: id,
  when: z.string().max(60).default(''),
  text: text.max(800),
  more: z.string().max(800).default(''),
  scene: scene.optional(),
  alt: z.string().max(300).default(''),
  audience: audience.default('public'),
  except: z.array(id).max(40).default([]),
  tags: z.array(id).max(12).default([]),
  waits: z.boolean().default(false),
  relays: id.optional(),
  likes: z.coerce.number().int().min(0).default(0),
  draft: z.boolean().default(false),
  featured: z.boolean().default(false),
  comments: z.array(comment).max(20).default([]),
  weights: z.record(z.string(), z.coerce.number()).default({}),
});

const role = z.enum(['none', 'asks', 'member', 'moderator', 'admin']);
const group = z.strictObject({
  id,
  name: short,
  about: z.string().max(300).default(''),
  roles: z.record(id, role),
});

const message = z.strictObject({
  id,
  by: id,
  text: text.max(500),
  when: z.string().max(60).default(''),
  reply: id.optional(),
});
const notify = z.enum(['all', 'mentions', 'none']);
const thread = z.strictObject({
  id,
  /** Else the name of the person. */
  name: z.string().max(80).default(''),
  with: z.array(id).min(1).max(40),
  notify: notify.default('all'),
  pinned: z.boolean().default(false),
  messages: z.array(message).max(60).default([]),
});

const DOES = ['private-account', 'friends-list', 'about', 'tagged', 'new-posts'] as const;
const does = z.union([z.enum(DOES), z.string().regex(/^weight-[a-z]+$/)]).optional();
const labelled = { id, label: short, help: z.string().max(300).default(''), does };
const setting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('switch'), ...labelled, value: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal('choice'),
    ...labelled,
    options: z.array(short).min(2).max(12),
    value: short,
  }),
  z.strictObject({ kind: z.literal('audience'), ...labelled, value: audience }),
  z.strictObject({
    kind: z.literal('slider'),
    ...labelled,
    min: z.int().default(0),
    max: z.int().default(5),
    value: z.int(),
  }),
  z.strictObject({ kind: z.literal('entry'), ...labelled, value: z.string().max(200).default('') }),
  z.strictObject({
    kind: z.literal('pictures'),
    ...labelled,
    scenes: z
      .array(z.strictObject({ scene, label: short }))
      .min(2)
      .max(12),
    value: z.string().max(120).default(''),
  }),
]);

const config = z.strictObject({
  /** Of the network, invented. */
  name: short,
  me: id,
  open: z
    .string()
    .regex(
      /^(feed|profile|friends|groups|messages|settings|drafts|cases|(person|group|thread):[a-z0-9-]+)$/,
      'feed, profile, friends, groups, messages, settings, drafts, cases, person:x, group:x ou thread:x',
    )
    .default('feed'),
  people: z.array(person).min(1).max(40),
  groups: z.array(group).max(12).default([]),
  /** The newest first. */
  posts: z.array(post).max(60).default([]),
  threads: z.array(thread).max(20).default([]),
  settings: z
    .array(z.strictObject({ title: short, items: z.array(setting).min(1).max(12) }))
    .max(8)
    .default([]),
  /** Why something can be reported; nothing can when there is none. */
  reasons: z.array(short).max(10).default([]),
  /** What can be joined to a report. */
  proofs: z
    .array(z.strictObject({ id, name: short, text: text.max(400) }))
    .max(10)
    .default([]),
  /** What a moderator may decide, and the reports that wait. */
  measures: z.array(short).max(6).default([]),
  cases: z
    .array(
      z.strictObject({
        id,
        by: id,
        text: text.max(400),
        reason: z.string().max(120).default(''),
        past: z.string().max(120).default(''),
      }),
    )
    .max(16)
    .default([]),
  charter: z.string().max(1500).default(''),
});

const words = z.array(text).max(8).default([]);
const change = {
  post: z.strictObject({
    post: id,
    audience: audience.optional(),
    except: z.array(id).optional(),
    state: z.enum(['online', 'deleted', 'draft']).optional(),
    featured: z.boolean().optional(),
    tag: z.enum(['on', 'off']).optional(),
  }),
  comment: z.strictObject({ comment: id, state: z.enum(['shown', 'hidden', 'deleted']) }),
  report: z.strictObject({ report: id, reason: short, proof: id.optional() }),
  person: z.strictObject({
    person: id,
    is: z.enum(['none', 'friend', 'asks', 'asked', 'blocked']).optional(),
    quiet: z.boolean().optional(),
  }),
  role: z.strictObject({ group: id, member: id, role }),
  notify: z.strictObject({ notify: id, is: notify }),
  thread: z.strictObject({ thread: id, pinned: z.boolean().optional(), left: z.boolean().optional() }),
  setting: z.strictObject({ setting: id, is: z.union([z.boolean(), z.number(), z.string()]) }),
  capture: z.strictObject({ capture: id }),
  measure: z.strictObject({ measure: id, is: short }),
};
const changes = [
  change.post,
  change.comment,
  change.report,
  change.person,
  change.role,
  change.notify,
  change.thread,
  change.setting,
  change.capture,
  change.measure,
] as const;
const changed = z.union(
  changes,
  'un changement est « post », « comment », « report », « person », « group », « notify », « thread », « setting », « capture » ou « measure »',
);
const expectation = z.union(
  [
    ...changes,
    z.strictObject({ edited: id, says: words, lacks: words }),
    z.strictObject({
      published: z.strictObject({
        audience,
        except: z.array(id).default([]),
        says: words,
      }),
    }),
    z.strictObject({ relayed: id, audience: audience.optional() }),
    z.strictObject({ commented: id, says: words }),
    z.strictObject({
      sent: z.strictObject({
        thread: id.optional(),
        to: z.array(id).max(20).default([]),
        reply: id.optional(),
        forward: id.optional(),
        says: words,
        lacks: words,
      }),
    }),
    /** `by`: one way to come there, for the check. */
    z.strictObject({ seenBy: id, posts: z.array(id).default([]), by: z.array(changed).default([]) }),
    z.strictObject({ before: id, after: id, by: z.array(changed).default([]) }),
    /** `but`: the people a pupil may keep away beside. */
    z.strictObject({ rest: z.literal('kept'), but: z.array(id).max(12).default([]) }),
  ],
  'une attente est un changement, ou « edited », « published », « relayed », « commented », « sent », « seenBy », « before » et « after », ou « rest: kept »',
);

export const socialShape = { config, expect: z.array(expectation).min(1).max(24) };

export type SocialExpectation = z.infer<typeof expectation>;
export type SocialChange = z.infer<typeof changed>;
type Authored = z.infer<typeof config>;

/** The network as the page gets it; people, groups, posts and messages that do not exist are reported. */
export const prepareSocial: Prepare<Authored, SocialExpectation, SocialConfig> = (
  authored,
  expected,
  { fault },
) => {
  const people = new Set(authored.people.map((one) => one.id));
  const known = (one: string, at: readonly PropertyKey[]) => {
    if (!people.has(one)) fault(`aucune personne ne s'appelle « ${one} ».`, at);
  };
  const used = new Set<string>([STRANGER]);
  const name = (one: string, at: readonly PropertyKey[]) => {
    if (used.has(one)) fault(`« ${one} » est déjà le nom d'autre chose.`, at);
    used.add(one);
  };
  const under = (...path: PropertyKey[]) => ['practical', ...path];
  known(authored.me, under('me'));
  authored.people.forEach((one, rank) => {
    name(one.id, under('people', rank, 'id'));
    for (const each of one.friends) known(each, under('people', rank, 'friends'));
  });
  authored.groups.forEach((one, rank) => {
    name(one.id, under('groups', rank, 'id'));
    for (const each of Object.keys(one.roles)) known(each, under('groups', rank, 'roles'));
  });
  const made = spaced(authored);
  const groups = new Set(authored.groups.map((one) => `group:${one.id}`));
  const posts = new Set(authored.posts.map((one) => one.id));
  authored.posts.forEach((one, rank) => {
    const at = under('posts', rank);
    name(one.id, [...at, 'id']);
    for (const each of [one.by, ...one.except, ...one.tags]) known(each, at);
    if (one.audience.startsWith('group:') && !groups.has(one.audience))
      fault(`aucun groupe ne s'appelle « ${one.audience.slice(6)} ».`, [...at, 'audience']);
    if (one.relays !== undefined && !posts.has(one.relays))
      fault(`aucune publication ne s'appelle « ${one.relays} ».`, [...at, 'relays']);
    if (one.scene !== undefined && one.alt === '') fault('décris l’image : « alt ».', [...at, 'scene']);
    if (one.draft && one.by !== authored.me) fault('seul « me » a des brouillons.', [...at, 'draft']);
    one.comments.forEach((each) => {
      name(each.id, [...at, 'comments']);
      known(each.by, [...at, 'comments']);
    });
  });
  authored.threads.forEach((one, rank) => {
    const at = under('threads', rank);
    name(one.id, [...at, 'id']);
    if (one.name === '' && one.with.length > 1)
      fault('donne un nom à une discussion de plusieurs personnes.', at);
    for (const each of one.with) known(each, [...at, 'with']);
    for (const each of one.messages) {
      name(each.id, [...at, 'messages']);
      known(each.by, [...at, 'messages']);
    }
  });
  authored.cases.forEach((one, rank) => {
    name(one.id, under('cases', rank, 'id'));
    known(one.by, under('cases', rank, 'by'));
  });
  for (const [section, { items }] of made.settings.entries())
    for (const [rank, one] of items.entries()) {
      const at = under('settings', section, 'items', rank);
      name(one.id, [...at, 'id']);
      if (!slotsOf(made).get(`setting/${one.id}`)?.fits(one.value))
        fault(`« ${one.id} » ne peut pas valoir « ${String(one.value)} ».`, [...at, 'value']);
    }
  const place = authored.open.split(':');
  if (place[1] !== undefined && !used.has(place[1]))
    fault(`rien ne s'appelle « ${place[1]} ».`, under('open'));
  checkExpected(made, expected, posts, fault);
  return made;
};

/** What an expectation changes: keys and what they must become. */
export function changesIn(
  one: SocialExpectation,
): readonly (readonly [string, boolean | number | string | readonly string[]])[] {
  if ('post' in one) {
    const { post: name, state, ...rest } = one;
    const asked = {
      post: state,
      audience: rest.audience,
      except: rest.except,
      featured: rest.featured,
      tag: rest.tag,
    };
    return Object.entries(asked).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${key}/${name}`, value] as const],
    );
  }
  if ('comment' in one) return [[`comment/${one.comment}`, one.state]];
  if ('report' in one)
    return [
      [`report/${one.report}`, one.reason],
      ...(one.proof === undefined ? [] : [[`proof/${one.report}`, one.proof] as const]),
    ];
  if ('person' in one)
    return [
      ...(one.is === undefined ? [] : [[`person/${one.person}`, one.is] as const]),
      ...(one.quiet === undefined ? [] : [[`quiet/${one.person}`, one.quiet] as const]),
    ];
  if ('member' in one) return [[`role/${one.group}/${one.member}`, one.role]];
  if ('notify' in one) return [[`notify/${one.notify}`, one.is]];
  if ('thread' in one)
    return [
      ...(one.pinned === undefined ? [] : [[`pinned/${one.thread}`, one.pinned] as const]),
      ...(one.left === undefined ? [] : [[`left/${one.thread}`, one.left] as const]),
    ];
  if ('setting' in one) return [[`setting/${one.setting}`, one.is]];
  if ('capture' in one) return [[`capture/${one.capture}`, true]];
  if ('measure' in one) return [[`measure/${one.measure}`, one.is]];
  return [];
}

function checkExpected(
  made: SocialConfig,
  expected: readonly SocialExpectation[],
  posts: ReadonlySet<string>,
  fault: (message: string, path: readonly PropertyKey[]) => void,
): void {
  const slots = slotsOf(made);
  const messages = new Set(made.threads.flatMap((one) => one.messages.map((each) => each.id)));
  const threads = new Set(made.threads.map((one) => one.id));
  const people = new Set(made.people.map((one) => one.id));
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    const need = (set: ReadonlySet<string>, wanted: string | undefined) => {
      if (wanted !== undefined && !set.has(wanted)) fault(`rien ne s'appelle « ${wanted} ».`, at);
    };
    const changes = [...changesIn(one), ...('by' in one ? one.by.flatMap(changesIn) : [])];
    for (const [key, value] of changes) {
      const slot = slots.get(key);
      if (!slot) fault(`« ${key} » ne peut pas être changé ici.`, at);
      else if (!slot.fits(value)) fault(`« ${key} » ne peut pas devenir « ${String(value)} ».`, at);
    }
    if ('edited' in one && !slots.has(`text/${one.edited}`))
      fault(`« ${one.edited} » n’est pas à « me ».`, at);
    if ('published' in one && !audiencesOf(made).includes(one.published.audience))
      fault(`ce public n’est pas proposé : « ${one.published.audience} ».`, at);
    if ('relayed' in one) need(posts, one.relayed);
    if ('commented' in one) need(posts, one.commented);
    if ('seenBy' in one) {
      need(new Set([...people, STRANGER]), one.seenBy);
      for (const each of one.posts) need(posts, each);
    }
    if ('before' in one) for (const each of [one.before, one.after]) need(posts, each);
    if ('rest' in one) for (const each of one.but) need(people, each);
    if ('sent' in one) {
      need(threads, one.sent.thread);
      need(messages, one.sent.reply);
      need(new Set([...messages, ...posts]), one.sent.forward);
      for (const each of one.sent.to) need(people, each);
      if ((one.sent.thread === undefined) === (one.sent.to.length === 0))
        fault('« sent » demande « thread » ou « to », et un seul des deux.', at);
    }
  });
}

/** French spacing, and every key there. */
function spaced(authored: Authored): SocialConfig {
  const french = frenchSpacing;
  return {
    ...authored,
    people: authored.people.map((one) => ({
      ...one,
      about: french(one.about),
      facts: Object.entries(one.facts).map(([label, value]) => ({ label, value })),
    })),
    posts: authored.posts.map((one) => ({
      ...one,
      text: french(one.text),
      more: french(one.more),
      scene: one.scene ?? null,
      relays: one.relays ?? null,
      comments: one.comments.map((each) => ({ ...each, text: french(each.text) })),
    })),
    threads: authored.threads.map((one) => ({
      ...one,
      messages: one.messages.map((each) => ({ ...each, text: french(each.text), reply: each.reply ?? null })),
    })),
    settings: authored.settings.map(({ title, items }) => ({
      title,
      items: items.map(
        (one): SocialSetting => ({
          kind: one.kind,
          id: one.id,
          label: french(one.label),
          help: french(one.help),
          does: one.does ?? null,
          value: one.value,
          options: one.kind === 'choice' ? one.options : [],
          scenes: one.kind === 'pictures' ? one.scenes : [],
          min: one.kind === 'slider' ? one.min : 0,
          max: one.kind === 'slider' ? one.max : 0,
        }),
      ),
    })),
    proofs: authored.proofs.map((one) => ({ ...one, text: french(one.text) })),
    cases: authored.cases.map((one) => ({ ...one, text: french(one.text) })),
    charter: french(authored.charter),
  };
}
