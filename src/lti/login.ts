import { stringify } from 'node:querystring';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from '../web/page.ts';
import { setDocumentPolicy } from '../web/security.ts';
import type { LtiDeps } from './deps.ts';
import { frameOriginsOf } from './frame-origins.ts';
import { allowFraming } from './framing.ts';
import type { KnownPlatforms } from './known-platforms.ts';
import { issueState, setStateCookie, storageKey } from './state.ts';
import { isStorable } from './storable.ts';
import { findPlatformsOfDeployment, type Platform } from './store.ts';

/** PostgreSQL refuses NUL, and no address holds a control character. */
const plain = z.string().regex(/^\P{Cc}+$/u);
/** An optional parameter without a value is one that was not sent (RFC 6749, 3.1). */
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (given === '' ? undefined : given), schema.optional());
const parameters = z.object({
  iss: plain.max(2048),
  login_hint: z.string().min(1).max(4096),
  target_link_uri: z.string().min(1).max(1024),
  lti_message_hint: optional(z.string().max(16_384)),
  client_id: optional(plain.max(255)),
  lti_deployment_id: optional(z.string()),
  // One that names no frame is of no use, and the login needs none.
  lti_storage_target: z
    .string()
    .optional()
    .transform((name) => (name !== undefined && /^[\w.-]{1,128}$/.test(name) ? name : null)),
});
type Login = z.output<typeof parameters>;

/** `GET|POST /lti/login`: third-party initiated login (LTI 1.3 security framework, 5.1.1). Writes nothing. */
export function loginHandler(deps: LtiDeps, platforms: KnownPlatforms) {
  return async (req: Request, res: Response): Promise<void> => {
    const parsed = parameters.safeParse(req.method === 'POST' ? (req.body ?? {}) : req.query);
    if (!parsed.success) {
      const names = parsed.error.issues.map((issue) => issue.path.join('.'));
      throw new AppError('login-invalid', names.join(', '));
    }
    const login = parsed.data;
    const platform = await accept(deps, platforms, login).catch((error: unknown) => {
      allowFraming(res, [login.iss]);
      throw error;
    });
    setDocumentPolicy(res, { frameAncestors: frameOriginsOf(platform) });
    const storageTarget = login.lti_storage_target;
    const { state, nonce, secret } = issueState(
      deps.config,
      { platformId: platform.id, target: login.target_link_uri, storageTarget },
      deps.now(),
    );
    setStateCookie(deps.config, res, state, secret);
    const next = authenticationRequest(deps, platform, login, { state, nonce });
    res.setHeader('Cache-Control', 'no-store');
    if (storageTarget === null) {
      // Without a length, the empty answer would be sent in pieces, and a proxy that speaks HTTP/1.0 would lose its connection.
      res.writeHead(302, { Location: next, 'Content-Length': 0 }).end();
      return;
    }
    const origin = new URL(platform.authUrl).origin;
    await page(req, res, 'lti/storage', {
      title: translator(localeOf(req, res))('lti.storage.title'),
      mode: 'put',
      storage: { target: storageTarget, origin, key: storageKey(state), value: secret },
      next,
      fields: [],
    });
  };
}

/** Only the one address we ever register: nothing to redirect to elsewhere. @throws AppError login-foreign-target */
export function checkTarget(publicUrl: string, target: string): void {
  if (target === `${publicUrl}/lti/launch`) return;
  const url = URL.parse(target);
  if (url?.origin !== publicUrl || url.pathname !== '/lti/launch') {
    throw new AppError('login-foreign-target', url ? url.host + url.pathname : 'not an address');
  }
}

/** @throws AppError platform-pending, platform-disabled */
export function checkPlatformStatus(platform: Platform): void {
  if (platform.status === 'pending') throw new AppError('platform-pending', `platform ${platform.id}`);
  if (platform.status !== 'active') throw new AppError('platform-disabled', `platform ${platform.id}`);
}

async function accept(deps: LtiDeps, platforms: KnownPlatforms, login: Login): Promise<Platform> {
  checkTarget(deps.config.publicUrl, login.target_link_uri);
  const found = await platforms.ofIssuer(login.iss, login.client_id);
  if (found.length === 0) throw new AppError('login-unknown-platform', login.iss.slice(0, 200));
  const platform = onlyOf(found) ?? (await findByDeployment(deps, login));
  if (!platform) throw new AppError('login-ambiguous-platform', login.iss.slice(0, 200));
  checkPlatformStatus(platform);
  return platform;
}

/** Of two registrations at most, open ones first: one that was closed, or waits, is not the one meant beside an open one. */
function onlyOf([first, another]: readonly Platform[]): Platform | undefined {
  return !another || (first?.status === 'active' && another.status !== 'active') ? first : undefined;
}

/** The only registration of the issuer that has the deployment named; undefined when none or several have. */
async function findByDeployment(deps: LtiDeps, login: Login): Promise<Platform | undefined> {
  const deploymentId = login.lti_deployment_id;
  if (deploymentId === undefined || !isStorable(deploymentId)) return undefined;
  return onlyOf(await findPlatformsOfDeployment(deps.db, login.iss, deploymentId));
}

function authenticationRequest(
  deps: LtiDeps,
  platform: Platform,
  login: Login,
  { state, nonce }: { state: string; nonce: string },
): string {
  const hint = login.lti_message_hint;
  const query = stringify({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${deps.config.publicUrl}/lti/launch`,
    login_hint: login.login_hint,
    state,
    nonce,
    ...(hint === undefined ? {} : { lti_message_hint: hint }),
  });
  return `${beginningOf(platform)}${query}`;
}

const OURS = [
  'scope',
  'response_type',
  'response_mode',
  'prompt',
  'client_id',
  'redirect_uri',
  'login_hint',
  'lti_message_hint',
  'state',
  'nonce',
];
const beginnings = new WeakMap<Platform, string>();

/** The platform's address with the parameters of its own, ready for ours. */
function beginningOf(platform: Platform): string {
  const known = beginnings.get(platform);
  if (known !== undefined) return known;
  const url = new URL(platform.authUrl);
  url.hash = '';
  for (const name of OURS) url.searchParams.delete(name);
  const beginning = `${url.href}${url.search === '' ? '?' : '&'}`;
  beginnings.set(platform, beginning);
  return beginning;
}
