import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBy, readJws } from '../../src/lti/jws.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const header = { alg: 'RS256', kid: 'one' };

function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function signed(head: unknown, payload: unknown, key = privateKey): string {
  const text = `${part(head)}.${part(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

test('a token signed by the key is read and recognised', () => {
  const jws = readJws(signed(header, { sub: 'é' }));
  expect(jws).toMatchObject({ kid: 'one', payload: { sub: 'é' } });
  expect(isSignedBy(jws, publicKey)).toBe(true);
});

test('another key, other words, another padding or a cut signature are not recognised', () => {
  const token = signed(header, { sub: 'a' });
  const [head, , signature] = token.split('.');
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pss = sign('sha256', Buffer.from(`${head}.${part({ sub: 'a' })}`), {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
  });
  expect(isSignedBy(readJws(token), other.publicKey)).toBe(false);
  expect(isSignedBy(readJws(`${head}.${part({ sub: 'b' })}.${signature}`), publicKey)).toBe(false);
  expect(isSignedBy(readJws(`${head}.${part({ sub: 'a' })}.${pss.toString('base64url')}`), publicKey)).toBe(
    false,
  );
  for (const end of ['', 'A', 'AAAA']) {
    expect(isSignedBy(readJws(`${token.slice(0, token.lastIndexOf('.'))}.${end}`), publicKey)).toBe(false);
  }
});

test.each([
  ['no algorithm', { kid: 'one' }],
  ['none', { alg: 'none', kid: 'one' }],
  ['a shared secret', { alg: 'HS256', kid: 'one' }],
  ['another case', { alg: 'rs256', kid: 'one' }],
  ['several algorithms', { alg: ['RS256'], kid: 'one' }],
  ['no name of the key', { alg: 'RS256' }],
  ['an empty name', { alg: 'RS256', kid: '' }],
  ['a number for a name', { alg: 'RS256', kid: 1 }],
])('a header with %s is refused as a signature', (_what, head) => {
  expect(() => readJws(signed(head, {}))).toThrow('token-signature');
});

test.each([
  ['an extension that must be understood', signed({ ...header, crit: ['b64'], b64: false }, {})],
  ['two parts', signed(header, {}).split('.').slice(0, 2).join('.')],
  ['four parts', `${signed(header, {})}.`],
  ['a thousand parts', '.'.repeat(1000)],
  ['spaces', ` ${signed(header, {})}`],
  ['padding', `${part(header)}=.${part({})}.AAAA`],
  ['plain base64', `${part(header)}.+/+/.AAAA`],
  ['a header that is no JSON', signed('hello', {})],
  ['a header that is a list', signed([header], {})],
  ['a payload that is null', signed(header, null)],
  ['a payload that is text', signed(header, '"text"')],
  [
    'a payload that is not UTF-8',
    `${part(header)}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.AAAA`,
  ],
  ['nothing', ''],
])('%s: not a token', (_what, token) => {
  expect(() => readJws(token)).toThrow('token-malformed');
});

test('a name that JSON would give to every object stays a plain value', () => {
  const { payload } = readJws(signed(header, '{"__proto__":{"sub":"x"}}'));
  expect(payload.sub).toBeUndefined();
});
