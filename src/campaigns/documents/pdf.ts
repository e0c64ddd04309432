import PDFDocument from 'pdfkit';
import type { Locale } from '../../i18n/translate.ts';
import { type Face, FONTS, fontRuns, writable } from './fonts.ts';

/** As on paper: `public/css/colours.css`, light. */
export const INK = '#1b2440';
export const SOFT = '#4b5470';
export const LINE = '#e4dccd';
export const STONE = '#ece4d6';
export const GOOD = '#0b6f6a';
export const SUN = '#e39b1a';

/** Points, from the edge of an A4 page. */
export const MARGIN = 48;
export const WIDTH = 595.28 - 2 * MARGIN;
const PAGE_HEIGHT = 841.89;
export const BOTTOM = PAGE_HEIGHT - MARGIN;

export interface Style {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly face?: Face;
  readonly colour?: string;
  /** Only for texts in our own letters: what comes from people is set left. */
  readonly align?: 'left' | 'center' | 'right';
}

type Element = PDFKit.PDFStructureElement;

/** An A4 document that screen readers can follow: titles, tables and lists are told apart from what is only drawn. */
export interface Pdf {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Element;
  /** A part that holds others; `end` it when it is whole. */
  group(parent: Element, type: string): Element;
  /** Words of the document, with their role. @returns where they end, from the top. */
  write(parent: Element, role: string, words: string, style: Style, options?: PartOptions): number;
  /** A picture that tells something, and what it tells. */
  picture(
    parent: Element,
    alt: string,
    box: readonly [x: number, y: number, width: number, height: number],
    draw: () => void,
  ): void;
  /** What is only drawn: lines, bars beside their figure, page numbers. */
  decorate(draw: () => void): void;
  height(words: string, style: Omit<Style, 'x' | 'y'>): number;
  place(words: string, style: Style): void;
}

export interface PartOptions {
  readonly scope?: 'Row' | 'Column';
}

/** `subject`: one line about it, for those who look for a file. */
export function createPdf(about: {
  readonly title: string;
  readonly subject: string;
  readonly locale: Locale;
  readonly at: Date;
}): Pdf {
  const { title, subject, locale, at } = about;
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    lang: locale === 'fr' ? 'fr-FR' : 'en-GB',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    // None before ours.
    font: '',
    info: { Title: title, Subject: subject, Author: 'Palier', Creator: 'Palier', CreationDate: at },
  });
  for (const [name, bytes] of FONTS) doc.registerFont(name, bytes);
  const root = doc.struct('Document');
  doc.addStructure(root);
  return { doc, root, group, write, picture, decorate, height, place };

  function group(parent: Element, type: string): Element {
    const element = doc.struct(type);
    parent.add(element);
    return element;
  }

  function write(
    parent: Element,
    role: string,
    words: string,
    style: Style,
    options: PartOptions = {},
  ): number {
    const part: PDFKit.Mixins.StructureElementOptions & PartOptions = options;
    const element = doc.struct(role, part);
    parent.add(element);
    element.add(() => place(words, style));
    element.end();
    return doc.y;
  }

  function picture(
    parent: Element,
    alt: string,
    box: readonly [number, number, number, number],
    draw: () => void,
  ): void {
    const [x, y, width, tall] = box;
    const placed = { alt, bbox: [x, y, x + width, y + tall], placement: 'Block' };
    const element = doc.struct('Figure', placed);
    parent.add(element);
    element.add(draw);
    element.end();
  }

  function decorate(draw: () => void): void {
    doc.markContent('Artifact', { type: 'Layout' });
    draw();
    doc.endMarkedContent();
  }

  function place(
    words: string,
    { x, y, width, size, face = 'text', colour = INK, align = 'left' }: Style,
  ): void {
    doc.fillColor(colour).fontSize(size);
    const runs = fontRuns(words, face);
    for (const [number, { font, text }] of runs.entries()) {
      const continued = number < runs.length - 1;
      doc.font(font);
      if (number === 0) doc.text(text, x, y, { width, align, continued, lineGap: size * 0.15 });
      else doc.text(text, { continued });
    }
  }

  function height(words: string, { width, size, face = 'text' }: Omit<Style, 'x' | 'y'>): number {
    doc.fontSize(size).font(`${face} latin`);
    return doc.heightOfString(writable(words), { width, lineGap: size * 0.15 });
  }
}

/** Whose paper it is, and which page: on each, once all are there. */
export function numberPages(
  { doc, place }: Pdf,
  foot: string,
  pageOf: (number: number, count: number) => string,
): void {
  const { count } = doc.bufferedPageRange();
  for (let number = 1; number <= count; number += 1) {
    doc.switchToPage(number - 1);
    // Under the margin, where a text would ask for another page.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    const style = { y: BOTTOM + 14, size: 8.5, colour: SOFT };
    place(foot, { ...style, x: MARGIN, width: WIDTH - 90 });
    place(pageOf(number, count), { ...style, x: MARGIN + WIDTH - 90, width: 90, align: 'right' });
    doc.endMarkedContent();
  }
}
