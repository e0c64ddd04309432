import { isPractical } from '../referential/referential.ts';
import type { Challenge, Referential } from '../referential/types.ts';
import { foldText } from '../web/clean-text.ts';

export interface ListedChallenge {
  readonly id: string;
  readonly level: number;
  readonly address: string;
  /** « qcu, générée, fichier ou composant, en relecture » */
  readonly traits: string;
}

/** Challenges by competence and tube, those whose name, skill or question holds every word of the search. */
export function listChallenges(referential: Referential, search: string) {
  const words = foldText(search).split(/\s+/u).filter(Boolean);
  const competences = [...referential.competences.values()].map(({ code, title, tubes }) => ({
    code,
    title,
    tubes: tubes
      .map((tube) => ({
        title: tube.title,
        challenges: tube.skills.flatMap((skill) =>
          skill.challenges
            .filter((challenge) => {
              const text = foldText(
                `${challenge.id} ${code} ${tube.title} ${skill.knows} ${traitsOf(challenge)} ${challenge.instructionHtml} ${challenge.documentHtml ?? ''}`,
              );
              return words.every((word) => text.includes(word));
            })
            .map(
              (challenge): ListedChallenge => ({
                id: challenge.id,
                level: skill.level,
                address: `/challenges/${challenge.id}`,
                traits: traitsOf(challenge),
              }),
            ),
        ),
      }))
      .filter((tube) => tube.challenges.length > 0),
  }));
  const found = competences.filter((competence) => competence.tubes.length > 0);
  const count = found
    .flatMap((competence) => competence.tubes)
    .reduce((total, tube) => total + tube.challenges.length, 0);
  return { competences: found, count };
}

function traitsOf(challenge: Challenge): string {
  const status = { validated: null, proposed: 'en relecture', archived: 'retirée' }[challenge.status];
  return [
    challenge.type,
    challenge.generator ? 'générée' : null,
    isPractical(challenge) ? 'à manipuler' : null,
    status,
  ]
    .filter(Boolean)
    .join(', ');
}
