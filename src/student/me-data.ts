import { formatDateTime, formatNumber, hasText, type Locale, type Translate } from '../i18n/translate.ts';
import type { DataTable } from './me-views.ts';

/** Rows of one table on the page: the file has them all. */
const MOST_ROWS = 40;
/** What is structured and longer than this stays in the file. */
const LONGEST = 160;

/** A person's rows, by table and column as the database names them, in words. */
export function presentData(
  t: Translate,
  locale: Locale,
  data: Readonly<Record<string, readonly unknown[]>>,
): DataTable[] {
  return Object.entries(data).map(([table, rows]) => ({
    id: table,
    title: labelOf(t, `data.table.${table}`, table),
    count: rows.length,
    rows: rows.slice(0, MOST_ROWS).map((row) => presentRow(t, locale, table, row)),
    more: rows.length > MOST_ROWS ? t('data.more', { count: rows.length - MOST_ROWS }) : null,
  }));
}

/** The key of a column's name: its own in this table, else the one that all tables share. */
export function fieldKey(table: string, column: string): string {
  const own = `data.field.${table}.${column}`;
  return hasText(own) ? own : `data.field.${column}`;
}

function presentRow(t: Translate, locale: Locale, table: string, row: unknown): DataTable['rows'][number] {
  return Object.entries(Object(row)).flatMap(([column, value]) => {
    const text = presentValue(t, locale, value);
    return text === '' ? [] : { label: labelOf(t, fieldKey(table, column), column), value: text };
  });
}

function labelOf(t: Translate, key: string, name: string): string {
  return hasText(key) ? t(key) : name;
}

function presentValue(t: Translate, locale: Locale, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return t(value ? 'data.yes' : 'data.no');
  if (typeof value === 'number') return formatNumber(value, locale);
  if (typeof value === 'string') return presentText(t, locale, value);
  const length = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (length === 0) return '';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? t('data.long', { count: length }) : text;
}

/** Dates come as JSON writes them. */
function presentText(t: Translate, locale: Locale, text: string): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/.test(text)) {
    return formatDateTime(new Date(text), locale);
  }
  return /^[a-z-]+$/.test(text) ? labelOf(t, `data.value.${text}`, text) : text;
}
