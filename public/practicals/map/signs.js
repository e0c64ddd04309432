/* The drawings of places, by the name that an author writes, and how a map is drawn: `window.Sheet`. */
window.Sheet = (() => {
  const { icon } = window.Practical;
  const { boundsOf, crossingsOf, distance, segmentsOf } = window.Shared;

  const SIGNS = {
    place: 'icon:map-pin',
    fountain: 'icon:glass-water',
    bike: 'icon:bike',
    heart: 'icon:heart-pulse',
    bench: 'icon:armchair',
    lamp: 'icon:lamp',
    bus: 'icon:bus',
    school: 'icon:school',
    shop: 'icon:store',
    'town-hall': 'icon:landmark',
    church: 'icon:church',
    hospital: 'icon:hospital',
    home: 'icon:house',
    recycling: 'icon:recycle',
    tree: 'icon:tree-deciduous',
    parking: 'icon:square-parking',
    food: 'icon:utensils',
    bin: 'icon:trash-2',
    door: 'icon:door-open',
    sport: 'icon:dumbbell',
    stock: 'icon:package',
    camera: 'icon:cctv',
    flag: 'icon:flag',
  };
  const SVG = 'http://www.w3.org/2000/svg';
  /** In pixels: half a sign; a letter, one that is bold, a line of text, as large as the person's. */
  const HALF = 13;
  let [letter, bold, high] = [6.8, 7.7, 15];
  const measure = () => {
    const { fontSize, letterSpacing } = getComputedStyle(document.body);
    const em = Number.parseFloat(fontSize) / 16;
    const apart = Number.parseFloat(letterSpacing) || 0;
    [letter, bold, high] = [6.8 * em + apart, 7.7 * em + apart, 15 * em];
  };
  /** Names of one street are so far from one another. */
  const APART = 260;

  /** An element of a drawing. */
  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
    element.append(...children.flat(9).filter(Boolean));
    return element;
  };
  const line = (points) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

  /** A sign in a disc, at a place in pixels: a drawing, or a letter. */
  const disc = ([x, y], name, kind, letter) => {
    const inside = letter
      ? s('text', { class: 'letter', x, y: y + 5 }, letter)
      : (() => {
          const drawing = icon(SIGNS[name] ?? 'icon:map-pin').firstElementChild;
          drawing.removeAttribute('class');
          for (const [key, value] of [
            ['x', x - 8],
            ['y', y - 8],
            ['width', 16],
            ['height', 16],
          ])
            drawing.setAttribute(key, value);
          return drawing;
        })();
    return s('g', { class: `sign ${kind}` }, s('circle', { cx: x, cy: y, r: HALF }), inside);
  };

  /** Texts find a place free of others, or wait for a nearer view. */
  const room = ([width, height]) => {
    measure();
    const taken = [];
    const overlaps = (a) => taken.some((b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]);
    return {
      width,
      height,
      take(box) {
        taken.push(box);
      },
      fits(box) {
        return box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2 && !overlaps(box);
      },
    };
  };

  /** A name in one to three lines, no wider than `most` pixels where words allow it. */
  const linesOf = (name, most, each = letter) => {
    const lines = [''];
    for (const word of name.split(' ')) {
      const last = lines[lines.length - 1];
      const longer = last === '' ? word : `${last} ${word}`;
      if (last !== '' && longer.length * each > most && lines.length < 3) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  };
  const boxOf = (lines, [x, y], each = letter) => {
    const half = (Math.max(...lines.map((one) => one.length)) * each) / 2;
    return [x - half, y - high + 3, x + half, y + (lines.length - 1) * high + 4];
  };
  const text = (lines, [x, y], kind) =>
    s(
      'text',
      { class: `name ${kind}` },
      lines.map((one, rank) => s('tspan', { x, y: y + rank * high }, one)),
    );

  /** The name of a place below its sign, above, or beside it; null when there is no room. */
  const nameBy = (name, [x, y], space) => {
    const lines = linesOf(name, 120, bold);
    const half = (Math.max(...lines.map((one) => one.length)) * bold) / 2 + HALF + 4;
    const middle = y + 4 - ((lines.length - 1) * high) / 2;
    const spots = [
      [x, y + HALF + high - 2],
      [x, y - HALF - 5 - (lines.length - 1) * high],
      [x + half, middle],
      [x - half, middle],
    ];
    const spot = spots.find((one) => space.fits(boxOf(lines, one, bold)));
    if (!spot) return null;
    const [left, top, right, bottom] = boxOf(lines, spot, bold);
    space.take([left - 5, top, right + 5, bottom]);
    return text(lines, spot, 'of-place');
  };

  const nameOfArea = ({ name, kind, polygon }, toPx, space) => {
    const whole = boundsOf(polygon.map(toPx));
    // Seen from near, only a part is on the sheet: the name goes there.
    const [left, top] = [Math.max(0, whole[0]), Math.max(0, whole[1])];
    const [right, bottom] = [Math.min(space.width, whole[2]), Math.min(space.height, whole[3])];
    if (right <= left || bottom <= top) return null;
    // A district has much within: its name is short of room rather than of ground.
    const lines = linesOf(name, kind === 'district' ? 100 : right - left - 8);
    const tall = (lines.length - 1) * high;
    const shares = kind === 'district' ? [0.12, 0.88, 0.3, 0.7] : [0.5, 0.3, 0.7, 0.15, 0.85];
    const spots = [0.5, 0.28, 0.72].flatMap((across) =>
      shares.map((share) => [left + (right - left) * across, top + (bottom - top) * share + 5 - tall / 2]),
    );
    const spot = spots.find((one) => {
      const box = boxOf(lines, one);
      return (
        box[0] >= left - 6 &&
        box[2] <= right + 6 &&
        box[1] >= top - 2 &&
        box[3] <= bottom + 2 &&
        space.fits(box)
      );
    });
    // Whose district it is must be read even where it is crowded.
    const kept = spot ?? (kind === 'district' ? spots[0] : null);
    if (!kept) return null;
    space.take(boxOf(lines, kept));
    return text(lines, kept, `of-${kind}`);
  };

  /** The name of a street along it, between crossings where there is room. */
  const namesOfStreet = ({ name, path }, rank, crossings, toPx, space) => {
    const points = path.map(toPx);
    const [first, last] = [points[0], points[points.length - 1]];
    const turned = Math.abs(last[0] - first[0]) < 2 ? last[1] > first[1] : last[0] < first[0];
    if (turned) points.reverse();
    const segments = segmentsOf(points);
    const long = segments.reduce((sum, [a, b]) => sum + distance(a, b), 0);
    const wanted = name.length * letter + 6;
    if (long < wanted) return [];
    const offsetOf = (at) => {
      let [walked, best, offset] = [0, Number.POSITIVE_INFINITY, 0];
      for (const [a, b] of segments) {
        const length = distance(a, b);
        const along =
          ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / Math.max(length, 0.01);
        const kept = Math.min(length, Math.max(0, along));
        const spot = [a[0] + ((b[0] - a[0]) * kept) / length, a[1] + ((b[1] - a[1]) * kept) / length];
        if (distance(spot, at) < best) [best, offset] = [distance(spot, at), walked + kept];
        walked += length;
      }
      return offset;
    };
    const pointAt = (offset) => {
      let left = offset;
      for (const [a, b] of segments) {
        const length = distance(a, b);
        if (left <= length)
          return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length];
        left -= length;
      }
      return points[points.length - 1];
    };
    const boxAt = (middle) => {
      const [left, top, right, bottom] = boundsOf([
        pointAt(middle - wanted / 2),
        pointAt(middle),
        pointAt(middle + wanted / 2),
      ]);
      return [left - 8, top - 8, right + 8, bottom + 8];
    };
    // Crossings, and sharp corners: a name goes over none.
    const bends = segments.slice(1).flatMap(([a, b], at) => {
      const [c, d] = segments[at];
      const turn = Math.atan2(b[1] - a[1], b[0] - a[0]) - Math.atan2(d[1] - c[1], d[0] - c[0]);
      return Math.cos(turn) < 0.8 ? [a] : [];
    });
    const crossed = crossings.filter(({ streets }) => streets.includes(name)).map(({ at }) => toPx(at));
    const cuts = [...crossed, ...bends].map(offsetOf).sort((a, b) => a - b);
    const stops = [0, ...cuts, long];
    const sections = stops
      .slice(1)
      .map((stop, at) => ({ from: stops[at], length: stop - stops[at] }))
      .sort((a, b) => b.length - a.length);
    const kept = [];
    const keep = (middle, far) => {
      const free = kept.every((one) => Math.abs(one - middle) > far) && space.fits(boxAt(middle));
      if (!free) return false;
      kept.push(middle);
      space.take(boxAt(middle));
      return true;
    };
    for (const { from, length } of sections) {
      if (length < wanted) continue;
      [0.5, 0.35, 0.65, 0.2, 0.8]
        .filter((share) => length * Math.min(share, 1 - share) >= wanted / 2)
        .some((share) => keep(from + length * share, APART));
    }
    // Rather over a crossing than nowhere.
    if (kept.length === 0)
      [0.5, 0.35, 0.65]
        .filter((share) => long * Math.min(share, 1 - share) >= wanted / 2)
        .some((share) => keep(long * share, APART));
    const id = `street-${rank}`;
    return [
      s('path', { id, d: `M${line(points).replaceAll(' ', 'L')}`, class: 'guide' }),
      kept.map((middle) =>
        s(
          'text',
          { class: 'name of-street', dy: 4 },
          s('textPath', { href: `#${id}`, startOffset: middle.toFixed(1) }, name),
        ),
      ),
    ];
  };

  const WIDE = { avenue: 14, street: 10, path: 4, rail: 5 };
  /** Ground, streets and surfaces, with what is drawn over them. `toPx` turns metres into pixels. */
  const ground = ({ areas, streets, walls, size }, toPx, scale, chosenStreet) => {
    const wide = (kind) => Math.max(3, Math.min(WIDE[kind] * 2, WIDE[kind] * Math.max(0.5, scale)));
    const corners = [[0, 0], [size[0], 0], size, [0, size[1]]];
    const drawn = (kinds) =>
      areas
        .filter(({ kind }) => kinds(kind))
        .map(({ kind, polygon }) => s('polygon', { class: `area ${kind}`, points: line(polygon.map(toPx)) }));
    const stroke = (extra, kind) =>
      streets.map((street) =>
        s('polyline', {
          class: `${kind} ${street.kind} ${street.name === chosenStreet ? 'is-chosen' : ''}`,
          points: line(street.path.map(toPx)),
          'stroke-width': wide(street.kind) + extra,
        }),
      );
    const small = (kind) => kind === 'building' || kind === 'room' || kind === 'private';
    return [
      s('polygon', { class: 'land', points: line(corners.map(toPx)) }),
      drawn((kind) => !small(kind) && kind !== 'district'),
      stroke(3, 'edge'),
      stroke(0, 'road'),
      drawn(small),
      walls.map((wall) => s('polyline', { class: 'wall', points: line(wall.map(toPx)) })),
      drawn((kind) => kind === 'district'),
    ];
  };

  const streetNames = ({ streets }, toPx, space) => {
    const crossings = crossingsOf(streets);
    return streets.map((street, rank) => namesOfStreet(street, rank, crossings, toPx, space));
  };

  return { SIGNS, HALF, disc, ground, line, nameBy, nameOfArea, room, s, streetNames };
})();
