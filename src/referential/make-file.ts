/** The bytes of a file made from a template. Spreadsheets read accents in a CSV that begins with a byte order mark. */
export function makeFile(name: string, content: string): Buffer {
  return Buffer.from(name.endsWith('.csv') ? `\uFEFF${content}` : content, 'utf8');
}
