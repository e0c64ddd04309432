import { expect, test } from 'vitest';
import {
  chooseProfiles,
  type ListedProfile,
  profilesChoiceSchema,
  readProfilesSort,
} from '../../src/campaigns/collection/choose-profiles.ts';

const CODES = ['1.1', '1.2'];

function profile(
  name: string,
  division: string | null,
  pix: readonly [number, number] | null,
): ListedProfile {
  const competences = (pix ?? []).map((own, place) => ({
    code: CODES[place] ?? '',
    validated: 0,
    targeted: 0,
    percent: 0,
    level: Math.floor(own / 8),
    pix: own,
  }));
  return {
    name,
    division,
    state: pix === null ? 'unknown' : pix[0] >= 8 ? 'yes' : 'no',
    sharedAt: pix && new Date(2026, 10, 1 + pix[0]),
    profile: pix && { pix: pix[0] + pix[1], competences },
  };
}

const CLASS = [
  profile('Abgrall Inès', '3e B', [8, 1]),
  profile('Diallo Awa', '3e A', null),
  profile('Le Goff Maëlle', '3e A', [9, 20]),
  profile('Zola Noé', null, [2, 7]),
];

function names(said: object): string {
  const chosen = chooseProfiles(CLASS, profilesChoiceSchema.parse(said), CODES);
  return chosen.map(({ name }) => name.split(' ')[0]).join(' ');
}

test.each([
  [{}, 'Abgrall Diallo Le Zola'],
  [{ q: 'maelle GOFF' }, 'Le'],
  [{ division: '3e A' }, 'Diallo Le'],
  [{ state: 'yes' }, 'Abgrall Le'],
  [{ state: 'unknown' }, 'Diallo'],
  [{ sort: '-name' }, 'Zola Le Diallo Abgrall'],
  [{ sort: 'division' }, 'Diallo Le Abgrall Zola'],
  // The highest first; a profile that was not sent stands last both ways.
  [{ sort: 'pix' }, 'Le Abgrall Zola Diallo'],
  [{ sort: '-pix' }, 'Abgrall Zola Le Diallo'],
  [{ sort: '1.2' }, 'Le Zola Abgrall Diallo'],
  [{ sort: '-1.2' }, 'Abgrall Zola Le Diallo'],
  [{ sort: 'shared' }, 'Le Abgrall Zola Diallo'],
  [{ sort: 'state' }, 'Abgrall Le Zola Diallo'],
  [{ sort: '9.9', state: 'maybe', page: '-1' }, 'Abgrall Diallo Le Zola'],
])('the profiles that %j asks for', (said, chosen) => {
  expect(names(said)).toBe(chosen);
});

test('a competence begins with its best, like pix', () => {
  expect(readProfilesSort('-1.2', CODES)).toEqual({ column: '1.2', reversed: true, direction: 'ascending' });
});
