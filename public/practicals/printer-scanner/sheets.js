/* Sides of sheets, copies in their order, and a printer as it stands. */
window.SheetDrawings = (() => {
  const { PAPERS, sideOf } = window.Shared;
  const { rect, words, round, lines, pageOf, picture } = window.Drawings;

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

  return { side, testSheet, stacks, printer };
})();
