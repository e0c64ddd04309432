/** Pages of the replayed Moodle: the least that a browser needs. */

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>${body}</body></html>`;
}

/** A form that sends itself, as Moodle's do. */
export function sentForm(action: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    'LTI',
    `<form action="${escapeHtml(action)}" method="post" id="send">${inputs.join('')}</form><script>document.getElementById('send').submit()</script>`,
  );
}

/** The tool's frame, with the attributes that were recorded. */
export function framed(title: string, source: string, toolOrigin: string): string {
  const allow = ['microphone', 'camera', 'geolocation', 'midi', 'encrypted-media', 'autoplay']
    .map((what) => `${what} ${toolOrigin}`)
    .join('; ');
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1><iframe id="contentframe" height="600px" width="100%" src="${escapeHtml(source)}" allow="${allow}" allowfullscreen="1"></iframe>`,
  );
}

/** The page that opens a window of its own, with a link where pop-ups are blocked. */
export function opener(title: string, source: string): string {
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1><a id="open" href="${escapeHtml(source)}" target="_blank">Cliquez pour ouvrir</a>`,
  );
}

export function courseList(links: readonly { readonly href: string; readonly name: string }[]): string {
  const items = links.map(
    ({ href, name }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`,
  );
  return page('Pix 3e', `<h1>Pix 3e</h1><ul>${items.join('')}</ul>`);
}

export const INVALID_REQUEST = page('Erreur', '<p class="errormessage">Invalid request</p>');
