import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The platform of the benchmark, a process of its own: answers authentication requests with a signed launch (RS256),
 * serves its keys and counts how often they are asked for. Its address goes to the parent, which then names its tools.
 */
const KID = 'simulator-1';
const PUPILS = 300;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }],
});
const header = encode({ alg: 'RS256', typ: 'JWT', kid: KID });
let campaign = '';
let launches = 0;
let keyFetches = 0;

const server = createServer((req, res) => {
  const url = new URL(req.url ?? '/', origin());
  if (url.pathname === '/jwks') {
    keyFetches += 1;
    res.setHeader('Content-Type', 'application/json').end(jwks);
  } else if (url.pathname === '/auth') {
    res.setHeader('Content-Type', 'text/html').end(authenticationResponse(url.searchParams));
  } else res.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => process.send?.({ origin: origin() }));

process.on('message', (message: { campaign?: string; count?: true }) => {
  if (message.campaign !== undefined) campaign = message.campaign;
  if (message.count) process.send?.({ keyFetches });
});
process.on('disconnect', () => process.exit(0));

function origin(): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

/** The form that a platform has the browser post (OAuth 2.0 Form Post Response Mode). */
function authenticationResponse(request: URLSearchParams): string {
  const action = request.get('redirect_uri') ?? '';
  const token = idToken(request.get('client_id') ?? '', request.get('nonce') ?? '', action);
  const fields = { id_token: token, state: request.get('state') ?? '' };
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  return `<!doctype html><form action="${action}" method="post">${inputs.join('')}</form>`;
}

function idToken(clientId: string, nonce: string, target: string): string {
  launches += 1;
  const number = launches % PUPILS;
  const now = Math.floor(Date.now() / 1000);
  const lti = 'https://purl.imsglobal.org/spec/lti/claim';
  const body = encode({
    iss: origin(),
    aud: clientId,
    sub: `pupil-${number}`,
    iat: now,
    exp: now + 60,
    nonce,
    name: `Élève Numéro ${number}`,
    given_name: 'Élève',
    family_name: `Numéro ${number}`,
    email: `pupil-${number}@college.example`,
    [`${lti}/version`]: '1.3.0',
    [`${lti}/message_type`]: 'LtiResourceLinkRequest',
    [`${lti}/deployment_id`]: '1',
    [`${lti}/target_link_uri`]: target,
    [`${lti}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${lti}/context`]: { id: 'course', label: 'PIX3E', title: 'Pix 3e' },
    [`${lti}/resource_link`]: { id: 'link', title: 'Campagne de rentrée' },
    [`${lti}/custom`]: { campaign },
    [`${lti}/launch_presentation`]: { locale: 'fr', return_url: `${origin()}/course` },
    [`${lti}/tool_platform`]: { guid: 'simulator', product_family_code: 'moodle', version: '2024100700' },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      lineitems: `${origin()}/lineitems`,
      lineitem: `${origin()}/lineitems/1`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${origin()}/memberships`,
      service_versions: ['2.0'],
    },
  });
  const signature = sign('sha256', Buffer.from(`${header}.${body}`), privateKey);
  return `${header}.${body}.${signature.toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
