import { z } from 'zod';
import { cleanText } from '../web/clean-text.ts';
import { readPages } from './paging.ts';
import { PlatformError } from './platform-error.ts';
import type { CallService } from './service-call.ts';
import { isStorable } from './storable.ts';
import { SCOPE } from './token.ts';

/** LTI Assignment and Grade Services 2.0. */

export interface LineItem {
  /** Its address. */
  readonly id: string;
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId: string | null;
  readonly tag: string | null;
  readonly resourceLinkId: string | null;
}

/** Always a whole, final grade: Moodle clears what stands on anything else. */
export interface Score {
  /** The person's `sub`. */
  readonly userId: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
  /** Without one, Moodle erases the comment that stands. */
  readonly comment: string;
  readonly activityProgress: 'Completed';
  readonly gradingProgress: 'FullyGraded';
  readonly timestamp: Date;
}

export interface NewLineItem {
  readonly label: string;
  readonly scoreMaximum: number;
  readonly resourceId: string;
  readonly tag: string;
  /** Never: a second item on a link makes Moodle drop the link's own claim. */
  readonly resourceLinkId?: never;
}

export interface Result {
  /** The person's `sub`. */
  readonly userId: string;
  readonly score: number | null;
  readonly maximum: number | null;
  readonly comment: string | null;
}

const LINE_ITEM = 'application/vnd.ims.lis.v2.lineitem+json';
const LINE_ITEMS = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const SCORE = 'application/vnd.ims.lis.v1.score+json';
const RESULTS = 'application/vnd.ims.lis.v2.resultcontainer+json';
const MAX_ITEMS = 10_000;

const rows = z.array(z.unknown());
const text = z.string().nullish().catch(null);
const lineItem = z
  .object({
    id: z.string().max(2048).refine(isStorable),
    label: z.string().catch(''),
    scoreMaximum: z.coerce.number().catch(0),
    resourceId: text,
    tag: text,
    resourceLinkId: text,
  })
  .transform(
    (item): LineItem => ({
      ...item,
      resourceId: item.resourceId ?? null,
      tag: item.tag ?? null,
      resourceLinkId: item.resourceLinkId ?? null,
    }),
  );
// Moodle leaves score and maximum out where only a comment stands.
const result = z
  .object({
    userId: z.string().max(255).refine(isStorable),
    resultScore: z.number().nullish().catch(null),
    resultMaximum: z.number().nullish().catch(null),
    comment: text,
  })
  .transform(
    (given): Result => ({
      userId: given.userId,
      score: given.resultScore ?? null,
      maximum: given.resultMaximum ?? null,
      comment: given.comment ? cleanText(given.comment).slice(0, 2000) : null,
    }),
  );

export async function postScore(
  call: CallService,
  target: { platformId: string; lineItemUrl: string },
  score: Score,
): Promise<void> {
  await call(target.platformId, {
    method: 'POST',
    url: under(target.lineItemUrl, 'scores'),
    scopes: [SCOPE.score],
    headers: { 'Content-Type': SCORE },
    body: JSON.stringify({ ...score, timestamp: score.timestamp.toISOString() }),
  });
}

export interface LineItemFilter {
  readonly resourceId: string;
  readonly tag: string;
  /** Of a link's own column: copies of an activity have the same resource id and tag, each for its own link. */
  readonly resourceLinkId?: string;
  /** Addresses known to be others'. */
  readonly except?: readonly string[];
}

/** The first line item with this resource id and this tag, and not another link's, over all pages. */
export async function findLineItem(
  call: CallService,
  target: { platformId: string; lineItemsUrl: string; scope: string },
  filter: LineItemFilter,
  onDropped: OnDropped,
): Promise<LineItem | undefined> {
  const url = new URL(target.lineItemsUrl);
  url.searchParams.set('resource_id', filter.resourceId);
  url.searchParams.set('tag', filter.tag);
  return matchLineItem(await listLineItems(call, { ...target, lineItemsUrl: url.href }, onDropped), filter);
}

/** The first of these with this resource id and this tag, and not another link's: some platforms ignore the filters. */
export function matchLineItem(items: readonly LineItem[], filter: LineItemFilter): LineItem | undefined {
  const alike = items.filter(
    (item) =>
      item.resourceId === filter.resourceId && item.tag === filter.tag && !filter.except?.includes(item.id),
  );
  if (filter.resourceLinkId === undefined) return alike[0];
  return (
    alike.find((item) => item.resourceLinkId === filter.resourceLinkId) ??
    alike.find((item) => item.resourceLinkId === null)
  );
}

