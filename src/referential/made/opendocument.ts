import { odfMeta } from './properties.ts';
import type { PropertiesFile } from './shape.ts';
import { whenOf } from './when.ts';
import { documentOf, el, words, type Xml } from './xml.ts';
import { zip } from './zip.ts';

const NAMES = 'urn:oasis:names:tc:opendocument:xmlns';

/** Namespaces of the parts of an OpenDocument. */
export const ODF_NAMES = {
  'xmlns:office': `${NAMES}:office:1.0`,
  'xmlns:style': `${NAMES}:style:1.0`,
  'xmlns:text': `${NAMES}:text:1.0`,
  'xmlns:table': `${NAMES}:table:1.0`,
  'xmlns:number': `${NAMES}:datastyle:1.0`,
  'xmlns:fo': `${NAMES}:xsl-fo-compatible:1.0`,
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:of': `${NAMES}:of:1.2`,
  'office:version': '1.3',
};

interface Parts {
  readonly content: Xml;
  readonly styles: Xml;
}

/** An OpenDocument package (ODF 1.3 part 2): its media type first and unpacked, so that it is told by its first bytes. */
export function openDocument(
  type: 'spreadsheet' | 'text',
  { content, styles }: Parts,
  properties: PropertiesFile | undefined,
): Buffer {
  const mediaType = `application/vnd.oasis.opendocument.${type}`;
  const files = [
    { name: 'content.xml', bytes: documentOf(content) },
    { name: 'styles.xml', bytes: documentOf(styles) },
    { name: 'meta.xml', bytes: odfMeta(properties) },
  ];
  const entry = (path: string, kind: string) =>
    el('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': kind });
  const manifest = el(
    'manifest:manifest',
    { 'xmlns:manifest': `${NAMES}:manifest:1.0`, 'manifest:version': '1.3' },
    entry('/', mediaType),
    ...files.map(({ name }) => entry(name, 'text/xml')),
  );
  return zip(
    [
      { name: 'mimetype', bytes: Buffer.from(mediaType), stored: true },
      ...files,
      { name: 'META-INF/manifest.xml', bytes: documentOf(manifest) },
    ],
    whenOf(properties?.modified ?? properties?.created),
  );
}

/** Spaces that follow one another, at a start or an end too, are told by an element (ODF 1.3 part 3, § 6.1.2). */
export function spaced(text: string): Xml[] {
  return text.split(/(\n|\t| +)/u).flatMap((part, at, every): Xml[] => {
    if (part === '') return [];
    if (part === '\n') return [el('text:line-break')];
    if (part === '\t') return [el('text:tab')];
    if (!/^ +$/.test(part)) return [words(part)];
    const inside = at > 0 && every[at - 1] !== '' && at < every.length - 1 && every[at + 1] !== '';
    return inside && part.length === 1 ? [words(' ')] : [el('text:s', { 'text:c': part.length })];
  });
}
