import { expect, test } from 'vitest';
import { inspectPicture } from '../../src/referential/media.ts';

const svg = (inside: string, attributes = 'width="340" height="200"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);

test.each([
  [
    'a plain drawing',
    '<!-- fond --><rect width="3" height="4" fill="url(#g)"/><text>a &lt; b, on=1 https://x.example</text>',
  ],
  ['an inner link', '<defs><g id="a"/></defs><use href="#a"/>'],
  ['an embedded PNG', '<image href="data:image/png;base64,iVBORw0KGgo="/>'],
  ['a style of its own', '<style>text { font: 16px sans-serif; fill: #123 }</style>'],
])('an SVG with %s is accepted', (_title, inside) => {
  expect(inspectPicture('a.svg', svg(inside))).toEqual({ size: { width: 340, height: 200 }, faults: [] });
});

test.each([
  ['a script', '<script>alert(1)</script>', 'élément <script> interdit'],
  ['a prefixed script', '<x:SCRIPT/>', 'élément <x:SCRIPT> interdit'],
  ['foreign content', '<foreignObject/>', 'élément <foreignObject> interdit'],
  ['an event attribute', "<rect onload='alert(1)'/>", 'attribut onload interdit'],
  ['an event attribute on a new line', '<rect\n\tonclick = "x"/>', 'attribut onclick interdit'],
  ['a link outside', '<a xlink:href="https://x.example"/>', 'xlink:href mène hors du fichier'],
  ['a hidden javascript link', '<a href="&#106;avascript:alert(1)"/>', 'href mène hors du fichier'],
  ['an embedded SVG', '<image href="data:image/svg+xml;base64,PHN2Zz4="/>', 'href mène hors du fichier'],
  ['an animated link', '<set attributeName="xlink:href" to="#a"/>', 'animation de « xlink:href »'],
  ['a fill from elsewhere', '<rect fill="url(https://x.example/a)"/>', 'style ou adresse'],
  ['an imported style', '<style>@import "https://x.example";</style>', 'style ou adresse'],
  ['a style hidden in CDATA', '<style><![CDATA[a{background:url(//x)}]]></style>', 'style ou adresse'],
  ['a processing instruction', '<?xml-stylesheet href="https://x.example"?>', 'instruction <?'],
  ['an unclosed tag', '<g>', 'SVG mal formé'],
  ['an attribute without quotes', '<rect onload=alert(1) />', 'SVG mal formé'],
  ['a lone ampersand', '<text>a & b</text>', 'SVG mal formé'],
])('an SVG with %s is refused', (_title, inside, message) => {
  const [fault] = inspectPicture('a.svg', svg(inside)).faults;
  expect(fault?.message).toContain(message);
});

test('a DOCTYPE, and with it entities, is refused', () => {
  const source = `<!DOCTYPE svg [<!ENTITY a "b">]>\n${svg('')}`;
  expect(inspectPicture('a.svg', Buffer.from(source)).faults[0]?.message).toContain('DOCTYPE');
});

test('a fault stands at its line and column', () => {
  const { faults } = inspectPicture('a.svg', svg('\n<g>\n  <script/>\n</g>'));
  expect(faults).toEqual([{ message: expect.any(String), position: { line: 3, column: 3 } }]);
});

test.each([
  ['width and height', 'width="12px" height="8.5"', { width: 12, height: 8.5 }],
  ['viewBox alone', 'viewBox="0 -5, 30 20"', { width: 30, height: 20 }],
  [
    'width in percent and viewBox',
    'width="100%" height="100%" viewBox="0 0 30 20"',
    { width: 30, height: 20 },
  ],
  ['nothing', '', null],
])('size of an SVG with %s', (_title, attributes, size) => {
  expect(inspectPicture('a.svg', svg('', attributes)).size).toEqual(size);
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAC0lEQVR4nGNgQAcAABIAAeRVjecAAAAASUVORK5CYII=',
  'base64',
);
// Start of image, an application segment, then a baseline frame of 5 × 7 pixels.
const JPEG = Buffer.from('ffd8ffe000040000ffc0000b080007000501011100', 'hex');

test('size of PNG and JPEG files, and of files that only bear the name', () => {
  expect(inspectPicture('a.png', PNG).size).toEqual({ width: 2, height: 3 });
  expect(inspectPicture('a.jpg', JPEG).size).toEqual({ width: 5, height: 7 });
  for (const name of ['a.png', 'a.jpg']) {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('texte'),
      name === 'a.png' ? JPEG : PNG,
      JPEG.subarray(0, 9),
    ]) {
      expect(inspectPicture(name, bytes)).toMatchObject({ size: null, faults: [expect.anything()] });
    }
  }
});
