/**
 * How a remote meeting stands. The page runs this very file, its types taken away (`src/web/practical-parts.ts`), after
 * `lock.ts`; written for Safari 15.
 */
import { lockOf } from './lock.ts';

export type MeetingValue = boolean | string;
export type MeetingValues = Readonly<Record<string, MeetingValue>>;

/** What was changed, by slot; the code that was typed; what was written in the chat, oldest first. */
export interface MeetingState {
  readonly values: MeetingValues;
  readonly code: string;
  readonly messages: readonly { readonly to: string; readonly text: string }[];
}

export const TOOLS = ['hand', 'react', 'chat', 'people', 'share', 'quality', 'record'] as const;
export const REACTIONS = ['clap', 'like', 'heart', 'laugh'] as const;
export const EVERYONE = 'all';
export const SCREEN = 'screen';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A meeting as the page gets it. */
export interface MeetingConfig {
  readonly me: string;
  /** Whether I have a host's rights. */
  readonly host: boolean;
  readonly place: 'door' | 'lobby' | 'meeting';
  readonly tools: readonly (typeof TOOLS)[number][];
  /** Whether the device keeps the meeting from the microphone and the camera until it is told otherwise. */
  readonly blocked: boolean;
  /** The first is mine; `lock`: the print of its code. */
  readonly rooms: readonly { readonly id: string; readonly title: string; readonly lock: number }[];
  /** `hears`: how well it takes a voice, out of 100. */
  readonly microphones: readonly (Named & { readonly hears: number })[];
  readonly cameras: readonly (Named & { readonly shows: 'me' | 'dark' | 'ceiling' })[];
  /** `into`: the microphones that take its sound. */
  readonly speakers: readonly (Named & { readonly plays: boolean; readonly into: readonly string[] })[];
  /** What is seen behind me. */
  readonly behind: readonly string[];
  readonly people: readonly (Named & {
    readonly host: boolean;
    readonly waiting: boolean;
    readonly mic: boolean;
    readonly camera: boolean;
    readonly hand: boolean;
    /** What is heard of them that nobody wants. */
    readonly noise: string;
    readonly speaks: string;
    /** Whether they agree to be recorded. */
    readonly agrees: boolean;
  })[];
  readonly chat: readonly { readonly from: string; readonly text: string; readonly mine: boolean }[];
  readonly windows: readonly (Named & {
    readonly kind: 'window' | 'tab';
    readonly text: string;
    readonly sound: boolean;
  })[];
  /** What pops up on the whole screen as long as notifications are not silenced. */
  readonly notice: string;
  /** `up`: Mbit/s that can be sent; `latency`: ms; `loss`: % of packets. */
  readonly links: readonly (Named & {
    readonly note: string;
    readonly up: number;
    readonly latency: number;
    readonly loss: number;
  })[];
  /** What is being sent beside the call, Mbit/s. */
  readonly sends: readonly (Named & { readonly rate: number })[];
  /** How it stands at first, where that differs from the usual. */
  readonly start: MeetingValues;
}

/** One thing that can be changed: what it is at first, and what it may become. */
export interface Slot {
  readonly first: MeetingValue;
  /** Null: any short text. */
  readonly options: readonly MeetingValue[] | null;
}

const SWITCH = [false, true];
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

/** Everything that can be changed in a meeting, by its slot. */
export function slotsOf(config: MeetingConfig): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  const add = (id: string, first: MeetingValue | undefined, options: readonly MeetingValue[] | null) => {
    const given = config.start[id];
    slots.set(id, { first: given ?? first ?? '', options });
  };
  const rooms = idsOf(config.rooms);
  add('place', config.place, [
    ...(config.place === 'door' ? ['door'] : []),
    ...(config.place === 'meeting' ? [] : ['lobby']),
    'meeting',
    'left',
  ]);
  add('room', config.place === 'door' ? '' : rooms[0], config.place === 'door' ? ['', ...rooms] : rooms);
  add('name', config.me, null);
  for (const one of ['mic', 'camera', 'sound']) add(one, true, SWITCH);
  for (const one of ['subtitles', 'quiet']) add(one, false, SWITCH);
  if (config.blocked) add('allowed', false, SWITCH);
  add('microphone', config.microphones[0]?.id, idsOf(config.microphones));
  add('webcam', config.cameras[0]?.id, idsOf(config.cameras));
  add('speaker', config.speakers[0]?.id, idsOf(config.speakers));
  add('background', 'none', ['none', 'blur', 'image']);
  add('definition', 'high', ['high', 'low']);
  const has = (tool: (typeof TOOLS)[number]) => config.tools.includes(tool);
  if (has('hand')) add('hand', false, SWITCH);
  if (has('react')) add('reaction', '', ['', ...REACTIONS]);
  if (has('share')) {
    add('share', '', ['', SCREEN, ...idsOf(config.windows)]);
    add('share-sound', false, SWITCH);
  }
  if (has('record') && config.host) {
    add('asked', false, SWITCH);
    add('recording', false, SWITCH);
  }
  if (config.links.length > 0) add('link', config.links[0]?.id, idsOf(config.links));
  for (const { id } of config.sends) add(`pause/${id}`, false, SWITCH);
  if (config.host)
    for (const one of config.people) {
      if (one.waiting) add(`person/${one.id}`, 'waiting', ['waiting', 'in', 'out']);
      // Nobody opens somebody else's microphone.
      if (one.mic) add(`muted/${one.id}`, false, SWITCH);
      add(`cohost/${one.id}`, false, SWITCH);
    }
  return slots;
}

