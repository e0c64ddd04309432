import type { Position } from './problems.ts';

export interface SvgFault {
  readonly message: string;
  readonly position: Position;
}

const FORBIDDEN = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'handler',
]);
const NAME = '[A-Za-z_][\\w:.-]*';
const MARKUP = new RegExp(
  [
    '<!--[\\s\\S]*?-->',
    '<!\\[CDATA\\[[\\s\\S]*?\\]\\]>',
    '<\\?[\\s\\S]*?\\?>',
    `<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
    `</(${NAME})\\s*>`,
  ].join('|'),
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const EMBEDDED = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*$/;

/**
 * Why an SVG may not be served: not well-formed, or able to run or fetch something
 * (script, event attribute, address outside the file). Accepts a strict part of XML 1.0: no DOCTYPE, no own entity.
 */
export function svgFaults(source: string): SvgFault[] {
  const faults: SvgFault[] = [];
  const open: string[] = [];
  let roots = 0;
  const add = (offset: number, message: string) =>
    faults.push({ message, position: positionAt(source, offset) });

  let offset = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (offset < source.length) {
    const next = source.indexOf('<', offset);
    const text = source.slice(offset, next < 0 ? source.length : next);
    if (ENTITY.test(text)) add(offset, 'SVG mal formé : écris « &amp; » au lieu de « & ».');
    if (open.at(-1) === 'style') for (const message of styleFaults(text)) add(offset, message);
    if (next < 0) break;

    MARKUP.lastIndex = next;
    const found = MARKUP.exec(source);
    if (!found) {
      add(next, 'SVG mal formé ici : balise incomplète, attribut sans guillemets ou DOCTYPE.');
      return faults;
    }
    const [markup, opened, attributes = '', selfClosed, closed] = found;
    if (opened !== undefined) {
      if (open.length === 0) roots += 1;
      if (open.length === 0 && opened !== 'svg') add(next, 'ce fichier ne commence pas par <svg>.');
      if (FORBIDDEN.has(opened.toLowerCase().replace(/^.*:/, ''))) {
        add(next, `élément <${opened}> interdit dans un SVG : dessine sans script ni contenu étranger.`);
      }
      for (const message of attributeFaults(attributes)) add(next, message);
      if (!selfClosed) open.push(opened);
    } else if (closed !== undefined) {
      if (open.pop() !== closed) {
        add(next, `SVG mal formé : </${closed}> ne ferme pas la dernière balise ouverte.`);
        return faults;
      }
    } else if (markup.startsWith('<![CDATA[')) {
      for (const message of styleFaults(markup)) add(next, message);
    } else if (markup.startsWith('<?') && !/^<\?xml\s/.test(markup)) {
      add(next, 'instruction <?…?> interdite dans un SVG.');
    }
    offset = MARKUP.lastIndex;
  }
  if (open.length > 0) add(source.length, `SVG mal formé : <${open.at(-1)}> n'est pas fermée.`);
  if (roots !== 1) add(0, 'un fichier SVG contient exactement un élément <svg>.');
  return faults;
}

function attributeFaults(attributes: string): string[] {
  const faults: string[] = [];
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = (double ?? single ?? '').trim();
    const local = name.toLowerCase().replace(/^.*:/, '');
    if (ENTITY.test(value)) faults.push(`SVG mal formé : « & » seul dans ${name}.`);
    if (/^on/.test(local)) faults.push(`attribut ${name} interdit dans un SVG (il lance un script).`);
    if (name.toLowerCase() === 'xml:base') faults.push('attribut xml:base interdit dans un SVG.');
    if (local === 'attributename' && /(^|:)href$|^on/i.test(value)) {
      faults.push(`animation de « ${value} » interdite dans un SVG.`);
    }
    if ((local === 'href' || local === 'src') && !value.startsWith('#') && !EMBEDDED.test(value)) {
      faults.push(`${name} mène hors du fichier : seuls « #… » et les images PNG ou JPEG intégrées passent.`);
    }
    if (!name.toLowerCase().startsWith('xmlns')) faults.push(...styleFaults(value));
  }
  return faults;
}

function styleFaults(css: string): string[] {
  const outside =
    /url\(\s*(?!["']?\s*(?:#|&quot;#))/i.test(css) || /@import|\\[0-9a-f]|javascript:/i.test(css);
  return outside ? ['style ou adresse qui mène hors du fichier, interdit dans un SVG.'] : [];
}

function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
