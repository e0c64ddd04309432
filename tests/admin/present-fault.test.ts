import { expect, test } from 'vitest';
import { presentFault } from '../../src/admin/present-fault.ts';
import { translator } from '../../src/i18n/translate.ts';

test.each([
  [
    'launch token-expired',
    /^Une ouverture depuis un cours a été refusée\s: L’ouverture a pris trop de temps\.$/,
  ],
  ['launch keys-unreachable', /^Une ouverture depuis un cours a été refusée\s: [^{}]+\.$/],
  ['status-404 (404): gone', /n’existe plus dans la plateforme/],
  ['launch <script>', /^Un échange avec la plateforme a échoué/],
])('%s, in words', (raw, words) => {
  const shown = presentFault(translator('fr'), raw);
  expect(shown.words).toMatch(words);
  expect(shown.raw).toBe(raw);
});
