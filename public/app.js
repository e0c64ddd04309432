/* Palier in the page: the session's token, the shell, and a few small helps. No framework, no storage, no cookie. */
(() => {
  // The token lives here and in this entry of the history: it belongs to this frame alone and survives a reload.
  let token = null;

  const start = () => {
    const meta = document.querySelector('meta[name="palier-session"]');
    if (meta) {
      token = meta.content;
      meta.remove();
      remember(meta.dataset.address);
    } else {
      token = history.state?.palier ?? null;
    }
    welcomeShell();
    settle();
    // After htmx, which takes hold of the page in a turn of its own.
    setTimeout(() => document.dispatchEvent(new Event('palier:ready')));
  };

  const remember = (address) => {
    history.replaceState({ ...history.state, htmx: true, palier: token }, '', address);
  };

  const welcomeShell = () => {
    const shell = document.querySelector('[data-shell]');
    if (!shell) return;
    if (token === null) {
      shell.querySelector('[data-shell-loading]').hidden = true;
      shell.querySelector('[data-shell-help]').hidden = false;
      return;
    }
    const address = location.pathname + location.search;
    htmx.ajax('GET', address, { source: document.body, target: document.body, swap: 'innerHTML' });
  };

  /** After a page stands: what it asks to be done by itself. */
  const settle = () => {
    // Of a row of tabs wider than a phone, the one that is open is in sight.
    const tab = document.querySelector('.tab[aria-current]');
    const row = tab?.closest('ul');
    if (row) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    const form = document.querySelector('form[data-autosubmit]');
    if (form && !form.dataset.sent) {
      form.dataset.sent = 'yes';
      form.submit();
    }
  };

  document.addEventListener('htmx:config:request', (event) => {
    const { request } = event.detail.ctx;
    if (token !== null) request.headers.Authorization = `Bearer ${token}`;
    // A whole page is wanted wherever the body is replaced.
    if (event.detail.ctx.target === document.body) request.headers['HX-Request-Type'] = 'full';
  });
  for (const name of ['htmx:after:history:push', 'htmx:after:history:replace']) {
    document.addEventListener(name, () => remember(location.href));
  }

  // Of two things pressed one upon the other, the last one stands, as between pages of any site: a page on its way
  // gives way to it, or would undo its answer, or take away the place where that goes. What was sent is not called back.
  let coming = null;
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    const page = ctx.target === document.body;
    const read = ctx.request.method === 'GET';
    if (ctx.sourceEvent.isTrusted && (page || read)) coming?.request.abort?.();
    if (page && read) coming = ctx;
  });
  document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
    if (coming === ctx) coming = null;
  });

  // A link inside the page makes an entry of its own, which must survive a reload too.
  window.addEventListener('hashchange', () => remember(location.href));

  document.addEventListener('palier:closed', () => {
    token = null;
    remember(location.href);
  });

  document.addEventListener('htmx:after:swap', (event) => {
    settle();
    if (event.detail.ctx.target === document.body) begin();
    else keepPlace(event.detail.ctx);
  });

  /** What was pressed may go with what it replaced: the next Tab then goes on from there. */
  const keepPlace = ({ sourceEvent, target }) => {
    if (sourceEvent && target.id && document.activeElement === document.body)
      document.getElementById(target.id)?.focus({ preventScroll: true });
  };

  /** A new page begins at its top and a screen reader at its heading, unless something there must be read first. */
  const begin = () => {
    window.scrollTo(0, 0);
    if (comeBack()) return;
    const first = document.querySelector('[role="alert"], [data-read-first]');
    const place = first ?? document.querySelector('main h1') ?? document.querySelector('main');
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    if (first && first.getBoundingClientRect().bottom > window.innerHeight - 120)
      first.scrollIntoView({ block: 'center' });
  };

  // A tutorial is a detour: one comes back to the line where one was reading.
  let left = null;
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('.tutorial-link');
    if (link) left = { path: location.pathname, number: tutorials().indexOf(link), href: link.href };
  });

  const comeBack = () => {
    if (left?.path !== location.pathname) return false;
    const link = tutorials()[left.number];
    const found = link?.href === left.href;
    left = null;
    if (!found) return false;
    for (let fold = link.closest('details'); fold; fold = fold.parentElement.closest('details'))
      fold.open = true;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: 'center' });
    return true;
  };

  const tutorials = () => [...document.querySelectorAll('.tutorial-link')];

  const offline = (lost) => {
    const notice = document.getElementById('offline');
    if (notice) notice.hidden = !lost;
  };
  document.addEventListener('htmx:error', () => offline(true));
  document.addEventListener('htmx:after:request', () => offline(false));
  window.addEventListener('online', () => offline(false));
  window.addEventListener('offline', () => offline(true));

  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-copy]');
    if (!button) return;
    const label = button.querySelector('[data-copy-label]') ?? button;
    const before = label.textContent;
    if (!(await copy(button.dataset.copy))) return;
    label.textContent = button.dataset.copied;
    setTimeout(() => {
      label.textContent = before;
    }, 2000);
  });

  /** In a frame without the clipboard permission, the old way still works. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      area.setAttribute('readonly', '');
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
