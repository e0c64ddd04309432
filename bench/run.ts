import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Every benchmark, one after the other; each is a ratio or a figure against a floor of the same run. */
const BENCHES = ['adaptive/simulate.ts', 'answers.ts', 'exports.ts', 'teacher.ts'];

for (const file of BENCHES) {
  console.log(`\n# ${file}`);
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, file)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
