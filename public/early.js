/*
 * Before the other scripts run (a slow phone, a slow link), what is pressed would leave without the session's token and
 * lose the launch. It is kept, and pressed again as soon as the page can answer. Small, and in the head without `defer`.
 */
(() => {
  // As chosen, before anything is drawn: a reloaded page does not know yet who reads it.
  for (const [name, value] of Object.entries(history.state?.look ?? {}))
    document.documentElement.setAttribute(`data-${name}`, value);

  let pressed = null;

  // What opens elsewhere, or is sent as it stands, needs no token; and a delayed press would not open a new tab.
  const isOurs = (element) =>
    !element.target &&
    !element.form?.target &&
    !element.hasAttribute('download') &&
    !element.closest('[hx-boost="false"]');

  const hold = (event) => {
    const element =
      event.type === 'submit'
        ? (event.submitter ?? event.target.querySelector('button'))
        : event.target.closest?.('a[href], button');
    if (!element || !isOurs(element) || element.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = element;
    document.documentElement.classList.add('is-waiting');
  };

  const release = () => {
    document.removeEventListener('click', hold, true);
    document.removeEventListener('submit', hold, true);
    document.documentElement.classList.remove('is-waiting');
  };

  document.addEventListener('click', hold, true);
  document.addEventListener('submit', hold, true);
  document.addEventListener(
    'palier:ready',
    () => {
      release();
      if (pressed?.isConnected) pressed.click();
    },
    { once: true },
  );
  // A script that does not come leaves the page as the browser knows it, rather than dead.
  window.addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && release(), true);
})();
