/** The platform's own signing key (LTI security framework 5.1: RS256, named by `kid`). */
import type { CryptoKey, JWK, JWTPayload } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { PrivateKey } from './state.ts';

export interface PlatformKeys {
  readonly jwks: { readonly keys: readonly JWK[] };
  /** For verifying what this LMS signed itself. */
  readonly publicKey: CryptoKey;
  /** Signs with RS256; the caller gives every claim, dates included. */
  sign(claims: JWTPayload): Promise<string>;
}

export async function makePrivateKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  const { n, e, d } = jwk;
  if (n === undefined || e === undefined || d === undefined) throw new Error('Clé RSA incomplète.');
  return { ...jwk, kty: 'RSA', n, e, d, kid: await calculateJwkThumbprint(jwk) };
}

export async function openKeys(stored: PrivateKey): Promise<PlatformKeys> {
  const publicJwk = { kty: 'RSA', n: stored.n, e: stored.e, kid: stored.kid, alg: 'RS256', use: 'sig' };
  const privateKey = await rsaKey({ ...stored });
  return {
    jwks: { keys: [publicJwk] },
    publicKey: await rsaKey(publicJwk),
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: stored.kid, typ: 'JWT' }).sign(privateKey),
  };
}

async function rsaKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array) throw new Error('La clé gardée n’est pas une clé RSA.');
  return key;
}
