import type { Db } from '../../db/database.ts';
import type { CampaignInCourse } from '../../grades/deleted-columns.ts';
import { formatDateTime, type Locale, translator } from '../../i18n/translate.ts';
import { schoolYearOf } from '../school-year.ts';
import type { ParticipantStatus } from '../views.ts';
import { writeParisTime } from './paris-time.ts';
import { closingOfYear } from './rules.ts';
import { countUnsent, findClosing } from './store.ts';
import type { ClosingView } from './views.ts';

/** @param given what was typed and could not be saved */
export async function presentClosing(
  deps: { readonly db: Db; readonly now: () => Date },
  of: CampaignInCourse,
  address: string,
  locale: Locale,
  given: {
    readonly deadline: string;
    readonly automaticSending: boolean;
    readonly error: string;
  } | null = null,
): Promise<ClosingView> {
  const t = translator(locale);
  const schoolYear = schoolYearOf(deps.now());
  const { deadline, automaticSending, closedAt } = closingOfYear(await findClosing(deps.db, of), schoolYear);
  const { started, finished, told } = await countUnsent(deps.db, { ...of, schoolYear });
  const leaving = automaticSending ? told : 0;
  const left = finished - leaving;
  const about = (kind: string, count: number) => (count > 0 ? [t(`closing.close.${kind}`, { count })] : []);
  return {
    values: given ?? { deadline: deadline === null ? '' : writeParisTime(deadline), automaticSending },
    error: given?.error ?? null,
    saveAction: `${address}/closing`,
    closed:
      closedAt === null
        ? null
        : {
            words: t('closing.closed', { date: formatDateTime(closedAt, locale), count: started + finished }),
            reopenAction: `${address}/reopening`,
          },
    close:
      closedAt === null
        ? {
            consequences: [
              ...about('leaving', leaving),
              ...about('finished', left),
              ...about('started', started),
              ...(started + finished === 0 ? [t('closing.close.nobody')] : []),
            ],
            action: `${address}/closure`,
          }
        : null,
  };
}

/**
 * A participation's state in words, a key of the messages: once a campaign is closed, what is not sent will not be.
 * @param kind of one pupil, or how many are in it
 */
export function statusText(
  status: ParticipantStatus,
  closed: boolean,
  kind: 'status' | 'count' = 'status',
): string {
  const unsent = status === 'started' || status === 'to-share';
  return `${closed && unsent ? 'closing' : 'campaign'}.${kind}.${status}`;
}

/** What tops the class page of a closed campaign; null while it is open. */
export async function presentClosed(
  deps: { readonly db: Db; readonly now: () => Date },
  of: CampaignInCourse,
  locale: Locale,
): Promise<string | null> {
  const { closedAt } = closingOfYear(await findClosing(deps.db, of), schoolYearOf(deps.now()));
  if (closedAt === null) return null;
  return translator(locale)('closing.class', { date: formatDateTime(closedAt, locale) });
}
