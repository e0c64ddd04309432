import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadReferential } from '../../src/referential/load.ts';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { spoiled, withBank } from './bank.ts';

const KEPT = path.resolve('node_modules/.cache/palier');

async function keptFile({ version }: Pick<Referential, 'version'>): Promise<string> {
  const found = (await readdir(KEPT)).find((name) => name.startsWith(`bank-${version}-`));
  if (!found) throw new Error(`nothing kept of ${version}`);
  return path.join(KEPT, found);
}

/** All but what can't be compared, of a generated challenge what some seeds make. */
function told({ generator, ...challenge }: Challenge): unknown {
  const made = generator && ['a', 'b'].map((seed) => generator.make(seed, 'runs/1'));
  const filesOf = (files: Challenge['attachments']) =>
    files.map(({ made: bytes, ...file }) => ({ ...file, content: bytes?.().toString() }));
  const plain = made?.map(({ pictures, attachments, ...rest }) => ({
    ...rest,
    files: [...filesOf(pictures), ...filesOf(attachments)],
  }));
  return { ...challenge, media: generator?.media, plain };
}

test('the bank that was kept is the one that its files give, generated challenges included', {
  timeout: 120_000,
}, async () => {
  const dir = path.resolve('content');
  await loadReferential(dir, { kept: true });
  const [read, kept] = [await loadReferential(dir), await loadReferential(dir, { kept: true })];
  const { challenges, skills, tubes, competences, domains, ...others } = kept;
  expect([...challenges.values()].map(told)).toEqual([...read.challenges.values()].map(told));
  expect(others).toEqual({
    version: read.version,
    tutorials: read.tutorials,
    targetProfiles: read.targetProfiles,
  });
  expect([...skills.values()].map(({ pix }) => pix)).toEqual([...read.skills.values()].map(({ pix }) => pix));
  expect(tubes.get('moteur-recherche')?.skills[0]).toBe(skills.get('moteur-recherche-1'));
  expect([...competences.keys()]).toEqual([...read.competences.keys()]);
  expect(domains.map(({ title }) => title)).toEqual(read.domains.map(({ title }) => title));
});

test('what was kept is taken as it is, and read again when a file changes or it is spoilt', async () => {
  const kept: string[] = [];
  const title = async (dir: string) => {
    const bank = await loadReferential(dir, { kept: true });
    const file = await keptFile(bank);
    if (!kept.includes(file)) kept.push(file);
    return bank.targetProfiles.get('essai')?.title;
  };
  await withBank({}, async (dir) => {
    expect(await title(dir)).toBe('Essai');
    const file = kept[0] ?? '';
    await writeFile(file, (await readFile(file, 'utf8')).replace('"title":"Essai"', '"title":"Gardé"'));
    expect(await title(dir)).toBe('Gardé');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -9));
    expect(await title(dir)).toBe('Essai');
    for (const [name, text] of Object.entries(spoiled('profiles/essai.yml', 'Essai', 'Autre'))) {
      await writeFile(path.join(dir, name), text);
    }
    expect(await title(dir)).toBe('Autre');
  });
  expect(kept).toHaveLength(2);
  for (const file of kept) await rm(file);
});

test('a bank with a fault is not kept: it is told at each reading', async () => {
  await withBank({ 'profiles/essai.yml': 'title: 3\n' }, async (dir) => {
    for (const _ of [1, 2]) {
      await expect(loadReferential(dir, { kept: true })).rejects.toThrow(/profiles\/essai\.yml/);
    }
  });
});
