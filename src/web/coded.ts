import { escapeText } from './templates.ts';

/** A backquoted stretch, as in Markdown: what is typed, or read letter by letter. */
const CODE = /`([^`]+)`/;

/** The HTML of a short text of the bank (a choice, a label, a card): plain, but for what stands between backquotes. */
export function coded(text: string): string {
  return mapParts(text, escapeText);
}

/** The same, where a line may also end after a slash or before a dot: addresses and names of files on narrow cards. */
export function codedLines(text: string): string {
  return mapParts(text, (part) => lineParts(part).map(escapeText).join('<wbr>'));
}

/** The same where only text can stand: options of a list, names for screen readers, tables of answers. */
export function uncoded(text: string): string {
  return text.split(CODE).join('');
}

function mapParts(text: string, html: (part: string) => string): string {
  return text
    .split(CODE)
    .map((part, at) => (at % 2 === 1 ? `<code>${html(part)}</code>` : html(part)))
    .join('');
}

/** Elsewhere a browser would cut anywhere, or add a hyphen that one reads as part of the name. */
function lineParts(text: string): string[] {
  return text.split(/(?<=\/)(?!\/)|(?<=[\p{L}\d])(?=\.\w)/u);
}
