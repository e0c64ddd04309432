/** Without NUL, which PostgreSQL refuses, other control characters and half characters; trimmed, on one line. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

/** The same for what may have several lines: tabs and line ends stay, and so do spaces at both ends. */
export function cleanLines(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '');
}

/** Without accents nor capitals, to be searched: « Maëlle » is found by « maelle ». */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** The first `length` UTF-16 units, without the half of a character that the cut may leave. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
