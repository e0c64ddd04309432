import { spawn } from 'node:child_process';

/** The account a program runs as; absent: ours. */
export interface Account {
  uid: number;
  gid: number;
}

export interface CommandResult {
  ok: boolean;
  /** Standard output and error together, at most 64 KiB. */
  output: string;
}

/** What is wrong with the embedded database and what to do next, in French. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError';
}

const OUTPUT_LIMIT = 64 * 1024;

/**
 * Runs a program without a shell, in a session of its own when `detached`. Never rejects: a program that
 * can't be started or runs longer than `timeoutMs` (it is then killed) answers `ok: false` with the reason.
 */
export function runCommand(
  file: string,
  args: readonly string[],
  options: { cwd: string; account?: Account | undefined; timeoutMs: number; detached?: boolean },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...(options.account ?? {}),
      cwd: options.cwd,
      env: cleanEnvironment(),
      detached: options.detached ?? false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const gather = (chunk: string) => {
      output = (output + chunk).slice(0, OUTPUT_LIMIT);
    };
    child.stdout.setEncoding('utf8').on('data', gather);
    child.stderr.setEncoding('utf8').on('data', gather);
    const finish = (ok: boolean, reason = '') => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ok, output: `${output}${reason}`.trim() });
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      finish(false, `\n${file}: ${options.timeoutMs} ms`);
    }, options.timeoutMs);
    child.on('error', (error) => finish(false, `\n${error.message}`));
    child.on('close', (code) => finish(code === 0));
    // On Windows the server that pg_ctl starts inherits our pipes and keeps them open: 'close' never comes.
    child.on('exit', (code) => setTimeout(() => finish(code === 0), 1000).unref());
  });
}

/**
 * PG* variables would redirect the programs, a locale would change their language and the cluster's encoding,
 * and our own secrets are none of their business: so only what a program needs to start is handed on.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { LC_ALL: 'C' };
  for (const name of ['SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  const path = process.env.PATH ?? '';
  kept.PATH = process.platform === 'win32' ? path : `${path}:/usr/bin:/bin:/usr/sbin:/sbin`;
  return kept;
}
