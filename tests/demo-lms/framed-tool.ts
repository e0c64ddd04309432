/** A tool with pages, on `localhost` (another site than the LMS's 127.0.0.1): what a browser sees in the frame. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { JWTPayload } from 'jose';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { CAMPAIGN, CLAIM, DL } from './conversation.ts';
import type { TestTool } from './in-test-tool.ts';
import { portOf } from './in-test-tool.ts';

/** Sends every message the LMS may answer, and shows the answers, one paragraph each. */
const MESSAGES = `
  const show = (text) => document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
  addEventListener('message', (event) => show(event.origin + ' ' + JSON.stringify(event.data)));
  const send = (message) => parent.postMessage(message, '*');
  if (parent !== window) {
    send({ subject: 'lti.capabilities', message_id: 'm1' });
    send({ subject: 'lti.put_data', message_id: 'm2', key: 'state', value: 'S-1' });
    send({ subject: 'lti.get_data', message_id: 'm3', key: 'state' });
    send({ subject: 'lti.get_data', message_id: 'm4', key: 'nothing' });
    send({ subject: 'lti.put_data', message_id: 'm5', key: 'state', value: 4 });
    send(JSON.stringify({ subject: 'lti.frameResize', message_id: 'm6', height: 1234 }));
  }
  document.querySelector('button.leave')?.addEventListener('click', () => send({ subject: 'org.imsglobal.lti.close' }));
`;

export async function startFramedTool(): Promise<TestTool> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
  const server = createServer((request, response) => {
    if (request.url === '/jwks') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [jwk] }));
    } else {
      answer(request, response, sign, `http://localhost:${portOf(server)}`).catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${portOf(server)}`;
  return {
    origin,
    launchUrl: `${origin}/launch`,
    sign,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  sign: (claims: JWTPayload) => Promise<string>,
  origin: string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  if (request.url === '/login') {
    response
      .writeHead(302, { location: `${form.get('iss')}/lti/auth?${authentication(form, origin)}` })
      .end();
    return;
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(await launchPage(form, sign));
}

function authentication(login: URLSearchParams, origin: string): URLSearchParams {
  return new URLSearchParams({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: login.get('client_id') ?? '',
    redirect_uri: `${origin}/launch`,
    login_hint: login.get('login_hint') ?? '',
    lti_message_hint: login.get('lti_message_hint') ?? '',
    state: randomUUID(),
    nonce: randomUUID(),
  });
}

async function launchPage(
  form: URLSearchParams,
  sign: (claims: JWTPayload) => Promise<string>,
): Promise<string> {
  const claims = decodeJwt(form.get('id_token') ?? '');
  const head = '<!doctype html><html lang="fr"><title>Outil</title>';
  const settings = claims[`${DL}/deep_linking_settings`];
  if (typeof settings !== 'object' || settings === null) {
    const hello = `<h1>Bonjour ${claims.name}</h1><button class="leave">Quitter</button>`;
    return `${head}${hello}<script>${MESSAGES}</script></html>`;
  }
  const now = Math.floor(Date.now() / 1000);
  const jwt = await sign({
    iss: String(claims.aud),
    aud: String(claims.iss),
    iat: now,
    exp: now + 60,
    nonce: randomUUID(),
    [`${CLAIM}/message_type`]: 'LtiDeepLinkingResponse',
    [`${CLAIM}/version`]: '1.3.0',
    [`${CLAIM}/deployment_id`]: claims[`${CLAIM}/deployment_id`],
    [`${DL}/data`]: 'data' in settings ? settings.data : undefined,
    [`${DL}/content_items`]: [CAMPAIGN],
  });
  const action = 'deep_link_return_url' in settings ? String(settings.deep_link_return_url) : '';
  return `${head}<form method="post" action="${action}"><input type="hidden" name="JWT" value="${jwt}">
    <button>Choisir cette campagne</button></form></html>`;
}
