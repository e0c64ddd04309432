import { describe, expect, test } from 'vitest';
import { VAULT } from '../../src/dev/password-manager-sample.ts';
import { itemOf } from '../../src/engine/practicals/password-manager.ts';
import { initialState, readReached, solvedState, verdictsOn } from '../../src/engine/practicals/practical.ts';
import {
  prepareVault,
  type VaultConfig,
  vaultShape,
} from '../../src/referential/practicals/password-manager.ts';
import type { Practical } from '../../src/referential/practicals/read.ts';
import {
  domainOf,
  drawPassword,
  findingsIn,
  hostOf,
  isVariant,
  KINDS,
  kindsIn,
  offersOn,
  strengthOf,
  weaknessesOf,
} from '../../src/referential/practicals/vault-rules.ts';
import { elsewhere } from '../support/content.ts';

const config = VAULT.config as VaultConfig;
const expecting = (...expected: unknown[]): Practical =>
  ({ ...VAULT, expect: vaultShape.expect.parse(expected) }) as Practical;
const start = () => structuredClone(initialState(VAULT)) as { entries: Record<string, unknown> };
const item = (id: string, changes: object = {}) => {
  const entry = config.entries.find((one) => one.id === id);
  if (!entry) throw new Error(id);
  return { ...itemOf(entry), ...changes };
};
const right = (practical: Practical, state: unknown) => verdictsOn(practical, state).map((one) => one.right);
const found = (practical: Practical, state: unknown) => verdictsOn(practical, state)[0]?.found;

describe('the draw', () => {
  test('is of the asked length and kinds, each at least once, and the same for the same seed', () => {
    for (let length = 4; length <= 40; length += 1) {
      const drawn = drawPassword(`seed ${length}`, length, KINDS);
      expect([...drawn].length).toBe(length);
      expect(kindsIn(drawn)).toEqual(KINDS);
      expect(drawPassword(`seed ${length}`, length, KINDS)).toBe(drawn);
      expect(drawPassword(`other ${length}`, length, KINDS)).not.toBe(drawn);
      expect(kindsIn(drawPassword('d', length, ['digit']))).toEqual(['digit']);
    }
  });

  test('never looks weak from twelve characters on, even of one kind of letters', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      expect(weaknessesOf(drawPassword(`${seed}`, 12 + (seed % 9), ['lower']))).toEqual([]);
      expect(strengthOf(drawPassword(`${seed}`, 12, KINDS))).toBeGreaterThan(0);
    }
  });
});

describe('what is weak', () => {
  test.each([
    ['Soleil2026', ['short', 'common']],
    ['M0td3p@sse2026!', ['common']],
    ['qsdfghjklmwxcvbn', ['row']],
    ['azertyuiop123456', ['common', 'row']],
    ['aaaaaaaaabbbbbbbbb', ['repeated']],
    ['girafe12girafe12', ['repeated']],
    ['Trampoline2024', ['word']],
    ['H1ppop0tame*12', ['word']],
    ['k7!Wz', ['short']],
    ['tasse-grenier-flute-brume', []],
    ['soleil-tambour-crabe-92', []],
    ['vM7!kq2RzLw9_eT4', []],
  ])('%s', (password, weak) => {
    expect(weaknessesOf(password)).toEqual(weak);
    expect(strengthOf(password) === 0).toBe(weak.length > 0);
  });

  test('a variant of a password is told from another', () => {
    expect(isVariant('Bambou-47-volant', 'Bambou-47-volant2')).toBe(true);
    expect(isVariant('Bambou-47-volant', 'b@mbou-47-vol4nt')).toBe(true);
    expect(isVariant('Tortue!Lune8-dessin', 'Tortue!Lune8-dessins!')).toBe(true);
    expect(isVariant('Bambou-47-volant', 'tuile.moka.83.perche')).toBe(false);
    expect(isVariant('ab1', 'xy2')).toBe(false);
  });
});

describe('addresses', () => {
  test.each([
    ['https://compte.biblio-alize.example/connexion', 'biblio-alize.example'],
    ['biblio-alize.example', 'biblio-alize.example'],
    ['https://biblio-alize.example.prets.test/', 'prets.test'],
    ['https://biblio-alize.example@prets.test/', 'prets.test'],
    ['https://prets.test/biblio-alize.example', 'prets.test'],
    ['https://prets.test?x=@biblio-alize.example', 'prets.test'],
    ['HTTPS://Biblio-Alize.EXAMPLE:443/', 'biblio-alize.example'],
  ])('the domain of %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  test('what is no address has no host', () => {
    for (const text of ['', 'biblio', 'ftp://biblio.example/', 'https:///x', 'deux mots.example'])
      expect(hostOf(text), text).toBeNull();
  });

  test('an entry is offered on its domain alone, and not in clear', () => {
    const offered = (page: string) => offersOn(config.entries, page).map(({ id }) => id);
    expect(offered('https://compte.biblio-alize.example/connexion')).toEqual(['biblio']);
    expect(offered('https://biblio-alize.prets.example/connexion')).toEqual([]);
    expect(offered('https://biblio-alize.example.test/')).toEqual([]);
    expect(offered('https://xbiblio-alize.example/')).toEqual([]);
    expect(offered('http://biblio-alize.example/')).toEqual([]);
  });
});

