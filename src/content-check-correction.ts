import { placementFaults } from './content-check-placements.ts';
import { practicalFaults } from './content-check-practicals.ts';
import { correct, type Response } from './engine/correct.ts';
import type { AnswerField, Challenge } from './referential/types.ts';

/** What a challenge corrects otherwise than its author means: every accepted answer must pass, every refused one fail. */
export function correctionFaults(challenge: Challenge): string[] {
  if (challenge.placement) return placementFaults(challenge, challenge.placement);
  if (challenge.type === 'practical') {
    return challenge.practical ? practicalFaults(challenge, challenge.practical) : [];
  }
  if (challenge.choices.length > 0) return choiceFaults(challenge);

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
  return faults;
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
