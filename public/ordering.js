/* Labels put in order: dragged by their handle, or moved by their arrows. The lists of places stay the answer. */
(() => {
  const start = () => {
    for (const box of document.querySelectorAll('[data-ordering]:not([data-ready])')) {
      box.dataset.ready = '';
      for (const part of box.querySelectorAll('[data-grip], [data-moves]')) part.hidden = false;
      for (const select of box.querySelectorAll('select')) select.hidden = true;
      number(box);
    }
  };

  const itemsOf = (box) => [...box.querySelectorAll('[data-item]')];
  const boxOf = (item) => item.closest('[data-ordering]');

  /** The places follow from the order on the page. */
  const number = (box) => {
    const items = itemsOf(box);
    for (const [index, item] of items.entries()) {
      item.querySelector('select').value = String(index + 1);
      for (const button of item.querySelectorAll('[data-move]')) {
        const end = Number(button.dataset.move) < 0 ? 0 : items.length - 1;
        // A disabled button would lose the focus just as it reaches the end.
        button.setAttribute('aria-disabled', String(index === end));
      }
    }
  };

  const say = (item) => {
    const box = boxOf(item);
    const items = itemsOf(box);
    box.querySelector('[data-said]').textContent = box.dataset.moved
      .replace('%item', () => item.dataset.item)
      .replace('%position', String(items.indexOf(item) + 1))
      .replace('%count', String(items.length));
  };

  /** Makes a change of the list, and lets each label glide to its new place. */
  const glide = (box, change) => {
    const before = new Map(itemsOf(box).map((item) => [item, item.getBoundingClientRect().top]));
    change();
    number(box);
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [item, top] of before) {
      const from = top - item.getBoundingClientRect().top;
      if (from !== 0) {
        item.animate([{ transform: `translateY(${from}px)` }, { transform: 'none' }], {
          duration: 160,
          easing: 'ease-out',
        });
      }
    }
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-ordering] [data-move]');
    if (!button) return;
    const item = button.closest('[data-item]');
    const up = Number(button.dataset.move) < 0;
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (other) {
      // The neighbour moves: what has the focus stays in the page.
      glide(boxOf(item), () => (up ? item.after(other) : item.before(other)));
    }
    say(item);
  });

  let drag = null;

  document.addEventListener('pointerdown', (event) => {
    const item = event.target.closest?.('[data-ordering] [data-item]');
    if (!item || drag || event.button !== 0 || event.target.closest('button')) return;
    // A finger elsewhere than on the handle scrolls the page.
    if (event.pointerType !== 'mouse' && !event.target.closest('[data-grip]')) return;
    const items = itemsOf(boxOf(item));
    const boxes = items.map((one) => {
      const { top, height } = one.getBoundingClientRect();
      return { top: top + window.scrollY, height };
    });
    const from = items.indexOf(item);
    const { pointerId: pointer, clientY: y } = event;
    drag = { item, items, boxes, from, to: from, pointer, y, startY: y, start: y + window.scrollY };
    item.classList.add('is-dragged');
    // In a frame, a mouse let go outside would never be heard of.
    item.setPointerCapture(pointer);
    drag.frame = requestAnimationFrame(creep);
  });

  document.addEventListener('pointermove', (event) => {
    if (event.pointerId !== drag?.pointer) return;
    drag.y = event.clientY;
    follow();
  });

  /** Near an edge of the window, the page comes along. */
  const creep = () => {
    if (!drag) return;
    const step = drag.y < 70 ? -9 : drag.y > window.innerHeight - 110 ? 9 : 0;
    if (step !== 0 && Math.abs(drag.y - drag.startY) > 8) {
      window.scrollBy(0, step);
      follow();
    }
    drag.frame = requestAnimationFrame(creep);
  };

  /** The label follows the pointer; those it passes make room. */
  const follow = () => {
    const { item, items, boxes, from, start, y } = drag;
    const own = boxes[from];
    const last = boxes[boxes.length - 1];
    const highest = boxes[0].top - own.top;
    const lowest = last.top + last.height - own.top - own.height;
    const by = Math.max(highest, Math.min(lowest, y + window.scrollY - start));
    const passed = (box, index) =>
      index < from
        ? own.top + by < box.top + box.height / 2
        : own.top + own.height + by > box.top + box.height / 2;
    const gap = boxes[1].top - boxes[0].top - boxes[0].height;
    drag.to = from;
    for (const [index, other] of items.entries()) {
      if (index === from) continue;
      const makesRoom = passed(boxes[index], index);
      if (makesRoom) drag.to = index < from ? Math.min(drag.to, index) : Math.max(drag.to, index);
      const room = (own.height + gap) * (index < from ? 1 : -1);
      other.style.transform = makesRoom ? `translateY(${room}px)` : '';
    }
    item.style.transform = `translateY(${by}px)`;
  };

  const drop = (kept) => {
    const { item, items, from, to, frame } = drag;
    drag = null;
    cancelAnimationFrame(frame);
    item.classList.remove('is-dragged');
    const moved = kept && to !== from;
    const place = () => {
      for (const one of items) one.style.transform = '';
      if (moved) items[to][to > from ? 'after' : 'before'](item);
    };
    glide(boxOf(item), place);
    if (moved) say(item);
  };

  document.addEventListener('pointerup', (event) => {
    if (event.pointerId === drag?.pointer) drop(true);
  });
  document.addEventListener('pointercancel', (event) => {
    if (event.pointerId === drag?.pointer) drop(false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && drag) drop(false);
  });

  document.addEventListener('htmx:after:swap', start);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
