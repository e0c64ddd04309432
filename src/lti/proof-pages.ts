import type { Request, Response } from 'express';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from '../web/page.ts';
import { newReference } from '../web/reference.ts';
import { issueTicket } from './binding.ts';
import type { Claims } from './claims.ts';
import type { LtiDeps } from './deps.ts';
import type { LoginState } from './state.ts';
import { storageKey } from './state.ts';
import type { Platform } from './store.ts';

/** A launch as it came, with what its state names. */
export interface Received {
  readonly idToken: string;
  readonly stateText: string;
  readonly state: LoginState;
  readonly platform: Platform;
}

/** No cookie, but the platform keeps the secret of the login: the page fetches it and posts the launch again. */
export async function askStorage(
  req: Request,
  res: Response,
  received: Received,
  target: string,
): Promise<void> {
  res.set('Referrer-Policy', 'same-origin');
  await page(req, res, 'lti/storage', {
    title: translator(localeOf(req, res))('lti.storage.title'),
    mode: 'get',
    storage: {
      target,
      origin: new URL(received.platform.authUrl).origin,
      key: storageKey(received.stateText),
      value: '',
    },
    next: '/lti/launch',
    fields: [
      ['id_token', received.idToken],
      ['state', received.stateText],
      ['storage_value', ''],
    ],
  });
}

/** No proof at all. In a frame: one button that names the account and carries the launch on in a new tab. */
export async function offerNewTab(
  deps: LtiDeps,
  req: Request,
  res: Response,
  received: Received,
  claims: Claims,
): Promise<void> {
  const reference = newReference();
  const about = { reference, platformId: received.platform.id, code: 'state-other-browser' };
  deps.log.warn(about, 'launch without a proof');
  // Browsers that send no Sec-Fetch-Site must be able to say whence the form came.
  res.set('Referrer-Policy', 'same-origin');
  const model = {
    title: translator(localeOf(req, res))('lti.newTab.title'),
    person: claims.name ?? claims.givenName,
    platform: received.platform.name,
    fields: [
      ['id_token', received.idToken],
      ['state', received.stateText],
      ['ticket', issueTicket(deps.config, received, deps.now())],
    ],
    reference,
  };
  await page(req, res, 'lti/new-tab', model, 403);
}
