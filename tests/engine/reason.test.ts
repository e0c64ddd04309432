import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { DEFAULT_POLICY, type KnowledgeElement } from '../../src/engine/method.ts';
import { reasonOf } from '../../src/engine/reason.ts';
import { content, play } from './content.ts';

const scope = content(2, 2, 5);

test.each([
  ['validated', 'direct', true, 'knowledge.direct.validated', {}],
  ['invalidated', 'direct', false, 'knowledge.direct.invalidated', {}],
  ['validated', 'inferred', true, 'knowledge.inferred.validated.by-success', { level: 4 }],
  ['invalidated', 'inferred', false, 'knowledge.inferred.invalidated.by-failure', { level: 4 }],
  ['validated', 'inferred', false, 'knowledge.inferred.validated.despite-failure', { level: 4 }],
  ['invalidated', 'inferred', true, 'knowledge.inferred.invalidated.despite-success', { level: 4 }],
] as const)('%s, %s, nearest answer right %s: %s', (status, source, correct, key, values) => {
  const element: KnowledgeElement = {
    skill: '0.0.2',
    status,
    source,
    because: { skill: source === 'direct' ? '0.0.2' : '0.0.4', correct },
  };
  expect(reasonOf(element, scope)).toEqual({ key, values });
});

test.each(['validated', 'invalidated'] as const)('%s by other subjects alone', (status) => {
  const element: KnowledgeElement = { skill: '1.1.1', status, source: 'inferred', because: null };
  const expected = { key: `knowledge.inferred.${status}.by-others`, values: {} };
  expect(reasonOf(element, scope)).toEqual(expected);
  expect(reasonOf({ ...element, because: { skill: 'parti', correct: true } }, scope)).toEqual(expected);
});

test('with PIX’s rule every inference is said by a success above or a failure below', () => {
  const policy = { ...DEFAULT_POLICY, method: 'pix' as const };
  const { attempts } = play(scope, policy, 'mots', (skill) => skill.level <= 3);
  const elements = createEngine(scope, policy).knowledge(attempts);
  const inferred = elements.filter(({ source }) => source === 'inferred');
  expect(inferred.length).toBeGreaterThan(4);
  for (const element of inferred) {
    const level = Number(element.skill.split('.')[2]);
    const reason = reasonOf(element, scope);
    expect(reason.key).toBe(
      level <= 3 ? 'knowledge.inferred.validated.by-success' : 'knowledge.inferred.invalidated.by-failure',
    );
    expect('level' in reason.values && reason.values.level > level).toBe(level <= 3);
  }
});
