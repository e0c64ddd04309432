/*
 * Simulated applications stand in frames that have no origin and no network. This page gives each its configuration and
 * hears what becomes of it; what is heard is only kept in the form (the server judges it) and in this entry of the
 * history, so that a reload loses nothing.
 */
(() => {
  /** Of a state, as the form sends it: the server takes no more. */
  const MOST = 32000;
  const MOST_SENT = 55000;
  /** Of a frame, which shows its window whole: one that scrolled within the page would hold a thumb on a phone. */
  const HEIGHTS = { least: 240, most: 12000 };
  /** Safari allows a hundred changes of the history in half a minute: so many in a span (ms), then a pause before each. */
  const KEPT = { most: 25, span: 15000, after: 1500 };

  const boxes = () => [...document.querySelectorAll('[data-practical]')];
  const frameOf = (box) => box.querySelector('iframe');

  // A frame without origin cannot be named as a target: what it is sent holds no secret.
  const tell = (box, message) => frameOf(box).contentWindow?.postMessage(message, '*');

  const look = () => {
    const { theme, contrast, letters, size, motion } = document.documentElement.dataset;
    return { theme, contrast, letters, size, motion };
  };

  const begin = (box) => {
    const { config, state } = JSON.parse(box.dataset.setup);
    tell(box, { kind: 'begin', config, state, look: look(), ...keptFor(box) });
  };

  /** What was done before a reload, or before the form came back. */
  const keptFor = (box) => {
    if (!('keep' in box.dataset)) return {};
    const kept = history.state?.practical;
    if (kept?.id === box.dataset.id) return { kept: { state: kept.state, view: kept.view } };
    const { value } = box.querySelector('[data-reached]');
    return value === '' ? {} : { kept: { state: JSON.parse(value) } };
  };

  /** At once, so that a reload just after an act loses nothing; later when there were many. */
  let span = { since: 0, count: 0 };
  let keeping = null;
  const keepInHistory = (box, practical) => {
    clearTimeout(keeping);
    const now = performance.now();
    if (now - span.since > KEPT.span) span = { since: now, count: 0 };
    const save = () => {
      if (box.isConnected) history.replaceState({ ...history.state, practical }, '');
    };
    span.count += 1;
    if (span.count <= KEPT.most) save();
    else keeping = setTimeout(save, KEPT.after);
  };

  const keep = (box, { state, view, touched }) => {
    const text = JSON.stringify(state);
    const viewText = JSON.stringify(view ?? null);
    if (text.length > MOST || encodeURIComponent(text).length > MOST_SENT || viewText.length > MOST) return;
    box.querySelector('[data-reached]').value = touched === true ? text : '';
    keepInHistory(box, { id: box.dataset.id, state, view });
  };

  window.addEventListener('message', ({ source, origin, data }) => {
    if (origin !== 'null' || source === null || typeof data !== 'object' || data === null) return;
    const box = boxes().find((one) => frameOf(one).contentWindow === source);
    if (!box) return;
    if (data.kind === 'ready') begin(box);
    if (data.kind === 'height' && Number.isFinite(data.height)) {
      box.querySelector('[data-wait]').hidden = true;
      box.dataset.begun = '';
      const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, Math.ceil(data.height)));
      const frame = frameOf(box);
      // Its border counts in its height: two pixels less would scroll.
      frame.style.height = `${height + frame.offsetHeight - frame.clientHeight}px`;
    }
    if (data.kind === 'state' && typeof data.state === 'object' && data.state !== null) {
      box.querySelector('[data-undo]').disabled = data.canUndo !== true;
      box.querySelector('[data-reset]').disabled = data.touched !== true;
      if ('keep' in box.dataset) keep(box, data);
    }
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-practical] [data-undo], [data-practical] [data-reset]');
    if (!button) return;
    const box = button.closest('[data-practical]');
    const undo = 'undo' in button.dataset;
    tell(box, { kind: undo ? 'undo' : 'reset' });
    const said = box.querySelector('[data-said]');
    said.textContent = undo ? said.dataset.undone : said.dataset.wasReset;
  });

  // A frame that was ready before this script: it says so again when asked.
  const greet = () => {
    for (const box of boxes()) tell(box, { kind: 'greet' });
  };
  document.addEventListener('htmx:after:swap', greet);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', greet);
  else greet();
})();