export async function listLineItems(
  call: CallService,
  target: { platformId: string; lineItemsUrl: string; scope: string },
  onDropped: OnDropped,
): Promise<LineItem[]> {
  return readPages(target.lineItemsUrl, MAX_ITEMS, async (page) => {
    const answer = await call(target.platformId, {
      method: 'GET',
      url: page,
      scopes: [target.scope],
      headers: { Accept: LINE_ITEMS },
    });
    return { items: readRows(lineItem, read(rows, answer.text), onDropped), link: answer.header('link') };
  });
}

/** Whether a line item stands at this address: a 404 or 410 alone says no. */
export async function hasLineItem(
  call: CallService,
  target: { platformId: string; lineItemUrl: string; scope: string },
): Promise<boolean> {
  try {
    await call(target.platformId, {
      method: 'GET',
      url: target.lineItemUrl,
      scopes: [target.scope],
      headers: { Accept: LINE_ITEM },
    });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

export function isGone(error: unknown): error is PlatformError {
  return error instanceof PlatformError && (error.status === 404 || error.status === 410);
}

export async function createLineItem(
  call: CallService,
  target: { platformId: string; lineItemsUrl: string },
  item: NewLineItem,
): Promise<LineItem> {
  const { label, scoreMaximum, resourceId, tag } = item;
  const answer = await call(target.platformId, {
    method: 'POST',
    url: target.lineItemsUrl,
    once: true,
    scopes: [SCOPE.lineItem],
    headers: { 'Content-Type': LINE_ITEM, Accept: LINE_ITEM },
    body: JSON.stringify({ label: label.slice(0, 255), scoreMaximum, resourceId, tag }),
  });
  return read(lineItem, answer.text);
}

/**
 * Gives a line item another maximum. All that the platform says of it goes back as it was: Moodle erases the tag, the
 * resource id and the tie to the link where they are left out.
 */
export async function changeMaximum(
  call: CallService,
  target: { platformId: string; lineItemUrl: string },
  scoreMaximum: number,
): Promise<void> {
  const { platformId, lineItemUrl: url } = target;
  const scopes = [SCOPE.lineItem];
  const standing = await call(platformId, { method: 'GET', url, scopes, headers: { Accept: LINE_ITEM } });
  await call(platformId, {
    method: 'PUT',
    url,
    scopes,
    headers: { 'Content-Type': LINE_ITEM, Accept: LINE_ITEM },
    body: JSON.stringify({ ...read(z.record(z.string(), z.unknown()), standing.text), scoreMaximum }),
  });
}

/** Every result of a line item, or one person's. Without `limit`: Moodle's results break on it. */
export async function listResults(
  call: CallService,
  target: { platformId: string; lineItemUrl: string },
  userId: string | undefined,
  onDropped: OnDropped,
): Promise<Result[]> {
  const first = new URL(under(target.lineItemUrl, 'results'));
  if (userId !== undefined) first.searchParams.set('user_id', userId);
  return readPages(first.href, MAX_ITEMS, async (page) => {
    const answer = await call(target.platformId, {
      method: 'GET',
      url: page,
      scopes: [SCOPE.result],
      headers: { Accept: RESULTS },
    });
    return { items: readRows(result, read(rows, answer.text), onDropped), link: answer.header('link') };
  });
}

/** `…/lineitem?type_id=1` → `…/lineitem/scores?type_id=1` */
export function under(lineItemUrl: string, part: 'scores' | 'results'): string {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${part}`;
  return url.href;
}

/** Told how many rows of a list could not be read. */
export type OnDropped = (count: number) => void;

/**
 * The rows that can be read: a bad one voids none of the others.
 * @throws PlatformError of kind retry when there are rows and none can
 */
export function readRows<S extends z.ZodType>(
  schema: S,
  given: readonly unknown[],
  onDropped: OnDropped,
): z.output<S>[] {
  const parsed = given.map((row) => schema.safeParse(row));
  const good = parsed.flatMap((row) => (row.success ? [row.data] : []));
  if (good.length === given.length) return good;
  if (good.length === 0) throw unreadable(parsed[0]?.error);
  onDropped(given.length - good.length);
  return good;
}

/** An answer as it must be. @throws PlatformError of kind retry: another server may have answered in its place */
export function read<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(body));
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(error: unknown): PlatformError {
  return new PlatformError({
    kind: 'retry',
    status: 200,
    code: 'unreadable-answer',
    reason: 'grade.reason.unreadable',
    cause:
      error instanceof z.ZodError
        ? new Error(error.issues.map((i) => i.path.join('.')).join(', '))
        : undefined,
  });
}
