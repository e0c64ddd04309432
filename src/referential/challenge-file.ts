import {
  buildChallenge,
  type ChallengeSource,
  checkTexts,
  type Fault,
  type FoundMedia,
  type Setting,
  type Surroundings,
} from './challenge.ts';
import { textOf } from './files.ts';
import { isGeneratedFile, readGenerated } from './generated-challenge.ts';
import { renderMarkdown } from './markdown.ts';
import { inspectPicture, PICTURE_NAME, type Size } from './media.ts';
import { report } from './problems.ts';
import type { ReadChallenge } from './recipe.ts';
import { challengeSchema, type Device } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** Reads one challenge file; null when its shape is wrong (reported, as is everything else found). */
export function readChallenge(
  source: ChallengeSource,
  tubeDevices: readonly Device[],
  around: Surroundings,
): ReadChallenge | null {
  const { path } = source;
  const bytes = around.files.get(path);
  const text = bytes ? textOf(bytes, path, around.problems) : null;
  if (text === null) return null;
  const setting = {
    source,
    tubeDevices,
    media: mediaFinder(source, around),
    contents: (name: string) => around.files.get(`${source.folder.path}/${name}`) ?? null,
    home: null,
    render: renderMarkdown,
  };
  if (isGeneratedFile(text)) return readGenerated(text, setting, around);

  const file = readYaml(text, challengeSchema, path, around.problems);
  if (!file) return null;
  const fault: Fault = (message, at) => report(around.problems, path, message, file.at(at));
  checkTexts(file.data, fault);
  return { challenge: buildChallenge(file.data, { ...setting, part: file.part }, fault), recipe: null };
}

function mediaFinder({ folder }: ChallengeSource, around: Surroundings): Setting['media'] {
  return (name): FoundMedia | null => {
    const path = `${folder.path}/${name}`;
    const bytes = around.files.get(path);
    if (!bytes) return null;
    const size = PICTURE_NAME.test(name) ? checkedSize(path, bytes, around) : null;
    around.usedMedia.add(path);
    return { path, bytes: bytes.length, size };
  };
}

function checkedSize(path: string, bytes: Buffer, around: Surroundings): Size | null {
  const picture = inspectPicture(path, bytes);
  if (!around.usedMedia.has(path)) {
    for (const { message, position } of picture.faults) {
      report(around.problems, path, message, position);
    }
  }
  return picture.size;
}
