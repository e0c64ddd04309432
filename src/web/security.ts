import { createHash } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError } from '../errors.ts';
import { bearerToken } from './session.ts';

/**
 * Headers that every answer carries: a policy under which nobody but us frames it, until a page names who may
 * (`setDocumentPolicy`). Framing is ruled by that policy alone, and no `Cross-Origin-Opener-Policy` is set: the LMS opens
 * us in windows that must still tell their opener to close them.
 */
export function securityHeaders(production: boolean): RequestHandler {
  const headers = Object.entries({
    'Content-Security-Policy': policyText([], []),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
    'Referrer-Policy': 'no-referrer',
    ...(production ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Permitted-Cross-Domain-Policies': 'none',
    // The filters of old browsers could be turned against a page.
    'X-XSS-Protection': '0',
  });
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** `;`, `,` and `*` may stand in the host of an address, and would mean something else in the policy. */
const PLAIN_ORIGIN = /^https?:\/\/(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:]+\])(?::\d+)?$/;

/** Origins beside ours that may frame a document, and that its forms may post to. */
export interface DocumentPolicy {
  readonly frameAncestors: readonly string[];
  readonly formAction?: readonly string[];
}

/** The policy of a document: nothing inline, nothing from elsewhere; framed by `frameAncestors` only. */
export function setDocumentPolicy(res: Response, policy: DocumentPolicy): void {
  res.setHeader('Content-Security-Policy', policyText(policy.frameAncestors, policy.formAction ?? []));
  res.locals.policySet = true;
}

/** Whether something was already said of who may frame this answer, here or by a policy of its own. */
export function hasDocumentPolicy(res: Response): boolean {
  return res.locals.policySet === true || res.get('Content-Security-Policy') !== policyText([], []);
}

// A class launches from one platform: its policy is written once, not at every answer.
const MAX_TEXTS = 500;
const texts = new Map<string, string>();

function policyText(frameAncestors: readonly string[], formAction: readonly string[]): string {
  const key = JSON.stringify([frameAncestors, formAction]);
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = writePolicy(frameAncestors, formAction);
  if (texts.size >= MAX_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

function writePolicy(frameAncestors: readonly string[], formAction: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    `form-action ${sources(formAction)}`,
    `frame-ancestors ${sources(frameAncestors)}`,
  ].join('; ');
}

function sources(origins: readonly string[]): string {
  const plain = [...new Set(origins)].filter((origin) => PLAIN_ORIGIN.test(origin));
  const text = ["'self'", ...plain].join(' ');
  return text.length <= MAX_SOURCES ? text : "'self' https:";
}

/**
 * Proxies and clients refuse long headers. An installation with so many platforms opens the pages that hold no session
 * to any site over https: whoever frames them finds nothing there, since a session lives in its own frame's history.
 */
const MAX_SOURCES = 1500;

/**
 * Refuses writes that another site started (Fetch Metadata). Browsers without `Sec-Fetch-Site` (Safari before 16.4)
 * pass with a bearer token, which no other site can send.
 */
export function refuseCrossSiteWrites(req: Request, _res: Response, next: NextFunction): void {
  const site = req.get('sec-fetch-site');
  const reads = req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';
  if (reads || site === 'same-origin' || (site === undefined && bearerToken(req) !== null)) next();
  else next(new AppError('cross-site-write', `sec-fetch-site: ${site ?? 'absent'}`));
}

/** Requests a minute of one session: far above what a person makes. */
const BY_SESSION = 600;
/** Of one address, behind which a whole académie may be. */
const BY_ADDRESS = 30_000;

/**
 * Counts by session, and by address with a bound that only an attack meets. A launch that goes on as a page was counted
 * at its door.
 */
export function limitRate(): RequestHandler[] {
  const counted = (req: Request) => req.url !== req.originalUrl;
  const common = {
    windowMs: 60_000,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req: Request, _res: Response, next: NextFunction) => next(new AppError('too-many-requests')),
  } as const;
  return [
    rateLimit({ ...common, limit: BY_ADDRESS, skip: counted }),
    rateLimit({
      ...common,
      limit: BY_SESSION,
      skip: (req) => counted(req) || bearerToken(req) === null,
      keyGenerator: (req) =>
        createHash('sha256')
          .update(bearerToken(req) ?? '')
          .digest('base64url'),
    }),
  ];
}
