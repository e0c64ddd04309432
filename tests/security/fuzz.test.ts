import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createInvite } from '../../src/lti/invites.ts';
import type { Placement } from '../../src/referential/types.ts';
import { claim, learnerClaims, startPlatform, type TestPlatform } from '../lti/support/platform.ts';
import {
  type Body,
  bodyKind,
  bodyOf,
  changed,
  changes,
  hostileJson,
  hostileText,
  NOWHERE,
} from './hostile.ts';
import { giveCampaign, givePerson, open, type Person, pageHeaders } from './people.ts';
import { type Site, startSite } from './site.ts';
import { faultOf, livingBytes, type Seen } from './watch.ts';

/** Hostile inputs at the same moment. */
const AT_ONCE = 20;
/** Another seed tries other inputs. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122);
const COUNTS = {
  login: 4200,
  forms: 2900,
  claims: 1000,
  registration: 500,
  answers: 800,
  picker: 600,
} as const;

// A quiet machine takes a minute for the whole file.
vi.setConfig({ testTimeout: 180_000 });

let site: Site;
let platform: TestPlatform;
let teacher: Person;
let picker: Person;
let pupil: Person;
let code: string;
let total = 0;
const statuses = new Map<number, number>();
const living: number[] = [];

beforeAll(async () => {
  site = await startSite({ NODE_ENV: 'production', PUBLIC_URL: 'https://palier.example', METRICS: 'off' });
  platform = await startPlatform();
  const { platformId, deploymentId } = await platform.register(site.db);
  const { id: contextId } = await site.db
    .insertInto('context')
    .values({ deploymentId, contextId: '2', title: 'Pix 3e' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: resourceLinkId } = await site.db
    .insertInto('resourceLink')
    .values({ contextId, linkId: '1', title: 'Campagne' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const place = { platformId, deploymentId, contextId, resourceLinkId, origin: platform.origin };
  teacher = await givePerson(site, place, 'Prof', 'teacher');
  picker = await givePerson(site, place, 'Choix', 'teacher', { deepLinking: true });
  pupil = await givePerson(site, place, 'Eleve', 'learner');
  code = (await giveCampaign(site, teacher)).code;
});
afterAll(async () => {
  await site?.close();
  await platform?.close();
});

const LOGIN = [
  'iss',
  'login_hint',
  'target_link_uri',
  'lti_message_hint',
  'client_id',
  'lti_storage_target',
  'lti_deployment_id',
];
const login = () => ({
  iss: platform.origin,
  login_hint: '4',
  target_link_uri: `${site.publicUrl}/lti/launch`,
  client_id: platform.clientId,
});

test('logins', async () => {
  const input = fc.record({ change: changes(LOGIN, hostileText, 12), kind: bodyKind, byGet: fc.boolean() });
  await shower('login', input, async ({ change, kind, byGet }) => {
    const body = bodyOf(kind, changed(login(), change));
    return byGet ? [await get(`/lti/login?${body.text}`)] : [await post('/lti/login', body)];
  });
});

test('launches: forms that no platform signed', async () => {
  const token = fc.oneof(
    hostileText,
    fc
      .tuple(hostileJson, hostileJson, hostileText)
      .map(([head, payload, signature]) => [base64(head), base64(payload), signature].join('.')),
    hostileJson.map((payload) => `${base64({ alg: 'RS256', kid: 'key-1' })}.${base64(payload)}.c2lnbmF0dXJl`),
    fc.constantFrom('none', 'HS256', 'RS512', '').map((alg) => `${base64({ alg })}.${base64({})}.`),
  );
  const input = fc.record({
    token,
    change: changes(['state', 'error', 'storage_value', 'ticket'], hostileText, 9),
    kind: bodyKind,
    cookie: hostileText,
  });
  const { state } = await begin();
  await shower('forms', input, async ({ token: id_token, change, kind, cookie }) => {
    const body = bodyOf(kind, changed({ state, id_token }, change));
    const safe = cookie.replace(/[^\x20-\x7e]/g, '').slice(0, 4000);
    return [await post('/lti/launch', body, { cookie: `palier-state-0=${safe}`, ...OUR_PAGE })];
  });
});

test('launches: claims that a known platform signed', async () => {
  const role = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
  const kinds = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'];
  const input = fc.record({
    claims: changes(CLAIMS, hostileJson, 150),
    shown: changes(['name', 'given_name', 'family_name', 'locale'], hostileText, 3),
    course: changes(['label', 'title', 'id'], hostileText, 6),
    custom: changes(['campaign', 'other'], hostileText, 4),
    settings: changes(['deep_link_return_url', 'data', 'accept_types'], hostileJson, 40),
    address: fc.oneof(fc.constant(undefined), hostileText),
    message: fc.constantFrom(...kinds),
    role: fc.constantFrom('Learner', 'Instructor', 'Administrator', 'pwn'),
    framed: fc.boolean(),
  });
  await shower('claims', input, async (given) => {
    const { state, nonce, cookie } = await begin();
    const good = learnerClaims(platform, site.publicUrl, nonce, new Date(), {
      ...changed<unknown>({ name: 'Zoé', given_name: 'Zoé' }, given.shown),
      [claim('message_type')]: given.message,
      [claim('roles')]: [role + given.role],
      [claim('for_user')]: { user_id: 'pupil-1' },
      [claim('context')]: changed<unknown>({ id: '2', label: 'PIX', title: 'Pix 3e' }, given.course),
      [claim('custom')]: changed<unknown>({ campaign: code }, given.custom),
      [claim('launch_presentation')]: { locale: 'fr', return_url: given.address },
      [claim('target_link_uri')]: `${site.publicUrl}/lti/launch`,
      [SETTINGS]: changed<unknown>(
        { deep_link_return_url: `${platform.origin}/return`, accept_types: ['ltiResourceLink'] },
        given.settings,
      ),
      [ENDPOINT]: { scope: [], lineitems: given.address, lineitem: given.address },
    });
    const id_token = await platform.sign(changed<unknown>(good, given.claims));
    const proof = given.framed ? { 'sec-fetch-dest': 'iframe' } : { cookie };
    return [await post('/lti/launch', bodyOf('form', { state, id_token }), proof)];
  });
  // Enough of them came in to have shown their claims in pages.
  expect(await countOf('session')).toBeGreaterThan(COUNTS.claims / 8);
});

test('registrations', async () => {
  const configurations = new Map<string, { configuration: string; answer: string; status: number }>();
  platform.answer = (req, res) => {
    const given = configurations.get(req.path.slice(3));
    if (!given) res.status(404).end();
    else if (req.path.startsWith('/c/')) res.type('json').send(given.configuration);
    else res.status(given.status).type('json').send(given.answer);
  };
  const input = fc.record({
    query: changes(['openid_configuration', 'registration_token', 'invite'], hostileText, 60),
    configuration: changes(
      ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri', 'registration_endpoint', PLATFORM],
      hostileJson,
      60,
    ),
    path: fc.oneof(hostileText, fc.constant('lms')),
    answer: changes(['client_id', TOOL], hostileJson, 40),
    client: fc.oneof(hostileText, fc.constant('client')),
    product: hostileText,
    deployment: fc.oneof(hostileText, fc.constant('1')),
    raw: fc.option(hostileText, { freq: 8 }),
    status: fc.constantFrom(200, 200, 200, 201, 400, 500),
  });
  let count = 0;
  await shower('registration', input, async (given) => {
    const name = String(++count);
    const at = (path: string) => platform.origin + path;
    const configuration = changed<unknown>(
      {
        issuer: at(`/${given.path}`),
        authorization_endpoint: at('/auth'),
        token_endpoint: at('/token'),
        jwks_uri: at('/jwks'),
        registration_endpoint: at(`/r/${name}`),
        [PLATFORM]: { product_family_code: given.product },
      },
      given.configuration,
    );
    const answer = changed<unknown>(
      { client_id: `${given.client}${name}`, [TOOL]: { deployment_id: given.deployment } },
      given.answer,
    );
    configurations.set(name, {
      configuration: given.raw ?? JSON.stringify(configuration),
      answer: given.raw ?? JSON.stringify(answer),
      status: given.status,
    });
    const invite = await createInvite(site.db, {
      autoApprove: false,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const query = changed(
      { openid_configuration: at(`/c/${name}`), registration_token: 'x', invite },
      given.query,
    );
    if (!isNear(query.openid_configuration ?? '')) query.invite = 'x';
    const seen = await get(`/lti/register?${new URLSearchParams(query)}`);
    configurations.delete(name);
    return [seen];
  });
  expect(await countOf('platform')).toBeGreaterThan(COUNTS.registration / 50);
});

test('answers', async () => {
  const { token } = await open(site, teacher);
  const input = fc.record({
    texts: fc.array(hostileText, { minLength: 4, maxLength: 4 }),
    change: changes(['challenge', 'choice', 'place.0', 'match.0', 'zone', 'point'], hostileText, 10),
    choice: fc.nat(4),
    kind: bodyKind,
    act: fc.constantFrom('answers', 'answers', 'answers', 'answers', 'skips', 'acknowledgements'),
    path: hostileText,
  });
  // A run for each of those at once: in one, the first answer would leave the others nothing to say.
  const runs = new Map<number, string>();
  const asked = async (place: number): Promise<{ run: string; currentChallenge: string | null }> => {
    const run = runs.get(place) ?? (await beginTrial(token));
    runs.set(place, run);
    const { currentChallenge } = await site.db
      .selectFrom('run')
      .select('currentChallenge')
      .where('id', '=', run)
      .executeTakeFirstOrThrow();
    if (currentChallenge === null) runs.delete(place);
    return { run, currentChallenge };
  };
  await shower('answers', input, async ({ texts, change, choice, kind, act, path }, place) => {
    const { run, currentChallenge } = await asked(place);
    const challenge = site.bank.challenges.get(currentChallenge ?? '');
    const fields = Object.fromEntries(
      (challenge?.fields ?? []).map((field, place) => [`field.${field.id}`, texts[place % 4] ?? '']),
    );
    const placed = placedForm(challenge?.placement ?? null, choice);
    const good = { challenge: currentChallenge ?? '', choice: String(choice), ...fields, ...placed };
    const upto = encodeURIComponent(texts[0]?.toWellFormed() ?? '');
    const body = bodyOf(kind, changed(good, change));
    const strange = encodeURIComponent(path.toWellFormed());
    return [
      await post(`/runs/${run}/${act}?upto=${upto}`, body, pageHeaders(token)),
      await get(`/runs/${run}`, pageHeaders(token)),
      await get(`/tutorials/${strange}?back=${strange}`, pageHeaders(token)),
    ];
  });
  expect(await countOf('answer')).toBeGreaterThan(COUNTS.answers / 6);
});

test('picker forms', async () => {
  const { token } = await open(site, picker);
  const reader = await open(site, pupil);
  const input = fc.record({
    change: changes(['name', 'title', 'landingText'], hostileText, 1),
    rest: changes(['model', 'campaign', 'competenceColumns'], hostileText, 8),
    kind: bodyKind,
    act: fc.constantFrom('campaigns', 'campaigns', 'campaigns', 'ready', 'cancellation'),
    strange: hostileText,
  });
  await shower('picker', input, async ({ change, rest, kind, act, strange }) => {
    const good = { model: 'rentree-3e', name: 'Essai', title: 'Essai', landingText: '' };
    const body = bodyOf(kind, changed(changed(good, change), rest));
    const made = await post(`/picker/${act}`, body, pageHeaders(token));
    const signed = /name="JWT" value="[\w-]+\.([\w-]+)\./.exec(made.html)?.[1] ?? '';
    const its = /"campaign":"(\w+)"/.exec(Buffer.from(signed, 'base64url').toString())?.[1];
    const address = its ?? encodeURIComponent(strange.toWellFormed());
    return [made, await get(`/campaigns/${address}/entry`, pageHeaders(reader.token))];
  });
  const list = await get('/picker', pageHeaders(token));
  expect([list.status, faultOf(list, [])]).toEqual([200, null]);
  expect(await countOf('campaign')).toBeGreaterThan(100);
});

test('10,000 in all, none was answered by a 5xx, and memory stayed as it was', () => {
  expect(total).toBe(10_000);
  const [first = 0, ...later] = living;
  const growth = Math.round((Math.max(...later) - first) / 1024);
  const found = Object.fromEntries([...statuses].sort());
  process.stdout.write(
    `fuzz: ${total} inputs, seed ${SEED}, statuses ${JSON.stringify(found)}, growth ${growth} kB\n`,
  );
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(growth).toBeLessThan(BOUND_KB);
});

/** Growth seen: see the figures printed. Templates and the bank's indexes fill once; 10 kB an input would be a leak of 100 MB. */
const BOUND_KB = 24 * 1024;
const CLAIMS = [
  'iss',
  'aud',
  'azp',
  'sub',
  'iat',
  'exp',
  'nbf',
  'nonce',
  ...['version', 'message_type', 'deployment_id', 'target_link_uri', 'roles', 'context'].map(claim),
  ...['resource_link', 'custom', 'launch_presentation', 'for_user', 'tool_platform', 'lis'].map(claim),
];
const SETTINGS = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
const ENDPOINT = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const OUR_PAGE = { 'sec-fetch-site': 'same-origin' };

