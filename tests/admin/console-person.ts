import { createConsoleKey } from '../../src/admin/console-key.ts';
import type { Db } from '../../src/db/database.ts';
import { readForm } from '../support/http-person.ts';

export interface Answered {
  readonly status: number;
  readonly html: string;
  /** Path and query after redirects. */
  readonly address: string;
  readonly headers: Headers;
}

/** An administrator without a browser: uses the console over HTTP as its script would. */
export interface Administrator {
  readonly token: string;
  readonly home: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  post(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
}

/** Opens a one-time link and clicks its button. */
export async function openConsole(url: string, db: Db): Promise<Administrator> {
  const key = await createConsoleKey(db, 'tests', new Date());
  const opened = await enter(url, `${url}/admin/enter?key=${key}`);
  if (opened.token === null) throw new Error(`no session (${opened.status})`);
  return actAs(url, opened.token, opened.html);
}

/** What a link's page, then its button, answer; no token when either refuses. */
export async function enter(
  url: string,
  link: string,
): Promise<{ status: number; html: string; token: string | null; headers: Headers }> {
  const shown = await fetch(link);
  const page = await shown.text();
  if (!shown.ok) return { status: shown.status, html: page, token: null, headers: shown.headers };
  const form = readForm(page);
  const answer = await fetch(new URL(form.action, url), {
    method: 'POST',
    body: form.fields,
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const html = await answer.text();
  const meta = /<meta name="palier-session" content="([^"]+)" data-address="\/admin">/.exec(html);
  return { status: answer.status, html, token: meta?.[1] ?? null, headers: answer.headers };
}

/** Requests that carry a token. */
export function actAs(url: string, token: string, home = ''): Administrator {
  const call = async (path: string, init: RequestInit): Promise<Answered> => {
    const answer = await fetch(`${url}${path}`, init);
    const { pathname, search } = new URL(answer.url);
    return {
      status: answer.status,
      html: await answer.text(),
      address: pathname + search,
      headers: answer.headers,
    };
  };
  const own = { authorization: `Bearer ${token}`, 'hx-request': 'true', 'hx-request-type': 'full' };
  return {
    token,
    home,
    get: (path, headers = {}) => call(path, { headers: { ...own, ...headers } }),
    post: (path, fields = {}, headers = {}) =>
      call(path, {
        method: 'POST',
        headers: { ...own, 'sec-fetch-site': 'same-origin', ...headers },
        body: new URLSearchParams(fields),
      }),
  };
}
