import { describe, expect, test } from 'vitest';
import { reachedSettings, settings } from '../../src/engine/practicals/settings.ts';
import { translator } from '../../src/i18n/translate.ts';
import { lockOf } from '../../src/referential/practicals/lock.ts';
import { prepareSettings } from '../../src/referential/practicals/settings.ts';
import { follow, holds, isShown } from '../../src/referential/practicals/settings-rules.ts';
import { type SettingsExpectation, settingsShape } from '../../src/referential/practicals/settings-shape.ts';
import { quoted } from '../../src/runs/practical-words.ts';
import { settingsWords } from '../../src/runs/present-settings.ts';

const AUTHORED = {
  frame: 'phone',
  rules: [
    { when: { avion: true }, set: { wifi: false, box: '' } },
    { when: { wifi: false }, set: { box: '' } },
  ],
  screens: [
    { id: 'accueil', items: [{ link: 'reseau' }, { link: 'applis' }] },
    {
      id: 'reseau',
      title: 'Réseau',
      items: [
        { switch: 'avion', label: 'Mode avion', value: true },
        { switch: 'wifi', label: 'Wi-Fi' },
        {
          networks: 'box',
          label: 'Réseaux',
          options: [{ name: 'Box-1', key: 'Mouette7' }, { name: 'Gare' }],
        },
        { slider: 'volume', label: 'Volume', min: 5, max: 95, step: 10, unit: '%', value: 5 },
        { entry: 'code', label: 'Code du jour', right: '482913' },
        { entry: 'passe', label: 'Mot de passe', value: 'admin', secret: true },
        { several: 'jours', label: 'Jours', options: ['lundi', 'mardi', 'jeudi'], value: ['mardi'] },
        { act: 'analyse', label: 'Analyser' },
      ],
    },
    {
      id: 'applis',
      title: 'Applis',
      items: [
        {
          list: 'micro',
          label: 'Micro',
          choice: { label: 'Accès', options: ['Autorisé', 'Refusé'] },
          remove: { label: 'Désinstaller', confirm: '{nom} ?' },
          rows: [
            {
              id: 'billes',
              name: 'Billes',
              value: 'Autorisé',
              items: [{ same: 'micro/billes', label: 'Micro' }],
            },
            { id: 'appels', name: 'Appels', value: 'Autorisé', fixed: 'Non.' },
          ],
        },
      ],
    },
  ],
};

function made(authored: unknown, expected: unknown[] = []) {
  const faults: string[] = [];
  const config = prepareSettings(
    settingsShape.config.parse(authored),
    expected.length > 0 ? settingsShape.expect.parse(expected) : [],
    { fault: (text) => faults.push(text), picture: () => null, render: (text) => text },
  );
  return { config, faults };
}

const { config: PHONE, faults: NONE } = made(AUTHORED);
const START = settings.initial(PHONE);
const at = (values: object) => ({ values: { ...START.values, ...values } });
const met = (state: { values: typeof START.values }, ...expected: unknown[]) =>
  settings.verdicts(PHONE, settingsShape.expect.parse(expected), state).map(({ right }) => right);

test('a phone is read whole, and its page holds no key', () => {
  expect(NONE).toEqual([]);
  expect(START.values).toMatchObject({
    avion: true,
    volume: 5,
    box: '',
    micro: [],
    'micro/billes': 'Autorisé',
  });
  expect(reachedSettings.safeParse(START).success).toBe(true);
  expect(JSON.stringify(PHONE)).not.toMatch(/Mouette7|482913/);
  expect(lockOf('Mouette7')).not.toBe(lockOf('mouette7'));
  expect(PHONE.screens.find(({ id }) => id === 'micro/billes')?.items).toContainEqual({
    kind: 'remove',
    list: 'micro',
    row: 'billes',
  });
});

describe('rules', () => {
  test('act when they begin to hold, one after another, and not again', () => {
    const before = at({ avion: false, wifi: true, box: 'Gare' }).values;
    expect(follow(PHONE.rules, before, { ...before, avion: true })).toMatchObject({ wifi: false, box: '' });
    const flying = at({}).values;
    expect(follow(PHONE.rules, flying, { ...flying, wifi: true })).toMatchObject({ avion: true, wifi: true });
    const turns = [
      { when: { avion: true }, set: { avion: false } },
      { when: { avion: false }, set: { avion: true } },
    ];
    expect(follow(turns, { avion: false }, { avion: true })).toHaveProperty('avion');
  });

  test('a condition is a value, one of several, bounds, or a member', () => {
    const values = { wifi: true, volume: 40, box: 'Gare', micro: ['billes'] };
    expect(holds({ wifi: true, box: ['Box-1', 'Gare'], micro: 'billes' }, values)).toBe(true);
    expect(holds({ volume: { from: 40, to: 50 } }, values)).toBe(true);
    expect(holds({ volume: { from: 41 } }, values)).toBe(false);
    expect(holds({ inconnu: true }, values)).toBe(false);
    expect(isShown({ when: { wifi: true }, unless: { micro: 'billes' } }, values)).toBe(false);
  });
});

