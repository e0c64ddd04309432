import { expect, test } from 'vitest';
import { makeSelector } from '../../bench/selector.ts';
import { seeded } from '../../src/engine/seed.ts';
import { content } from './content.ts';

const skills = content(2, 3, 5);
const tubeIds = [...new Set(skills.map((skill) => skill.tube))];
const bank = {
  seed: 7,
  skills: skills.map((skill, id) => ({
    id,
    tube: tubeIds.indexOf(skill.tube),
    competence: Number(skill.competence),
    level: skill.level,
    pix: 8 / 3,
    guess: skill.guess,
    challenges: id === 3 ? 0 : 2,
  })),
  tubes: tubeIds.map((tube, id) => ({
    id,
    competence: Number(tube.split('.')[0]),
    skills: skills.flatMap((skill, rank) => (skill.tube === tube ? rank : [])),
  })),
  competences: [
    { id: 0, tubes: [0, 1, 2] },
    { id: 1, tubes: [3, 4, 5] },
  ],
};

/** Plays a pupil who knows what lies up to `level`. */
function playUpTo(level: number) {
  const selector = makeSelector(bank);
  const rng = seeded(`niveau ${level}`);
  const asked: number[] = [];
  for (let id = selector.next({}, rng); id !== null; id = selector.next({}, rng)) {
    asked.push(id);
    selector.record(id, (skills[id]?.level ?? 0) <= level);
  }
  return { asked, estimate: selector.estimate() };
}

test('two pupils on one content keep their answers apart, and each estimate fits its pupil', () => {
  expect(makeSelector(bank).estimate()).toEqual(skills.map(() => 0));
  for (const level of [0, 2, 5]) {
    const { asked, estimate } = playUpTo(level);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).not.toContain(3);
    const wrong = estimate.filter((value, id) => (value === 1) !== (skills[id]?.level ?? 0) <= level);
    expect(wrong.length).toBeLessThanOrEqual(2);
  }
});
