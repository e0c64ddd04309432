import { z } from 'zod';
import { STATES } from '../campaigns/choose-participants.ts';
import type { CertifiableState } from '../campaigns/views.ts';
import { foldText } from '../web/clean-text.ts';

export const SORTS = ['name', 'pix', 'activity'] as const;

/** What the address of the list says; whatever else it says counts as nothing. */
export const choiceSchema = z.object({
  q: z.string().max(100).catch(''),
  course: z
    .string()
    .regex(/^\d{1,18}$/)
    .or(z.literal(''))
    .catch(''),
  division: z.string().max(30).catch(''),
  state: z.enum(STATES).or(z.literal('')).catch(''),
  sort: z.enum(SORTS).catch('name'),
  year: z.coerce.number().int().min(2000).max(3000).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type Choice = z.output<typeof choiceSchema>;

export interface ListedPupil {
  readonly name: string;
  readonly courseIds: readonly string[];
  readonly division: string | null;
  readonly state: CertifiableState;
  readonly pix: number | null;
  readonly lastActivity: Date | null;
}

/** The pupils that a choice keeps, in its order; names as French sorts them, the highest and the latest first. */
export function choosePupils<P extends ListedPupil>(pupils: readonly P[], choice: Choice): P[] {
  const words = foldText(choice.q).split(/\s+/).filter(Boolean);
  const value = ({ pix, lastActivity }: P) =>
    choice.sort === 'pix' ? (pix ?? -1) : choice.sort === 'activity' ? (lastActivity?.getTime() ?? -1) : 0;
  return pupils
    .filter(({ name, courseIds, division, state }) => {
      const searched = foldText(name);
      return (
        words.every((word) => searched.includes(word)) &&
        (choice.course === '' || courseIds.includes(choice.course)) &&
        (choice.division === '' || choice.division === division) &&
        (choice.state === '' || choice.state === state)
      );
    })
    .sort((a, b) => value(b) - value(a) || FRENCH.compare(a.name, b.name));
}

const FRENCH = new Intl.Collator('fr');
