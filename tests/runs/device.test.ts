import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/method.ts';
import type { Device } from '../../src/referential/schema.ts';
import type { Referential } from '../../src/referential/types.ts';
import { chooseNext } from '../../src/runs/choose.ts';
import { deviceOf } from '../../src/runs/device.ts';
import { freezeScope } from '../../src/runs/scope.ts';
import { realBank } from '../support/content.ts';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0';

describe('what a request tells of the device', () => {
  test.each<[string, Record<string, string>, Device | null]>([
    ['hints of a phone', { 'sec-ch-ua-mobile': '?1', 'sec-ch-ua-platform': '"Android"' }, 'phone'],
    ['hints of a tablet', { 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Android"' }, 'tablet'],
    ['hints of a PC', { 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Windows"' }, 'computer'],
    ['hints of a Chromebook', { 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Chrome OS"' }, 'computer'],
    [
      'hints before the User-Agent, which may ask for the desktop site',
      {
        'sec-ch-ua-mobile': '?0',
        'sec-ch-ua-platform': '"Android"',
        'user-agent': `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`,
      },
      'tablet',
    ],
    [
      'an iPhone',
      { 'user-agent': `Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) ${SAFARI} Mobile/15E148` },
      'phone',
    ],
    [
      'an old iPad',
      { 'user-agent': `Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) ${SAFARI} Mobile/15E148` },
      'tablet',
    ],
    [
      'an iPad as it presents itself since 2019, or a Mac: nobody knows',
      {
        'user-agent': `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI} Version/15.8 Safari/605.1.15`,
      },
      null,
    ],
    [
      'Firefox on a Mac',
      {
        'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:115.0) Gecko/20100101 Firefox/115.0',
      },
      'computer',
    ],
    [
      'Firefox on an Android phone',
      { 'user-agent': 'Mozilla/5.0 (Android 12; Mobile; rv:115.0) Gecko/115.0 Firefox/115.0' },
      'phone',
    ],
    ['Windows 7', { 'user-agent': `Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${CHROME}` }, 'computer'],
    ['nothing', {}, null],
    ['noise', { 'user-agent': 'x'.repeat(10_000), 'sec-ch-ua-platform': '"; drop' }, null],
  ])('%s', (_name, headers, device) => {
    expect(deviceOf(headers)).toBe(device);
  });
});

describe('the challenge of a run on a device', () => {
  let bank: Referential;
  beforeAll(async () => {
    bank = await realBank();
  });

  /** The first question of a run on one skill, whose challenges suit these devices. */
  function asked(suits: readonly (readonly Device[])[], device: Device | null, seed: string) {
    const skill = [...bank.skills.values()].find(({ challenges }) => challenges.length > 1);
    if (!skill) throw new Error('no skill with two challenges');
    const challenges = suits.map((devices, place) => {
      const [model] = skill.challenges;
      if (!model) throw new Error('no challenge');
      return { ...model, id: `défi-${place}`, devices };
    });
    const skills = new Map(bank.skills).set(skill.id, { ...skill, challenges });
    const referential = { ...bank, skills };
    const run = { policy: DEFAULT_POLICY, earlier: [], met: [], badges: [], obstacles: [], device, seed };
    const scope = freezeScope(referential, [skill.id]);
    return chooseNext(referential, { ...run, scope }, []).challenge?.id;
  }

  const seeds = Array.from({ length: 30 }, (_, seed) => `graine ${seed}`);
  const anyOf = (suits: readonly (readonly Device[])[], device: Device | null) =>
    new Set(seeds.map((seed) => asked(suits, device, seed)));

  test('suits it where one does', () => {
    const suits = [['computer'], ['computer', 'phone'], ['computer', 'tablet']] as const;
    expect(anyOf(suits, 'phone')).toEqual(new Set(['défi-1']));
    expect(anyOf(suits, 'tablet')).toEqual(new Set(['défi-2']));
    expect(anyOf(suits, 'computer').size).toBe(3);
    expect(anyOf(suits, null).size).toBe(3);
  });

  test('is asked all the same where none does: leaving the skill out would count against the pupil', () => {
    expect(anyOf([['computer'], ['computer', 'tablet']], 'phone').size).toBe(2);
  });
});
