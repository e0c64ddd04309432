import { describe, expect, test } from 'vitest';
import {
  type Chosen,
  certifiableState,
  choiceSchema,
  filterParticipants,
  readSort,
  sortParticipants,
} from '../../src/campaigns/choose-participants.ts';
import { countParticipants, PAGE_SIZE, presentList } from '../../src/campaigns/present-participants.ts';
import { translator } from '../../src/i18n/translate.ts';

/** Who of a class is shown, and in what order. */
const t = translator('fr');
const choice = (said: object = {}) => choiceSchema.parse(said);

function person(name: string, said: Partial<Chosen> = {}): Chosen {
  return {
    userId: name,
    name,
    division: null,
    status: 'not-begun',
    answered: 0,
    remaining: { low: 0, high: 0 },
    mastery: null,
    sharedAt: null,
    retrying: false,
    participationId: null,
    state: 'unknown',
    ...said,
  };
}

const sent = (mastery: number, day: number): Partial<Chosen> => ({
  status: 'shared',
  mastery,
  sharedAt: new Date(Date.UTC(2026, 10, day)),
  participationId: String(day),
});
// In the order of their names, as the store gives them.
const CLASS = [
  person('Abgrall Inès', { division: '3e B', ...sent(80, 3), state: 'yes' }),
  person('Béchir Noé', { division: '3e A' }),
  person('Le Goff Maëlle', {
    division: '3e B',
    status: 'started',
    answered: 3,
    remaining: { low: 1, high: 1 },
  }),
  person('Lë Guen Awa', { division: '3e A', ...sent(30, 9), state: 'no' }),
  person('Zola Zoé', { status: 'to-share', answered: 4 }),
];
const names = (people: readonly Chosen[]) => people.map(({ name }) => name?.split(' ').at(-1));

describe('a choice', () => {
  test.each([
    [{ q: 'maelle' }, ['Maëlle']],
    [{ q: 'LE g' }, ['Maëlle', 'Awa']],
    [{ q: ' awa  guen ' }, ['Awa']],
    [{ division: '3e B' }, ['Inès', 'Maëlle']],
    [{ stars: '2' }, ['Inès']],
    [{ stars: '0' }, []],
    [{ state: 'no' }, ['Awa']],
    [{ state: 'unknown', division: '3e A' }, ['Noé']],
    [{ stars: 'many', state: 'maybe', sort: 'shoe', page: '-3' }, ['Inès', 'Noé', 'Maëlle', 'Awa', 'Zoé']],
  ])('%j keeps %j', (said, kept) => {
    expect(names(filterParticipants(CLASS, choice(said)))).toEqual(kept);
  });

  test.each([
    ['name', ['Inès', 'Noé', 'Maëlle', 'Awa', 'Zoé']],
    ['-name', ['Zoé', 'Awa', 'Maëlle', 'Noé', 'Inès']],
    ['division', ['Noé', 'Awa', 'Inès', 'Maëlle', 'Zoé']],
    ['status', ['Noé', 'Maëlle', 'Zoé', 'Inès', 'Awa']],
    ['progress', ['Inès', 'Awa', 'Zoé', 'Maëlle', 'Noé']],
    ['-progress', ['Maëlle', 'Inès', 'Awa', 'Zoé', 'Noé']],
    ['percent', ['Inès', 'Awa', 'Noé', 'Maëlle', 'Zoé']],
    ['-percent', ['Awa', 'Inès', 'Noé', 'Maëlle', 'Zoé']],
    ['shared', ['Awa', 'Inès', 'Noé', 'Maëlle', 'Zoé']],
    ['state', ['Inès', 'Awa', 'Noé', 'Maëlle', 'Zoé']],
  ])('by %s: %j; those who have nothing there stand last', (sort, order) => {
    expect(names(sortParticipants(CLASS, choice({ sort }).sort))).toEqual(order);
  });

  test('says its direction as screen readers want it', () => {
    expect([readSort('name'), readSort('-name'), readSort('percent'), readSort('-shared')]).toMatchObject([
      { column: 'name', direction: 'ascending' },
      { column: 'name', direction: 'descending', reversed: true },
      { column: 'percent', direction: 'descending' },
      { column: 'shared', direction: 'ascending' },
    ]);
  });
});

