/* What the window draws: pages, sides of sheets, a printer, a glass. Texts of SVG; nothing in them is read aloud. */
window.Drawings = (() => {
  const { h } = window.Practical;
  const { PAPERS, GLASS, areaOf, sideOf } = window.Shared;

  const safe = (text) =>
    String(text).replace(
      /[&<>"]/g,
      (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign],
    );
  const rect = (x, y, width, height, fill, more = '') =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
  const words = (x, y, size, text, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}" font-family="sans-serif" fill="#1d2230" ${more}>${safe(text)}</text>`;
  const round = (number) => Math.round(number * 10) / 10;

  /** Lines of a text, in pairs of lengths that differ. */
  const lines = (x, y, width, height, step = 11) => {
    let drawn = '';
    for (let at = y, rank = 0; at < y + height; at += step, rank += 1)
      drawn += rect(x, round(at), round(width * (rank % 4 === 3 ? 0.6 : 1)), step * 0.34, '#a9b0bf');
    return drawn;
  };
  const landscape = (x, y, width, height) => {
    const at = (across, down) => `${round(x + width * across)},${round(y + height * down)}`;
    return (
      rect(x, y, width, height, '#bfe0f7') +
      `<circle cx="${round(x + width * 0.75)}" cy="${round(y + height * 0.28)}" r="${round(Math.min(width, height) * 0.12)}" fill="#f2b705"/>` +
      `<polygon fill="#3f8f5f" points="${at(0, 1)} ${at(0, 0.7)} ${at(0.3, 0.35)} ${at(0.55, 0.75)} ${at(0.75, 0.5)} ${at(1, 0.8)} ${at(1, 1)}"/>`
    );
  };
  const table = (x, y, width, height) => {
    let drawn = rect(x, y, width, height / 7, '#7aa7e0');
    for (let row = 0; row <= 7; row += 1)
      drawn += rect(x, round(y + (height / 7) * row), width, 1, '#50586b');
    for (let column = 0; column <= 4; column += 1)
      drawn += rect(round(x + (width / 4) * column), y, 1, height, '#50586b');
    return drawn;
  };
  const staves = (x, y, width, height) => {
    let drawn = '';
    for (let top = y; top < y + height - 20; top += 38) {
      for (let line = 0; line < 5; line += 1) drawn += rect(x, round(top + line * 4), width, 0.8, '#50586b');
      for (let note = 0; note < 7; note += 1)
        drawn += `<circle cx="${round(x + (width / 7) * (note + 0.5))}" cy="${round(top + ((note * 5) % 17))}" r="3.4" fill="#1d2230"/>`;
    }
    return drawn;
  };
  const plan = (x, y, width, height) =>
    rect(x, y, width, height, '#f4ead3', 'stroke="#50586b" stroke-width="1.5"') +
    rect(
      round(x + width * 0.06),
      round(y + height * 0.1),
      round(width * 0.3),
      round(height * 0.35),
      '#e7b9a6',
    ) +
    rect(
      round(x + width * 0.45),
      round(y + height * 0.1),
      round(width * 0.49),
      round(height * 0.25),
      '#a8cdb5',
    ) +
    rect(
      round(x + width * 0.45),
      round(y + height * 0.5),
      round(width * 0.49),
      round(height * 0.4),
      '#a9c4ea',
    ) +
    rect(
      round(x + width * 0.06),
      round(y + height * 0.6),
      round(width * 0.3),
      round(height * 0.3),
      '#d8c3e8',
    );

  const titleLines = (title, most) => {
    const [found, ...rest] = [[]];
    const all = [found, ...rest];
    for (const word of title.split(' ')) {
      const line = all[all.length - 1];
      if (line.join(' ').length + word.length > most && line.length > 0) all.push([word]);
      else line.push(word);
    }
    return all.slice(0, 3).map((line) => line.join(' '));
  };

  /** What is on a page of that size. */
  const pageOf = (look, title, width, height) => {
    if (look === 'photo') return landscape(0, 0, width, height);
    const edge = width * 0.09;
    const inner = width - 2 * edge;
    const size = Math.min(width, height) * (look === 'cover' ? 0.085 : 0.062);
    const rows = title ? titleLines(title, Math.floor(inner / (size * 0.58))) : [];
    const from = edge + rows.length * size * 1.2 + (rows.length > 0 ? size * 0.4 : 0);
    const room = height - from - height * 0.13;
    const head = rows
      .map((row, rank) =>
        words(round(edge), round(edge + size * (rank * 1.2 + 0.8)), round(size), row, 'font-weight="700"'),
      )
      .join('');
    const half = round(room * 0.5);
    const body = {
      cover: () => landscape(edge, from, inner, round(room * 0.75)),
      picture: () =>
        landscape(edge, from, inner, half) + lines(edge, from + half + 10, inner, room - half - 12),
      table: () => table(edge, from, inner, half) + lines(edge, from + half + 12, inner, room - half - 14),
      map: () => plan(edge, from, inner, room),
      score: () => staves(edge, from, inner, room),
    }[look];
    return head + (body ? body() : lines(edge, from, inner, room));
  };

  const picture = (width, height, inside, more = {}) => {
    const holder = h('span', { 'aria-hidden': 'true', ...more, class: `drawing ${more.class ?? ''}` });
    holder.innerHTML = `<svg viewBox="0 0 ${round(width)} ${round(height)}" focusable="false">${inside}</svg>`;
    return holder;
  };

  const SIGNS = '¤þ¶§ßð#øæ¬%£ŧł';
  const garbage = (width, height) => {
    let drawn = '';
    for (let row = 0; row < 12; row += 1) {
      let text = '';
      for (let sign = 0; sign < 14; sign += 1)
        text += SIGNS[(row * 5 + sign * 3 + ((row * sign) % 4)) % SIGNS.length];
      drawn += words(round(width * 0.08), round(height * (0.1 + row * 0.07)), round(width * 0.06), text);
    }
    return drawn;
  };

  /** One side of a sheet, as it comes out. */
  const side = (printed, settings, face, garbled = false) => {
    const laid = sideOf(printed, settings, face);
    const [short, long] = PAPERS[printed.paper];
    const [width, height] = printed.wide ? [long, short] : [short, long];
    const number = Math.max(laid.width, laid.height) * 0.062;
    const many = laid.pages.length > 1 || settings.perSheet > 1 || settings.booklet;
    const pages = laid.pages.map(({ page, cell, x, y, scale }) => {
      const { look, title } = printed.pages[page - 1];
      const [left, top, cellWidth, cellHeight] = cell.map(round);
      return (
        `<g transform="translate(${round(x)} ${round(y)}) scale(${Math.round(scale * 1000) / 1000})">${pageOf(look, title, width, height)}</g>` +
        (many ? rect(left, top, cellWidth, cellHeight, 'none', 'stroke="#b9c0ce" stroke-width="1"') : '') +
        words(
          round(left + cellWidth / 2),
          round(Math.min(y + height * scale, laid.height) - number * 0.35),
          round(number),
          page,
          'text-anchor="middle" font-weight="700" stroke="#fff" stroke-width="3" paint-order="stroke"',
        )
      );
    });
    const fold =
      settings.booklet &&
      `<path d="M${round(laid.width / 2)} 0V${round(laid.height)}" stroke="#7c8599" stroke-width="1.4" stroke-dasharray="6 5"/>`;
    return picture(
      laid.width,
      laid.height,
      rect(0, 0, round(laid.width), round(laid.height), '#fff') +
        (garbled ? garbage(laid.width, laid.height) : pages.join('') + (fold || '')),
      { class: settings.colour === 'grey' ? 'paper is-grey' : 'paper' },
    );
  };

  const testSheet = (garbled) =>
    picture(
      210,
      297,
      rect(0, 0, 210, 297, '#fff') +
        (garbled
          ? garbage(210, 297)
          : `<circle cx="105" cy="110" r="52" fill="none" stroke="#1d2230" stroke-width="9"/><path d="M78 112l20 20 36-44" fill="none" stroke="#1d2230" stroke-width="11"/>` +
            lines(30, 200, 150, 60)),
      { class: 'paper' },
    );

  /** Copies in their order: each one whole, or the same pages together. */
  const stacks = (collate) => {
    const order = collate ? [1, 2, 3, 1, 2, 3] : [1, 1, 2, 2, 3, 3];
    const all = order.map((page, rank) => {
      const x = rank * 17 + Math.floor(rank / (collate ? 3 : 2)) * 14 + 2;
      return (
        rect(x, 3, 15, 20, '#fff', 'stroke="#50586b" stroke-width="1.2"') +
        words(x + 7.5, 17, 12, page, 'text-anchor="middle"')
      );
    });
    return picture(136, 26, all.join(''), { class: 'stacks' });
  };

  /** A printer with its lights, its cable or its waves, its tray and what is stuck. */
  const printer = ({ on, plugged, wired, joined, alert, jam, sheets, colour, ink }) => {
    const lamp = (x, lit, hue) =>
      `<circle cx="${x}" cy="98" r="6" fill="${lit ? hue : 'none'}" stroke="#1d2230" stroke-width="1.5"/>`;
    const paper = Math.min(18, Math.ceil(sheets / 15));
    const level = (x, value, hue) =>
      rect(x, 118, 12, 30, '#fff', 'stroke="#1d2230" stroke-width="1.2"') +
      rect(x + 1, round(147 - value * 0.28), 10, round(value * 0.28), hue);
    const cable = plugged
      ? '<path d="M262 120h34v-48h14" fill="none" stroke="#1d2230" stroke-width="4"/>'
      : '<path d="M262 120h18q12 0 10 16t8 22" fill="none" stroke="#a02118" stroke-width="4"/><path d="M292 160h14v12h-14z" fill="#a02118"/>';
    const waves = joined
      ? '<path d="M276 74a18 18 0 0 1 26 0M269 64a28 28 0 0 1 40 0" fill="none" stroke="#1a56b8" stroke-width="4"/><circle cx="289" cy="84" r="4" fill="#1a56b8"/>'
      : '<path d="M276 74a18 18 0 0 1 26 0M269 64a28 28 0 0 1 40 0M268 90l42-38" fill="none" stroke="#a02118" stroke-width="4"/><circle cx="289" cy="84" r="4" fill="#a02118"/>';
    const socket =
      rect(308, 56, 22, 30, '#fff', 'stroke="#50586b" stroke-width="2"') + rect(314, 65, 10, 12, '#50586b');
    return picture(
      340,
      216,
      rect(88, 22, 144, 50, '#fff', 'stroke="#7c8599" stroke-width="2"') +
        (jam
          ? '<path d="M110 66l14-26 16 18 18-28 14 22 20-18 12 32z" fill="#fdf0d2" stroke="#a02118" stroke-width="2.5"/>'
          : '') +
        rect(52, 66, 216, 94, on ? '#c9d3e4' : '#9aa3b5', 'rx="10" stroke="#1d2230" stroke-width="2"') +
        rect(64, 84, 76, 28, on ? '#e9f4ff' : '#6f788a', 'rx="4" stroke="#1d2230" stroke-width="1.5"') +
        lamp(168, on, '#2fb56a') +
        lamp(192, on && (wired ? plugged : joined), '#3a7ff0') +
        lamp(216, on && alert, '#e5483a') +
        level(156, ink.black, '#1d2230') +
        (colour ? level(176, ink.colour, '#c2388f') : '') +
        rect(74, 160, 172, 34, '#e6ebf3', 'stroke="#1d2230" stroke-width="2"') +
        (paper > 0
          ? rect(86, 188 - paper, 148, paper, '#fff', 'stroke="#50586b" stroke-width="1.2"')
          : '<path d="M92 186h136" stroke="#a02118" stroke-width="2" stroke-dasharray="7 6"/>') +
        (wired ? socket + cable : waves),
      { class: 'machine' },
    );
  };

  /** The glass with what lies on it, and the part that is read. */
  const glass = (original, settings) => {
    const { width, height, skew, look, name } = original;
    const [left, top, areaWidth, areaHeight] = areaOf(original, { ...settings, straight: false });
    const turn = Math.abs((skew * Math.PI) / 180);
    const [boxWidth, boxHeight] = [
      width * Math.cos(turn) + height * Math.sin(turn),
      height * Math.cos(turn) + width * Math.sin(turn),
    ];
    return picture(
      GLASS[0],
      GLASS[1],
      rect(0, 0, GLASS[0], GLASS[1], '#4a5468') +
        `<g transform="translate(${round(4 + boxWidth / 2)} ${round(4 + boxHeight / 2)}) rotate(${skew}) translate(${round(-width / 2)} ${round(-height / 2)})">${rect(0, 0, width, height, '#fff')}${pageOf(look, name, width, height)}</g>` +
        rect(
          left,
          top,
          areaWidth,
          areaHeight,
          'none',
          'stroke="#ffd24a" stroke-width="3" stroke-dasharray="8 5"',
        ),
      { class: 'glass' },
    );
  };

  /** A page as it was read. */
  const shot = (original, settings) => {
    const [left, top, width, height] = areaOf(original, settings);
    const skew = settings.straight ? 0 : original.skew;
    const turn = Math.abs((skew * Math.PI) / 180);
    const across = original.width * Math.cos(turn) + original.height * Math.sin(turn);
    const down = original.height * Math.cos(turn) + original.width * Math.sin(turn);
    return picture(
      Math.max(1, width),
      Math.max(1, height),
      rect(0, 0, width, height, '#e9ecf2') +
        `<g transform="translate(${round(4 - left + across / 2)} ${round(4 - top + down / 2)}) rotate(${skew}) translate(${round(-original.width / 2)} ${round(-original.height / 2)})">${rect(0, 0, original.width, original.height, '#fff')}${pageOf(original.look, original.name, original.width, original.height)}</g>`,
      { class: `paper is-${settings.mode}` },
    );
  };

  return { side, testSheet, stacks, printer, glass, shot };
})();
