import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from './config.ts';
import { EmbeddedDatabaseError, ServerAlreadyRunning } from './db/embedded.ts';
import { createLog } from './log.ts';
import { ContentError } from './referential/problems.ts';

export interface Lifetime {
  /** To be called, last given first, when the process stops. */
  onStop(close: () => Promise<void>): unknown;
  readonly stopping: () => boolean;
}

/** A start that hangs is not waited for longer when the process must stop. */
const START_MS = 15_000;
/** Signals closer than this are one. */
const TWICE_MS = 2000;

/**
 * Runs a long-lived process: on SIGTERM, SIGINT or a failed start, what was started is stopped in the reverse order.
 * A fault that the administrator can mend is told in words, without a trace.
 */
export async function runProcess(
  start: (config: Config, log: Logger, lifetime: Lifetime) => Promise<void>,
): Promise<void> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    const closers: (() => Promise<void>)[] = [];
    let stopping = false;
    let stoppingSince = 0;
    let closing: Promise<void> | null = null;
    const closeOnce = () => {
      closing ??= closeAll(closers, log);
      return closing;
    };
    const lifetime = {
      onStop: (close: () => Promise<void>) => closers.push(close),
      stopping: () => stopping,
    };
    const starting = start(config, log, lifetime);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, async () => {
        if (stopping) {
          // npm passes on a Ctrl-C that came here too; one pressed again means now: the next start mends what was left.
          if (performance.now() - stoppingSince > TWICE_MS) process.exit(1);
          return;
        }
        stopping = true;
        stoppingSince = performance.now();
        log.info({ signal }, 'stopping');
        // A start half done is finished first, so that all it opened is known and closed.
        await Promise.race([starting.catch(() => {}), setTimeout(START_MS, undefined, { ref: false })]);
        await closeOnce();
        process.exit(0);
      });
    }
    try {
      await starting;
    } catch (error) {
      await closeOnce();
      throw error;
    }
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

async function closeAll(closers: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of closers.toReversed()) {
    await close().catch((err: unknown) => log.error({ err }, 'while stopping'));
  }
  log.info('stopped');
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = [ConfigError, ServerAlreadyRunning, EmbeddedDatabaseError, ContentError];
  if (known.some((kind) => error instanceof kind)) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Le port est déjà pris (${error.message}) : fermer l'autre programme, ou choisir un autre PORT ou DEMO_LMS_PORT.`;
  }
  return error.stack ?? error.message;
}
