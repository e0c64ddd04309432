import { describe, expect, test } from 'vitest';
import { type ReachedDrive, reachedDrive, sharedDrive } from '../../src/engine/practicals/shared-drive.ts';
import {
  type DriveState,
  rightOn,
  slotsOf,
  VISITOR,
  waysTo,
} from '../../src/referential/practicals/drive-rules.ts';
import { driveShape, prepareDrive } from '../../src/referential/practicals/shared-drive.ts';

const AUTHORED = {
  name: 'Nacelle',
  me: 'awa',
  today: '2026-03-12',
  people: [
    { id: 'awa', name: 'Awa' },
    { id: 'malo', name: 'Malo' },
    { id: 'ines', name: 'Inès' },
    { id: 'tess', name: 'Tess' },
    { id: 'rok', name: 'Rok', inside: false },
  ],
  groups: [
    { id: 'bureau', name: 'Bureau', by: 'awa', members: ['malo', 'ines'] },
    { id: 'parents', name: 'Parents', members: ['rok'] },
  ],
  items: [
    { id: 'voyage', name: 'Voyage', kind: 'folder', shares: { bureau: 'comment', parents: 'read' } },
    {
      id: 'comptes',
      name: 'Comptes',
      kind: 'folder',
      in: 'voyage',
      inherits: false,
      shares: { ines: 'edit' },
    },
    { id: 'caisse', name: 'Caisse', in: 'comptes', text: 'Car\nMusée' },
    {
      id: 'liste',
      name: 'Liste',
      in: 'voyage',
      shares: { malo: 'edit' },
      text: 'Awa\nMalo',
      versions: [
        { id: 'v2', by: 'malo', when: '2026-03-10', text: 'Awa\nMalo\nTess' },
        { id: 'v1', by: 'awa', when: '2026-03-02', text: 'Awa' },
      ],
    },
    { id: 'public', name: 'Affiche', link: { scope: 'school', right: 'comment' }, text: 'À 8 h' },
    { id: 'fini', name: 'Vieux', link: { scope: 'anyone', until: '2026-03-11' } },
    { id: 'secret', name: 'Album', link: { scope: 'anyone', password: 'pirogue' } },
    { id: 'charte', name: 'Charte', owner: 'ines', shares: { awa: 'read' } },
    { id: 'avis', name: 'Avis', owner: 'ines', shares: { awa: 'comment' } },
  ],
};

const faults: string[] = [];
const workshop = {
  fault: (text: string) => faults.push(text),
  picture: () => null,
  render: (text: string) => text,
};
const prepare = (authored: object, expected: readonly unknown[] = []) => {
  faults.length = 0;
  const read = expected.length === 0 ? [] : driveShape.expect.parse(expected);
  return prepareDrive(driveShape.config.parse(authored), read, workshop);
};
const DRIVE = prepare(AUTHORED);
const START: DriveState = { values: {}, made: [], comments: [] };
const state = (
  values: ReachedDrive['values'],
  made: ReachedDrive['made'] = [],
  comments: ReachedDrive['comments'] = [],
) => ({ values, made, comments });

function rights(values: ReachedDrive['values'], item: string): string[] {
  return ['awa', 'malo', 'ines', 'tess', 'rok', VISITOR].map((who) =>
    rightOn(DRIVE, { ...START, values }, who, item),
  );
}

function judged(reached: ReachedDrive, ...expected: unknown[]): boolean[] {
  const read = driveShape.expect.parse(expected);
  return sharedDrive.verdicts(DRIVE, read, reached).map(({ right }) => right);
}

