import { GenerationError } from '../generate/value.ts';

/** Functions by their French names, as authors and pupils write them, and as files keep them. */
const NAMES: Readonly<Record<string, string>> = {
  ABS: 'ABS',
  ANNEE: 'YEAR',
  ARRONDI: 'ROUND',
  AUJOURDHUI: 'TODAY',
  CONCATENER: 'CONCATENATE',
  DROITE: 'RIGHT',
  ENT: 'INT',
  ESTVIDE: 'ISBLANK',
  ET: 'AND',
  GAUCHE: 'LEFT',
  JOUR: 'DAY',
  MAX: 'MAX',
  MEDIANE: 'MEDIAN',
  MIN: 'MIN',
  MOIS: 'MONTH',
  MOYENNE: 'AVERAGE',
  'MOYENNE.SI': 'AVERAGEIF',
  NB: 'COUNT',
  'NB.SI': 'COUNTIF',
  'NB.SI.ENS': 'COUNTIFS',
  NBCAR: 'LEN',
  NBVAL: 'COUNTA',
  NON: 'NOT',
  OU: 'OR',
  RANG: 'RANK',
  RECHERCHEV: 'VLOOKUP',
  SI: 'IF',
  SOMME: 'SUM',
  'SOMME.SI': 'SUMIF',
  'SOMME.SI.ENS': 'SUMIFS',
};
export const FORMULA_NAMES = Object.keys(NAMES);

type Language = 'ods' | 'xlsx';

const TOKENS =
  /"(?:[^"]|"")*"|(?:\$?(?:'[^']+'|[\p{L}_][\p{L}\d_]*)[.!])?\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?(?![\p{L}\d(])|[\p{L}][\p{L}.]*(?=\()|(?:VRAI|FAUX)(?!\p{L})|\d+(?:,\d+)?|<>|<=|>=|[-+*/^&=<>()%;]|\s+|./gu;

const REFERENCE =
  /^(?:\$?('[^']+'|[\p{L}_][\p{L}\d_]*)[.!])?(\$?[A-Z]{1,2}\$?\d+)(?::(\$?[A-Z]{1,2}\$?\d+))?$/u;

/** The other sheets that a formula written in French looks into. */
export function sheetsIn(french: string): string[] {
  return (french.match(TOKENS) ?? []).flatMap(
    (token) => REFERENCE.exec(token)?.[1]?.replaceAll("'", '') ?? [],
  );
}

/** Whether values and signs follow one another, and each parenthesis is closed. */
function isWhole(tokens: readonly string[]): boolean {
  const open: ('function' | 'group')[] = [];
  let needsValue = true;
  for (const [rank, token] of tokens.entries()) {
    const before = tokens[rank - 1] ?? '';
    if (token === '(') {
      if (!needsValue) return false;
      open.push(IS_NAME.test(before) ? 'function' : 'group');
    } else if (token === ')') {
      // A function may have no argument, or an empty one.
      if (needsValue && !(open.at(-1) === 'function' && /^[(;]$/.test(before))) return false;
      if (open.pop() === undefined) return false;
      needsValue = false;
    } else if (token === ';') {
      if (open.at(-1) !== 'function' || (needsValue && !/^[(;]$/.test(before))) return false;
      needsValue = true;
    } else if (token === '%') {
      if (needsValue) return false;
    } else if (/^(?:<>|<=|>=|[-+*/^&=<>])$/.test(token)) {
      if (needsValue && !/^[-+]$/.test(token)) return false;
      needsValue = true;
    } else {
      if (!needsValue) return false;
      // The name of a function waits for its parenthesis.
      needsValue = IS_NAME.test(token) && tokens[rank + 1] === '(';
    }
  }
  return open.length === 0 && !needsValue;
}
const IS_NAME = /^\p{L}[\p{L}.]*$/u;

/**
 * A formula written in French (`=SOMME(B2:B9)`, `=SI(A1>2,5;"oui";"non")`, `=Tarifs.B2` or `=Tarifs!B2`) as a file keeps
 * it: `SUM(B2:B9)` in OOXML, `of:=SUM([.B2:.B9])` in ODF 1.3 part 4. @throws GenerationError for what it has no name
 * for, or what is not a whole formula: Excel takes a file with such a one for damaged.
 */
export function formulaFor(language: Language, french: string): string {
  const tokens: readonly string[] = french.slice(1).match(TOKENS) ?? [];
  const written = tokens.map((token) => translated(language, token, french)).join('');
  if (!isWhole(tokens.filter((token) => token.trim() !== '')))
    throw new GenerationError(
      `formule « ${french} » : il y manque quelque chose (parenthèse, signe ou valeur).`,
    );
  return language === 'ods' ? `of:=${written}` : written;
}

function translated(language: Language, token: string, whole: string): string {
  if (token.startsWith('"') && token.length > 1) return token;
  const reference = REFERENCE.exec(token);
  if (reference) return referenceFor(language, reference[1], reference[2] ?? '', reference[3]);
  if (token === 'VRAI' || token === 'FAUX') return token === 'VRAI' ? 'TRUE' : 'FALSE';
  if (/^\p{L}/u.test(token)) {
    const name = NAMES[token.toUpperCase()];
    if (name === undefined)
      throw new GenerationError(`formule « ${whole} » : la fonction « ${token} » n'est pas connue ici.`);
    return name;
  }
  if (/^\d/.test(token)) return token.replace(',', '.');
  if (token === ';') return language === 'ods' ? ';' : ',';
  if (/^(?:<>|<=|>=|[-+*/^&=<>()%]|\s+)$/u.test(token)) return token;
  throw new GenerationError(`formule « ${whole} » : « ${token} » ne se lit pas.`);
}

function referenceFor(
  language: Language,
  sheet: string | undefined,
  from: string,
  to: string | undefined,
): string {
  if (language === 'xlsx')
    return `${sheet === undefined ? '' : `${sheet}!`}${from}${to === undefined ? '' : `:${to}`}`;
  const start = `${sheet === undefined ? '' : `$${sheet}`}.${from}`;
  return `[${start}${to === undefined ? '' : `:.${to}`}]`;
}
