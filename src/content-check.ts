import { fileURLToPath } from 'node:url';
import { placementFaults } from './content-check-placements.ts';
import { practicalFaults } from './content-check-practicals.ts';
import { correct, type Response } from './engine/correct.ts';
import { type Census, census } from './referential/census.ts';
import { readReferential } from './referential/load.ts';
import { nearDuplicates } from './referential/near-duplicates.ts';
import { formatProblem, inReadingOrder } from './referential/problems.ts';
import { isPlayable, playableChallenges } from './referential/referential.ts';
import type { AnswerField, Challenge, Referential } from './referential/types.ts';

/**
 * `npm run content:check [-- --json [folder]]`: reads the bank as the server does, then checks that each challenge
 * corrects as its author means. Exit code 1 when something must be mended; advice alone doesn't fail.
 */

interface Report {
  readonly census: Census;
  readonly problems: readonly string[];
  readonly advice: readonly string[];
}

const contentDir = fileURLToPath(new URL('../content', import.meta.url));
const args = process.argv.slice(2);
const report = await check(args.find((arg) => !arg.startsWith('--')) ?? contentDir);
process.stdout.write(args.includes('--json') ? asJson(report) : asText(report));
process.exitCode = report.problems.length > 0 ? 1 : 0;

async function check(dir: string): Promise<Report> {
  const { referential, problems } = await readReferential(dir);
  return {
    census: census(referential),
    problems: [
      ...inReadingOrder(problems).map(formatProblem),
      ...[...referential.challenges.values()].flatMap(correctionFaults),
    ],
    advice: adviceOn(referential),
  };
}

/** Every accepted answer must pass its own rule and every refused one fail. */
function correctionFaults(challenge: Challenge): string[] {
  const fault = (message: string) => `${challenge.id} : ${message}`;
  if (challenge.placement) return placementFaults(challenge, challenge.placement).map(fault);
  if (challenge.type === 'practical') {
    return challenge.practical ? practicalFaults(challenge, challenge.practical).map(fault) : [];
  }
  if (challenge.choices.length > 0) return choiceFaults(challenge).map(fault);

  const right: Record<string, string> = {};
  for (const field of challenge.fields) right[field.id] = field.accepted[0] ?? '';
  const passes = (field: AnswerField, answer: string) =>
    accepts(challenge, { fields: { ...right, [field.id]: answer } });
  const faults = challenge.fields.flatMap((field) => [
    ...field.accepted
      .filter((answer) => !passes(field, answer))
      .map((answer) => `« ${answer} » (${field.id}) est dans « accepted » mais serait comptée fausse.`),
    ...(field.refused ?? [])
      .filter((answer) => passes(field, answer))
      .map((answer) => `« ${answer} » (${field.id}) est dans « refused » mais serait comptée juste.`),
  ]);
  if (challenge.type === 'qrocm-dep' && !accepts(challenge, { fields: inOtherOrder(right) })) {
    faults.push('les bonnes réponses données dans un autre ordre seraient comptées fausses.');
  }
  return faults.map(fault);
}

function choiceFaults(challenge: Challenge): string[] {
  const right = challenge.choices.flatMap((choice, index) => (choice.right ? [index] : []));
  const faults = accepts(challenge, { choices: right }) ? [] : ['les bons choix seraient comptés faux.'];
  challenge.choices.forEach((choice, index) => {
    const wrong = choice.right ? right.filter((other) => other !== index) : [...right, index];
    const alone = challenge.type === 'qcu' ? [index] : wrong;
    if (!(challenge.type === 'qcu' && choice.right) && accepts(challenge, { choices: alone })) {
      faults.push(`se tromper sur « ${choice.text} » serait compté juste.`);
    }
  });
  return faults;
}

function accepts(challenge: Challenge, response: Response): boolean {
  return correct(challenge, response).correct;
}

function inOtherOrder(fields: Readonly<Record<string, string>>): Record<string, string> {
  const answers = Object.values(fields);
  const turned = [...answers.slice(1), ...answers.slice(0, 1)];
  return Object.fromEntries(Object.keys(fields).map((id, index) => [id, turned[index] ?? '']));
}

function adviceOn(referential: Referential): string[] {
  const skills = [...referential.skills.values()];
  return [
    ...nearDuplicates(referential).map(
      ({ first, second, closeness }) =>
        `${first} et ${second} se ressemblent à ${Math.round(100 * closeness)} % : change le contexte de l'une.`,
    ),
    ...skills
      .filter((skill) => !isPlayable(skill))
      .map((skill) => `${skill.id} : acquis sans épreuve validée.`),
    ...skills
      .filter((skill) => playableChallenges(skill).length === 1)
      .map((skill) => `${skill.id} : une seule épreuve ; il en faut deux pour pouvoir repasser.`),
    ...[...referential.tubes.values()]
      .filter((tube) => tube.tutorials.length < 2)
      .map((tube) => `${tube.id} : il manque un tutoriel (comprendre.md ou savoir-plus.md).`),
    ...[...referential.challenges.values()].flatMap(fieldAdvice),
  ];
}

function fieldAdvice(challenge: Challenge): string[] {
  return challenge.fields
    .filter((field) => field.format !== 'select' && (field.refused ?? []).length < 2)
    .map((field) => `${challenge.id} : donne au moins deux réponses « refused » au champ ${field.id}.`);
}

function asJson({ census: counts, problems, advice }: Report): string {
  return `${JSON.stringify({ ...counts, problems, advice }, null, 2)}\n`;
}

function asText({ census: counts, problems, advice }: Report): string {
  const lines = [
    ...problems.map((problem) => `À corriger : ${problem}`),
    ...advice.map((message) => `À voir : ${message}`),
  ];
  const { levels, ...numbers } = counts;
  lines.push(
    '',
    ...Object.entries(numbers).map(([name, count]) => `${name}: ${count}`),
    '',
    'Niveaux jouables :',
  );
  for (const [code, covered] of Object.entries(levels))
    lines.push(`  ${code} : ${covered.join(', ') || '-'}`);
  lines.push('', problems.length === 0 ? 'Aucune faute.' : `${problems.length} faute(s) à corriger.`, '');
  return lines.join('\n');
}
