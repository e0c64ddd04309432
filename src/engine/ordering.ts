import type { Ordering } from '../referential/types.ts';

/** Whether every item is given once and no rank goes down: items of one rank go in any order. */
export function isInOrder(items: Ordering['items'], order: readonly number[]): boolean {
  const ranks = order.map((index) => items[index]?.rank ?? Number.NaN);
  return (
    order.length === items.length &&
    new Set(order).size === order.length &&
    ranks.every((rank, place) => place === 0 || rank >= (ranks[place - 1] ?? Number.NaN)) &&
    !ranks.some(Number.isNaN)
  );
}

/** The places where an item may stand, from 1: one, or as many as items share its rank. */
export function placesOf(
  items: Ordering['items'],
  index: number,
): { readonly from: number; readonly to: number } {
  const rank = items[index]?.rank ?? Number.NaN;
  const before = items.filter((item) => item.rank < rank).length;
  return { from: before + 1, to: before + items.filter((item) => item.rank === rank).length };
}

/** Chance that an order other than the one shown, which is never right, is a right one. */
export function orderingChance(items: Ordering['items']): number {
  const groups = Map.groupBy(items, (item) => item.rank).values();
  const rightOrders = [...groups].reduce((all, group) => all * factorial(group.length), 1);
  return rightOrders / (factorial(items.length) - 1);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
