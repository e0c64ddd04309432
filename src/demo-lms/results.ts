/** The result service (AGS 2.0, 3.5). */
import type { Request, Response } from 'express';
import type { Platform } from './installation.ts';
import { lineItemAddress, SCOPES } from './installation.ts';
import { lineItemOf } from './line-items.ts';
import { pageOf, queryOf } from './paging.ts';
import { callerOf, requireAccept, sendAs } from './service.ts';
import type { LineItem, Result } from './state.ts';
import { personById } from './world.ts';

const CONTAINER_TYPE = 'application/vnd.ims.lis.v2.resultcontainer+json';

export function listResults(platform: Platform, request: Request, response: Response): void {
  const client = callerOf(platform, request, [SCOPES.result]);
  const lineItem = lineItemOf(platform, client, request);
  requireAccept(request, CONTAINER_TYPE);
  const userId = queryOf(request, 'user_id');
  const results = platform.store.state.results.filter(
    (result) =>
      result.lineItemId === lineItem.id &&
      (userId === undefined || personById(result.personId)?.sub === userId),
  );
  const address = `${lineItemAddress(platform, lineItem)}/results`;
  const page = pageOf(request, response, address, results);
  sendAs(
    response,
    200,
    CONTAINER_TYPE,
    page.map((result) => shown(platform, lineItem, result)),
  );
}

function shown(platform: Platform, lineItem: LineItem, result: Result): object {
  const address = lineItemAddress(platform, lineItem);
  const userId = personById(result.personId)?.sub;
  return {
    id: `${address}/results/${userId}`,
    scoreOf: address,
    userId,
    ...(result.resultScore === undefined ? {} : { resultScore: result.resultScore }),
    resultMaximum: lineItem.scoreMaximum,
    ...(result.scoringUserId === undefined ? {} : { scoringUserId: result.scoringUserId }),
    ...(result.comment === undefined ? {} : { comment: result.comment }),
  };
}
