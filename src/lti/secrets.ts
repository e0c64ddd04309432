import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { Config } from '../config.ts';

/** Each use has a key of its own, so that a value made for one is worth nothing to another. */
export type Purpose = 'login-state' | 'launch-ticket' | 'tool-key';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A value that only we can have made: `<JSON>.<HMAC-SHA256>`, both base64url. It is readable by all. */
export function signValue(config: Config, purpose: Purpose, value: object): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${body}.${macOf(config, purpose, body).toString('base64url')}`;
}

/**
 * What `signValue` was given, or undefined for anything that it did not write so: read as bytes, one signature could be
 * written in many ways, with anything behind it, and states name cookies.
 */
export function readSignedValue(config: Config, purpose: Purpose, text: string): unknown {
  const [body, mac, more] = text.split('.');
  if (body === undefined || mac === undefined || more !== undefined) return undefined;
  const given = Buffer.from(mac);
  const expected = Buffer.from(macOf(config, purpose, body).toString('base64url'));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}

/** AES-256-GCM; the result holds what `decrypt` needs beside the key. */
export function encrypt(config: Config, purpose: Purpose, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(config, purpose), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when SECRET_KEY is another than at encryption, or the bytes were changed. */
export function decrypt(config: Config, purpose: Purpose, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(config, purpose), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

function macOf(config: Config, purpose: Purpose, body: string): Buffer {
  return createHmac('sha256', deriveKey(config, purpose)).update(body).digest();
}

function deriveKey(config: Config, purpose: Purpose): KeyObject {
  let keys = derived.get(config);
  if (!keys) {
    keys = new Map();
    derived.set(config, keys);
  }
  let key = keys.get(purpose);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', config.secret, '', `palier/lti/${purpose}`, 32)));
    keys.set(purpose, key);
  }
  return key;
}

/** Deriving a key costs more than using it, and every launch uses one four times. */
const derived = new WeakMap<Config, Map<Purpose, KeyObject>>();
