import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import express from 'express';
import request from 'supertest';
import { afterAll, expect, test } from 'vitest';
import type { Locale } from '../../src/i18n/translate.ts';
import { WINDOWS } from '../../src/referential/practicals/windows.ts';
import { icon } from '../../src/web/assets.ts';
import { createPracticalFrames } from '../../src/web/practical-frames.ts';
import { MADE } from '../../src/web/practical-parts.ts';

const made = mkdtempSync(path.join(os.tmpdir(), 'palier-frames-'));
afterAll(() => rmSync(made, { recursive: true }));

async function scriptOf(folder: string, frame: string, locale: Locale): Promise<string> {
  const frames = createPracticalFrames(folder, icon, { watch: false });
  const app = express().get('/assets/frames/:component/:locale', frames.handler);
  const { text } = await request(app).get(frames.address(frame, locale)).expect(200);
  return /<script>([\s\S]*)<\/script>/.exec(text)?.[1] ?? '';
}

test.each(
  [...new Set([...Object.keys(WINDOWS), ...Object.keys(MADE)])].flatMap((frame) =>
    (['fr', 'en'] as const).map((locale) => [frame, locale] as const),
  ),
)('the frame of %s in %s is one script that a browser reads', async (frame, locale) => {
  const script = await scriptOf(path.resolve('public'), frame, locale);
  expect(script).toContain('Practical.define(');
  expect(script).not.toMatch(/^(?:import|export) /m);
  // Two files that give one name to two things would be refused.
  expect(() => new Script(script)).not.toThrow();
});

test('scripts that import one another are one, in order; what stands beside them is run first', async () => {
  const files = {
    'base.js': 'window.told = [];\n',
    'base.css': '',
    'tool.js': "export const tool = 'tool';\nwindow.told.push(tool);\n",
    'essai/component.css': '',
    'essai/aside.js': "(() => {\n  const tool = 'aside';\n  window.told.push(tool);\n})();\n",
    'essai/state.js':
      "/* What is known. */\nimport { tool } from '../tool.js';\n\nexport let app = null;\nexport const renew = (given) => {\n  app = [given, tool].join(' ');\n};\n",
    'essai/list.js':
      "import {\n  app,\n  renew,\n} from './state.js';\n\nrenew('list');\nexport const list = app;\nwindow.told.push(app);\n",
    'essai/component.js':
      "import { list } from './list.js';\nimport { app, renew } from './state.js';\n\nrenew('component');\nwindow.told.push(app, list);\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, 'practicals', name)), { recursive: true });
    writeFileSync(path.join(made, 'practicals', name), text);
  }
  const window: { told?: string[]; app?: unknown } = {};
  new Script(await scriptOf(made, 'essai', 'fr')).runInContext(createContext({ window }));
  expect(window.told).toEqual(['aside', 'tool', 'list tool', 'component tool', 'list tool']);
});
