/* A table of montage: tracks on a ruler. A state is what `src/engine/practicals/sound-video-editor.ts` reads. */
(() => {
  const { h, button, locale } = window.Practical;
  const {
    cutAt,
    endOf,
    exported,
    freshPiece,
    gainAt,
    leveled,
    onTrack,
    roomFor,
    trimmed,
    weightOf,
    withoutPassage,
  } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.sound-video-editor.${name}`, values);

  const CHOICES = {
    rate: [8000, 16000, 22050, 32000, 44100, 48000, 96000],
    bits: [8, 16, 24],
    channels: [1, 2],
    frame: ['3840x2160', '1920x1080', '1280x720', '1080x1080', '1080x1920', '720x1280'],
    cadence: [24, 25, 30, 50, 60],
    fit: ['bars', 'fill', 'stretch'],
    codec: ['mpeg2', 'h264', 'h265', 'av1'],
    mode: ['constant', 'variable'],
    lines: [2160, 1080, 720, 480],
    keys: [1, 2, 5, 10],
  };
  const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 300, 600, 1200];

  let app = null;
  let playing = null;

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const total = () => app.config.length;
  const pieces = () => app.state.pieces;
  const kindOf = (track) => app.config.tracks.find(({ id }) => id === track).kind;
  const nameOfTrack = (track) => app.config.tracks.find(({ id }) => id === track).name;
  const isTextual = (track) => ['titles', 'subtitles'].includes(kindOf(track));
  const isHeard = (track) => ['voice', 'music', 'sound'].includes(kindOf(track));
  const sourceOf = (piece) => app.config.clips.find(({ id }) => id === piece.of);
  const selected = () => pieces().find(({ id }) => id === app.view.selected);
  const inOrder = () => app.config.tracks.flatMap(({ id }) => onTrack(pieces(), id));
  const nameOf = (piece) => {
    if (isTextual(piece.track)) return piece.text || t('no-text');
    const same = pieces().filter(({ of }) => of === piece.of);
    const rank = onTrack(same, piece.track).findIndex(({ id }) => id === piece.id);
    const { name } = sourceOf(piece);
    return same.length > 1 ? t('part', { name, number: rank + 1 }) : name;
  };
  const figure = (value, digits = 1) =>
    value
      .toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .replace('-', '−');
  const time = (tenths) => t('seconds', { time: figure(tenths / 10) });
  const span = (piece) => t('span', { from: time(piece.start), to: time(endOf(piece)) });
  const db = (value) =>
    t('decibels', { value: `${value > 0 ? '+' : ''}${figure(value, value % 1 ? 1 : 0)}` });
  const loudest = (piece) =>
    Math.max(
      ...[piece.skip, piece.skip + piece.length, ...piece.points.map(({ at }) => at)].map((at) =>
        gainAt(piece, at),
      ),
    );
  const peakOf = (piece) => Math.round((sourceOf(piece).peak + loudest(piece)) * 10) / 10;
  const limits = (piece) => ({
    source: isTextual(piece.track) ? null : sourceOf(piece).source,
    total: total(),
  });
  const at = (track, head) => onTrack(pieces(), track).find((one) => one.start <= head && endOf(one) > head);
  const partAt = (parts, instant) => parts.find(({ from, to }) => from <= instant && to > instant);
  const partsOf = (piece) => {
    const source = sourceOf(piece);
    return source ? [...source.marks, ...source.scenes] : [];
  };
  const labelsAt = (head) =>
    inOrder().flatMap((piece) => {
      if (piece.start > head || endOf(piece) <= head) return [];
      if (isTextual(piece.track)) return piece.text ? [piece.text] : [];
      const part = partAt(partsOf(piece), head - piece.start + piece.skip);
      return part ? [part.label] : [];
    });

  // ---- acts

  const withPieces = (state, list) => ({ ...state, pieces: list });
  const replaced = (state, next) =>
    withPieces(
      state,
      state.pieces.map((one) => (one.id === next.id ? next : one)),
    );
  /** Says why nothing was done, beside what was pressed, until something else is. */
  const refuse = (where, why) => app.show({ refused: [where, why] }, why);
  const refusal = (where) => {
    const [at, why] = app.view.refused ?? [];
    return at === where && h('p', { class: 'refused' }, why);
  };
  const select = (id, said) => app.show({ selected: id }, said);
  const moveTo = (piece, start, from = pieces()) => {
    const room = roomFor(from, piece, start, total());
    return room === null ? piece : { ...piece, start: room };
  };
  const split = () => {
    const { head } = app.view;
    const chosen = selected();
    const within = (one) => one.start < head && endOf(one) > head;
    const piece = chosen && within(chosen) ? chosen : chosen ? undefined : inOrder().find(within);
    if (!piece) {
      refuse('tools', t('cannot-split'));
      return;
    }
    const fresh = freshPiece(pieces());
    app.note({ selected: fresh });
    app.change(withPieces(app.state, cutAt(pieces(), piece.id, head)), t('did-split', { time: time(head) }));
  };
  const remove = () => {
    const piece = selected();
    if (!piece) {
      refuse('tools', t('choose-first'));
      return;
    }
    app.note({ selected: null });
    app.change(
      withPieces(
        app.state,
        pieces().filter(({ id }) => id !== piece.id),
      ),
      t('did-remove', { name: nameOf(piece) }),
    );
  };
  const addText = (track) => {
    const fresh = { of: '', track, skip: 0, gain: 0, fadeIn: 0, fadeOut: 0, points: [], text: '' };
    const room = [30, 10, 5].flatMap((length) => {
      const made = { ...fresh, id: freshPiece(pieces()), length, start: 0 };
      const start = roomFor(pieces(), made, app.view.head, total());
      return start === null ? [] : [{ ...made, start }];
    })[0];
    if (!room) {
      refuse('tools', t('no-room'));
      return;
    }
    app.note({ selected: room.id });
    app.change(
      withPieces(app.state, [...pieces(), room]),
      t('did-place', { name: t('no-text'), time: time(room.start) }),
    );
  };
  const placeSource = (source) => {
    const { id, track, skip, length, gain, fadeIn, fadeOut, text } = source;
    const made = { id, of: id, track, skip, length, gain, fadeIn, fadeOut, points: [], text, start: 0 };
    const taken = pieces().some((one) => one.id === id);
    const piece = taken ? { ...made, id: freshPiece(pieces()) } : made;
    const start = roomFor(pieces(), piece, app.view.head, total());
    if (start === null) {
      refuse('bin', t('no-room'));
      return;
    }
    app.note({ selected: piece.id });
    app.change(
      withPieces(app.state, [...pieces(), { ...piece, start }]),
      t('did-place', { name: source.name, time: time(start) }),
    );
  };
  const addPoint = (piece) => {
    const instant = app.view.head - piece.start + piece.skip;
    if (instant < piece.skip || instant > piece.skip + piece.length) {
      refuse('points', t('cannot-point'));
      return;
    }
    const gain = Math.round((gainAt(piece, instant) - piece.gain) * 10) / 10;
    const points = [...piece.points.filter((one) => one.at !== instant), { at: instant, gain }];
    app.change(
      replaced(app.state, { ...piece, points: points.sort((a, b) => a.at - b.at) }),
      t('did-point', { time: time(app.view.head) }),
    );
  };

  // ---- fields of numbers

  const readNumber = (written) => {
    const plain = written.replace(/\s/g, '').replace(',', '.').replace('−', '-');
    const minutes = /^(\d+):(\d{1,2}(?:\.\d+)?)s?$/.exec(plain);
    if (minutes) return Number(minutes[1]) * 60 + Number(minutes[2]);
    const found = /^([+-]?\d*\.?\d+)(?:s|db)?$/i.exec(plain);
    return found ? Number(found[1]) : null;
  };
  /** `next(state, value)` gives the state that a value makes; `read(state)` the value of a state; ten to a second. */
  const numberField = ({ key, label, read, next, scale = 10, step = 1, least = 0, most = 6000, said }) => {
    let from = null;
    const bounded = (value) => Math.min(Math.max(value, least), most);
    const shown = (state) => figure(read(state) / scale, scale === 10 || read(state) % 1 ? 1 : 0);
    const by = (steps) => {
      const value = bounded(read(app.state) + steps * step);
      app.change(next(app.state, value), said ?? `${label} ${figure(value / scale)}`);
    };
    const input = h('input', {
      type: 'text',
      inputmode: scale === 10 && least >= 0 ? 'decimal' : 'text',
      id: `f-${key}`,
      'data-key': key,
      autocomplete: 'off',
      value: shown(app.state),
      onfocus: () => {
        from = null;
      },
      oninput: () => {
        const value = readNumber(input.value);
        from ??= app.state;
        input.setAttribute('aria-invalid', value === null ? 'true' : 'false');
        if (value === null) return;
        app.type(
          next(from, bounded(scale === 10 ? Math.round(value * 10) : Math.round(value * 10) / 10)),
          `${key}`,
        );
        repaint();
      },
      onblur: () => {
        from = null;
        input.value = shown(app.state);
        input.removeAttribute('aria-invalid');
      },
      onkeydown: (event) => {
        const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
        if (!steps) return;
        event.preventDefault();
        by(steps);
      },
    });
    input.refresh = () => {
      input.value = shown(app.state);
    };
    const stepper = (steps, sign) =>
      h(
        'button',
        {
          type: 'button',
          class: 'step',
          tabindex: '-1',
          'data-key': `${key} ${steps}`,
          'aria-label': t(steps < 0 ? 'less' : 'more', { label }),
          onclick: () => by(steps),
        },
        sign,
      );
    return h(
      'p',
      { class: 'number' },
      h('label', { for: `f-${key}` }, label),
      h('span', { class: 'steps' }, stepper(-1, '−'), input, stepper(1, '+')),
    );
  };
  const choiceField = (key, label, value, set) =>
    h(
      'p',
      { class: 'line' },
      h('label', { for: `f-${key}` }, label),
      h(
        'select',
        {
          id: `f-${key}`,
          'data-key': key,
          onchange: ({ target }) => set(CHOICES[key].find((one) => String(one) === target.value)),
        },
        CHOICES[key].map((one) => h('option', { value: one, selected: one === value }, t(`${key}.${one}`))),
      ),
    );

  // ---- drawings

  const random = (seed, i) => {
    const x = Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453;
    return x - Math.floor(x);
  };
  const HEIGHT = { voice: 0.6, noise: 1, music: 0.9, clap: 1, hum: 0.3, silence: 0.04 };
  /** How far the wave goes at an instant, out of its source's peak. */
  const waveAt = (source, instant) => {
    const mark = partAt(source.marks, instant);
    const r = random(source.seed, instant);
    if (!mark || mark.sound === 'silence') return 0.015 + 0.02 * r;
    const full = Math.max(...source.marks.map(({ sound }) => HEIGHT[sound]));
    const inside = instant - mark.from;
    const shape = {
      voice: () => (0.3 + 0.7 * Math.abs(Math.sin(instant * 0.55 + source.seed))) * (0.55 + 0.45 * r),
      noise: () => (inside % 5 < 3 ? 0.8 + 0.2 * r : 0.2 + 0.2 * r),
      music: () => (instant % 5 === 0 ? 1 : 0.55 + 0.3 * r),
      clap: () => 1,
      hum: () => 0.85 + 0.15 * r,
    }[mark.sound]();
    return (shape * HEIGHT[mark.sound]) / full;
  };
  const fadeAt = (piece, inside) => {
    const rise = piece.fadeIn > 0 ? Math.min(1, inside / piece.fadeIn) : 1;
    const fall = piece.fadeOut > 0 ? Math.min(1, (piece.length - inside) / piece.fadeOut) : 1;
    return Math.max(0, Math.min(rise, fall));
  };
  const waveOf = (piece) => {
    const source = sourceOf(piece);
    const every = Math.ceil(piece.length / 700);
    const [fine, over] = [[], []];
    for (let i = 0; i < piece.length; i += every) {
      const instant = piece.skip + i;
      const gain = 10 ** ((source.peak + gainAt(piece, instant)) / 20);
      const high = waveAt(source, instant) * gain * fadeAt(piece, i + 0.5);
      const tall = Math.max(0.015, Math.min(1, high)) * 48;
      (high > 1 ? over : fine).push(
        `M${i + 0.12 * every} ${(50 - tall).toFixed(1)}h${0.76 * every}v${(tall * 2).toFixed(1)}h-${0.76 * every}z`,
      );
    }
    const y = (gain) => Math.max(2, Math.min(98, 100 - ((gain + 42) / 54) * 100)).toFixed(1);
    const inner = piece.points.filter((one) => one.at >= piece.skip && one.at <= piece.skip + piece.length);
    const turns = [piece.skip, ...inner.map((one) => one.at), piece.skip + piece.length];
    const line =
      piece.points.length > 0
        ? turns.map((one) => `${one - piece.skip} ${y(gainAt(piece, one))}`).join('L')
        : '';
    const ramp =
      (piece.fadeIn ? `M0 96L${piece.fadeIn} 4` : '') +
      (piece.fadeOut ? `M${piece.length - piece.fadeOut} 4L${piece.length} 96` : '');
    return `<svg viewBox="0 0 ${piece.length} 100" preserveAspectRatio="none" aria-hidden="true"><path class="sound" d="${fine.join('')}"/><path class="over" d="${over.join('')}"/>${line ? `<path class="volume" d="M${line}"/>` : ''}${ramp ? `<path class="ramp" d="${ramp}"/>` : ''}</svg>`;
  };
  const filmOf = (piece) =>
    sourceOf(piece).scenes.map((scene) => {
      const from = Math.max(scene.from, piece.skip);
      const to = Math.min(scene.to, piece.skip + piece.length);
      if (to <= from) return '';
      const holder = styled(h('span', { class: 'scene' }), {
        at: (from - piece.skip) / piece.length,
        long: (to - from) / piece.length,
      });
      // A narrow picture keeps the person.
      const middle = (scene.x[0] + scene.x[1]) / 2;
      const side =
        scene.shot !== 'wide' || (middle > 35 && middle < 65) ? 'xMid' : middle < 50 ? 'xMin' : 'xMax';
      const wide = ((to - from) / total()) * app.view.zoom * window.innerWidth;
      const count = Math.min(12, Math.max(1, Math.round(wide / 120)));
      const thumb = (_, rank) => {
        const part = (from - scene.from + ((rank + 0.5) / count) * (to - from)) / (scene.to - scene.from);
        return `<svg viewBox="0 0 160 90" preserveAspectRatio="${side}YMid slice" aria-hidden="true">${window.Scenes.inside(scene, part)}</svg>`;
      };
      holder.innerHTML = Array.from({ length: count }, thumb).join('');
      return holder;
    });
  const styled = (element, values) => {
    for (const [name, value] of Object.entries(values)) element.style.setProperty(`--${name}`, value);
    return element;
  };

  // ---- dragging

  const dragged = (event, element, piece, mode) => {
    if (event.button > 0) return;
    event.stopPropagation();
    const perTenth = element.parentElement.getBoundingClientRect().width / total();
    const begin = event.clientX;
    let next = piece;
    element.setPointerCapture(event.pointerId);
    const move = ({ clientX }) => {
      const by = Math.round((clientX - begin) / perTenth);
      if (mode === 'move') next = by === 0 ? piece : moveTo(piece, piece.start + by);
      else {
        const edge = mode === 'left' ? piece.start : endOf(piece);
        next = trimmed(pieces(), piece, mode, edge + by, limits(piece));
      }
      styled(element, { at: next.start / total(), long: next.length / total() });
      fill(element, next);
      tellTime(mode === 'right' ? endOf(next) : next.start);
      // The screen shows what the edge cuts.
      if (mode !== 'move') setHead(mode === 'right' ? endOf(next) - 1 : next.start);
    };
    const drop = () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', drop);
      element.removeEventListener('pointercancel', lost);
      tellTime(null);
      if (next.start === piece.start && next.length === piece.length) return;
      app.note({ selected: piece.id });
      app.change(replaced(app.state, next), `${nameOf(next)}, ${span(next)}`);
    };
    const lost = () => {
      next = piece;
      drop();
      repaint();
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', drop);
    element.addEventListener('pointercancel', lost);
  };
  const tellTime = (tenths) => {
    const bubble = document.querySelector('.bubble');
    if (!bubble) return;
    bubble.hidden = tenths === null;
    if (tenths === null) return;
    bubble.textContent = time(tenths);
    styled(bubble, { at: tenths / total() });
  };

  // ---- the tracks

  const fill = (element, piece) => {
    const inside = element.querySelector('.inside');
    if (isHeard(piece.track)) inside.innerHTML = waveOf(piece);
    else if (!isTextual(piece.track)) inside.replaceChildren(...filmOf(piece));
  };
  const keysOn = (event, piece) => {
    const by = event.shiftKey ? 10 : 1;
    const sideways = { ArrowLeft: -by, ArrowRight: by }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (sideways && has('move')) {
      event.preventDefault();
      const next = moveTo(piece, piece.start + sideways);
      app.note({ selected: piece.id });
      app.change(replaced(app.state, next), `${nameOf(next)}, ${span(next)}`);
    } else if (along) {
      event.preventDefault();
      const list = inOrder();
      const next = list[list.findIndex(({ id }) => id === piece.id) + along];
      if (!next) return;
      document.querySelector(`[data-key="piece ${next.id}"]`)?.focus();
      select(next.id);
    } else if (event.key === 'Delete' && has('remove')) {
      event.preventDefault();
      app.note({ selected: piece.id });
      remove();
    }
  };
  const drawPiece = (piece) => {
    const chosen = piece.id === app.view.selected;
    const list = inOrder();
    const home = selected() ?? list[0];
    const kind = kindOf(piece.track);
    const element = styled(
      h(
        'button',
        {
          type: 'button',
          class: `piece kind-${kind}${chosen ? ' is-chosen' : ''}`,
          'data-key': `piece ${piece.id}`,
          tabindex: home.id === piece.id ? '0' : '-1',
          'aria-pressed': chosen ? 'true' : 'false',
          'aria-label': `${nameOf(piece)}, ${nameOfTrack(piece.track)}, ${span(piece)}`,
          onclick: () => {
            if (app.view.selected !== piece.id) select(piece.id, t('chosen', { name: nameOf(piece) }));
          },
          onkeydown: (event) => keysOn(event, piece),
        },
        h('span', { class: 'inside' }),
        h('span', { class: 'name' }, nameOf(piece)),
      ),
      { at: piece.start / total(), long: piece.length / total() },
    );
    if (has('move')) {
      element.classList.add('can-move');
      element.addEventListener('pointerdown', (event) => {
        // A finger scrolls the page until a first tap has chosen the clip.
        if (chosen || event.pointerType === 'mouse') dragged(event, element, piece, 'move');
      });
    }
    if (chosen && has('trim')) {
      for (const edge of ['left', 'right']) {
        const handle = h('span', { class: `handle handle-${edge}`, 'data-handle': edge });
        handle.addEventListener('pointerdown', (event) => dragged(event, element, piece, edge));
        element.append(handle);
      }
    }
    fill(element, piece);
    return element;
  };
  const headAt = (event, ruler) => {
    const box = ruler.getBoundingClientRect();
    return Math.min(Math.max(Math.round(((event.clientX - box.left) / box.width) * total()), 0), total());
  };
  const setHead = (head) => {
    app.note({ head });
    for (const one of document.querySelectorAll('.frise')) styled(one, { head: head / total() });
    const ruler = document.querySelector('.ruler');
    ruler?.setAttribute('aria-valuenow', String(head / 10));
    ruler?.setAttribute('aria-valuetext', tellHead(head));
    document.querySelector('.screen')?.replaceWith(drawScreen());
    const field = document.getElementById('f-head');
    if (field && document.activeElement !== field) field.value = figure(head / 10);
    const here = document.querySelector('.here');
    if (here) here.textContent = tellHere(head);
  };
  const tellHere = (head) => labelsAt(head).join(' ; ') || t('nothing');
  const tellHead = (head) => `${time(head)}, ${tellHere(head)}`;
  const setPassage = (from, to) => {
    app.note({ passage: from === to ? null : [Math.min(from, to), Math.max(from, to)] });
    const band = document.querySelector('.band');
    const [first, last] = app.view.passage ?? [0, 0];
    if (band) {
      band.hidden = app.view.passage === null;
      styled(band, { at: first / total(), long: (last - first) / total() });
    }
  };
  const scrub = (event) => {
    const ruler = event.currentTarget;
    if (event.button > 0) return;
    stop();
    const begin = headAt(event, ruler);
    let moved = false;
    ruler.setPointerCapture(event.pointerId);
    setHead(begin);
    const move = (moving) => {
      const now = headAt(moving, ruler);
      if (now === begin && !moved) return;
      moved = true;
      if (has('passage')) setPassage(begin, now);
      tellTime(now);
      setHead(has('passage') ? Math.min(begin, now) : now);
    };
    const drop = () => {
      ruler.removeEventListener('pointermove', move);
      ruler.removeEventListener('pointerup', drop);
      ruler.removeEventListener('pointercancel', drop);
      tellTime(null);
      if (moved) app.show({});
    };
    ruler.addEventListener('pointermove', move);
    ruler.addEventListener('pointerup', drop);
    ruler.addEventListener('pointercancel', drop);
  };
  const drawRuler = () => {
    const wide = total() / app.view.zoom;
    const step = STEPS.find((one) => wide / one <= 7) ?? 1200;
    const small = STEPS.filter((one) => one < step && step % one === 0 && wide / one <= 42)[0] ?? step;
    const count = (every) => Array.from({ length: Math.floor(total() / every) + 1 }, (_, i) => i * every);
    const ticks = h('span', { class: 'ticks' });
    const tick = (one) => `M${one} ${one % step === 0 ? 0 : 8}V16`;
    ticks.innerHTML = `<svg viewBox="0 0 ${total()} 16" preserveAspectRatio="none" aria-hidden="true"><path d="${count(small).map(tick).join('')}"/></svg>`;
    return h(
      'div',
      {
        class: 'ruler',
        role: 'slider',
        tabindex: '0',
        'data-key': 'ruler',
        'aria-label': t('head'),
        'aria-valuemin': '0',
        'aria-valuemax': String(total() / 10),
        'aria-valuenow': String(app.view.head / 10),
        'aria-valuetext': tellHead(app.view.head),
        onpointerdown: scrub,
        onkeydown: (event) => {
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[
            event.key
          ];
          const edge = { Home: 0, End: total() }[event.key];
          if (by === undefined && edge === undefined) return;
          event.preventDefault();
          setHead(Math.min(Math.max(edge ?? app.view.head + by * (event.shiftKey ? 10 : 1), 0), total()));
        },
      },
      ticks,
      count(step).map((one) =>
        styled(h('span', { class: 'mark' }, figure(one / 10, step % 10 ? 1 : 0)), {
          at: one / total(),
        }),
      ),
    );
  };
  const drawFrise = () => {
    const passage = app.view.passage ?? [0, 0];
    return h(
      'div',
      { class: 'frise-scroll', role: 'group', 'aria-label': t('tracks') },
      styled(
        h(
          'div',
          { class: 'frise' },
          drawRuler(),
          app.config.tracks.map(({ id, name, kind }) =>
            h(
              'div',
              { class: `track kind-${kind}`, role: 'group', 'aria-label': name },
              h('span', { class: 'track-name', 'aria-hidden': 'true' }, name),
              h('div', { class: 'lane' }, onTrack(pieces(), id).map(drawPiece)),
            ),
          ),
          styled(h('div', { class: 'band', hidden: passage[0] >= passage[1] }), {
            at: passage[0] / total(),
            long: (passage[1] - passage[0]) / total(),
          }),
          h('div', { class: 'head' }),
          h('div', { class: 'bubble', hidden: true }),
        ),
        { zoom: app.view.zoom, head: app.view.head / total() },
      ),
    );
  };
  const scrolled = (act) => {
    const left = document.querySelector('.frise-scroll')?.scrollLeft ?? 0;
    act();
    const now = document.querySelector('.frise-scroll');
    if (now) now.scrollLeft = left;
  };
  /** What a number being typed changes: all but its field. */
  const repaint = () => {
    scrolled(() => document.querySelector('.frise-scroll')?.replaceWith(drawFrise()));
    document.querySelector('.screen')?.replaceWith(drawScreen());
    const [named, here] = [document.querySelector('.chosen-name'), document.querySelector('.here')];
    if (named) named.textContent = nameOf(selected());
    if (here) here.textContent = tellHere(app.view.head);
    for (const input of document.querySelectorAll('.number input'))
      if (input !== document.activeElement) input.refresh?.();
    for (const [name, make] of Object.entries({
      levels: drawLevels,
      told: drawTold,
      result: drawResult,
      lines: drawLines,
    }))
      document.querySelector(`.${name}`)?.replaceWith(make() || '');
  };

  // ---- what is seen

  const drawScreen = () => {
    const { head } = app.view;
    const [width, height] = app.state.project.frame.split('x').map(Number);
    const track = app.config.tracks.find(({ kind }) => kind === 'picture');
    const piece = track && at(track.id, head);
    const instant = piece ? head - piece.start + piece.skip : 0;
    const scene = piece && partAt(sourceOf(piece).scenes, instant);
    const part = scene ? (instant - scene.from) / (scene.to - scene.from) : 0;
    const tall = piece && sourceOf(piece).ratio === 'tall';
    const fit = { bars: 'xMidYMid meet', fill: 'xMidYMid slice', stretch: 'none' }[app.state.project.fit];
    const texts = (kind) =>
      app.config.tracks.filter((one) => one.kind === kind).flatMap(({ id }) => at(id, head)?.text || []);
    const frame = h('div', { class: 'frame', role: 'img', 'aria-label': scene?.label ?? t('black') });
    frame.innerHTML = `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true"><rect width="${width}" height="${height}" fill="#000"/><svg width="${width}" height="${height}" viewBox="${tall ? '54.7 0 50.6 90' : '0 0 160 90'}" preserveAspectRatio="${fit}">${piece ? window.Scenes.inside(scene, part) : ''}</svg></svg>`;
    return styled(
      h(
        'div',
        { class: 'screen' },
        frame,
        texts('titles').map((one) => h('p', { class: 'title-band' }, one)),
        texts('subtitles').map((one) => h('p', { class: 'caption' }, one)),
      ),
      { wide: width / height },
    );
  };
  const stop = () => {
    if (playing === null) return;
    cancelAnimationFrame(playing);
    playing = null;
    app.show({});
  };
  const play = () => {
    if (playing !== null) {
      stop();
      return;
    }
    const end = Math.max(0, ...pieces().map(endOf));
    const begin = app.view.head >= end ? 0 : app.view.head;
    const since = performance.now();
    const go = () => {
      const head = Math.min(begin + Math.floor((performance.now() - since) / 100), end);
      if (head !== app.view.head) setHead(head);
      if (head >= end) stop();
      else playing = requestAnimationFrame(go);
    };
    playing = requestAnimationFrame(go);
    app.show({});
  };
  const headField = () => {
    const input = h('input', {
      type: 'text',
      inputmode: 'decimal',
      id: 'f-head',
      'data-key': 'head',
      autocomplete: 'off',
      value: figure(app.view.head / 10),
      oninput: () => {
        const value = readNumber(input.value);
        if (value !== null) setHead(Math.min(Math.max(Math.round(value * 10), 0), total()));
      },
      onblur: () => {
        input.value = figure(app.view.head / 10);
      },
      onkeydown: (event) => {
        const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (!by) return;
        event.preventDefault();
        nudge(by);
        input.value = figure(app.view.head / 10);
      },
    });
    return h(
      'p',
      { class: 'number at-head' },
      h('label', { for: 'f-head', class: 'unseen' }, t('head-field')),
      input,
      h('span', { 'aria-hidden': 'true' }, 's'),
    );
  };
  const nudge = (by) => {
    stop();
    setHead(Math.min(Math.max(app.view.head + by, 0), total()));
  };
  const small = (label, sign, act, key) =>
    button(label, sign, act, { class: 'tool only-icon', 'data-key': key });
  const drawTransport = () =>
    h(
      'div',
      { class: 'transport' },
      small(t('to-start'), 'icon:skip-back', () => nudge(-total()), 'to-start'),
      small(
        t(playing === null ? 'play' : 'pause'),
        playing === null ? 'icon:play' : 'icon:pause',
        play,
        'play',
      ),
      small(t('back'), 'icon:chevron-left', () => nudge(-1), 'back'),
      headField(),
      small(t('on'), 'icon:chevron-right', () => nudge(1), 'on'),
      h('span', { class: 'here' }, tellHere(app.view.head)),
    );

  // ---- what is chosen

  const drawInspector = () => {
    const piece = selected();
    const { tracks } = app.config;
    if (tracks.length === 0 || !['move', 'trim', 'gain', 'points', 'fade', 'text'].some(has)) return null;
    if (!piece)
      return h(
        'section',
        { class: 'panel' },
        h('p', { class: 'soft' }, t(pieces().length > 0 ? 'choose-first' : 'empty')),
      );
    const of = (state) => state.pieces.find(({ id }) => id === piece.id) ?? piece;
    const field = (key, label, read, made, more = {}) =>
      numberField({
        key: `${key} ${piece.id}`,
        label: t(label),
        read: (state) => read(of(state)),
        next: (state, value) => replaced(state, made(of(state), value, state)),
        ...more,
      });
    const edge = (name) => (old, value, state) => trimmed(state.pieces, old, name, value, limits(old));
    const heard = isHeard(piece.track);
    const volume = { scale: 1, least: -60, most: 24 };
    return h(
      'section',
      { class: 'panel' },
      h('h2', { class: 'chosen-name' }, nameOf(piece)),
      isTextual(piece.track) &&
        has('text') &&
        h(
          'p',
          { class: 'line' },
          h('label', { for: 'f-text' }, t('text')),
          h('textarea', {
            id: 'f-text',
            rows: '2',
            maxlength: '180',
            'data-key': `text ${piece.id}`,
            value: piece.text,
            oninput: ({ target }) => {
              app.type(replaced(app.state, { ...of(app.state), text: target.value }), `text ${piece.id}`);
              repaint();
            },
          }),
        ),
      h(
        'div',
        { class: 'numbers' },
        has('move') &&
          field(
            'start',
            'start',
            (one) => one.start,
            (old, value, state) => moveTo(old, value, state.pieces),
            { most: total() },
          ),
        has('trim') && field('left', 'left', (one) => one.start, edge('left'), { most: total() }),
        has('trim') && field('right', 'right', (one) => endOf(one), edge('right'), { most: total() }),
        heard &&
          has('gain') &&
          field(
            'gain',
            'gain',
            (one) => one.gain,
            (old, gain) => ({ ...old, gain }),
            volume,
          ),
        has('fade') &&
          field(
            'fade-in',
            'fade-in',
            (one) => one.fadeIn,
            (old, value) => ({ ...old, fadeIn: Math.min(value, old.length - old.fadeOut) }),
          ),
        has('fade') &&
          field(
            'fade-out',
            'fade-out',
            (one) => one.fadeOut,
            (old, value) => ({ ...old, fadeOut: Math.min(value, old.length - old.fadeIn) }),
          ),
      ),
      heard && has('points') && drawPoints(piece, of),
    );
  };
  const drawPoints = (piece, of) => {
    const change = (rank, made) => (state, value) => {
      const old = of(state);
      const points = old.points.map((one, other) => (other === rank ? made(one, value, old) : one));
      return replaced(state, { ...old, points: [...points].sort((a, b) => a.at - b.at) });
    };
    return h(
      'fieldset',
      { class: 'points' },
      h('legend', {}, t('points')),
      button(t('add-point'), 'icon:plus', () => addPoint(piece), { 'data-key': 'add-point' }),
      refusal('points'),
      piece.points.map((_, rank) =>
        h(
          'div',
          { class: 'point' },
          numberField({
            key: `at ${piece.id} ${rank}`,
            label: t('point-at', { number: rank + 1 }),
            read: (state) => (of(state).points[rank]?.at ?? 0) - of(state).skip + of(state).start,
            next: change(rank, (one, value, old) => ({
              ...one,
              at: Math.max(0, value - old.start + old.skip),
            })),
            most: total(),
          }),
          numberField({
            key: `level ${piece.id} ${rank}`,
            label: t('point-gain', { number: rank + 1 }),
            read: (state) => of(state).points[rank]?.gain ?? 0,
            next: change(rank, (one, gain) => ({ ...one, gain })),
            ...{ scale: 1, least: -60, most: 24 },
          }),
          button(
            t('remove-point', { number: rank + 1 }),
            'icon:trash-2',
            () =>
              app.change(
                replaced(app.state, { ...piece, points: piece.points.filter((__, other) => other !== rank) }),
              ),
            { class: 'tool only-icon', 'data-key': `no-point ${rank}` },
          ),
        ),
      ),
    );
  };
  const drawPassage = () => {
    if (!has('passage')) return null;
    const heard = app.config.tracks.filter(({ id }) => !isTextual(id));
    const track = app.view.track || selected()?.track || heard[0]?.id;
    const { passage } = app.view;
    const edge = (rank, label) => {
      const shown = () => (app.view.passage ? figure(app.view.passage[rank] / 10) : '');
      const input = h('input', {
        type: 'text',
        inputmode: 'decimal',
        id: `f-passage-${rank}`,
        'data-key': `passage ${rank}`,
        autocomplete: 'off',
        value: shown(),
        oninput: () => {
          const value = readNumber(input.value);
          if (value === null) return;
          const tenths = Math.min(Math.max(Math.round(value * 10), 0), total());
          const next = [...(app.view.passage ?? [0, 0])];
          // Where nothing is chosen yet, the other edge follows.
          if (!app.view.passage) next[1 - rank] = rank === 0 ? total() : 0;
          next[rank] = tenths;
          app.note({ passage: next });
          repaint();
        },
      });
      const here = () => {
        const next = [...(app.view.passage ?? [0, total()])];
        next[rank] = app.view.head;
        app.show({ passage: next }, t('did-edge', { label, time: time(app.view.head) }));
      };
      return h(
        'p',
        { class: 'number' },
        h('label', { for: `f-passage-${rank}` }, label),
        h(
          'span',
          { class: 'steps' },
          input,
          button(t('here'), null, here, {
            class: 'step-wide',
            'data-key': `here ${rank}`,
            'aria-label': t('edge-here', { label }),
          }),
        ),
      );
    };
    const ready = () => {
      const [from, to] = app.view.passage ?? [0, 0];
      if (from < to) return [from, to];
      refuse('passage', t(app.view.passage && from > to ? 'passage-inverted' : 'no-passage'));
      return null;
    };
    const cut = () => {
      const found = ready();
      if (!found) return;
      app.note({ passage: null, head: found[0] });
      app.change(
        withPieces(app.state, withoutPassage(pieces(), track, ...found)),
        t('did-cut', { from: time(found[0]), to: time(found[1]) }),
      );
    };
    const level = h('input', {
      type: 'text',
      id: 'f-level',
      'data-key': 'level',
      value: app.view.level,
      autocomplete: 'off',
      oninput: ({ target }) => app.note({ level: target.value }),
    });
    const setLevel = () => {
      const found = ready();
      const gain = readNumber(level.value);
      if (!found) return;
      if (gain === null || gain < -60 || gain > 24) {
        refuse('passage', t('no-level'));
        return;
      }
      app.change(
        withPieces(app.state, leveled(pieces(), track, ...found, gain)),
        t('did-level', { gain: db(gain) }),
      );
    };
    return h(
      'section',
      { class: 'panel' },
      h('h2', {}, t('passage')),
      h('p', { class: 'soft' }, t('passage-help')),
      h(
        'div',
        { class: 'numbers' },
        edge(0, t('passage-from')),
        edge(1, t('passage-to')),
        heard.length > 1 &&
          h(
            'p',
            { class: 'line' },
            h('label', { for: 'f-track' }, t('on-track')),
            h(
              'select',
              {
                id: 'f-track',
                'data-key': 'track',
                onchange: ({ target }) => app.show({ track: target.value }),
              },
              heard.map(({ id, name }) => h('option', { value: id, selected: id === track }, name)),
            ),
          ),
        has('points') && h('p', { class: 'line' }, h('label', { for: 'f-level' }, t('passage-gain')), level),
      ),
      h(
        'div',
        { class: 'acts' },
        has('remove') &&
          button(t('cut-passage'), 'icon:scissors', cut, { class: 'press', 'data-key': 'cut-passage' }),
        has('points') &&
          button(t('set-level'), 'icon:volume-2', setLevel, { class: 'press', 'data-key': 'set-level' }),
        passage &&
          button(t('forget'), null, () => app.show({ passage: null }), {
            class: 'press',
            'data-key': 'forget',
          }),
      ),
      refusal('passage'),
    );
  };
  const drawLevels = () => {
    const heard = inOrder().filter(({ track }) => isHeard(track));
    if (!has('gain') || heard.length === 0) return null;
    return h(
      'section',
      { class: 'panel levels' },
      h('h2', {}, t('levels')),
      h(
        'ul',
        {},
        heard.map((piece) => {
          const peak = peakOf(piece);
          const meter = styled(
            h('span', { class: peak > 0 ? 'meter is-over' : 'meter', 'aria-hidden': 'true' }),
            {
              long: Math.max(0, Math.min(1, (peak + 48) / 48)),
            },
          );
          return h(
            'li',
            {},
            h(
              'span',
              {},
              t('level', {
                name: nameOf(piece),
                source: figure(sourceOf(piece).peak, 0),
                gain: db(loudest(piece)),
                peak: figure(peak, peak % 1 ? 1 : 0),
              }),
            ),
            meter,
            peak > 0 && h('strong', { class: 'over' }, t('over')),
          );
        }),
      ),
    );
  };
  const drawLines = () => {
    const list = inOrder().filter(({ track }) => isTextual(track));
    if (list.length === 0) return null;
    return h(
      'section',
      { class: 'panel lines' },
      h('h2', {}, t('texts')),
      h(
        'ol',
        {},
        list.map((piece) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'text-line',
                'data-key': `line ${piece.id}`,
                'aria-pressed': piece.id === app.view.selected ? 'true' : 'false',
                onclick: () => {
                  app.note({ head: piece.start });
                  select(piece.id, t('chosen', { name: nameOf(piece) }));
                },
              },
              h('span', { class: 'soft' }, span(piece)),
              h('span', {}, nameOf(piece)),
            ),
          ),
        ),
      ),
    );
  };
  const drawBin = () => {
    if (!has('place')) return null;
    const waiting = app.config.clips.filter(({ id }) => !pieces().some(({ of }) => of === id));
    return h(
      'section',
      { class: 'panel' },
      h('h2', {}, t('bin')),
      waiting.length === 0
        ? h('p', { class: 'soft' }, t('bin-empty'))
        : [
            h('p', { class: 'soft' }, t('bin-help')),
            refusal('bin'),
            h(
              'ul',
              { class: 'bin' },
              waiting.map((source) =>
                h(
                  'li',
                  {},
                  h(
                    'span',
                    {},
                    t('bin-item', {
                      name: source.name,
                      track: nameOfTrack(source.track),
                      time: time(source.length),
                    }),
                  ),
                  button(t('place'), 'icon:plus', () => placeSource(source), {
                    class: 'press',
                    'data-key': `bin ${source.id}`,
                    'aria-label': t('place-named', { name: source.name }),
                  }),
                ),
              ),
            ),
          ],
    );
  };
  const drawTold = () => {
    if (!app.view.told) return h('div', { class: 'told' });
    const lines = inOrder().flatMap((piece) =>
      partsOf(piece).flatMap(({ from, to, label }) => {
        const shift = piece.start - piece.skip;
        const [first, last] = [
          Math.max(from, piece.skip) + shift,
          Math.min(to, piece.skip + piece.length) + shift,
        ];
        return last > first
          ? [
              {
                track: piece.track,
                text: t('told-line', { label, span: t('span', { from: time(first), to: time(last) }) }),
              },
            ]
          : [];
      }),
    );
    return h(
      'div',
      { class: 'told' },
      app.config.tracks.map(({ id, name }) => {
        const mine = lines.filter(({ track }) => track === id);
        return (
          mine.length > 0 && [
            h('h3', {}, name),
            h(
              'ul',
              {},
              mine.map(({ text }) => h('li', {}, text)),
            ),
          ]
        );
      }),
    );
  };
  const drawTelling = () =>
    app.config.clips.some((one) => one.marks.length + one.scenes.length > 0) &&
    h(
      'section',
      { class: 'panel' },
      button(
        t('tell'),
        app.view.told ? 'icon:chevron-up' : 'icon:chevron-down',
        () => app.show({ told: !app.view.told }),
        {
          'data-key': 'tell',
          'aria-expanded': app.view.told ? 'true' : 'false',
        },
      ),
      drawTold(),
    );
  const drawProject = () => {
    const { show, seconds } = app.config.project;
    if (show.length === 0) return null;
    const set = (key) => (value) =>
      app.change(
        { ...app.state, project: { ...app.state.project, [key]: value } },
        t('did-set', { name: t(`project.${key}`), value: t(`${key}.${value}`) }),
      );
    return h(
      'section',
      { class: 'panel' },
      h('h2', {}, t('project')),
      h(
        'div',
        { class: 'numbers choices' },
        show.map((key) => choiceField(key, t(`project.${key}`), app.state.project[key], set(key))),
      ),
      seconds &&
        h(
          'p',
          {},
          t('weight-for', {
            time: t('seconds', { time: figure(seconds, 0) }),
            weight: t('megabytes', { value: figure(weightOf(app.state.project, seconds) / 1e6) }),
          }),
        ),
    );
  };
  const drawResult = () => {
    if (!app.config.export) return null;
    const { weight, quality, minutes } = exported(app.state.export, app.config.export.seconds);
    const rows = {
      weight: t('megabytes', { value: figure(weight) }),
      quality: t('out-of-100', { value: quality }),
      minutes: t('minutes', { value: figure(minutes, 0) }),
    };
    return h(
      'table',
      { class: 'result' },
      h('caption', {}, t('result')),
      h(
        'tbody',
        {},
        Object.entries(rows).map(([key, value]) =>
          h('tr', {}, h('th', { scope: 'row' }, t(`result.${key}`)), h('td', {}, value)),
        ),
      ),
    );
  };
  const drawExport = () => {
    if (!app.config.export) return null;
    const set = (key) => (value) =>
      app.change(
        { ...app.state, export: { ...app.state.export, [key]: value } },
        t('did-set', { name: t(`export.${key}`), value: t(`${key}.${value}`) }),
      );
    const choice = (key) => choiceField(key, t(`export.${key}`), app.state.export[key], set(key));
    return h(
      'section',
      { class: 'panel' },
      h('h2', {}, t('export')),
      h(
        'p',
        { class: 'soft' },
        t('film', { time: t('seconds', { time: figure(app.config.export.seconds, 0) }) }),
      ),
      h(
        'div',
        { class: 'numbers choices' },
        choice('codec'),
        choice('mode'),
        numberField({
          key: 'kbps',
          label: t('export.kbps'),
          read: (state) => state.export.kbps,
          next: (state, kbps) => ({ ...state, export: { ...state.export, kbps: Math.round(kbps) } }),
          ...{ scale: 1, step: 100, least: 200, most: 60000 },
        }),
        choice('lines'),
        choice('keys'),
      ),
      drawResult(),
    );
  };

  const drawBar = () => {
    const zoom = (by) => () => {
      app.note({ zoom: Math.min(Math.max(app.view.zoom * by, 1), 16) });
      app.show({}, t('zoomed', { zoom: app.view.zoom }));
      const scroll = document.querySelector('.frise-scroll');
      if (scroll) scroll.scrollLeft = (app.view.head / total()) * scroll.scrollWidth - scroll.clientWidth / 2;
    };
    return h(
      'header',
      { class: 'tools' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, app.config.title),
      app.config.tracks.length > 0 && [
        has('split') && button(t('split'), 'icon:scissors', split, { 'data-key': 'split' }),
        has('remove') && button(t('remove'), 'icon:trash-2', remove, { 'data-key': 'remove' }),
        has('text') &&
          app.config.tracks
            .filter(({ id }) => isTextual(id))
            .map(({ id, kind }) =>
              button(t(`add-${kind}`), 'icon:type', () => addText(id), { 'data-key': `add ${id}` }),
            ),
        small(t('zoom-out'), 'icon:zoom-out', zoom(0.5), 'zoom-out'),
        small(t('zoom-in'), 'icon:zoom-in', zoom(2), 'zoom-in'),
        refusal('tools'),
      ],
    );
  };

  window.Practical.define({
    view: ({ clips, tracks }) => ({
      head:
        Math.min(
          ...clips.map(({ track, start }) =>
            start !== null && tracks.some(({ id, kind }) => id === track && kind === 'picture')
              ? start
              : 9999,
          ),
          9999,
        ) % 9999,
      selected: null,
      passage: null,
      track: '',
      level: '',
      zoom: 1,
      told: false,
      refused: null,
    }),
    draw(drawn) {
      app = drawn;
      const left = document.querySelector('.frise-scroll')?.scrollLeft ?? 0;
      queueMicrotask(() => {
        const scroll = document.querySelector('.frise-scroll');
        if (scroll && scroll.scrollLeft === 0) scroll.scrollLeft = left;
      });
      const { tracks } = app.config;
      const seen = tracks.some(({ id, kind }) => kind === 'picture' || isTextual(id));
      const parts = [
        drawBar(),
        h(
          'main',
          {},
          tracks.length > 0 &&
            h('div', { class: 'stage' }, seen && drawScreen(), drawTransport(), drawFrise()),
          h(
            'div',
            { class: 'panels' },
            drawPassage(),
            drawInspector(),
            drawBin(),
            drawLevels(),
            drawLines(),
            drawProject(),
            drawExport(),
            drawTelling(),
          ),
        ),
      ];
      app.note({ refused: null });
      return parts;
    },
  });
})();
