import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadReferential } from '../../src/referential/load.ts';
import { ContentError, type Problem } from '../../src/referential/problems.ts';
import type { Referential } from '../../src/referential/types.ts';

const TUBE = 'competences/1.1/requete';

/** A small sound bank: paths under content/ and their text. Tests spoil one file at a time. */
export const SOUND_BANK: Readonly<Record<string, string | Uint8Array>> = {
  'framework.yml': `domains:
  - code: "1"
    title: Information et données
    titleEn: Information and data
    competences:
      - { code: "1.1", title: Chercher, titleEn: Search, description: Chercher et trouver. }
`,
  [`${TUBE}/tube.yml`]: `title: Formuler une requête
description: Choisir ses mots.
position: 1
devices: [computer, phone]
skills:
  - { level: 1, knows: Choisir les mots importants. }
  - { level: 3, knows: Chercher une expression exacte., hint: "Pense aux signes : lesquels ?" }
  - { level: 5, knows: Exclure un mot. }
`,
  [`${TUBE}/1-tortue.yml`]: `type: qcu
kind: document
instruction: Que cherche Malo ?
pictures:
  - { file: media/page.svg, alt: Une page de résultats }
choices:
  - { text: durée de vie tortue, right: true }
  - { text: tortue, why: "Trop large !" }
explanation: Les mots importants suffisent.
seconds: 30
`,
  [`${TUBE}/3-vers.yml`]: `type: qroc
kind: file
instruction: Ouvre la liste et donne le titre.
attachments:
  - { file: media/liste.csv, label: La liste }
fields:
  - { id: titre, label: Titre, accepted: [la pirogue], refused: [la voile] }
explanation: On cherche la suite exacte.
seconds: 60
`,
  [`${TUBE}/comprendre.md`]: '---\ntitle: Les bons mots\nminutes: 3\n---\n\nChoisis **trois** mots !\n',
  [`${TUBE}/media/page.svg`]:
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><title>a</title><rect width="9" height="9"/></svg>',
  [`${TUBE}/media/liste.csv`]: 'titre\nla pirogue\n',
  'profiles/essai.yml': `title: Essai
category: cible
description: Pour voir.
position: 1
tubes:
  - { id: requete, max: 3 }
`,
};

type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** Loads the sound bank with these files changed (null: removed); paths under `tube/` are in the tube's folder. */
export function loadBank(changes: Changes = {}): Promise<Referential> {
  return withBank(changes, loadReferential);
}

/** The same bank as a folder, which is removed once `use` is done. */
export async function withBank<T>(changes: Changes, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'palier-content-'));
  try {
    const files: Record<string, string | Uint8Array | null> = { ...SOUND_BANK };
    for (const [path, text] of Object.entries(changes)) files[path.replace(/^tube\//, `${TUBE}/`)] = text;
    for (const [path, text] of Object.entries(files)) {
      if (text === null) continue;
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The sound text of a file of the tube's folder, with one part replaced. */
export function spoiled(path: string, from: string, to: string): Record<string, string> {
  const text = String(SOUND_BANK[path.replace(/^tube\//, `${TUBE}/`)]);
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { [path]: text.replace(from, to) };
}

/** The faults of a spoiled bank, as `file:line:column message`, `…/` standing for the tube's folder. */
export async function faultsOf(changes: Changes): Promise<string[]> {
  try {
    await loadBank(changes);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(shortened);
  }
}

function shortened({ file, line, column, message }: Problem): string {
  return `${file.replace(`content/${TUBE}/`, '…/')}:${line}:${column} ${message}`;
}
