import { type ContentFiles, textOf } from './files.ts';
import { frenchText } from './french.ts';
import { type Problem, report } from './problems.ts';
import { playableSkills } from './referential.ts';
import { type TargetProfileFile, targetProfileSchema } from './schema.ts';
import type { Badge, TargetProfile, Tube } from './types.ts';
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
  const playable = skills.length === 0 ? null : tubes;
  checkBadges(data, playable, (place, message) => report(problems, path, message, file.at(place)));
  return {
    position: data.position,
    profile: {
      id,
      title: frenchText(data.title),
      category: data.category,
      description: frenchText(data.description),
      classes: data.classes,
      discipline: data.discipline === undefined ? null : frenchText(data.discipline),
      purpose: data.purpose,
      tubes: targets,
      skills,
      badges: data.badges.map(asBadge),
    },
  };
}

function asBadge({ id, title, message, emblem, criteria }: TargetProfileFile['badges'][number]): Badge {
  return {
    id,
    title: frenchText(title),
    message: frenchText(message),
    emblem,
    criteria: criteria.map(({ threshold, tubes }) => ({
      threshold,
      tubes: tubes?.map((target) => ({ tube: target.id, max: target.max })) ?? null,
    })),
  };
}

/** A badge must be within reach: its criteria bear on what is targeted and can be played; it is told from the others. */
function checkBadges(
  { badges, tubes }: TargetProfileFile,
  playable: ReadonlyMap<string, Tube> | null,
  say: (place: (string | number)[], message: string) => void,
): void {
  badges.forEach((badge, b) => {
    if (badges.findIndex((other) => other.id === badge.id) < b) {
      say(['badges', b, 'id'], `badge « ${badge.id} » en double dans ce parcours.`);
    }
    badge.criteria.forEach((criterion, c) => {
      const borne = criterion.tubes?.map((target) => ({ tube: target.id, max: target.max }));
      const targeted = borne?.every(({ tube }) => tubes.some((other) => other.id === tube));
      if (playable && borne && targeted && playableSkills(playable, borne).length === 0) {
        say(['badges', b, 'criteria', c], `le badge « ${badge.id} » porte sur des sujets sans épreuve.`);
      }
      criterion.tubes?.forEach((target, index) => {
        const place = ['badges', b, 'criteria', c, 'tubes', index];
        const known = tubes.find((other) => other.id === target.id);
        if (!known) say(place, `le badge « ${badge.id} » porte sur « ${target.id} », hors de ce parcours.`);
        else if (target.max > known.max) {
          say(
            place,
            `le badge « ${badge.id} » demande le niveau ${target.max}, le parcours s'arrête à ${known.max}.`,
          );
        }
      });
    });
  });
}
