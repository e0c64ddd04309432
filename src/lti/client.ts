import * as ags from './ags.ts';
import type { LtiDeps } from './deps.ts';
import { createHttp } from './http.ts';
import { createToolKeys } from './keys.ts';
import { listMembers, type Member } from './nrps.ts';
import { PlatformError } from './platform-error.ts';
import { createServiceCall } from './service-call.ts';
import { findScopes, findScopesOfLink } from './store.ts';
import { createTokens, SCOPE } from './token.ts';

/** Service calls for the other rooms; every method throws PlatformError. */
export interface PlatformClient {
  postScore(target: { platformId: string; lineItemUrl: string }, score: ags.Score): Promise<void>;
  /** Every line item that the platform shows us in a course. */
  listLineItems(target: { platformId: string; lineItemsUrl: string }): Promise<ags.LineItem[]>;
  findLineItem(
    target: { platformId: string; lineItemsUrl: string },
    filter: ags.LineItemFilter,
  ): Promise<ags.LineItem | undefined>;
  /** Of a course's container: whether this line item of it still stands. */
  hasLineItem(target: { platformId: string; lineItemsUrl: string }, lineItemUrl: string): Promise<boolean>;
  createLineItem(
    target: { platformId: string; lineItemsUrl: string },
    item: ags.NewLineItem,
  ): Promise<ags.LineItem>;
  /** Of a course's container: gives this line item of it another maximum. */
  changeMaximum(
    target: { platformId: string; lineItemsUrl: string },
    lineItemUrl: string,
    scoreMaximum: number,
  ): Promise<void>;
  listResults(target: { platformId: string; lineItemUrl: string }, userId?: string): Promise<ags.Result[]>;
  /** @param onDropped told of rows that could not be read: who is not listed may be in the course all the same. */
  listMembers(
    target: { platformId: string; membershipsUrl: string },
    onDropped?: ags.OnDropped,
  ): Promise<Member[]>;
}

export function createPlatformClient(deps: LtiDeps): PlatformClient {
  const http = createHttp(deps.config);
  const call = createServiceCall(deps, http, createTokens(deps, http, createToolKeys(deps)));
  const note =
    (platformId: string, list: string): ags.OnDropped =>
    (dropped) =>
      deps.log.warn({ platformId, list, dropped }, "rows of a platform's list could not be read");
  /** A platform may refuse a token that asks for more than it granted. */
  const readingScope = async (target: { platformId: string; lineItemsUrl: string }) => {
    const scopes = await findScopes(deps.db, target.platformId, target.lineItemsUrl);
    const readonly = scopes?.includes(SCOPE.lineItemReadonly) && !scopes.includes(SCOPE.lineItem);
    return readonly ? SCOPE.lineItemReadonly : SCOPE.lineItem;
  };
  return {
    async postScore(target, score) {
      checkGranted(await findScopesOfLink(deps.db, target.platformId, target.lineItemUrl), SCOPE.score);
      await ags.postScore(call, target, score);
    },
    async listLineItems(target) {
      const scope = await readingScope(target);
      return ags.listLineItems(call, { ...target, scope }, note(target.platformId, 'line items'));
    },
    async findLineItem(target, filter) {
      const scope = await readingScope(target);
      return ags.findLineItem(call, { ...target, scope }, filter, note(target.platformId, 'line items'));
    },
    async hasLineItem(target, lineItemUrl) {
      const { platformId } = target;
      return ags.hasLineItem(call, { platformId, lineItemUrl, scope: await readingScope(target) });
    },
    async createLineItem(target, item) {
      checkGranted(await findScopes(deps.db, target.platformId, target.lineItemsUrl), SCOPE.lineItem);
      return ags.createLineItem(call, target, item);
    },
    async changeMaximum({ platformId, lineItemsUrl }, lineItemUrl, scoreMaximum) {
      checkGranted(await findScopes(deps.db, platformId, lineItemsUrl), SCOPE.lineItem);
      await ags.changeMaximum(call, { platformId, lineItemUrl }, scoreMaximum);
    },
    listResults: (target, userId) =>
      ags.listResults(call, target, userId, note(target.platformId, 'results')),
    listMembers: (target, onDropped) =>
      listMembers(call, target, (dropped) => {
        note(target.platformId, 'members')(dropped);
        onDropped?.(dropped);
      }),
  };
}

/**
 * A launch says which scopes a tool may ask for (AGS 2.0, 3.1); nothing is known of addresses no launch showed.
 * @throws PlatformError of kind retry: an administrator may grant it, and the next launch says so.
 */
function checkGranted(scopes: readonly string[] | null, needed: string): void {
  if (scopes === null || scopes.includes(needed)) return;
  throw new PlatformError({
    kind: 'retry',
    status: null,
    code: 'scope-not-granted',
    reason: 'grade.reason.not-allowed',
  });
}
