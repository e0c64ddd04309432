import { distance } from 'fastest-levenshtein';
import type { Referential } from './types.ts';

/** Above this share of common text, two instructions are likely the same question reworded. */
const TOO_CLOSE = 0.85;

export interface NearDuplicate {
  readonly first: string;
  readonly second: string;
  /** 1 = the same text, 0 = nothing in common. */
  readonly closeness: number;
}

/**
 * Pairs of challenges whose questions (instruction and document, Levenshtein distance over the longer length)
 * read almost the same. Lengths are compared first: most pairs of a large bank cost one division.
 */
export function nearDuplicates(referential: Referential): NearDuplicate[] {
  const questions = [...referential.challenges.values()]
    .map(({ id, instructionHtml, documentHtml }) => ({
      id,
      text: plain(`${instructionHtml} ${documentHtml ?? ''}`),
    }))
    .sort((a, b) => a.text.length - b.text.length);
  const found: NearDuplicate[] = [];
  questions.forEach((shorter, index) => {
    for (const longer of questions.slice(index + 1)) {
      if (shorter.text.length < TOO_CLOSE * longer.text.length) break;
      const closeness = 1 - distance(shorter.text, longer.text) / Math.max(1, longer.text.length);
      if (closeness >= TOO_CLOSE) found.push({ first: shorter.id, second: longer.id, closeness });
    }
  });
  return found;
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
