import { describe, expect, test } from 'vitest';
import {
  type ReachedMeeting,
  reachedMeeting,
  videoMeeting,
} from '../../src/engine/practicals/video-meeting.ts';
import { translator } from '../../src/i18n/translate.ts';
import {
  healthOf,
  isGood,
  type MeetingConfig,
  type MeetingValues,
  roomOf,
  slotsOf,
  wordsOf,
} from '../../src/referential/practicals/meeting-rules.ts';
import { meetingShape, prepareMeeting } from '../../src/referential/practicals/video-meeting.ts';
import { meetingWords } from '../../src/runs/present-meeting.ts';

const AUTHORED = {
  me: 'Tablette du salon',
  place: 'door',
  host: true,
  blocked: true,
  tools: ['hand', 'react', 'chat', 'people', 'share', 'quality', 'record'],
  rooms: [
    { id: 'club', title: 'Club', code: '482-731' },
    { id: 'vieux', title: 'Mardi', code: '482-713' },
  ],
  microphones: [
    { id: 'casque', name: 'Casque', hears: 0 },
    { id: 'interne', name: 'Intégré' },
  ],
  speakers: [
    { id: 'enceinte', name: 'Enceinte', into: ['interne'] },
    { id: 'oreillettes', name: 'Oreillettes' },
  ],
  people: [
    { id: 'nadia', name: 'Nadia', mic: true },
    { id: 'tess', name: 'Tess', waiting: true },
  ],
  windows: [{ id: 'diapo', name: 'Volcans' }],
  links: [
    { id: 'wifi', name: 'Wi-Fi', up: 6, latency: 24 },
    { id: 'faible', name: 'Wi-Fi du grenier', up: 6, latency: 190, loss: 11 },
  ],
  sends: [{ id: 'photos', name: 'Photos', rate: 5.6 }],
};

