import * as ags from './ags.ts';
import type { LtiDeps } from './deps.ts';
import { createHttp } from './http.ts';
import { createToolKeys } from './keys.ts';
import { listMembers, type Member } from './nrps.ts';
import { createServiceCall } from './service-call.ts';
import { findScopes } from './store.ts';
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
  createLineItem(
    target: { platformId: string; lineItemsUrl: string },
    item: ags.NewLineItem,
  ): Promise<ags.LineItem>;
  listResults(target: { platformId: string; lineItemUrl: string }, userId?: string): Promise<ags.Result[]>;
  listMembers(target: { platformId: string; membershipsUrl: string }): Promise<Member[]>;
}

export function createPlatformClient(deps: LtiDeps): PlatformClient {
  const http = createHttp(deps.config);
  const call = createServiceCall(deps, http, createTokens(deps, http, createToolKeys(deps)));
  /** A platform may refuse a token that asks for more than it granted. */
  const readingScope = async (target: { platformId: string; lineItemsUrl: string }) => {
    const scopes = await findScopes(deps.db, target.platformId, target.lineItemsUrl);
    const readonly = scopes.includes(SCOPE.lineItemReadonly) && !scopes.includes(SCOPE.lineItem);
    return readonly ? SCOPE.lineItemReadonly : SCOPE.lineItem;
  };
  return {
    postScore: (target, score) => ags.postScore(call, target, score),
    async listLineItems(target) {
      return ags.listLineItems(call, { ...target, scope: await readingScope(target) });
    },
    async findLineItem(target, filter) {
      return ags.findLineItem(call, { ...target, scope: await readingScope(target) }, filter);
    },
    createLineItem: (target, item) => ags.createLineItem(call, target, item),
    listResults: (target, userId) => ags.listResults(call, target, userId),
    listMembers: (target) => listMembers(call, target),
  };
}
