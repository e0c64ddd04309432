import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { correctionFaults } from './content-check-correction.ts';
import { fileFaults } from './content-check-files.ts';
import type { Challenge, Generator, Referential } from './referential/types.ts';

/** Variants whose texts and files are made too, which costs more than their key. */
const SHOWN = 20;
/** From this share of variants with one and the same answer, it can be passed round the class. */
const TOO_COMMON = 0.5;

export interface Found {
  readonly problems: string[];
  readonly advice: string[];
}

/** One part of so many: every `of`-th generated challenge, from the `part`-th on. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

const WHOLE: Part = { part: 0, of: 1 };

/** Each generated challenge on so many seeds: it can be made, corrects as meant, and varies. */
export function checkGenerated(referential: Referential, seeds: number, { part, of }: Part = WHOLE): Found {
  const found: Found = { problems: [], advice: [] };
  const generated = [...referential.challenges.values()].filter(({ generator }) => generator);
  generated.forEach(({ id, generator }, index) => {
    if (generator && index % of === part) checkOne(id, generator, seeds, found);
  });
  return found;
}

/**
 * The same by as many threads as there are cores, `most` of them: a thousand seeds of hundreds of challenges take minutes.
 * Each reads `dir` for itself.
 */
export async function checkGeneratedTogether(dir: string, seeds: number, most = 6): Promise<Found> {
  const of = Math.min(most, availableParallelism());
  const parts = Array.from({ length: of }, (_, part): CheckOrder => ({ dir, seeds, part: { part, of } }));
  const found = await Promise.all(parts.map(askThread));
  return {
    problems: found.flatMap(({ problems }) => problems),
    advice: found.flatMap(({ advice }) => advice),
  };
}

/** What a thread is given. */
export interface CheckOrder {
  readonly dir: string;
  readonly seeds: number;
  readonly part: Part;
}

function askThread(order: CheckOrder): Promise<Found> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('content-check-thread.ts', import.meta.url), { workerData: order });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the thread ended with code ${code}`)));
  });
}

/** One fault is enough to look at a generator: its other seeds mostly say the same. */
function checkOne(id: string, generator: Generator, seeds: number, found: Found): void {
  const answers = new Map<string, number>();
  for (let number = 1; number <= seeds; number += 1) {
    const seed = String(number);
    const fault = faultOf(generator, seed, number <= SHOWN, answers);
    if (fault !== null) {
      found.problems.push(`${id} : variante ${seed} : ${fault}`);
      return;
    }
  }
  const [answer = '', times = 0] = [...answers].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (times >= TOO_COMMON * seeds) {
    const share = Math.round((100 * times) / seeds);
    found.advice.push(
      `${id} : même réponse pour ${share} % des élèves (${answer}) : fais-la varier davantage.`,
    );
  }
}

function faultOf(
  generator: Generator,
  seed: string,
  shown: boolean,
  answers: Map<string, number>,
): string | null {
  let challenge: Challenge;
  try {
    challenge = generator.probe(seed, shown ? 'whole' : 'key');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const answer = answerOf(challenge);
  answers.set(answer, (answers.get(answer) ?? 0) + 1);
  if (shown) return [...correctionFaults(challenge), ...fileFaults(challenge)][0] ?? null;
  return challenge.placement?.mode === 'pointing' ? null : (correctionFaults(challenge)[0] ?? null);
}

/** The right answer in a few words, to tell variants apart. */
function answerOf({ choices, fields, placement, practical }: Challenge): string {
  const right = choices.filter((choice) => choice.right).map((choice) => choice.text);
  const accepted = fields.map((field) => field.accepted[0] ?? '');
  switch (placement?.mode) {
    case 'ordering':
      return placement.items.map((item) => item.text).join(' < ');
    case 'matching':
      return placement.pairs.map((pair) => `${pair.left} = ${placement.rights[pair.right]}`).join(', ');
    case 'pointing':
      return JSON.stringify(placement.zones.filter((zone) => zone.right));
    default:
      return [...right, ...accepted, ...(practical?.expect ?? []).map((one) => JSON.stringify(one))].join(
        ', ',
      );
  }
}
