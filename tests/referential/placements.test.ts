import { expect, test } from 'vitest';
import { faultsOf, loadBank } from './bank.ts';

const COMMON = 'kind: quiz\ninstruction: Range.\nexplanation: Ainsi.\nseconds: 30\n';
const ORDERING = `type: ordering
${COMMON}items:
  - Un
  - [Deux, Trois]
  - "Quatre : fin"
first: Le début
`;
const MATCHING = `type: matching
${COMMON}pairs:
  - { left: Un, right: A }
  - { left: Deux, right: B }
  - { left: Trois, right: "C !" }
extra: [D]
`;
const POINTING = `type: pointing
${COMMON}pictures:
  - { file: media/page.svg, alt: Une page }
zones:
  - { label: Le soleil, right: true, circle: [60, 60, 40] }
  - { label: La lune, why: "Trop tard !", rectangle: [120, 20, 80, 80] }
  - { label: La terre, polygon: [[0, 120], [320, 120], [320, 200], [0, 200]] }
`;

const inFile = (text: string) => ({ 'tube/5-neuf.yml': text });

test('ordering, matching and pointing load with their texts spaced and their shapes measured', async () => {
  const bank = await loadBank({
    'tube/5-a.yml': ORDERING,
    'tube/5-b.yml': MATCHING,
    'tube/5-c.yml': POINTING,
  });
  expect(bank.challenges.get('requete-5-a')?.placement).toEqual({
    mode: 'ordering',
    items: [
      { text: 'Un', rank: 0 },
      { text: 'Deux', rank: 1 },
      { text: 'Trois', rank: 1 },
      { text: 'Quatre\u00a0: fin', rank: 2 },
    ],
    first: 'Le début',
    last: null,
  });
  expect(bank.challenges.get('requete-5-b')?.placement).toEqual({
    mode: 'matching',
    pairs: [
      { left: 'Un', right: 0 },
      { left: 'Deux', right: 1 },
      { left: 'Trois', right: 2 },
    ],
    rights: ['A', 'B', 'C\u202f!', 'D'],
    reuse: false,
  });
  expect(bank.challenges.get('requete-5-c')?.placement).toMatchObject({
    mode: 'pointing',
    width: 320,
    height: 200,
    points: 1,
    zones: [
      { label: 'Le soleil', right: true, why: null, shape: { is: 'circle', radius: 40 } },
      { label: 'La lune', right: false, why: 'Trop tard\u202f!', shape: { is: 'polygon' } },
      { label: 'La terre', right: false, why: null, shape: { is: 'polygon' } },
    ],
  });
  expect(bank.challenges.get('requete-1-tortue')?.placement).toBeNull();
});

test('a right that answers two lefts is taken where the author says so', async () => {
  const reuse = MATCHING.replace('right: B', 'right: A').replace('extra:', 'reuse: true\nextra:');
  const bank = await loadBank(inFile(reuse));
  expect(bank.challenges.get('requete-5-neuf')?.placement).toMatchObject({
    pairs: [{ right: 0 }, { right: 0 }, { right: 1 }],
    rights: ['A', 'C\u202f!', 'D'],
  });
});

const replaced = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
};

