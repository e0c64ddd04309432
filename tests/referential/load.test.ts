import { expect, test } from 'vitest';
import { ContentError } from '../../src/referential/problems.ts';
import { faultsOf, loadBank, SOUND_BANK, spoiled } from './bank.ts';

test('a sound bank loads with its ids, media, tutorials, profiles and texts', async () => {
  const bank = await loadBank();
  expect([...bank.challenges.keys()]).toEqual(['requete-1-tortue', 'requete-3-vers']);
  expect([...bank.skills.keys()]).toEqual(['requete-1', 'requete-3', 'requete-5']);
  const turtle = bank.challenges.get('requete-1-tortue');
  expect(turtle?.pictures).toEqual([
    {
      path: 'competences/1.1/requete/media/page.svg',
      label: 'Une page de résultats',
      caption: null,
      bytes: String(SOUND_BANK['competences/1.1/requete/media/page.svg']).length,
      width: 320,
      height: 200,
    },
  ]);
  expect(turtle?.devices).toEqual(['computer', 'phone']);
  expect(turtle?.instructionHtml).toBe('<p>Que cherche Malo\u202F?</p>\n');
  expect(turtle?.choices[1]?.why).toBe('Trop large\u202F!');
  expect(bank.tutorials.get('requete-comprendre')).toMatchObject({ minutes: 3, title: 'Les bons mots' });
  expect(bank.targetProfiles.get('essai')?.skills).toEqual(['requete-1', 'requete-3']);
  expect(bank.version).toMatch(/^[0-9a-f]{16}$/);
});

test('the version follows the content', async () => {
  const [one, same, other] = [
    await loadBank(),
    await loadBank(),
    await loadBank({ 'tube/media/liste.csv': 'x' }),
  ];
  expect(same.version).toBe(one.version);
  expect(other.version).not.toBe(one.version);
});

test('a skill is worth min(4, 8 / playable skills of its level), nothing when it has no challenge', async () => {
  const bank = await loadBank();
  expect([...bank.skills.values()].map((skill) => skill.pix)).toEqual([4, 4, 0]);

  const three: Record<string, string> = {};
  for (const id of ['deux', 'trois']) {
    three[`competences/1.1/${id}/tube.yml`] =
      'title: T\ndescription: D.\nposition: 2\ndevices: [computer]\nskills: [{ level: 3, knows: K. }]\n';
    three[`competences/1.1/${id}/3-x.yml`] =
      `type: qroc\nkind: quiz\ninstruction: Question ${id}\nexplanation: E\nseconds: 20\nfields: [{ id: a, label: L, accepted: [oui] }]\n`;
  }
  const wider = await loadBank(three);
  expect(wider.skills.get('requete-3')?.pix).toBeCloseTo(8 / 3, 10);
  expect(wider.competences.get('1.1')?.tubes.map((tube) => tube.id)).toEqual(['requete', 'deux', 'trois']);
});

test('proposed and archived challenges are kept, but make no skill playable', async () => {
  const bank = await loadBank(spoiled('tube/3-vers.yml', 'seconds: 60', 'seconds: 60\nstatus: archived'));
  expect(bank.challenges.get('requete-3-vers')?.status).toBe('archived');
  expect(bank.skills.get('requete-3')?.pix).toBe(0);
  expect(bank.targetProfiles.get('essai')?.skills).toEqual(['requete-1']);
});

test('nothing in the loaded bank can be changed', async () => {
  const bank = await loadBank();
  const skill = bank.skills.get('requete-1');
  expect(() => Object.assign(skill ?? {}, { pix: 9 })).toThrow(TypeError);
  expect(() => Object.assign(skill?.challenges[0]?.choices[0] ?? {}, { right: false })).toThrow(TypeError);
  expect(() => Reflect.apply(Reflect.get(bank.skills, 'set'), bank.skills, ['x', skill])).toThrow(TypeError);
  expect(bank.skills.has('x')).toBe(false);
});

