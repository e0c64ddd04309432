/* A picture seen larger, above the page: to scroll, to pinch, or with buttons. What is being answered stays where it is. */
(() => {
  const ZOOMS = [1, 2, 4];

  const buttonOf = (text, press) => {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'button button-plain', textContent: text });
    button.addEventListener('click', press);
    return button;
  };

  const open = (from) => {
    const { src, alt, close, larger, smaller } = from.dataset;
    const dialog = document.createElement('dialog');
    dialog.className = 'enlarged';
    dialog.setAttribute('aria-label', alt);
    const picture = Object.assign(document.createElement('img'), { src, alt });
    const frame = document.createElement('div');
    frame.className = 'enlarged-frame';
    // Scrolled by the arrows.
    frame.tabIndex = 0;
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', alt);
    frame.append(picture);

    let zoom = 0;
    const zoomTo = (wanted) => {
      zoom = Math.max(0, Math.min(ZOOMS.length - 1, wanted));
      dialog.dataset.zoom = String(ZOOMS[zoom]);
      // The one pressed may be the last: it stays where the focus is.
      less.setAttribute('aria-disabled', String(zoom === 0));
      more.setAttribute('aria-disabled', String(zoom === ZOOMS.length - 1));
    };
    const less = buttonOf(smaller, () => zoomTo(zoom - 1));
    const more = buttonOf(larger, () => zoomTo(zoom + 1));
    const tools = document.createElement('div');
    tools.className = 'enlarged-tools';
    tools.append(
      less,
      more,
      buttonOf(close, () => dialog.close()),
    );
    zoomTo(0);

    picture.addEventListener('click', () => zoomTo(zoom === 0 ? 1 : 0));
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      from.focus({ preventScroll: true });
    });
    dialog.append(tools, frame);
    document.querySelector('.page').append(dialog);
    dialog.showModal();
    tools.lastElementChild.focus();
  };

  document.addEventListener('click', (event) => {
    const from = event.target.closest?.('[data-enlarge]');
    if (from) open(from);
  });
})();
