import { ooxmlProperties } from './properties.ts';
import type { PropertiesFile } from './shape.ts';
import { whenOf } from './when.ts';
import { documentOf, el, type Xml } from './xml.ts';
import { zip } from './zip.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A part of an OOXML file: its place, what it is, and how the main part calls it. */
export interface Part {
  readonly name: string;
  /** As in `application/vnd.openxmlformats-officedocument.<type>+xml`. */
  readonly type: string;
  readonly root: Xml;
  /** How the main part refers to it; undefined of the main part. */
  readonly link?: { readonly id: string; readonly kind: string };
}

/** The attribute by which a part refers to another. */
export const OOXML_LINKS = { 'xmlns:r': OFFICE };

/** An OOXML package (ECMA-376 part 2): the main part first, then those it refers to. */
export function ooxml(parts: readonly Part[], properties: PropertiesFile | undefined): Buffer {
  const main = parts[0]?.name ?? '';
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const { core, app } = ooxmlProperties(properties);
  const override = (name: string, type: string) =>
    el('Override', { PartName: `/${name}`, ContentType: type });
  const types = el(
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    el('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    el('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    ...parts.map(({ name, type }) =>
      override(name, `application/vnd.openxmlformats-officedocument.${type}+xml`),
    ),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
  );
  const links = (targets: readonly (readonly [id: string, kind: string, target: string])[]) =>
    documentOf(
      el(
        'Relationships',
        { xmlns: `${PACKAGE}/relationships` },
        ...targets.map(([id, kind, target]) => el('Relationship', { Id: id, Type: kind, Target: target })),
      ),
    );
  const inner = parts.flatMap(({ name, link }) =>
    link ? [[link.id, `${OFFICE}/${link.kind}`, name.slice(folder.length)] as const] : [],
  );
  return zip(
    [
      { name: '[Content_Types].xml', bytes: documentOf(types) },
      {
        name: '_rels/.rels',
        bytes: links([
          ['rId1', `${OFFICE}/officeDocument`, main],
          ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
          ['rId3', `${OFFICE}/extended-properties`, 'docProps/app.xml'],
        ]),
      },
      { name: 'docProps/core.xml', bytes: core },
      { name: 'docProps/app.xml', bytes: app },
      ...parts.map(({ name, root }) => ({ name, bytes: documentOf(root) })),
      { name: `${folder}_rels/${main.slice(folder.length)}.rels`, bytes: links(inner) },
    ],
    whenOf(properties?.modified ?? properties?.created),
  );
}
