import { beforeAll, describe, expect, test } from 'vitest';
import type { Referential, Tube } from '../../src/referential/types.ts';
import {
  chooseExercise,
  isExercise,
  lessonsOf,
  recommendTutorials,
} from '../../src/student/tutorials-choose.ts';
import type { LastAnswer, Underway } from '../../src/student/tutorials-store.ts';
import { realBank } from '../support/content.ts';

let bank: Referential;
let tube: Tube;
let other: Tube;
const FREE: Underway = { asked: new Set(), skills: new Set(), corrected: new Set() };
const mark = (change: object) => ({
  saved: false,
  done: false,
  helped: null,
  changedAt: new Date(0),
  ...change,
});

beforeAll(async () => {
  bank = await realBank();
  const full = [...bank.tubes.values()].filter(
    ({ tutorials, skills }) =>
      tutorials.length === 2 && skills.filter((s) => s.challenges.length > 1).length > 2,
  );
  if (!full[0] || !full[1]) throw new Error('two topics with their lessons are needed');
  [tube, other] = full as [Tube, Tube];
});

function last(of: Tube, level: number, outcome: LastAnswer['outcome'], day: number): LastAnswer {
  const skillId = of.skills[level]?.id ?? '';
  return { skillId, outcome, at: new Date(Date.UTC(2026, 10, day)), run: 'Rentrée' };
}

describe('what is recommended', () => {
  test('one lesson a topic, « comprendre » first, newest mistake first, with what called for it', () => {
    const answers = [
      last(tube, 0, 'wrong', 3),
      last(tube, 1, 'skipped', 5),
      last(other, 0, 'wrong', 4),
      last(other, 1, 'right', 9),
    ];
    const found = recommendTutorials(bank, answers, new Map());
    expect(found.map(({ tutorial }) => tutorial.id)).toEqual([
      `${tube.id}-comprendre`,
      `${other.id}-comprendre`,
    ]);
    expect(found[0]?.because).toBe(answers[1]);
  });

  test('nothing for a skill since answered right, nor for one that left the bank', () => {
    const gone = { ...last(tube, 0, 'wrong', 3), skillId: 'gone' };
    expect(recommendTutorials(bank, [last(tube, 0, 'right', 3), gone], new Map())).toEqual([]);
  });

  test('the next lesson once one is done, and none after the last', () => {
    const answers = [last(tube, 0, 'wrong', 3)];
    const first = new Map([[`${tube.id}-comprendre`, mark({ done: true })]]);
    expect(recommendTutorials(bank, answers, first).map(({ tutorial }) => tutorial.role)).toEqual([
      'savoir-plus',
    ]);
    const both = new Map([...first, [`${tube.id}-savoir-plus`, mark({ done: true })]]);
    expect(recommendTutorials(bank, answers, both)).toEqual([]);
    const saved = new Map([[`${tube.id}-comprendre`, mark({ saved: true, helped: false })]]);
    expect(recommendTutorials(bank, answers, saved)).toHaveLength(1);
  });

  test('lessons of a topic stand in one order', () => {
    expect(lessonsOf({ tutorials: tube.tutorials.toReversed() }).map(({ role }) => role)).toEqual([
      'comprendre',
      'savoir-plus',
    ]);
  });
});

describe('an exercise', () => {
  const choose = (underway: Underway, turn = 0) =>
    chooseExercise(tube, underway, { seed: 'a', turn, device: null });
  const all = () => tube.skills.flatMap(({ challenges }) => challenges);
  const level = (id: string | undefined) =>
    tube.skills.find((s) => s.challenges.some((c) => c.id === id))?.level;

  test('is among the two easiest levels that can be played, the same for the same seed, another at each turn', () => {
    const levels = tube.skills
      .filter((s) => s.challenges.some((c) => isExercise(c, FREE)))
      .map((s) => s.level);
    const easiest = levels.toSorted((a, b) => a - b).slice(0, 2);
    const drawn = Array.from({ length: 4 }, (_, turn) => choose(FREE, turn));
    for (const challenge of drawn) expect(easiest).toContain(level(challenge?.id));
    expect(choose(FREE, 2)).toBe(drawn[2]);
    expect(new Set(drawn).size).toBeGreaterThan(1);
  });

  test('is never the one that a run is asking, nor one that a run under way may still ask', () => {
    const asked = choose(FREE)?.id ?? '';
    for (let turn = 0; turn < 40; turn += 1) {
      expect(choose({ ...FREE, asked: new Set([asked]) }, turn)?.id).not.toBe(asked);
    }
    const skills = new Set(tube.skills.map(({ id }) => id));
    expect(choose({ ...FREE, skills })).toBeNull();
    const easiest = new Set(tube.skills.filter((s) => s.level <= 3).map(({ id }) => id));
    for (let turn = 0; turn < 10; turn += 1) {
      expect(level(choose({ ...FREE, skills: easiest }, turn)?.id) ?? 9).toBeGreaterThan(3);
    }
  });

  test('may be one whose correction was seen, but not the one asked now', () => {
    const skills = new Set(tube.skills.map(({ id }) => id));
    const seen = all().find((challenge) => isExercise(challenge, FREE))?.id ?? '';
    const corrected = new Set([seen]);
    expect(choose({ ...FREE, skills, corrected })?.id).toBe(seen);
    expect(choose({ skills, corrected, asked: new Set([seen]) })).toBeNull();
  });

  test('is preferred among those not seen corrected, and those that suit the device', () => {
    const first = choose(FREE)?.id ?? '';
    expect(choose({ ...FREE, corrected: new Set([first]) })?.id).not.toBe(first);
    const phones = choose(FREE, 1)?.id;
    const skills = tube.skills.map((skill) => ({
      ...skill,
      challenges: skill.challenges.map((one) => ({
        ...one,
        devices: [one.id === phones ? ('phone' as const) : ('computer' as const)],
      })),
    }));
    for (let turn = 0; turn < 5; turn += 1) {
      expect(chooseExercise({ skills }, FREE, { seed: 'b', turn, device: 'phone' })?.id).toBe(phones);
    }
    expect(chooseExercise({ skills }, FREE, { seed: 'b', turn: 0, device: 'tablet' })).not.toBeNull();
  });

  test('asks nothing proposed or archived, nor a focus', () => {
    const [challenge] = all();
    if (!challenge) throw new Error('no challenge');
    const fit = { ...challenge, status: 'validated', focus: false } as const;
    expect(isExercise(fit, FREE)).toBe(true);
    expect(isExercise({ ...fit, status: 'proposed' }, FREE)).toBe(false);
    expect(isExercise({ ...fit, focus: true }, FREE)).toBe(false);
  });
});
