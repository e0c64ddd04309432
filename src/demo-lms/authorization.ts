/** The authorization endpoint (LTI security framework 5.1.1.2 and 5.1.1.3; OpenID Connect core 3.2.2). */

import type { Request, Response } from 'express';
import type { JWTPayload } from 'jose';
import type { Hint, Platform } from './installation.ts';
import { activityById, clientById } from './installation.ts';
import { deepLinkingClaims, resourceLinkClaims } from './messages.ts';
import { PageRefusal, sendPage } from './page.ts';
import type { Client } from './state.ts';
import type { Person } from './world.ts';
import { personById } from './world.ts';

const LONGEST_VALUE = 4_096;

/** What the tool is told in the form posted back to it. */
class AuthorizationRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'AuthorizationRefusal';
    this.code = code;
  }
}

/**
 * Answers GET and POST alike. A request that names no client, or another redirect_uri than a registered one, is
 * refused on our own page; every other error goes to the tool by form_post.
 */
export async function answerAuthorization(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const parameters = parametersOf(request);
  const { client, redirectUri } = destinationOf(platform, parameters);
  const [state] = parameters.getAll('state');
  let fields: Record<string, string>;
  try {
    fields = { id_token: await platform.keys.sign(await claimsFor(platform, client, parameters)) };
  } catch (error) {
    if (!(error instanceof AuthorizationRefusal)) throw error;
    platform.log.info({ error: error.code, reason: error.message }, 'demo LMS: authorization refused');
    fields = { error: error.code, error_description: error.message };
  }
  if (state !== undefined) fields = { ...fields, state };
  const page = {
    title: 'Ouverture de l’activité',
    action: redirectUri,
    fields: Object.entries(fields),
    target: '_self',
  };
  await sendPage(response, 'forward', page, { formTargets: [new URL(redirectUri).origin] });
}

function parametersOf(request: Request): URLSearchParams {
  if (request.method === 'GET') return new URL(request.originalUrl, 'http://lms.invalid').searchParams;
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

function destinationOf(
  platform: Platform,
  parameters: URLSearchParams,
): { client: Client; redirectUri: string } {
  const [id, anotherId] = parameters.getAll('client_id');
  const client = id === undefined || anotherId !== undefined ? undefined : clientById(platform, id);
  if (client === undefined) {
    throw new PageRefusal(
      400,
      'Outil inconnu',
      'La demande porte un client_id que ce LMS ne connaît pas. Revenez au cours et ouvrez l’activité à nouveau.',
    );
  }
  const [redirectUri, another] = parameters.getAll('redirect_uri');
  if (redirectUri === undefined || another !== undefined || !client.redirectUris.includes(redirectUri)) {
    throw new PageRefusal(
      400,
      'Adresse de retour refusée',
      'La demande porte une adresse redirect_uri qui n’est pas exactement une de celles de l’outil. Prévenez la personne qui a installé l’outil.',
    );
  }
  return { client, redirectUri };
}

async function claimsFor(
  platform: Platform,
  client: Client,
  parameters: URLSearchParams,
): Promise<JWTPayload> {
  const nonce = checkedNonce(parameters);
  const hint = platform.hints.take(single(parameters, 'lti_message_hint'));
  if (hint === undefined || hint.clientId !== client.id) {
    throw new AuthorizationRefusal(
      'invalid_request',
      'lti_message_hint is unknown, expired or already used.',
    );
  }
  const someone = personById(hint.personId);
  if (someone === undefined || someone.sub !== single(parameters, 'login_hint')) {
    throw new AuthorizationRefusal(
      'login_required',
      'login_hint is not the person who opened this activity.',
    );
  }
  return messageFor(platform, client, hint, someone, nonce);
}

function checkedNonce(parameters: URLSearchParams): string {
  if (single(parameters, 'response_type') !== 'id_token') {
    throw new AuthorizationRefusal('unsupported_response_type', 'response_type must be id_token.');
  }
  if (single(parameters, 'scope') !== 'openid') {
    throw new AuthorizationRefusal('invalid_scope', 'scope must be openid.');
  }
  if (single(parameters, 'response_mode') !== 'form_post') {
    throw new AuthorizationRefusal('invalid_request', 'response_mode must be form_post.');
  }
  if (single(parameters, 'prompt') !== 'none') {
    throw new AuthorizationRefusal('invalid_request', 'prompt must be none.');
  }
  single(parameters, 'state');
  return single(parameters, 'nonce');
}

function single(parameters: URLSearchParams, name: string): string {
  const [value, another] = parameters.getAll(name);
  if (value === undefined || value === '') {
    throw new AuthorizationRefusal('invalid_request', `${name} is missing.`);
  }
  if (another !== undefined) throw new AuthorizationRefusal('invalid_request', `${name} is given twice.`);
  if (value.length > LONGEST_VALUE) throw new AuthorizationRefusal('invalid_request', `${name} is too long.`);
  return value;
}

async function messageFor(
  platform: Platform,
  client: Client,
  hint: Hint,
  someone: Person,
  nonce: string,
): Promise<JWTPayload> {
  if (hint.activityId === undefined) {
    return deepLinkingClaims(platform, client, someone, hint.target, nonce);
  }
  const activity = activityById(platform, hint.activityId);
  if (activity === undefined) {
    throw new AuthorizationRefusal('invalid_request', 'This activity was deleted in the meantime.');
  }
  return resourceLinkClaims(platform, client, someone, activity, hint.target, nonce);
}