describe('who may do what', () => {
  test('the widest way wins: as owner, by name, by a group, from the folder', () => {
    expect(rights({}, 'voyage')).toEqual(['edit', 'comment', 'comment', 'none', 'read', 'none']);
    expect(rights({}, 'liste')).toEqual(['edit', 'edit', 'comment', 'none', 'read', 'none']);
    expect(waysTo(DRIVE, START, 'malo', 'liste').map(({ how, from }) => `${how} ${from}`)).toEqual([
      'person liste',
      'group voyage',
    ]);
    // A narrower right by name takes nothing away.
    expect(rights({ 'share/liste/malo': 'read' }, 'liste')[1]).toBe('comment');
  });

  test('what no longer inherits keeps the folder out, and what it holds too', () => {
    expect(rights({}, 'caisse')).toEqual(['edit', 'none', 'edit', 'none', 'none', 'none']);
    expect(rights({ 'inherit/comptes': true }, 'caisse')).toEqual([
      'edit',
      'comment',
      'edit',
      'none',
      'read',
      'none',
    ]);
    expect(rights({ 'place/liste': 'comptes' }, 'liste')).toEqual([
      'edit',
      'edit',
      'edit',
      'none',
      'none',
      'none',
    ]);
  });

  test('a link opens to those it is meant for, until its last day, and with a password to nobody', () => {
    expect(rights({}, 'public')).toEqual(['edit', 'comment', 'comment', 'comment', 'none', 'none']);
    expect(rights({ 'scope/public': 'anyone' }, 'public').slice(3)).toEqual([
      'comment',
      'comment',
      'comment',
    ]);
    expect(rights({}, 'fini').slice(1)).toEqual(['none', 'none', 'none', 'none', 'none']);
    expect(rights({ 'until/fini': '2026-03-12' }, 'fini').slice(1)).toEqual(Array(5).fill('read'));
    expect(rights({}, 'secret')[5]).toBe('none');
    expect(rights({ 'password/secret': '' }, 'secret')[5]).toBe('read');
  });

  test('out of a group, in the bin, owned by another', () => {
    expect(rights({ 'member/bureau/malo': false }, 'voyage')[1]).toBe('none');
    expect(rights({ 'gone/voyage': true }, 'liste')).toEqual(Array(6).fill('none'));
    expect(rights({ 'owner/public': 'tess', 'scope/public': 'nobody' }, 'public')).toEqual([
      ...['none', 'none', 'none', 'edit', 'none', 'none'],
    ]);
  });

  test('only what one has the right to change can be changed', () => {
    const slots = slotsOf(DRIVE, []);
    expect([...slots.keys()].filter((key) => key.includes('/charte'))).toEqual(['sync/charte']);
    expect(slots.has('member/parents/rok')).toBe(false);
    expect(slots.get('until/public')?.fits('2026-02-30')).toBe(false);
    expect(slots.get('place/liste')?.fits('public')).toBe(false);
    expect(slots.get('share/liste/malo')?.fits('owner')).toBe(false);
  });
});

describe('a state', () => {
  const others = [{ sync: 'charte', is: 'offline' }, { rest: 'kept' }];

  test('that the window cannot reach meets nothing', () => {
    for (const values of [
      { 'share/charte/malo': 'edit' },
      { 'text/charte': 'Non' },
      { 'scope/public': 'everybody' },
      { 'member/parents/awa': true },
      { 'place/voyage': 'comptes' },
      { 'nulle/part': true },
    ] as ReachedDrive['values'][])
      expect(
        judged(state({ 'sync/charte': 'offline', ...values }), ...others),
        JSON.stringify(values),
      ).toEqual([false, false]);
    const comment = [{ on: 'charte', text: 'Bof' }];
    expect(judged(state({ 'sync/charte': 'offline' }, [], comment), ...others)).toEqual([false, false]);
    const nowhere = [{ kind: 'folder' as const, name: 'X', in: 'liste', text: '' }];
    expect(judged(state({ 'sync/charte': 'offline' }, nowhere), ...others)).toEqual([false, false]);
    expect(judged(state({ 'sync/charte': 'offline' }), ...others)).toEqual([true, true]);
  });

  test('that is too big or malformed is refused', () => {
    const much = Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`share/a/${i}`, 'read']));
    const made = Array.from({ length: 13 }, () => ({ kind: 'folder', name: 'X', in: null, text: '' }));
    for (const reported of [
      null,
      {},
      state(much as ReachedDrive['values']),
      { values: {}, made, comments: [] },
      { values: { 'text/liste': 'x'.repeat(4001) }, made: [], comments: [] },
      { values: { 'sync/liste': 3 }, made: [], comments: [] },
      { values: {}, made: [], comments: [{ on: 'liste', text: '' }] },
      { ...state({}), right: true },
    ])
      expect(reachedDrive.safeParse(reported).success).toBe(false);
    expect(reachedDrive.safeParse(state({ 'sync/liste': 'offline' })).success).toBe(true);
  });
});

