import { describe, expect, test } from 'vitest';
import {
  type ReachedSocial,
  reachedSocial,
  socialNetwork,
} from '../../src/engine/practicals/social-network.ts';
import {
  prepareSocial,
  type SocialExpectation,
  socialShape,
} from '../../src/referential/practicals/social-network.ts';
import { feedOf, profileOf, STRANGER, sees } from '../../src/referential/practicals/social-rules.ts';

const AUTHORED = {
  name: 'Ricochet',
  me: 'awa',
  people: [
    { id: 'awa', name: 'Awa' },
    { id: 'malo', name: 'Malo', link: 'friend', friends: ['tess'] },
    { id: 'ines', name: 'Inès', link: 'friend' },
    { id: 'tess', name: 'Tess' },
    { id: 'rok', name: 'Rok', link: 'asks' },
  ],
  groups: [
    { id: 'volley', name: 'Volley', roles: { awa: 'admin', malo: 'moderator', tess: 'member', rok: 'asks' } },
    { id: 'danse', name: 'Danse', roles: { ines: 'admin', awa: 'member' } },
  ],
  posts: [
    { id: 'tous', by: 'awa', text: 'Pour tous', audience: 'public', weights: { neuf: 1, vu: 9 } },
    { id: 'cercle', by: 'awa', text: 'Plus loin', audience: 'fof', except: ['ines'], weights: { neuf: 9 } },
    { id: 'amis', by: 'awa', text: 'Entre nous', audience: 'friends' },
    { id: 'moi', by: 'awa', text: 'Pour moi', audience: 'me' },
    { id: 'equipe', by: 'awa', text: 'Entraînement', audience: 'group:volley' },
    { id: 'brouillon', by: 'awa', text: 'Peut-être', draft: true },
    {
      id: 'photo',
      by: 'malo',
      text: 'Au tournoi',
      tags: ['awa'],
      waits: true,
      comments: [{ id: 'nul', by: 'rok', text: 'Nuls !' }],
    },
    { id: 'autre', by: 'tess', text: 'Chez Tess', audience: 'friends' },
    {
      id: 'annonce',
      by: 'tess',
      text: 'Au groupe',
      audience: 'group:volley',
      comments: [{ id: 'vilain', by: 'rok', text: 'Bof.' }],
    },
  ],
  threads: [
    {
      id: 'fil',
      name: 'Équipe',
      with: ['malo', 'ines'],
      messages: [{ id: 'm1', by: 'malo', text: 'Le ballon ?' }],
    },
    { id: 'prive', with: ['rok'], messages: [{ id: 'm2', by: 'rok', text: 'Nulle.' }] },
  ],
  settings: [
    {
      title: 'Tout',
      items: [
        { kind: 'switch', id: 'ferme', label: 'Compte privé', does: 'private-account' },
        { kind: 'audience', id: 'liste', label: 'Liste', does: 'friends-list', value: 'public' },
        { kind: 'slider', id: 'neuf', label: 'Récence', does: 'weight-neuf', value: 1 },
        { kind: 'slider', id: 'vu', label: 'Vu', does: 'weight-vu', value: 5 },
        { kind: 'choice', id: 'langue', label: 'Langue', options: ['fr', 'br'], value: 'fr' },
      ],
    },
  ],
  reasons: ['Injure', 'Menace'],
  proofs: [{ id: 'capture', name: 'Capture', text: 'Tout' }],
  measures: ['Rien', 'Avertir'],
  cases: [{ id: 'affaire', by: 'rok', text: 'Tais-toi' }],
};

