import type { NextFunction, Request, Response } from 'express';
import { localeOf, type Render } from '../web/page.ts';

/** Nobody may frame the console, and its forms go nowhere else. */
export function setConsolePolicy(_req: Request, res: Response, next: NextFunction): void {
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  res.set({
    'Content-Security-Policy': directives.join('; '),
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  });
  next();
}

/** Answers a page of the console; `token` only on the answer that opens a session, which hands it to the page. */
export async function adminPage(
  req: Request,
  res: Response,
  view: string,
  model: object,
  options: { status?: number; token?: string } = {},
): Promise<void> {
  const render: Render = req.app.locals.render;
  const frame = {
    locale: localeOf(req, res),
    person: null,
    // The wide layout, and « vous ».
    audience: 'teacher',
    token: options.token ?? null,
    look: {},
    signedIn: false,
    address: options.token === undefined ? req.originalUrl : '/admin',
    place: null,
  } as const;
  const { page } = await render(`admin/${view}`, model, frame);
  res
    .status(options.status ?? 200)
    .type('html')
    .send(page);
}
