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

/** At most this many signs of a list and lines of it are read, and this many signs of a division. */
export const MOST_TEXT = 400_000;
export const MOST_LINES = 2000;
export const MOST_SIGNS = 30;

/**
 * A list as it is pasted or read from a file: columns between tabs, semicolons or commas, in the order that a head tells
 * (« Nom;Prénom;Né le;Classe ») or name in one or two, then division; or words, division last, « 3B » or « 3e B ».
 */
export function readList(text: string): Listed[] {
  let head: Head | null = null;
  return text.split(/\r\n?|\n/).flatMap((whole, place) => {
    if (whole.trim() === '') return [];
    const cells = splitCells(whole);
    const told = readHead(cells);
    if (told) {
      head = told;
      return [];
    }
    const parts = head
      ? [head.names.map((column) => cells[column] ?? '').join(' '), cells[head.division] ?? '']
      : cells.length > 1
        ? [cells.slice(0, -1).join(' '), cells.at(-1) ?? '']
        : splitWords(whole);
    const [name = '', division = ''] = parts.map((part) => part.replace(/\s+/g, ' ').trim());
    const read = name !== '' && division !== '' && division.length <= MOST_SIGNS;
    return [
      { line: place + 1, name: read ? name : whole.trim().slice(0, 200), division: read ? division : null },
    ];
  });
}

/** Of a list: the columns of the name, and of the division. */
interface Head {
  readonly names: readonly number[];
  readonly division: number;
}

const DIVISION = /^(division|classe|class|libelle (de la )?(classe|division))$/;
const WHOLE_NAME = /^(eleve|nom (et )?prenom|nom complet|pupil|student|name)$/;
const FAMILY_NAME = /^(nom|nom de famille|last ?name|family name|surname)$/;
const GIVEN_NAME = /^(prenom|prenom (1|usuel)|first ?name|given name)$/;

/** Null for a line that tells of a pupil. */
function readHead(cells: readonly string[]): Head | null {
  const titles = cells.map((cell) =>
    foldText(cell)
      .replace(/[\s_.-]+/g, ' ')
      .trim(),
  );
  const find = (title: RegExp) => titles.findIndex((one) => title.test(one));
  const division = find(DIVISION);
  if (division < 0) return null;
  const names = [FAMILY_NAME, GIVEN_NAME].map(find).filter((column) => column >= 0);
  const whole = find(WHOLE_NAME);
  if (names.length > 0) return { names, division };
  return { names: whole >= 0 ? [whole] : titles.flatMap((_, at) => (at < division ? at : [])), division };
}

/** A separator between quotes is a sign like another. */
function splitCells(line: string): string[] {
  const separator = ['\t', ';', ','].find((one) => line.includes(one)) ?? '\t';
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
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
