import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { securityHeaders, setDocumentPolicy } from '../../src/web/security.ts';

test('no origin, however written, ends a directive of the policy and begins another', async () => {
  const app = express();
  const hostile = [
    'https://a;script-src *',
    'https://a b',
    "https://a' 'unsafe-inline",
    new URL('https://a;b').origin,
    'javascript:x',
  ];
  const honest = ['https://lms.example.fr', 'http://127.0.0.1:3001', 'https://[::1]:8443'];
  app.get('/', (_req, res) => {
    setDocumentPolicy(res, { frameAncestors: [...hostile, ...honest], formAction: [...hostile, ...honest] });
    res.end();
  });
  const policy = (await request(app).get('/')).headers['content-security-policy'] ?? '';
  const directives = Object.fromEntries(
    policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]),
  );
  expect(directives['frame-ancestors']).toEqual(["'self'", ...honest]);
  expect(directives['form-action']).toEqual(["'self'", ...honest]);
  expect(directives['script-src']).toEqual(["'self'"]);
  expect(policy).not.toContain('unsafe');
});

test('https is asked for on our own host alone: what stands beside it on the school’s domain is not ours', async () => {
  const headersOf = async (production: boolean) => {
    const app = express();
    app.use(securityHeaders(production));
    app.get('/', (_req, res) => res.end());
    return (await request(app).get('/')).headers['strict-transport-security'];
  };
  expect(await headersOf(true)).toBe('max-age=31536000');
  expect(await headersOf(false)).toBeUndefined();
});
