import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import { type Reading, readReferential } from '../../src/referential/load.ts';
import { formatProblem } from '../../src/referential/problems.ts';

/** Titles of the CRCN (decree 2019-919), as Pix and schools write them. */
const TITLES: Readonly<Record<string, string>> = {
  '1': 'Information et données',
  '1.1': "Mener une recherche et une veille d'information",
  '1.2': 'Gérer des données',
  '1.3': 'Traiter des données',
  '2': 'Communication et collaboration',
  '2.1': 'Interagir',
  '2.2': 'Partager et publier',
  '2.3': 'Collaborer',
  '2.4': "S'insérer dans le monde numérique",
  '3': 'Création de contenu',
  '3.1': 'Développer des documents textuels',
  '3.2': 'Développer des documents multimédia',
  '3.3': 'Adapter les documents à leur finalité',
  '3.4': 'Programmer',
  '4': 'Protection et sécurité',
  '4.1': "Sécuriser l'environnement numérique",
  '4.2': 'Protéger les données personnelles et la vie privée',
  '4.3': "Protéger la santé, le bien-être et l'environnement",
  '5': 'Environnement numérique',
  '5.1': 'Résoudre des problèmes techniques',
  '5.2': 'Évoluer dans un environnement numérique',
};

let bank: Reading;

beforeAll(async () => {
  bank = await readReferential(fileURLToPath(new URL('../../content', import.meta.url)));
});

test('the framework holds the 5 domains and 16 competences by their exact titles', () => {
  const { domains, competences } = bank.referential;
  expect(domains).toHaveLength(5);
  expect(competences.size).toBe(16);
  const titles = domains.flatMap((domain) =>
    [domain, ...domain.competences].map((item) => [item.code, item.title]),
  );
  expect(Object.fromEntries(titles)).toEqual(TITLES);
});

test('the bank has no fault', () => {
  expect(bank.problems.map(formatProblem)).toEqual([]);
});

test('no level of a competence is worth more than 8 pix, and no skill more than 4', () => {
  const { competences, skills } = bank.referential;
  expect(skills.size).toBeGreaterThan(0);
  for (const skill of skills.values()) expect(skill.pix).toBeLessThanOrEqual(4);
  for (const competence of competences.values()) {
    for (let level = 1; level <= 8; level += 1) {
      const values = competence.tubes.flatMap((tube) => tube.skills.filter((skill) => skill.level === level));
      expect(values.reduce((sum, skill) => sum + skill.pix, 0)).toBeLessThanOrEqual(8 + 1e-9);
    }
  }
});

test('every challenge accepts what its author accepts and refuses what its author refuses', () => {
  const { challenges } = bank.referential;
  expect(challenges.size).toBeGreaterThan(0);
  const faults = [...challenges.values()].flatMap((challenge) => {
    const first = Object.fromEntries(challenge.fields.map((field) => [field.id, field.accepted[0] ?? '']));
    return challenge.fields.flatMap((field) => {
      const passes = (answer: string) =>
        correct(challenge, { fields: { ...first, [field.id]: answer } }).correct;
      const accepted = field.accepted.filter((answer) => !passes(answer));
      return [...accepted, ...(field.refused ?? []).filter(passes)].map(
        (answer) => `${challenge.id}: ${answer}`,
      );
    });
  });
  expect(faults).toEqual([]);
});

test('the target profiles hold skills that can be asked', () => {
  const { targetProfiles, skills } = bank.referential;
  expect(targetProfiles.size).toBeGreaterThanOrEqual(20);
  expect(targetProfiles.get('rentree-3e')?.title).toBe('Parcours de rentrée 3e');
  expect(targetProfiles.get('clg-information-donnees')?.title).toBe(
    '[CLG] Information et données - Socle commun',
  );
  for (const profile of targetProfiles.values()) {
    for (const id of profile.skills) {
      const skill = skills.get(id);
      const cap = profile.tubes.find((target) => target.tube === skill?.tube)?.max ?? 0;
      expect(skill?.level).toBeLessThanOrEqual(cap);
      expect(skill?.challenges.some((challenge) => challenge.status === 'validated')).toBe(true);
    }
  }
});