/** The network made of these data, with what was found wrong. */
function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareSocial(
    socialShape.config.parse(authored),
    expected.length > 0 ? socialShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const { config: NET } = made(AUTHORED);
const START: ReachedSocial = { values: {}, written: [] };
const changed = (values: ReachedSocial['values']): ReachedSocial => ({ values, written: [] });
const MESSAGE = {
  kind: 'message' as const,
  of: null,
  audience: '',
  except: [],
  thread: 'fil' as string | null,
  to: [] as string[],
  reply: null as string | null,
  text: 'À quelle heure, @Inès ?',
};
const wrote = (...written: object[]): ReachedSocial =>
  reachedSocial.parse({ values: {}, written: written.map((one) => ({ ...MESSAGE, ...one })) });

/** Whether each expectation is met. */
function met(state: ReachedSocial, ...expected: unknown[]): boolean[] {
  const read: SocialExpectation[] = socialShape.expect.parse(expected);
  return socialNetwork.verdicts(NET, read, state).map(({ right }) => right);
}

describe('who sees what', () => {
  const seenBy = (viewer: string, values: ReachedSocial['values'] = {}) =>
    NET.posts
      .filter((post) => post.by === 'awa' && sees(NET, values, viewer, post))
      .map(({ id }) => id)
      .join(' ');

  test.each([
    ['oneself', 'awa', {}, 'tous cercle amis moi equipe'],
    ['a friend of the group', 'malo', {}, 'tous cercle amis equipe'],
    ['a friend who is left out', 'ines', {}, 'tous amis'],
    ['a friend of a friend, of the group', 'tess', {}, 'tous cercle equipe'],
    ['one who asks to be a friend and a member', 'rok', {}, 'tous'],
    [
      'one accepted',
      'rok',
      { 'person/rok': 'friend', 'role/volley/rok': 'member' },
      'tous cercle amis equipe',
    ],
    ['a stranger', STRANGER, {}, 'tous'],
    ['a stranger before a private account', STRANGER, { 'setting/ferme': true }, ''],
    ['a friend before a private account', 'ines', { 'setting/ferme': true }, 'tous amis'],
    ['a friend lost, who loses friends of friends too', 'tess', { 'person/malo': 'none' }, 'tous equipe'],
    ['one blocked', 'malo', { 'person/malo': 'blocked' }, ''],
    ['one put out of the group', 'tess', { 'role/volley/tess': 'none' }, 'tous cercle'],
    [
      'a stranger once a draft is published and a post deleted',
      STRANGER,
      { 'post/brouillon': 'online', 'post/tous': 'deleted' },
      'brouillon',
    ],
  ] as const)('%s', (_, viewer, values, posts) => {
    expect(seenBy(viewer, values)).toBe(posts);
  });

  test('the feed holds what others show to the owner, and ranks it as the weights say', () => {
    const ids = (state: ReachedSocial) => feedOf(NET, state).map(({ id }) => id);
    expect(ids(START)).not.toContain('autre');
    expect(ids(START)).toContain('annonce');
    expect(ids(changed({ 'person/malo': 'blocked' }))).not.toContain('photo');
    expect(ids(changed({ 'quiet/malo': true }))).not.toContain('photo');
    expect(ids(START)[0]).toBe('tous');
    expect(ids(changed({ 'setting/vu': 0, 'setting/neuf': 5 }))[0]).toBe('cercle');
    expect(met(START, { before: 'cercle', after: 'tous' })).toEqual([false]);
    expect(met(changed({ 'setting/vu': 0 }), { before: 'cercle', after: 'tous' })).toEqual([true]);
  });

  test('a tag shows on the profile once it is agreed to', () => {
    const ids = (values: ReachedSocial['values']) =>
      profileOf(NET, changed(values), 'awa', 'awa').map(({ id }) => id);
    expect(ids({})).not.toContain('photo');
    expect(ids({ 'tag/photo': 'on' })).toContain('photo');
    expect(ids({ 'featured/moi': true })[0]).toBe('moi');
  });
});

describe('what is expected', () => {
  test.each<[unknown, ReachedSocial['values'], ReachedSocial['values']]>([
    [{ post: 'tous', audience: 'friends' }, { 'audience/tous': 'friends' }, { 'audience/tous': 'fof' }],
    [
      { post: 'tous', except: ['ines', 'rok'] },
      { 'except/tous': ['rok', 'ines'] },
      { 'except/tous': ['rok'] },
    ],
    [{ post: 'tous', state: 'deleted' }, { 'post/tous': 'deleted' }, {}],
    [{ post: 'photo', tag: 'off' }, { 'tag/photo': 'off' }, { 'tag/photo': 'on' }],
    [{ comment: 'vilain', state: 'hidden' }, { 'comment/vilain': 'hidden' }, { 'comment/vilain': 'deleted' }],
    [{ report: 'nul', reason: 'Injure' }, { 'report/nul': 'Injure' }, { 'report/nul': 'Menace' }],
    [
      { report: 'm2', reason: 'Injure', proof: 'capture' },
      { 'report/m2': 'Injure', 'proof/m2': 'capture' },
      { 'report/m2': 'Injure' },
    ],
    [{ person: 'rok', is: 'blocked' }, { 'person/rok': 'blocked' }, { 'person/rok': 'none' }],
    [{ person: 'rok', quiet: true }, { 'quiet/rok': true }, {}],
    [
      { group: 'volley', member: 'tess', role: 'moderator' },
      { 'role/volley/tess': 'moderator' },
      { 'role/volley/tess': 'admin' },
    ],
    [{ notify: 'fil', is: 'mentions' }, { 'notify/fil': 'mentions' }, { 'notify/fil': 'none' }],
    [{ thread: 'fil', pinned: true }, { 'pinned/fil': true }, { 'left/fil': true }],
    [
      { setting: 'liste', is: 'group:volley' },
      { 'setting/liste': 'group:volley' },
      { 'setting/liste': 'me' },
    ],
    [{ capture: 'm2' }, { 'capture/m2': true }, { 'capture/m1': true }],
    [{ measure: 'affaire', is: 'Avertir' }, { 'measure/affaire': 'Avertir' }, { 'measure/affaire': 'Rien' }],
    [
      { edited: 'tous', says: ['bonjour'], lacks: ['tous'] },
      { 'text/tous': 'Bonjour !' },
      { 'text/tous': 'Bonjour à tous' },
    ],
    [{ seenBy: 'stranger', posts: [] }, { 'audience/tous': 'friends' }, {}],
  ])('%j', (one, right, wrong) => {
    expect(met(changed(right), one, { rest: 'kept' })).toEqual(
      'seenBy' in (one as object) ? [true, false] : [true, true],
    );
    expect(met(changed(wrong), one)).toEqual([false]);
    expect(met(changed({ ...right, 'setting/langue': 'br' }), one, { rest: 'kept' })).toEqual([true, false]);
    expect(met(changed({ ...right, 'like/photo': true }), one, { rest: 'kept' })[1]).toBe(
      !('seenBy' in (one as object)),
    );
  });

  test.each<[string, ReachedSocial['values'], object, boolean]>([
    ['a capture more', { 'capture/m1': true }, { report: 'm2', reason: 'Injure' }, true],
    ['who is reported, blocked', { 'person/rok': 'blocked' }, { report: 'm2', reason: 'Injure' }, true],
    ['who is reported, muted', { 'quiet/rok': true }, { report: 'vilain', reason: 'Injure' }, true],
    ['the account reported too', { 'report/rok': 'Menace' }, { report: 'nul', reason: 'Injure' }, true],
    ['who is reported, befriended', { 'person/rok': 'friend' }, { report: 'm2', reason: 'Injure' }, false],
    ['another blocked', { 'person/malo': 'blocked' }, { report: 'm2', reason: 'Injure' }, false],
    ['another message reported', { 'report/m1': 'Injure' }, { report: 'm2', reason: 'Injure' }, false],
    ['a draft for fewer', { 'audience/brouillon': 'friends' }, { post: 'brouillon', state: 'online' }, true],
    ['a draft for nobody', { 'audience/brouillon': 'me' }, { post: 'brouillon', state: 'online' }, false],
    ['another public', { 'audience/tous': 'friends' }, { post: 'brouillon', state: 'online' }, false],
    ['one capture too many', { 'capture/m1': true }, { capture: 'm2' }, false],
    ['untagged from it', { 'tag/photo': 'off' }, { report: 'photo', reason: 'Injure' }, true],
    ['untagged elsewhere', { 'tag/photo': 'off' }, { report: 'm2', reason: 'Injure' }, false],
  ])('the rest, with %s', (_, values, one, right) => {
    expect(met(changed(values), one, { rest: 'kept' })[1]).toBe(right);
  });

  test.each<[string, ReachedSocial['values'], boolean]>([
    ['blocked', { 'person/rok': 'blocked' }, true],
    ['muted', { 'quiet/rok': true }, true],
    ['and the discussion left', { 'left/prive': true }, true],
    ['and another left', { 'left/fil': true }, false],
    ['befriended', { 'person/rok': 'friend' }, false],
  ])('who may be kept away, %s', (_, values, right) => {
    const one = { capture: 'm2' };
    expect(met(changed(values), one, { rest: 'kept', but: ['rok'] })[1]).toBe(right);
    expect(met(changed(values), one, { rest: 'kept' })[1]).toBe(false);
  });

  test('several captures of whoever is reported', () => {
    const twice = [{ capture: 'm2' }, { report: 'nul', reason: 'Injure' }];
    expect(met(changed({ 'capture/m2': true, 'capture/m1': true }), ...twice, { rest: 'kept' })[2]).toBe(
      false,
    );
    const values = { 'capture/m2': true, 'report/nul': 'Injure' };
    expect(met(changed(values), { report: 'm2', reason: 'Injure' }, { rest: 'kept' })[1]).toBe(false);
    expect(met(changed(values), ...twice, { rest: 'kept' })).toEqual([true, true, true]);
  });

  test.each<[string, object, boolean]>([
    ['as asked', {}, true],
    ['without the mention', { text: 'À quelle heure, Inès ?' }, false],
    ['another way to ask', { text: 'C’est quand, @INÈS' }, true],
    ['in another discussion', { thread: 'prive' }, false],
    ['in private', { thread: null, to: ['ines'] }, false],
    ['as a forward', { of: 'm1' }, false],
  ])('a message %s', (_, change, right) => {
    const wanted = { sent: { thread: 'fil', says: ['heure|quand', '@inès'] } };
    expect(met(wrote(change), wanted, { rest: 'kept' })).toEqual([right, true]);
  });

  test('a message gone astray is not mended, a reply and a forward name what they are of', () => {
    const wanted = { sent: { thread: 'fil', reply: 'm1' } };
    expect(met(wrote({ reply: 'm1' }), wanted)).toEqual([true]);
    // « non » is not in Manon's name.
    const refusing = { sent: { thread: 'fil', says: ['oui'], lacks: ['non'] } };
    expect(met(wrote({ text: 'Oui, avec Manon.' }), refusing)).toEqual([true]);
    expect(met(wrote({ text: 'Oui… ou non ?' }), refusing)).toEqual([false]);
    expect(met(wrote({}), wanted)).toEqual([false]);
    expect(met(wrote({ reply: 'm1' }, { thread: 'prive' }), wanted, { rest: 'kept' })).toEqual([
      false,
      false,
    ]);
    const passed = { sent: { thread: 'prive', forward: 'm1' } };
    expect(met(wrote({ thread: 'prive', of: 'm1', text: '' }), passed)).toEqual([true]);
    expect(met(wrote({ thread: 'prive', of: 'm2', text: '' }), passed)).toEqual([false]);
    const secret = { sent: { to: ['ines', 'malo'] } };
    expect(met(wrote({ thread: null, to: ['malo', 'ines'] }), secret)).toEqual([true]);
    expect(met(wrote({ thread: null, to: ['malo'] }), secret)).toEqual([false]);
  });

  test('what is published, relayed or commented', () => {
    const post = { kind: 'post', thread: null, audience: 'friends', except: ['ines'], text: 'Fête samedi !' };
    const wanted = { published: { audience: 'friends', except: ['ines'], says: ['fête'] } };
    expect(met(wrote(post), wanted, { rest: 'kept' })).toEqual([true, true]);
    expect(met(wrote({ ...post, except: [] }), wanted)).toEqual([false]);
    expect(met(wrote(post, { ...post, audience: 'public' }), wanted, { rest: 'kept' })).toEqual([
      false,
      false,
    ]);
    const relay = { ...post, kind: 'relay', of: 'photo', text: '' };
    expect(met(wrote(relay), { relayed: 'photo' }, { commented: 'photo' })).toEqual([true, false]);
    const comment = { ...post, kind: 'comment', of: 'photo', text: 'Bravo' };
    expect(met(wrote(comment), { commented: 'photo', says: ['bravo'] }, { relayed: 'photo' })).toEqual([
      true,
      false,
    ]);
  });

  test('a solution is found for each, and nothing done is none', () => {
    const all = socialShape.expect.parse([
      { post: 'amis', audience: 'me', featured: true },
      { published: { audience: 'public', says: ['fête|goûter'] } },
      { relayed: 'photo' },
      { sent: { thread: 'fil', reply: 'm1', says: ['oui'] } },
      { seenBy: 'stranger', posts: [], by: [{ setting: 'ferme', is: true }] },
      { rest: 'kept' },
    ]);
    const solved = socialNetwork.solve(NET, all);
    expect(reachedSocial.safeParse(solved).success).toBe(true);
    expect(socialNetwork.verdicts(NET, all, solved).map(({ right }) => right)).toEqual(all.map(() => true));
    expect(socialNetwork.verdicts(NET, all, socialNetwork.initial(NET)).map(({ right }) => right)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('what a page may report', () => {
  test.each<[string, ReachedSocial['values']]>([
    ['a key of nothing', { 'audience/rien': 'me' }],
    ['a post of another', { 'audience/photo': 'me' }],
    ['an audience of a group that is not joined', { 'audience/tous': 'group:rien' }],
    ['a role in a group that another runs', { 'role/danse/ines': 'member' }],
    ['a comment hidden below a post of another', { 'comment/nul': 'hidden' }],
    ['a friendship that no one asked for', { 'person/tess': 'friend' }],
    ['a reason that is not proposed', { 'report/nul': 'Parce que' }],
    ['a number out of bounds', { 'setting/neuf': 99 }],
  ])('%s is refused whole', (_, values) => {
    expect(met(changed(values), { rest: 'kept' }, { post: 'tous', audience: 'public' })).toEqual([
      false,
      false,
    ]);
  });

  test('nor anything too big or of another shape', () => {
    const fits = (value: unknown) => reachedSocial.safeParse(value).success;
    expect(fits(START)).toBe(true);
    expect(fits({ ...START, more: 1 })).toBe(false);
    expect(fits(changed({ 'text/tous': 'a'.repeat(1001) }))).toBe(false);
    expect(fits(changed(Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`k${n}`, true]))))).toBe(
      false,
    );
    expect(fits({ values: {}, written: Array(17).fill(MESSAGE) })).toBe(false);
  });
});

test.each<[string, object, unknown[], string]>([
  [
    'two things of one name',
    { groups: [{ id: 'malo', name: 'x', roles: {} }] },
    [],
    '« malo » est déjà le nom',
  ],
  [
    'an author who is nobody',
    { posts: [{ id: 'p', by: 'zoe', text: 'x' }] },
    [],
    'aucune personne ne s’appelle « zoe »',
  ],
  [
    'a picture that no words tell',
    { posts: [{ id: 'p', by: 'awa', text: 'x', scene: 'dog' }] },
    [],
    'décris l’image',
  ],
  [
    'a setting that cannot be so',
    { settings: [{ title: 'x', items: [{ kind: 'slider', id: 's', label: 'x', value: 9 }] }] },
    [],
    '« s » ne peut pas valoir « 9 »',
  ],
  ['a page of nothing', { open: 'group:rien' }, [], 'rien ne s’appelle « rien »'],
  [
    'an expectation out of reach',
    {},
    [{ post: 'photo', audience: 'me' }],
    '« audience/photo » ne peut pas être changé',
  ],
  [
    'a reason that is not there',
    {},
    [{ report: 'nul', reason: 'Autre' }],
    '« report/nul » ne peut pas devenir',
  ],
  ['a message to no one', {}, [{ sent: {} }], 'un seul des deux'],
])('told to the author: %s', (_, change, expected, fault) => {
  const { faults } = made({ ...AUTHORED, ...change }, expected);
  expect(faults.map((one) => one.replaceAll("'", '’')).join('\n')).toContain(fault);
});

test('a sound network has no fault', () => {
  expect(made(AUTHORED).faults).toEqual([]);
});
