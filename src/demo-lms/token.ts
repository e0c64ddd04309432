/** The token endpoint: client_credentials with private_key_jwt (LTI security framework 4.1; RFC 6749, 7523). */
import type { Request } from 'express';
import { decodeJwt, errors } from 'jose';
import type { Platform } from './installation.ts';
import { clientById } from './installation.ts';
import { ServiceRefusal } from './service.ts';
import type { Client } from './state.ts';

export const TOKEN_LIFE = 3_600;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds: an assertion is made for one call, and its `jti` must be remembered as long as it lives. */
const LONGEST_ASSERTION_LIFE = 3_600;

/** The body of a token answer; throws a ServiceRefusal with an OAuth error code. */
export async function issueToken(platform: Platform, request: Request): Promise<object> {
  const parameters = formOf(request);
  if (single(parameters, 'grant_type') !== 'client_credentials') {
    throw new ServiceRefusal(400, 'unsupported_grant_type', 'grant_type must be client_credentials.');
  }
  if (single(parameters, 'client_assertion_type') !== ASSERTION_TYPE) {
    throw new ServiceRefusal(400, 'invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}.`);
  }
  const asked = single(parameters, 'scope').split(/ +/);
  const client = await authenticated(platform, single(parameters, 'client_assertion'));
  const scopes = client.scopes.filter((scope) => asked.includes(scope));
  if (scopes.length === 0) {
    throw new ServiceRefusal(400, 'invalid_scope', 'None of these scopes is granted to this client.');
  }
  return {
    access_token: platform.accessTokens.put({ clientId: client.id, scopes }),
    token_type: 'Bearer',
    expires_in: TOKEN_LIFE,
    scope: scopes.join(' '),
  };
}

function formOf(request: Request): URLSearchParams {
  if (request.is('application/x-www-form-urlencoded') === false || typeof request.body !== 'string') {
    throw new ServiceRefusal(400, 'invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  return new URLSearchParams(request.body);
}

function single(parameters: URLSearchParams, name: string): string {
  const [value, another] = parameters.getAll(name);
  if (value === undefined || value === '' || another !== undefined) {
    throw new ServiceRefusal(400, 'invalid_request', `${name} must be given once.`);
  }
  return value;
}

async function authenticated(platform: Platform, assertion: string): Promise<Client> {
  try {
    const { iss } = decodeJwt(assertion);
    const client = iss === undefined ? undefined : clientById(platform, iss);
    if (client === undefined) throw invalidClient('iss is not a client of this platform.');
    const claims = await platform.toolKeys.verify(client, assertion, {
      issuer: client.id,
      subject: client.id,
      audience: [platform.addresses.token, platform.url],
      requiredClaims: ['iat', 'exp', 'jti'],
    });
    const { iat = 0, exp = 0, jti } = claims;
    if (exp - iat > LONGEST_ASSERTION_LIFE) throw invalidClient('The assertion lives longer than an hour.');
    if (typeof jti !== 'string' || jti === '') throw invalidClient('jti must be a text.');
    if (!platform.assertionSeen(`${client.id} ${jti}`, (exp + 60) * 1000)) {
      throw invalidClient('jti was used already.');
    }
    return client;
  } catch (error) {
    if (error instanceof ServiceRefusal) throw error;
    const reason = error instanceof errors.JOSEError ? error.message : 'The key set cannot be read.';
    throw invalidClient(reason);
  }
}

function invalidClient(reason: string): ServiceRefusal {
  return new ServiceRefusal(401, 'invalid_client', reason);
}
