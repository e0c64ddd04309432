/** Places in a picture, in its pixels, x to the right and y downwards. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Shape =
  | { readonly is: 'circle'; readonly centre: Point; readonly radius: number }
  | { readonly is: 'polygon'; readonly corners: readonly Point[] };

export function rectangle(x: number, y: number, width: number, height: number): Shape {
  const [right, bottom] = [x + width, y + height];
  return {
    is: 'polygon',
    corners: [
      { x, y },
      { x: right, y },
      { x: right, y: bottom },
      { x, y: bottom },
    ],
  };
}

/** Whether a point lies in a shape, its edge included. */
export function contains(shape: Shape, point: Point): boolean {
  if (shape.is === 'circle') {
    return Math.hypot(point.x - shape.centre.x, point.y - shape.centre.y) <= shape.radius;
  }
  // Crossings of a ray to the right (even-odd rule); a point on a side is inside, whatever the crossings say.
  let inside = false;
  for (const [from, to] of sides(shape.corners)) {
    if (isOnSide(from, to, point)) return true;
    const crosses = from.y > point.y !== to.y > point.y;
    if (crosses && point.x < from.x + ((point.y - from.y) / (to.y - from.y)) * (to.x - from.x)) {
      inside = !inside;
    }
  }
  return inside;
}

/** In square pixels; 0 for corners on one line. A polygon that crosses itself counts its turns. */
export function areaOf(shape: Shape): number {
  if (shape.is === 'circle') return Math.PI * shape.radius ** 2;
  const twice = sides(shape.corners).reduce((sum, [from, to]) => sum + from.x * to.y - to.x * from.y, 0);
  return Math.abs(twice) / 2;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boundsOf(shape: Shape): Bounds {
  if (shape.is === 'circle') {
    const { centre, radius } = shape;
    return {
      left: centre.x - radius,
      top: centre.y - radius,
      right: centre.x + radius,
      bottom: centre.y + radius,
    };
  }
  const xs = shape.corners.map((corner) => corner.x);
  const ys = shape.corners.map((corner) => corner.y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Points of a shape, spread evenly: at most 20 by 20 of its bounds. */
export function samplesOf(shape: Shape): Point[] {
  const { left, top, right, bottom } = boundsOf(shape);
  const steps = Array.from({ length: 20 }, (_, step) => (step + 0.5) / 20);
  return steps
    .flatMap((down) =>
      steps.map((along) => ({ x: left + along * (right - left), y: top + down * (bottom - top) })),
    )
    .filter((point) => contains(shape, point));
}

/** The outline as the `d` of an SVG path. */
export function outlineOf(shape: Shape): string {
  if (shape.is === 'polygon') return `M${shape.corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
  const { centre, radius } = shape;
  const half = (way: 1 | -1) => `a${radius} ${radius} 0 1 0 ${2 * radius * way} 0`;
  return `M${centre.x - radius} ${centre.y}${half(1)}${half(-1)}Z`;
}

function sides(corners: readonly Point[]): (readonly [Point, Point])[] {
  return corners.map((corner, index) => [corner, corners[(index + 1) % corners.length] ?? corner]);
}

function isOnSide(from: Point, to: Point, point: Point): boolean {
  const across = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
  const along = (point.x - from.x) * (point.x - to.x) + (point.y - from.y) * (point.y - to.y);
  return Math.abs(across) < 1e-9 && along <= 0;
}
