import { learnerClaims, type TestPlatform } from '../lti/support/platform.ts';
import type { Site } from './site.ts';

export interface Login {
  readonly state: string;
  readonly nonce: string;
  readonly cookie: string;
  readonly authRequest: URL;
}

/** Begins a login as this platform's page does. */
export async function beginLogin(
  site: Site,
  platform: TestPlatform,
  headers: Readonly<Record<string, string>> = {},
): Promise<Login> {
  const answer = await fetch(`${site.url}/lti/login`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      iss: platform.origin,
      login_hint: '4',
      target_link_uri: `${site.publicUrl}/lti/launch`,
      client_id: platform.clientId,
    }),
    redirect: 'manual',
  });
  const authRequest = new URL(answer.headers.get('location') ?? 'about:blank');
  return {
    authRequest,
    state: authRequest.searchParams.get('state') ?? '',
    nonce: authRequest.searchParams.get('nonce') ?? '',
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
}

/** A whole launch of this platform, with changes to the claims of a pupil's. */
export async function launchFrom(
  site: Site,
  platform: TestPlatform,
  change: Readonly<Record<string, unknown>> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const { state, nonce, cookie } = await beginLogin(site, platform);
  const claims = learnerClaims(platform, site.publicUrl, nonce, new Date(), { ...change });
  const answer = await fetch(`${site.url}/lti/launch`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ state, id_token: await platform.sign(claims) }),
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}
