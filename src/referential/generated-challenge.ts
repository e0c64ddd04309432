import { z } from 'zod';
import { buildChallenge, checkTexts, type Fault, type Setting, type Surroundings } from './challenge.ts';
import { generateSchema } from './generate/generator.ts';
import { GenerationError } from './generate/value.ts';
import { report } from './problems.ts';
import {
  compileRecipe,
  type NamedMedia,
  type ReadChallenge,
  type Recipe,
  SAMPLE,
  seedOf,
  settingOf,
} from './recipe.ts';
import { challengeSchema } from './schema.ts';
import type { Media } from './types.ts';
import { readYaml } from './yaml-file.ts';

const fileSchema = z.looseObject({ generate: generateSchema });

export function isGeneratedFile(text: string): boolean {
  return /^generate:/mu.test(text);
}

/** Reads a challenge whose file draws values: the sample that the bank holds, with the recipe of the others. */
export function readGenerated(
  text: string,
  setting: Omit<Setting, 'part'>,
  around: Surroundings,
): ReadChallenge | null {
  const { source, tubeDevices } = setting;
  const file = readYaml(text, fileSchema, source.path, around.problems);
  if (!file) return null;
  const fault: Fault = (message, at) => report(around.problems, source.path, message, file.at(at));
  const { generate, ...template } = file.data;
  let sound = true;
  const compiled = compileRecipe({ generate, template }, (error, at) => {
    sound = false;
    fault(messageOf(error), at);
  });
  if (!compiled || !sound) return null;

  const media = {
    pictures: findMedia(template.pictures, setting, around),
    attachments: findMedia(template.attachments, setting, around),
    inside: findMedia(sourcesIn(template.practical), setting, around),
  };
  const recipe: Recipe = { generate, template, source, tubeDevices, media };
  const drawn = attempt(() => ({ data: compiled.tree(compiled.drawer.draw(seedOf(SAMPLE, recipe))) }), fault);
  const sampled = drawn && file.check(drawn.data, challengeSchema);
  if (!sampled) return null;
  checkTexts(sampled, fault);
  const sample = buildChallenge(
    sampled,
    { ...settingOf(recipe, around.files), part: file.part, home: SAMPLE },
    fault,
  );
  const { pictures, attachments } = sample;
  return {
    challenge: { ...sample, pictures: pictures.map(unmade), attachments: attachments.map(unmade) },
    recipe,
  };
}

/** Nobody opens the files of a sample, nor reads what they weigh: they aren't even made. */
function unmade(media: Media): Media {
  const { path, label, caption, width, height } = media;
  return { path, label, caption, width, height, bytes: media.made ? 0 : media.bytes };
}

function attempt<T>(make: () => T, fault: Fault): T | null {
  try {
    return make();
  } catch (error) {
    fault(messageOf(error), ['generate']);
    return null;
  }
}

/** Those whose names depend on the values are found now: after the loading, the bank's bytes are gone. */
function findMedia(part: unknown, setting: Omit<Setting, 'part'>, around: Surroundings): NamedMedia[] {
  const found = new Map<string, NamedMedia[1]>();
  const folder = `${setting.source.folder.path}/`;
  for (const item of Array.isArray(part) ? part : []) {
    const name = Object(item).file;
    if (typeof name !== 'string') continue;
    const literal = name.split(/\{\{.+?\}\}/su).map((piece) => piece.replaceAll('.', '\\.'));
    const pattern = new RegExp(`^${literal.join('[^/]+')}$`, 'u');
    for (const path of around.files.keys()) {
      const known = path.startsWith(folder) ? path.slice(folder.length) : '';
      const media = pattern.test(known) ? setting.media(known) : null;
      if (media) found.set(known, media);
    }
  }
  return [...found];
}

/** Whatever names a file in the configuration of a simulated application, at any depth. */
function sourcesIn(part: unknown): unknown[] {
  if (part === null || typeof part !== 'object') return [];
  const below = Object.values(part).flatMap(sourcesIn);
  return 'file' in part ? [part, ...below] : below;
}

function messageOf(error: unknown): string {
  if (error instanceof GenerationError) return error.message;
  throw error;
}
