import type { Practical } from '../referential/practicals/read.ts';
import { prepareSpreadsheet, spreadsheetShape } from '../referential/practicals/spreadsheet.ts';
import { LONG_WORD, WORKSHOP } from './sample.ts';

/** A sheet with texts, numbers, formulas, a fault, a table and both charts. */
export const SPREADSHEET: Practical = {
  component: 'spreadsheet',
  config: prepareSpreadsheet(
    spreadsheetShape.config.parse({
      rows: [
        ['Fruit', 'Kilos', 'Prix', 'Total'],
        ['Letchis', 12, 4.5, '=B2*C2'],
        ['Mangues', 8, 3.2],
        ['Ananas', 20, 2.9],
        [LONG_WORD, 5, 1],
        ['Total', '=SOMME(B2:B5)', '', '=D2/D6'],
      ],
      table: 'A1:D5',
      charts: [
        { kind: 'bars', title: 'Kilos vendus', labels: 'A2:A4', values: 'B2:B4' },
        { kind: 'line', title: 'Prix', labels: 'A2:A4', values: 'C2:C4' },
      ],
      open: 'D2',
    }),
    [],
    WORKSHOP,
  ),
  expect: [],
  alternativeHtml: null,
  equivalent: null,
};
