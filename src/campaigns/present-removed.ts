import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import { listedName } from '../lti/people.ts';
import { erasedOn } from './removal.ts';
import type { RemovedRow } from './removal-store.ts';
import type { CampaignPage } from './views.ts';

/** @param justRemoved the id that the address tells: it is said on top, with its undoing */
export function presentRemoved(
  rows: readonly RemovedRow[],
  justRemoved: unknown,
  locale: Locale,
): CampaignPage['removed'] {
  if (rows.length === 0) return null;
  const t = translator(locale);
  const nameOf = (row: RemovedRow) => listedName(row) ?? t('campaign.participant.nameless');
  const undoActionOf = ({ id }: RemovedRow) => `/participations/${id}/restoration`;
  const just = rows.find(({ id }) => id === justRemoved);
  return {
    done: just
      ? { label: t('campaign.removed.done', { name: nameOf(just) }), undoAction: undoActionOf(just) }
      : null,
    title: t('campaign.removed.title', { count: rows.length }),
    rows: rows.map((row) => ({
      name: nameOf(row),
      dates: t('campaign.removed.dates', {
        removed: formatDate(row.removedAt, locale),
        erased: formatDate(erasedOn(row.removedAt), locale),
      }),
      undoLabel: t('campaign.removed.undo.of', { name: nameOf(row) }),
      undoAction: undoActionOf(row),
    })),
  };
}
