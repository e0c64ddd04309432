import { GenerationError } from '../generate/value.ts';
import { boundsOf } from '../practicals/picture-pixels.ts';
import type { BlockFile, MadeFile, PictureFile, SheetFile } from './shape.ts';

/**
 * How much work a file may ask for, counted in pixels to paint: a file is made while a pupil waits, by the server that
 * serves the whole class. About half a second on an ordinary machine.
 */
const MOST = 5_000_000;
/** What else costs, as measured beside a pixel that is packed. */
const PAINTED = 0.25;
const CELL = 80;
const PARAGRAPH = 200;
const SIGN = 3;

/** @throws GenerationError for a file that takes too long to make, what an archive holds included. */
export function refuseTooMuchWork(file: MadeFile): void {
  if (workOf(file) > MOST) {
    throw new GenerationError(
      `« ${file.name} » est trop long à fabriquer : des images plus petites ou moins couvertes de formes, des feuilles ou des textes plus courts, moins de fichiers.`,
    );
  }
}

function workOf({ sheets = [], text = [], picture, files = [] }: MadeFile): number {
  return (
    sheets.reduce((sum, sheet) => sum + cellsOf(sheet) * CELL, 0) +
    text.reduce((sum, block) => sum + PARAGRAPH + signsOf(block) * SIGN, 0) +
    (picture ? paintedOf(picture) : 0) +
    files.reduce((sum, one) => sum + workOf(one), 0)
  );
}

/** Empty cells too, up to the last column and the last row. */
function cellsOf({ rows, columns, cells }: SheetFile): number {
  let wide = Math.max(columns.length, 1);
  let tall = rows.length + 1;
  for (const row of rows) if (Array.isArray(row)) wide = Math.max(wide, row.length);
  for (const address of Object.keys(cells)) {
    const letters = address.replace(/\d+$/, '');
    wide = Math.max(
      wide,
      [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    );
    tall = Math.max(tall, Number(address.slice(letters.length)));
  }
  return wide * tall;
}

function signsOf(block: BlockFile): number {
  return typeof block === 'string' ? block.length : JSON.stringify(block).length;
}

/** The picture, then the rows that each shape crosses: the painter looks at the whole width of each. */
function paintedOf({ width, height, shapes }: PictureFile): number {
  return shapes.reduce((sum, shape) => {
    const { text, tall = 12 } = shape;
    // Some four strokes a letter.
    if (text !== undefined) return sum + text.length * 4 * Math.min(height, tall) * width * PAINTED;
    const [, y, , high] = boundsOf(shape);
    const down = Math.min(height, y + high) - Math.max(0, y);
    return sum + Math.max(0, down) * width * PAINTED;
  }, width * height);
}
