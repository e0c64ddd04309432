/** What the tool of these tests says to the LMS: launches, tokens, deep linking answers, service calls. */
import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { ZodType } from 'zod';
import { z } from 'zod';
import type { Pair } from './in-test-tool.ts';

export const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
export const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
export const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
export const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';
export const ALL_SCOPES = [
  `${AGS}/lineitem`,
  `${AGS}/lineitem.readonly`,
  `${AGS}/score`,
  `${AGS}/result.readonly`,
  ROSTER,
].join(' ');
export const TYPES = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  members: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

export interface Form {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/** The self-posting form of a page. */
export function formIn(html: string): Form {
  const form = /<form[^>]*action="([^"]*)"[^>]*data-autosubmit[\s\S]*?<\/form>/.exec(html);
  if (form === null) throw new Error(`No form in: ${html.slice(0, 400)}`);
  const inputs = form[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const fields = [...inputs].map(([, name = '', value = '']) => [unescaped(name), unescaped(value)] as const);
  return { action: unescaped(form[1] ?? ''), fields: Object.fromEntries(fields) };
}

/** The login form that a page of the LMS posts to the tool. */
export async function loginForm({ lms }: Pair, path: string): Promise<Form> {
  const response = await fetch(lms.url + path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return formIn(await response.text());
}

/** What a good tool answers to a login: the authentication request. */
export function authenticationRequest({ tool }: Pair, login: Form): Record<string, string> {
  return {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: login.fields.client_id ?? '',
    redirect_uri: tool.launchUrl,
    login_hint: login.fields.login_hint ?? '',
    lti_message_hint: login.fields.lti_message_hint ?? '',
    state: randomUUID(),
    nonce: randomUUID(),
  };
}

export function authorize({ lms }: Pair, parameters: Record<string, string>): Promise<Response> {
  return fetch(`${lms.authUrl}?${new URLSearchParams(parameters)}`);
}

/** Opens a page's launch to the end: verified claims of its id_token. */
export async function launch(pair: Pair, path: string): Promise<JWTPayload> {
  const request = authenticationRequest(pair, await loginForm(pair, path));
  const { action, fields } = formIn(await (await authorize(pair, request)).text());
  if (action !== pair.tool.launchUrl) throw new Error(`Posted to ${action}`);
  const keys = createRemoteJWKSet(new URL(pair.lms.jwksUrl));
  const { payload } = await jwtVerify(fields.id_token ?? '', keys, {
    issuer: pair.lms.issuer,
    audience: pair.lms.clientId,
    algorithms: ['RS256'],
  });
  if (payload.nonce !== request.nonce || fields.state !== request.state) throw new Error('Other launch');
  return payload;
}

export function assertionClaims({ lms }: Pair): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: lms.clientId,
    sub: lms.clientId,
    aud: lms.tokenUrl,
    iat: now - 5,
    exp: now + 60,
    jti: randomUUID(),
  };
}

export async function askToken(
  pair: Pair,
  fields: Record<string, string> = {},
  claims: JWTPayload = {},
): Promise<Response> {
  const client_assertion = await pair.tool.sign({ ...assertionClaims(pair), ...claims });
  return fetch(pair.lms.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      scope: ALL_SCOPES,
      ...fields,
    }),
  });
}

export async function tokenFor(pair: Pair, scope: string = ALL_SCOPES): Promise<string> {
  const body = await bodyOf(await askToken(pair, { scope }), z.object({ access_token: z.string() }));
  return body.access_token;
}

/** Adds activities by deep linking, as the teacher `prof-1`. */
export async function pick(pair: Pair, items: readonly object[], more: JWTPayload = {}): Promise<Response> {
  const request = await launch(pair, '/as/prof-1/add');
  return answerPicker(pair, await pickerAnswer(pair, request, items, more));
}

export async function pickerAnswer(
  pair: Pair,
  request: JWTPayload,
  items: readonly object[],
  more: JWTPayload = {},
): Promise<string> {
  const settings = request[`${DL}/deep_linking_settings`];
  const data =
    typeof settings === 'object' && settings !== null && 'data' in settings ? settings.data : undefined;
  const now = Math.floor(Date.now() / 1000);
  return pair.tool.sign({
    iss: pair.lms.clientId,
    aud: pair.lms.issuer,
    iat: now,
    exp: now + 60,
    nonce: randomUUID(),
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: pair.lms.deploymentId,
    [`${DL}/data`]: data,
    [`${DL}/content_items`]: items,
    ...more,
  });
}

export function answerPicker({ lms }: Pair, jwt: string): Promise<Response> {
  return fetch(`${lms.url}/lti/deep-linking`, { method: 'POST', body: new URLSearchParams({ JWT: jwt }) });
}

/** Paths of the activities on the course page of this person. */
export async function activitiesOf({ lms }: Pair, person: string): Promise<string[]> {
  const html = await (await fetch(`${lms.url}/as/${person}/course`)).text();
  return [...html.matchAll(/<h3><a href="([^"]+)"/g)].map(([, path = '']) => path);
}

/** A GET, or a write with a JSON body of the given type, with a bearer token. */
export function call(
  address: string,
  token: string,
  options: { method?: string; accept?: string; type?: string; body?: unknown } = {},
): Promise<Response> {
  const { method = 'GET', accept, type, body } = options;
  return fetch(address, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(accept === undefined ? {} : { accept }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The JSON body, as the schema reads it. */
export async function bodyOf<T>(response: Response, schema: ZodType<T>): Promise<T> {
  return schema.parse(await response.json());
}

/** Line items in an answer. */
export const lineItemsSchema = z.array(z.looseObject({ id: z.string(), label: z.string() }));

export const CAMPAIGN = {
  type: 'ltiResourceLink',
  title: 'Rentrée 3ᵉ B',
  text: 'Une campagne',
  custom: { campaign: 'ABCD', pupil: '$Person.name.full', unknown: '$Inconnu.truc' },
  lineItem: { scoreMaximum: 100, label: 'Rentrée', resourceId: 'ABCD', tag: 'palier-result' },
} as const;

function unescaped(text: string): string {
  return text
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
