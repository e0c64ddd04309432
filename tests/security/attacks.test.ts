import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** `attacks.md` against the tests that it names. */
const rows = readFileSync('tests/security/attacks.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| ([FA]\d+) \| ([^|]+) \| ([^|]+) \|$/.exec(line);
    return cells ? [{ number: cells[1] ?? '', what: cells[2] ?? '', proof: cells[3] ?? '' }] : [];
  });
const named = rows.flatMap(({ number, proof }) =>
  [...proof.matchAll(/`(tests\/[\w/-]+\.test\.ts)`: `([^`]+)`/g)].map(
    ([, file = '', title = '']) => [number, file, title] as const,
  ),
);

test('the listing has the 20 failures and the 30 attacks, each with a test or a reason', () => {
  const numbers = [
    ...Array.from({ length: 20 }, (_, place) => `F${place + 1}`),
    ...Array.from({ length: 30 }, (_, place) => `A${place + 1}`),
  ];
  expect(rows.map(({ number }) => number)).toEqual(numbers);
  for (const { number, proof } of rows) {
    const played = named.some(([of]) => of === number);
    expect([number, played || /^Not yet: \S.{20,}/.test(proof)]).toEqual([number, true]);
  }
  expect(rows.filter(({ proof }) => proof.startsWith('Not yet')).length).toBeLessThanOrEqual(2);
});

describe('a test that the listing names is there', () => {
  test.each(named)('%s: %s: %s', (_number, file, title) => {
    expect(existsSync(file)).toBe(true);
    const text = readFileSync(file, 'utf8');
    const quoted = ["'", '"'].some((quote) => text.includes(`${quote}${title}${quote},`));
    expect([title, quoted]).toEqual([title, true]);
  });
});
