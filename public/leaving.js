/*
 * What leaving a question's page means: a word of caution before an unsaved answer is lost, and, where the question is
 * « de mémoire », a note that the page was left.
 */
(() => {
  /** A page that has lost the focus this long was left: a menu or a key of the device takes it for a moment. */
  const AWAY_MS = 1000;

  const formOf = () => document.getElementById('answer-form');
  const written = (form) => new URLSearchParams(new FormData(form)).toString();

  // What the form held when it was first touched: scripts that draw it have then done their part.
  let untouched = null;
  let sent = false;
  let allowed = null;
  // This page's place in the history, where the browser names it.
  let here = null;

  const note = (event) => {
    const form = formOf();
    if (!form?.contains(event.target)) return;
    untouched ??= written(form);
    here = window.navigation?.currentEntry?.key ?? null;
  };
  for (const name of ['pointerdown', 'keydown', 'focusin']) document.addEventListener(name, note, true);

  const unsaved = () => {
    const form = formOf();
    if (!form || sent) return false;
    return form.hasAttribute('data-unsaved') || (untouched !== null && written(form) !== untouched);
  };

  const leads = (element) => {
    if (element.matches('button')) return element.hasAttribute('hx-post') && !element.form;
    const here = element.getAttribute('href')?.startsWith('#');
    return !here && !element.target && !element.hasAttribute('download');
  };

  document.addEventListener(
    'click',
    (event) => {
      const element = event.target.closest?.('a[href], button');
      if (!element || element === allowed || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!leads(element) || !unsaved()) return;
      event.preventDefault();
      event.stopPropagation();
      warn((leaves) => {
        if (!leaves) return;
        allowed = element;
        element.click();
        allowed = null;
      });
    },
    true,
  );

  const warn = (then) => {
    const dialog = document.getElementById('unsaved');
    dialog.returnValue = '';
    dialog.addEventListener('close', () => then(dialog.returnValue === 'leave'), { once: true });
    dialog.showModal();
  };

  // Back has moved before one can ask: who stays is brought forward again, the page never having changed.
  let returning = null;
  document.addEventListener('htmx:before:history:restore', (event) => {
    const dialog = document.getElementById('unsaved');
    if (returning !== null) {
      event.preventDefault();
      const place = returning;
      returning = null;
      // The browser gives the focus up after a move, unless it changes meanwhile.
      place.blur();
      place.focus({ preventScroll: true });
      return;
    }
    // Back once more, at the caution itself, is an answer.
    if (!unsaved() || dialog.open) return;
    event.preventDefault();
    const place = document.activeElement;
    const entry = here;
    warn((leaves) => {
      if (leaves) {
        sent = true;
        const address = location.pathname + location.search;
        htmx.ajax('GET', address, { source: document.body, target: document.body, swap: 'innerHTML' });
        return;
      }
      returning = place;
      if (entry !== null) navigation.traverseTo(entry);
      else history.forward();
    });
  });

  document.addEventListener('submit', (event) => {
    if (event.target === formOf()) sent = true;
  });
  document.addEventListener('htmx:error', () => {
    sent = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (!unsaved() || allowed) return;
    event.preventDefault();
    event.returnValue = '';
  });

  // Told on the way back: nothing can be answered before.
  let away = null;
  let hidden = false;
  const focusPlace = () => document.querySelector('[data-focus]');

  const leave = () => {
    if (!focusPlace()) return;
    away ??= Date.now();
    hidden ||= document.visibilityState === 'hidden';
  };

  const comeBack = () => {
    if (away === null || document.visibilityState === 'hidden' || !document.hasFocus()) return;
    const gone = hidden || Date.now() - away >= AWAY_MS;
    const place = focusPlace();
    forget();
    if (!gone || !place) return;
    const times = Number(place.dataset.times) + 1;
    place.dataset.times = String(times);
    place.querySelector('[data-focus-here]').hidden = true;
    place.querySelector('[data-focus-left]').hidden = false;
    const values = { challenge: place.dataset.focus, times };
    htmx.ajax('POST', place.dataset.action, { source: place, target: place, swap: 'none', values });
  };

  const forget = () => {
    away = null;
    hidden = false;
  };

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
    // The focus comes after.
    else setTimeout(comeBack);
  });
  window.addEventListener('blur', leave);
  window.addEventListener('focus', comeBack);

  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx.target !== document.body) return;
    untouched = null;
    sent = false;
    forget();
  });
})();
