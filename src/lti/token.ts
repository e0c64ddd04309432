import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { LtiDeps } from './deps.ts';
import type { Http, HttpAnswer, HttpFault } from './http.ts';
import type { ToolKeys } from './keys.ts';
import { PlatformError } from './platform-error.ts';
import { asPlatformError, checkOrigin, isUnreadable, readRetryAfter, redact } from './platform-faults.ts';
import { findOnlyDeployment, type Platform } from './store.ts';

export const SCOPE = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemReadonly: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

export type Tokens = ReturnType<typeof createTokens>;

interface Kept {
  /** Milliseconds since 1970. */
  until: number;
  /** Known once it was given. */
  given: string | undefined;
  readonly token: Promise<string>;
}

/** A token is not used in its last minute. */
const MARGIN_MS = 60_000;
/** Our clock may be ahead of theirs, and Moodle refuses an assertion 30 s from its future: in seconds. */
const BACKDATED = 10;
const ASSERTION_LIFE = 60;
const DEPLOYMENT_ID = 'https://purl.imsglobal.org/spec/lti/claim/deployment_id';

const granted = z.object({
  // Another could not be sent: a header holds no other characters.
  access_token: z
    .string()
    .max(8192)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().max(31_536_000).catch(3600),
});

/** Access tokens by the client credentials grant with a signed assertion (LTI 1.3 security framework, 4.1). */
export function createTokens(deps: LtiDeps, http: Http, keys: ToolKeys) {
  const kept = new Map<string, Kept>();

  const request = async (platform: Platform, scopes: readonly string[]): Promise<[string, number]> => {
    checkOrigin(platform, platform.tokenUrl);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(
        platform,
        await findOnlyDeployment(deps.db, platform.id),
        keys,
        deps.now(),
      ),
      scope: scopes.join(' '),
    });
    const answer = await http({
      method: 'POST',
      url: platform.tokenUrl,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: body.toString(),
    }).catch((error: unknown) => {
      throw isUnreadable(error) ? unreadableGrant(error) : asPlatformError(error);
    });
    const { access_token, expires_in } = readGrant(answer, deps.now());
    return [access_token, expires_in];
  };

  return {
    /** A token for exactly these scopes. @throws PlatformError of kind retry */
    async get(platform: Platform, scopes: readonly string[]): Promise<string> {
      const name = nameOf(platform, scopes);
      const now = deps.now().getTime();
      const known = kept.get(name);
      if (known && now < known.until) return known.token;
      const entry: Kept = {
        // Until it is answered, others wait for the same one.
        until: now + MARGIN_MS,
        given: undefined,
        token: request(platform, [...scopes].sort()).then(([token, seconds]) => {
          entry.until = now + seconds * 1000 - MARGIN_MS;
          entry.given = token;
          return token;
        }),
      };
      kept.set(name, entry);
      try {
        return await entry.token;
      } catch (error) {
        if (kept.get(name) === entry) kept.delete(name);
        throw error;
      }
    },

    /** Forgets a token that a service refused, unless it was replaced already. */
    drop(platform: Platform, scopes: readonly string[], token: string): void {
      const name = nameOf(platform, scopes);
      if (kept.get(name)?.given === token) kept.delete(name);
    },
  };
}

function nameOf(platform: Platform, scopes: readonly string[]): string {
  return `${platform.id} ${platform.tokenUrl} ${platform.clientId} ${[...scopes].sort().join(' ')}`;
}

async function signAssertion(
  platform: Platform,
  deploymentId: string | undefined,
  keys: ToolKeys,
  now: Date,
): Promise<string> {
  const { kid, key } = await keys.current();
  const iat = Math.floor(now.getTime() / 1000) - BACKDATED;
  return (
    // Some platforms give tokens for one deployment only (LTI Core 1.3, 6.2.1); one token serves all of ours.
    new SignJWT(deploymentId === undefined ? {} : { [DEPLOYMENT_ID]: deploymentId })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(platform.clientId)
      .setSubject(platform.clientId)
      // The one a registration named (Dynamic Registration 1.0, authorization_server), and the usual one beside it.
      .setAudience(
        platform.tokenAudience === null ? platform.tokenUrl : [platform.tokenAudience, platform.tokenUrl],
      )
      .setIssuedAt(iat)
      .setExpirationTime(iat + BACKDATED + ASSERTION_LIFE)
      .setJti(randomUUID())
      .sign(key)
  );
}

/** A proxy's page, most likely: no more final than one that can be read. */
function unreadableGrant(cause: HttpFault): PlatformError {
  const reason = 'grade.reason.keys-unread';
  const code = 'token-unreadable';
  return new PlatformError({ kind: 'retry', status: null, code, reason, detail: cause.message, cause });
}

/** Moodle answers JSON as text/html, and a whole web page when it could not read our keys. */
function readGrant(answer: HttpAnswer, now: Date): z.output<typeof granted> {
  const json = parseJson(answer.text);
  const grant = answer.status === 200 ? granted.safeParse(json) : undefined;
  if (grant?.success) return grant.data;
  const said = z.object({ error: z.string() }).safeParse(json);
  const unavailable = answer.status === 429 || answer.status > 501 || (answer.status >= 500 && !said.success);
  throw new PlatformError({
    kind: 'retry',
    status: answer.status,
    code: unavailable ? 'token-unavailable' : said.success ? 'token-refused' : 'token-unreadable',
    reason: unavailable
      ? 'grade.reason.busy'
      : said.success
        ? said.data.error === 'invalid_scope'
          ? 'grade.reason.not-allowed'
          : 'grade.reason.token'
        : 'grade.reason.keys-unread',
    retryAfterSeconds: readRetryAfter(answer.header('retry-after'), now),
    detail: said.success ? redact(said.data.error) : undefined,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
