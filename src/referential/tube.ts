import type { ChallengeSource, Surroundings } from './challenge.ts';
import { readChallenge } from './challenge-file.ts';
import { textOf } from './files.ts';
import { frenchText } from './french.ts';
import type { TubeFolder } from './layout.ts';
import { report } from './problems.ts';
import type { Recipe } from './recipe.ts';
import { type TubeFile, tubeSchema } from './schema.ts';
import { readTutorial, type TutorialSource } from './tutorial.ts';
import type { Challenge, Skill, Tube } from './types.ts';
import { readYaml } from './yaml-file.ts';

/** The files found in one tube's folder. */
export interface TubeSource {
  readonly folder: TubeFolder;
  readonly challenges: ChallengeSource[];
  readonly tutorials: TutorialSource[];
  readonly media: string[];
}

/** A tube as its files tell it; the value of its skills is still 0, it depends on the whole competence. */
export interface ReadTube {
  readonly tube: Tube;
  readonly position: number;
  /** Of its generated challenges, by id. */
  readonly recipes: Readonly<Record<string, Recipe>>;
}

/** Reads a tube's folder: every fault is reported; null when `tube.yml` is missing or of the wrong shape. */
export function readTube(source: TubeSource, around: Surroundings): ReadTube | null {
  const { folder } = source;
  const file = readTubeFile(folder, around);
  const devices = file?.devices ?? ['computer'];
  const wanted = around.proposed
    ? source.challenges
    : source.challenges.filter((from) => !waits(from, around));
  const read = wanted.flatMap((from) => {
    if (file && !file.skills.some((skill) => skill.level === from.level)) {
      report(
        around.problems,
        from.path,
        `tube.yml n'a pas d'acquis de niveau ${from.level} : ajoute-le, ou renomme ce fichier.`,
      );
    }
    return readChallenge(from, devices, around) ?? [];
  });
  const challenges = read.map(({ challenge }) => challenge);
  reportLostEquivalents(source, challenges, around);
  const tutorials = source.tutorials.flatMap((from) => readTutorial(from, around) ?? []);
  // A challenge that couldn't be read may be the one that uses the file.
  if (file && challenges.length === source.challenges.length) reportUnusedMedia(source, around);
  if (!file) return null;

  const skills = [...file.skills]
    .sort((a, b) => a.level - b.level)
    .map((skill) => buildSkill(skill, folder, challenges));
  return {
    position: file.position,
    recipes: Object.fromEntries(
      read.flatMap(({ challenge, recipe }) => (recipe ? [[challenge.id, recipe]] : [])),
    ),
    tube: {
      id: folder.tube,
      competence: folder.competence,
      title: frenchText(file.title),
      description: frenchText(file.description),
      devices: file.devices,
      skills,
      tutorials,
    },
  };
}

/** Seen before the file is read, which costs a hundred times more. */
function waits({ path }: ChallengeSource, { files }: Surroundings): boolean {
  return files.get(path)?.includes('\nstatus: proposed\n') === true;
}

function readTubeFile(folder: TubeFolder, around: Surroundings): TubeFile | null {
  const path = `${folder.path}/tube.yml`;
  const bytes = around.files.get(path);
  if (!bytes) {
    report(around.problems, path, 'fichier absent : chaque dossier de sujet contient un tube.yml.');
    return null;
  }
  const text = textOf(bytes, path, around.problems);
  return text === null ? null : (readYaml(text, tubeSchema, path, around.problems)?.data ?? null);
}

function reportUnusedMedia(source: TubeSource, around: Surroundings): void {
  for (const path of source.media) {
    if (!around.usedMedia.has(path)) {
      report(around.problems, path, "aucune épreuve du sujet n'utilise ce fichier : supprime-le ou cite-le.");
    }
  }
}

/** What a practical challenge is replaced by must exist, in its skill, and be open to everyone. */
function reportLostEquivalents(
  source: TubeSource,
  challenges: readonly Challenge[],
  around: Surroundings,
): void {
  const unread = source.challenges.length > challenges.length;
  for (const { id, skill, practical } of challenges) {
    const wanted = practical?.equivalent ?? null;
    if (wanted === null) continue;
    const other = challenges.find((one) => one.id === `${source.folder.tube}-${wanted}`);
    const fits = other ? other.skill === skill && !other.practical && other.status === 'validated' : unread;
    if (!fits) {
      const path = `${source.folder.path}/${id.slice(source.folder.tube.length + 1)}.yml`;
      report(
        around.problems,
        path,
        `equivalent « ${wanted} » : il faut une épreuve validée du même acquis, qui ne soit pas pratique.`,
      );
    }
  }
}

function buildSkill(
  skill: TubeFile['skills'][number],
  folder: TubeFolder,
  challenges: readonly Challenge[],
): Skill {
  const id = `${folder.tube}-${skill.level}`;
  return {
    id,
    tube: folder.tube,
    competence: folder.competence,
    level: skill.level,
    knows: frenchText(skill.knows),
    hint: skill.hint === undefined ? null : frenchText(skill.hint),
    pix: 0,
    challenges: challenges.filter((challenge) => challenge.skill === id),
  };
}
