import type { Table } from '../campaigns/documents/table.ts';
import type { Translate } from '../i18n/translate.ts';
import { finalLevel } from './lsu.ts';
import { type LsuClass, levelLabel } from './lsu-page.ts';

type Line = LsuClass['pupils'][number];

/** A line a pupil: the level that the report tells of each domain, and the competences behind it. */
export function lsuTable(t: Translate, { domains, pupils }: LsuClass): Table<Line> {
  const levelAt = ({ levels }: Line, place: number) => levels[place];
  return {
    columns: [
      { head: t('pupils.col.name'), kind: 'text', cell: ({ pupil }) => pupil.name },
      { head: t('pupils.col.division'), kind: 'text', cell: ({ pupil }) => pupil.division },
      ...domains.flatMap(({ code, title }, place): Table<Line>['columns'] => [
        {
          head: t('lsu.domain', { code, title }),
          kind: 'text',
          cell: (line) => {
            const level = levelAt(line, place);
            return level && levelLabel(t, finalLevel(level));
          },
        },
        {
          head: t('lsu.column.evidence', { code }),
          kind: 'text',
          cell: (line) =>
            levelAt(line, place)
              ?.evidence.map(({ code: competence, level }) => t('lsu.evidence', { code: competence, level }))
              .join(t('lsu.evidence.and')),
        },
        {
          head: t('lsu.column.source', { code }),
          kind: 'text',
          cell: (line) =>
            t(levelAt(line, place)?.chosen === undefined ? 'lsu.source.palier' : 'lsu.source.teacher'),
        },
      ]),
    ],
    batches: whole(pupils),
  };
}

async function* whole<Line>(lines: readonly Line[]): AsyncGenerator<readonly Line[]> {
  yield lines;
}
