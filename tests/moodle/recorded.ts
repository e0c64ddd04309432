import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What a real Moodle 4.5 said on 22 November 2026, read from `tests/fixtures/moodle/replay`. The people are fictitious. */

const FOLDER = path.resolve(import.meta.dirname, '../fixtures/moodle/replay');
const ORIGIN = 'http://127.0.0.1:8080';
export const CLIENT_ID = 'sCfFEopl8iDiP8P';

const headers = z.record(z.string(), z.string());
const exchange = z.object({
  request: z.object({ method: z.string(), url: z.string(), headers, body: z.unknown().optional() }),
  response: z.object({
    status: z.number().nullish(),
    statusText: z.string().nullish(),
    headers: headers.default({}),
    body: z.unknown().optional(),
    rawText: z.string().optional(),
  }),
});
export type Exchange = z.output<typeof exchange>;

const score = exchange.extend({
  name: z.string(),
  gradeInDatabaseAfter: z
    .object({
      userid: z.number(),
      raw: z.number().nullable(),
      final: z.number().nullable(),
      feedback: z.string().nullable(),
      overridden: z.number(),
      timemodified: z.number().nullable(),
    })
    .optional(),
});
export type RecordedScore = z.output<typeof score>;

const message = z.object({
  initiation: z.record(z.string(), z.string()),
  payload: z.record(z.string(), z.unknown()),
});
export type Message = z.output<typeof message>;

const MESSAGES = [
  'deepLinkingFirst',
  'deepLinking',
  'deepLinkingAdmin',
  'teacher',
  'admin',
  'pupil',
  'pupilWithoutIdnumber',
  'pupilPrivacyOff',
  'pupilWindow',
  'pupilMobile',
  'review',
] as const;
export type MessageName = (typeof MESSAGES)[number];

/** The messages, with Moodle's address replaced by `origin` and the tool's by `launchUrl`. */
export function recordedMessages(origin: string, launchUrl: string): Record<MessageName, Message> {
  const text = read('messages.json')
    .replaceAll(ORIGIN, origin)
    .replaceAll(/http:\/\/127\.0\.0\.1:9000\/(launch|deeplink)[^"\\]*/g, launchUrl);
  return z.record(z.enum(MESSAGES), message).parse(JSON.parse(text));
}

export function recordedScores(origin: string): RecordedScore[] {
  return z.array(score).parse(JSON.parse(read('scores.json').replaceAll(ORIGIN, origin)));
}

export function recordedRefusals(origin: string): RecordedScore[] {
  return z.array(score).parse(JSON.parse(read('score-refusals.json').replaceAll(ORIGIN, origin)));
}

export function recordedSuccession(origin: string): Exchange[] {
  return z.array(exchange).parse(JSON.parse(read('quick-succession.json').replaceAll(ORIGIN, origin)));
}

export function recordedLockedGrade(origin: string): Exchange {
  return exchange.parse(JSON.parse(read('locked-grade.json').replaceAll(ORIGIN, origin)));
}

/** Exchanges by name, in the order in which they took place. */
export function recordedExchanges(
  file: 'line-items.json' | 'memberships.json',
  origin: string,
): Map<string, Exchange> {
  const all = z.record(z.string(), exchange).parse(JSON.parse(read(file).replaceAll(ORIGIN, origin)));
  return new Map(Object.entries(all));
}

const tokenExchange = z.object({
  request: z.object({
    headers,
    form: z.record(z.string(), z.string()).nullish(),
    clientAssertion: z
      .object({ header: z.record(z.string(), z.unknown()), payload: z.record(z.string(), z.unknown()) })
      .optional(),
  }),
  response: z.object({
    status: z.number(),
    headers,
    body: z.unknown().optional(),
    raw: z.string().optional(),
  }),
});

export function recordedTokens(): Record<string, z.output<typeof tokenExchange>> {
  return z.record(z.string(), tokenExchange).parse(JSON.parse(read('token.json')));
}

export function recordedAuthenticationErrors() {
  const answer = z.object({
    statuses: z.array(z.number()),
    postedToTool: z.union([z.null(), z.literal('id_token'), z.record(z.string(), z.string())]),
  });
  return z.record(z.string(), answer).parse(JSON.parse(read('authentication-errors.json')));
}

function read(name: string): string {
  return readFileSync(path.join(FOLDER, name), 'utf8');
}
