import v8 from 'node:v8';
import vm from 'node:vm';

export interface Seen {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

const DIRECTIVES =
  'default-src script-src style-src img-src font-src connect-src media-src frame-src base-uri form-action frame-ancestors';

/** Hostile text that came out as markup. */
const MARKUP = /<\/?pwn|<script>|<img src=x|<%/i;
const TAG = /<[a-z][\w-]*((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
/** Where an address in an attribute leads, or what it would run. */
const ADDRESS = /^(href|src|action|formaction|data-next|hx-\w+)$/;
const FOREIGN = /^\s*(javascript|data|file|vbscript):|^\/\/|^\s*https?:\/\/[^/?#]*pwn\./i;

/**
 * What no answer to hostile input may be.
 * @returns what is wrong with it, or null.
 */
export function faultOf({ status, html, headers }: Seen, allowed: readonly string[]): string | null {
  if (status >= 500) return `status ${status}`;
  const out = MARKUP.exec(html);
  if (out) return `unescaped: ${html.slice(Math.max(0, out.index - 80), out.index + 120)}`;
  const attribute = hostileAttribute(html);
  if (attribute !== null) return `attribute: ${attribute}`;
  if (headers.getSetCookie().some((line) => !line.startsWith('palier-state-')))
    return 'a cookie that is not ours';
  const policy = headers.get('content-security-policy') ?? '';
  if (headers.get('content-type')?.startsWith('text/html')) {
    const names = policy.split(/[;,]/).map((part) => part.trim().split(/\s+/)[0]);
    if (names.join(' ') !== DIRECTIVES || /unsafe|\*/.test(policy)) return `policy: ${policy}`;
  }
  const to = headers.get('location');
  if (to !== null && !/^\/(?![/\\])/.test(to) && !allowed.some((start) => to.startsWith(start)))
    return `leads to ${to}`;
  return null;
}

function hostileAttribute(html: string): string | null {
  for (const [tag, attributes = ''] of html.matchAll(TAG)) {
    for (const [whole, name = '', ...values] of attributes.matchAll(ATTRIBUTE)) {
      const value = values.find((given) => given !== undefined) ?? '';
      if (/^on|pwn/i.test(name)) return `${whole} in ${tag}`;
      if (ADDRESS.test(name.toLowerCase()) && FOREIGN.test(value)) return `${whole} in ${tag}`;
    }
  }
  return null;
}

/** Bytes of living objects: what is left after a full collection. */
export function livingBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no collector');
  for (let turn = 0; turn < 3; turn += 1) collect();
  return process.memoryUsage().heapUsed;
}
