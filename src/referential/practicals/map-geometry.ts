/**
 * Where things are on a map: crossings, distances, coordinates, ways along the streets, what a camera films. The page
 * runs this very file, its types taken away (`src/web/practical-frames.ts`): it imports nothing, and is written for
 * Safari 15. Points are in metres from the north-west corner, x to the east and y to the south.
 */

export type Point = readonly [number, number];

export interface Street {
  readonly name: string;
  readonly path: readonly Point[];
}

/** Where streets meet; two streets that meet twice have two, told apart by what is near. */
export interface Crossing {
  readonly id: string;
  readonly streets: readonly string[];
  readonly at: Point;
}

export interface Camera {
  readonly at: Point;
  /** Degrees from the north, clockwise. */
  readonly angle: number;
  readonly spread: number;
  readonly reach: number;
}

type Segment = readonly [Point, Point];

/** Two crossings nearer than this are one: three streets that meet. */
const SAME_CROSSING = 8;
const METRES_OF_DEGREE = 111_320;
/** Of an area, the part in sight that makes it filmed. */
const FILMED = 0.03;
const SAMPLES = 12;

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

export function segmentsOf(path: readonly Point[]): Segment[] {
  return path.slice(1).map((end, rank) => [path[rank] ?? end, end]);
}

/** The point of a segment that is nearest. */
export function nearestOn([a, b]: Segment, at: Point): Point {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length;
  const kept = Math.min(1, Math.max(0, share));
  return [a[0] + dx * kept, a[1] + dy * kept];
}

/** Where two segments meet, ends included; null when they don't. */
export function meeting([a, b]: Segment, [c, d]: Segment): Point | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  const inside = (share: number) => share >= -1e-6 && share <= 1 + 1e-6;
  return inside(t) && inside(u) ? [a[0] + rx * t, a[1] + ry * t] : null;
}

/** Every crossing, streets in the order of the map. */
export function crossingsOf(streets: readonly Street[]): Crossing[] {
  const found: { streets: string[]; at: Point }[] = [];
  streets.forEach((one, rank) => {
    for (const other of streets.slice(rank + 1)) {
      for (const here of segmentsOf(one.path)) {
        for (const there of segmentsOf(other.path)) {
          const at = meeting(here, there);
          if (at === null) continue;
          const near = found.find((each) => distance(each.at, at) < SAME_CROSSING);
          if (!near) found.push({ streets: [one.name, other.name], at });
          else for (const { name } of [one, other]) if (!near.streets.includes(name)) near.streets.push(name);
        }
      }
    }
  });
  return found.map((each, rank) => ({ ...each, id: `x${rank + 1}` }));
}

/** The street under a point and how far its middle is; null when there is no street. */
export function streetAt<S extends Street>(
  streets: readonly S[],
  at: Point,
): { street: S; metres: number } | null {
  let best: { street: S; metres: number } | null = null;
  for (const street of streets) {
    for (const segment of segmentsOf(street.path)) {
      const metres = distance(nearestOn(segment, at), at);
      if (best === null || metres < best.metres) best = { street, metres };
    }
  }
  return best;
}

