import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csv } from '../src/campaigns/documents/csv.ts';
import { readClassReport } from '../src/campaigns/documents/report.ts';
import { classReportPdf } from '../src/campaigns/documents/report-pdf.ts';
import { assessmentTable } from '../src/campaigns/documents/tables.ts';
import { xlsx } from '../src/campaigns/documents/xlsx.ts';
import { getCampaignById } from '../src/campaigns/store.ts';
import { ANSWERS, giveBigClass, PUPILS } from './big-class.ts';

/**
 * A campaign of 2,000 pupils, 50 answers each: the files that its teacher takes away.
 * Prints how long each takes (median of three), the longest that others wait for it meanwhile, and its size; over
 * five seconds, the exit status is 1.
 */
const ROUNDS = 3;
const MOST_MS = 5000;

const { db, bank, subject, skills, stop } = await giveBigClass();
const campaign = await getCampaignById(db, subject.campaignId);
const deps = { db, referential: () => bank };
const now = new Date();

const files: Record<string, () => Promise<AsyncIterable<unknown>>> = {
  'results.csv': async () => csv(await assessmentTable(deps, 'fr', campaign, subject), 'fr', 'NA'),
  'results.xlsx': async () => xlsx(await assessmentTable(deps, 'fr', campaign, subject), 'Résultats', 'NA'),
  'report.pdf': async () => {
    const document = await classReportPdf(await readClassReport(deps, 'fr', campaign, subject), 'fr', now);
    document.end();
    return document;
  },
};
const figures: Record<string, object> = {};
for (const [name, write] of Object.entries(files)) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(write));
  rounds.sort((a, b) => a.ms - b.ms);
  const { ms = 0, wait = 0, bytes = 0 } = rounds[1] ?? {};
  figures[name] = {
    'ms (median)': Math.round(ms),
    'others wait (ms)': Math.round(wait),
    kB: Math.round(bytes / 1000),
  };
  if (ms > MOST_MS) process.exitCode = 1;
}
console.log(`${PUPILS} pupils, ${skills} skills, ${PUPILS * ANSWERS} answers`);
console.table(figures);
await stop();

async function measure(write: () => Promise<AsyncIterable<unknown>>) {
  let wait = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    wait = Math.max(wait, performance.now() - last);
    last = performance.now();
  }, 1);
  let bytes = 0;
  const from = performance.now();
  await pipeline(
    await write(),
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done();
      },
    }),
  );
  const ms = performance.now() - from;
  clearInterval(watch);
  return { ms, wait, bytes };
}
