import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { fileManagerShape } from '../../src/referential/practicals/file-manager.ts';
import { challengeSchema, targetProfileSchema, tubeSchema } from '../../src/referential/schema.ts';

/** The examples of `content/README.md`, told apart by a word that each alone holds. */
async function example(word: string): Promise<Record<string, unknown>> {
  const guide = await readFile(new URL('../../content/README.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const [found = '', ...others] = blocks.filter((block) => block.includes(word));
  expect(others).toEqual([]);
  return parse(found);
}

function faults(schema: z.ZodType, value: unknown): unknown {
  return schema.safeParse(value).error?.issues ?? [];
}

test('an author who copies the examples of the guide writes sound files', async () => {
  expect(faults(tubeSchema, await example('knows:'))).toEqual([]);
  expect(faults(targetProfileSchema, await example('category:'))).toEqual([]);
  const common = await example('instruction:');
  expect(faults(challengeSchema, { ...common, ...(await example('choices:')) })).toEqual([]);
  for (const [type, word] of [
    ['qroc', 'accepted:'],
    ['ordering', 'items:'],
    ['matching', 'pairs:'],
    ['pointing', 'zones:'],
  ] as const)
    expect(faults(challengeSchema, { ...common, type, ...(await example(word)) }), type).toEqual([]);
});

test.each([['practical:file-manager', fileManagerShape]] as const)(
  'the example of %s is sound too',
  async (kind, shape) => {
    const { practical, expect: expected, ...shown } = await example(`kind: ${kind}`);
    expect(faults(shape.config, practical)).toEqual([]);
    expect(faults(shape.expect, expected)).toEqual([]);
    const rest = { instruction: 'x', explanation: 'x', seconds: 60 };
    expect(faults(challengeSchema, { ...rest, ...shown, expect: expected })).toEqual([]);
  },
);
