import { RESULT_TAG } from './enqueue.ts';

/** A column's address: the one found or made for it, else the link's own, as its launches claim it. */
export function addressOf(column: {
  readonly tag: string;
  readonly url: string | null;
  readonly claimedUrl: string | null;
}): string | null {
  return column.url ?? (column.tag === RESULT_TAG ? column.claimedUrl : null);
}
