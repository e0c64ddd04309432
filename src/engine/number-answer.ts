/**
 * Numbers as people type them in French: comma or dot, spaces between thousands, perhaps the unit.
 * Compared as decimals written out, so that no rounding makes two long numbers equal.
 */

/** Whether both say the same number; `unit` may follow either. Texts come through `canonical`. */
export function matchesNumber(answer: string, accepted: string, unit: string | undefined): boolean {
  const given = parseNumber(answer, unit);
  return given !== null && given === parseNumber(accepted, unit);
}

/** The plain decimal (`-1234.5`) that a text holds, or null when it isn't a number, or has another unit. */
export function parseNumber(text: string, unit: string | undefined): string | null {
  const parts = SHAPE.exec(text);
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = '', tail = ''] = parts;
  if (whole === '' && fraction === '') return null;
  if (tail !== '' && (unit === undefined || !sameUnit(tail, unit))) return null;
  const integer = whole.replaceAll(' ', '').replace(/^0+(?=\d)/u, '') || '0';
  const decimals = fraction.replace(/0+$/u, '');
  const value = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/**
 * A number without the words that its field's label says already: « étape 4 » under « Étape à refaire » is 4. Those that
 * follow may name another unit: they are left where the field has one.
 */
export function withoutLabel(text: string, label: string, unit: string | undefined): string {
  const known = new Set([...wordsIn(label), ...LITTLE]);
  const words = text.replaceAll("'", "' ").split(' ');
  const isKnown = (word = '') => !/\d/u.test(word) && known.has(wordsIn(word).join());
  while (words.length > 1 && isKnown(words[0])) words.shift();
  while (unit === undefined && words.length > 1 && isKnown(words.at(-1))) words.pop();
  return words.join(' ');
}

const LITTLE = ['la', 'le', 'l', 'a', 'c', 'est'];

/** Words of letters alone, in the singular and without accents. */
function wordsIn(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/\p{L}+/gu) ?? []).map((word) => (word.length > 3 ? word.replace(/s$/u, '') : word));
}

/** A leading « n° » or « numéro » says nothing of the number. */
const SHAPE = /^(?:n°|nº|numéro|numero)? ?([+-]?) ?(\d{1,3}(?: \d{3})+|\d*)(?:[.,](\d*))? ?(.*)$/iu;

/** Case, a plural and a full stop are forgiven: « 12 go. » is 12 Go. */
function sameUnit(given: string, unit: string): boolean {
  return singular(given) === singular(unit);
}

function singular(unit: string): string {
  const short = unit.normalize('NFC').trim().toLowerCase().replace(/\.$/u, '');
  const name = short.length > 3 ? short.replace(/s$/u, '') : short;
  return SIGNS[name] ?? name;
}

/** Units that people write in words, or shorten otherwise, as well as with their sign. */
const SIGNS: Readonly<Record<string, string>> = {
  euro: '€',
  'pour cent': '%',
  pourcent: '%',
  heure: 'h',
  minute: 'min',
  mn: 'min',
  seconde: 's',
  sec: 's',
  mètre: 'm',
  kilomètre: 'km',
  centimètre: 'cm',
  millimètre: 'mm',
  gramme: 'g',
  kilo: 'kg',
  kilogramme: 'kg',
  octet: 'o',
  kilooctet: 'ko',
  mégaoctet: 'mo',
  gigaoctet: 'go',
  kilowattheure: 'kwh',
};
