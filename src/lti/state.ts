import { hash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { readSignedValue, signValue } from './secrets.ts';

/** What a login hands to its launch: signed by us, kept nowhere. */
export interface LoginState {
  readonly platformId: string;
  readonly target: string;
  readonly nonce: string;
  readonly expiresAt: Date;
  /** The SHA-256 of the secret that this browser alone holds. */
  readonly browser: string;
  /** The frame that keeps the secret when cookies are lost (LTI Client Side postMessages), or null. */
  readonly storageTarget: string | null;
}

const LIFE_MS = 10 * 60_000;

const schema = z.object({
  p: z.string(),
  t: z.string(),
  n: z.string(),
  e: z.number(),
  b: z.string(),
  s: z.string().nullable(),
});

/**
 * A state for one login, good for 10 minutes.
 * @returns also the nonce, and the secret to leave with the browser.
 */
export function issueState(
  config: Config,
  login: { platformId: string; target: string; storageTarget: string | null },
  now: Date,
): { state: string; nonce: string; secret: string } {
  const chance = randomBytes(48);
  const nonce = chance.toString('base64url', 0, 24);
  const secret = chance.toString('base64url', 24);
  const state = signValue(config, 'login-state', {
    p: login.platformId,
    t: login.target,
    n: nonce,
    e: now.getTime() + LIFE_MS,
    b: hashSecret(secret),
    s: login.storageTarget,
  });
  return { state, nonce, secret };
}

/** @throws AppError state-invalid, state-expired */
export function readState(config: Config, text: string, now: Date): LoginState {
  const parsed = schema.safeParse(readSignedValue(config, 'login-state', text));
  if (!parsed.success) throw new AppError('state-invalid');
  const { p, t, n, e, b, s } = parsed.data;
  if (now.getTime() > e) throw new AppError('state-expired');
  return { platformId: p, target: t, nonce: n, expiresAt: new Date(e), browser: b, storageTarget: s };
}

/** Whether `secret` is the one left with the browser that began this login. */
export function holdsSecret(state: LoginState, secret: string | undefined): boolean {
  return secret !== undefined && hashSecret(secret) === state.browser;
}

/**
 * One cookie per login: two activities opened at once do not overwrite each other's. Over plain http (a trial in a
 * school's own network) browsers drop `Secure` but on localhost: there a second, ordinary one serves on the same site.
 */
export function setStateCookie(config: Config, res: Response, state: string, secret: string): void {
  putCookies(config, res, stateCookieName(state), `${secret}; Max-Age=${LIFE_MS / 1000}`);
}

export function clearStateCookie(config: Config, res: Response, state: string): void {
  putCookies(config, res, stateCookieName(state), '; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
}

/** Names and secrets are base64url: nothing in them needs to be escaped. */
function putCookies(config: Config, res: Response, name: string, value: string): void {
  res.appendHeader('Set-Cookie', `${name}=${value}; ${FRAMED}`);
  if (isPlainHttp(config)) res.appendHeader('Set-Cookie', `${plainName(name)}=${value}; ${PLAIN}`);
}

export function findStateCookie(config: Config, req: Request, state: string): string | undefined {
  const name = stateCookieName(state);
  const names = isPlainHttp(config) ? [name, plainName(name)] : [name];
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && names.includes(pair.slice(0, at).trim())) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** The key under which the platform's storage keeps the secret. */
export function storageKey(state: string): string {
  return stateCookieName(state);
}

// Without `Partitioned` browsers drop it in a frame of another site; Chromium takes `Secure` on http://localhost.
const PLAIN = 'Path=/lti; HttpOnly';
const FRAMED = `${PLAIN}; Secure; Partitioned; SameSite=None`;

/** Told apart by the end of their signatures, which nobody can choose. */
function stateCookieName(state: string): string {
  return `palier-state-${state.slice(-16)}`;
}

function plainName(name: string): string {
  return `${name}-plain`;
}

function isPlainHttp(config: Config): boolean {
  return config.publicUrl.startsWith('http:');
}

function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
