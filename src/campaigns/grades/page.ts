import type { Request, Response } from 'express';
import { z } from 'zod';
import { listReportedColumns } from '../../grades/deleted-columns.ts';
import {
  type GradedColumn,
  type GradesOf,
  listGradedColumns,
  listSendings,
  SENDING_STATES,
  SENDINGS_A_PAGE,
  type Sending,
  type SendingState,
} from '../../grades/report-store.ts';
import { formatDateTime, type Locale, type Translate, translator } from '../../i18n/translate.ts';
import type { LineItem } from '../../lti/ags.ts';
import { listedName } from '../../lti/people.ts';
import { localeOf } from '../../web/page.ts';
import { presentPaging } from '../../web/paging.ts';
import { presentReported } from '../campaign-page.ts';
import type { CampaignsDeps } from '../deps.ts';
import { campaignHead } from '../head.ts';
import type { Campaign } from '../store.ts';
import { readColumns } from './read-columns.ts';
import type { ColumnRow, GradesPage, SendingRow } from './views.ts';

/** What an address asks of the page; whatever it cannot mean is left out. */
const asked = z.object({
  state: z.enum(SENDING_STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  done: z.enum(['sent', 'maximum']).nullable().catch(null),
});

/** The state of a campaign's grades in one course, this school year. */
export async function gradesPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
  of: GradesOf,
  error: string | null = null,
): Promise<GradesPage> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const { state, page, done } = asked.parse(req.query);
  const address = `/campaigns/${campaign.code}/grades`;
  const { rows, counts } = await listSendings(deps.db, of, { state, page });
  const columns = await listGradedColumns(deps.db, of);
  const listed = await readColumns(deps, columns);
  const all = counts.refused + counts.pending + counts.sent;
  const pages = Math.max(1, Math.ceil((state === null ? all : counts[state]) / SENDINGS_A_PAGE));
  const at = (other: number) =>
    `${address}?${new URLSearchParams({ ...(state && { state }), page: `${other}` })}`;
  return {
    title: t('campaign.grades.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'grades'),
    done: done && t(`campaign.grades.done.${done}`),
    error,
    reported: presentReported(t, campaign, await listReportedColumns(deps.db, of)),
    counts: { ...counts, all },
    filters: [null, ...SENDING_STATES].map((one) => ({
      label: t(`campaign.grades.filter.${one ?? 'all'}`, { number: one === null ? all : counts[one] }),
      address: one === null ? address : `${address}?state=${one}`,
      current: one === state,
    })),
    rows: rows.map((row) => presentSending(row, locale)),
    pages: presentPaging({ page, pages }, t('campaigns.page', { page, pages }), at),
    sendAction: `${address}/deliveries`,
    columns: columns.map((column) => presentColumn(t, column, listed, address)),
    unread: typeof listed === 'string' ? t('campaign.grades.unread', { reason: t(listed) }) : null,
    refreshAddress: state === null ? address : `${address}?state=${state}`,
  };
}

function presentSending(row: Sending, locale: Locale): SendingRow {
  const t = translator(locale);
  const { participationId: id, state, percent } = row;
  return {
    id,
    name: listedName(row) ?? t('campaign.participant.nameless'),
    address: `/participations/${id}`,
    state,
    stateLabel: t(`campaign.grade.${state}`),
    score: percent === null ? null : t('campaign.grades.score', { score: percent, maximum: 100 }),
    byItself: row.byItself ? t('campaign.grades.by-itself') : null,
    columns: row.columns > 1 ? t('campaign.grades.columns', { sent: row.sent, count: row.columns }) : null,
    when: whenOf(row, state, locale),
    reason: state === 'sent' ? null : row.reason && t(row.reason),
    again: state === 'pending' ? null : t(`campaign.grades.again.${state}`),
  };
}

function whenOf(
  { sentAt, triedAt, queuedAt, attempts }: Sending,
  state: SendingState,
  locale: Locale,
): string {
  const t = translator(locale);
  if (state === 'sent' && sentAt)
    return t('campaign.grades.when.sent', { date: formatDateTime(sentAt, locale) });
  if (attempts === 0 || triedAt === null)
    return t('campaign.grades.when.queued', { date: formatDateTime(queuedAt, locale) });
  return t('campaign.grades.when.tried', { count: attempts, date: formatDateTime(triedAt, locale) });
}

function presentColumn(
  t: Translate,
  column: GradedColumn,
  listed: ReadonlyMap<string, LineItem> | string,
  address: string,
): ColumnRow {
  const { id, label, activity, scoreMaximum, url } = column;
  const item = typeof listed === 'string' || url === null ? undefined : listed.get(url);
  const place = url === null ? 'waiting' : typeof listed === 'string' ? 'unread' : item ? 'there' : 'missing';
  return {
    id,
    label: item?.label || label,
    activity,
    maximum: item?.scoreMaximum ?? scoreMaximum,
    place: t(`campaign.grades.column.${place}`),
    action: item ? `${address}/columns/${id}/maximum` : null,
  };
}
