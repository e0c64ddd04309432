/** A person without a browser: opens activities on the practice LMS and uses Palier's pages over HTTP. */
export interface HttpSession {
  readonly token: string;
  readonly address: string;
  readonly html: string;
  get(path: string): Promise<{ status: number; html: string }>;
  /** Follows the 303 as htmx does. */
  post(
    path: string,
    fields?: Readonly<Record<string, string>> | URLSearchParams,
  ): Promise<{ status: number; html: string; address: string }>;
}

/** Opens an activity, or the « ajouter » page, as the LMS would: login, authentication, launch. */
export async function launch(palierUrl: string, lmsPage: string): Promise<HttpSession> {
  const start = readForm(await text(lmsPage));
  const login = await fetch(start.action, { method: 'POST', body: start.fields, redirect: 'manual' });
  const cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const authentication = readForm(await text(location(login)));
  const answer = await fetch(authentication.action, {
    method: 'POST',
    body: authentication.fields,
    headers: { cookie },
    redirect: 'manual',
  });
  return readSession(palierUrl, { status: answer.status, html: await answer.text() });
}

/** The session that the answer of a launch opened. */
export function readSession(
  palierUrl: string,
  { status, html }: { readonly status: number; readonly html: string },
): HttpSession {
  const meta = /<meta name="palier-session" content="([^"]+)" data-address="([^"]+)">/.exec(html);
  if (!meta?.[1] || !meta[2]) throw new Error(`no session (${status}): ${html.slice(0, 2000)}`);
  return session(palierUrl, meta[1], unescapeHtml(meta[2]), html);
}

/** A session whose token is known, on a page already read. */
export function session(palierUrl: string, token: string, address: string, html: string): HttpSession {
  const headers = { authorization: `Bearer ${token}`, 'hx-request': 'true', 'hx-request-type': 'full' };
  return {
    token,
    address,
    html,
    async get(path) {
      const answer = await fetch(`${palierUrl}${path}`, { headers });
      return { status: answer.status, html: await answer.text() };
    },
    async post(path, fields = {}) {
      const answer = await fetch(`${palierUrl}${path}`, {
        method: 'POST',
        headers: { ...headers, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams(fields),
      });
      return { status: answer.status, html: await answer.text(), address: new URL(answer.url).pathname };
    },
  };
}

/** The first form of a page, with its hidden and checked fields. */
export function readForm(html: string): { action: string; fields: URLSearchParams } {
  const form = /<form\b[^>]*\baction="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(html);
  if (!form?.[1]) throw new Error(`no form in: ${html.slice(0, 1000)}`);
  const fields = new URLSearchParams();
  for (const [tag] of (form[2] ?? '').matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    const choosable = /type="(radio|checkbox)"/.test(tag);
    if (name && (!choosable || /\bchecked\b/.test(tag)))
      fields.append(name, unescapeHtml(attribute('value') ?? 'on'));
  }
  return { action: unescapeHtml(form[1]), fields };
}

function unescapeHtml(html: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#34': '"',
    '#39': "'",
  };
  return html.replace(/&(#?\w+);/g, (whole, name: string) => named[name] ?? whole);
}

async function text(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} at ${address}: ${(await answer.text()).slice(0, 1000)}`);
  return answer.text();
}

function location(answer: Response): string {
  const address = answer.headers.get('location');
  if (!address) throw new Error(`no redirect but ${answer.status}`);
  return address;
}