describe('what is expected', () => {
  test('rights in the end, whatever the way, and the same as before for all others', () => {
    const expected = [{ right: 'none', of: 'malo', on: 'voyage', inside: true }, { access: 'kept' }];
    expect(judged(state({}), ...expected)).toEqual([false, true]);
    expect(judged(state({ 'member/bureau/malo': false }), ...expected)).toEqual([false, true]);
    const both = { 'member/bureau/malo': false, 'share/liste/malo': 'none' };
    expect(judged(state(both), ...expected)).toEqual([true, true]);
    // The group's own right taken away reaches Inès too, unless she gets it back by name.
    const wide = { 'share/voyage/bureau': 'none', 'share/liste/malo': 'none' };
    expect(judged(state(wide), ...expected)).toEqual([true, false]);
    expect(judged(state({ ...wide, 'share/voyage/ines': 'comment' }), ...expected)).toEqual([true, true]);
    expect(judged(state({ ...both, 'text/liste': 'Vide' }), ...expected)).toEqual([true, false]);
    expect(judged(state({ 'gone/voyage': true }), ...expected)).toEqual([false, false]);
  });

  test('what is made here counts: a folder apart, a group of its own', () => {
    const expected = [
      { right: 'none', of: ['malo', 'rok'], on: 'liste' },
      { right: 'read', of: 'tess', on: 'liste' },
      { right: 'comment', of: 'ines', on: 'liste' },
      { access: 'kept' },
    ];
    const made = [
      { kind: 'folder' as const, name: 'À part', in: 'voyage', text: '' },
      { kind: 'group' as const, name: 'Lecture', in: null, text: '' },
    ];
    const values: ReachedDrive['values'] = {
      'inherit/made-0': false,
      'share/made-0/made-1': 'read',
      'share/made-0/ines': 'comment',
      'member/made-1/tess': true,
      'share/liste/malo': 'none',
      'place/liste': 'made-0',
    };
    expect(judged(state(values, made), ...expected)).toEqual([true, true, true, true]);
    expect(judged(state({ ...values, 'inherit/made-0': true }, made), ...expected)).toEqual([
      ...[false, true, true, true],
    ]);
    // Without what was made, there is no such place.
    expect(judged(state(values), ...expected)).toEqual([false, false, false, false]);
  });

  test('a copy left where others read it opens what was closed', () => {
    const expected = [{ right: 'none', of: ['malo', 'rok'], on: 'liste' }, { access: 'kept' }];
    const closed = { 'inherit/liste': false, 'share/liste/malo': 'none', 'share/liste/ines': 'comment' };
    const copy = { kind: 'copy', name: 'Copie', in: 'voyage', text: 'Awa\nMalo' } as const;
    const values = (more: object) => ({ ...closed, ...more });
    expect(judged(state(closed), ...expected)).toEqual([true, true]);
    expect(judged(state(closed, [copy]), ...expected)).toEqual([true, false]);
    expect(judged(state(values({ 'gone/made-0': true }), [copy]), ...expected)).toEqual([true, true]);
    expect(judged(state(closed, [{ ...copy, in: 'comptes' }]), ...expected)).toEqual([true, true]);
    expect(judged(state(closed, [{ ...copy, in: null }]), ...expected)).toEqual([true, true]);
    expect(judged(state(values({ 'scope/made-0': 'anyone' }), [{ ...copy, in: null }]), ...expected)[1]).toBe(
      false,
    );
    // What is new says nothing of another.
    expect(judged(state(closed, [{ ...copy, kind: 'text', text: '' }]), ...expected)[1]).toBe(true);
  });

  test('a link: for whom, for what, until when, and a password of some length', () => {
    const link = { link: 'public', scope: 'anyone', right: 'read', until: '2026-04-01', password: 8 };
    const right = {
      'scope/public': 'anyone',
      'link/public': 'read',
      'until/public': '2026-04-01',
      'password/public': 'pirogue 7',
    };
    expect(judged(state(right), link, { rest: 'kept' })).toEqual([true, true]);
    for (const wrong of [
      { 'scope/public': 'nobody' },
      { 'link/public': 'edit' },
      { 'until/public': '2026-04-02' },
      { 'password/public': '       a' },
    ])
      expect(judged(state({ ...right, ...wrong } as ReachedDrive['values']), link)).toEqual([false]);
  });

  test('a version restored, or its words typed again; a version named', () => {
    const expected = [{ restored: 'liste', version: 'v2' }, { rest: 'kept' }];
    expect(judged(state({ 'version/liste': 'v1' }), ...expected)).toEqual([false, true]);
    expect(judged(state({ 'version/liste': 'v2' }), ...expected)).toEqual([true, true]);
    expect(judged(state({ 'text/liste': 'awa\nmalo\nTESS\n' }), ...expected)).toEqual([true, true]);
    expect(judged(state({ 'version/liste': 'v2', 'text/liste': 'Awa' }), ...expected)).toEqual([false, true]);
    const named = { labelled: 'v1', says: ['premier|départ'] };
    expect(judged(state({ 'label/v1': 'Premier jet' }), named)).toEqual([true]);
    expect(judged(state({ 'label/v1': 'Jet' }), named)).toEqual([false]);
  });

  test('lines, once each, in any order', () => {
    const lines = { lines: 'liste', are: ['Awa', 'Malo', 'Tess'] };
    expect(judged(state({ 'text/liste': '- tess\n\nAwa\nMalo' }), lines)).toEqual([true]);
    expect(judged(state({ 'text/liste': 'Awa\nMalo\nTess\nTess' }), lines)).toEqual([false]);
    expect(judged(state({ 'text/liste': 'Awa\nMalo\nTess\nRok' }), lines)).toEqual([false]);
    expect(judged(state({ 'text/liste': 'Awa Malo Tess' }), lines)).toEqual([false]);
  });

  test('a comment, a whole text, a number of rules', () => {
    const said = state({}, [], [{ on: 'avis', text: 'Il manque l’heure !' }]);
    expect(judged(said, { commented: 'avis', says: ['heure'] }, { rest: 'kept' })).toEqual([true, true]);
    expect(judged(said, { commented: 'avis', says: ['lieu'] }, { sync: 'avis', is: 'online' })).toEqual([
      false,
      true,
    ]);
    expect(judged(state({ 'text/public': 'à 9 h.' }), { text: 'public', is: 'À 9 h' })).toEqual([true]);
    expect(judged(state({}), { rules: 6 }, { rules: 5 })).toEqual([true, false]);
  });

  test('nothing else: what harms nobody is not counted', () => {
    const expected = [{ share: 'liste', with: 'tess', right: 'read' }, { rest: 'kept' }];
    const done = { 'share/liste/tess': 'read' };
    const bin = { kind: 'folder' as const, name: 'Essai', in: null, text: '' };
    expect(judged(state({ ...done, 'sync/caisse': 'offline', 'label/v1': 'Début' }), ...expected)[1]).toBe(
      true,
    );
    // A right for a link that is off; a folder made, then thrown away.
    expect(judged(state({ ...done, 'link/caisse': 'edit' }), ...expected)[1]).toBe(true);
    expect(judged(state({ ...done, 'gone/made-0': true }, [bin]), ...expected)[1]).toBe(true);
    expect(judged(state(done, [bin]), ...expected)[1]).toBe(false);
    expect(judged(state({ ...done, 'name/caisse': 'Argent' }), ...expected)[1]).toBe(false);
    // What was made is told by its name alone.
    const made = state({ ...done, 'name/made-0': 'Brouillon', 'share/made-0/tess': 'read' }, [bin]);
    expect(sharedDrive.verdicts(DRIVE, driveShape.expect.parse(expected), made)[1]?.found).toEqual(['Essai']);
    expect(judged(state({ ...done, 'link/public': 'edit' }), ...expected)[1]).toBe(false);
  });

  test('is solved by a state that meets it, and not by the start', () => {
    const expected = driveShape.expect.parse([
      { right: 'none', of: 'rok', on: ['voyage'], by: [{ share: 'voyage', with: 'parents', right: 'none' }] },
      { link: 'secret', scope: 'school', password: 12 },
      { lines: 'liste', are: ['Awa', 'Rok'] },
      { member: 'tess', group: 'bureau', is: true },
      { gone: 'fini' },
      { commented: 'avis', says: ['merci'] },
      { rest: 'kept' },
    ]);
    const solved = sharedDrive.solve(DRIVE, expected);
    expect(reachedDrive.safeParse(solved).success).toBe(true);
    expect(sharedDrive.verdicts(DRIVE, expected, solved).every(({ right }) => right)).toBe(true);
    const start = sharedDrive.verdicts(DRIVE, expected, sharedDrive.initial(DRIVE));
    expect(start.map(({ right }) => right)).toEqual([false, false, false, false, false, false, true]);
  });
});

test('an author’s slips are told in French', () => {
  const [first, ...rest] = AUTHORED.items;
  prepare({ ...AUTHORED, me: 'zoe', items: [{ ...first, in: 'voyage' }, ...rest] });
  expect(faults).toEqual(["aucune personne ne s'appelle « zoe ».", '« voyage » est dans lui-même.']);
  prepare(
    {
      ...AUTHORED,
      open: 'rien',
      items: [...AUTHORED.items, { id: 'malo', name: 'Malo', in: 'liste', shares: { personne: 'read' } }],
    },
    [
      { share: 'charte', with: 'malo', right: 'edit' },
      { right: 'read', of: 'zoe', on: 'nulle-part' },
      { restored: 'liste', version: 'v9' },
    ],
  );
  expect(faults).toEqual([
    "« malo » est déjà le nom d'autre chose.",
    "ni personne ni groupe ne s'appelle « personne ».",
    "aucun dossier ne s'appelle « liste ».",
    "rien ne s'appelle « rien ».",
    '« share/charte/malo » ne peut pas être changé ici.',
    "aucune personne ne s'appelle « zoe ».",
    "rien ne s'appelle « nulle-part ».",
    '« version/liste » ne peut pas devenir « v9 ».',
  ]);
});
