import type { TestApp } from './app.ts';
import type { TestPlatform } from './platform.ts';

/** What a browser keeps between a login and its launch. */
export interface Login {
  readonly response: Response;
  readonly authRequest: URL;
  readonly state: string;
  readonly nonce: string;
  /** `name=value`, as sent back. */
  readonly cookie: string;
}

/** Begins a login as the platform's form does. */
export async function login(
  app: TestApp,
  platform: TestPlatform,
  change: Record<string, string | undefined> = {},
  method: 'GET' | 'POST' = 'POST',
): Promise<Login> {
  const response = await sendLogin(app, platform, change, method);
  const authRequest = new URL(response.headers.get('location') ?? 'about:blank');
  return {
    response,
    authRequest,
    state: authRequest.searchParams.get('state') ?? '',
    nonce: authRequest.searchParams.get('nonce') ?? '',
    cookie: cookieOf(response),
  };
}

export async function sendLogin(
  app: TestApp,
  platform: TestPlatform,
  change: Record<string, string | undefined> = {},
  method: 'GET' | 'POST' = 'POST',
): Promise<Response> {
  const fields = new URLSearchParams();
  const given = {
    iss: platform.origin,
    target_link_uri: `${app.deps.config.publicUrl}/lti/launch`,
    login_hint: '4',
    lti_message_hint: '{"cmid":2,"launchid":"a b+c"}',
    client_id: platform.clientId,
    lti_deployment_id: '1',
    ...change,
  };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) fields.set(name, value);
  return method === 'GET'
    ? fetch(`${app.url}/lti/login?${fields}`, { redirect: 'manual' })
    : fetch(`${app.url}/lti/login`, { method, body: fields, redirect: 'manual' });
}

export async function postLaunch(
  app: TestApp,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; response: Response }> {
  const response = await fetch(`${app.url}/lti/launch`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });
  return { status: response.status, html: await response.text(), response };
}

export function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** The value of a hidden field of a page, unescaped. */
export function fieldOf(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  return value.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
