/** Sends one HTML page, with the headers that every page has. */
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Response } from 'express';

const VIEWS = fileURLToPath(new URL('./views/', import.meta.url));

export interface PageOptions {
  readonly status?: number;
  /** Origins, beside our own, that a form of this page may post to or lead to. */
  readonly formTargets?: readonly string[];
  /** Origins, beside our own, that frames of this page may show. */
  readonly frames?: readonly string[];
}

/** A refusal that a person reads: what is wrong and what to do next, in French. */
export class PageRefusal extends Error {
  readonly status: number;
  readonly heading: string;

  constructor(status: number, heading: string, message: string) {
    super(message);
    this.name = 'PageRefusal';
    this.status = status;
    this.heading = heading;
  }
}

export async function sendPage(
  response: Response,
  view: string,
  data: object,
  options: PageOptions = {},
): Promise<void> {
  const html = await ejs.renderFile(`${VIEWS}${view}.ejs`, data, { cache: true, rmWhitespace: true });
  response
    .status(options.status ?? 200)
    .set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentPolicy(options),
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(html);
}

function contentPolicy({ formTargets = [], frames = [] }: PageOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    `frame-src ${["'self'", ...frames].join(' ')}`,
    // Our own pages come back inside the tool's frame: the picker's answer, the return page.
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ].join('; ');
}
