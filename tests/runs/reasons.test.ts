import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { type Attempt, DEFAULT_POLICY, type EarlierElement } from '../../src/engine/method.ts';
import en from '../../src/i18n/en.json' with { type: 'json' };
import fr from '../../src/i18n/fr.json' with { type: 'json' };
import { type Locale, translator } from '../../src/i18n/translate.ts';
import type { Referential } from '../../src/referential/types.ts';
import { presentTubes, type Reader } from '../../src/runs/reasons.ts';
import { presentResult, scoreRun } from '../../src/runs/result.ts';
import { freezeScope } from '../../src/runs/scope.ts';
import { realBank } from '../support/content.ts';

let bank: Referential;
beforeAll(async () => {
  bank = await realBank();
});

const TUBE = 'navigateur-adresse';
const PIX = { ...DEFAULT_POLICY, method: 'pix' as const };

const presenterIn = (locale: Locale) => ({
  referential: bank,
  locale,
  t: translator(locale),
  fileAddress: (path: string) => path,
  tutorialAddress: (id: string) => id,
  marks: new Map(),
});

/** What is read of one topic after these answers, by level. */
function read(
  answers: readonly (readonly [level: number, right: boolean])[],
  options: { reader?: Reader; earlier?: readonly EarlierElement[]; locale?: Locale } = {},
) {
  const { reader = 'pupil', earlier = [], locale = 'fr' } = options;
  const skills = bank.tubes.get(TUBE)?.skills ?? [];
  const scope = freezeScope(
    bank,
    skills.map(({ id }) => id),
  );
  const idOf = (level: number) => scope.find((skill) => skill.level === level)?.id ?? '';
  const attempts = answers.map(([level, correct]): Attempt => ({ skill: idOf(level), correct, guess: 0 }));
  const knowledge = createEngine(scope, PIX, earlier).knowledge(attempts);
  const [topics] = presentTubes(
    presenterIn(locale),
    { scope, earlier, obstacles: [] },
    knowledge,
    reader,
  ).values();
  const [topic] = topics ?? [];
  if (!topic) throw new Error('no topic');
  const lines = topic.reasons.map(({ levels, verdict, why }) => `${levels} ${verdict}, ${why}`);
  return { ...topic, lines, idOf };
}

test('each level says whether it was answered or inferred, and from what', () => {
  const { lines, steps, title } = read([
    [3, true],
    [5, false],
  ]);
  expect(title).toBe(bank.tubes.get(TUBE)?.title);
  expect(lines).toEqual([
    'Niveaux 1 et 2 validés, déduit de ta réussite au niveau 3 du même sujet',
    'Niveau 3 validé, tu as bien répondu',
    'Niveau 4 pas encore, pas demandé, donc compté comme pas encore validé',
    'Niveau 5 pas encore, tu n’as pas encore trouvé la réponse',
  ]);
  expect(steps).toEqual([
    { level: 1, state: 'inferred' },
    { level: 2, state: 'inferred' },
    { level: 3, state: 'direct' },
    { level: 4, state: 'missing' },
    { level: 5, state: 'missing' },
  ]);
});

test('a teacher reads of the pupil, nobody is spoken to', () => {
  const { lines } = read([[4, true]], { reader: 'teacher' });
  expect(lines.slice(0, 2)).toEqual([
    'Niveaux 1 à 3 validés, déduit de la réussite de l’élève au niveau 4 du même sujet',
    'Niveau 4 validé, bonne réponse',
  ]);
});

test('what an earlier run left is said with its date, whatever it was inferred from then', () => {
  const at = new Date('2026-09-03T10:00:00Z');
  const skill = bank.tubes.get(TUBE)?.skills[0]?.id ?? '';
  const kept: EarlierElement = {
    skill,
    status: 'validated',
    source: 'inferred',
    because: null,
    guess: 0,
    at,
  };
  const { lines, steps } = read([[5, true]], { earlier: [kept] });
  expect(lines[0]).toBe('Niveau 1 validé, déjà validé lors d’un parcours précédent, le 3 sept. 2026');
  expect(lines[1]).toMatch(/^Niveaux 2 à 4 validés, déduit/);
  expect(steps[0]?.state).toBe('kept');
  const failed = read([], { earlier: [{ ...kept, status: 'invalidated' }] });
  expect(failed.lines[0]).toBe(
    'Niveau 1 pas encore, pas encore réussi lors d’un parcours précédent, le 3 sept. 2026',
  );
});

describe.each([
  ['fr', fr],
  ['en', en],
] as const)('in %s', (_locale, messages) => {
  const directs = ['knowledge.direct.validated', 'knowledge.direct.invalidated'];
  const inferred = ['validated', 'invalidated'].flatMap((status) =>
    ['by-success', 'by-failure', 'despite-failure', 'despite-success', 'by-others']
      .filter(
        (why) =>
          !(status === 'validated' ? /by-failure|despite-success/ : /by-success|despite-failure/).test(why),
      )
      .map((why) => `knowledge.inferred.${status}.${why}`),
  );
  test.each([...directs, ...inferred])('every reason has words for both readers: %s', (key) => {
    const texts: Readonly<Record<string, string>> = messages;
    expect(texts[key]).toBeTruthy();
    expect(texts[`${key}.teacher`]).toBeTruthy();
    if (/by-success|by-failure|despite/.test(key)) {
      expect(texts[key]).toContain('{level}');
      expect(texts[`${key}.teacher`]).toContain('{level}');
    }
    expect(texts[`${key}.teacher`]).not.toMatch(/\b(tu|ta|tes|ton|your?)\b/);
  });
});

test('a topic to work on leads to its competence’s page, which a teacher who tries does not have', () => {
  const scope = freezeScope(
    bank,
    (bank.tubes.get(TUBE)?.skills ?? []).map(({ id }) => id),
  );
  const leads = (trial: boolean) => {
    const run = { scope, earlier: [], obstacles: [], badges: [], trial };
    const { topics } = presentResult(presenterIn('fr'), scoreRun(run, [], 8), run, [], 'pupil');
    return topics.map(({ address }) => address);
  };
  expect(leads(false)).toEqual([`/competences/${bank.tubes.get(TUBE)?.competence}`]);
  expect(leads(true)).toEqual([null]);
});