test('all faults come at once, in order, as file:line:column message', async () => {
  const changes = {
    ...spoiled('tube/1-tortue.yml', 'seconds: 30', 'seconds: 2\nsecondes: 30'),
    ...spoiled('profiles/essai.yml', 'id: requete', 'id: requette'),
  };
  const error = await loadBank(changes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ContentError);
  expect(String(error).split('\n')).toEqual([
    expect.stringMatching(
      /^ContentError: content\/competences\/1\.1\/requete\/1-tortue\.yml:10:10 seconds : /,
    ),
    'content/competences/1.1/requete/1-tortue.yml:11:1 clé inconnue « secondes »',
    expect.stringMatching(/^content\/profiles\/essai\.yml:6:11 sujet inconnu « requette »/),
  ]);
});

test.each([
  ['no framework', { 'framework.yml': null }, 'content/framework.yml:1:1 fichier absent'],
  [
    'a competence of another domain',
    spoiled('framework.yml', 'code: "1"', 'code: "2"'),
    "content/framework.yml:6:17 1.1 n'appartient pas au domaine 2.",
  ],
  [
    'a competence absent from the framework',
    spoiled('framework.yml', 'code: "1.1"', 'code: "1.2"'),
    "…/tube.yml:1:1 la compétence 1.1 n'est pas dans framework.yml",
  ],
  ['no tube.yml', { 'tube/tube.yml': null }, '…/tube.yml:1:1 fichier absent'],
  ['an unexpected file', { 'tube/1-Été.yml': 'a: 1' }, '…/1-Été.yml:1:1 fichier inattendu'],
  [
    'a level absent from tube.yml',
    { 'tube/2-x.yml': SOUND_BANK['competences/1.1/requete/3-vers.yml'] ?? '' },
    "…/2-x.yml:1:1 tube.yml n'a pas d'acquis de niveau 2",
  ],
  [
    'a window that is none',
    spoiled('tube/1-tortue.yml', 'kind: document', 'kind: practical:telephone\nequivalent: requete-3-vers'),
    '…/1-tortue.yml:2:7 composant inconnu « telephone » : blocks, browser, calendar, code-editor,',
  ],
  ['missing media', { 'tube/media/liste.csv': null }, '…/3-vers.yml:5:13 fichier absent'],
  [
    'media never used',
    { 'tube/media/autre.png': 'x' },
    "…/media/autre.png:1:1 aucune épreuve du sujet n'utilise",
  ],
  [
    'a picture without alt',
    spoiled('tube/1-tortue.yml', ', alt: Une page de résultats', ''),
    '…/1-tortue.yml:5:5 pictures.1.alt : ',
  ],
  [
    'an empty alt',
    spoiled('tube/1-tortue.yml', 'Une page de résultats', '" "'),
    '…/1-tortue.yml:5:34 pictures.1.alt : ',
  ],
  [
    'two right choices',
    spoiled('tube/1-tortue.yml', 'text: tortue,', 'text: tortue, right: true,'),
    '…/1-tortue.yml:7:3 choices : exactement une bonne réponse',
  ],
  [
    'the same choice twice',
    spoiled('tube/1-tortue.yml', 'text: tortue,', 'text: durée  de vie tortue,'),
    '…/1-tortue.yml:8:5 même texte que le choix 1',
  ],
  [
    'an unknown type',
    spoiled('tube/1-tortue.yml', 'type: qcu', 'type: qcx'),
    '…/1-tortue.yml:1:7 type : qcu, qcm, qroc, qrocm-ind, qrocm-dep, ordering, matching, pointing ou practical',
  ],
  [
    'an unknown kind',
    spoiled('tube/1-tortue.yml', 'kind: document', 'kind: jeu'),
    '…/1-tortue.yml:2:7 kind : quiz, document, file ou practical:<composant>',
  ],
  [
    'a number that is none',
    spoiled('tube/3-vers.yml', 'label: Titre', 'label: Titre, format: number'),
    "…/3-vers.yml:7:59 « la pirogue » n'est pas un nombre",
  ],
  [
    'an answer outside the options',
    spoiled('tube/3-vers.yml', 'label: Titre', 'label: Titre, format: select, options: [a, b]'),
    "…/3-vers.yml:7:76 « la pirogue » n'est pas dans « options »",
  ],
  [
    'options without select',
    spoiled('tube/3-vers.yml', 'label: Titre', 'label: Titre, options: [la pirogue, b]'),
    '…/3-vers.yml:7:5 « options » va avec',
  ],
  [
    'kind file without a file',
    spoiled('tube/1-tortue.yml', 'kind: document', 'kind: file'),
    '…/1-tortue.yml:2:7 « kind: file » sans fichier',
  ],
  [
    'a link that is not https',
    spoiled('tube/1-tortue.yml', 'Que cherche Malo ?', '"[ici](http://x.example)"'),
    '…/1-tortue.yml:3:14 lien refusé',
  ],
  [
    'a picture in the text',
    spoiled('tube/1-tortue.yml', 'Que cherche Malo ?', '"![ici](https://x.example/a.png)"'),
    '…/1-tortue.yml:3:14 image dans le texte',
  ],
  [
    'broken YAML',
    spoiled('tube/1-tortue.yml', 'Que cherche Malo ?', 'Que : cherche : Malo'),
    '…/1-tortue.yml:3:14 YAML illisible : ',
  ],
  [
    'a key twice',
    spoiled('tube/1-tortue.yml', 'seconds: 30', 'seconds: 30\nseconds: 40'),
    '…/1-tortue.yml:11:1 YAML illisible : cette clé est écrite deux fois',
  ],
  [
    'a YAML alias',
    spoiled('tube/1-tortue.yml', 'Que cherche Malo ?', '&a Que\nnotes: *a'),
    '…/1-tortue.yml:1:1 les renvois YAML',
  ],
  [
    'bytes that are no UTF-8',
    { 'tube/1-tortue.yml': Uint8Array.of(0x74, 0xe9) },
    "…/1-tortue.yml:1:1 ce fichier n'est pas en UTF-8",
  ],
  ['a tutorial without header', { 'tube/comprendre.md': 'Bonjour' }, "…/comprendre.md:1:1 l'en-tête manque"],
  [
    'a wrong tutorial header',
    { 'tube/comprendre.md': '---\ntitle: Oui\nminutes: 30\n---\nTexte\n' },
    '…/comprendre.md:3:10 minutes : ',
  ],
  [
    'an empty tutorial',
    { 'tube/comprendre.md': '---\ntitle: Oui\nminutes: 3\n---\n\n' },
    '…/comprendre.md:5:1 le tutoriel est vide',
  ],
  [
    'a profile without any challenge',
    spoiled('profiles/essai.yml', 'id: requete, max: 3', 'id: vide, max: 3'),
    'content/profiles/essai.yml:6:11 sujet inconnu « vide »',
  ],
  [
    'a profile that asks nothing and collects nothing',
    spoiled('profiles/essai.yml', 'tubes:\n  - { id: requete, max: 3 }\n', 'tubes: []\n'),
    "content/profiles/essai.yml:5:8 tubes : un parcours a au moins un sujet, une collecte de profils n'en a aucun",
  ],
  [
    'a badge on a tube outside the profile',
    badge('[{ threshold: 50, tubes: [{ id: autre, max: 2 }] }]'),
    'content/profiles/essai.yml:12:41 le badge « b » porte sur « autre », hors de ce parcours',
  ],
  [
    'a badge above the cap of the profile',
    badge('[{ threshold: 50, tubes: [{ id: requete, max: 4 }] }]'),
    "content/profiles/essai.yml:12:41 le badge « b » demande le niveau 4, le parcours s'arrête à 3",
  ],
  [
    'a badge with a criterion that cannot be met',
    badge('[{ threshold: 0 }]'),
    'content/profiles/essai.yml:12:',
  ],
  [
    'a badge with an unknown emblem',
    badge('[{ threshold: 50 }]', 'licorne'),
    'content/profiles/essai.yml:11:',
  ],
  [
    'a tube twice in a profile',
    spoiled('profiles/essai.yml', 'max: 3 }', 'max: 3 }\n  - { id: requete, max: 1 }'),
    'content/profiles/essai.yml:7:11 sujet « requete » en double',
  ],
  [
    'an SVG with a script',
    { 'tube/media/page.svg': '<svg xmlns="x" width="1" height="1">\n<script>1</script></svg>' },
    '…/media/page.svg:2:1 élément <script> interdit',
  ],
  [
    'a PNG that is none',
    {
      ...spoiled('tube/1-tortue.yml', 'page.svg', 'page.png'),
      'tube/media/page.svg': null,
      'tube/media/page.png': 'nope',
    },
    "…/media/page.png:1:1 ce fichier n'est pas une image",
  ],
])('%s is reported where it stands', async (_title, changes, expected) => {
  const faults = await faultsOf(changes);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.slice(0, expected.length)).toBe(expected);
});

