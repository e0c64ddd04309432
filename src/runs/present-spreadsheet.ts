import type { Translate } from '../i18n/translate.ts';
import {
  frenchNumber,
  type SpreadsheetConfig,
  type SpreadsheetExpectation,
} from '../referential/practicals/spreadsheet.ts';
import { quoted, type Words } from './practical-words.ts';

/** How a sheet had to be left, in words. */
export function sheetWords(t: Translate, _: SpreadsheetConfig, one: SpreadsheetExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>>, found = key) => ({
    expected: t(`run.practical.sheet.${key}`, values),
    found: `sheet.${found}`,
  });
  if ('cell' in one) return say('cell', { cell: one.cell, value: frenchNumber(one.is) });
  if ('formula' in one) return say('formula', { cells: one.in, formula: one.formula });
  if ('sorted' in one) return say(`sorted-${one.order}`, { column: one.sorted }, 'sorted');
  if ('shown' in one)
    return say('shown', { column: one.shown, list: quoted(t, one.values.map(frenchNumber)) });
  return say('rest', {});
}
