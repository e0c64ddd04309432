import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { checkGenerated } from '../../src/content-check-generated.ts';
import { checkMadeFiles } from '../../src/content-check-opens.ts';
import { FUNCTIONS } from '../../src/referential/generate/functions.ts';
import { MADE_KINDS } from '../../src/referential/made/shape.ts';
import { blocksShape } from '../../src/referential/practicals/blocks.ts';
import { browserShape } from '../../src/referential/practicals/browser.ts';
import { calendarShape } from '../../src/referential/practicals/calendar.ts';
import { codeEditorShape } from '../../src/referential/practicals/code-editor.ts';
import { databaseShape } from '../../src/referential/practicals/database.ts';
import { fileManagerShape } from '../../src/referential/practicals/file-manager.ts';
import { formBuilderShape } from '../../src/referential/practicals/form-builder.ts';
import { mailboxShape } from '../../src/referential/practicals/mailbox.ts';
import { mapShape } from '../../src/referential/practicals/map-shape.ts';
import { vaultShape } from '../../src/referential/practicals/password-manager.ts';
import { pictureEditorShape } from '../../src/referential/practicals/picture-editor.ts';
import { printerScannerShape } from '../../src/referential/practicals/printer-scanner-shape.ts';
import { settingsShape } from '../../src/referential/practicals/settings-shape.ts';
import { driveShape } from '../../src/referential/practicals/shared-drive.ts';
import { slidesShape } from '../../src/referential/practicals/slides.ts';
import { socialShape } from '../../src/referential/practicals/social-network.ts';
import { soundVideoShape } from '../../src/referential/practicals/sound-video-editor.ts';
import { spreadsheetShape } from '../../src/referential/practicals/spreadsheet.ts';
import { systemPanelShape } from '../../src/referential/practicals/system-panel-shape.ts';
import { meetingShape } from '../../src/referential/practicals/video-meeting.ts';
import { wordProcessorShape } from '../../src/referential/practicals/word-processor.ts';
import { challengeSchema, targetProfileSchema, tubeSchema } from '../../src/referential/schema.ts';
import { loadBank } from './bank.ts';

async function blocks(): Promise<string[]> {
  const guide = await readFile(new URL('../../content/README.md', import.meta.url), 'utf8');
  return [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

/** The examples of `content/README.md` that draw nothing, told apart by a word that each alone holds. */
async function example(word: string): Promise<Record<string, unknown>> {
  const plain = (await blocks()).filter((block) => !block.includes('generate:'));
  const [found = '', ...others] = plain.filter((block) => block.includes(word));
  expect(others).toEqual([]);
  return parse(found);
}

function faults(schema: z.ZodType, value: unknown): unknown {
  return schema.safeParse(value).error?.issues ?? [];
}

test('an author who copies the examples of the guide writes sound files', async () => {
  expect(faults(tubeSchema, await example('knows:'))).toEqual([]);
  expect(faults(targetProfileSchema, await example('tubes:'))).toEqual([]);
  const common = await example('instruction:');
  expect(faults(challengeSchema, { ...common, ...(await example('choices:\n')) })).toEqual([]);
  for (const [type, word] of [
    ['qroc', 'accepted:'],
    ['ordering', 'first:'],
    ['matching', 'pairs:'],
    ['pointing', 'zones:'],
  ] as const)
    expect(faults(challengeSchema, { ...common, type, ...(await example(word)) }), type).toEqual([]);
});

test('each type has a model of generated challenge that works as it is', async () => {
  const models = (await blocks()).filter((block) => /^type: [\s\S]*^generate:/m.test(block));
  const files = models.map((block, index) => [`tube/1-modele-${index}.yml`, block] as const);
  const bank = await loadBank(Object.fromEntries(files));
  const made = [...bank.challenges.values()].filter(({ generator }) => generator);
  expect(made.map(({ type }) => type).sort()).toEqual(
    ['matching', 'ordering', 'pointing', 'qcm', 'qcu', 'qroc', 'qrocm-ind'].sort(),
  );
  expect(checkGenerated(bank, 100)).toEqual({ problems: [], advice: [] });
});

test('each kind of file to open has a model that works as it is, and opens', async () => {
  const every = await blocks();
  const models = every.filter((block) => block.startsWith('attachments:'));
  const draws = every.find((block) => /^generate:[\s\S]*\bprets:/.test(block)) ?? '';
  const challenge = (model: string) => `type: qroc
kind: file
${draws}${model}instruction: Ouvre le fichier de {{prenom}}.
fields:
  - { id: total, label: Total, accepted: ["{{total}}"], refused: ["{{total + 1}}", "{{mot}}"] }
explanation: C'est {{mot}}.
seconds: 60
`;
  const bank = await loadBank(
    Object.fromEntries(models.map((model, index) => [`tube/1-fichier-${index}.yml`, challenge(model)])),
  );
  const made = [...bank.challenges.values()].filter(({ generator }) => generator);
  const kinds = made.flatMap(({ attachments }) => attachments.map(({ path }) => path.split('.').at(-1)));
  expect([...kinds, 'csv', 'txt', 'html', 'svg', 'json', 'png'].sort()).toEqual([...MADE_KINDS].sort());
  expect(checkGenerated(bank, 20).problems).toEqual([]);
  expect(await checkMadeFiles(bank, 5)).toEqual({ problems: [], advice: [] });
});

test('every function of the formulas is in the guide', async () => {
  const guide = await readFile(new URL('../../content/README.md', import.meta.url), 'utf8');
  const names = Object.keys(FUNCTIONS).map((signature) => signature.split('(')[0]);
  expect(names.filter((name) => !guide.includes(`${name}(`))).toEqual([]);
});
test.each([
  ['practical:file-manager', fileManagerShape],
  ['practical:browser', browserShape],
  ['practical:mailbox', mailboxShape],
  ['practical:code-editor', codeEditorShape],
  ['practical:settings', settingsShape],
  ['practical:printer-scanner', printerScannerShape],
  ['practical:system-panel', systemPanelShape],
  ['practical:blocks', blocksShape],
  ['practical:social-network', socialShape],
  ['practical:shared-drive', driveShape],
  ['practical:sound-video-editor', soundVideoShape],
  ['practical:picture-editor', pictureEditorShape],
  ['practical:spreadsheet', spreadsheetShape],
  ['practical:video-meeting', meetingShape],
  ['practical:word-processor', wordProcessorShape],
  ['practical:calendar', calendarShape],
  ['practical:database', databaseShape],
  ['practical:password-manager', vaultShape],
  ['practical:form-builder', formBuilderShape],
  ['practical:map', mapShape],
  ['practical:slides', slidesShape],
] as const)('the example of %s is sound too', async (kind, shape) => {
  const { practical, expect: expected, ...shown } = await example(`kind: ${kind}`);
  expect(faults(shape.config, practical)).toEqual([]);
  expect(faults(shape.expect, expected)).toEqual([]);
  const rest = { instruction: 'x', explanation: 'x', seconds: 60 };
  expect(faults(challengeSchema, { ...rest, ...shown, expect: expected })).toEqual([]);
});
