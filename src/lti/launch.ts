import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../errors.ts';
import { chooseLocale, type Locale } from '../i18n/translate.ts';
import { sharedPage } from '../web/page.ts';
import { setDocumentPolicy } from '../web/security.ts';
import { attachSession, attachSettings, type Role, type Session } from '../web/session.ts';
import { type Binding, findBinding, mayBeFramed } from './binding.ts';
import { type Claims, type DeepLinkingSettings, type MessageType, readClaims } from './claims.ts';
import type { LtiDeps } from './deps.ts';
import { type Enter, EntryError, ownAddress } from './enter.ts';
import { frameOriginsOf, launchPolicy } from './frame-origins.ts';
import { verifyIdToken } from './id-token.ts';
import type { KnownPlatforms } from './known-platforms.ts';
import { checkPlatformStatus, checkTarget } from './login.ts';
import type { PlatformKeys } from './platform-keys.ts';
import { askStorage, offerNewTab, type Received } from './proof-pages.ts';
import { decideStanding, type Standing } from './roles.ts';
import { clearStateCookie, readState } from './state.ts';
import {
  findDeployment,
  notePendingDeployment,
  type Platform,
  savePlatformError,
  touchPlatform,
} from './store.ts';

/** A verified launch; ids are those of our rows. */
export interface Launch {
  readonly messageType: MessageType;
  readonly platformId: string;
  readonly deploymentId: string;
  readonly userId: string;
  readonly contextId: string | null;
  readonly resourceLinkId: string | null;
  readonly role: Role;
  readonly locale: Locale;
  readonly custom: Readonly<Record<string, string>>;
  readonly lineItemUrl: string | null;
  readonly deepLinking: DeepLinkingSettings | null;
  readonly returnUrl: string | null;
  /** Of a submission review: the `sub` of the person whose work is to be shown. */
  readonly forUserSub: string | null;
}

/** Where verified launches lead, as the rooms above decide. */
export interface Landing {
  /** What `launch_destination` is asked in the round trip that opens the session; null: nothing. */
  question(launch: Pick<Launch, 'custom'>): object | null;
  /** Once the session is committed; `found` is what `launch_destination` answered, or null. */
  land(launch: Launch, session: Session, found: unknown): Promise<Landed>;
}

export interface Landed {
  /** An address inside Palier. */
  readonly address: string;
  /** What that address shows, when it is known already, and the same for a whole class. */
  readonly page?: { readonly view: string; readonly model: object };
}

/** A platform's last launch is noted at most this often. */
const TOUCH_MS = 60_000;
const MAX_TOKEN = 262_144;
const form = z.object({
  state: z.string().max(8192).optional(),
  id_token: z.string().max(MAX_TOKEN).optional(),
  error: z.string().optional(),
  storage_value: z.string().max(256).optional(),
  ticket: z.string().max(1024).optional(),
});

/** Refusals that the administrator of the platform can mend; others are of one browser or one click. */
const PLATFORM_FAULTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'token-malformed',
  'token-signature',
  'token-audience',
  'token-expired',
  'token-early',
  'claims-invalid',
  'message-unsupported',
  'person-missing',
  'keys-unreachable',
  'deployment-unknown',
  'deployment-disabled',
]);

/** What launches are checked against, and where they lead. */
export interface LaunchParts {
  readonly platforms: KnownPlatforms;
  readonly keys: PlatformKeys;
  readonly enter: Enter;
  readonly landing: Landing;
}

/** `POST /lti/launch`: the authentication response (LTI 1.3 security framework, 5.1.1.3), then the page it leads to. */
export function launchHandler(deps: LtiDeps, parts: LaunchParts) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    res.setHeader('Cache-Control', 'no-store');
    const landed = await answer(deps, parts, req, res, false).catch(async (error: unknown) => {
      if (!(error instanceof EntryError)) throw error;
      // The platform changed since it was read: the launch is verified again, against what stands now.
      return answer(deps, parts, req, res, true).catch((again: unknown) => {
        throw again instanceof EntryError ? new AppError('conflict', again.message) : again;
      });
    });
    if (landed?.page) await sharedPage(req, res, landed.page.view, landed.page.model);
    else if (landed) next();
  };
}

