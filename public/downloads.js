/*
 * A file that takes a while to prepare says so, and when it is there. Where the browser cannot, the link alone fetches it.
 */
(() => {
  const READY_MS = 4000;

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-download]');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    if (!window.fetch || !window.URL?.createObjectURL) return;
    event.preventDefault();
    if (link.getAttribute('aria-busy') !== 'true') fetchFile(link);
  });

  const fetchFile = async (link) => {
    const label = link.querySelector('[data-download-label]') ?? link;
    const state = link.closest('section')?.querySelector('[data-download-state]');
    const words = link.dataset.label ?? label.textContent;
    link.dataset.label = words;
    const tell = (name) => {
      label.textContent = link.dataset[name] ?? words;
      if (state) {
        state.textContent = state.dataset[name];
        state.classList.toggle('exports-failed', name === 'failed');
      }
    };
    link.setAttribute('aria-busy', 'true');
    tell('preparing');
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(String(answer.status));
      save(await answer.blob(), link.download);
      tell('ready');
      setTimeout(() => {
        if (link.getAttribute('aria-busy') !== 'true') label.textContent = words;
      }, READY_MS);
    } catch {
      tell('failed');
    }
    link.removeAttribute('aria-busy');
  };

  const save = (file, name) => {
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // Safari reads it after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
})();