export function isInside(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  polygon.forEach(([ax, ay], rank) => {
    const [bx, by] = polygon[(rank + 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

export function boundsOf(points: readonly Point[]): readonly [number, number, number, number] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** One of eight, from the first point to the second: n, ne, e… */
export function directionTo([ax, ay]: Point, [bx, by]: Point): string {
  const names = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];
  const turn = Math.round((Math.atan2(bx - ax, ay - by) * 4) / Math.PI);
  return names[(turn + 8) % 8] ?? 'n';
}

/** Latitude and longitude of a point, `origin` being those of the north-west corner. */
export function degreesOf(origin: Point, [x, y]: Point): Point {
  const [latitude, longitude] = origin;
  const wide = METRES_OF_DEGREE * Math.cos((latitude * Math.PI) / 180);
  return [latitude - y / METRES_OF_DEGREE, longitude + x / wide];
}

export function pointOf(origin: Point, [latitude, longitude]: Point): Point {
  const wide = METRES_OF_DEGREE * Math.cos((origin[0] * Math.PI) / 180);
  return [(longitude - origin[1]) * wide, (origin[0] - latitude) * METRES_OF_DEGREE];
}

/**
 * Two numbers as people write coordinates: « 44.8566, 6.355 », « 44,8566 ; 6,355 », « 44°51'24" N, 6°21'18" E »,
 * « x 120 y 80 »; null when it is something else.
 */
export function readCoordinates(text: string): Point | null {
  const written = text
    .trim()
    .toUpperCase()
    .replace(/[’′]/g, "'")
    .replace(/[”″]|''/g, '"')
    .replace(/−/g, '-');
  const degrees = [
    ...written.matchAll(
      /(-?\d+(?:[.,]\d+)?)\s*°\s*(?:(\d+(?:[.,]\d+)?)\s*'\s*)?(?:(\d+(?:[.,]\d+)?)\s*"\s*)?([NSEWO])?/g,
    ),
  ];
  const number = (part: string | undefined) => Number((part ?? '0').replace(',', '.'));
  if (degrees.length === 2) {
    const [latitude, longitude] = degrees.map(([, whole, minutes, seconds, side]) => {
      const size = Math.abs(number(whole)) + number(minutes) / 60 + number(seconds) / 3600;
      const turned = number(whole) < 0 || side === 'S' || side === 'W' || side === 'O';
      return turned ? -size : size;
    });
    return [latitude ?? 0, longitude ?? 0];
  }
  const plain = written.replace(/[XY=:]/g, ' ').trim();
  const pair =
    /^(-?\d+(?:\.\d+)?)\s*[NS]?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*[EWO]?$/.exec(plain) ??
    /^(-?\d+(?:,\d+)?)\s*[NS]?\s*(?:;|\s)\s*(-?\d+(?:,\d+)?)\s*[EWO]?$/.exec(plain);
  if (!pair) return null;
  const south = /\dS|\d S/.test(plain) ? -1 : 1;
  const west = /[WO]$/.test(plain) ? -1 : 1;
  return [number(pair[1]) * south, number(pair[2]) * west];
}

/**
 * The shortest way along the streets between two points, each joined to the nearest street: its points and its length
 * in metres; null when no street leads there.
 */
export function wayBetween(
  streets: readonly Street[],
  from: Point,
  to: Point,
): { path: Point[]; metres: number } | null {
  const points: Point[] = [];
  const links: Map<number, number>[] = [];
  const nodeAt = (at: Point) => {
    const known = points.findIndex((one) => distance(one, at) < 0.5);
    if (known >= 0) return known;
    links.push(new Map());
    return points.push(at) - 1;
  };
  const link = (a: number, b: number) => {
    const [here, there] = [points[a], points[b]];
    if (a === b || !here || !there) return;
    links[a]?.set(b, distance(here, there));
    links[b]?.set(a, distance(here, there));
  };
  const feet = [from, to].map((end) => footOn(streets, end));
  const all = streets.flatMap(({ path }) => segmentsOf(path));
  for (const segment of all) {
    const crossed = all.flatMap((other) => {
      const at = other === segment ? null : meeting(segment, other);
      return at === null ? [] : [at];
    });
    const mine = feet.filter((foot) => foot !== null && distance(nearestOn(segment, foot), foot) < 0.5);
    const order = [...segment, ...crossed, ...mine.flatMap((foot) => (foot === null ? [] : [foot]))]
      .sort((a, b) => distance(segment[0], a) - distance(segment[0], b))
      .map(nodeAt);
    order.slice(1).forEach((node, rank) => {
      link(order[rank] ?? node, node);
    });
  }
  const [start, end] = feet.map((foot) => (foot === null ? -1 : nodeAt(foot)));
  if (start === undefined || end === undefined || start < 0 || end < 0) return null;
  const far = points.map(() => Number.POSITIVE_INFINITY);
  const before = points.map(() => -1);
  const left = new Set(points.keys());
  far[start] = 0;
  while (left.size > 0) {
    let near = -1;
    for (const node of left) if (near < 0 || (far[node] ?? 0) < (far[near] ?? 0)) near = node;
    left.delete(near);
    if (near === end || far[near] === Number.POSITIVE_INFINITY) break;
    for (const [next, metres] of links[near] ?? []) {
      const sum = (far[near] ?? 0) + metres;
      if (sum < (far[next] ?? 0)) {
        far[next] = sum;
        before[next] = near;
      }
    }
  }
  const metres = far[end] ?? Number.POSITIVE_INFINITY;
  if (metres === Number.POSITIVE_INFINITY) return null;
  const path: Point[] = [];
  for (let node = end; node >= 0; node = before[node] ?? -1) {
    const at = points[node];
    if (at) path.unshift(at);
  }
  return { path, metres };
}

function footOn(streets: readonly Street[], at: Point): Point | null {
  let best: Point | null = null;
  for (const { path } of streets) {
    for (const segment of segmentsOf(path)) {
      const foot = nearestOn(segment, at);
      if (best === null || distance(foot, at) < distance(best, at)) best = foot;
    }
  }
  return best;
}

/** Whether a camera has a point in sight: near enough, in front of it, no wall between. */
export function films(
  { at, angle, spread, reach }: Camera,
  walls: readonly Segment[],
  point: Point,
): boolean {
  const far = distance(at, point);
  if (far > reach) return false;
  if (far > 0.01) {
    const towards = (Math.atan2(point[0] - at[0], at[1] - point[1]) * 180) / Math.PI;
    const aside = Math.abs(((towards - angle + 540) % 360) - 180);
    if (aside > spread / 2 + 0.01) return false;
  }
  return !walls.some((wall) => meeting([at, point], wall) !== null);
}

/** Whether a camera films an area: more of it than what an eye would miss. */
export function filmsArea(camera: Camera, walls: readonly Segment[], polygon: readonly Point[]): boolean {
  const [left, top, right, bottom] = boundsOf(polygon);
  let [all, seen] = [0, 0];
  for (let column = 0; column < SAMPLES; column += 1) {
    for (let row = 0; row < SAMPLES; row += 1) {
      const at: Point = [
        left + ((right - left) * (column + 0.5)) / SAMPLES,
        top + ((bottom - top) * (row + 0.5)) / SAMPLES,
      ];
      if (!isInside(polygon, at)) continue;
      all += 1;
      if (films(camera, walls, at)) seen += 1;
    }
  }
  return all > 0 && seen / all >= FILMED;
}

/** The outline of what a camera films, walls stopping it. */
export function coneOf({ at, angle, spread, reach }: Camera, walls: readonly Segment[]): Point[] {
  const outline: Point[] = [at];
  const steps = Math.max(6, Math.round(spread / 3));
  for (let step = 0; step <= steps; step += 1) {
    const turn = ((angle - spread / 2 + (spread * step) / steps) * Math.PI) / 180;
    const end: Point = [at[0] + Math.sin(turn) * reach, at[1] - Math.cos(turn) * reach];
    let nearest = end;
    for (const wall of walls) {
      const stop = meeting([at, end], wall);
      if (stop !== null && distance(at, stop) < distance(at, nearest)) nearest = stop;
    }
    outline.push(nearest);
  }
  return outline;
}