test('a report tells of what is reused, weak, old and stolen', () => {
  expect(findingsIn(config.entries, config)).toEqual({
    reused: [['club', 'biblio']],
    weak: ['ent'],
    old: ['club'],
    leaked: ['club', 'biblio'],
  });
});

describe('what a page may report', () => {
  test('anything malformed or too great is refused', () => {
    const state = start();
    expect(readReached(VAULT, state)).toEqual(state);
    expect(readReached(VAULT, { ...state, more: 1 })).toBeNull();
    expect(readReached(VAULT, { ...state, entries: { mail: { name: 'x' } } })).toBeNull();
    expect(
      readReached(VAULT, { ...state, entries: { mail: item('mail', { password: 'x'.repeat(61) }) } }),
    ).toBeNull();
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, at) => [`n${at}`, null]));
    expect(readReached(VAULT, { ...state, entries: many })).toBeNull();
    expect(
      readReached(VAULT, { ...state, twoStep: { mail: { way: 'magic', code: '', kept: '' } } }),
    ).toBeNull();
    expect(right(expecting({ rest: 'kept' }), 'nothing')).toEqual([false]);
  });

  test('a state that names what every object has is no entry', () => {
    const practical = expecting({ entry: { of: 'mail', password: {} } }, { rest: 'kept' });
    const hostile = JSON.parse('{"entries":{"constructor":null},"sent":{},"reported":[],"twoStep":{}}');
    expect(right(practical, hostile)).toEqual([false, true]);
  });
});

