import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, medianOf, type Round } from './measure.ts';
import { createMessages } from './messages.ts';
import { startPalier } from './palier.ts';
import { startWorker } from './processes.ts';
import { checkTargets, rounded, tableOf } from './report.ts';
import { startLtijs, startLtiTool, type Tool } from './tools.ts';

/**
 * Full launches of Palier beside `ltijs` and `@lti-tool/core`, in turn, on one platform simulator. The figures of one
 * machine say little: the ratios of one run are what is checked.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    launches: { type: 'string', default: '1200' },
    'at-once': { type: 'string', default: '16' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});
const WARM_UP = 8000;
const HERE = import.meta.dirname;
const load = { count: Number(options.launches), concurrency: Number(options['at-once']) };

installPeers();
const platform = startWorker(path.join(HERE, 'platform.ts'), {}, { cwd: HERE });
const origin = await platform.ask(null, (message) =>
  typeof message.origin === 'string' ? message.origin : undefined,
);
const palier = await startPalier(origin, options.profile && path.resolve(options.profile));
const messages = createMessages(origin, palier.campaign);
await platform.ask({ jwks: messages.jwks, count: true }, () => true);
const peers = options.only === undefined ? [await startLtijs(origin), await startLtiTool(origin)] : [];
const tools = [palier, ...peers];

const rounds = new Map<Tool, Round[]>(tools.map((tool) => [tool, []]));
try {
  // Compilers need thousands of launches before they have seen enough.
  for (const tool of tools) await measure(tool, { platform, messages }, { ...load, count: WARM_UP });
  for (let number = 1; number <= Number(options.rounds); number += 1) {
    for (const [tool, done] of rounds) done.push(await measure(tool, { platform, messages }, load));
    console.log(`round ${number} of ${options.rounds}`);
  }
} finally {
  for (const tool of tools) await tool.stop();
  await platform.stop();
}

const medians = new Map([...rounds].map(([tool, done]) => [tool.name, medianOf(done)]));
console.table(tableOf(medians));
if (options.only === undefined) {
  for (const { what, found, good } of checkTargets(medians)) {
    console.log(`${good ? 'met   ' : 'MISSED'}  ${what}: ${rounded(found)}`);
    if (!good) process.exitCode = 1;
  }
}

/** The peers and their packages live under this folder alone; `@lti-tool/core` loads in Node only once bundled. */
function installPeers(): void {
  const locked = changedAt('package-lock.json');
  if (changedAt('node_modules', '.package-lock.json') < locked) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  }
  const bundle = path.join('node_modules', '.bundled', 'lti-tool-core.mjs');
  if (changedAt(bundle) >= locked) return;
  const esbuild = path.join('node_modules', 'esbuild', 'bin', 'esbuild');
  const entry = path.join('node_modules', '@lti-tool', 'core', 'dist', 'index.js');
  run(process.execPath, [
    esbuild,
    entry,
    '--bundle',
    '--platform=node',
    '--format=esm',
    `--outfile=${bundle}`,
  ]);
}

function changedAt(...place: string[]): number {
  return statSync(path.join(HERE, ...place), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: HERE, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed`, { cause: error });
}
