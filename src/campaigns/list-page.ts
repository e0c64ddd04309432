import type { Request, Response } from 'express';
import { z } from 'zod';
import { formatDate, type Translate, translator } from '../i18n/translate.ts';
import { findContextTitle } from '../lti/roster.ts';
import { localeOf } from '../web/page.ts';
import { presentPaging } from '../web/paging.ts';
import { getTeacherSession } from '../web/session.ts';
import { modelTitle, presentCatalogue } from './catalogue.ts';
import { readCode } from './code.ts';
import { findComposed, listComposed } from './composing/store.ts';
import type { CampaignsDeps } from './deps.ts';
import { type ListFilters, listCampaigns, PAGE_SIZE, SORTS, TABS } from './list-store.ts';
import { schoolYearOf } from './school-year.ts';
import { searchCatalogue } from './search-catalogue.ts';
import { findCampaign } from './store.ts';
import type { ListPage } from './views.ts';

/** What an address asks of the list; whatever it cannot mean is left out. */
const asked = z.object({
  tab: z.enum(TABS).catch('active'),
  name: z.string().trim().max(200).catch(''),
  creator: z.string().trim().max(200).catch(''),
  sort: z.enum(SORTS).catch('recent'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  /** A campaign whose archiving, or return, was just done. */
  done: z
    .string()
    .refine((text) => readCode(text) === text)
    .optional()
    .catch(undefined),
  /** Words looked for in the catalogue. */
  find: z.string().trim().max(200).catch(''),
  /** A parcours just taken out of the catalogue. */
  removed: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .optional()
    .catch(undefined),
});

/** The list's address: only what differs from the plain list is in it. */
export function listAddress(filters: Partial<ListFilters> & { readonly done?: string | undefined }): string {
  const { tab, name, creator, sort, page, done } = filters;
  const parts = new URLSearchParams();
  if (tab === 'archived') parts.set('tab', tab);
  if (name) parts.set('name', name);
  if (creator) parts.set('creator', creator);
  if (sort && sort !== 'recent') parts.set('sort', sort);
  if (page && page > 1) parts.set('page', String(page));
  if (done) parts.set('done', done);
  return parts.size === 0 ? '/campaigns' : `/campaigns?${parts}`;
}

/** Back to the list as it was read: `query` comes with the act, from the page. */
export function backToList(query: string, done: string): string {
  return listAddress({ ...asked.parse(Object.fromEntries(new URLSearchParams(query))), done });
}

export async function listPage(deps: CampaignsDeps, req: Request, res: Response): Promise<ListPage> {
  const session = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const { done, removed, find, ...filters } = asked.parse(req.query);
  const year = schoolYearOf(deps.now());
  const { platformId, userId } = session;
  const composed = await listComposed(deps.db, { platformId, userId });
  let page = filters.page;
  let { rows, total } = await listCampaigns(deps.db, session, filters, year);
  // A page that emptied since it was read.
  if (rows.length === 0 && page > 1) {
    page = 1;
    ({ rows, total } = await listCampaigns(deps.db, session, { ...filters, page }, year));
  }
  const here = { ...filters, page };
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const query = listAddress(here).split('?')[1] ?? '';
  const moved = done === undefined ? undefined : await findCampaign(deps.db, session.platformId, done);
  return {
    title: t('campaigns.title'),
    course: await findContextTitle(deps.db, session.contextId),
    tabs: TABS.map((tab) => ({
      label: t(`campaigns.tab.${tab}`),
      address: listAddress({ ...filters, tab, page: 1 }),
      current: tab === filters.tab,
    })),
    tab: filters.tab,
    name: filters.name,
    creator: filters.creator,
    sorts: SORTS.map((sort) => ({
      value: sort,
      label: t(`campaigns.sort.${sort}`),
      chosen: sort === filters.sort,
    })),
    clearAddress:
      filters.name || filters.creator ? listAddress({ tab: filters.tab, sort: filters.sort }) : null,
    done: moved
      ? {
          label: t(moved.archivedAt ? 'campaigns.done.archived' : 'campaigns.done.restored', {
            name: moved.name,
          }),
          undoAction: `/campaigns/${moved.code}/${moved.archivedAt ? 'restoration' : 'archiving'}`,
        }
      : removed === undefined
        ? null
        : await presentRemoved(deps, t, { platformId, userId, id: removed }),
    query,
    total,
    rows: rows.map((row) => ({
      code: row.code,
      name: row.name,
      address: `/campaigns/${row.code}`,
      model: modelTitle(deps.referential(), row.targetProfile),
      course: row.here ? null : row.course,
      creator: row.creator,
      created: formatDate(row.createdAt, locale),
      participants: row.participants,
      results: row.results,
      changeable: row.changeable,
      moveAction: `/campaigns/${row.code}/${row.archivedAt ? 'restoration' : 'archiving'}`,
      settingsAddress: `/campaigns/${row.code}/settings`,
    })),
    pages: presentPaging({ page, pages }, t('campaigns.page', { page, pages }), (other) =>
      listAddress({ ...here, page: other }),
    ),
    find,
    catalogue: searchCatalogue(presentCatalogue(t, deps.referential(), { composed, userId }), find),
    composeAddress: '/campaigns/new/parcours',
  };
}

/** Of one's own, with the way back. */
async function presentRemoved(
  deps: Pick<CampaignsDeps, 'db'>,
  t: Translate,
  of: { readonly platformId: string; readonly userId: string; readonly id: string },
): Promise<ListPage['done']> {
  const model = await findComposed(deps.db, of.platformId, of.id);
  if (!model?.removedAt || model.ownerId !== of.userId) return null;
  return {
    label: t('compose.removed', { title: model.title }),
    undoAction: `/campaigns/models/${of.id}/restoration`,
  };
}
