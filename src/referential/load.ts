import { assemble } from './assemble.ts';
import type { Surroundings } from './challenge.ts';
import { readContentFiles, versionOf } from './files.ts';
import { readFramework } from './framework.ts';
import { deepFreeze } from './freeze.ts';
import { placeOf, type TubeFolder } from './layout.ts';
import { ContentError, type Problem, report } from './problems.ts';
import { readProfile } from './profile.ts';
import { readTube, type TubeSource } from './tube.ts';
import type { Referential } from './types.ts';

export interface Reading {
  /** All that could be read: fit to be served only when `problems` is empty. */
  readonly referential: Referential;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks the bank that is played under `contentDir`: challenges still `proposed` are left unread, as nobody is
 * asked them. The result is frozen through and through.
 * Throws ContentError with every fault found (file, line, column), never only the first.
 */
export async function loadReferential(contentDir: string): Promise<Referential> {
  const { referential, problems } = await readReferential(contentDir, { proposed: false });
  if (problems.length > 0) throw new ContentError(problems);
  return referential;
}

/** The whole for authors, whose bank may be unfinished: what can be read beside what is wrong. */
export async function readReferential(
  contentDir: string,
  { proposed }: { readonly proposed: boolean } = { proposed: true },
): Promise<Reading> {
  const problems: Problem[] = [];
  const files = await readContentFiles(contentDir, problems);
  const { tubes: sources, profiles: profileIds } = sortOut([...files.keys()], problems);

  const around: Surroundings = { files, problems, usedMedia: new Set(), proposed };
  const framework = readFramework(files, problems);
  const read = sources.flatMap((source) => readTube(source, around) ?? []);
  const bank = assemble(framework ?? { domains: [] }, framework ? read : [], problems);
  const folders = new Set(sources.map((source) => source.folder.tube));
  const profiles = profileIds
    .flatMap((id) => readProfile(id, files, bank.tubes, folders, problems) ?? [])
    .sort((a, b) => a.position - b.position || (a.profile.id < b.profile.id ? -1 : 1));

  const referential = deepFreeze({
    version: versionOf(files),
    ...bank,
    targetProfiles: new Map(profiles.map(({ profile }) => [profile.id, profile])),
  });
  return { referential, problems };
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
