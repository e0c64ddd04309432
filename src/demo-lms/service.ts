/** What every service has in common: bearer tokens, scopes, media types, methods, refusals in JSON. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { ZodType } from 'zod';
import type { AccessToken, Platform } from './installation.ts';
import { clientById } from './installation.ts';
import type { Client } from './state.ts';

/** A refusal that a program reads. */
export class ServiceRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'ServiceRefusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * The client that shows a good bearer token with one of these scopes. 401 without one or with a wrong one, 403
 * without the scope (RFC 6750, 3.1).
 */
export function callerOf(platform: Platform, request: Request, scopes: readonly string[]): Client {
  const token = bearerOf(platform, request);
  const client = token === undefined ? undefined : clientById(platform, token.clientId);
  if (token === undefined || client === undefined) {
    throw new ServiceRefusal(401, 'invalid_token', 'The access token is missing, unknown or expired.', {
      'WWW-Authenticate': 'Bearer realm="demo-lms", error="invalid_token"',
    });
  }
  if (!token.scopes.some((scope) => scopes.includes(scope))) {
    throw new ServiceRefusal(403, 'insufficient_scope', `This call needs one of: ${scopes.join(' ')}.`, {
      'WWW-Authenticate': `Bearer realm="demo-lms", error="insufficient_scope", scope="${scopes.join(' ')}"`,
    });
  }
  return client;
}

/** 406 when the caller refuses the one type that this service speaks. */
export function requireAccept(request: Request, type: string): void {
  if (request.accepts(type) === false) {
    throw new ServiceRefusal(406, 'not_acceptable', `This resource is only available as ${type}.`);
  }
}

/** The body as the schema reads it. 415 for any other media type, 400 for anything malformed. */
export function readBody<T>(request: Request, type: string, schema: ZodType<T>): T {
  const given = request.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (given !== type) {
    throw new ServiceRefusal(415, 'unsupported_media_type', `The body must be ${type}.`, {
      'Accept-Post': type,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(typeof request.body === 'string' ? request.body : '');
  } catch {
    throw new ServiceRefusal(400, 'invalid_request', 'The body is not JSON.');
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ServiceRefusal(400, 'invalid_request', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

export function sendAs(response: Response, status: number, type: string, body: object): void {
  response
    .status(status)
    .set({ 'Content-Type': type, 'Cache-Control': 'no-store' })
    .send(JSON.stringify(body));
}

/** Goes last on a route: any method that was not answered is refused with those that exist. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  return (request) => {
    throw new ServiceRefusal(405, 'method_not_allowed', `${request.method} is not possible here.`, {
      Allow: methods.join(', '),
    });
  };
}

export function answerServiceError(platform: Platform) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = asRefusal(error);
    if (refusal.status >= 500) {
      platform.log.error({ method: request.method, path: request.path, error: String(error) }, 'demo LMS');
    }
    response
      .status(refusal.status)
      .set({ ...refusal.headers, 'Cache-Control': 'no-store' })
      .json({ error: refusal.code, message: refusal.message });
  };
}

function bearerOf(platform: Platform, request: Request): AccessToken | undefined {
  const name = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1];
  return name === undefined ? undefined : platform.accessTokens.peek(name);
}

/** Express's own refusals (body too large, bad path) carry a status; anything else is our fault. */
function asRefusal(error: unknown): ServiceRefusal {
  if (error instanceof ServiceRefusal) return error;
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return new ServiceRefusal(error.status, 'invalid_request', error.message);
  }
  return new ServiceRefusal(500, 'server_error', 'Unexpected error.');
}
