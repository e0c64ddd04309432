import { z } from 'zod';
import {
  type FileManagerConfig,
  type FileManagerExpectation,
  filesNamedBy,
  nameOf,
  parentOf,
} from '../../referential/practicals/file-manager.ts';
import type { Component } from './component.ts';

const MOST = 400;
const path = z.string().min(1).max(400);
const rank = z.int().min(0).max(MOST);

/** Where everything stands. `file`: rank in the configuration, kept by copies; an archive lists what it holds. */
export const reachedFiles = z.strictObject({
  items: z
    .array(
      z.union([
        z.strictObject({ path, file: rank }),
        z.strictObject({ path, folder: z.literal(true) }),
        z.strictObject({ path, zip: z.array(z.strictObject({ path, file: rank })).max(MOST) }),
      ]),
    )
    .max(MOST),
  bin: z
    .array(
      z.union([
        z.strictObject({ path, file: rank }),
        z.strictObject({ path, folder: z.literal(true) }),
        z.strictObject({ path, zip: z.array(z.strictObject({ path, file: rank })).max(MOST) }),
      ]),
    )
    .max(MOST),
  selected: z.array(path).max(MOST),
});

export type ReachedFiles = z.infer<typeof reachedFiles>;
type Item = ReachedFiles['items'][number];

export const fileManager: Component<FileManagerConfig, FileManagerExpectation, ReachedFiles> = {
  reached: reachedFiles,

  initial: ({ files, folders }) => ({
    items: [
      ...folders.map((folder): Item => ({ path: folder, folder: true })),
      ...files.flatMap((file, index): Item[] => (file.inBin ? [] : [{ path: file.path, file: index }])),
    ],
    bin: files.flatMap((file, index): Item[] => (file.inBin ? [{ path: file.path, file: index }] : [])),
    selected: [],
  }),

  verdicts: (config, expected, reached) => expected.map((one) => verdict(config, expected, one, reached)),

  /** Does what the expectations say and nothing else: later ones win. */
  solve(config, expected) {
    const start = fileManager.initial(config);
    return expected.reduce<ReachedFiles>((state, one) => bring(config, state, one), start);
  },
};

function verdict(
  config: FileManagerConfig,
  all: readonly FileManagerExpectation[],
  one: FileManagerExpectation,
  { items, selected }: ReachedFiles,
): { right: boolean; found: readonly string[] } {
  const ranksOf = (names: readonly string[]) => new Set(names.map((name) => rankOf(config, name)));
  const nameOfRank = (file: number) => nameOf(config.files[file]?.path ?? '');
  if ('folder' in one) {
    const inside = items.filter((item) => !('folder' in item) && isIn(item.path, one.folder, one.exact));
    const wanted = ranksOf(one.holds);
    const files = inside.map((item) => ('file' in item ? item.file : -1));
    const all = [...wanted].every((file) => files.includes(file));
    const more = one.only && (files.some((file) => !wanted.has(file)) || files.length !== wanted.size);
    return { right: all && !more, found: inside.map((item) => nameOf(item.path)) };
  }
  if ('archive' in one) {
    const archive = items.find((item) => 'zip' in item && isSame(item.path, one.archive, one.exact));
    const held = archive && 'zip' in archive ? archive.zip.map((entry) => entry.file) : [];
    const wanted = ranksOf(one.holds);
    const right = held.length === wanted.size && held.every((file) => wanted.has(file));
    return { right: right && new Set(held).size === held.length, found: held.map(nameOfRank) };
  }
  if ('path' in one) {
    const wanted = one.from === undefined ? null : rankOf(config, one.from);
    const fits = (item: Item) => wanted === null || ('file' in item && item.file === wanted);
    const right = items.some((item) => fits(item) && isSame(item.path, one.path, one.exact));
    const found = wanted === null ? [] : items.filter((item) => fits(item)).map((item) => item.path);
    return { right, found };
  }
  if ('kept' in one) {
    const lost = one.kept.filter((name) => !stands(items, rankOf(config, name), name));
    return { right: lost.length === 0, found: lost.map(nameOf) };
  }
  if ('gone' in one) {
    const wanted = ranksOf(one.gone);
    const left = items.filter((item) => 'file' in item && wanted.has(item.file));
    return { right: left.length === 0, found: left.map((item) => nameOf(item.path)) };
  }
  if ('selected' in one) {
    const right =
      selected.length === one.selected.length && one.selected.every((name) => selected.includes(name));
    return { right, found: selected.map(nameOf) };
  }
  const named = new Set(all.flatMap(filesNamedBy));
  const moved = config.files.filter(
    (file, index) => !file.inBin && !named.has(file.path) && !stands(items, index, file.path),
  );
  return { right: moved.length === 0, found: moved.map((file) => nameOf(file.path)) };
}

function bring(config: FileManagerConfig, state: ReachedFiles, one: FileManagerExpectation): ReachedFiles {
  const { items, bin } = state;
  const moved = (name: string, to: string): Item => ({ path: to, file: rankOf(config, name) });
  const without = (list: readonly Item[], names: readonly string[]) => {
    const ranks = names.map((name) => rankOf(config, name));
    return list.filter((item) => !('file' in item && ranks.includes(item.file)));
  };
  if ('folder' in one) {
    const names = new Set(one.holds);
    return {
      ...state,
      items: [
        ...without(items, one.holds),
        ...[...names].map((name) => moved(name, `${one.folder}/${nameOf(name)}`)),
      ],
      bin: without(bin, one.holds),
    };
  }
  if ('archive' in one) {
    const zip = one.holds.map((name) => ({ path: nameOf(name), file: rankOf(config, name) }));
    return { ...state, items: [...items, { path: one.archive, zip }] };
  }
  if ('path' in one) {
    if (one.from === undefined) return { ...state, items: [...items, { path: one.path, folder: true }] };
    const from = [one.from];
    return { ...state, items: [...without(items, from), moved(one.from, one.path)], bin: without(bin, from) };
  }
  if ('gone' in one) {
    return {
      ...state,
      items: without(items, one.gone),
      bin: [...bin, ...one.gone.map((name) => moved(name, name))],
    };
  }
  return 'selected' in one ? { ...state, selected: [...one.selected] } : state;
}

function rankOf(config: FileManagerConfig, path: string): number {
  return config.files.findIndex((file) => file.path === path);
}

function stands(items: readonly Item[], file: number, path: string): boolean {
  return items.some((item) => 'file' in item && item.file === file && item.path === path);
}

function isIn(path: string, folder: string, exact: boolean): boolean {
  for (let above = parentOf(path); above !== ''; above = parentOf(above)) {
    if (isSame(above, folder, exact)) return true;
  }
  return false;
}

function isSame(path: string, wanted: string, exact: boolean): boolean {
  return exact ? path.normalize('NFC') === wanted.normalize('NFC') : plain(path) === plain(wanted);
}

/** Case, accents and spaces around names aside. */
function plain(path: string): string {
  return path
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split('/')
    .map((part) => part.trim())
    .join('/');
}
