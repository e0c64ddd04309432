/* Cards linked two by two: touch one, then the other. The lists of the page stay the answer, the cards draw it. */
(() => {
  const start = () => {
    for (const box of document.querySelectorAll('[data-matching]:not([data-ready])')) {
      box.dataset.ready = '';
      for (const part of box.querySelectorAll('[data-rights], [data-letter]')) part.hidden = false;
      for (const option of box.querySelectorAll('option')) option.dataset.text = option.textContent;
      refresh(box);
      // Cards change their height with the window and the letters that come late.
      new ResizeObserver(() => draw(box)).observe(box.querySelector('[data-board]'));
    }
  };

  const leftsOf = (box) => [...box.querySelectorAll('[data-left]')];
  const rightsOf = (box) => [...box.querySelectorAll('[data-right]')];
  const selectOf = (left) => left.querySelector('select');
  const rightOf = (box, left) => rightsOf(box).find((one) => one.dataset.right === selectOf(left).value);
  const textOf = (card) => card.querySelector('.match-text').textContent;
  const once = (box) => !('reuse' in box.dataset);

  /** Cards, letters, lists and lines follow from what the lists hold. */
  const refresh = (box) => {
    const lefts = leftsOf(box);
    const taken = new Set(lefts.map((left) => selectOf(left).value));
    for (const left of lefts) {
      const select = selectOf(left);
      const right = rightOf(box, left);
      left.classList.toggle('is-linked', right !== undefined);
      left.querySelector('[data-letter]').textContent =
        right?.querySelector('.match-letter').textContent ?? '?';
      for (const option of select.options) {
        const elsewhere =
          once(box) && option.value !== '' && option.value !== select.value && taken.has(option.value);
        option.disabled = elsewhere;
        option.textContent = elsewhere
          ? `${option.dataset.text} (${box.dataset.taken})`
          : option.dataset.text;
      }
    }
    for (const right of rightsOf(box)) right.classList.toggle('is-linked', taken.has(right.dataset.right));
    draw(box);
  };

  const draw = (box) => {
    const svg = box.querySelector('[data-lines]');
    const ground = svg.getBoundingClientRect();
    const lines = leftsOf(box).flatMap((left) => {
      const right = rightOf(box, left);
      if (!right) return [];
      const [from, to] = [left.getBoundingClientRect(), right.getBoundingClientRect()];
      const [x1, y1] = [from.right - ground.left, from.top + from.height / 2 - ground.top];
      const [x2, y2] = [to.left - ground.left, to.top + to.height / 2 - ground.top];
      const path = document.createElementNS(svg.namespaceURI, 'path');
      const middle = (x1 + x2) / 2;
      path.setAttribute('d', `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
      return [path];
    });
    svg.replaceChildren(...lines);
  };

  const link = (box, left, right) => {
    const select = selectOf(left);
    const value = right.dataset.right;
    const linked = select.value !== value;
    if (linked && once(box)) {
      for (const other of leftsOf(box)) if (selectOf(other).value === value) selectOf(other).value = '';
    }
    // One that another had is still closed in this list.
    for (const option of select.options) option.disabled = false;
    select.value = linked ? value : '';
    refresh(box);
    say(box, linked ? box.dataset.linked : box.dataset.unlinked, {
      left: textOf(left),
      right: textOf(right),
    });
  };

  const say = (box, text, values) => {
    box.querySelector('[data-said]').textContent = text.replace(/%(\w+)/g, (_, name) => values[name]);
  };

  document.addEventListener('click', (event) => {
    const card = event.target.closest?.('[data-matching] [data-left], [data-matching] [data-right]');
    if (!card || event.target.closest('select')) return;
    // The label of a list would open or focus it.
    event.preventDefault();
    const box = card.closest('[data-matching]');
    const picked = box.querySelector('.is-picked');
    picked?.classList.remove('is-picked');
    const isLeft = 'left' in card.dataset;
    if (picked && picked !== card && 'left' in picked.dataset !== isLeft) {
      link(box, ...(isLeft ? [card, picked] : [picked, card]));
    } else if (picked !== card) {
      card.classList.add('is-picked');
      say(box, box.dataset.picked, { item: textOf(card) });
    }
  });

  document.addEventListener('change', (event) => {
    const box = event.target.closest?.('[data-matching][data-ready]');
    if (!box) return;
    box.querySelector('.is-picked')?.classList.remove('is-picked');
    refresh(box);
  });

  document.addEventListener('htmx:after:swap', start);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
