import { type Problem, report } from './problems.ts';
import { isPlayable } from './referential.ts';
import type { FrameworkFile } from './schema.ts';
import type { ReadTube } from './tube.ts';
import type { Competence, Domain, Referential, Skill, Tube } from './types.ts';

/** The framework with its tubes, and every index but the target profiles. Reports ids used twice. */
export function assemble(
  framework: FrameworkFile,
  read: readonly ReadTube[],
  problems: Problem[],
): Omit<Referential, 'version' | 'targetProfiles'> {
  const tubes = withoutDuplicates(read, problems);
  const domains = framework.domains.map((domain): Domain => {
    const competences = domain.competences.map(
      (competence): Competence => ({
        ...competence,
        domain: domain.code,
        tubes: valued(tubes.filter(({ tube }) => tube.competence === competence.code)),
      }),
    );
    return { ...domain, competences };
  });
  const competences = domains.flatMap((domain) => domain.competences);
  reportHomeless(tubes, competences, problems);

  const inOrder = competences.flatMap((competence) => competence.tubes);
  const skills = inOrder.flatMap((tube) => tube.skills);
  reportDuplicateChallenges(inOrder, problems);
  return {
    domains,
    competences: new Map(competences.map((competence) => [competence.code, competence])),
    tubes: new Map(inOrder.map((tube) => [tube.id, tube])),
    skills: new Map(skills.map((skill) => [skill.id, skill])),
    challenges: new Map(skills.flatMap((skill) => skill.challenges.map((c) => [c.id, c]))),
    tutorials: new Map(inOrder.flatMap((tube) => tube.tutorials.map((t) => [t.id, t]))),
  };
}

function withoutDuplicates(read: readonly ReadTube[], problems: Problem[]): ReadTube[] {
  const first = new Map<string, Tube>();
  return read.filter(({ tube }) => {
    const other = first.get(tube.id);
    if (!other) {
      first.set(tube.id, tube);
      return true;
    }
    const message = `sujet « ${tube.id} » déjà présent dans la compétence ${other.competence} : renomme ce dossier.`;
    report(problems, tubePath(tube), message);
    return false;
  });
}

function reportHomeless(
  tubes: readonly ReadTube[],
  competences: readonly Competence[],
  problems: Problem[],
): void {
  for (const { tube } of tubes) {
    if (!competences.some((competence) => competence.code === tube.competence)) {
      const message = `la compétence ${tube.competence} n'est pas dans framework.yml : déplace ce dossier.`;
      report(problems, tubePath(tube), message);
    }
  }
}

/** `a/1-2-x.yml` and `a-1/2-x.yml` would share the id `a-1-2-x`. */
function reportDuplicateChallenges(tubes: readonly Tube[], problems: Problem[]): void {
  const first = new Map<string, string>();
  for (const tube of tubes) {
    for (const challenge of tube.skills.flatMap((skill) => skill.challenges)) {
      const path = `${folderOf(tube)}/${challenge.id.slice(tube.id.length + 1)}.yml`;
      const other = first.get(challenge.id);
      if (other === undefined) first.set(challenge.id, path);
      else
        report(
          problems,
          path,
          `identifiant « ${challenge.id} » déjà pris par ${other} : renomme ce fichier.`,
        );
    }
  }
}

/** Tubes in their order, skills with their value: each level of a competence is worth at most 8 pix, a skill 4. */
function valued(tubes: readonly ReadTube[]): Tube[] {
  const playablePerLevel = new Map<number, number>();
  for (const skill of tubes.flatMap(({ tube }) => tube.skills)) {
    if (isPlayable(skill)) playablePerLevel.set(skill.level, (playablePerLevel.get(skill.level) ?? 0) + 1);
  }
  const value = (skill: Skill): Skill => {
    const n = playablePerLevel.get(skill.level);
    return { ...skill, pix: isPlayable(skill) && n ? Math.min(4, 8 / n) : 0 };
  };
  return [...tubes]
    .sort((a, b) => a.position - b.position || (a.tube.id < b.tube.id ? -1 : 1))
    .map(({ tube }) => ({ ...tube, skills: tube.skills.map(value) }));
}

function tubePath(tube: Tube): string {
  return `${folderOf(tube)}/tube.yml`;
}

function folderOf(tube: Tube): string {
  return `competences/${tube.competence}/${tube.id}`;
}