describe('what is expected', () => {
  test('a new entry: its address by its domain, its password by length and kinds', () => {
    const practical = expecting(
      {
        entry: {
          name: 'Cinéma',
          address: 'https://cinema-port.example/',
          login: 'Maud',
          folder: 'Loisirs',
          password: { length: 14, kinds: ['lower', 'digit'], only: true },
        },
      },
      { rest: 'kept' },
    );
    const made = {
      name: 'Mon cinema',
      address: 'www.cinema-port.example',
      login: 'maud ',
      password: 'k3v9x0q7m2r8ab',
      folder: 'Loisirs',
      note: 'vu en mars',
    };
    const state = (changes: object) => ({ ...start(), entries: { n1: { ...made, ...changes } } });
    expect(right(practical, start())).toEqual([false, true]);
    expect(right(practical, state({}))).toEqual([true, true]);
    expect(found(practical, state({ password: 'k3v9x0q7m2r8a' }))).toEqual(['length']);
    expect(found(practical, state({ password: 'k3v9x0q7m2r8aB' }))).toEqual(['only']);
    expect(found(practical, state({ password: 'kzvwxoqtmfrsab' }))).toEqual(['kinds']);
    expect(found(practical, state({ address: 'cinema-port.example.test', login: 'm', folder: '' }))).toEqual([
      'address',
      'login',
      'folder',
    ]);
    const more = { ...made, name: 'Encore', password: 'Gx4-hUb8@sPn3Yd6' };
    const twice = { ...start(), entries: { n1: made, n2: more } };
    expect(right(practical, twice)).toEqual([true, false]);
  });

  test('a password composed by hand: long, not weak, nothing of the person', () => {
    const practical = expecting({
      entry: {
        address: 'https://jeux.example/',
        password: { atLeast: 14, strong: true, without: ['Maud', 'Béziers', '2012'] },
      },
    });
    const trouble = (password: string) =>
      found(practical, {
        ...start(),
        entries: { n1: item('mail', { address: 'https://jeux.example/', password }) },
      });
    expect(trouble('crabe-tambour-lustre-9')).toEqual([]);
    expect(trouble('crabe-tambour')).toEqual(['short']);
    expect(trouble('beziers-tambour-lustre')).toEqual(['personal']);
    expect(trouble('b3z1ers-tambour-lustre')).toEqual(['personal']);
    expect(trouble('crabe-tambour-2012-lustre')).toEqual(['personal']);
    expect(trouble('azertyuiopqsdfghjklm')).toEqual(['weak']);
    expect(trouble('Bambou-47-volant!')).toEqual(['used']);
  });

  test('a password changed for good: not the old one, nor nearly, nor that of another', () => {
    const practical = expecting(
      { entry: { of: 'club', password: { atLeast: 12 } } },
      { entry: { of: 'biblio', password: { atLeast: 12 } } },
      { rest: 'kept' },
    );
    const state = (club: string, biblio: string) => ({
      ...start(),
      entries: { club: item('club', { password: club }), biblio: item('biblio', { password: biblio }) },
    });
    const [one, other] = ['vM7!kq2RzLw9_eT4', 'Gx4-hUb8@sPn3Yd6'];
    expect(right(practical, state(one, other))).toEqual([true, true, true]);
    expect(right(practical, state(one, one))).toEqual([false, false, true]);
    expect(right(practical, state('Bambou-47-volant8', other))).toEqual([false, true, true]);
    expect(right(practical, state('Bambou-47-volant', other))).toEqual([false, true, true]);
    expect(right(practical, state('tuile.moka.83.perche', other))).toEqual([false, true, true]);
    const ruined = { ...state(one, other), entries: { ...state(one, other).entries, mail: null } };
    expect(right(practical, ruined)).toEqual([true, true, false]);
    const moved = { ...start(), entries: { club: item('club', { password: one, login: 'x' }) } };
    expect(found(practical, moved)).toEqual(['login']);
  });

  test('a sign-in: the right account, on that page alone, and a code', () => {
    const practical = expecting(
      { signed: 'vraie', as: 'biblio' },
      { reported: ['fausse'] },
      { rest: 'kept' },
    );
    const account = { login: 'maud.k', password: 'Bambou-47-volant', code: '' };
    const state = { ...start(), sent: { vraie: account }, reported: ['fausse'] };
    expect(right(practical, state)).toEqual([true, true, true]);
    expect(right(practical, { ...state, sent: { vraie: { ...account, password: 'autre' } } })).toEqual([
      false,
      true,
      true,
    ]);
    expect(right(practical, { ...state, sent: { vraie: account, fausse: account } })).toEqual([
      true,
      true,
      false,
    ]);
    expect(right(practical, { ...state, reported: ['vraie', 'fausse'] })).toEqual([true, false, true]);
    const coded = expecting({ signed: 'fausse', as: 'biblio', code: ['402 913', '11'] });
    const sent = (code: string) => ({ ...start(), sent: { fausse: { ...account, code } } });
    expect(right(coded, sent('402913'))).toEqual([true]);
    expect(found(coded, sent('402914'))).toEqual(['code']);
    // The entry that was added, its new password included.
    const added = expecting({ signed: 'vraie' });
    const made = item('biblio', { password: 'crabe-tambour', address: 'biblio-alize.example' });
    const both = {
      ...start(),
      entries: { n1: made },
      sent: { vraie: { ...account, password: 'crabe-tambour' } },
    };
    expect(right(added, both)).toEqual([true]);
    expect(right(added, { ...both, entries: {} })).toEqual([false]);
  });

  test('two steps: the way, the code of the right account, where recovery codes are kept', () => {
    const practical = expecting(
      { twoStep: 'mail', way: 'app', code: '402 913', kept: 'Feuille rangée chez soi' },
      { rest: 'kept' },
    );
    const set = { way: 'app', code: '402913', kept: 'Feuille rangée chez soi' };
    const state = (changes: object) => ({ ...start(), twoStep: { mail: { ...set, ...changes } } });
    expect(right(practical, start())).toEqual([false, true]);
    expect(right(practical, state({}))).toEqual([true, true]);
    expect(found(practical, state({ code: '771052' }))).toEqual(['code']);
    expect(found(practical, state({ way: 'sms', kept: 'Note dans ce téléphone' }))).toEqual(['way', 'kept']);
    expect(right(expecting({ rest: 'kept' }), state({}))).toEqual([false]);
  });

  test('an entry gone; all is met by the solved state, and by no state of elsewhere', () => {
    const practical = expecting(
      { gone: ['ent'] },
      { entry: { of: 'club', password: { length: 20, kinds: ['lower', 'digit'], only: true } } },
      { entry: { address: 'https://cinema.example/', password: { atLeast: 14, strong: true } } },
      { signed: 'vraie', as: 'biblio' },
      { reported: ['fausse'] },
      { twoStep: 'mail', way: 'app', code: '402 913' },
      { rest: 'kept' },
    );
    expect(new Set(right(practical, solvedState(practical)))).toEqual(new Set([true]));
    expect(new Set(right(practical, elsewhere(practical)))).toEqual(new Set([false, true]));
    expect(found(practical, start())).toEqual([expect.stringContaining('ENT')]);
  });
});

test('an author is told of what cannot be', () => {
  const faults: string[] = [];
  const workshop = { fault: (text: string) => faults.push(text), picture: () => null, render: String };
  prepareVault(
    { ...config, tools: ['edit'], entries: [...config.entries, ...config.entries.slice(0, 1)] },
    vaultShape.expect.parse([
      { entry: { folder: 'Ailleurs', password: { only: true } } },
      { gone: ['nulle-part'] },
      { signed: 'nulle-part' },
      { twoStep: 'club', way: 'app' },
      { twoStep: 'mail', way: 'app', kept: 'Sous le tapis' },
    ]),
    workshop,
  );
  expect(faults).toEqual([
    '« mail » est donné deux fois.',
    "« Ailleurs » n'est pas dans « folders ».",
    'une entrée ajoutée demande l’outil « add ».',
    '« only » va avec « kinds ».',
    'pas de « nulle-part » dans la fenêtre.',
    'pas de « nulle-part » dans la fenêtre.',
    "« club » n'offre pas « app ».",
    "« Sous le tapis » n'est pas dans « keep ».",
  ]);
});
