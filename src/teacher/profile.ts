import { type Certifiability, certifiability } from '../scoring/certifiable.ts';

/** A competence as one sending shows it, frozen. */
export interface SentCompetence {
  readonly code: string;
  readonly pix: number;
  readonly level: number;
}

export interface Sending {
  readonly sharedAt: Date;
  readonly competences: readonly SentCompetence[];
}

export interface SentProfile extends Certifiability {
  readonly pix: number;
  /** Of each competence sent, the best sending, the earliest among equals; by code. */
  readonly competences: ReadonlyMap<string, SentCompetence & { readonly sharedAt: Date }>;
}

/**
 * What a teacher may know of a pupil: the best that was sent of each competence, as it was frozen. Practice, and what
 * was done or sent elsewhere, are the pupil's own.
 * @param required competences at level 1 that make a pupil certifiable
 */
export function sentProfile(sendings: readonly Sending[], required: number): SentProfile {
  const best = new Map<string, SentCompetence & { readonly sharedAt: Date }>();
  const inOrder = [...sendings].sort((a, b) => a.sharedAt.getTime() - b.sharedAt.getTime());
  for (const { sharedAt, competences } of inOrder) {
    for (const competence of competences) {
      const other = best.get(competence.code);
      if (!other || competence.pix > other.pix) best.set(competence.code, { ...competence, sharedAt });
    }
  }
  const pix = [...best.values()].reduce((sum, competence) => sum + competence.pix, 0);
  return { ...certifiability([...best.values()], required), pix, competences: best };
}
