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
 * machine say little: the ratios of one run are what is checked. Two processes of one program differ by a fifth, as
 * their compilers decide: each round has new ones, one tool at a time, and the medians count.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    launches: { type: 'string', default: '3000' },
    'at-once': { type: 'string', default: '16' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});
/** Compilers need thousands of launches before they have seen enough. */
const WARM_UP = 8000;
const HERE = import.meta.dirname;
const load = { count: Number(options.launches), concurrency: Number(options['at-once']) };

installPeers();
const platform = startWorker(path.join(HERE, 'platform.ts'), {}, { cwd: HERE });
const origin = await platform.ask(null, (message) =>
  typeof message.origin === 'string' ? message.origin : undefined,
);
const profileDir = options.profile && path.resolve(options.profile);
const starts: (() => Promise<Tool>)[] = [() => startPalier(origin, profileDir)];
if (options.only === undefined)
  starts.push(
    () => startLtijs(origin),
    () => startLtiTool(origin),
  );

const rounds = new Map<string, Round[]>();
try {
  for (let number = 1; number <= Number(options.rounds); number += 1) {
    for (const start of starts) {
      const { name, round } = await play(start);
      rounds.set(name, [...(rounds.get(name) ?? []), round]);
    }
    console.log(`round ${number} of ${options.rounds}`);
  }
} finally {
  await platform.stop();
}

const medians = new Map([...rounds].map(([name, done]) => [name, medianOf(done)]));
console.table(tableOf(medians));
if (options.only === undefined) {
  for (const { what, found, good } of checkTargets(medians)) {
    console.log(`${good ? 'met   ' : 'MISSED'}  ${what}: ${rounded(found)}`);
    if (!good) process.exitCode = 1;
  }
}

/** One round of one tool, in a process of its own. */
async function play(start: () => Promise<Tool>): Promise<{ name: string; round: Round }> {
  const tool = await start();
  try {
    const messages = createMessages(origin, tool.campaign);
    await platform.ask({ jwks: messages.jwks, count: true }, () => true);
    await measure(tool, { platform, messages }, { ...load, count: WARM_UP });
    return { name: tool.name, round: await measure(tool, { platform, messages }, load) };
  } finally {
    await tool.stop();
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
