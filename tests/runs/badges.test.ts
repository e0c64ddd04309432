import { beforeAll, describe, expect, test } from 'vitest';
import type { Referential, TargetProfile } from '../../src/referential/types.ts';
import { presentBadges, scoreBadges } from '../../src/runs/badges.ts';
import { runResultSchema, scoreRun } from '../../src/runs/result.ts';
import { freezeScope } from '../../src/runs/scope.ts';
import { realBank } from '../support/content.ts';

let bank: Referential;
let profiles: readonly TargetProfile[];
beforeAll(async () => {
  bank = await realBank();
  profiles = [...bank.targetProfiles.values()].filter(({ skills }) => skills.length > 0);
});

const idsOf = (badges: readonly { id: string; obtained: boolean }[]) =>
  badges.filter(({ obtained }) => obtained).map(({ id }) => id);

test('every profile of the bank has badges, one for the whole path, all within reach', () => {
  for (const { id, badges, skills } of profiles) {
    expect(badges.length, id).toBeGreaterThan(1);
    expect(badges.map(({ emblem }) => emblem)).toContain('parcours');
    const scope = freezeScope(bank, skills);
    expect(idsOf(scoreBadges(badges, new Set(skills), scope)), id).toEqual(badges.map((badge) => badge.id));
    expect(idsOf(scoreBadges(badges, new Set(), scope)), id).toEqual([]);
  }
});

test('a badge of some topics is won without the others, that of the whole path is not', () => {
  const profile = bank.targetProfiles.get('rentree-3e');
  const scope = freezeScope(bank, profile?.skills ?? []);
  const safety = scope.filter(({ competence }) => competence === '4.1').map(({ id }) => id);
  const badges = scoreBadges(profile?.badges ?? [], new Set(safety), scope);
  expect(idsOf(badges)).toEqual(['comptes-bien-gardes']);
  expect(badges.find(({ id }) => id === 'recherche-efficace')).toMatchObject({ progress: 0 });
});

describe('what is shown', () => {
  const badge = (id: string, obtained: boolean, progress: number, emblem = 'parcours') => {
    return { id, title: id, message: 'bravo', emblem, obtained, progress };
  };

  test('those won first, then the nearest; to a pupil only what is near', () => {
    const all = [badge('loin', false, 20), badge('près', false, 80, '4.1'), badge('gagné', true, 100, '2')];
    expect(presentBadges(all, 50)).toEqual([
      { title: 'gagné', message: 'bravo', domain: '2', code: null, progress: null },
      { title: 'près', message: 'bravo', domain: '4', code: '4.1', progress: 80 },
    ]);
    expect(presentBadges(all, 0).map(({ title }) => title)).toEqual(['gagné', 'près', 'loin']);
  });

  test('a result sent before there were badges has none', () => {
    const { badges: _, ...old } = scoreRun({ scope: [], badges: [], obstacles: [] }, [], 8);
    expect(runResultSchema.parse(old).badges).toEqual([]);
  });
});
