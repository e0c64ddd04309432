import { addItem, type Item } from './course.ts';
import { type Moodle, SCOPES } from './moodle.ts';
import { failure, type ServiceAnswer, type ServiceCall, success } from './service-answer.ts';

const ITEM = 'application/vnd.ims.lis.v2.lineitem+json';
const CONTAINER = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
export const LINE_ITEM_TYPES = { items: [CONTAINER, ITEM], item: [ITEM] };

/** The scopes that open a call to line items. */
export function lineItemScopes(method: string): string[] {
  return method === 'GET' ? [SCOPES.lineItem, SCOPES.lineItemReadonly] : [SCOPES.lineItem];
}

/** The list, filtered, in pages when a limit is given; nothing but its own media type will do. */
export function listItems(moodle: Moodle, call: ServiceCall): ServiceAnswer {
  const filters: [string, (item: Item) => string | null][] = [
    ['resource_id', (item) => item.resourceId],
    ['tag', (item) => item.tag],
    ['resource_link_id', (item) => item.linkId],
  ];
  const wanted = moodle.course.items.filter((item) =>
    filters.every(([name, read]) => !call.query.has(name) || read(item) === call.query.get(name)),
  );
  const limit = Number(call.query.get('limit') ?? 0);
  const from = Number(call.query.get('from') ?? 0);
  const shown = limit > 0 ? wanted.slice(from, from + limit) : wanted;
  const body = shown.map((item) => present(moodle, item));
  if (limit === 0) return success(CONTAINER, body);
  return { ...success(CONTAINER, body), link: pageLinks(moodle, limit, from, wanted.length) };
}

export function createItem(moodle: Moodle, call: ServiceCall): ServiceAnswer | 'broken' {
  const given = readJson(call.body);
  const { label, scoreMaximum, resourceId, tag, resourceLinkId } = given;
  if (typeof label !== 'string' || typeof scoreMaximum !== 'number') {
    return failure(call, 400, 'No label or Score Maximum');
  }
  if (label.length > 255) return 'broken';
  const linkId = asText(resourceLinkId);
  if (linkId !== null && !moodle.course.items.some((item) => item.linkId === linkId)) {
    return failure(call, 403, 'Forbidden');
  }
  const item = addItem(moodle.course, {
    label,
    scoreMaximum,
    resourceId: asText(resourceId) ?? '',
    tag: asText(tag) ?? '',
    linkId,
  });
  return success(ITEM, { ...given, id: addressOf(moodle, item) }, 201, 'Created');
}

export function showItem(moodle: Moodle, item: Item): ServiceAnswer {
  return success(ITEM, present(moodle, item));
}

/** What is left out is erased. */
export function putItem(moodle: Moodle, call: ServiceCall, item: Item): ServiceAnswer {
  const given = readJson(call.body);
  const { label, scoreMaximum } = given;
  if (typeof label !== 'string' || typeof scoreMaximum !== 'number') return failure(call, 400, 'Bad Request');
  Object.assign(item, {
    label,
    scoreMaximum,
    resourceId: asText(given.resourceId) ?? '',
    tag: asText(given.tag) ?? '',
    linkId: asText(given.resourceLinkId),
  });
  return success(ITEM, { ...given, id: addressOf(moodle, item) });
}

export function deleteItem(moodle: Moodle, item: Item): ServiceAnswer {
  moodle.course.items.splice(moodle.course.items.indexOf(item), 1);
  return { status: 204, reason: 'OK', contentType: 'text/html', body: '' };
}

export function addressOf(moodle: Moodle, item: Item): string {
  return `${moodle.origin}/mod/lti/services.php/2/lineitems/${item.id}/lineitem?type_id=1`;
}

function present(moodle: Moodle, item: Item) {
  const { label, scoreMaximum, resourceId, tag, linkId, more } = item;
  const link = linkId === null ? {} : { resourceLinkId: linkId, ltiLinkId: linkId };
  return { id: addressOf(moodle, item), label, scoreMaximum, resourceId, tag, ...link, ...more };
}

/** With typographic quotes and escaped ampersands, as recorded. */
function pageLinks(moodle: Moodle, limit: number, from: number, total: number): string {
  const places: [string, number][] = [
    ['first', 0],
    ...(from > 0 ? [['prev', Math.max(0, from - limit)] satisfies [string, number]] : []),
    ['canonical', from],
    ...(from + limit < total ? [['next', from + limit] satisfies [string, number]] : []),
    ['last', total - 1],
  ];
  const list = `${moodle.origin}/mod/lti/services.php/2/lineitems?type_id=1`;
  return places
    .map(([name, place]) => `<${list}&amp;limit=${limit}&amp;from=${place}>; rel=“${name}”`)
    .join(', ');
}

function readJson(body: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
