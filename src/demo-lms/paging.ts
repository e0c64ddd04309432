/** Pages of a collection: `limit` and `from` in the address, `Link` in the answer (RFC 8288). */
import type { Request, Response } from 'express';
import { ServiceRefusal } from './service.ts';

const LARGEST_PAGE = 100;

/** The asked page of `items`; sets `Link` with `first`, and with `prev` and `next` where there is one. */
export function pageOf<T>(request: Request, response: Response, address: string, items: readonly T[]): T[] {
  const from = wholeNumber(request, 'from', 0) ?? 0;
  const limit = Math.min(wholeNumber(request, 'limit', 1) ?? LARGEST_PAGE, LARGEST_PAGE);
  const links = [link(request, address, 'first', 0)];
  if (from > 0) links.push(link(request, address, 'prev', Math.max(0, from - limit)));
  if (from + limit < items.length) links.push(link(request, address, 'next', from + limit));
  response.set('Link', links.join(', '));
  return items.slice(from, from + limit);
}

/** One query parameter, given at most once. */
export function queryOf(request: Request, name: string): string | undefined {
  const values = new URL(request.originalUrl, 'http://lms.invalid').searchParams.getAll(name);
  if (values.length > 1) throw new ServiceRefusal(400, 'invalid_request', `${name} is given twice.`);
  return values[0];
}

function wholeNumber(request: Request, name: string, least: number): number | undefined {
  const given = queryOf(request, name);
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given) || Number(given) < least) {
    throw new ServiceRefusal(400, 'invalid_request', `${name} must be a whole number from ${least} up.`);
  }
  return Number(given);
}

function link(request: Request, address: string, relation: string, from: number): string {
  const query = new URL(request.originalUrl, 'http://lms.invalid').searchParams;
  query.delete('from');
  if (from > 0) query.set('from', String(from));
  const text = query.toString();
  return `<${address}${text === '' ? '' : `?${text}`}>; rel="${relation}"`;
}
