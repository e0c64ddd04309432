import { parentPort, workerData } from 'node:worker_threads';
import { type CheckOrder, checkGenerated } from './content-check-generated.ts';
import { readReferential } from './referential/load.ts';

/** A thread of `checkGeneratedTogether`. */
const { dir, seeds, part }: CheckOrder = workerData;
const { referential } = await readReferential(dir);
parentPort?.postMessage(checkGenerated(referential, seeds, part));
