import fc from 'fast-check';

/*
 * Hostile texts and forms. Whatever is meant to break out of a page holds `pwn`, so that a page shows whether it did.
 */

/** A port where nothing listens: an address that answers at once that it does not. */
export const NOWHERE = 'http://127.0.0.1:9';

const PAYLOADS = [
  '<script>pwn()</script>',
  '"><pwn x="',
  "'><pwn>",
  '</title></script><pwn>',
  '" onpwn="1',
  "' onpwn='1",
  '<img src=x onerror=pwn()>',
  '<a hx-get="/pwn" hx-trigger="load">',
  '[pwn](javascript:pwn())',
  '![pwn](https://pwn.invalid/x.png)',
  'javascript:pwn()',
  'data:text/html,<pwn>',
  '//pwn.invalid',
  `${NOWHERE}/<pwn>`,
  'http://a;sandbox',
  'http://a;script-src',
  'http://a,b',
  'http://*',
  'https://*.fr',
  "http://a'unsafe-inline'",
  'http://[::1',
  'http://user:pwn@127.0.0.1:9/',
  'file:///etc/passwd',
  'pwn\r\nSet-Cookie: pwn=1',
  'pwn\u0000',
  '\ud800',
  '\udc00pwn',
  '\u202epwn\u2066',
  '<%= pwn %>',
  '<%- include("/etc/passwd") %>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  "'; drop table run; --",
  '../../../../etc/passwd',
  '%00',
  '%E0%A4%A',
  '9'.repeat(400),
  '9223372036854775808',
  '-1',
  '1e999',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '=cmd|pwn',
  'é'.repeat(700),
  '𝒫'.repeat(300),
  '<'.repeat(2000),
  '[['.repeat(1000),
  '| a '.repeat(500),
  '&lt;pwn&gt;',
  '',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PAYLOADS) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom(...PAYLOADS)).map((p) => p.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
);

/** Any JSON, with hostile keys and texts. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    fc.constantFrom<unknown>(
      'é'.repeat(5000),
      null,
      true,
      false,
      0,
      -1,
      1e308,
      Number.MAX_SAFE_INTEGER,
      0.5,
      [],
      {},
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** What becomes of one field. */
type Fate<T> =
  | { readonly kind: 'kept' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'put'; readonly value: T };

function fate<T>(hostile: fc.Arbitrary<T>, keep: number): fc.Arbitrary<Fate<T>> {
  return fc.oneof(
    { weight: keep, arbitrary: fc.constant<Fate<T>>({ kind: 'kept' }) },
    { weight: 1, arbitrary: fc.constant<Fate<T>>({ kind: 'absent' }) },
    { weight: 3, arbitrary: hostile.map((value): Fate<T> => ({ kind: 'put', value })) },
  );
}

/** Changes to some of these fields; the others are to stay as a good request has them. */
export function changes<T>(
  names: readonly string[],
  hostile: fc.Arbitrary<T>,
  keep: number,
): fc.Arbitrary<ReadonlyMap<string, T | undefined>> {
  return fc.tuple(...names.map(() => fate(hostile, keep))).map(
    (fates) =>
      new Map(
        fates.flatMap((what, place): [string, T | undefined][] => {
          const name = names[place];
          if (name === undefined || what.kind === 'kept') return [];
          return [[name, what.kind === 'put' ? what.value : undefined]];
        }),
      ),
  );
}

/** A good form or payload with these changes. */
export function changed<T>(
  good: Readonly<Record<string, T>>,
  change: ReadonlyMap<string, T | undefined>,
): Record<string, T> {
  const entries = [...Object.entries(good).filter(([name]) => !change.has(name)), ...change];
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** A form's body: with these fields, some of them twice, or no form at all. */
export interface Body {
  readonly type: string;
  readonly text: string;
}

export const bodyKind = fc.oneof(
  { weight: 12, arbitrary: fc.constant('form') },
  { weight: 1, arbitrary: fc.constant('twice') },
  { weight: 1, arbitrary: fc.constant('json') },
  { weight: 1, arbitrary: fc.constant('raw') },
  { weight: 1, arbitrary: fc.constant('charset') },
);

export function bodyOf(kind: string, fields: Readonly<Record<string, string>>): Body {
  const form = new URLSearchParams(fields).toString();
  const type = 'application/x-www-form-urlencoded';
  if (kind === 'twice') return { type, text: `${form}&${form}` };
  if (kind === 'json') return { type: 'application/json', text: JSON.stringify(fields) };
  if (kind === 'raw') return { type, text: Object.values(fields).join('&=%').toWellFormed() };
  if (kind === 'charset') return { type: `${type}; charset=utf-7`, text: form };
  return { type, text: form };
}
