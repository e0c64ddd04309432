import {
  type Amount,
  type Block,
  CELL_NUMBER,
  COLORS,
  type Op,
  type Program,
  SENSES,
  SIGNS,
  type Test,
} from './blocks-run.ts';

/**
 * Programs of blocks as authors write them: an instruction a line, `end` after what a loop or a condition holds. What
 * comes after `own` is the pupil's own block.
 */

const FIXED: Readonly<Record<string, Op>> = {
  take: 'take',
  drop: 'drop',
  'pen-up': 'pen-up',
  'pen-down': 'pen-down',
  call: 'call',
};
const VARIABLE = /^[a-zà-ÿ]{1,12}$/u;
const NUMBER = /^-?\d{1,6}$/;

/** Reads a program; a text that is none gives why, in French, with its line. */
export function readProgram(text: string): Program | string {
  const lines = text
    .split('\n')
    .map((line, index) => ({ words: line.trim().split(/\s+/u), number: index + 1 }))
    .filter(({ words }) => words[0] !== '');
  let at = 0;
  const wrong = (number: number, why: string) => new Error(`ligne ${number} : ${why}`);

  const readList = (until: readonly string[]): Block[] => {
    const list: Block[] = [];
    for (;;) {
      const line = lines[at];
      if (line === undefined || until.includes(line.words[0] ?? '')) return list;
      at += 1;
      list.push(readBlock(line.words, line.number));
    }
  };
  const close = (number: number, word: string) => {
    if (lines[at]?.words[0] !== word) throw wrong(number, `il manque « ${word} ».`);
    at += 1;
  };
  const readBlock = ([word = '', ...rest]: readonly string[], number: number): Block => {
    const none = () => {
      if (rest.length > 0) throw wrong(number, `rien ne suit « ${word} ».`);
    };
    const amount = (written: string | undefined): Amount => {
      const read = readAmount(written);
      if (read === null)
        throw wrong(number, `« ${written ?? ''} » n’est ni un nombre, ni une variable, ni cell.`);
      return read;
    };
    const only = () => {
      if (rest.length > 1) throw wrong(number, `un seul mot suit « ${word} ».`);
      return amount(rest[0]);
    };
    const test = (): Test => {
      const read = readTest(rest);
      if (read === null) throw wrong(number, `« ${rest.join(' ')} » n’est pas une condition.`);
      return read;
    };
    const fixed = FIXED[word];
    if (fixed) {
      none();
      return { do: fixed };
    }
    switch (word) {
      case 'forward':
      case 'left':
      case 'right':
        return rest.length === 0 ? { do: word } : { do: word, n: only() };
      case 'repeat': {
        const n = only();
        const body = readList(['end']);
        close(number, 'end');
        return { do: 'repeat', n, body };
      }
      case 'until': {
        const wanted = test();
        const body = readList(['end']);
        close(number, 'end');
        return { do: 'until', test: wanted, body };
      }
      case 'if': {
        const wanted = test();
        const body = readList(['end', 'else']);
        if (lines[at]?.words[0] !== 'else') {
          close(number, 'end');
          return { do: 'if', test: wanted, body };
        }
        at += 1;
        const other = readList(['end']);
        close(number, 'end');
        return { do: 'if', test: wanted, body, other };
      }
      case 'paint': {
        const color = COLORS.find((name) => name === rest[0]);
        if (!color || rest.length > 1) throw wrong(number, `une couleur parmi ${COLORS.join(', ')}.`);
        return { do: 'paint', color };
      }
      case 'set':
      case 'add': {
        const [name = '', value] = rest;
        if (!VARIABLE.test(name) || rest.length > 2)
          throw wrong(number, 'un nom de variable, puis une valeur.');
        return { do: word, name, n: amount(value) };
      }
      default:
        throw wrong(number, `bloc inconnu « ${word} ».`);
    }
  };

  try {
    const main = readList(['own', 'end', 'else']);
    const isOwn = lines[at]?.words[0] === 'own';
    if (isOwn) at += 1;
    const own = isOwn ? readList(['own', 'end', 'else']) : [];
    const left = lines[at];
    if (left) throw wrong(left.number, `« ${left.words[0]} » n’a rien à fermer.`);
    return { main, own };
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

function readAmount(written: string | undefined): Amount | null {
  if (written === undefined) return null;
  if (written === 'cell') return CELL_NUMBER;
  if (NUMBER.test(written)) return Number(written);
  return VARIABLE.test(written) ? written : null;
}

function readTest(words: readonly string[]): Test | null {
  const not = words[0] === 'not';
  const [first = '', sign, last, ...more] = not ? words.slice(1) : words;
  const see = SENSES.find((name) => name === first);
  if (see && sign === undefined) return not ? { see, not } : { see };
  const known = SIGNS.find((one) => one === sign);
  const [a, b] = [readAmount(first), readAmount(last)];
  return !not && known && a !== null && b !== null && more.length === 0 ? { a, sign: known, b } : null;
}
