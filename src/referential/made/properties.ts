import type { PropertiesFile } from './shape.ts';
import { BY_DEFAULT, isoOf, whenOf } from './when.ts';
import { documentOf, el, type Xml } from './xml.ts';

/** Who is said to have made a file whose author names no program. */
const SOFTWARE = 'Palier';

/** Properties with nothing left out that a file needs. */
export interface Told {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly subject: string | undefined;
  readonly keywords: readonly string[];
  readonly description: string | undefined;
  readonly created: string;
  readonly modified: string;
  readonly lastAuthor: string | undefined;
  readonly revision: number;
  readonly software: string;
}

/** `created` and `modified`: ISO 8601 without a zone. */
export function told(file: PropertiesFile | undefined): Told {
  const created = file?.created ?? BY_DEFAULT;
  return {
    title: file?.title,
    author: file?.author,
    subject: file?.subject,
    keywords: file?.keywords ?? [],
    description: file?.description,
    created: isoOf(whenOf(created)),
    modified: isoOf(whenOf(file?.modified ?? created)),
    lastAuthor: file?.lastAuthor ?? file?.author,
    revision: file?.revision ?? 1,
    software: file?.software ?? SOFTWARE,
  };
}

const optional = (tag: string, value: string | undefined): Xml[] =>
  value === undefined ? [] : [el(tag, {}, value)];

/** `meta.xml` of an OpenDocument (ODF 1.3 part 3, § 4.3). */
export function odfMeta(file: PropertiesFile | undefined): Buffer {
  const { title, author, subject, keywords, description, created, modified, lastAuthor, revision, software } =
    told(file);
  return documentOf(
    el(
      'office:document-meta',
      {
        'xmlns:office': 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
        'xmlns:meta': 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'office:version': '1.3',
      },
      el(
        'office:meta',
        {},
        el('meta:generator', {}, software),
        ...optional('dc:title', title),
        ...optional('dc:description', description),
        ...optional('dc:subject', subject),
        ...keywords.map((keyword) => el('meta:keyword', {}, keyword)),
        ...optional('meta:initial-creator', author),
        ...optional('dc:creator', lastAuthor),
        el('meta:creation-date', {}, created),
        el('dc:date', {}, modified),
        el('meta:editing-cycles', {}, String(revision)),
      ),
    ),
  );
}

/** `docProps/core.xml` and `docProps/app.xml` of an OOXML file (ECMA-376 part 2, § 11). */
export function ooxmlProperties(file: PropertiesFile | undefined): { core: Buffer; app: Buffer } {
  const { title, author, subject, keywords, description, created, modified, lastAuthor, revision, software } =
    told(file);
  const moment = (tag: string, value: string) => el(tag, { 'xsi:type': 'dcterms:W3CDTF' }, `${value}Z`);
  const core = el(
    'cp:coreProperties',
    {
      'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    ...optional('dc:title', title),
    ...optional('dc:subject', subject),
    ...optional('dc:creator', author),
    ...optional('cp:keywords', keywords.length > 0 ? keywords.join(', ') : undefined),
    ...optional('dc:description', description),
    ...optional('cp:lastModifiedBy', lastAuthor),
    el('cp:revision', {}, String(revision)),
    moment('dcterms:created', created),
    moment('dcterms:modified', modified),
  );
  const app = el(
    'Properties',
    { xmlns: 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties' },
    el('Application', {}, software),
  );
  return { core: documentOf(core), app: documentOf(app) };
}
