import { correctionFaults } from './content-check-correction.ts';
import { fileFaults } from './content-check-files.ts';
import type { Challenge, Generator, Referential } from './referential/types.ts';

/** Variants whose texts and files are made too, which costs more than their key. */
const SHOWN = 20;
/** From this share of variants with one and the same answer, it can be passed round the class. */
const TOO_COMMON = 0.5;

interface Found {
  readonly problems: string[];
  readonly advice: string[];
}

/** Each generated challenge on so many seeds: it can be made, corrects as meant, and varies. */
export function checkGenerated(referential: Referential, seeds: number): Found {
  const found: Found = { problems: [], advice: [] };
  for (const { id, generator } of referential.challenges.values()) {
    if (generator) checkOne(id, generator, seeds, found);
  }
  return found;
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
