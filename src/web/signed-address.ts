import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const LIFE_S = 2 * 3600;

/**
 * An address that needs no header, for pictures and downloads: HMAC-SHA256 over session, path and expiry.
 * The expiry falls on whole hours, so that a page shown again finds the picture in the browser's cache.
 */
export function signAddress(secret: Buffer, sessionId: string, path: string, now: Date): string {
  const expiry = Math.ceil(now.getTime() / 3_600_000) * 3600 + LIFE_S;
  const query = new URLSearchParams({
    s: sessionId,
    e: String(expiry),
    h: signature(secret, sessionId, path, expiry).toString('base64url'),
  });
  return `${path}?${query}`;
}

/** The session id that a signed address was made for; null when forged or out of date. */
export function verifyAddress(secret: Buffer, path: string, query: unknown, now: Date): string | null {
  const { s, e, h } = Object(query) as Record<string, unknown>;
  if (typeof s !== 'string' || typeof e !== 'string' || typeof h !== 'string' || !/^\d{1,12}$/.test(e))
    return null;
  const expected = signature(secret, s, path, Number(e));
  const given = Buffer.from(h, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number(e) * 1000 > now.getTime() ? s : null;
}

function signature(secret: Buffer, sessionId: string, path: string, expiry: number): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'signed-address', 32));
  return createHmac('sha256', key).update(`${sessionId}\n${path}\n${expiry}`).digest();
}