/** Throws `COUNTS[kind]` inputs at the door, `AT_ONCE` at a time, and looks at every answer. */
async function shower<T>(
  kind: keyof typeof COUNTS,
  input: fc.Arbitrary<T>,
  send: (given: T, place: number) => Promise<Seen[]>,
): Promise<void> {
  const batch = fc.array(input, { minLength: AT_ONCE, maxLength: AT_ONCE });
  const property = fc.asyncProperty(batch, async (inputs) => {
    await Promise.all(
      inputs.map(async (given, place) => {
        for (const seen of await send(given, place)) {
          statuses.set(seen.status, (statuses.get(seen.status) ?? 0) + 1);
          const fault = faultOf(seen, [platform.origin]);
          if (fault === null) continue;
          const logged = site.lines
            .filter((line) => line.includes('"level":50'))
            .join('')
            .slice(0, 2000);
          throw new Error(`${fault}\nafter ${fc.stringify(given)}\n${logged}`);
        }
        total += 1;
      }),
    );
    site.lines.length = 0;
    platform.calls.length = 0;
    // The first batch loads pages, connections and caches.
    if (living.length === 0) living.push(livingBytes());
  });
  await fc.assert(property, { numRuns: COUNTS[kind] / AT_ONCE, seed: SEED, endOnFailure: true });
  living.push(livingBytes());
}

