/** What a path under `content/` is for, from its place and name alone. */
export type Place =
  | { readonly is: 'framework' | 'ignored' | 'unknown' }
  | { readonly is: 'profile'; readonly id: string }
  | { readonly is: 'tube'; readonly folder: TubeFolder }
  | { readonly is: 'challenge'; readonly folder: TubeFolder; readonly level: number; readonly slug: string }
  | { readonly is: 'tutorial'; readonly folder: TubeFolder; readonly role: 'comprendre' | 'savoir-plus' }
  | { readonly is: 'media'; readonly folder: TubeFolder; readonly name: string };

export interface TubeFolder {
  readonly path: string;
  readonly competence: string;
  readonly tube: string;
}

const PROFILE = /^profiles\/([a-z0-9]+(?:-[a-z0-9]+)*)\.yml$/;
const IN_TUBE = /^(competences\/([1-5]\.[1-4])\/([a-z0-9]+(?:-[a-z0-9]+)*))\/(.+)$/;
const CHALLENGE = /^([1-8])-([a-z0-9]+(?:-[a-z0-9]+)*)\.yml$/;
const MEDIA = /^media\/([a-z0-9][a-z0-9._-]*)$/;

/** Reads a path such as `competences/1.1/moteur-requete/2-orange.yml`. */
export function placeOf(path: string): Place {
  if (path === 'framework.yml') return { is: 'framework' };
  if (['README.md', 'REVIEW.md', 'words.txt'].includes(path)) return { is: 'ignored' };
  const profile = PROFILE.exec(path)?.[1];
  if (profile !== undefined) return { is: 'profile', id: profile };

  const [, folderPath, competence, tube, rest] = IN_TUBE.exec(path) ?? [];
  if (folderPath === undefined || competence === undefined || tube === undefined || rest === undefined) {
    return { is: 'unknown' };
  }
  const folder = { path: folderPath, competence, tube };
  if (rest === 'tube.yml') return { is: 'tube', folder };
  if (rest === 'comprendre.md') return { is: 'tutorial', folder, role: 'comprendre' };
  if (rest === 'savoir-plus.md') return { is: 'tutorial', folder, role: 'savoir-plus' };
  const [, level, slug] = CHALLENGE.exec(rest) ?? [];
  if (level !== undefined && slug !== undefined) {
    return { is: 'challenge', folder, level: Number(level), slug };
  }
  const name = MEDIA.exec(rest)?.[1];
  return name === undefined ? { is: 'unknown' } : { is: 'media', folder, name };
}
