import { z } from 'zod';
import { frenchSpacing } from '../french.ts';
import type { Prepare } from './component.ts';
import { lockOf } from './lock.ts';
import {
  EVERYONE,
  fitsSlot,
  type MeetingConfig,
  plainCode,
  roomOf,
  SCREEN,
  slotsOf,
  TOOLS,
} from './meeting-rules.ts';

/** What an author writes of a remote meeting: its devices, people, windows and network; and what must become of it. */

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules, chiffres et tirets seulement')
  .refine((name) => name !== EVERYONE && name !== SCREEN, '« all » et « screen » sont déjà pris');
const short = z.string().trim().min(1).max(80);
const words = z.string().trim().max(300);
const code = z
  .string()
  .max(40)
  .refine((given) => plainCode(given).length >= 4, 'un code d’au moins quatre lettres ou chiffres');
const value = z.union([z.boolean(), z.string().max(60)]);
/** A slot: `mic`, or `muted/awa`. */
const slot = z
  .string()
  .max(80)
  .regex(/^[a-z-]+(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, 'un nom comme mic, ou muted/awa');

const config = z.strictObject({
  /** The name shown at first. */
  me: z.string().trim().max(40),
  host: z.boolean().default(false),
  place: z.enum(['door', 'lobby', 'meeting']).default('meeting'),
  tools: z.array(z.enum(TOOLS)).default(['hand', 'chat', 'people']),
  blocked: z.boolean().default(false),
  rooms: z
    .array(z.strictObject({ id, title: short, code: code.optional() }))
    .min(1)
    .max(4),
  microphones: z
    .array(z.strictObject({ id, name: short, hears: z.number().min(0).max(100).default(80) }))
    .min(1)
    .max(5)
    .default([{ id: 'micro', name: 'Micro intégré', hears: 80 }]),
  cameras: z
    .array(z.strictObject({ id, name: short, shows: z.enum(['me', 'dark', 'ceiling']).default('me') }))
    .min(1)
    .max(5)
    .default([{ id: 'camera', name: 'Caméra intégrée', shows: 'me' }]),
  speakers: z
    .array(
      z.strictObject({
        id,
        name: short,
        plays: z.boolean().default(true),
        into: z.array(id).max(5).default([]),
      }),
    )
    .min(1)
    .max(5)
    .default([{ id: 'son', name: 'Haut-parleur intégré', plays: true, into: [] }]),
  behind: z.array(short).max(6).default([]),
  people: z
    .array(
      z.strictObject({
        id,
        name: short,
        host: z.boolean().default(false),
        waiting: z.boolean().default(false),
        mic: z.boolean().default(false),
        camera: z.boolean().default(true),
        hand: z.boolean().default(false),
        noise: words.default(''),
        speaks: words.default(''),
        agrees: z.boolean().default(true),
      }),
    )
    .max(8)
    .default([]),
  chat: z
    .array(z.strictObject({ from: id, text: words.min(1), mine: z.boolean().default(false) }))
    .max(12)
    .default([]),
  windows: z
    .array(
      z.strictObject({
        id,
        name: short,
        kind: z.enum(['window', 'tab']).default('window'),
        text: words.default(''),
        sound: z.boolean().default(false),
      }),
    )
    .max(10)
    .default([]),
  notice: words.default(''),
  links: z
    .array(
      z.strictObject({
        id,
        name: short,
        note: words.default(''),
        up: z.number().min(0.1).max(1000),
        latency: z.int().min(1).max(2000).default(30),
        loss: z.number().min(0).max(60).default(0),
      }),
    )
    .max(5)
    .default([]),
  sends: z
    .array(z.strictObject({ id, name: short, rate: z.number().min(0.1).max(1000) }))
    .max(6)
    .default([]),
  /** How it stands at first, where that differs from the usual. */
  start: z.record(slot, value).default({}),
});

const expectation = z.union(
  [
    z.strictObject({ setting: slot, is: value }),
    z.strictObject({ setting: slot, oneOf: z.array(value).min(2) }),
    z.strictObject({ code }),
    z.strictObject({ named: z.array(short.max(40)).min(1).max(8) }),
    z.strictObject({ sent: z.union([id, z.literal(EVERYONE)]), says: z.array(short).min(1).max(8) }),
    z.strictObject({ call: z.literal('good') }),
    z.strictObject({ changes: z.coerce.number().int().min(1).max(20) }),
    z.strictObject({ rest: z.literal('kept') }),
  ],
  'une attente est « setting » avec « is » ou « oneOf », « code », « named », « sent » avec « says », « call: good », « changes » ou « rest: kept »',
);

export const meetingShape = { config, expect: z.array(expectation).min(1).max(20) };

export type MeetingExpectation = z.infer<typeof expectation>;

/** The meeting as the page gets it, codes as prints; what does not exist or cannot be is reported. */
export const prepareMeeting: Prepare<z.infer<typeof config>, MeetingExpectation, MeetingConfig> = (
  authored,
  expected,
  { fault },
) => {
  const under = (...path: PropertyKey[]) => ['practical', ...path];
  const lists = [
    'rooms',
    'microphones',
    'cameras',
    'speakers',
    'people',
    'windows',
    'links',
    'sends',
  ] as const;
  for (const list of lists) {
    const ids = authored[list].map((one) => one.id);
    if (new Set(ids).size < ids.length) fault('deux choses du même nom.', under(list));
  }
  const people = new Set(authored.people.map((one) => one.id));
  authored.chat.forEach(({ from }, rank) => {
    if (!people.has(from)) fault(`aucune personne ne s'appelle « ${from} ».`, under('chat', rank, 'from'));
  });
  const microphones = new Set(authored.microphones.map((one) => one.id));
  authored.speakers.forEach(({ into }, rank) => {
    for (const one of into)
      if (!microphones.has(one))
        fault(`aucun micro ne s'appelle « ${one} ».`, under('speakers', rank, 'into'));
  });
  authored.rooms.forEach((room, rank) => {
    if (authored.place === 'door' && room.code === undefined)
      fault('sans code, on ne peut pas y entrer.', under('rooms', rank));
  });
  if (authored.tools.includes('quality') && authored.links.length === 0)
    fault('la qualité se mesure sur « links ».', under('links'));
  const french = frenchSpacing;
  const made: MeetingConfig = {
    ...authored,
    rooms: authored.rooms.map((room) => ({
      id: room.id,
      title: french(room.title),
      lock: lockOf(plainCode(room.code ?? '')),
    })),
    people: authored.people.map((one) => ({ ...one, noise: french(one.noise), speaks: french(one.speaks) })),
    chat: authored.chat.map((one) => ({ ...one, text: french(one.text) })),
    windows: authored.windows.map((one) => ({ ...one, name: french(one.name), text: french(one.text) })),
    links: authored.links.map((one) => ({ ...one, name: french(one.name), note: french(one.note) })),
    sends: authored.sends.map((one) => ({ ...one, name: french(one.name) })),
    notice: french(authored.notice),
  };
  const slots = slotsOf(made);
  const check = (name: string, given: boolean | string, at: readonly PropertyKey[]) => {
    const found = slots.get(name);
    if (!found) fault(`« ${name} » ne peut pas être changé ici.`, at);
    else if (!fitsSlot(found, given)) fault(`« ${name} » ne peut pas être « ${String(given)} ».`, at);
  };
  for (const [name, given] of Object.entries(authored.start)) check(name, given, under('start', name));
  expected.forEach((one, rank) => {
    const at = ['expect', rank];
    if ('setting' in one) for (const each of 'is' in one ? [one.is] : one.oneOf) check(one.setting, each, at);
    if ('code' in one && (authored.place !== 'door' || roomOf(made, one.code) !== made.rooms[0]?.id))
      fault('ce code n’est pas celui de la première réunion, ou l’on n’entre pas par un code.', at);
    if ('sent' in one) {
      if (!authored.tools.includes('chat')) fault('il n’y a pas de discussion ici.', at);
      if (one.sent !== EVERYONE && !people.has(one.sent))
        fault(`aucune personne ne s'appelle « ${one.sent} ».`, at);
    }
    if ('call' in one && authored.links.length === 0) fault('la qualité se mesure sur « links ».', at);
  });
  return made;
};
