import { type ContentFiles, textOf } from './files.ts';
import { frenchSpacing } from './french.ts';
import { type Problem, report } from './problems.ts';
import { playableSkills } from './referential.ts';
import { targetProfileSchema } from './schema.ts';
import type { TargetProfile, Tube } from './types.ts';
import { readYaml } from './yaml-file.ts';

export interface ReadProfile {
  readonly profile: TargetProfile;
  readonly position: number;
}

/**
 * Reads `profiles/<id>.yml` against the tubes of the bank; null when its shape is wrong (reported).
 * `folders`: ids of all tubes that have a folder, those that couldn't be read included.
 */
export function readProfile(
  id: string,
  files: ContentFiles,
  tubes: ReadonlyMap<string, Tube>,
  folders: ReadonlySet<string>,
  problems: Problem[],
): ReadProfile | null {
  const path = `profiles/${id}.yml`;
  const bytes = files.get(path);
  const text = bytes ? textOf(bytes, path, problems) : null;
  const file = text === null ? null : readYaml(text, targetProfileSchema, path, problems);
  if (!file) return null;

  const { data } = file;
  data.tubes.forEach((target, index) => {
    const place = file.at(['tubes', index, 'id']);
    if (!folders.has(target.id)) {
      report(problems, path, `sujet inconnu « ${target.id} » : aucun dossier ne porte ce nom.`, place);
    }
    if (data.tubes.findIndex((other) => other.id === target.id) < index) {
      report(problems, path, `sujet « ${target.id} » en double dans ce parcours.`, place);
    }
  });

  const targets = data.tubes.map((target) => ({ tube: target.id, max: target.max }));
  const skills = playableSkills(tubes, targets).map((skill) => skill.id);
  if (skills.length === 0 && data.tubes.every((target) => tubes.has(target.id))) {
    const message = "ce parcours n'a aucune épreuve : choisis d'autres sujets ou monte les niveaux.";
    report(problems, path, message, file.at(['tubes']));
  }
  return {
    position: data.position,
    profile: {
      id,
      title: frenchSpacing(data.title),
      category: data.category,
      description: frenchSpacing(data.description),
      tubes: targets,
      skills,
    },
  };
}
