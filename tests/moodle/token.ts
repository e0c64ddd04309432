import { randomBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { gradeScopes, type Moodle, SCOPES } from './moodle.ts';

export interface TokenAnswer {
  readonly status: 200 | 400;
  readonly body: string;
}

export interface Tokens {
  /** `token.php`: JSON that says it is HTML. */
  request(contentType: string, body: string): Promise<TokenAnswer>;
  /** Whether the Authorization header bears a token with one of the scopes. */
  allows(authorization: string | undefined, scopes: readonly string[]): boolean;
  /** A token without asking, for the checks of the replay itself. */
  issue(scopes: readonly string[]): string;
}

export function createTokens(moodle: Moodle): Tokens {
  const issued = new Map<string, readonly string[]>();
  const issue = (scopes: readonly string[]) => {
    const token = randomBytes(16).toString('hex');
    issued.set(token, scopes);
    return token;
  };
  return {
    issue,
    allows(authorization, scopes) {
      const granted = issued.get(/^Bearer (\w+)$/.exec(authorization ?? '')?.[1] ?? '') ?? [];
      return scopes.some((scope) => granted.includes(scope));
    },
    async request(contentType, body) {
      const form = new URLSearchParams(
        contentType.startsWith('application/x-www-form-urlencoded') ? body : '',
      );
      const fault = await findFault(moodle, form);
      if (fault !== null) return refusal(fault);
      const open = [...gradeScopes(moodle.settings.gradeService), SCOPES.members];
      const granted = (form.get('scope') ?? '').split(' ').filter((scope) => open.includes(scope));
      if (granted.length === 0) return refusal('invalid_scope');
      const answer = {
        access_token: issue(granted),
        token_type: 'Bearer',
        expires_in: 3600,
        scope: granted.join(' '),
      };
      return { status: 200, body: print(answer) };
    },
  };
}

/** Moodle checks the signature, the `kid`, the expiry if any, and that `iat` is past; neither `aud` nor `jti`. */
async function findFault(moodle: Moodle, form: URLSearchParams): Promise<string | null> {
  const assertion = form.get('client_assertion');
  if (!assertion || !form.has('grant_type') || !form.has('scope')) return 'invalid_request';
  if (form.get('grant_type') !== 'client_credentials') return 'unsupported_grant_type';
  if (!decodeProtectedHeader(assertion).kid) return 'error/Error: kid must be provided in JWT header.';
  const keys = createRemoteJWKSet(new URL(`${moodle.toolUrl}/lti/jwks`));
  try {
    await jwtVerify(assertion, keys, { algorithms: ['RS256'], currentDate: new Date(moodle.now()) });
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'Expired token';
    if (error instanceof errors.JWKSNoMatchingKey) return '"kid" invalid, unable to lookup correct key';
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'Signature verification failed';
    throw error;
  }
  const { iat } = decodeJwt(assertion);
  if (iat !== undefined && iat > moodle.now() / 1000) {
    // In the zone of the recorded site, in winter.
    const local = new Date((iat + 3600) * 1000).toISOString().slice(0, 19);
    return `Cannot handle token with iat prior to ${local}+0100`;
  }
  return null;
}

/** The error is not escaped: for an unknown key the body is not even JSON. */
function refusal(error: string): TokenAnswer {
  return { status: 400, body: `{\n  "error" : "${error}"\n}` };
}

function print(answer: object): string {
  return JSON.stringify(answer, null, 2).replaceAll('": ', '" : ');
}
