import type { KnowledgeElement, ScopeSkill } from './method.ts';

/** Why a skill stands as it does, ready for a message: « déduit de ta réussite au niveau 4 du même sujet ». */
export type Reason =
  /** Answered. */
  | { readonly key: 'knowledge.direct.validated' | 'knowledge.direct.invalidated'; readonly values: NoValue }
  /** The answer of the tube that says the same: a success above for a validated skill, a failure below for another. */
  | {
      readonly key:
        | 'knowledge.inferred.validated.by-success'
        | 'knowledge.inferred.invalidated.by-failure'
        /** The nearest answer says the opposite: other answers outweigh it. */
        | 'knowledge.inferred.validated.despite-failure'
        | 'knowledge.inferred.invalidated.despite-success';
      readonly values: { readonly level: number };
    }
  /** Nothing was asked in the tube: the rest of the competence and of the run speaks. */
  | {
      readonly key: 'knowledge.inferred.validated.by-others' | 'knowledge.inferred.invalidated.by-others';
      readonly values: NoValue;
    };

type NoValue = Readonly<Record<never, never>>;

/** The message key and values that explain an element; `scope` gives the level of the answer that explains it. */
export function reasonOf(element: KnowledgeElement, scope: readonly ScopeSkill[]): Reason {
  const { status, source, because } = element;
  if (source === 'direct') return { key: `knowledge.direct.${status}`, values: {} };
  const level = scope.find((skill) => skill.id === because?.skill)?.level;
  if (!because || level === undefined) return { key: `knowledge.inferred.${status}.by-others`, values: {} };
  if (status === 'validated') {
    const key = because.correct ? 'by-success' : 'despite-failure';
    return { key: `knowledge.inferred.validated.${key}`, values: { level } };
  }
  const key = because.correct ? 'despite-success' : 'by-failure';
  return { key: `knowledge.inferred.invalidated.${key}`, values: { level } };
}