function prepare(authored: object, expected: readonly object[] = []) {
  const faults: string[] = [];
  const config = prepareMeeting(
    meetingShape.config.parse(authored),
    expected.length > 0 ? meetingShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}
const { config, faults } = prepare(AUTHORED);
const INSIDE = { place: 'meeting', room: 'club' };

function state(values: MeetingValues, more: Partial<ReachedMeeting> = {}): ReachedMeeting {
  return { values: { ...INSIDE, ...values }, code: '482731', messages: [], ...more };
}
function right(expected: readonly object[], reached: ReachedMeeting, on: MeetingConfig = config): boolean[] {
  return videoMeeting.verdicts(on, meetingShape.expect.parse(expected), reached).map((one) => one.right);
}

test('a sound meeting has no fault, and its page holds no code', () => {
  expect(faults).toEqual([]);
  expect(JSON.stringify(config)).not.toMatch(/482-?7/);
  expect(roomOf(config, ' 482 731 ')).toBe('club');
  expect(roomOf(config, '482713')).toBe('vieux');
  expect(roomOf(config, '482731x')).toBeNull();
});

test('what an author gets wrong is told', () => {
  const told = (authored: object, expected: readonly object[] = []) =>
    prepare({ ...AUTHORED, ...authored }, expected).faults;
  expect(told({ chat: [{ from: 'malo', text: 'Oui' }] })).toEqual(["aucune personne ne s'appelle « malo »."]);
  expect(told({ rooms: [{ id: 'club', title: 'Club' }] })).toEqual(['sans code, on ne peut pas y entrer.']);
  expect(told({ people: [AUTHORED.people[0], AUTHORED.people[0]] })).toEqual(['deux choses du même nom.']);
  expect(told({ start: { micro: true } })).toEqual(['« micro » ne peut pas être changé ici.']);
  expect(told({}, [{ setting: 'share', is: 'banque' }])).toEqual(['« share » ne peut pas être « banque ».']);
  expect(told({}, [{ code: '482-713' }])).toHaveLength(1);
  expect(told({ links: [] }, [{ call: 'good' }])).toHaveLength(2);
  expect(told({}, [{ sent: 'malo', says: ['oui'] }])).toEqual(["aucune personne ne s'appelle « malo »."]);
});

describe('what a page reports', () => {
  const expected = [{ setting: 'place', is: 'meeting' }];
  test.each([
    ['a room without its code', state({}, { code: '000000' })],
    ['a room by the code of another', state({ room: 'vieux' })],
    ['inside without a room', { ...state({}), values: { place: 'meeting' } }],
    ['a value that is none', state({ background: 'mur' })],
    ['a slot that is none', state({ ailleurs: true })],
    ['a microphone that nobody can open', state({ 'muted/tess': true })],
    ['a message to nobody', state({}, { messages: [{ to: 'malo', text: 'Oui' }] })],
    ['a name too long', state({ name: 'x'.repeat(41) })],
  ])('%s meets nothing', (_, reached) => {
    expect(right(expected, reached)).toEqual([false]);
  });
  test('a sound state is met, a malformed one refused', () => {
    expect(right(expected, state({}))).toEqual([true]);
    expect(reachedMeeting.safeParse({ values: {}, code: '' }).success).toBe(false);
    const many = Array.from({ length: 13 }, () => ({ to: 'all', text: 'a' }));
    expect(reachedMeeting.safeParse(state({}, { messages: many })).success).toBe(false);
    const values = Object.fromEntries(Array.from({ length: 81 }, (_, rank) => [`x${rank}`, true]));
    expect(reachedMeeting.safeParse({ values, code: '', messages: [] }).success).toBe(false);
  });
});

describe('what is expected', () => {
  test('the code of the meeting, and a name as it is asked', () => {
    const expected = [{ code: '482-731' }, { named: ['Yanis B'] }];
    expect(right(expected, state({ name: ' yanis  b. ' }))).toEqual([true, true]);
    expect(right(expected, state({ name: 'Yanis Belle' }))).toEqual([true, false]);
    expect(right([{ named: ['Élise Ô'] }], state({ name: 'elise o.' }))).toEqual([true]);
    expect(right([{ named: ['Élise Ô'] }], state({ name: 'Elsie O' }))).toEqual([false]);
    expect(right(expected, state({ room: 'vieux', name: 'Yanis B' }, { code: '482-713' }))).toEqual([
      false,
      true,
    ]);
  });
  test('the sound is not the microphone, and leaving is no answer', () => {
    const expected = [{ setting: 'mic', is: false }, { setting: 'place', is: 'meeting' }, { rest: 'kept' }];
    expect(right(expected, state({ mic: false }))).toEqual([true, true, true]);
    expect(right(expected, state({ sound: false }))).toEqual([false, true, false]);
    expect(right(expected, state({ mic: false, place: 'left' }))).toEqual([true, false, true]);
    // What disturbs nobody is free.
    expect(right(expected, state({ mic: false, subtitles: true, quiet: true, reaction: 'clap' }))).toEqual([
      true,
      true,
      true,
    ]);
  });
  test('a message to one alone is told to nobody else', () => {
    const expected = [{ sent: 'nadia', says: ['compte rendu|compte-rendu'] }];
    const to = (...names: string[]) =>
      right(
        expected,
        state({}, { messages: names.map((name) => ({ to: name, text: 'Je ferai un Compte-rendu.' })) }),
      );
    expect(to('nadia')).toEqual([true]);
    expect(to('all')).toEqual([false]);
    expect(to('nadia', 'all')).toEqual([false]);
    expect(to()).toEqual([false]);
  });
  test('the key is met by its own solution', () => {
    const expected = meetingShape.expect.parse([
      { code: '482-731' },
      { named: ['Yanis B'] },
      { setting: 'place', is: 'meeting' },
      { setting: 'person/tess', oneOf: ['in', 'out'] },
      { setting: 'share', is: 'screen' },
      { sent: 'all', says: ['bonjour'] },
      { rest: 'kept' },
    ]);
    const solved = videoMeeting.solve(config, expected);
    expect(videoMeeting.verdicts(config, expected, solved).every((one) => one.right)).toBe(true);
    expect(
      videoMeeting.verdicts(config, expected, videoMeeting.initial(config)).every((one) => one.right),
    ).toBe(false);
  });
});

describe('a call', () => {
  const good = (values: MeetingValues) => {
    const health = healthOf(config, values);
    return health !== null && isGood(health);
  };
  test('is spoilt by what is sent beside it, and mended when that is paused', () => {
    expect(healthOf(config, {})).toMatchObject({ load: 8.1, up: 6, latency: 404, echo: false });
    expect(good({})).toBe(false);
    expect(good({ definition: 'low' })).toBe(false);
    expect(good({ 'pause/photos': true })).toBe(true);
    expect(good({ 'pause/photos': true, link: 'faible' })).toBe(false);
  });
  test('echoes when an open microphone takes the loudspeaker', () => {
    const calm = { 'pause/photos': true, microphone: 'interne' };
    expect(good(calm)).toBe(false);
    expect(good({ ...calm, speaker: 'oreillettes' })).toBe(true);
    expect(good({ ...calm, mic: false })).toBe(true);
  });
  test('is mended in few changes, by whatever serves', () => {
    const expected = [{ call: 'good' }, { changes: 1 }, { rest: 'kept' }];
    expect(right(expected, state({ 'pause/photos': true }))).toEqual([true, true, true]);
    expect(right(expected, state({ 'pause/photos': true, definition: 'low' }))).toEqual([true, false, true]);
    expect(right(expected, state({ 'pause/photos': true, camera: false }))).toEqual([true, false, false]);
    const twice = prepare({ ...AUTHORED, start: { microphone: 'interne' } }).config;
    const both = meetingShape.expect.parse([
      { code: '482-731' },
      { setting: 'place', is: 'meeting' },
      { call: 'good' },
      { changes: 2 },
    ]);
    const solved = videoMeeting.solve(twice, both);
    expect(videoMeeting.verdicts(twice, both, solved).map((one) => one.right)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

test.each(['fr', 'en'] as const)('every value of every setting has words in %s', (locale) => {
  const t = translator(locale);
  for (const [slot, { first, options }] of slotsOf(config))
    for (const value of [first, ...(options ?? ['', 'Yanis'])]) {
      const { key, name } = wordsOf(config, slot, value);
      expect(t(`practical.video-meeting.is.${key}`, { name })).not.toBe('');
    }
  const expected = meetingShape.expect.parse([
    { code: '482-731' },
    { named: ['Yanis B'] },
    { setting: 'mic', is: false },
    { setting: 'person/tess', oneOf: ['in', 'out'] },
    { sent: 'nadia', says: ['oui|si'] },
    { call: 'good' },
    { changes: 2 },
    { rest: 'kept' },
  ]);
  const reached = state(
    { sound: false, microphone: 'interne', link: 'faible' },
    { messages: [{ to: 'all', text: 'Non' }] },
  );
  videoMeeting.verdicts(config, expected, reached).forEach(({ found }, rank) => {
    const one = expected[rank];
    if (!one) throw new Error('no expectation');
    const words = meetingWords(t, config, one);
    expect(words.expected).not.toMatch(/[{}]/);
    expect(t(`run.practical.${words.found}.none`)).not.toBe('');
    expect(t(`run.practical.${words.found}.found`, { list: words.list(t, found) })).not.toMatch(/[{}=]/);
  });
});
