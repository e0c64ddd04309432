import type { Challenge } from './referential/types.ts';

/** Made in no time: other files are opened on fewer variants (`content-check-opens.ts`). */
const IS_TEXT = /\.(?:csv|json|html|svg|txt)$/;

/** What keeps the texts made for a variant from opening: CSV rows of unequal lengths, JSON that can't be read. */
export function fileFaults({ attachments }: Challenge): string[] {
  return attachments.flatMap(({ path, made }) => {
    const fault = made && IS_TEXT.test(path) ? contentFault(path, made()) : null;
    return fault === null ? [] : [`${path.split('/').at(-1)} : ${fault}`];
  });
}

/** Of the bytes of a file, by its extension; null when it opens. */
export function contentFault(path: string, bytes: Buffer): string | null {
  if (path.endsWith('.csv')) return csvFault(bytes.toString('utf8'));
  if (path.endsWith('.json')) return jsonFault(bytes.toString('utf8'));
  if (path.endsWith('.html')) return htmlFault(bytes.toString('utf8'));
  if (/\.(?:zip|od[st]|docx|xlsx)$/.test(path)) {
    return bytes.readUInt32LE(0) === 0x04034b50 ? null : "ce n'est pas une archive ZIP.";
  }
  if (path.endsWith('.pdf')) {
    const sound = bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.includes('%%EOF');
    return sound ? null : "ce n'est pas un PDF entier.";
  }
  return bytes.length === 0 ? 'fichier vide.' : null;
}

/** RFC 4180 with semicolons: rows of one length, two columns at least. */
function csvFault(text: string): string | null {
  // Line breaks and semicolons inside quotes end neither a row nor a column.
  const unquoted = text.replace(/^\uFEFF/u, '').replace(/"(?:[^"]|"")*"/gu, '');
  const lengths = unquoted
    .trimEnd()
    .split(/\r?\n/u)
    .map((row) => row.split(';').length);
  const wanted = lengths[0] ?? 0;
  if (wanted < 2) return 'une seule colonne : sépare-les par des points-virgules.';
  const odd = lengths.findIndex((length) => length !== wanted);
  return odd < 0 ? null : `la ligne ${odd + 1} a ${lengths[odd]} colonne(s), la première ${wanted}.`;
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'ce JSON ne se lit pas.';
  }
}

function htmlFault(text: string): string | null {
  if (!/<meta charset="utf-8">/iu.test(text))
    return 'page sans <meta charset="utf-8"> : les accents seraient cassés.';
  return /<title>[^<]+<\/title>/iu.test(text) ? null : 'page sans <title>.';
}
