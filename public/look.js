/* How a person wants to read: the document wears what the server says, at once when they choose, and after a reload. */
(() => {
  const NAMES = ['theme', 'contrast', 'letters', 'size', 'motion'];
  const root = document.documentElement;

  const set = (element, name, value) => {
    if (value) element.setAttribute(`data-${name}`, value);
    else element.removeAttribute(`data-${name}`);
  };

  /** `early.js` wears it before a reloaded page is drawn. */
  const note = () => {
    const look = {};
    for (const name of NAMES) if (root.dataset[name]) look[name] = root.dataset[name];
    history.replaceState({ ...history.state, look }, '');
  };

  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx.target !== document.body) return;
    const page = document.querySelector('.page');
    if (!page) return;
    root.lang = page.lang;
    for (const name of NAMES) set(root, name, page.dataset[name]);
    note();
  });
  for (const name of ['htmx:after:history:push', 'htmx:after:history:replace'])
    document.addEventListener(name, note);

  document.addEventListener('change', (event) => {
    const input = event.target;
    if (!input.closest?.('[data-look-form]')) return;
    set(root, input.name, input.value);
    note();
  });

  // After `app.js` gave this entry of the history its address.
  document.addEventListener('palier:ready', note, { once: true });
})();
