import { type ContentFiles, textOf } from './files.ts';
import { type Problem, report } from './problems.ts';
import { type FrameworkFile, frameworkSchema } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** Reads `framework.yml`; null when missing or of the wrong shape (reported). */
export function readFramework(files: ContentFiles, problems: Problem[]): FrameworkFile | null {
  const path = 'framework.yml';
  const bytes = files.get(path);
  if (!bytes) {
    report(problems, path, 'fichier absent : il donne les domaines et les compétences.');
    return null;
  }
  const text = textOf(bytes, path, problems);
  const file = text === null ? null : readYaml(text, frameworkSchema, path, problems);
  if (!file) return null;

  const seen = new Set<string>();
  file.data.domains.forEach((domain, d) => {
    if (seen.has(domain.code)) {
      report(problems, path, `domaine ${domain.code} en double.`, file.at(['domains', d, 'code']));
    }
    seen.add(domain.code);
    domain.competences.forEach((competence, c) => {
      const place = file.at(['domains', d, 'competences', c, 'code']);
      if (seen.has(competence.code)) {
        report(problems, path, `compétence ${competence.code} en double.`, place);
      }
      if (!competence.code.startsWith(`${domain.code}.`)) {
        report(problems, path, `${competence.code} n'appartient pas au domaine ${domain.code}.`, place);
      }
      seen.add(competence.code);
    });
  });
  return file.data;
}