test.each<[string, string, string]>([
  [
    'two items only',
    replaced(ORDERING, '[Deux, Trois]', 'Deux').replace('  - Un\n', ''),
    '7:3 items : au moins trois éléments',
  ],
  [
    'one place only',
    ORDERING.replace(/items:[\s\S]*?first/, 'items:\n  - [Un, Deux, Trois]\nfirst'),
    '7:3 items : au moins deux places',
  ],
  [
    'nine items',
    replaced(ORDERING, '  - Un\n', '  - Un\n  - b\n  - c\n  - d\n  - e\n  - f\n'),
    '7:3 items : huit éléments au plus',
  ],
  [
    'an item that is a number',
    replaced(ORDERING, '- Un', '- 1'),
    '7:5 items.1 : un texte de 120 caractères au plus',
  ],
  ['an item twice', replaced(ORDERING, '[Deux, Trois]', '[Deux, Un]'), '8:12 « Un » est écrit deux fois'],
  [
    'an item too long',
    replaced(ORDERING, '- Un', `- ${'o'.repeat(121)}`),
    '7:5 items.1 : 120 caractères au plus',
  ],
  ['an end too long', replaced(ORDERING, 'Le début', 'o'.repeat(41)), '10:8 first : 40 caractères au plus'],
  ['choices beside items', `${ORDERING}choices: []\n`, '11:1 clé inconnue « choices »'],
  ['two pairs only', replaced(MATCHING, '  - { left: Un, right: A }\n', ''), '7:3 pairs : '],
  ['a left twice', replaced(MATCHING, 'left: Deux', 'left: Un'), '8:13 « Un » est déjà à gauche'],
  [
    'a right twice',
    replaced(MATCHING, 'right: B', 'right: A'),
    '8:26 « A » répond déjà à une autre paire : ajoute « reuse: true »',
  ],
  ['an extra that answers', replaced(MATCHING, '[D]', '[B]'), '10:9 « B » est déjà une réponse.'],
  [
    'one right for all',
    MATCHING.replace(/right: [^}]*/g, 'right: A ').replace('extra: [D]', 'reuse: true'),
    '7:3 au moins deux réponses différentes à droite.',
  ],
  [
    'nine rights',
    replaced(MATCHING, '[D]', '[D, E, F, G, H]').replace(
      '  - { left: Trois',
      '  - { left: Quatre, right: I }\n  - { left: Trois',
    ),
    '11:8 huit réponses au plus à droite',
  ],
  ['a pair without right', replaced(MATCHING, ', right: B', ''), '8:5 pairs.2.right : '],
  [
    'a left too long',
    replaced(MATCHING, 'left: Un', `left: ${'o'.repeat(71)}`),
    '7:13 pairs.1.left : 70 caractères au plus',
  ],
  ['no picture', POINTING.replace(/pictures:\n.*\n/, ''), '1:7 « type: pointing » sans image'],
  ['no right zone', replaced(POINTING, 'right: true, ', ''), '9:3 zones : au moins une zone juste'],
  [
    'no wrong zone',
    POINTING.replaceAll(/(La \w+),/g, '$1, right: true,'),
    '9:3 zones : au moins une zone fausse',
  ],
  ['two zones only', POINTING.replace(/ {2}- .*terre.*\n/, ''), '9:3 zones : '],
  ['a label twice', replaced(POINTING, 'La lune', 'Le soleil'), '9:3 zones : un libellé différent par zone'],
  [
    'two shapes',
    replaced(POINTING, 'circle: [60, 60, 40]', 'circle: [60, 60, 40], rectangle: [0, 0, 50, 50]'),
    '9:5 zones.1 : une zone a une forme et une seule',
  ],
  [
    'no shape',
    replaced(POINTING, ', circle: [60, 60, 40]', ''),
    '9:5 zones.1 : une zone a une forme et une seule',
  ],
  ['a circle without radius', replaced(POINTING, '[60, 60, 40]', '[60, 60]'), '9:46 zones.1.circle : '],
  ['a corner that is no pair', replaced(POINTING, '[320, 120]', '320'), '11:44 zones.3.polygon.2 : '],
  ['a polygon of two corners', replaced(POINTING, ', [320, 200], [0, 200]', ''), '11:33 zones.3.polygon : '],
  [
    'a zone outside the picture',
    replaced(POINTING, '[60, 60, 40]', '[60, 60, 61]'),
    "9:5 cette zone sort de l'image, qui fait 320 × 200.",
  ],
  [
    'a zone too small for a finger',
    replaced(POINTING, '[60, 60, 40]', '[60, 60, 11]'),
    '9:5 cette zone est trop petite pour un doigt sur un téléphone : 23 de côté',
  ],
  [
    'a zone as thin as a thread',
    replaced(POINTING, '[[0, 120], [320, 120], [320, 200], [0, 200]]', '[[0, 120], [320, 200], [318, 200]]'),
    '11:5 cette zone est trop petite pour un doigt',
  ],
  [
    'a right zone under wrong ones',
    replaced(POINTING, '[120, 20, 80, 80]', '[25, 25, 69, 70]'),
    '9:5 « Le soleil » disparaît presque sous des zones plus petites.',
  ],
  [
    'more points than right zones',
    replaced(POINTING, 'zones:', 'points: 2\nzones:'),
    '8:9 2 points à donner pour 1 zone(s) juste(s).',
  ],
])('%s is reported where it stands', async (_title, text, expected) => {
  const faults = await faultsOf(inFile(text));
  expect(faults).toHaveLength(1);
  const wanted = `…/5-neuf.yml:${expected}`;
  expect(faults[0]?.slice(0, wanted.length)).toBe(wanted);
});
