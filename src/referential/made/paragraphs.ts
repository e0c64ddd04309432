import type { BlockFile, RunFile } from './shape.ts';
import { BY_DEFAULT, isoOf, whenOf } from './when.ts';

/** A stretch of words of one look. */
export interface Piece {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** Who changed or commented, and when (ISO 8601 without a zone). */
export interface By {
  readonly by: string;
  readonly on: string;
}

/** A part of a paragraph: as it stands, or as somebody would have it. */
export type Part =
  | {
      readonly kind: 'plain' | 'inserted' | 'deleted';
      readonly pieces: readonly Piece[];
      readonly by: By | null;
    }
  | {
      readonly kind: 'commented';
      readonly pieces: readonly Piece[];
      readonly by: By;
      readonly comment: string;
    };

/** A document as every kind of file writes it. */
export type Block =
  | { readonly kind: 'title' | 'paragraph'; readonly parts: readonly Part[] }
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Part[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Piece[])[] }
  /** The first row names the columns. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Piece[])[])[] }
  | { readonly kind: 'break' };

/** The blocks that an author describes. */
export function blocksOf(blocks: readonly BlockFile[]): Block[] {
  return blocks.map((block): Block => {
    if (typeof block === 'string') return { kind: 'paragraph', parts: plain(block) };
    if ('title' in block) return { kind: 'title', parts: plain(block.title) };
    if ('heading' in block) return { kind: 'heading', level: block.level, parts: plain(block.heading) };
    if ('runs' in block) return { kind: 'paragraph', parts: block.runs.map(partOf) };
    if ('list' in block) return { kind: 'list', ordered: block.ordered, items: block.list.map(piecesOf) };
    if ('table' in block) return { kind: 'table', rows: block.table.map((row) => row.map(piecesOf)) };
    return { kind: 'break' };
  });
}

function plain(text: string): Part[] {
  return [{ kind: 'plain', pieces: piecesOf(text), by: null }];
}

function partOf(run: RunFile): Part {
  if (typeof run === 'string') return { kind: 'plain', pieces: piecesOf(run), by: null };
  const by = { by: run.by, on: isoOf(whenOf(run.on ?? BY_DEFAULT)) };
  if ('inserted' in run) return { kind: 'inserted', pieces: piecesOf(run.inserted), by };
  if ('deleted' in run) return { kind: 'deleted', pieces: piecesOf(run.deleted), by };
  return { kind: 'commented', pieces: piecesOf(run.text), by, comment: run.comment };
}

/** `**bold**` and `*italic*`, as in Markdown; a star alone is a star. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (words: string, bold: boolean, italic: boolean) => {
    if (words !== '') pieces.push({ text: words, bold, italic });
  };
  let from = 0;
  for (const found of text.matchAll(/\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=[^\s*])([^*]+?)(?<=\S)\*/gu)) {
    add(text.slice(from, found.index), false, false);
    add(found[1] ?? found[2] ?? '', found[1] !== undefined, found[2] !== undefined);
    from = found.index + found[0].length;
  }
  add(text.slice(from), false, false);
  return pieces;
}
