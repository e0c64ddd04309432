import type { JWTPayload } from 'jose';
import { AppError } from '../errors.ts';
import { readJws } from './jws.ts';
import type { PlatformKeys } from './platform-keys.ts';
import type { Platform } from './store.ts';

/** Clocks of schools drift: in seconds. */
const LEEWAY = 60;

/**
 * Verifies a launch's id_token (LTI 1.3 security framework, 5.1.3): issuer, audience, times with 60 s of leeway, nonce,
 * and the signature by a key of this very registration, RS256 only. The signature comes last: for a token that answers
 * no login of ours, the platform is not asked for its keys.
 * @throws AppError token-malformed, token-signature, token-audience, token-expired, token-early, claims-invalid,
 * nonce-mismatch, keys-unreachable
 */
export async function verifyIdToken(
  keys: PlatformKeys,
  platform: Platform,
  token: string,
  expected: { nonce: string; now: Date },
): Promise<JWTPayload> {
  const jws = readJws(token);
  const { payload } = jws;
  checkParties(payload, platform);
  checkTimes(payload, expected.now.getTime() / 1000);
  if (payload.nonce !== expected.nonce) throw new AppError('nonce-mismatch');
  await keys.verify(platform, jws);
  return payload;
}

/** A claim that is null is one that is not there. With several audiences the platform must say which one the token was issued for (OpenID Connect Core, 3.1.3.7). */
function checkParties({ iss, aud, azp }: JWTPayload, { issuer, clientId }: Platform): void {
  if (iss !== issuer) throw new AppError('token-audience', 'iss');
  const audiences = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(clientId)) throw new AppError('token-audience', 'aud');
  const several = audiences.some((audience) => audience !== clientId);
  if (azp == null ? several : azp !== clientId) throw new AppError('token-audience', 'azp');
}

/** RFC 7519, 4.1.4 to 4.1.6; `now` in seconds since 1970. LTI asks for `exp` and `iat`. */
function checkTimes({ exp, iat, nbf }: JWTPayload, now: number): void {
  if (typeof exp !== 'number') throw new AppError('claims-invalid', 'exp');
  if (typeof iat !== 'number') throw new AppError('claims-invalid', 'iat');
  if (nbf != null && typeof nbf !== 'number') throw new AppError('claims-invalid', 'nbf');
  if (nbf != null && nbf > now + LEEWAY) throw new AppError('token-early', 'nbf');
  if (exp <= now - LEEWAY) throw new AppError('token-expired');
  if (iat > now + LEEWAY) throw new AppError('token-early', 'iat');
}
