/* Waves and films, as they are drawn on a piece. */
import { app, gainAt, h, partAt, sourceOf, total } from './state.js';

const random = (seed, i) => {
  const x = Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453;
  return x - Math.floor(x);
};
const HEIGHT = { voice: 0.6, noise: 1, music: 0.9, clap: 1, hum: 0.3, silence: 0.04 };
/** How far the wave goes at an instant, out of its source's peak. */
const waveAt = (source, instant) => {
  const mark = partAt(source.marks, instant);
  const r = random(source.seed, instant);
  if (!mark || mark.sound === 'silence') return 0.015 + 0.02 * r;
  const full = Math.max(...source.marks.map(({ sound }) => HEIGHT[sound]));
  const inside = instant - mark.from;
  const shape = {
    voice: () => (0.3 + 0.7 * Math.abs(Math.sin(instant * 0.55 + source.seed))) * (0.55 + 0.45 * r),
    noise: () => (inside % 5 < 3 ? 0.8 + 0.2 * r : 0.2 + 0.2 * r),
    music: () => (instant % 5 === 0 ? 1 : 0.55 + 0.3 * r),
    clap: () => 1,
    hum: () => 0.85 + 0.15 * r,
  }[mark.sound]();
  return (shape * HEIGHT[mark.sound]) / full;
};
const fadeAt = (piece, inside) => {
  const rise = piece.fadeIn > 0 ? Math.min(1, inside / piece.fadeIn) : 1;
  const fall = piece.fadeOut > 0 ? Math.min(1, (piece.length - inside) / piece.fadeOut) : 1;
  return Math.max(0, Math.min(rise, fall));
};
export const waveOf = (piece) => {
  const source = sourceOf(piece);
  const every = Math.ceil(piece.length / 700);
  const [fine, over] = [[], []];
  for (let i = 0; i < piece.length; i += every) {
    const instant = piece.skip + i;
    const gain = 10 ** ((source.peak + gainAt(piece, instant)) / 20);
    const high = waveAt(source, instant) * gain * fadeAt(piece, i + 0.5);
    const tall = Math.max(0.015, Math.min(1, high)) * 48;
    (high > 1 ? over : fine).push(
      `M${i + 0.12 * every} ${(50 - tall).toFixed(1)}h${0.76 * every}v${(tall * 2).toFixed(1)}h-${0.76 * every}z`,
    );
  }
  const y = (gain) => Math.max(2, Math.min(98, 100 - ((gain + 42) / 54) * 100)).toFixed(1);
  const inner = piece.points.filter((one) => one.at >= piece.skip && one.at <= piece.skip + piece.length);
  const turns = [piece.skip, ...inner.map((one) => one.at), piece.skip + piece.length];
  const line =
    piece.points.length > 0
      ? turns.map((one) => `${one - piece.skip} ${y(gainAt(piece, one))}`).join('L')
      : '';
  const ramp =
    (piece.fadeIn ? `M0 96L${piece.fadeIn} 4` : '') +
    (piece.fadeOut ? `M${piece.length - piece.fadeOut} 4L${piece.length} 96` : '');
  return `<svg viewBox="0 0 ${piece.length} 100" preserveAspectRatio="none" aria-hidden="true"><path class="sound" d="${fine.join('')}"/><path class="over" d="${over.join('')}"/>${line ? `<path class="volume" d="M${line}"/>` : ''}${ramp ? `<path class="ramp" d="${ramp}"/>` : ''}</svg>`;
};
export const filmOf = (piece) =>
  sourceOf(piece).scenes.map((scene) => {
    const from = Math.max(scene.from, piece.skip);
    const to = Math.min(scene.to, piece.skip + piece.length);
    if (to <= from) return '';
    const holder = styled(h('span', { class: 'scene' }), {
      at: (from - piece.skip) / piece.length,
      long: (to - from) / piece.length,
    });
    // A narrow picture keeps the person.
    const middle = (scene.x[0] + scene.x[1]) / 2;
    const side =
      scene.shot !== 'wide' || (middle > 35 && middle < 65) ? 'xMid' : middle < 50 ? 'xMin' : 'xMax';
    const wide = ((to - from) / total()) * app.view.zoom * window.innerWidth;
    const count = Math.min(12, Math.max(1, Math.round(wide / 120)));
    const thumb = (_, rank) => {
      const part = (from - scene.from + ((rank + 0.5) / count) * (to - from)) / (scene.to - scene.from);
      return `<svg viewBox="0 0 160 90" preserveAspectRatio="${side}YMid slice" aria-hidden="true">${window.Scenes.inside(scene, part)}</svg>`;
    };
    holder.innerHTML = Array.from({ length: count }, thumb).join('');
    return holder;
  });
export const styled = (element, values) => {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(`--${name}`, value);
  return element;
};
