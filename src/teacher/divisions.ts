import { foldText } from '../web/clean-text.ts';

/** A line of a list « Nom Prénom Division ». */
export interface Listed {
  /** 1, 2… */
  readonly line: number;
  readonly name: string;
  /** Null when the line tells none. */
  readonly division: string | null;
}

export interface Known {
  readonly userId: string;
  readonly name: string;
}

export interface Matched {
  readonly sure: readonly (Known & { readonly division: string })[];
  /** Lines that nobody, or more than one pupil, answers to, or that tell a pupil's division otherwise than another. */
  readonly doubtful: readonly (Listed & { readonly why: 'nobody' | 'several' | 'twice' | 'unread' })[];
}

/** At most this many lines are read, and this many signs of a division. */
export const MOST_LINES = 2000;
export const MOST_SIGNS = 30;

/**
 * A list as it is pasted: columns between tabs, semicolons or commas (name in one or two, then division), or words
 * (division last, « 3B » or « 3e B »). A head is left out.
 */
export function readList(text: string): Listed[] {
  return text.split(/\r\n?|\n/).flatMap((whole, place) => {
    if (whole.trim() === '') return [];
    const cells = whole.split(/\t|;|,/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    if (/^(division|classe|class)$/.test(foldText(cells.at(-1) ?? ''))) return [];
    const line = place + 1;
    const parts = cells.length > 1 ? [cells.slice(0, -1).join(' '), cells.at(-1) ?? ''] : splitWords(whole);
    const [name = '', division = ''] = parts.map((part) => part.replace(/\s+/g, ' ').trim());
    const told = name !== '' && division !== '' && division.length <= MOST_SIGNS;
    return [{ line, name: told ? name : whole.trim().slice(0, 200), division: told ? division : null }];
  });
}

function splitWords(line: string): [string, string] {
  const match = /^(.+?)\s+([3-6]\s?(?:e|è|ème|eme|°)\s+\S+|\S+)$/i.exec(line.trim());
  return [match?.[1] ?? '', match?.[2] ?? ''];
}

/** Whom each line means: all words of the name, in any order, accents and capitals aside. */
export function matchList(listed: readonly Listed[], pupils: readonly Known[]): Matched {
  const byName = Map.groupBy(pupils, ({ name }) => keyOf(name));
  const told = new Map<string, Set<string>>();
  const found = listed.map((one) => {
    const people = byName.get(keyOf(one.name)) ?? [];
    const [person] = people;
    if (one.division === null) return { one, why: 'unread' as const };
    if (!person) return { one, why: 'nobody' as const };
    if (people.length > 1) return { one, why: 'several' as const };
    told.set(person.userId, (told.get(person.userId) ?? new Set()).add(one.division));
    return { one, person: { ...person, division: one.division } };
  });
  const sure = new Map<string, Matched['sure'][number]>();
  const doubtful: Matched['doubtful'][number][] = [];
  for (const { one, why, person } of found) {
    if (!person) doubtful.push({ ...one, why: why ?? 'nobody' });
    else if ((told.get(person.userId)?.size ?? 0) > 1) doubtful.push({ ...one, why: 'twice' });
    else sure.set(person.userId, person);
  }
  return { sure: [...sure.values()], doubtful };
}

function keyOf(name: string): string {
  return foldText(name)
    .split(/[\s'’-]+/)
    .filter(Boolean)
    .sort()
    .join(' ');
}
