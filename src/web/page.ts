import path from 'node:path';
import type { Request, Response } from 'express';
import { chooseLocale, formatNumber, type Locale, translator } from '../i18n/translate.ts';
import { type Assets, icon } from './assets.ts';
import { coded, codedLines, uncoded } from './coded.ts';
import { findAttachedSession, findAttachedSettings, type Session } from './session.ts';
import { lookOf } from './settings.ts';
import { createTemplates } from './templates.ts';
import type { PageFrame, Place } from './views.ts';

/** Lucide icons of the five domains: never colour alone. */
const DOMAIN_ICONS: Readonly<Record<string, string>> = {
  '1': 'search',
  '2': 'messages-square',
  '3': 'pencil-ruler',
  '4': 'shield-check',
  '5': 'monitor-cog',
};

export type Render = (
  view: string,
  model: object,
  frame: PageFrame,
) => Promise<{ body: string; page: string }>;

/** A whole page in UTF-8, as `createSharedRender` makes it. */
export type RenderShared = (view: string, model: object, frame: PageFrame) => Promise<Buffer>;

/** Renders `views/<view>.ejs` and, around it, `views/layout.ejs`. */
export function createRender(viewsDir: string, assets: Assets, options: { cache: boolean }): Render {
  const file = (view: string) => path.join(viewsDir, `${view}.ejs`);
  const render = createTemplates(options);
  return async (view, model, frame) => {
    // Pages of one run share its title: a view may put its own heading before it, for tabs and screen readers.
    // While a question is asked, the bar keeps quiet.
    const own: { heading?: string; playing?: boolean } = {};
    const shared = {
      t: translator(frame.locale),
      n: (value: number) => formatNumber(value, frame.locale),
      icon,
      asset: assets.address,
      practicalFrame: (component: string) => assets.frame(component, frame.locale),
      coded,
      codedLines,
      uncoded,
      domainIcon: (domain: string) => icon(DOMAIN_ICONS[domain] ?? 'square'),
      frame,
      own,
    };
    const body = render(file(view), { ...model, ...shared });
    const given = 'title' in model && typeof model.title === 'string' ? model.title : '';
    const title = own.heading ? `${own.heading} – ${given}` : given;
    return { body, page: render(file('layout'), { ...shared, title, body }) };
  };
}

/** Answers a page: only its body to a targeted htmx request, the whole document otherwise. */
export async function page(
  req: Request,
  res: Response,
  view: string,
  model: object,
  status = 200,
): Promise<void> {
  const render: Render = req.app.locals.render;
  const { body, page: whole } = await render(view, model, frameOf(req, res));
  res.status(status);
  res.set('Cache-Control', 'no-store');
  res.vary('HX-Request-Type');
  res.type('html').send(req.get('hx-request-type') === 'partial' ? body : whole);
}

/** Answers a page whose text is the same for a whole class, but for names and tokens: a launch's, whole. */
export async function sharedPage(req: Request, res: Response, view: string, model: object): Promise<void> {
  const render: RenderShared = req.app.locals.renderShared;
  const whole = await render(view, model, frameOf(req, res));
  res.writeHead(200, {
    'Cache-Control': 'no-store',
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': whole.length,
  });
  res.end(whole);
}

/** After a write: a GET of `address`, whether htmx asked or not. */
export function go(res: Response, address: string): void {
  res.redirect(303, address);
}

export function localeOf(req: Request, res: Response): Locale {
  return chooseLocale(findAttachedSession(res)?.locale ?? (req.acceptsLanguages('fr', 'en') || 'fr'));
}

function frameOf(req: Request, res: Response): PageFrame {
  const session = findAttachedSession(res);
  const address = typeof res.locals.address === 'string' ? res.locals.address : req.originalUrl;
  return {
    locale: localeOf(req, res),
    person: typeof res.locals.person === 'string' ? res.locals.person : null,
    audience: session?.role === 'teacher' ? 'teacher' : 'pupil',
    look: lookOf(findAttachedSettings(res)),
    signedIn: session !== undefined,
    token: typeof res.locals.newToken === 'string' ? res.locals.newToken : null,
    address,
    place: session && !res.locals.closed ? placeOf(session, address) : null,
  };
}

/** Where the bar says that one is; a teacher who only chooses an activity for a course has no bar. */
function placeOf({ role, contextId, deepLinking }: Session, address: string): Place | null {
  const [, first] = address.split(/[/?]/, 2);
  if (role === 'teacher') {
    if (contextId === null || deepLinking) return null;
    if (first === 'campaigns' || first === 'participations') return 'campaigns';
    return first === 'pupils' ? 'pupils' : 'elsewhere';
  }
  if (role !== 'learner') return null;
  if (first === '' || first === 'code') return 'home';
  return first === 'competences' || first === 'tutorials' || first === 'me' ? first : 'elsewhere';
}
