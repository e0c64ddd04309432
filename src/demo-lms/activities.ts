/** Activities of the course: made from content items, copied, deleted. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Platform } from './installation.ts';
import { lineItemsOf } from './installation.ts';
import { PageRefusal } from './page.ts';
import type { Activity, Client, LineItem } from './state.ts';

const MOST_ACTIVITIES = 300;

const dateTime = z.iso.datetime({ offset: true });
const interval = z.object({ startDateTime: dateTime.optional(), endDateTime: dateTime.optional() });

/** An LTI resource link, as a tool returns it (Deep Linking 2.0, 3.1); members we do not use are let be. */
export const contentItemSchema = z.looseObject({
  type: z.literal('ltiResourceLink'),
  url: z.url({ protocol: /^https?$/ }).optional(),
  title: z.string().max(255).optional(),
  text: z.string().max(10_000).optional(),
  custom: z.record(z.string().max(255), z.string().max(4_000)).optional(),
  available: interval.optional(),
  submission: interval.optional(),
  lineItem: z
    .looseObject({
      label: z.string().max(255).optional(),
      scoreMaximum: z.number().positive().max(1e9),
      resourceId: z.string().max(255).optional(),
      tag: z.string().max(255).optional(),
      gradesReleased: z.boolean().optional(),
    })
    .optional(),
});
export type ContentItem = z.infer<typeof contentItemSchema>;

/** Adds the items in order, each with its line item; gives their titles. */
export async function addActivities(
  platform: Platform,
  client: Client,
  items: readonly ContentItem[],
): Promise<string[]> {
  const { state } = platform.store;
  requireRoom(platform, items.length);
  const titles: string[] = [];
  for (const item of items) {
    const title = item.title?.trim() || client.name;
    const activity: Activity = {
      id: randomUUID(),
      clientId: client.id,
      title,
      custom: item.custom ?? {},
      copiedFrom: [],
      ...(item.text === undefined ? {} : { text: item.text }),
      ...(item.url === undefined ? {} : { url: item.url }),
    };
    state.activities.push(activity);
    if (item.lineItem !== undefined) state.lineItems.push(declaredLineItem(activity, item.lineItem));
    titles.push(title);
  }
  await platform.store.save();
  return titles;
}

/** Copies an activity and its line items (never its results), as a real LMS does: same custom parameters. */
export async function duplicateActivity(platform: Platform, activity: Activity): Promise<void> {
  const { state } = platform.store;
  requireRoom(platform, 1);
  const copy: Activity = {
    ...activity,
    id: randomUUID(),
    title: `${activity.title} (copie)`,
    copiedFrom: [activity.id, ...activity.copiedFrom].slice(0, 20),
  };
  const lineItems = lineItemsOf(platform, activity).map((item) => ({
    ...item,
    id: randomUUID(),
    label: `${item.label} (copie)`,
    resourceLinkId: copy.id,
  }));
  state.activities.splice(state.activities.indexOf(activity) + 1, 0, copy);
  state.lineItems.push(...lineItems);
  await platform.store.save();
}

/** Deletes an activity, the line items that hang on it, and their results. */
export async function deleteActivity(platform: Platform, activity: Activity): Promise<void> {
  const { state } = platform.store;
  const gone = new Set(lineItemsOf(platform, activity).map((item) => item.id));
  state.activities = state.activities.filter((other) => other !== activity);
  state.lineItems = state.lineItems.filter((item) => !gone.has(item.id));
  state.results = state.results.filter((result) => !gone.has(result.lineItemId));
  await platform.store.save();
}

function requireRoom(platform: Platform, wanted: number): void {
  if (platform.store.state.activities.length + wanted <= MOST_ACTIVITIES) return;
  throw new PageRefusal(
    400,
    'Ce cours est plein',
    `Il contient déjà presque ${MOST_ACTIVITIES} activités\u00a0: supprimez-en avant d’en ajouter d’autres.`,
  );
}

function declaredLineItem(activity: Activity, declared: NonNullable<ContentItem['lineItem']>): LineItem {
  const { resourceId, tag, gradesReleased } = declared;
  return {
    id: randomUUID(),
    clientId: activity.clientId,
    label: declared.label?.trim() || activity.title,
    scoreMaximum: declared.scoreMaximum,
    resourceLinkId: activity.id,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(tag === undefined ? {} : { tag }),
    ...(gradesReleased === undefined ? {} : { gradesReleased }),
  };
}