describe('what is expected', () => {
  test.each([
    ['a switch', { avion: false }, { setting: 'avion', is: false }, [true, true]],
    ['another one too', { avion: false, wifi: true }, { setting: 'avion', is: false }, [true, false]],
    ['a number within bounds', { volume: 45 }, { setting: 'volume', from: 40, to: 50 }, [true, true]],
    ['a number beyond', { volume: 55 }, { setting: 'volume', from: 40, to: 50 }, [false, true]],
    ['one of several', { box: 'Gare' }, { setting: 'box', oneOf: ['Box-1', 'Gare'] }, [true, true]],
    [
      'days, in any order',
      { jours: ['jeudi', 'lundi'] },
      { setting: 'jours', is: ['lundi', 'jeudi'] },
      [true, true],
    ],
    ['a day too many', { jours: ['lundi', 'mardi'] }, { setting: 'jours', is: ['lundi'] }, [false, true]],
    ['a row removed', { micro: ['billes'] }, { setting: 'micro', is: ['billes'] }, [true, true]],
    [
      'an option of a row',
      { 'micro/billes': 'Refusé' },
      { setting: 'micro/billes', is: 'Refusé' },
      [true, true],
    ],
    [
      'a long password',
      { passe: 'tortue-vent-9' },
      { setting: 'passe', atLeast: 12, not: ['admin'] },
      [true, true],
    ],
    [
      'a guessed one',
      { passe: 'Administrateur' },
      { setting: 'passe', atLeast: 12, not: ['admin'] },
      [false, true],
    ],
    ['an act done', { analyse: true }, { setting: 'analyse', is: true }, [true, true]],
  ])('%s', (_, values, wanted, right) => {
    expect(met(at(values), wanted, { rest: 'kept' })).toEqual(right);
  });

  test('what rules change along with it is not a change too many', () => {
    const { config } = made({ ...AUTHORED, rules: [{ when: { avion: false }, set: { wifi: true } }] });
    const expected = settingsShape.expect.parse([{ setting: 'avion', is: false }, { rest: 'kept' }]);
    const solved = settings.solve(config, expected);
    expect(solved.values).toMatchObject({ avion: false, wifi: true });
    expect(settings.verdicts(config, expected, solved).map(({ right }) => right)).toEqual([true, true]);
  });

  test('a report that this phone cannot make meets nothing', () => {
    const kept = { rest: 'kept' };
    expect(met({ values: {} }, { setting: 'avion', is: true }, kept)).toEqual([false, false]);
    expect(met(at({ volume: 400 }), kept)).toEqual([false]);
    expect(met(at({ micro: ['appels'] }), { setting: 'micro', is: ['appels'] })).toEqual([false]);
    expect(met(at({ code: '000000' }), { setting: 'code', is: '482913' }, kept)).toEqual([false, true]);
    expect(met(at({ code: '482913' }), { setting: 'code', is: '482913' }, kept)).toEqual([true, true]);
    expect(reachedSettings.safeParse({ values: { avion: null } }).success).toBe(false);
  });
});

test('an author is told of what leads nowhere, is named twice or cannot be', () => {
  const screens = (...items: unknown[]) => ({ frame: 'phone', screens: [{ id: 'a', items }] });
  const wifi = { switch: 'wifi', label: 'Wi-Fi' };
  expect(made(screens({ link: 'b' })).faults).toEqual(["aucun écran ne s'appelle « b »."]);
  expect(made(screens(wifi, wifi)).faults[0]).toContain('déjà le nom');
  expect(made(screens({ ...wifi, when: { avion: true } })).faults[0]).toContain("ne s'appelle « avion »");
  expect(made(screens(wifi), [{ setting: 'wifi', is: 'oui' }]).faults[0]).toContain('ne peut pas valoir');
  expect(made(screens(wifi), [{ setting: 'wifi', from: 1, to: 2 }]).faults[0]).toContain('curseur');
  const issues = settingsShape.config.safeParse(screens({ switch: 'wifi' }, { bouton: 'x' })).error?.issues;
  expect(issues?.map(({ path }) => path.join('.'))).toEqual(['screens.0.items.0.label', 'screens.0.items.1']);
});

test('the correction says each in words, and what is there instead', () => {
  const t = translator('fr');
  const said = (wanted: unknown, values: object) => {
    const [one] = settingsShape.expect.parse([wanted]) as [SettingsExpectation];
    const { expected, list = quoted } = settingsWords(t, PHONE, one);
    const found = settings.verdicts(PHONE, [one], at(values))[0]?.found ?? [];
    return [expected, list(t, found)].map((text) => text.replace(/[\u00a0\u202f]/g, ' '));
  };
  expect(said({ setting: 'wifi', is: true }, {})).toEqual(['Réseau › Wi-Fi : activé.', 'désactivé']);
  expect(said({ setting: 'analyse', is: true }, {})).toEqual(['Réseau › Analyser : fait.', 'pas fait']);
  expect(said({ setting: 'volume', from: 40, to: 50 }, {})).toEqual([
    'Réseau › Volume : entre 40 et 50 %.',
    '5 %',
  ]);
  expect(said({ setting: 'box', is: 'Gare' }, {})).toEqual(['Réseau › Réseaux : « Gare ».', 'rien']);
  expect(said({ setting: 'micro', is: ['billes'] }, {})).toEqual([
    'Applis › Micro, « Désinstaller » : « Billes », et rien d’autre.',
    'rien',
  ]);
  expect(said({ setting: 'micro/billes', is: 'Refusé' }, {})).toEqual([
    'Micro › Billes : « Refusé ».',
    '« Autorisé »',
  ]);
  expect(said({ rest: 'kept' }, { wifi: true })[1]).toBe('« Wi-Fi »');
});
