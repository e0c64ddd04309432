import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { correctionFaults } from './content-check-correction.ts';
import { checkGenerated, checkGeneratedTogether } from './content-check-generated.ts';
import { type Census, census } from './referential/census.ts';
import { readReferential } from './referential/load.ts';
import { nearDuplicates } from './referential/near-duplicates.ts';
import { formatProblem, inReadingOrder } from './referential/problems.ts';
import { isPlayable, playableChallenges } from './referential/referential.ts';
import type { Challenge, Referential } from './referential/types.ts';

/**
 * `npm run content:check [-- --json --quick [folder]]`: reads the bank as the server does, then checks that each
 * challenge corrects as its author means, generated ones on SEEDS of their variants (QUICK_SEEDS with `--quick`,
 * which reads no dictionary either), and the files it gives to open do open.
 * Exit code 1 when something must be mended; advice alone doesn't fail.
 */
const SEEDS = 1000;
const QUICK_SEEDS = 40;
/** Variants whose files to open are opened. */
const OPENED = 10;
const QUICK_OPENED = 2;

interface Report {
  readonly census: Census;
  readonly problems: readonly string[];
  readonly advice: readonly string[];
}

const { checkMadeFiles } = await import('./content-check-opens.ts').catch(tellWhatIsMissing);
const contentDir = fileURLToPath(new URL('../content', import.meta.url));
const args = process.argv.slice(2);
const report = await check(args.find((arg) => !arg.startsWith('--')) ?? contentDir);
process.stdout.write(args.includes('--json') ? asJson(report) : asText(report));
process.exitCode = report.problems.length > 0 ? 1 : 0;

async function check(dir: string): Promise<Report> {
  const quick = args.includes('--quick');
  const together = quick ? null : checkGeneratedTogether(dir, SEEDS);
  const { referential, problems } = await readReferential(dir);
  const french = await adviceOnFrench(dir, referential);
  const unopened = await checkMadeFiles(referential, quick ? QUICK_OPENED : OPENED);
  const drawn = (await together) ?? checkGenerated(referential, QUICK_SEEDS);
  return {
    census: census(referential),
    problems: [
      ...inReadingOrder(problems).map(formatProblem),
      ...[...referential.challenges.values()].flatMap(faultsOf),
      ...drawn.problems,
      ...unopened.problems,
    ],
    advice: [...adviceOn(referential), ...drawn.advice, ...unopened.advice, ...french],
  };
}

/** The readers of files are tools of authors: a server installed without them starts, but can't check. */
function tellWhatIsMissing(error: unknown): never {
  if (Object(error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write(
    "content:check ouvre les fichiers avec des outils que l'installation de production (--omit=dev) laisse de côté.\n" +
      'Lance « npm ci », puis recommence.\n',
  );
  process.exit(1);
}

/** The dictionary takes a second or more to open: left out of quick checks. */
async function adviceOnFrench(dir: string, referential: Referential): Promise<string[]> {
  if (args.includes('--quick')) return [];
  const { adviceOnTexts } = await import('./content-check-texts.ts');
  const own = await readFile(path.join(dir, 'words.txt'), 'utf8').catch(() => '');
  return adviceOnTexts(
    referential,
    own.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#')),
  );
}

function faultsOf(challenge: Challenge): string[] {
  return correctionFaults(challenge).map((message) => `${challenge.id} : ${message}`);
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
