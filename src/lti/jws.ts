import { isUtf8 } from 'node:buffer';
import { type KeyObject, verify } from 'node:crypto';
import { AppError } from '../errors.ts';

/** A JWS in its compact form (RFC 7515, 3.1), read but not yet believed. */
export interface Jws {
  readonly kid: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

const BASE64URL = /^[A-Za-z0-9_-]*$/;

/**
 * Takes a token apart (RFC 7515, 5.2): RS256 only, whatever the header asks; the key must be named, since a platform
 * that signs with several could not be followed otherwise; `crit` names extensions and we have none (4.1.11).
 * @throws AppError token-malformed, token-signature
 */
export function readJws(token: string): Jws {
  const parts = token.split('.', 4);
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3 || !parts.every((part) => BASE64URL.test(part))) {
    throw new AppError('token-malformed', 'not a compact JWS');
  }
  const { alg, kid, crit } = readObject(header);
  if (alg !== 'RS256') throw new AppError('token-signature', 'alg is not RS256');
  if (typeof kid !== 'string' || kid === '') throw new AppError('token-signature', 'no kid');
  if (crit !== undefined) throw new AppError('token-malformed', 'crit');
  return {
    kid,
    payload: readObject(payload),
    signed: Buffer.from(`${header}.${payload}`, 'latin1'),
    signature: Buffer.from(signature, 'base64url'),
  };
}

/**
 * Whether this key made the signature (RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518, 3.3). In line: it takes 0.02 ms,
 * less than to hand it to another thread and to be told.
 */
export function isSignedBy({ signed, signature }: Jws, key: KeyObject): boolean {
  return verify('sha256', signed, key, signature);
}

function readObject(part: string): Record<string, unknown> {
  let value: unknown;
  try {
    const bytes = Buffer.from(part, 'base64url');
    if (isUtf8(bytes)) value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new AppError('token-malformed', 'not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('token-malformed', 'not an object');
  }
  return { ...value };
}
