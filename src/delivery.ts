import { deliverGrade, sweepGrades } from './grades/deliver.ts';
import type { DeliveryDeps } from './grades/deps.ts';

const SWEEP_MS = 60_000;

/** Delivers grades until told to stop: any number of processes may do so at once. */
export async function startDelivery(deps: DeliveryDeps): Promise<() => Promise<void>> {
  await deps.jobs.workGrades((job) => deliverGrade(deps, job));
  let running: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => sweepGrades(deps))
      .catch((err: unknown) => deps.log.error({ err }, 'grades not swept'));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