/** What everything is set to. */
export function standing(
  config: MeetingConfig,
  values: MeetingValues,
): Readonly<Record<string, MeetingValue>> {
  const now: Record<string, MeetingValue> = {};
  slotsOf(config).forEach(({ first }, id) => {
    now[id] = values[id] ?? first;
  });
  return now;
}

const MOST_NAME = 40;

/** Whether a slot may be set to this. */
export function fitsSlot(slot: Slot, value: MeetingValue): boolean {
  if (slot.options) return slot.options.includes(value);
  return typeof value === 'string' && value.length <= MOST_NAME;
}

/** The values once something is changed: what is as at first is left out. */
export function withValues(
  config: MeetingConfig,
  values: MeetingValues,
  changed: MeetingValues,
): MeetingValues {
  const next: Record<string, MeetingValue> = {};
  slotsOf(config).forEach(({ first }, id) => {
    const value = changed[id] ?? values[id] ?? first;
    if (value !== first) next[id] = value;
  });
  return next;
}

/** A code is what it is, however its figures are grouped. */
export function roomOf(config: MeetingConfig, code: string): string | null {
  const lock = lockOf(plainCode(code));
  return config.rooms.find((room) => room.lock === lock)?.id ?? null;
}

export function plainCode(code: string): string {
  return code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Mbit/s: a voice, a picture by its definition, a shared window. */
const VOICE = 0.1;
const PICTURE = { high: 2.4, low: 0.7 };
const SHARED = 1;
/** What a line that is too full adds to the delay, ms. */
const QUEUE = 380;
export const MOST_LOSS = 2;
export const MOST_LATENCY = 150;

/** What a call is worth: what it measures, and what the others suffer from. */
export interface Health {
  readonly call: number;
  readonly load: number;
  readonly up: number;
  readonly latency: number;
  readonly loss: number;
  readonly echo: boolean;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Null when the meeting has no network to speak of. */
export function healthOf(config: MeetingConfig, values: MeetingValues): Health | null {
  const now = standing(config, values);
  const link = config.links.find(({ id }) => id === now.link);
  if (!link) return null;
  const sends = config.sends.filter(({ id }) => !now[`pause/${id}`]);
  const call =
    (now.mic ? VOICE : 0) +
    (now.camera ? PICTURE[now.definition === 'low' ? 'low' : 'high'] : 0) +
    (now.share ? SHARED : 0);
  const load = call + sends.reduce((sum, { rate }) => sum + rate, 0);
  const over = Math.max(0, load - link.up);
  return {
    call: tenth(call),
    load: tenth(load),
    up: link.up,
    latency: link.latency + (over > 0 ? QUEUE : 0),
    loss: Math.min(60, link.loss + (over > 0 ? Math.round((over / load) * 60) + 3 : 0)),
    echo: hasEcho(config, now),
  };
}

function hasEcho(config: MeetingConfig, now: Readonly<Record<string, MeetingValue>>): boolean {
  const speaker = config.speakers.find(({ id }) => id === now.speaker);
  return now.mic === true && now.sound === true && (speaker?.into ?? []).includes(String(now.microphone));
}

export function isGood({ latency, loss, echo }: Health): boolean {
  return latency <= MOST_LATENCY && loss <= MOST_LOSS && !echo;
}

/** The text that tells a slot's value, under `practical.video-meeting.is.`, and the name that it holds. */
export function wordsOf(
  config: MeetingConfig,
  slot: string,
  value: MeetingValue,
): { readonly key: string; readonly name: string } {
  const [kind = '', id = ''] = slot.split('/');
  const lists: Readonly<Record<string, readonly Named[]>> = {
    microphone: config.microphones,
    webcam: config.cameras,
    speaker: config.speakers,
    link: config.links,
    pause: config.sends,
    person: config.people,
    muted: config.people,
    cohost: config.people,
    share: config.windows,
    room: config.rooms.map((room) => ({ id: room.id, name: room.title })),
  };
  const nameIn = (one: string) => (lists[kind] ?? []).find((each) => each.id === one)?.name ?? one;
  if (typeof value === 'boolean') return { key: `${kind}.${value ? 'on' : 'off'}`, name: nameIn(id) };
  if (kind === 'person') return { key: `person.${value}`, name: nameIn(id) };
  if (kind === 'name') return { key: value.trim() === '' ? 'name.none' : 'name.one', name: value };
  if (kind === 'share' && value === SCREEN) return { key: 'share.screen', name: '' };
  if (lists[kind]) return { key: value === '' ? `${kind}.none` : `${kind}.one`, name: nameIn(value) };
  return { key: `${kind}.${value === '' ? 'none' : value}`, name: '' };
}
