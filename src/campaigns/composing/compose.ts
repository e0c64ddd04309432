import { z } from 'zod';
import type { Translate } from '../../i18n/translate.ts';
import { playableSkills } from '../../referential/referential.ts';
import type { Referential } from '../../referential/types.ts';

const many = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
  .default([])
  .transform((value) => [value].flat());

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** « 1.1-requete:3 » : this tube up to level 3. */
const TOP = /^(.+):([1-8])$/;

/** Highest level of tubes that have one of their own, by id. */
export type Tops = Readonly<Record<string, number>>;

/** What a teacher ticks to compose a parcours. */
export const composeForm = z.object({
  title: z.string().trim().max(100).default(''),
  description: z.string().trim().max(500).default(''),
  maxLevel: z.coerce.number().int().min(1).max(LEVELS.length).default(4),
  /** Whole competences, by code. */
  competence: many,
  tube: many,
  top: many.transform((values): Tops => Object.fromEntries(values.flatMap(readTop))),
  act: z.enum(['preview', 'save']).default('preview'),
});

function readTop(value: string): [tube: string, level: number][] {
  const [, tube, level] = TOP.exec(value) ?? [];
  return tube === undefined ? [] : [[tube, Number(level)]];
}

export type Composition = z.infer<typeof composeForm>;

/** The tubes asked for, by competence or one by one, as the framework orders them; unknown ones are left out. */
export function tubesOf(
  { competences }: Referential,
  { competence, tube }: Pick<Composition, 'competence' | 'tube'>,
): string[] {
  return [...competences.values()].flatMap(({ code, tubes }) =>
    tubes.flatMap(({ id }) => (competence.includes(code) || tube.includes(id) ? id : [])),
  );
}

/** Each tube up to its own level, or up to that of the parcours. */
export function targetsOf(tubes: readonly string[], maxLevel: number, tops: Tops): Target[] {
  return tubes.map((tube) => ({ tube, max: tops[tube] ?? maxLevel }));
}

export interface Target {
  readonly tube: string;
  readonly max: number;
}

/** What can be asked now. */
export function skillsOf(referential: Referential, targets: readonly Target[]): string[] {
  return playableSkills(referential.tubes, targets).map(({ id }) => id);
}

/** What the form must say before it is saved: field to sentence. */
export function checkComposition(
  t: Translate,
  referential: Referential,
  given: Composition,
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (given.title === '') errors.title = t('compose.title-missing');
  else if (isOfBank(referential, given.title)) errors.title = t('compose.title-taken');
  const targets = targetsOf(tubesOf(referential, given), given.maxLevel, given.top);
  if (skillsOf(referential, targets).length === 0) errors.tubes = t('compose.nothing');
  return errors;
}

/** A campaign tells its parcours by the bank's id or by this title: one must not pass for the other. */
function isOfBank({ targetProfiles }: Referential, title: string): boolean {
  return [...targetProfiles.values()].some((profile) => profile.id === title || profile.title === title);
}