/** @returns where the launch leads; null when a page that asks for more is answered. */
async function answer(
  deps: LtiDeps,
  parts: LaunchParts,
  req: Request,
  res: Response,
  anew: boolean,
): Promise<Landed | null> {
  const body = readForm(req.body);
  const received = await receive(deps, parts.platforms, body, deps.now(), anew);
  setDocumentPolicy(res, { frameAncestors: frameOriginsOf(received.platform) });
  checkPlatformStatus(received.platform);
  try {
    return await proceed(deps, parts, req, res, received, body);
  } catch (error) {
    if (error instanceof AppError && PLATFORM_FAULTS.has(error.code)) {
      await savePlatformError(deps.db, received.platform.id, `launch ${error.code}`);
    }
    throw error;
  }
}

async function proceed(
  deps: LtiDeps,
  { platforms, keys, landing, enter }: LaunchParts,
  req: Request,
  res: Response,
  received: Received,
  body: z.output<typeof form>,
): Promise<Landed | null> {
  const now = deps.now();
  const binding = findBinding(deps.config, req, received, {
    storageValue: body.storage_value,
    ticket: body.ticket,
  });
  if (!binding && received.state.storageTarget !== null && body.storage_value === undefined) {
    await askStorage(req, res, received, received.state.storageTarget);
    return null;
  }
  const claims = await verify(deps, keys, received, binding?.kind === 'click' ? binding.verifiedAt : now);
  if (!binding) {
    if (!mayBeFramed(req)) throw new AppError('state-other-browser');
    await offerNewTab(deps, req, res, received, claims);
    return null;
  }
  const landed = await open(deps, { platforms, landing, enter }, res, { ...received, claims, binding }, now);
  // The app answers the page itself: a redirect would have to carry the token in its address.
  res.locals.address = landed.address;
  req.method = 'GET';
  req.url = landed.address;
  req.body = undefined;
  return landed;
}

function readForm(body: unknown): z.output<typeof form> {
  const parsed = form.safeParse(body ?? {});
  if (!parsed.success) throw new AppError('token-malformed', 'the form of the launch');
  return parsed.data;
}

/** The message as it came, with the state and the registration that the state names. */
async function receive(
  deps: LtiDeps,
  platforms: KnownPlatforms,
  body: z.output<typeof form>,
  now: Date,
  anew: boolean,
): Promise<Received> {
  // Without a value it says nothing, as if it were not there (RFC 6749, 3.1).
  if (body.error) {
    const code = body.error.replace(/[^a-z_]/g, '').slice(0, 60);
    throw new AppError('platform-refused-login', code);
  }
  if (!body.state) throw new AppError('state-missing');
  if (!body.id_token) throw new AppError('token-missing');
  const state = readState(deps.config, body.state, now);
  const platform = await platforms.find(state.platformId, anew);
  if (!platform) throw new AppError('state-invalid', 'the registration is gone');
  return { idToken: body.id_token, stateText: body.state, state, platform };
}

/** Everything that makes a message true, before anything is written. */
async function verify(deps: LtiDeps, keys: PlatformKeys, received: Received, at: Date): Promise<Claims> {
  const { idToken, state, platform } = received;
  const payload = await verifyIdToken(keys, platform, idToken, { nonce: state.nonce, now: at });
  const claims = readClaims(payload);
  checkTarget(deps.config.publicUrl, claims.targetLinkUri);
  if (!isSameAddress(claims.targetLinkUri, state.target)) {
    throw new AppError('claims-invalid', 'target_link_uri is not that of the login');
  }
  if (claims.deepLinking && ownAddress(platform, claims.deepLinking.returnUrl) === null) {
    throw new AppError('claims-invalid', 'deep_link_return_url is not on the platform');
  }
  return claims;
}

