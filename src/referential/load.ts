import { assemble } from './assemble.ts';
import type { Surroundings } from './challenge.ts';
import { type ContentFiles, readContentFiles, versionOf } from './files.ts';
import { readFramework } from './framework.ts';
import { deepFreeze } from './freeze.ts';
import { findKept, keep, type SoundBank } from './kept.ts';
import { placeOf, type TubeFolder } from './layout.ts';
import { ContentError, type Problem, report } from './problems.ts';
import { readProfile } from './profile.ts';
import { generatorOf } from './recipe.ts';
import { type ReadTube, readTube, type TubeSource } from './tube.ts';
import type { Challenge, Referential, Tube } from './types.ts';

export interface Reading {
  /** All that could be read: fit to be served only when `problems` is empty. */
  readonly referential: Referential;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks the bank that is played under `contentDir`: challenges still `proposed` are left unread, as nobody is
 * asked them. `kept`: what an earlier reading of the same files gave is taken as it is, and this one is left for the next.
 * The result is frozen through and through.
 * Throws ContentError with every fault found (file, line, column), never only the first.
 */
export async function loadReferential(contentDir: string, { kept } = { kept: false }): Promise<Referential> {
  const problems: Problem[] = [];
  const files = await readContentFiles(contentDir, problems);
  const version = versionOf(files);
  const known = kept && problems.length === 0 ? await findKept(version) : null;
  const bank = known ?? readBank(files, { proposed: false }, problems);
  const referential = referentialOf(version, bank, files, problems);
  if (problems.length > 0) throw new ContentError(problems);
  if (kept && !known) await keep(version, bank);
  return referential;
}

/** The whole for authors, whose bank may be unfinished: what can be read beside what is wrong. */
export async function readReferential(contentDir: string): Promise<Reading> {
  const problems: Problem[] = [];
  const files = await readContentFiles(contentDir, problems);
  const bank = readBank(files, { proposed: true }, problems);
  const referential = referentialOf(versionOf(files), bank, files, problems);
  return { referential, problems };
}

function readBank(
  files: ContentFiles,
  { proposed }: Pick<Surroundings, 'proposed'>,
  problems: Problem[],
): SoundBank {
  const { tubes: sources, profiles: profileIds } = sortOut([...files.keys()], problems);
  const around: Surroundings = { files, problems, usedMedia: new Set(), proposed };
  const framework = readFramework(files, problems) ?? { domains: [] };
  const read = sources.flatMap((source) => readTube(source, around) ?? []);
  const tubes = framework.domains.length > 0 ? read : [];
  const bank = assemble(framework, tubes, []);
  const folders = new Set(sources.map((source) => source.folder.tube));
  const targetProfiles = profileIds
    .flatMap((id) => readProfile(id, files, bank.tubes, folders, problems) ?? [])
    .sort((a, b) => a.position - b.position || (a.profile.id < b.profile.id ? -1 : 1))
    .map(({ profile }) => profile);
  return { framework, tubes, targetProfiles };
}

/** What is served. `files` gives the pictures that generated challenges carry inside them. */
function referentialOf(
  version: string,
  { framework, tubes, targetProfiles }: SoundBank,
  files: ContentFiles,
  problems: Problem[],
): Referential {
  const able = tubes.map((read) => ({ ...read, tube: withGenerators(read, files) }));
  return deepFreeze({
    version,
    ...assemble(framework, able, problems),
    targetProfiles: new Map(targetProfiles.map((profile) => [profile.id, profile])),
  });
}

function withGenerators({ tube, recipes }: ReadTube, files: ContentFiles): Tube {
  const able = (challenge: Challenge): Challenge => {
    const recipe = recipes[challenge.id];
    return recipe ? { ...challenge, generator: generatorOf(recipe, files) } : challenge;
  };
  return {
    ...tube,
    skills: tube.skills.map((skill) => ({ ...skill, challenges: skill.challenges.map(able) })),
  };
}

function sortOut(paths: readonly string[], problems: Problem[]) {
  const tubes = new Map<string, TubeSource>();
  const profiles: string[] = [];
  const sourceOf = (folder: TubeFolder): TubeSource => {
    const source = tubes.get(folder.path) ?? { folder, challenges: [], tutorials: [], media: [] };
    tubes.set(folder.path, source);
    return source;
  };
  for (const path of paths) {
    const place = placeOf(path);
    if (place.is === 'profile') profiles.push(place.id);
    else if (place.is === 'tube') sourceOf(place.folder);
    else if (place.is === 'challenge') sourceOf(place.folder).challenges.push({ path, ...place });
    else if (place.is === 'tutorial') sourceOf(place.folder).tutorials.push({ path, ...place });
    else if (place.is === 'media') sourceOf(place.folder).media.push(path);
    else if (place.is === 'unknown') {
      report(
        problems,
        path,
        'fichier inattendu ici : vérifie son dossier et son nom (minuscules sans accents, chiffres, tirets ; voir content/README.md).',
      );
    }
  }
  return { tubes: [...tubes.values()], profiles };
}
