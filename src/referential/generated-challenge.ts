import { z } from 'zod';
import {
  buildChallenge,
  checkTexts,
  type Fault,
  type FoundMedia,
  idOf,
  type Setting,
  type Surroundings,
} from './challenge.ts';
import { compileDrawer, type Drawer, generateSchema } from './generate/generator.ts';
import { compileTree, type Tree } from './generate/tree.ts';
import { GenerationError, type Row } from './generate/value.ts';
import { report } from './problems.ts';
import { challengeSchema } from './schema.ts';
import type { Challenge, Generator } from './types.ts';
import { readYaml } from './yaml-file.ts';

const fileSchema = z.looseObject({ generate: generateSchema });

/** The seed of the sample that stands for the challenge in the bank. */
const SAMPLE = 'sample';

export function isGeneratedFile(text: string): boolean {
  return /^generate:/mu.test(text);
}

/** Reads a challenge whose file draws values: the sample that the bank holds, with what makes the others. */
export function readGenerated(
  text: string,
  setting: Omit<Setting, 'part'>,
  around: Surroundings,
): Challenge | null {
  const { path } = setting.source;
  const file = readYaml(text, fileSchema, path, around.problems);
  if (!file) return null;
  const fault: Fault = (message, at) => report(around.problems, path, message, file.at(at));
  const { generate, ...rest } = file.data;
  const refused: Refused[] = [];
  const refuse = refuseInto(refused);
  const drawer = compileDrawer(generate, refuse);
  const tree = drawer && compileTree(rest, drawer.names, refuse);
  const key = drawer && compileTree(withoutTexts(rest), drawer.names, refuse);
  for (const { message, at } of refused) fault(message, at);
  if (!tree || !key || refused.length > 0) return null;

  const pictures = findMedia(rest.pictures, setting, around);
  const attachments = findMedia(rest.attachments, setting, around);
  const inside = findMedia(sourcesIn(rest.practical), setting, around);
  const contents = new Map([...inside.keys()].map((name) => [name, setting.contents(name)]));
  const lasting = {
    ...setting,
    media: finderIn(new Map([...pictures, ...attachments, ...inside])),
    contents: (name: string) => contents.get(name) ?? null,
  };
  const drawn = attempt(() => {
    const values = drawer.draw(seedOf(SAMPLE, setting));
    return { values, data: tree(values) };
  }, fault);
  const data = drawn && file.check(drawn.data, challengeSchema);
  if (!data) return null;
  checkTexts(data, fault);
  const sample = buildChallenge(data, { ...lasting, part: file.part, home: SAMPLE }, fault);
  const media = { pictures: [...pictures.values()], attachments: [...attachments.values()] };
  return { ...sample, generator: { ...generatorOf(drawer, { tree, key }, drawn.values, lasting), media } };
}

interface Refused {
  readonly message: string;
  readonly at: readonly PropertyKey[];
}

/** Apart from the reading: what is compiled lives on with this alone, and not with the bytes of the whole bank. */
function refuseInto(refused: Refused[]) {
  return (error: unknown, at: readonly PropertyKey[]): void => {
    refused.push({ message: messageOf(error), at });
  };
}

function attempt<T>(make: () => T, fault: Fault): T | null {
  try {
    return make();
  } catch (error) {
    fault(messageOf(error), ['generate']);
    return null;
  }
}

function seedOf(seed: string, { source }: Pick<Setting, 'source'>): string {
  return `${seed}:${idOf(source)}`;
}

function generatorOf(
  drawer: Drawer,
  { tree, key }: Readonly<Record<'tree' | 'key', Tree>>,
  sample: Row,
  setting: Omit<Setting, 'part'>,
): Omit<Generator, 'media'> {
  const build = (data: unknown, home: string): Challenge => {
    return buildChallenge(
      fitted(challengeSchema, data),
      { ...setting, part: fitted, home },
      (message, at) => {
        throw new GenerationError(`${at.join('.')} : ${message}`);
      },
    );
  };
  return {
    make(seed, home) {
      try {
        return build(tree(drawer.draw(seedOf(seed, setting))), home);
      } catch (error) {
        // A pupil is asked something all the same; `content:check` tries seeds enough that none gets here.
        if (error instanceof GenerationError) return build(tree(sample), home);
        throw error;
      }
    },
    probe: (seed, what) => build((what === 'key' ? key : tree)(drawer.draw(seedOf(seed, setting))), SAMPLE),
  };
}

function fitted<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const made = schema.safeParse(data);
  if (!made.success) throw new GenerationError(z.prettifyError(made.error));
  return made.data;
}

/** What correcting needs: long texts and files to open cost most of the making. */
function withoutTexts(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const attachments = Array.isArray(data.attachments)
    ? data.attachments.map((item) => (Object(item).content === undefined ? item : { ...item, content: '-' }))
    : data.attachments;
  const { document, ...rest } = data;
  const kept = document === undefined ? rest : { ...rest, document: '-' };
  return {
    ...kept,
    instruction: '-',
    explanation: '-',
    ...(attachments === undefined ? {} : { attachments }),
  };
}

/** By name. Those whose names depend on the values are found now: after the loading, the bank's bytes are gone. */
function findMedia(
  part: unknown,
  setting: Omit<Setting, 'part'>,
  around: Surroundings,
): Map<string, FoundMedia> {
  const found = new Map<string, FoundMedia>();
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
  return found;
}

/** Whatever names a file in the configuration of a simulated application, at any depth. */
function sourcesIn(part: unknown): unknown[] {
  if (part === null || typeof part !== 'object') return [];
  const below = Object.values(part).flatMap(sourcesIn);
  return 'file' in part ? [part, ...below] : below;
}

function finderIn(found: ReadonlyMap<string, FoundMedia>): Setting['media'] {
  return (name) => found.get(name) ?? null;
}

function messageOf(error: unknown): string {
  if (error instanceof GenerationError) return error.message;
  throw error;
}