/** LTI Core 1.3, 5.3.4: the login and the message name one target. Only the order and the writing of a query may differ. */
function isSameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [new URL(one), new URL(other)];
  first.searchParams.sort();
  second.searchParams.sort();
  return first.href === second.href;
}

/** Opens the session of a verified launch, and gives it to this answer. */
async function open(
  deps: LtiDeps,
  { platforms, landing, enter }: Pick<LaunchParts, 'platforms' | 'landing' | 'enter'>,
  res: Response,
  verified: Received & { claims: Claims; binding: Binding },
  now: Date,
): Promise<Landed> {
  const { platform, claims, state } = verified;
  const standing = decideStanding(claims.roles, claims.messageType === 'LtiDeepLinkingRequest');
  checkRight(claims, standing);
  const entry = { platform, claims, standing, state, question: landing.question(claims) };
  const arrival = await enter(entry, now).catch(async (error: unknown) => {
    if (error instanceof EntryError && error.about === 'deployment') {
      await checkDeployment(deps, platform, claims);
    }
    throw error;
  });
  const { session, token, person, settings, found } = arrival;
  if (now.getTime() - (platform.lastLaunchAt?.getTime() ?? 0) > TOUCH_MS) {
    await touchPlatform(deps.db, platform.id, 'lastLaunchAt', now);
    platforms.forget(platform);
  }
  deps.log.info(
    {
      platformId: platform.id,
      message: claims.messageType,
      role: session.role,
      proof: verified.binding.kind,
    },
    'launch',
  );
  clearStateCookie(deps.config, res, verified.stateText);
  attachSession(res, session, token);
  attachSettings(res, settings);
  res.locals.person = person;
  setDocumentPolicy(res, launchPolicy(platform, session));
  return landing.land(launchOf(claims, session), session, found);
}

/** @throws AppError deployment-unknown (noted, for the administrator to approve), deployment-disabled */
async function checkDeployment(deps: LtiDeps, platform: Platform, claims: Claims): Promise<void> {
  const deployment = await findDeployment(deps.db, platform.id, claims.deploymentId);
  if (!deployment) {
    const seenIn = claims.context?.title ?? claims.context?.label ?? null;
    await notePendingDeployment(deps.db, platform.id, claims.deploymentId, seenIn);
  }
  if (!deployment || deployment.status === 'pending') {
    throw new AppError('deployment-unknown', `platform ${platform.id}, deployment ${claims.deploymentId}`);
  }
  if (deployment.status !== 'active')
    throw new AppError('deployment-disabled', `deployment ${deployment.id}`);
}

/** Only a teacher places activities, and only a teacher or the pupil looks at a submission. */
function checkRight(claims: Claims, standing: Standing): void {
  if (claims.messageType === 'LtiDeepLinkingRequest' && standing.role !== 'teacher') {
    throw new AppError('forbidden', 'deep linking is for teachers');
  }
  if (
    claims.messageType === 'LtiSubmissionReviewRequest' &&
    standing.role !== 'teacher' &&
    claims.forUserSub !== claims.sub
  ) {
    throw new AppError('forbidden', "another person's submission");
  }
}

function launchOf(claims: Claims, session: Session): Launch {
  return {
    messageType: claims.messageType,
    platformId: session.platformId,
    deploymentId: session.deploymentId,
    userId: session.userId,
    contextId: session.contextId,
    resourceLinkId: session.resourceLinkId,
    role: session.role,
    locale: chooseLocale(session.locale),
    custom: claims.custom,
    lineItemUrl: claims.ags?.lineItem ?? null,
    deepLinking: claims.messageType === 'LtiDeepLinkingRequest' ? claims.deepLinking : null,
    returnUrl: session.returnUrl,
    forUserSub: claims.forUserSub,
  };
}