async function beginTrial(token: string): Promise<string> {
  const begun = await post(`/campaigns/${code}/trials`, bodyOf('form', {}), pageHeaders(token));
  return begun.headers.get('location')?.replace('/runs/', '') ?? '';
}

async function begin(): Promise<{ state: string; nonce: string; cookie: string }> {
  const { headers } = await post('/lti/login', bodyOf('form', login()));
  const { searchParams } = new URL(headers.get('location') ?? 'about:blank');
  return {
    state: searchParams.get('state') ?? '',
    nonce: searchParams.get('nonce') ?? '',
    cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
}

async function get(address: string, headers: Record<string, string> = {}): Promise<Seen> {
  return seenOf(await fetch(site.url + address, { headers, redirect: 'manual' }));
}

async function post(address: string, body: Body, headers: Record<string, string> = {}): Promise<Seen> {
  const all = { ...headers, 'content-type': body.type };
  return seenOf(
    await fetch(site.url + address, { method: 'POST', headers: all, body: body.text, redirect: 'manual' }),
  );
}

async function seenOf(response: Response): Promise<Seen> {
  return { status: response.status, html: await response.text(), headers: response.headers };
}

async function countOf(table: 'session' | 'platform' | 'answer' | 'campaign'): Promise<number> {
  const row = await site.db
    .selectFrom(table)
    .select((e) => e.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** A sound answer to what a challenge asks to place. */
function placedForm(placement: Placement | null, turn: number): Record<string, string> {
  switch (placement?.mode) {
    case 'ordering': {
      const count = placement.items.length;
      return Object.fromEntries(
        placement.items.map((_, item) => [
          `place.${item}`,
          String(((item + 1 + (turn % (count - 1))) % count) + 1),
        ]),
      );
    }
    case 'matching':
      return Object.fromEntries(
        placement.pairs.map((_, left) => [`match.${left}`, String((left + turn) % placement.rights.length)]),
      );
    case 'pointing':
      return placement.points === 1 ? { zone: String(turn % placement.zones.length) } : { point: '1,1' };
    default:
      return {};
  }
}

/** Whether asking this address leaves the machine alone and is answered at once. */
function isNear(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { hostname, protocol } = new URL(address);
  return !/^https?:$/.test(protocol) || hostname === new URL(NOWHERE).hostname;
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
}
