import { expect, test } from 'vitest';
import { VAULT } from '../../src/dev/password-manager-sample.ts';
import { initialState } from '../../src/engine/practicals/practical.ts';
import { translator } from '../../src/i18n/translate.ts';
import { vaultShape } from '../../src/referential/practicals/password-manager.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import type { Challenge } from '../../src/referential/types.ts';
import { presentCorrectedPractical } from '../../src/runs/present-practical.ts';

const EXPECTED = vaultShape.expect.parse([
  { entry: { of: 'club', password: { atLeast: 14, strong: true, without: ['Maud'] } } },
  {
    entry: {
      name: 'Cinéma',
      login: 'maud',
      folder: 'Loisirs',
      note: 'samedi',
      password: { length: 12, kinds: ['lower', 'digit'], only: true },
    },
  },
  { gone: ['ent'] },
  { signed: 'vraie', as: 'biblio', code: ['1234 5678', '11'] },
  { reported: ['fausse'] },
  { twoStep: 'mail', way: 'app', code: '402 913', kept: 'Feuille rangée chez soi' },
  { rest: 'kept' },
]);
const challenge = {
  type: 'practical',
  practical: { ...VAULT, expect: EXPECTED } as Practical,
} as unknown as Challenge;

test.each(['fr', 'en'] as const)('a vault corrected is told whole, in %s', (locale) => {
  const weak = { name: 'Ciné', address: 'x', login: '', password: 'Azerty123', folder: '', note: '' };
  const reached = {
    ...initialState(VAULT),
    entries: { n1: weak },
    sent: { vraie: { login: 'maud.k', password: 'non', code: '1' } },
    twoStep: { mail: { way: 'sms', code: '', kept: 'Note dans ce téléphone' } },
  };
  const told = presentCorrectedPractical(translator(locale), challenge, { reached }) ?? [];
  expect(told.map(({ right }) => right)).toEqual(EXPECTED.map((one) => 'rest' in one));
  // Every hole is filled, and no secret is said.
  const said = told.map(({ expected, reached: instead }) => `${expected} ${instead}`).join('\n');
  expect(said).not.toMatch(/[{}]|Bambou|Azerty/);
  const blank = presentCorrectedPractical(translator(locale), challenge, null) ?? [];
  expect(blank.map(({ right }) => right)).toEqual(EXPECTED.map(() => null));
});

test('what is wrong is told by its kind', () => {
  const reached = { ...initialState(VAULT), sent: { vraie: { login: 'maud.k', password: 'x', code: '1' } } };
  const told = presentCorrectedPractical(translator('fr'), challenge, { reached }) ?? [];
  expect(told[3]?.expected.replace(/\s/gu, ' ')).toContain('« 1234 5678 », « 11 »');
  expect(told[3]?.reached).toBe(
    'L’identifiant ou le mot de passe envoyé n’est pas celui du coffre. Le code n’est pas le bon.',
  );
  expect(told[1]?.reached).toBe('Aucune entrée n’est ajoutée.');
});
