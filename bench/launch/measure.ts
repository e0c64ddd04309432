import { drive } from './drive.ts';
import type { Messages } from './messages.ts';
import type { Worker } from './processes.ts';
import type { Tool } from './tools.ts';

/** One round of one tool. */
export interface Round {
  readonly launchesPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds of processor, system calls and helper threads included. */
  readonly processorPerLaunch: number;
  readonly keyFetchesPerLaunch: number;
}

/** Drives `count` launches and counts what they cost the tool. */
export async function measure(
  tool: Tool,
  { platform, messages }: { readonly platform: Worker; readonly messages: Messages },
  load: { count: number; concurrency: number },
): Promise<Round> {
  const fetchesBefore = await keyFetches(platform);
  const usedBefore = await processorTime(tool.worker);
  const { latencies, seconds } = await drive(tool, messages, load.count, load.concurrency);
  const used = (await processorTime(tool.worker)) - usedBefore;
  const fetches = (await keyFetches(platform)) - fetchesBefore;
  return {
    launchesPerSecond: load.count / seconds,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    processorPerLaunch: used / load.count,
    keyFetchesPerLaunch: fetches / load.count,
  };
}

/** The median of each figure over the rounds. */
export function medianOf(rounds: readonly Round[]): Round {
  const median = (figure: (round: Round) => number) => quantile(rounds.map(figure), 0.5);
  return {
    launchesPerSecond: median((round) => round.launchesPerSecond),
    p50: median((round) => round.p50),
    p95: median((round) => round.p95),
    processorPerLaunch: median((round) => round.processorPerLaunch),
    keyFetchesPerLaunch: median((round) => round.keyFetchesPerLaunch),
  };
}

function keyFetches(platform: Worker): Promise<number> {
  return platform.ask({ count: true }, ({ keyFetches: count }) =>
    typeof count === 'number' ? count : undefined,
  );
}

/** Milliseconds since the process began. */
function processorTime(worker: Worker): Promise<number> {
  return worker.ask('usage', ({ usage }) => {
    const { user, system } = Object(usage) as Record<string, unknown>;
    return typeof user === 'number' && typeof system === 'number' ? (user + system) / 1000 : undefined;
  });
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
