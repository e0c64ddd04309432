import type { Locale } from '../../i18n/translate.ts';
import { cleanText } from '../../web/clean-text.ts';
import { type Cell, type Table, wallClock } from './table.ts';

/** What spreadsheets of each country open by a double click: France's decimal comma takes the comma's place. */
const HABITS = {
  fr: { separator: ';', decimal: ',', date: (day: string) => day.split('-').toReversed().join('/') },
  en: { separator: ',', decimal: '.', date: (day: string) => day },
};

const BYTE_ORDER_MARK = '\ufeff';
/** Where a spreadsheet would see a formula; full-width signs too, which some take for the plain ones. */
const FORMULA = /^[=+\-@＝＋－＠]/;

/** A CSV file in pieces: UTF-8 with its mark, CRLF. `none` stands where there is nothing to tell. */
export async function* csv<Line>(
  { columns, batches }: Table<Line>,
  locale: Locale,
  none: string,
): AsyncGenerator<string> {
  const { separator } = HABITS[locale];
  const lines = (rows: readonly (readonly Cell[])[]) =>
    rows.map((cells) => `${cells.map((cell) => field(cell ?? none, locale)).join(separator)}\r\n`).join('');
  yield BYTE_ORDER_MARK + lines([columns.map(({ head }) => head)]);
  for await (const batch of batches) yield lines(batch.map((line) => columns.map(({ cell }) => cell(line))));
}

function field(cell: string | number | Date, locale: Locale): string {
  const { decimal, date } = HABITS[locale];
  if (typeof cell === 'number') return String(cell).replace('.', decimal);
  if (typeof cell === 'string') return quote(cell);
  const [day, hour] = wallClock(cell);
  return `${date(day)} ${hour}`;
}

/** One line of text, that nothing runs. */
function quote(text: string): string {
  const line = cleanText(text);
  const harmless = FORMULA.test(line) ? `'${line}` : line;
  return /[";,']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