test('certifiable needs something sent', () => {
  expect([undefined, 0, 4, 5].map((reached) => certifiableState(reached, 5))).toEqual([
    'unknown',
    'no',
    'no',
    'yes',
  ]);
});

const HERE = { code: 'BCDFGH234', closed: false };

describe('the list', () => {
  const list = (said: object) => presentList(CLASS, choice(said), HERE, t);

  test('counts of each state go with the other choices, those of the class with none', () => {
    const { list: shown } = list({ division: '3e B', status: 'started' });
    expect(shown.chips.map(({ label, count, current }) => [label, count, current])).toEqual([
      ['Tous', 2, false],
      ['Pas commencé', 0, false],
      ['En cours', 1, true],
      ['Terminé, pas envoyé', 0, false],
      ['Envoyé', 1, false],
    ]);
    expect(shown.chips[4]?.address).toBe('/campaigns/BCDFGH234?status=shared&division=3e+B');
    expect(shown.countLabel).toBe('1 élève sur 5');
    const counts = countParticipants(CLASS, HERE, 55, t);
    expect(counts).toMatchObject({ people: 5, notBegun: 1, started: 1, toShare: 1, shared: 2 });
    expect(counts.addresses['not-begun']).toBe('/campaigns/BCDFGH234?status=not-begun');
  });

  test('once closed, what was not sent is said to stay so, by the choices and the counts alike', () => {
    const closed = { ...HERE, closed: true };
    expect(presentList(CLASS, choice(), closed, t).list.chips.map(({ label }) => label)).toEqual([
      'Tous',
      'Pas commencé',
      'Clos sans envoi, pas terminé',
      'Clos sans envoi, terminé',
      'Envoyé',
    ]);
    const { labels } = countParticipants(CLASS, closed, 55, t);
    expect(Object.values(labels)).toEqual(['Pas commencé', 'Clos, pas terminé', 'Clos, terminé', 'Envoyés']);
  });

  test('a column is sorted in its own way, then against it; the choices stay', () => {
    const addressOf = (said: object) =>
      list(said).list.columns.find(({ name }) => name === 'percent')?.address;
    expect(addressOf({ q: 'le' })).toBe('/campaigns/BCDFGH234?q=le&sort=percent');
    expect(addressOf({ sort: 'percent' })).toBe('/campaigns/BCDFGH234?sort=-percent');
    const reversed = list({ sort: '-percent' }).list.selects.find(({ name }) => name === 'sort');
    expect(reversed?.options.find(({ chosen }) => chosen)?.label).toBe('Meilleure réussite, à l’envers');
  });

  test('says why nobody is there, and the way back to everybody', () => {
    expect(list({ q: 'xyz', sort: 'percent' }).list).toMatchObject({
      emptyLabel: 'Aucun élève ne correspond à ces choix.',
      clearAddress: '/campaigns/BCDFGH234?sort=percent',
    });
    const begun = CLASS.filter(({ status }) => status !== 'not-begun');
    expect(presentList(begun, choice({ status: 'not-begun' }), HERE, t).list.emptyLabel).toBe(
      'Tous les élèves de la liste ont commencé.',
    );
    expect(list({}).list).toMatchObject({ emptyLabel: null, clearAddress: null });
  });

  test('divisions are offered only where somebody has one', () => {
    const offered = (people: readonly Chosen[]) =>
      presentList(people, choice(), HERE, t).list.selects.map(({ name }) => name);
    expect(offered(CLASS)).toEqual(['division', 'stars', 'state', 'sort']);
    expect(offered([person('Zola Zoé')])).toEqual(['stars', 'state', 'sort']);
  });

  test('goes page by page; past the end is the last one', () => {
    const many = Array.from({ length: PAGE_SIZE * 2 + 1 }, (_, i) => person(`Nom ${i}`));
    const page = (said: object) => presentList(many, choice(said), HERE, t);
    expect(page({ page: '2' }).shown).toHaveLength(PAGE_SIZE);
    expect(page({ page: '99', q: 'nom' })).toMatchObject({
      shown: [{ name: `Nom ${PAGE_SIZE * 2}` }],
      list: { paging: { label: 'Page 3 sur 3', before: '/campaigns/BCDFGH234?q=nom&page=2', after: null } },
    });
  });
});
