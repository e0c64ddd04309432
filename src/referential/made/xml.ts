/** XML that is already written: what is put inside another element as it is. */
export interface Xml {
  readonly xml: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; texts among its children are escaped. Attributes left undefined are left out. */
export function el(tag: string, attributes: Attributes = {}, ...children: readonly (Xml | string)[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
  const inside = children.map((child) => (typeof child === 'string' ? escapeXml(child) : child.xml)).join('');
  return { xml: inside === '' ? `<${tag}${written}/>` : `<${tag}${written}>${inside}</${tag}>` };
}

/** A text by itself, escaped. */
export function words(text: string): Xml {
  return { xml: escapeXml(text) };
}

/** Elements one after the other. */
export function all(parts: readonly Xml[]): Xml {
  return { xml: parts.map(({ xml }) => xml).join('') };
}

/** The bytes of a document whose root this is. */
export function documentOf(root: Xml): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root.xml}`, 'utf8');
}

/** Signs that XML 1.0 has no way to write are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
