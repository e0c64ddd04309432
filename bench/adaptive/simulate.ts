import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_POLICY, type ScopeSkill } from '../../src/engine/method.ts';
import { seeded } from '../../src/engine/seed.ts';
import { loadReferential } from '../../src/referential/load.ts';
import { freezeScope } from '../../src/runs/scope.ts';
import { type Measure, measure } from './measure.ts';
import { plot, type Row } from './plot.ts';
import { makeContent, TRUTHS } from './pupils.ts';
import { timings } from './timings.ts';

/**
 * Our method, PIX's rule and an exhaustive test on the same simulated pupils: `npm run bench:adaptive [-- pupils]`.
 * Writes `results.md` and `results.svg` beside this file. Parameters were tuned on pupils of the family `réglage`
 * (`-- pupils réglage` plays them); what is reported comes from others.
 */

const PUPILS = Number(process.argv[2] ?? 1500);
const FAMILY = process.argv[3] ?? 'rapport';
const CONTENTS = 10;

const bank = await loadReferential(path.join(import.meta.dirname, '../../content'));
const contents: { name: string; contents: readonly (readonly ScopeSkill[])[]; pupils: number }[] = [
  { name: 'compétence (5 sujets)', contents: generated('compétence', 1, 5, 7), pupils: PUPILS },
  {
    name: 'campagne (9 à 12 sujets)',
    contents: [...generated('campagne', 3, 3, 7), ...generated('campagne courte', 4, 3, 5)],
    pupils: PUPILS,
  },
  { name: 'référentiel (80 sujets)', contents: generated('tout', 16, 5, 8).slice(0, 3), pupils: PUPILS / 10 },
  { name: 'notre banque', contents: [freezeScope(bank, [...bank.skills.keys()])], pupils: PUPILS / 5 },
];

const rows: Row[] = contents.flatMap(({ name, contents: sets, pupils }) =>
  TRUTHS.map((truth) => {
    const row = { content: name, truth: truth.name, measures: measure(sets, truth, pupils, FAMILY) };
    for (const each of row.measures) console.log(tableRow(row, each));
    return row;
  }),
);
const document = [
  '# Mesures du moteur adaptatif',
  '',
  `Écrit par \`npm run bench:adaptive\` : ${PUPILS} élèves par ligne (famille « ${FAMILY} » ; ${PUPILS / 10} sur 80 sujets, ${PUPILS / 5} sur notre banque), politique par défaut (eps ${DEFAULT_POLICY.eps}), sans plafond. Acquis jugés comme les élèves les voient. Intervalles à 95 %, écarts appariés.`,
  '',
  '| contenu | élèves | méthode | questions | erreur, acquis | RMSE niveau | RMSE maîtrise | écart à PIX | décision médiane (ms) | reste bien annoncé |',
  '|---|---|---|---|---|---|---|---|---|---|',
  ...rows.flatMap((row) => row.measures.map((each) => tableRow(row, each))),
  '',
  '## Temps',
  '',
  ...timings(),
  '',
].join('\n');
await writeFile(path.join(import.meta.dirname, 'results.md'), document);
const plotted = contents[1]?.name ?? '';
await writeFile(
  path.join(import.meta.dirname, 'results.svg'),
  plot(
    plotted,
    rows.filter((row) => row.content === plotted),
  ),
);

function generated(name: string, competences: number, tubes: number, top: number): ScopeSkill[][] {
  return Array.from({ length: CONTENTS }, (_, c) =>
    makeContent(competences, tubes, top, seeded(`${FAMILY} ${name} ${c}`)),
  );
}

function tableRow({ content, truth }: Pick<Row, 'content' | 'truth'>, each: Measure): string {
  const adaptive = each.method !== 'exhaustif';
  const cells = [
    content,
    truth,
    { palier: 'Palier', pix: 'PIX', exhaustif: 'tout demander' }[each.method],
    each.questions.toFixed(1),
    `${(100 * each.skillError).toFixed(1)} %`,
    each.levelRmse.toFixed(2),
    `${each.masteryRmse.toFixed(1)} ± ${each.masteryHalf.toFixed(1)}`,
    each.method === 'pix' ? '' : `${each.against.gap.toFixed(1)} ± ${each.against.half.toFixed(1)}`,
    adaptive ? each.median.toFixed(3) : '',
    adaptive ? `${(100 * each.heldEstimates).toFixed(0)} %` : '',
  ];
  return `| ${cells.join(' | ')} |`;
}
