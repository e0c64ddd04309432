import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { AppError } from '../errors.ts';
import type { PlatformKeys } from './platform-keys.ts';
import type { Platform } from './store.ts';

/** Clocks of schools drift: in seconds. */
const LEEWAY = 60;

/**
 * Verifies a launch's id_token (LTI 1.3 security framework, 5.1.3): signature by a key of this very registration,
 * RS256 only, issuer, audience, times with 60 s of leeway, nonce.
 * @throws AppError token-malformed, token-signature, token-audience, token-expired, token-early, nonce-mismatch, keys-unreachable
 */
export async function verifyIdToken(
  keys: PlatformKeys,
  platform: Platform,
  token: string,
  expected: { nonce: string; now: Date },
): Promise<JWTPayload> {
  const kid = readKid(token);
  const verify = async (key: KeyObject) => {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: LEEWAY,
      currentDate: expected.now,
    });
    return payload;
  };
  let payload: JWTPayload;
  try {
    payload = await verify(await keys.find(platform, kid)).catch(async (error: unknown) => {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      return verify(await keys.findNewer(platform, kid));
    });
  } catch (error) {
    throw asAppError(error);
  }
  checkParties(payload, platform.clientId);
  if (payload.iat !== undefined && payload.iat > expected.now.getTime() / 1000 + LEEWAY) {
    throw new AppError('token-early', 'iat');
  }
  if (payload.nonce !== expected.nonce) throw new AppError('nonce-mismatch');
  return payload;
}

/** Every platform must name the key it signed with: one that signs with several cannot be followed otherwise. */
function readKid(token: string): string {
  const { alg, kid } = readHeader(token);
  if (alg !== 'RS256') throw new AppError('token-signature', 'alg is not RS256');
  if (typeof kid !== 'string' || kid === '') throw new AppError('token-signature', 'no kid');
  return kid;
}

function readHeader(token: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new AppError('token-malformed');
  }
}

/** With several audiences the platform must say which one the token was issued for (OpenID Connect Core, 3.1.3.7). */
function checkParties(payload: JWTPayload, clientId: string): void {
  const several = Array.isArray(payload.aud) && payload.aud.length > 1;
  if (payload.azp === undefined ? several : payload.azp !== clientId) {
    throw new AppError('token-audience', 'azp');
  }
}

function asAppError(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new AppError('token-expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss' || error.claim === 'aud') return new AppError('token-audience', error.claim);
    if (error.claim === 'nbf' && error.reason === 'check_failed') return new AppError('token-early', 'nbf');
    return new AppError('claims-invalid', error.claim);
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return new AppError('token-signature');
  if (error instanceof errors.JOSEAlgNotAllowed) return new AppError('token-signature', error.code);
  if (error instanceof errors.JOSEError) return new AppError('token-malformed', error.code);
  return error;
}
