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

  document.addEventListener('palier:closed', () => {
    token = null;
    remember(location.href);
  });

  document.addEventListener('htmx:after:swap', (event) => {
    settle();
    // A new page begins at its top, and a screen reader at its content.
    if (event.detail.ctx.target !== document.body) return;
    window.scrollTo(0, 0);
    const focus = document.querySelector('[role="alert"], [autofocus], main');
    focus?.focus({ preventScroll: true });
  });

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
