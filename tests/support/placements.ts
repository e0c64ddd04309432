import type { Response as GivenResponse } from '../../src/engine/correct.ts';
import type { Placement } from '../../src/referential/types.ts';
import { uncoded } from '../../src/web/coded.ts';

/** A right placement, as the key says; a pointing is answered by its list. */
export function rightPlacement(placement: Placement): GivenResponse {
  switch (placement.mode) {
    case 'ordering':
      return { order: placement.items.map((_, index) => index) };
    case 'matching':
      return { matches: placement.pairs.map((pair) => pair.right) };
    case 'pointing':
      return { zones: zonesThat(placement, true).slice(0, placement.points) };
  }
}

/** A wrong one that a page could send, unless it is just the order shown at first. */
export function wrongPlacement(placement: Placement): GivenResponse {
  switch (placement.mode) {
    case 'ordering':
      return { order: turned(placement.items.map((_, index) => index)) };
    case 'matching':
      return { matches: turned(placement.pairs.map((pair) => pair.right)) };
    case 'pointing':
      return {
        zones: [...zonesThat(placement, false), ...zonesThat(placement, true)].slice(0, placement.points),
      };
  }
}

/** What a person would post, reading the page. */
export function placedFields(placement: Placement, html: string, right: boolean): [string, string][] {
  const page = html.replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>');
  const text = page.replace(/&amp;/g, '&');
  switch (placement.mode) {
    case 'ordering': {
      const shown = [
        ...text.matchAll(/<li class="order-item" data-item="(.*?)">[\s\S]*?name="(place\.\d+)"/g),
      ];
      const wanted = placement.items.map((item) => uncoded(item.text));
      let order = right ? wanted : turned(wanted);
      // What stands there at first is no answer.
      if (order.join() === shown.map((row) => row[1]).join()) order = turned(order);
      return shown.map(([, item = '', name = '']) => [name, String(order.indexOf(item) + 1)]);
    }
    case 'matching': {
      const matches = placement.pairs.map((pair) => pair.right);
      return (right ? matches : turned(matches)).map((answer, left) => {
        const option = `. ${uncoded(placement.rights[answer] ?? '')}</option>`;
        const value = /value="(\d+)"[^>]*>[A-Z]$/.exec(text.slice(0, text.indexOf(option)))?.[1] ?? '';
        return [`match.${left}`, value];
      });
    }
    case 'pointing': {
      const given = right ? rightPlacement(placement) : wrongPlacement(placement);
      const labels = ('zones' in given ? given.zones : []).map((zone) => placement.zones[zone]?.label ?? '');
      const shown = [...text.matchAll(/name="zone" value="(\d+)"[\s\S]*?class="choice-card">(.*?)<\/span>/g)];
      return shown.flatMap(([, value = '', label = '']) => (labels.includes(label) ? [['zone', value]] : []));
    }
  }
}

function zonesThat({ zones }: Extract<Placement, { mode: 'pointing' }>, right: boolean): number[] {
  return zones.flatMap((zone, index) => (zone.right === right ? [index] : []));
}

function turned<T>(items: readonly T[]): T[] {
  return [...items.slice(1), ...items.slice(0, 1)];
}
