/*
 * A slide as a picture: everything is in millimetres, and the lines of a text are those that `window.Shared` reckons, so
 * that what is seen cut is what the server finds cut.
 */
window.Slides = (() => {
  const { behind, blocksOf, groundOf, hasText, lineHeight, linesOf, lookOf, MASTER, MM_PER_POINT } =
    window.Shared;

  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
    element.append(...children.flat(9).filter(Boolean));
    return element;
  };
  const rect = ({ x, y, w, h }, more) => s('rect', { x, y, width: w, height: h, ...more });

  const drawText = (deck, block, text) => {
    const look = lookOf(deck, block);
    const shown = { ...block, text };
    const em = look.size * MM_PER_POINT;
    return linesOf(shown, look).map(({ text: line, width, indent, first }, rank) => {
      const left = block.x + indent;
      const room = block.w - indent - width;
      const x = left + (block.align === 'right' ? room : block.align === 'centre' ? room / 2 : 0);
      const y = block.y + rank * lineHeight(look) + em * 0.98;
      return [
        block.kind === 'list' &&
          first &&
          line !== '' &&
          s('circle', { cx: block.x + em * 0.35, cy: y - em * 0.3, r: em * 0.13, fill: look.color }),
        line !== '' &&
          s(
            'text',
            {
              x,
              y,
              'font-size': em,
              'font-weight': look.bold ? 700 : 400,
              class: `font-${look.font}`,
              fill: look.color,
              // The same lines on every device, whatever its fonts.
              textLength: width,
              lengthAdjust: 'spacingAndGlyphs',
            },
            line,
          ),
      ];
    });
  };

  const drawBlock = (deck, pictures, block, { number, hint }) => {
    if (block.kind === 'picture') {
      const { size, paths } = pictures[block.picture];
      return [
        block.fill !== null && rect(block, { fill: block.fill }),
        s(
          'svg',
          { x: block.x, y: block.y, width: block.w, height: block.h, viewBox: `0 0 ${size[0]} ${size[1]}` },
          paths.map(({ d, fill }) => s('path', { d, fill })),
        ),
      ];
    }
    const text = block.kind === 'number' ? number : block.text;
    return [
      block.fill !== null && rect(block, { fill: block.fill }),
      hasText(block) && text !== '' && drawText(deck, block, text),
      hint &&
        (text === '' || block.kind === 'shape') &&
        block.fill === null &&
        rect(block, { fill: 'none', stroke: '#7c8599', 'stroke-width': 0.6, 'stroke-dasharray': '3 2' }),
    ];
  };

  /** All that is on a slide; `hint` shows blocks that are still empty. */
  const paint = (deck, pictures, slide, hint = false) => {
    const { width, height, bleed } = deck.page;
    const whole = { x: -bleed, y: -bleed, w: width + 2 * bleed, h: height + 2 * bleed };
    const rank = deck.slides.findIndex(({ id }) => id === slide);
    const number = rank < 0 ? '#' : String(rank + 1);
    const own = blocksOf(deck, slide);
    return [
      rect(whole, { fill: groundOf(deck, slide), class: 'sheet-edge' }),
      slide !== MASTER &&
        deck.master.blocks.map((block) => drawBlock(deck, pictures, block, { number, hint: false })),
      own.map((block) => drawBlock(deck, pictures, block, { number, hint })),
    ];
  };

  /** Small, for the strip: nothing to press in it. */
  const small = (deck, pictures, slide) => {
    const { width, height } = deck.page;
    return s(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', class: 'thumb' },
      paint(deck, pictures, slide),
    );
  };

  return { s, rect, paint, small, behind };
})();