test('a badge on topics that nobody can play yet is reported', async () => {
  const empty =
    'title: T\ndescription: D.\nposition: 2\ndevices: [computer]\nskills: [{ level: 1, knows: K. }]\n';
  const faults = await faultsOf({
    'competences/1.1/vide/tube.yml': empty,
    ...badge('[{ threshold: 50, tubes: [{ id: vide, max: 3 }] }]', 'parcours', '  - { id: vide, max: 3 }\n'),
  });
  expect(faults).toEqual([expect.stringContaining('le badge « b » porte sur des sujets sans épreuve')]);
});

test('a profile whose tubes have no challenge up to the cap waits, without a skill to start', async () => {
  const bank = await loadBank({
    'tube/1-tortue.yml': null,
    'tube/media/page.svg': null,
    ...spoiled('profiles/essai.yml', 'max: 3', 'max: 2'),
  });
  expect(bank.targetProfiles.get('essai')).toMatchObject({ skills: [], classes: [], discipline: null });
});

test('ids used twice are reported: a tube in two competences, two paths to one challenge id', async () => {
  const framework = spoiled(
    'framework.yml',
    '      - {',
    '      - { code: "1.2", title: B, titleEn: B, description: B. }\n      - {',
  );
  const tube = String(SOUND_BANK['competences/1.1/requete/tube.yml']);
  const question = String(SOUND_BANK['competences/1.1/requete/3-vers.yml'])
    .replace('kind: file', 'kind: quiz')
    .replace(/attachments:\n.*\n/, '');
  expect(await faultsOf({ ...framework, 'competences/1.2/requete/tube.yml': tube })).toEqual([
    expect.stringMatching(
      /^content\/competences\/1\.2\/requete\/tube\.yml:1:1 sujet « requete » déjà présent dans la compétence 1\.1/,
    ),
  ]);
  expect(
    await faultsOf({
      'tube/1-3-vers.yml': question,
      'competences/1.1/requete-1/tube.yml': tube,
      'competences/1.1/requete-1/3-vers.yml': question,
    }),
  ).toEqual([
    expect.stringMatching(/identifiant « requete-1-3-vers » déjà pris par competences\/1\.1\/requete/),
  ]);
});

test('a missing content folder is said so', async () => {
  const { loadReferential } = await import('../../src/referential/load.ts');
  await expect(loadReferential('/nowhere/content')).rejects.toThrow(
    /content:1:1 dossier des contenus illisible/,
  );
});

/** The profile with one badge more. */
function badge(criteria: string, emblem = 'parcours', tube = '') {
  return {
    'profiles/essai.yml': `${SOUND_BANK['profiles/essai.yml']}${tube}badges:
  - id: b
    title: B
    message: M
    emblem: "${emblem}"
    criteria: ${criteria}
`,
  };
}
