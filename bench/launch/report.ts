import type { Round } from './measure.ts';

interface Target {
  readonly what: string;
  readonly found: number;
  readonly good: boolean;
}

/** What issue 3 asks of the medians: speed and cost beside the peers, and no key fetched per launch. */
export function checkTargets(medians: ReadonlyMap<string, Round>): Target[] {
  const of = (name: string): Round => {
    const round = medians.get(name);
    if (!round) throw new Error(`${name} was not measured`);
    return round;
  };
  const [palier, ltijs, core] = [of('Palier'), of('ltijs'), of('@lti-tool/core')];
  const speed = palier.launchesPerSecond / ltijs.launchesPerSecond;
  const cost = palier.processorPerLaunch / ltijs.processorPerLaunch;
  const coreCost = palier.processorPerLaunch / core.processorPerLaunch;
  const fetches = palier.keyFetchesPerLaunch;
  return [
    { what: 'launches a second, to ltijs (at least 1.5, aim 2)', found: speed, good: speed >= 1.5 },
    { what: 'processor time a launch, to ltijs (under 0.5)', found: cost, good: cost < 0.5 },
    {
      what: 'processor time a launch, to @lti-tool/core (1 at most)',
      found: coreCost,
      good: coreCost <= 1,
    },
    { what: 'key fetches a launch (none)', found: fetches, good: fetches < 0.001 },
  ];
}

/** The table of medians, as printed. */
export function tableOf(medians: ReadonlyMap<string, Round>): Record<string, Record<string, number>> {
  const rows = [...medians].map(([name, round]): [string, Record<string, number>] => [
    name,
    {
      'launches/s': Math.round(round.launchesPerSecond),
      'p50 (ms)': rounded(round.p50),
      'p95 (ms)': rounded(round.p95),
      'processor/launch (ms)': rounded(round.processorPerLaunch),
      'key fetches/launch': rounded(round.keyFetchesPerLaunch),
    },
  ]);
  return Object.fromEntries(rows);
}

export function rounded(value: number): number {
  return Number(value.toFixed(2));
}
