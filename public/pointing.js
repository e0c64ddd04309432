/* Places shown on a picture: by a touch, or with the arrows and Enter. The same places stand in a list beside. */
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  /** Share of the picture that an arrow crosses, alone and with Shift. */
  const STEP = 0.05;
  const SMALL_STEP = 0.01;

  const start = () => {
    for (const box of document.querySelectorAll('[data-pointing]:not([data-ready])')) {
      box.dataset.ready = '';
      for (const part of box.querySelectorAll('[data-surface], [data-help]')) part.hidden = false;
      box.querySelector('[data-zones]').open = zonesOf(box).some((zone) => zone.checked);
      aimAt(box, 0.5, 0.5);
      refresh(box);
    }
  };

  const zonesOf = (box) => [...box.querySelectorAll('[name="zone"]')];
  const sizeOf = (box) => ({ width: Number(box.dataset.width), height: Number(box.dataset.height) });
  const pointsOf = (box) => [...box.querySelectorAll('[data-list] input')].map((input) => input.value);
  const radiusOf = ({ width, height }) => Math.max(width, height) / 28;

  const drawn = (name, attributes, parent) => {
    const part = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
    parent.append(part);
    return part;
  };

  /** Where the cross stands, in shares of the picture. */
  const aimAt = (box, x, y) => {
    const { width, height } = sizeOf(box);
    const arm = radiusOf({ width, height }) * 1.5;
    const aim = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    box.dataset.x = aim.x.toFixed(4);
    box.dataset.y = aim.y.toFixed(4);
    box.querySelector('.point-cross')?.remove();
    const cross = drawn('g', { class: 'point-cross' }, box.querySelector('[data-marks]'));
    for (const way of ['point-cross-under', 'point-cross-over']) {
      drawn('path', { class: way, d: `M${-arm} 0H${arm}M0 ${-arm}V${arm}` }, cross);
    }
    cross.setAttribute('transform', `translate(${aim.x * width} ${aim.y * height})`);
  };

  const wordsFor = (box, point) => {
    const [x, y] = point.split(',').map(Number);
    const { width, height } = sizeOf(box);
    return fill(box.dataset.at, { x: Math.round((100 * x) / width), y: Math.round((100 * y) / height) });
  };

  const fill = (text, values) => text.replace(/%(\w+)/g, (_, name) => String(values[name]));
  const say = (box, text) => {
    box.querySelector('[data-said]').textContent = text;
  };

  /** Writes the points anew: what is posted, what is read, what is drawn. */
  const refresh = (box, points = pointsOf(box)) => {
    const list = box.querySelector('[data-list]');
    list.replaceChildren(
      ...points.map((point, index) => {
        const row = document.createElement('li');
        const input = document.createElement('input');
        Object.assign(input, { type: 'hidden', name: 'point', value: point });
        // Eyes see the marker; ears need its place.
        const words = Object.assign(document.createElement('span'), { className: 'visually-hidden' });
        const number = index + 1;
        words.textContent = `${fill(box.dataset.mark, { number })}\u00a0: ${wordsFor(box, point)}`;
        const button = document.createElement('button');
        Object.assign(button, { type: 'button', className: 'button button-small' });
        button.dataset.unpoint = String(index);
        button.textContent = fill(box.dataset.remove, { number });
        row.append(input, words, button);
        return row;
      }),
    );
    const marks = box.querySelector('[data-marks]');
    for (const mark of marks.querySelectorAll('.point-mark')) mark.remove();
    const radius = radiusOf(sizeOf(box));
    for (const [index, point] of points.entries()) {
      const [x, y] = point.split(',').map(Number);
      const mark = drawn('g', { class: 'point-mark' }, marks);
      drawn('circle', { cx: x, cy: y, r: radius }, mark);
      const at = { x, y, dy: '0.35em', 'font-size': radius * 1.2, 'text-anchor': 'middle' };
      drawn('text', at, mark).textContent = String(index + 1);
    }
    // The cross stays above.
    marks.append(marks.querySelector('.point-cross'));
  };

  /** Puts a marker; once all are there, the nearest moves. */
  const put = (box, x, y) => {
    const points = pointsOf(box);
    const point = `${x.toFixed(1)},${y.toFixed(1)}`;
    const far = (other) => Math.hypot(other.split(',')[0] - x, other.split(',')[1] - y);
    const index =
      points.length < Number(box.dataset.count)
        ? points.length
        : points.reduce((near, other, place) => (far(other) < far(points[near]) ? place : near), 0);
    points[index] = point;
    for (const zone of zonesOf(box)) zone.checked = false;
    refresh(box, points);
    say(box, fill(box.dataset.placed, { number: index + 1, place: wordsFor(box, point) }));
  };

  const remove = (box, index) => {
    const points = pointsOf(box);
    if (!(index in points)) return;
    points.splice(index, 1);
    refresh(box, points);
    say(box, fill(box.dataset.removed, { number: index + 1 }));
  };

  document.addEventListener('click', (event) => {
    const box = event.target.closest?.('[data-pointing]');
    const button = event.target.closest?.('[data-unpoint]');
    if (button) {
      remove(box, Number(button.dataset.unpoint));
      box.querySelector('[data-surface]').focus({ preventScroll: true });
      return;
    }
    if (!box || !event.target.closest('[data-surface]')) return;
    const marks = box.querySelector('[data-marks]');
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(marks.getScreenCTM().inverse());
    const { width, height } = sizeOf(box);
    // Beside the picture, in the margin of its frame, nothing is meant.
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return;
    aimAt(box, at.x / width, at.y / height);
    put(box, at.x, at.y);
  });

  document.addEventListener('keydown', (event) => {
    if (!event.target.matches?.('[data-surface]') || event.ctrlKey || event.altKey || event.metaKey) return;
    const box = event.target.closest('[data-pointing]');
    const { width, height } = sizeOf(box);
    const [x, y] = [Number(box.dataset.x), Number(box.dataset.y)];
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const ways = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const way = ways[event.key];
    if (way) {
      aimAt(box, x + way[0], y + way[1]);
      say(box, wordsFor(box, `${box.dataset.x * width},${box.dataset.y * height}`));
    } else if (event.key === 'Enter' || event.key === ' ') {
      put(box, x * width, y * height);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      remove(box, pointsOf(box).length - 1);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener('change', (event) => {
    const box = event.target.closest?.('[data-pointing]');
    if (box && event.target.name === 'zone') refresh(box, []);
  });

  document.addEventListener('htmx:after:swap', start);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
