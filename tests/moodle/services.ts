import type { Item } from './course.ts';
import { type ScoreAnswer, takeScore } from './gradebook.ts';
import {
  createItem,
  deleteItem,
  LINE_ITEM_TYPES,
  lineItemScopes,
  listItems,
  putItem,
  showItem,
} from './line-items.ts';
import { listMembers, MEMBER_SCOPES, MEMBERS } from './members.ts';
import { type Moodle, SCOPES } from './moodle.ts';
import { failure, type ServiceAnswer, type ServiceCall } from './service-answer.ts';
import type { Tokens } from './token.ts';

const SCORE = 'application/vnd.ims.lis.v1.score+json';
const SCORES = 'application/vnd.ims.lis.v1.scorecontainer+json';

interface Route {
  readonly course: string;
  readonly itemId: string | null;
  /** Media types that find the handler; the first is the one it takes. */
  readonly types: readonly string[];
  readonly scopes: readonly string[];
  handle(item: Item | null): ServiceAnswer | 'broken';
}

/** `services.php`: media type, then token, then course and item, then the service; in the order recorded. */
export function answerService(moodle: Moodle, tokens: Tokens, call: ServiceCall): ServiceAnswer | 'broken' {
  const route = findRoute(moodle, call);
  const acceptable = (type: string) => type === '' || route?.types.includes(type);
  if (!route || !acceptable(call.accept) || !acceptable(call.contentType)) {
    return failure(call, 400, `No handler found for ${call.path} ${call.accept} ${call.contentType}`);
  }
  if (isListWithoutItsType(route, call)) return failure(call, 400, 'No context or unsupported content type');
  if (!tokens.allows(call.authorization, route.scopes)) return failure(call, 401, 'Unauthorized');
  if (route.course !== '2') return failure(call, 404, `Not Found: Course ${route.course} doesn't exist`);
  if (route.itemId === null) return route.handle(null);
  const item = moodle.course.items.find(({ id }) => String(id) === route.itemId);
  if (!item) return failure(call, 404, `Not Found: Grade item ${route.itemId} doesn't exist`);
  return route.handle(item);
}

function findRoute(moodle: Moodle, call: ServiceCall): Route | null {
  const members = /^\/CourseSection\/(\d+)\/bindings\/1\/memberships$/.exec(call.path);
  if (members?.[1]) {
    return {
      course: members[1],
      itemId: null,
      types: [MEMBERS],
      scopes: MEMBER_SCOPES,
      handle: () => listMembers(moodle, call),
    };
  }
  const [, course, itemId, part] =
    /^\/(\d+)\/lineitems(?:\/(\d+)\/lineitem(\/scores)?)?$/.exec(call.path) ?? [];
  if (!course) return null;
  if (part) {
    if (call.method !== 'POST') return null;
    return {
      course,
      itemId: itemId ?? null,
      types: [SCORE, SCORES],
      scopes: [SCOPES.score],
      handle: (item) => scoreAnswer(item ? takeScore(moodle.course, item, call.body, moodle.now()) : null),
    };
  }
  const scopes = lineItemScopes(call.method);
  if (itemId === undefined) {
    const handle = call.method === 'POST' ? createItem : listItems;
    return { course, itemId: null, types: LINE_ITEM_TYPES.items, scopes, handle: () => handle(moodle, call) };
  }
  const types = LINE_ITEM_TYPES.item;
  return { course, itemId, types, scopes, handle: (item) => handleItem(moodle, call, item) };
}

/** The list of items and the scores take one media type only, though others find them. */
function isListWithoutItsType(route: Route, call: ServiceCall): boolean {
  if (route.types.includes(SCORES)) return call.contentType !== SCORE;
  if (!route.types.includes(LINE_ITEM_TYPES.items[0] ?? '')) return false;
  return call.method === 'GET' && call.accept !== LINE_ITEM_TYPES.items[0];
}

function handleItem(moodle: Moodle, call: ServiceCall, item: Item | null): ServiceAnswer {
  if (!item) throw new Error('an item route without an item');
  if (call.method === 'PUT') return putItem(moodle, call, item);
  return call.method === 'DELETE' ? deleteItem(moodle, item) : showItem(moodle, item);
}

/** Empty when taken, `[]` when not: the reason phrase alone says why. */
function scoreAnswer(answer: ScoreAnswer | 'broken' | null): ServiceAnswer | 'broken' {
  if (!answer) throw new Error('a score route without an item');
  if (answer === 'broken') return answer;
  return { ...answer, contentType: SCORE, body: answer.status === 200 ? '' : '[]' };
}
