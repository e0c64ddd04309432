/* A question read aloud by the browser's own voice, where it has one that speaks French: that of the challenges. */
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;

  /** What is heard, in the order of the page. */
  const PARTS =
    '.instruction > *, .document > *, .picture img, .point-frame img, .choices-legend, .choice-card, .field-label, .field .select, .field-unit, .order-end, .order-text, .match-text';
  /** Some voices stop by themselves in a long text. */
  const LONGEST = 180;

  const french = () => speech.getVoices().filter(({ lang }) => /^fr\b/i.test(lang.replace('_', '-')));
  // Browsers forget to speak what nobody holds.
  let queue = [];

  const start = () => {
    stop();
    for (const place of document.querySelectorAll('[data-aloud]')) place.hidden = french().length === 0;
  };

  const textOf = (part) => {
    if (part.matches('img')) return part.alt;
    if (part.matches('select'))
      return [...part.options].flatMap(({ value, text }) => (value ? [text] : [])).join(', ');
    return part.innerText.replace(/\t/g, ', ').replace(/\s*\n\s*/g, '. ');
  };

  /** Pieces short enough, cut after a sentence, else between words. */
  const piecesOf = (text) => {
    const pieces = [];
    let rest = text.replace(/\s+/g, ' ').trim();
    while (rest.length > LONGEST) {
      const head = rest.slice(0, LONGEST);
      const sentence = Math.max(...['. ', '! ', '? ', '; ', ': '].map((end) => head.lastIndexOf(end)));
      const cut = sentence > 0 ? sentence + 1 : head.lastIndexOf(' ') > 0 ? head.lastIndexOf(' ') : LONGEST;
      pieces.push(rest.slice(0, cut));
      rest = rest.slice(cut).trim();
    }
    return rest === '' ? pieces : [...pieces, rest];
  };

  const speak = (place) => {
    const [voice] = french().sort((a, b) => b.localService - a.localService);
    const parts = [...document.querySelectorAll(PARTS)].filter(
      (part) => part.closest('#answer-form') && !part.closest('[hidden], details:not([open])'),
    );
    queue = parts.flatMap((part) =>
      piecesOf(textOf(part)).map((text) => {
        const words = new SpeechSynthesisUtterance(text);
        words.lang = 'fr-FR';
        words.voice = voice;
        words.onstart = () => show(part);
        return words;
      }),
    );
    const last = queue.at(-1);
    if (!last) return;
    last.onend = stop;
    for (const words of queue) {
      words.onerror = stop;
      speech.speak(words);
    }
    label(place, true);
  };

  const show = (part) => {
    for (const other of document.querySelectorAll('.is-spoken')) other.classList.remove('is-spoken');
    part?.classList.add('is-spoken');
  };

  const stop = () => {
    for (const words of queue) {
      words.onend = null;
      words.onerror = null;
      words.onstart = null;
    }
    queue = [];
    speech.cancel();
    show(null);
    for (const place of document.querySelectorAll('[data-aloud]')) label(place, false);
  };

  const label = (place, speaking) => {
    place.classList.toggle('is-speaking', speaking);
    place.querySelector('[data-aloud-label]').textContent = speaking
      ? place.dataset.stop
      : place.dataset.listen;
  };

  document.addEventListener('click', (event) => {
    const place = event.target.closest?.('[data-aloud] button')?.closest('[data-aloud]');
    if (!place) return;
    const speaking = queue.length > 0;
    stop();
    if (!speaking) speak(place);
  });

  speech.addEventListener?.('voiceschanged', () => queue.length === 0 && start());
  window.addEventListener('pagehide', stop);
  document.addEventListener('htmx:after:swap', (event) => {
    if (event.detail.ctx.target === document.body) start();
  });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
