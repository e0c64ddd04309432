import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a service was asked, as Moodle reads it. */
export interface ServiceCall {
  readonly method: string;
  /** Below `services.php`, e.g. `/2/lineitems`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query, as errors repeat them. */
  readonly url: string;
  readonly accept: string;
  /** Without parameters. */
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly reason: string;
  readonly contentType: string;
  readonly body: string;
  readonly link?: string;
}

/** An error of the services: JSON that repeats the request. */
export function failure(call: ServiceCall, status: number, reason: string): ServiceAnswer {
  const { method, url, accept, contentType } = call;
  const request = { method, url, accept: accept || '*/*', ...(contentType ? { contentType } : {}) };
  return {
    status,
    reason: reason.trim(),
    contentType: 'application/json',
    body: JSON.stringify({ status, reason, request }),
  };
}

export function success(contentType: string, body: unknown, status = 200, reason = 'OK'): ServiceAnswer {
  return { status, reason, contentType, body: body === '' ? '' : JSON.stringify(body) };
}

export function readCall(request: IncomingMessage, body: string): ServiceCall {
  const address = new URL(request.url ?? '/', 'http://moodle');
  const accept = request.headers.accept ?? '';
  return {
    method: request.method ?? 'GET',
    path: address.pathname.replace(/^\/mod\/lti\/services\.php/, ''),
    query: address.searchParams,
    url: request.url ?? '/',
    accept: accept === '*/*' ? '' : accept,
    contentType: (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim() ?? '',
    authorization: request.headers.authorization,
    body,
  };
}

/** PHP writes UTF-8 bytes into reason phrases and headers as they are. */
export function send(response: ServerResponse, answer: ServiceAnswer, keepsConnection: boolean): void {
  response.writeHead(answer.status, bytes(answer.reason), {
    'Content-Type': `${answer.contentType}; charset=utf-8`,
    'X-Powered-By': 'PHP/8.2.36',
    ...(answer.link === undefined ? {} : { Link: bytes(answer.link) }),
    ...(keepsConnection ? {} : { Connection: 'close' }),
  });
  response.end(answer.body);
}

function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
