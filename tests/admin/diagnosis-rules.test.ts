import { describe, expect, test } from 'vitest';
import { diagnose, type Observed } from '../../src/admin/diagnosis.ts';

describe('the rules', () => {
  const observed: Observed = {
    checks: [
      { what: 'keys', ok: true, found: 1, fault: null },
      { what: 'clock', ok: true, found: 0.4, fault: null },
      { what: 'token', ok: true, found: 1, fault: null },
    ],
    platform: {
      status: 'active',
      clientId: 'client',
      jwksUrl: 'https://lms.example/jwks',
      tokenUrl: 'https://lms.example/token',
    },
    publicUrl: 'https://palier.example',
    reachedAt: null,
    services: { lineItemsUrl: 'https://lms.example/l', membershipsUrl: 'https://lms.example/m' },
  };
  const of = (what: 'keys' | 'clock' | 'token' | 'members', code: string, proof: string) => ({
    ...observed,
    checks: [
      ...observed.checks.filter((check) => check.what !== what),
      { what, ok: false, found: 'x', fault: { code, proof } },
    ],
  });
  const named = (given: Observed) => diagnose(given).map(({ id, outcome }) => `${id} ${outcome}`);

  test('nothing wrong, nothing said', () => expect(diagnose(observed)).toEqual([]));

  test.each([
    [2, []],
    [2.1, ['clock warning']],
    [7.9, ['clock warning']],
  ])('clocks %d s apart: %j', (found, expected) => {
    const checks = observed.checks.map((check) => (check.what === 'clock' ? { ...check, found } : check));
    expect(named({ ...observed, checks })).toEqual(expected);
  });

  test('a clock too far off explains a token refused; both are not told', () => {
    const late = of('clock', 'clock', 'clock (200): 312.4 s');
    expect(diagnose(late)).toMatchObject([{ id: 'clock', outcome: 'fault', values: { seconds: 312.4 } }]);
    const refused = of('token', 'token-refused', 'token-refused (400): invalid_client');
    const both = {
      ...refused,
      checks: [...refused.checks.slice(0, 1), ...late.checks.slice(2), ...refused.checks.slice(2)],
    };
    expect(named(both)).toEqual(['clock fault']);
  });

  test.each([
    ['keys', 'network', 'lms.example: CERT_HAS_EXPIRED', 'tls fault'],
    ['keys', 'network', 'lms.example: ERR_TLS_CERT_ALTNAME_INVALID', 'tls fault'],
    ['keys', 'network', 'lms.example: ENOTFOUND', 'unreachable fault'],
    ['keys', 'timeout', 'lms.example: no answer within 10 s', 'unreachable fault'],
    ['keys', 'address-refused', 'lms.example leads to a private address', 'address-refused fault'],
    ['token', 'network', 'network (no answer): lms.example: UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls fault'],
    ['token', 'foreign-address', 'foreign-address (no answer)', 'token-address fault'],
    ['token', 'token-unavailable', 'token-unavailable (429)', 'busy warning'],
    ['members', 'status-403', 'status-403 (403)', 'nrps-refused fault'],
    ['members', 'token-refused', 'token-refused (400): invalid_scope', 'nrps-off fault'],
  ] as const)('%s: %s (%s) is %s', (what, code, proof, expected) => {
    expect(named(of(what, code, proof))).toEqual([expected]);
  });
});
