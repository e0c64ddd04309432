import { randomUUID } from 'node:crypto';
import express, { type Request, type Response } from 'express';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Db } from '../../../src/db/database.ts';
import { close, listen, portOf } from './app.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A platform of the tests: its own key, its key set and services over HTTP. */
export interface TestPlatform {
  readonly origin: string;
  readonly clientId: string;
  readonly calls: Call[];
  /** The keys served; tests change them. */
  keys: JWK[];
  /** Answers for addresses beside the key set; the default is 404. */
  answer: (req: Request, res: Response, call: Call) => void;
  /** Signs a payload as it stands. */
  sign(payload: JWTPayload, header?: { kid?: string | undefined }): Promise<string>;
  rotate(kid: string): Promise<void>;
  /** A registration in the database: ids of the rows. */
  register(db: Db, change?: Partial<Registration>): Promise<{ platformId: string; deploymentId: string }>;
  close(): Promise<void>;
}

interface Registration {
  issuer: string;
  clientId: string;
  status: string;
  deploymentStatus: string;
}

export async function startPlatform(clientId = 'client-1'): Promise<TestPlatform> {
  let kid = 'key-1';
  let pair = await generateKeyPair('RS256', { extractable: true });
  const published = async () => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256', use: 'sig' });
  const calls: Call[] = [];
  const app = express();
  app.use(express.text({ type: () => true, limit: '5mb' }));
  app.use((req, res) => {
    const body = typeof req.body === 'string' ? req.body : '';
    const call = { method: req.method, path: req.originalUrl, headers: req.headers, body };
    calls.push(call);
    if (req.path === '/jwks') res.json({ keys: platform.keys });
    else platform.answer(req, res, call);
  });
  const server = await listen(app);
  const origin = `http://127.0.0.1:${portOf(server)}`;
  const platform: TestPlatform = {
    origin,
    clientId,
    calls,
    keys: [await published()],
    answer: (_req, res) => void res.status(404).end(),
    sign(payload, header = {}) {
      const name = 'kid' in header ? header.kid : kid;
      const named = name === undefined ? {} : { kid: name };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...named })
        .sign(pair.privateKey);
    },
    async rotate(next) {
      pair = await generateKeyPair('RS256', { extractable: true });
      kid = next;
      platform.keys = [await published()];
    },
    async register(db, change = {}) {
      const row = await db
        .insertInto('platform')
        .values({
          name: 'Collège des tests',
          issuer: change.issuer ?? origin,
          clientId: change.clientId ?? clientId,
          authUrl: `${origin}/auth?existing=1`,
          tokenUrl: `${origin}/token`,
          jwksUrl: `${origin}/jwks`,
          status: change.status ?? 'active',
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const deployment = await db
        .insertInto('deployment')
        .values({ platformId: row.id, deploymentId: '1', status: change.deploymentStatus ?? 'active' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { platformId: row.id, deploymentId: deployment.id };
    },
    close: () => close(server),
  };
  return platform;
}

/** The claims of a pupil's launch; `undefined` in `change` removes one. */
export function learnerClaims(
  platform: TestPlatform,
  publicUrl: string,
  nonce: string,
  now: Date,
  change: Record<string, unknown> = {},
): JWTPayload {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: platform.origin,
    aud: platform.clientId,
    sub: 'pupil-1',
    iat,
    exp: iat + 60,
    nonce,
    jti: randomUUID(),
    name: 'Zoé Benoît',
    given_name: 'Zoé',
    family_name: 'Benoît',
    [`${LTI}version`]: '1.3.0',
    [`${LTI}message_type`]: 'LtiResourceLinkRequest',
    [`${LTI}deployment_id`]: '1',
    [`${LTI}target_link_uri`]: `${publicUrl}/lti/launch`,
    [`${LTI}roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [`${LTI}context`]: { id: '2', label: 'PIX3E', title: 'Pix 3e' },
    [`${LTI}resource_link`]: { id: '1', title: 'Campagne' },
    [`${LTI}custom`]: { campaign: 'BCDFGH234', nothing: null, number: 3 },
    [`${LTI}launch_presentation`]: { locale: 'fr', return_url: `${platform.origin}/course/2` },
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      lineitems: `${platform.origin}/lineitems?type_id=1`,
      lineitem: `${platform.origin}/lineitems/2/lineitem?type_id=1`,
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${platform.origin}/memberships`,
    },
    ...change,
  };
}

export function deepLinkingChange(platform: TestPlatform, settings: Record<string, unknown> = {}) {
  return {
    [`${LTI}message_type`]: 'LtiDeepLinkingRequest',
    [`${LTI}resource_link`]: undefined,
    [`${LTI}roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'],
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      deep_link_return_url: `${platform.origin}/return?course=2`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe'],
      accept_multiple: true,
      data: 'op=aque&data',
      ...settings,
    },
  };
}

export const claim = (name: string): string => `${LTI}${name}`;
