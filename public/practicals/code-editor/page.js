/*
 * What a pupil's page looks like and how it is heard: drawn from the tree that the server judges, element by element, in
 * a shadow of its own. No script, no address, no style sheet of the page ever reaches the browser.
 */
window.CodePage = (() => {
  const { h } = window.Practical;
  const { nameOfElement, pathTo, readPage, sheetsOf, stylesOf, wordsIn } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.code-editor.${name}`, values);

  const TAGS =
    /^(?:a|abbr|address|article|aside|b|blockquote|br|button|caption|cite|code|dd|del|details|div|dl|dt|em|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|i|img|input|ins|kbd|label|legend|li|main|mark|nav|ol|option|p|pre|q|s|section|select|small|span|strong|sub|summary|sup|table|tbody|td|textarea|tfoot|th|thead|time|tr|u|ul)$/;
  /** Their content shows nothing. */
  const MUTE = new Set(['head', 'script', 'style', 'title', 'meta', 'link', 'template', 'noscript']);
  const ATTRIBUTES =
    /^(?:alt|checked|class|cols|colspan|disabled|for|height|id|lang|max|maxlength|min|multiple|name|open|placeholder|readonly|required|role|rows|rowspan|scope|selected|size|start|tabindex|title|type|value|width|aria-[a-z]+)$/;
  const STYLES =
    /^(?:align-(?:items|self|content)|background-color|border(?:-[a-z]+)*|box-(?:shadow|sizing)|clear|color|column-gap|columns|display|flex(?:-[a-z]+)?|float|font(?:-[a-z]+)?|gap|grid(?:-[a-z]+)*|height|justify-[a-z]+|letter-spacing|line-height|list-style(?:-[a-z]+)?|margin-[a-z]+|max-height|max-width|min-height|min-width|object-fit|opacity|order|overflow(?:-[xy])?|padding-[a-z]+|row-gap|text-[a-z-]+|vertical-align|visibility|width)$/;

  /** The page at this path; `go(path, address)` follows a link, `path` null when it leaves the site. */
  const drawn = ({ path, textAt, pictureAt, width, go }) => {
    const { root } = readPage(textAt(path) ?? '');
    const styles = stylesOf(root, sheetsOf(root, path, textAt), width);
    const make = (node) => {
      if (typeof node === 'string') return document.createTextNode(node);
      const { tag, attributes, children } = node;
      if (MUTE.has(tag)) return document.createDocumentFragment();
      if (tag === 'html' || tag === 'body' || !TAGS.test(tag)) {
        const box = h(tag === 'html' || tag === 'body' ? 'div' : 'span', {});
        if (tag === 'iframe') box.textContent = t('frame', { name: nameOfElement(node, root) || '?' });
        box.append(...children.map(make));
        dress(box, node);
        return box;
      }
      const picture = tag === 'img' ? pictureAt(pathTo(path, attributes.src ?? '')) : null;
      if (tag === 'img' && !picture) {
        const gone = h('span', { class: 'no-picture' }, t('no-picture', { src: attributes.src ?? '' }));
        gone.style.setProperty('border', '1px dashed');
        gone.style.setProperty('padding', '2px 6px');
        return gone;
      }
      const one = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (ATTRIBUTES.test(name)) one.setAttribute(name, value);
      }
      if (picture) {
        one.src = picture;
        if (!('alt' in attributes)) one.alt = '';
      }
      if (
        tag === 'input' &&
        !/^(?:checkbox|radio|submit|button|reset|number|date|email|tel|password|text|search|range)$/.test(
          attributes.type ?? 'text',
        )
      )
        one.type = attributes.type === 'image' ? 'submit' : 'text';
      if (tag === 'button') one.type = 'button';
      if (tag === 'form') one.addEventListener('submit', (event) => event.preventDefault());
      if (tag === 'a' && 'href' in attributes) {
        one.href = '#';
        one.addEventListener('click', (event) => {
          event.preventDefault();
          go(pathTo(path, attributes.href), attributes.href);
        });
      }
      if (tag === 'details') one.open = 'open' in attributes;
      one.append(...children.map(make));
      dress(one, node);
      return one;
    };
    const dress = (one, node) => {
      for (const [name, value] of Object.entries(styles.get(node) ?? {})) {
        if (STYLES.test(name) && !/url\s*\(|var\s*\(/i.test(value)) one.style.setProperty(name, value);
      }
    };
    return root.children.map(make);
  };

  const title = (text) => {
    const find = (node) =>
      typeof node === 'string'
        ? null
        : node.tag === 'title'
          ? wordsIn(node)
          : node.children.reduce((found, child) => found ?? find(child), null);
    return find(readPage(text).root) ?? '';
  };

  /** What a screen reader says of the page, from top to bottom. */
  const heard = (text) => {
    const { root } = readPage(text);
    const said = [];
    const named = (key, node) => {
      const name = nameOfElement(node, root);
      said.push(name === '' ? t(`heard.${key}-unnamed`) : t(`heard.${key}`, { name }));
    };
    const walk = (node) => {
      if (typeof node === 'string') {
        const words = node.replace(/\s+/g, ' ').trim();
        if (words !== '') said.push(words);
        return;
      }
      const { tag, attributes, children } = node;
      if (MUTE.has(tag) && tag !== 'head') return;
      if (tag === 'html')
        said.push(attributes.lang ? t('heard.lang', { name: attributes.lang }) : t('heard.lang-unnamed'));
      if (tag === 'img') {
        if (attributes.alt === undefined) said.push(t('heard.image-unnamed', { name: attributes.src ?? '' }));
        else if (attributes.alt.trim() !== '') said.push(t('heard.image', { name: attributes.alt }));
      } else if (/^h[1-6]$/.test(tag)) {
        said.push(t('heard.heading', { level: tag.slice(1), name: nameOfElement(node, root) }));
      } else if (tag === 'a' && attributes.href !== undefined) named('link', node);
      else if (tag === 'button') named('button', node);
      else if (tag === 'input' && /^(?:submit|button|image)$/.test(attributes.type ?? ''))
        named('button', node);
      else if (tag === 'input' || tag === 'select' || tag === 'textarea') named('field', node);
      else children.forEach(walk);
    };
    root.children.forEach(walk);
    return said;
  };

  return { drawn, heard, title };
})();
