/* What every page of the window draws with: a page and its parts, as texts of SVG. Nothing in them is read aloud. */
window.Drawings = (() => {
  const { h } = window.Practical;

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

  return { safe, rect, words, round, lines, pageOf, picture };
})();
