import type { Measure } from './measure.ts';

export interface Row {
  readonly content: string;
  readonly truth: string;
  readonly measures: readonly Measure[];
}

const WIDTH = 820;
const ROW = 58;
const LEFT = 250;
const RIGHT = 40;
const HEAD = 92;

/**
 * One line a truth: mastery RMSE of PIX's rule (square) and ours (disc) with 95 % intervals, the questions of each
 * beside. An SVG document.
 */
export function plot(content: string, rows: readonly Row[]): string {
  const top = Math.ceil(
    Math.max(...rows.flatMap(({ measures }) => measures.map((m) => m.masteryRmse + m.masteryHalf))),
  );
  const x = (value: number) => (LEFT + (value / top) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const height = HEAD + rows.length * ROW + 20;
  const grid = Array.from({ length: Math.floor(top / 2) + 1 }, (_, i) => 2 * i).map(
    (value) =>
      `<line x1="${x(value)}" x2="${x(value)}" y1="${HEAD - 14}" y2="${height - 20}" stroke="#d9d2c5"/>` +
      `<text x="${x(value)}" y="${HEAD - 22}" text-anchor="middle" font-size="12">${value}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" fill="#1b2440">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fbf7f0"/>`,
    `<text x="20" y="28" font-size="17" font-weight="bold">Erreur sur la maîtrise (RMSE, points sur 100) : ${content}</text>`,
    `<rect x="20" y="41" width="10" height="10" fill="#5a6072"/><text x="36" y="51" font-size="13">règle de PIX</text>`,
    `<circle cx="145" cy="46" r="6" fill="#c8401f"/><text x="157" y="51" font-size="13">Palier</text>`,
    ...grid,
    ...rows.map((row, i) => line(row, HEAD + i * ROW, x)),
    '</svg>\n',
  ].join('\n');
}

function line({ truth, measures }: Row, y: number, x: (value: number) => string): string {
  const pix = measures.find(({ method }) => method === 'pix');
  const ours = measures.find(({ method }) => method === 'palier');
  if (!pix || !ours) return '';
  const saved = Math.round(100 * (1 - ours.questions / pix.questions));
  return [
    `<text x="20" y="${y + 16}" font-size="14">${truth}</text>`,
    `<text x="20" y="${y + 34}" font-size="12" fill="#5a6072">${french(pix.questions)} → ${french(ours.questions)} questions (${-saved} %)</text>`,
    interval(pix, y + 12, '#5a6072', x),
    `<rect x="${(Number(x(pix.masteryRmse)) - 5).toFixed(1)}" y="${y + 7}" width="10" height="10" fill="#5a6072"/>`,
    interval(ours, y + 30, '#c8401f', x),
    `<circle cx="${x(ours.masteryRmse)}" cy="${y + 30}" r="6" fill="#c8401f"/>`,
  ].join('\n');
}

function interval(measure: Measure, y: number, colour: string, x: (value: number) => string): string {
  const low = x(measure.masteryRmse - measure.masteryHalf);
  const high = x(measure.masteryRmse + measure.masteryHalf);
  return `<line x1="${low}" x2="${high}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>`;
}

function french(value: number): string {
  return value.toFixed(1).replace('.', ',');
}
