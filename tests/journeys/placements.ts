import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { contains, type Point, samplesOf } from '../../src/referential/shape.ts';
import type { Matching, Ordering, Placement, Pointing, Zone } from '../../src/referential/types.ts';
import { uncoded } from '../../src/web/coded.ts';
import { rightPlacement, wrongPlacement } from '../support/placements.ts';
import type { Place } from './play.ts';

/** Places by clicks what is asked, as a person would: by what is written and drawn on the page. */
export async function placeByHand(
  place: Place,
  placement: Placement,
  right: boolean,
  press: 'click' | 'tap' = 'click',
): Promise<void> {
  const given = right ? rightPlacement(placement) : wrongPlacement(placement);
  if (placement.mode === 'ordering' && 'order' in given) {
    const order = given.order.map((index) => uncoded(placement.items[index]?.text ?? ''));
    if (order.join() === (await shownItems(place)).join()) order.push(...order.splice(0, 1));
    for (const [target, text] of order.entries()) {
      for (let at = (await shownItems(place)).indexOf(text); at > target; at -= 1)
        await place.getByRole('button', { name: `Monter «\u202f${text}\u202f»`, exact: true })[press]();
    }
  } else if (placement.mode === 'matching' && 'matches' in given) {
    for (const [left, rightIndex] of given.matches.entries()) {
      await cardOf(place, placement.pairs[left]?.left ?? '')[press]();
      await cardOf(place, placement.rights[rightIndex] ?? '')[press]();
    }
  } else if (placement.mode === 'pointing' && 'zones' in given) {
    for (const index of given.zones)
      await place.locator('[data-surface]')[press]({ position: await pointOnPage(place, placement, index) });
  }
}

/** Where a zone's heart stands in the frame of the picture, in pixels of the page, found by the picture that is seen. */
export async function pointOnPage(place: Place, placement: Pointing, zone: number): Promise<Point> {
  const target = heartOf(placement, zone);
  const picture = place.locator('[data-pointing] img');
  await expect
    .poll(() => picture.evaluate((image: { readonly complete: boolean }) => image.complete))
    .toBe(true);
  const [seen, frame] = [await picture.boundingBox(), await place.locator('[data-surface]').boundingBox()];
  if (!seen || !frame) throw new Error('no picture to point at');
  const scale = Math.min(seen.width / placement.width, seen.height / placement.height);
  return {
    x: seen.x - frame.x + (seen.width - placement.width * scale) / 2 + target.x * scale,
    y: seen.y - frame.y + (seen.height - placement.height * scale) / 2 + target.y * scale,
  };
}

/** Places the right answer with the keys alone; `tabTo` walks by Tab to what bears a name. */
export async function placeByKeys(page: Page, placement: Placement): Promise<void> {
  switch (placement.mode) {
    case 'ordering':
      return orderByKeys(page, placement);
    case 'matching':
      return matchByKeys(page, placement);
    case 'pointing':
      return pointByKeys(page, placement);
  }
}

async function orderByKeys(page: Page, { items }: Ordering): Promise<void> {
  for (const [target, item] of items.entries()) {
    const text = uncoded(item.text);
    const at = (await shownItems(page)).indexOf(text);
    if (at <= target) continue;
    await tabTo(page, `Monter «\u202f${text}\u202f»`);
    for (let step = at; step > target; step -= 1) await page.keyboard.press('Enter');
  }
}

async function matchByKeys(page: Page, { pairs, rights }: Matching): Promise<void> {
  for (const { left, right } of pairs) {
    await tabTo(page, left);
    const wanted = rights[right] ?? '';
    for (let steps = 0; steps < 12; steps += 1) {
      const chosen = String(
        await page.evaluate(
          'document.activeElement.selectedOptions[0].textContent.replace(/^[A-Z]\\. /, "")',
        ),
      );
      if (chosen === wanted) break;
      await page.keyboard.press('ArrowDown');
    }
  }
}

async function pointByKeys(page: Page, placement: Pointing): Promise<void> {
  const given = rightPlacement(placement);
  for (const index of 'zones' in given ? given.zones : []) {
    await tabTo(page, 'Image à montrer du doigt', true);
    const target = heartOf(placement, index);
    const cross = async () => {
      const at: { x: number; y: number } = Object(
        await page.evaluate(
          '({ x: Number(document.querySelector("[data-pointing]").dataset.x), y: Number(document.querySelector("[data-pointing]").dataset.y) })',
        ),
      );
      return { x: at.x * placement.width, y: at.y * placement.height };
    };
    for (const [axis, less, more] of [
      ['x', 'ArrowLeft', 'ArrowRight'],
      ['y', 'ArrowUp', 'ArrowDown'],
    ] as const) {
      const unit = (axis === 'x' ? placement.width : placement.height) / 100;
      for (let steps = 0; steps < 60; steps += 1) {
        const by = target[axis] - (await cross())[axis];
        if (Math.abs(by) <= unit / 2 + 0.5) break;
        const key = by < 0 ? less : more;
        await page.keyboard.press(Math.abs(by) < 5 * unit ? `Shift+${key}` : key);
      }
    }
    await page.keyboard.press('Enter');
  }
}

/** Walks by Tab to a control, by its accessible name. */
async function tabTo(page: Page, name: string, fromStart = false): Promise<void> {
  if (fromStart) await page.locator('h1').focus();
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press('Tab');
    const named = await page.evaluate(
      '(document.activeElement.getAttribute("aria-label") || document.activeElement.labels?.[0]?.textContent || "").trim()',
    );
    if (named === name) return;
  }
  throw new Error(`« ${name} » is not reached by Tab`);
}

export async function shownItems(place: Place): Promise<string[]> {
  return place.locator('[data-item] .order-text').allInnerTexts();
}

function cardOf(place: Place, text: string) {
  return place.locator('.match-text').filter({ hasText: new RegExp(`^${escapeForRegExp(uncoded(text))}$`) });
}

/** A point well inside a zone that no smaller zone of the other kind holds. */
export function heartOf({ zones }: Pointing, index: number): Point {
  const zone: Zone | undefined = zones[index];
  if (!zone) throw new Error(`no zone ${index}`);
  const free = samplesOf(zone.shape).filter(
    (point) => !zones.some((other, place) => place !== index && contains(other.shape, point)),
  );
  const points = free.length > 0 ? free : samplesOf(zone.shape);
  const mean = (axis: 'x' | 'y') => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const centre = { x: mean('x'), y: mean('y') };
  const far = (point: Point) => Math.hypot(point.x - centre.x, point.y - centre.y);
  const [middle] = [...points].sort((a, b) => far(a) - far(b));
  if (!middle) throw new Error(`« ${zone.label} » has no inside`);
  return middle;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
