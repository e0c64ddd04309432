/** What draws and formulas give: plain data. Dates are texts, `2026-03-05`. */
export type Value = string | number | boolean | readonly Value[] | Row;

export interface Row {
  readonly [name: string]: Value;
}

/** The formula, draw or template of a generated challenge can't give what it should; the message is for authors. */
export class GenerationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GenerationError';
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && !Array.isArray(value);
}

/** How numbers are written: as in French prose, in a French spreadsheet (no space), or as programs do. */
export type NumberStyle = 'prose' | 'plain' | 'dot';

// « 2026 » is never cut, 12 000 is.
const prose = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 10, useGrouping: 'min2' });

/** A value in a text; lists read « a, b, c ». @throws GenerationError for a row, of which one column is meant. */
export function textOf(value: Value, style: NumberStyle): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new GenerationError('un calcul ne donne pas un nombre.');
    if (style === 'prose') return prose.format(value);
    const plain = String(tidy(value));
    return style === 'plain' ? plain.replace('.', ',') : plain;
  }
  if (isList(value)) return value.map((item) => textOf(item, style)).join(', ');
  if (isRow(value)) {
    throw new GenerationError(`une ligne entière ne s'écrit pas : choisis une colonne, comme ligne.nom.`);
  }
  return typeof value === 'boolean' ? (value ? 'oui' : 'non') : value;
}

/** Without what binary arithmetic leaves behind: 0.1 + 0.2 is 0.3. */
export function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
