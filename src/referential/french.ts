const NARROW = '\u202F';
const NO_BREAK = '\u00A0';

/** Code spans and addresses, where a space added would change what is meant. */
const LITERAL = /(`[^`]*`|(?:https?:\/\/|www\.)[^\s«»]+)/;

/**
 * French spacing: U+202F before ; ! ? » and after «, U+00A0 before a colon that ends a word.
 * Code spans and addresses stay as they are; applying it twice changes nothing more.
 * `before` is the character that precedes the text on the page, '' at the start of a line.
 */
export function frenchSpacing(text: string, before = ''): string {
  let previous = before;
  return text
    .split(LITERAL)
    .map((piece, index) => {
      // A closing « » » has its space already: here it only says that something stands before.
      const context = previous === '»' ? 'x' : previous;
      const spaced = index % 2 === 1 ? piece : spaceProse(context + piece).slice(context.length);
      previous = spaced.slice(-1) || previous;
      return spaced;
    })
    .join('');
}

/**
 * A text of ours as it is printed: spaced, and its apostrophes curly. What a window holds keeps the apostrophes of its
 * author, since a pupil may have to type or find them.
 */
export function frenchText(text: string, before = ''): string {
  return frenchSpacing(text, before)
    .split(LITERAL)
    .map((piece, index) => (index % 2 === 1 ? piece : curled(piece)))
    .join('');
}

/** Between two letters (aujourd'hui), or after what is cut short before a mark or an emphasis (l'« ami »). */
function curled(prose: string): string {
  return prose
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replace(/(?<=(?:^|[^\p{L}])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu))'(?=$|[«“"(\d])/giu, '’');
}

function spaceProse(text: string): string {
  return text
    .replace(/«[ \u00A0\u202F]*/g, `«${NARROW}`)
    .replace(/(?<![ \u00A0\u202F])[ \u00A0\u202F]*»/g, `${NARROW}»`)
    .replace(/(?<=[^\s;!?«([])[ \u00A0\u202F]*([;!?]+)(?=$|[\s:)\]»"'’.,…])/g, `${NARROW}$1`)
    .replace(/(?<=[^\s:«([])[ \u00A0\u202F]+:(?=\s|$)/g, `${NO_BREAK}:`)
    .replace(/(?<=[^\s:«([])(?<!\b[A-Z]):(?=\s|$)/g, `${NO_BREAK}:`);
}
