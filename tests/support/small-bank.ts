import type { Challenge, Referential } from '../../src/referential/types.ts';

/** The real bank with nothing left to ask but these, one for each of as many skills of one tube, its lowest first. */
export function bankOf(
  bank: Referential,
  changes: readonly Partial<Challenge>[],
): { readonly bank: Referential; readonly skills: readonly string[] } {
  const tube = [...bank.tubes.values()].find(
    ({ skills }) => skills.filter(({ challenges }) => challenges.length > 0).length >= changes.length,
  );
  const model = [...bank.challenges.values()].find(({ type, focus }) => type === 'qcu' && !focus);
  if (!tube || !model) throw new Error('no tube so long');
  const skills = tube.skills.filter(({ challenges }) => challenges.length > 0).slice(0, changes.length);
  const made = skills.map((skill, place) => ({
    ...skill,
    challenges: [{ ...model, ...changes[place], id: `essai-${place}`, skill: skill.id }],
  }));
  return {
    bank: {
      ...bank,
      skills: new Map([...bank.skills, ...made.map((skill) => [skill.id, skill] as const)]),
      challenges: new Map([
        ...bank.challenges,
        ...made.flatMap(({ challenges }) => challenges).map((one) => [one.id, one] as const),
      ]),
    },
    skills: skills.map(({ id }) => id),
  };
}
