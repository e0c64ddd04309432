/** Verifies what a tool signed, with the keys it publishes. */
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import type { Client } from './state.ts';

const LARGEST_KEY_SET = 256 * 1024;
const CLOCK_TOLERANCE = 5;
/** Seconds; with it, jose also refuses an `iat` that is missing or in the future. */
const OLDEST = 3_600;

export interface ToolKeys {
  /** Claims of a JWT signed by the client. Throws jose's errors: bad signature, claims, key set. */
  verify(client: Client, jwt: string, options: JWTVerifyOptions): Promise<JWTPayload>;
}

/** Key sets are fetched over HTTP when first needed, again for an unknown `kid`, and at most once a second. */
export function createToolKeys(): ToolKeys {
  const sets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
  return {
    async verify(client, jwt, options) {
      const set = sets.get(client.jwksUrl) ?? remoteSet(client.jwksUrl);
      sets.set(client.jwksUrl, set);
      const { payload } = await jwtVerify(jwt, set, {
        ...options,
        algorithms: ['RS256'],
        clockTolerance: CLOCK_TOLERANCE,
        maxTokenAge: OLDEST,
      });
      return payload;
    },
  };
}

function remoteSet(address: string): ReturnType<typeof createRemoteJWKSet> {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: 5_000,
    cooldownDuration: 1_000,
    cacheMaxAge: 600_000,
    headers: { 'user-agent': 'DemoLMS/1.0' },
    [customFetch]: fetchSmall,
  });
}

/** A key set is a small file at a fixed address: no redirect, nothing large. */
async function fetchSmall(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, { ...init, redirect: 'error' });
  if (response.body === null) return response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_KEY_SET) throw new Error(`The key set at ${address} is too large.`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status, headers: response.headers });
}
