/** The line item service (AGS 2.0, 3.2 and 3.3). A client sees its own line items, and only those. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Platform } from './installation.ts';
import { activityById, lineItemAddress, SCOPES } from './installation.ts';
import { pageOf, queryOf } from './paging.ts';
import { callerOf, readBody, requireAccept, ServiceRefusal, sendAs } from './service.ts';
import type { Client, LineItem } from './state.ts';

const LINE_ITEM_TYPE = 'application/vnd.ims.lis.v2.lineitem+json';
const CONTAINER_TYPE = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
const MOST_LINE_ITEMS = 1_000;
const READ = [SCOPES.lineItem, SCOPES.lineItemReadOnly];
const WRITE = [SCOPES.lineItem];

const dateTime = z.iso.datetime({ offset: true });
const bodySchema = z.object({
  id: z.string().optional(),
  label: z.string().trim().min(1).max(255),
  scoreMaximum: z.number().positive().max(1e9),
  resourceId: z.string().max(255).optional(),
  resourceLinkId: z.string().max(255).optional(),
  tag: z.string().max(255).optional(),
  startDateTime: dateTime.optional(),
  endDateTime: dateTime.optional(),
  gradesReleased: z.boolean().optional(),
});
type Body = z.infer<typeof bodySchema>;

export function listLineItems(platform: Platform, request: Request, response: Response): void {
  const client = callerOf(platform, request, READ);
  requireAccept(request, CONTAINER_TYPE);
  const resourceLinkId = queryOf(request, 'resource_link_id');
  const resourceId = queryOf(request, 'resource_id');
  const tag = queryOf(request, 'tag');
  const items = platform.store.state.lineItems.filter(
    (item) =>
      item.clientId === client.id &&
      (resourceLinkId === undefined || item.resourceLinkId === resourceLinkId) &&
      (resourceId === undefined || item.resourceId === resourceId) &&
      (tag === undefined || item.tag === tag),
  );
  const page = pageOf(request, response, platform.addresses.lineItems, items);
  sendAs(
    response,
    200,
    CONTAINER_TYPE,
    page.map((item) => shown(platform, item)),
  );
}

export async function createLineItem(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const client = callerOf(platform, request, WRITE);
  requireAccept(request, LINE_ITEM_TYPE);
  const body = readBody(request, LINE_ITEM_TYPE, bodySchema);
  checkLink(platform, client, body);
  const { lineItems } = platform.store.state;
  if (lineItems.length >= MOST_LINE_ITEMS) {
    throw new ServiceRefusal(403, 'too_many', `This course has ${MOST_LINE_ITEMS} line items already.`);
  }
  const item: LineItem = { ...fieldsOf(body), id: randomUUID(), clientId: client.id };
  lineItems.push(item);
  await platform.store.save();
  response.set('Location', lineItemAddress(platform, item));
  sendAs(response, 201, LINE_ITEM_TYPE, shown(platform, item));
}

export function readLineItem(platform: Platform, request: Request, response: Response): void {
  const client = callerOf(platform, request, READ);
  const item = lineItemOf(platform, client, request);
  requireAccept(request, LINE_ITEM_TYPE);
  sendAs(response, 200, LINE_ITEM_TYPE, shown(platform, item));
}

/** Replaces every field but the identity; the tie to a resource link stays unless another link is named. */
export async function replaceLineItem(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const client = callerOf(platform, request, WRITE);
  const item = lineItemOf(platform, client, request);
  requireAccept(request, LINE_ITEM_TYPE);
  const body = readBody(request, LINE_ITEM_TYPE, bodySchema);
  if (body.id !== undefined && body.id !== lineItemAddress(platform, item)) {
    throw new ServiceRefusal(400, 'invalid_request', 'id cannot be changed.');
  }
  checkLink(platform, client, body);
  const { lineItems } = platform.store.state;
  const resourceLinkId = body.resourceLinkId ?? item.resourceLinkId;
  const replaced: LineItem = {
    ...fieldsOf(body),
    id: item.id,
    clientId: client.id,
    ...(resourceLinkId === undefined ? {} : { resourceLinkId }),
  };
  lineItems.splice(lineItems.indexOf(item), 1, replaced);
  await platform.store.save();
  sendAs(response, 200, LINE_ITEM_TYPE, shown(platform, replaced));
}

/** Deletes a line item and every result it holds. */
export async function deleteLineItem(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const client = callerOf(platform, request, WRITE);
  remove(platform, lineItemOf(platform, client, request));
  await platform.store.save();
  response.status(204).end();
}

/** What a teacher does in the gradebook; no line item at this address: nothing. */
export function deleteColumn(platform: Platform, address: string): void {
  const item = platform.store.state.lineItems.find((other) => lineItemAddress(platform, other) === address);
  if (item) remove(platform, item);
}

function remove({ store: { state } }: Platform, item: LineItem): void {
  state.lineItems = state.lineItems.filter((other) => other !== item);
  state.results = state.results.filter((result) => result.lineItemId !== item.id);
}

/** The line item of the address; 404 when it is not there or belongs to another client. */
export function lineItemOf(platform: Platform, client: Client, request: Request): LineItem {
  const { lineItem: id } = request.params;
  const item = platform.store.state.lineItems.find(
    (other) => other.id === id && other.clientId === client.id,
  );
  if (item === undefined) throw new ServiceRefusal(404, 'not_found', 'There is no such line item.');
  return item;
}

function checkLink(platform: Platform, client: Client, body: Body): void {
  if (body.resourceLinkId === undefined) return;
  if (activityById(platform, body.resourceLinkId)?.clientId !== client.id) {
    throw new ServiceRefusal(
      400,
      'invalid_request',
      'resourceLinkId is not a link of this tool in this course.',
    );
  }
}

function fieldsOf(body: Body): Omit<LineItem, 'id' | 'clientId'> {
  const { id: _, ...fields } = body;
  return fields;
}

function shown(platform: Platform, item: LineItem): object {
  const { id: _, clientId: __, ...fields } = item;
  return { id: lineItemAddress(platform, item), ...fields };
}
