/*
 * A page that follows its class: told that something arrived, it asks for its live parts again. Where events are blocked,
 * or the browser has none, the page stays as it was read.
 */
(() => {
  /** A class that ends at once is one news. */
  const APART_MS = 4000;
  /** After a refusal (the server starts anew), the next try. */
  const AGAIN_MS = 30_000;
  let source = null;
  let address = null;
  let waiting = null;
  let shownAt = 0;
  let again = null;
  /** The address whose parts were asked for last. */
  let asked = null;

  const place = () => document.querySelector('[data-live]');

  const stop = () => {
    source?.close();
    source = null;
    address = null;
    clearTimeout(again);
  };

  const settle = () => {
    const live = place();
    // A page that nobody looks at holds no connection: a browser has but six.
    if (!live || document.hidden || !window.EventSource) return stop();
    if (source && address === path(live)) return;
    stop();
    address = path(live);
    source = new EventSource(live.dataset.live);
    source.addEventListener('open', () => tell(true));
    source.addEventListener('message', (event) => news(event.data));
    source.addEventListener('error', () => {
      tell(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      again = setTimeout(settle, AGAIN_MS);
    });
  };

  // The signature of the address changes each time that the page is read.
  const path = (live) => live.dataset.live.split('?')[0];

  const tell = (connected) => {
    const note = document.querySelector('[data-live-note]');
    if (note) note.hidden = !connected;
  };

  const news = (stamp) => {
    const live = place();
    tell(true);
    if (!live || live.dataset.stamp === stamp) return;
    refreshIn(Math.max(0, shownAt + APART_MS - Date.now()));
  };

  const refreshIn = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, wait);
  };

  const refresh = () => {
    const live = place();
    if (!live || document.hidden) return;
    // Somebody who types or chooses there is not disturbed.
    if (live.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')) {
      refreshIn(APART_MS);
      return;
    }
    shownAt = Date.now();
    const target = `#${live.id}`;
    asked = here();
    const open = folds(live)
      .filter((fold) => fold.open)
      .map(wordsOf);
    window.htmx.ajax('GET', asked, { source: live, target, select: target, swap: 'outerMorph' }).then(() => {
      for (const fold of folds(place())) if (open.includes(wordsOf(fold))) fold.open = true;
      tell(source?.readyState === EventSource.OPEN);
    });
  };

  // Somebody sorted or filtered while the answer was on its way: it would undo what they see now.
  const keepChoice = (event) => {
    const live = place();
    if (!live || event.detail.ctx.sourceElement !== live || asked === here()) return;
    event.preventDefault();
    refreshIn(APART_MS);
  };
  const here = () => location.pathname + location.search;

  // What somebody unfolded stays so.
  const folds = (live) => [...(live?.querySelectorAll('details') ?? [])];
  const wordsOf = (fold) => fold.querySelector('summary')?.textContent.trim();

  document.addEventListener('palier:ready', settle);
  document.addEventListener('htmx:before:swap', keepChoice);
  document.addEventListener('htmx:after:swap', settle);
  document.addEventListener('visibilitychange', settle);
  window.addEventListener('pagehide', stop);
})();
