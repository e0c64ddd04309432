import type { Request } from 'express';

/**
 * The origin at which a browser reached us: what a proxy says of the request (`X-Forwarded-*`), else the host that was
 * asked for. Without `X-Forwarded-Proto` the scheme is taken from `publicUrl`, since a proxy may have ended TLS.
 * @returns null when the request names no usable host
 */
export function reachedAt(req: Request, publicUrl: string): string | null {
  const host = first(req.get('x-forwarded-host')) ?? req.get('host');
  const scheme = first(req.get('x-forwarded-proto')) ?? new URL(publicUrl).protocol.slice(0, -1);
  if (host === undefined || !/^https?$/.test(scheme) || !/^[a-z0-9.:[\]-]{1,255}$/i.test(host)) return null;
  const address = `${scheme}://${host}`;
  return URL.canParse(address) ? new URL(address).origin : null;
}

/** Proxies in a row write a list: the first is the one that the browser met. */
function first(value: string | undefined): string | undefined {
  return value?.split(',')[0]?.trim().toLowerCase() || undefined;
}
