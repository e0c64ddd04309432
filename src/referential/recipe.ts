import { z } from 'zod';
import { buildChallenge, type ChallengeSource, type FoundMedia, idOf, type Setting } from './challenge.ts';
import type { ContentFiles } from './files.ts';
import { compileDrawer, type Drawer, type GenerateFile } from './generate/generator.ts';
import { compileTree, type Tree } from './generate/tree.ts';
import { GenerationError } from './generate/value.ts';
import { renderMarkdown } from './markdown.ts';
import { challengeSchema, type Device } from './schema.ts';
import type { Challenge, Generator } from './types.ts';

/** A generated challenge as its file tells it: plain data, of which its generator is made. */
export interface Recipe {
  readonly generate: GenerateFile;
  /** The rest of the file, templates unfilled. */
  readonly template: Readonly<Record<string, unknown>>;
  readonly source: ChallengeSource;
  readonly tubeDevices: readonly Device[];
  /** Files of `media/` that one seed or another may name, by name. `inside`: in a simulated application. */
  readonly media: Readonly<Record<'pictures' | 'attachments' | 'inside', readonly NamedMedia[]>>;
}

export type NamedMedia = readonly [name: string, media: FoundMedia];

export interface Compiled {
  readonly drawer: Drawer;
  readonly tree: Tree;
  /** What correcting needs: long texts and files to open cost most of the making. */
  readonly key: Tree;
}

/** A challenge as read; `recipe`: of a generated one, whose sample it is then. */
export interface ReadChallenge {
  readonly challenge: Challenge;
  readonly recipe: Recipe | null;
}

/** The seed of the sample that stands for the challenge in the bank, and the home of its files. */
export const SAMPLE = 'sample';

/** The generator of a recipe, compiled when it is first asked for. `files`: those of the bank that the recipe is of. */
export function generatorOf(recipe: Recipe, files: ContentFiles): Generator {
  const setting = settingOf(recipe, files);
  let compiled: Compiled | null = null;
  const ready = () => {
    compiled ??= compileRecipe(recipe, (error) => {
      throw error;
    });
    if (!compiled) throw new GenerationError('recette illisible');
    return compiled;
  };
  const build = (data: unknown, home: string): Challenge =>
    buildChallenge(fitted(challengeSchema, data), { ...setting, part: fitted, home }, (message, at) => {
      throw new GenerationError(`${at.join('.')} : ${message}`);
    });
  return {
    make(seed, home) {
      const { drawer, tree } = ready();
      try {
        return build(tree(drawer.draw(seedOf(seed, recipe))), home);
      } catch (error) {
        // A pupil is asked something all the same; `content:check` tries seeds enough that none gets here.
        if (error instanceof GenerationError) return build(tree(drawer.draw(seedOf(SAMPLE, recipe))), home);
        throw error;
      }
    },
    probe(seed, what) {
      const { drawer, tree, key } = ready();
      return build((what === 'key' ? key : tree)(drawer.draw(seedOf(seed, recipe))), SAMPLE);
    },
    media: { pictures: mediaOf(recipe.media.pictures), attachments: mediaOf(recipe.media.attachments) },
  };
}

/** Compiles the draws and templates of a recipe; null when something can't be read, which `refuse` hears of. */
export function compileRecipe(
  { generate, template }: Pick<Recipe, 'generate' | 'template'>,
  refuse: (error: unknown, at: readonly PropertyKey[]) => void,
): Compiled | null {
  const drawer = compileDrawer(generate, refuse);
  const tree = drawer && compileTree(template, drawer.names, refuse);
  const key = drawer && compileTree(withoutTexts(template), drawer.names, refuse);
  return drawer && tree && key && { drawer, tree, key };
}

export function seedOf(seed: string, { source }: Pick<Recipe, 'source'>): string {
  return `${seed}:${idOf(source)}`;
}

export function settingOf(recipe: Recipe, files: ContentFiles): Omit<Setting, 'part' | 'home'> {
  const { source, tubeDevices, media } = recipe;
  const found = new Map([...media.pictures, ...media.attachments, ...media.inside]);
  const contents = contentsOf(media.inside, files);
  return {
    source,
    tubeDevices,
    media: (name) => found.get(name) ?? null,
    contents: (name) => contents.get(name) ?? null,
    render: renderMarkdown,
  };
}

/** Apart, so that what lives on holds these bytes and not `files`. */
function contentsOf(named: readonly NamedMedia[], files: ContentFiles): ReadonlyMap<string, Buffer | null> {
  return new Map(named.map(([name, { path }]) => [name, files.get(path) ?? null]));
}

function mediaOf(named: readonly NamedMedia[]): FoundMedia[] {
  return named.map(([, media]) => media);
}

function fitted<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const made = schema.safeParse(data);
  if (!made.success) throw new GenerationError(z.prettifyError(made.error));
  return made.data;
}

const NOTHING = { name: 'rien.txt', content: '-', label: '-' };

function withoutTexts(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const attachments = Array.isArray(data.attachments)
    ? data.attachments.map((item) => (Object(item).name === undefined ? item : NOTHING))
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
