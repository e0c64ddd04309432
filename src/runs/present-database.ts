import type { Translate } from '../i18n/translate.ts';
import {
  type DatabaseConfig,
  type DatabaseExpectation,
  fullQuery,
} from '../referential/practicals/database.ts';
import { columnOf, MEASURED, type Query, readCell, sqlOf } from '../referential/practicals/database-query.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** What a database had to be asked or to hold, in words. */
export function databaseWords(t: Translate, config: DatabaseConfig, one: DatabaseExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => ({
    expected: t(`run.practical.base.${key}`, values),
    found: `base.${key}`,
  });
  if ('rest' in one) return say('rest');
  if ('result' in one) {
    const query = fullQuery(config.tables, one.result);
    const what = config.tools.includes('sql')
      ? sqlOf(config.tables, query).replaceAll('\n', ' ')
      : clauses(t, config, query).join(' ');
    const list: Listed = (_, found) => found.map((name) => t(`run.practical.base.trouble.${name}`)).join(' ');
    return { ...say('result', { what }), list };
  }
  const pairs = (cells: Readonly<Record<string, string>>) =>
    Object.entries(cells)
      .map(([column, value]) => t('practical.database.pair', { name: column, value: value || '∅' }))
      .join(', ');
  if ('changed' in one) return say('changed', { table: one.changed, row: one.row, cells: pairs(one.to) });
  if ('added' in one) return say('added', { table: one.added, cells: pairs(one.cells) });
  return say('gone', { table: one.gone, list: quoted(t, one.rows) });
}

/** The parts of a query, each a short sentence. */
function clauses(t: Translate, config: DatabaseConfig, query: Query): string[] {
  const say = (key: string, values: Readonly<Record<string, string>>) =>
    t(`run.practical.base.clause.${key}`, values);
  const bare = (name: string) => (query.joins.length > 0 ? name : name.slice(name.indexOf('.') + 1));
  const measure =
    query.measure === '' ? '' : t(`practical.database.measured.${query.measure}`, { column: bare(query.of) });
  const conditions = query.conditions.map(({ column, test, value, to }) => {
    const isDate = columnOf(config.tables, column)?.kind === 'date';
    const shown = (typed: string) => (isDate ? dated(String(readCell('date', typed) ?? typed)) : typed);
    const suffix = isDate && ['more', 'least', 'less', 'most'].includes(test) ? '-date' : '';
    return [
      bare(column),
      t(`practical.database.test.${test}${suffix}`),
      ...(test === 'empty' || test === 'filled' ? [] : [t('run.practical.quoted', { name: shown(value) })]),
      ...(test === 'between' ? [t('run.practical.quoted', { name: shown(to) })] : []),
    ].join(' ');
  });
  const sorts = query.sort.map(({ by, down }) =>
    [by === MEASURED ? measure : bare(by), t(`practical.database.${down ? 'down' : 'up'}`)].join(' '),
  );
  const between = t(`practical.database.${query.any ? 'or' : 'and'}`);
  return [
    say('from', { tables: [query.from, ...query.joins.map(({ table }) => table)].join(' + ') }),
    ...query.joins.map(({ left, right }) => say('join', { left, right })),
    ...(query.columns.length > 0 ? [say('columns', { list: query.columns.map(bare).join(', ') })] : []),
    ...(conditions.length > 0 ? [say('conditions', { list: conditions.join(` ${between} `) })] : []),
    ...(query.group === '' ? [] : [say('group', { column: bare(query.group) })]),
    ...(measure === '' ? [] : [say('measure', { measure })]),
    ...(query.having
      ? [
          say('having', {
            test: t(`practical.database.test.${query.having.test}`),
            value: query.having.value,
          }),
        ]
      : []),
    ...(sorts.length > 0 ? [say('sort', { list: sorts.join(', ') })] : []),
  ];
}

function dated(day: string): string {
  return day.split('-').reverse().join('/');
}
