/* The scanner: what lies on the glass, how it is read, the pages read so far and the file that they become. */
window.ScanPage = (() => {
  const { h, icon, button } = window.Practical;
  const { GLASS, areaOf, bytesOf, isReadable, pixelsOf, savedOf } = window.Shared;
  const { t, world, perform, weight, line, choice, box, typed, facts, press } = window.Printing;
  const { rect, round, pageOf, picture } = window.Drawings;

  const MODES = ['colour', 'grey', 'black'];
  const WEIGHTS = ['high', 'medium', 'small'];
  const EDGES = ['left', 'top', 'width', 'height'];

  /** The glass with what lies on it, and the part that is read. */
  const glassOf = (original, settings) => {
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
      {
        'aria-hidden': false,
        role: 'img',
        'aria-label': t(skew === 0 ? 'lies-straight' : 'lies-askew', { name }),
        class: typeof settings.area === 'string' ? 'glass' : 'glass is-own',
      },
    );
  };

  /** A page as it was read. */
  const shotOf = (original, settings) => {
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

  const originalOf = (app, id) => app.config.scanner.originals.find((one) => one.id === id);
  const set = (app, more) => app.show({ shot: { ...app.view.shot, ...more }, typing: null });
  const keep = (app, more) => app.show({ save: { ...app.view.save, ...more } });

  const drawArea = (app, shot) => {
    if (typeof shot.area === 'string') return null;
    return h(
      'div',
      { class: 'edges' },
      EDGES.map((edge, rank) =>
        line(
          `edge-${edge}`,
          t(`edge.${edge}`),
          typed(
            app,
            `edge-${edge}`,
            shot.area[rank],
            (read) => read,
            (read) => {
              const area = [...shot.area];
              const most = GLASS[rank % 2] - (rank > 1 ? area[rank - 2] : 10);
              area[rank] = Math.min(most, Math.max(rank > 1 ? 10 : 0, read));
              if (rank < 2) area[rank + 2] = Math.min(area[rank + 2], GLASS[rank] - area[rank]);
              return { shot: { ...shot, area } };
            },
          ),
        ),
      ),
    );
  };

  /** A frame drawn on the glass by mouse or finger. */
  const drawn = (app, holder) => {
    let from = null;
    const at = (event) => {
      const box = holder.getBoundingClientRect();
      const place = (value, rank, size) =>
        Math.round(Math.min(GLASS[rank], Math.max(0, (value / size) * GLASS[rank])));
      return [place(event.clientX - box.left, 0, box.width), place(event.clientY - box.top, 1, box.height)];
    };
    holder.addEventListener('pointerdown', (event) => {
      from = at(event);
      holder.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    holder.addEventListener('pointerup', (event) => {
      if (!from) return;
      const to = at(event);
      const area = [0, 1].map((rank) => Math.min(from[rank], to[rank]));
      const size = [0, 1].map((rank) => Math.abs(from[rank] - to[rank]));
      from = null;
      if (size[0] >= 10 && size[1] >= 10) set(app, { area: [...area, ...size] });
    });
    return holder;
  };

  const drawGlass = (app) => {
    const { scanner } = app.config;
    const { shot, save } = app.view;
    const original = originalOf(app, app.view.original);
    const [width, height] = pixelsOf(original, shot);
    const isOwn = typeof shot.area !== 'string';
    return h(
      'div',
      { class: 'print' },
      h(
        'div',
        { class: 'preview' },
        // A finger that only passes by scrolls the page.
        isOwn ? drawn(app, glassOf(original, shot)) : glassOf(original, shot),
        h('p', { class: 'soft' }, t(isOwn ? 'glass-draw' : 'glass-help')),
      ),
      h(
        'div',
        { class: 'asked' },
        h(
          'div',
          { class: 'settings' },
          choice(
            'original',
            t('original'),
            original.id,
            scanner.originals.map(({ id, name }) => [id, name]),
            (id) => app.show({ original: id }),
          ),
          choice(
            'area',
            t('area'),
            typeof shot.area === 'string' ? shot.area : 'own',
            ['auto', 'all', 'own'].map((one) => [one, t(`area.${one}`)]),
            (value) =>
              set(app, {
                area:
                  value === 'own' ? areaOf(original, { ...shot, straight: false }).map(Math.round) : value,
              }),
          ),
          drawArea(app, shot),
          choice(
            'dpi',
            t('dpi'),
            shot.dpi,
            scanner.dpis.map((dpi) => [dpi, t('dpi-is', { dpi })]),
            (value) => set(app, { dpi: Number(value) }),
          ),
          choice(
            'mode',
            t('mode-label'),
            shot.mode,
            MODES.map((mode) => [mode, t(`mode.${mode}`)]),
            (mode) => set(app, { mode }),
          ),
          box('straight', t('straight'), shot.straight, (straight) => set(app, { straight })),
        ),
        h(
          'div',
          { class: 'sending' },
          facts([
            [t('pixels'), t('pixels-are', { width, height })],
            [t('page-weight'), weight(bytesOf(original, shot, { ...save, text: false }))],
          ]),
          h(
            'button',
            {
              type: 'button',
              class: 'press press-main',
              'data-key': 'scan',
              onclick: () =>
                perform(app, { scan: original.id, with: shot }, t('scanned', { name: original.name })),
            },
            t('scan'),
          ),
        ),
      ),
    );
  };

  const drawShots = (app) => {
    const { shots } = world(app);
    return h(
      'section',
      { class: 'out', 'aria-labelledby': 'shots-title' },
      h('h2', { id: 'shots-title', class: 'heading' }, t('shots')),
      shots.length === 0 && h('p', { class: 'soft padded' }, t('shots-empty')),
      shots.length > 0 &&
        h(
          'ol',
          { class: 'outs' },
          shots.map((shot, rank) => {
            const original = originalOf(app, shot.original);
            const title = t('shot', { rank: rank + 1, name: original.name });
            return h(
              'li',
              {},
              h('span', { class: 'thumb' }, shotOf(original, shot)),
              h(
                'span',
                { class: 'words' },
                h('b', {}, title),
                h(
                  'span',
                  { class: 'soft' },
                  [t('dpi-is', { dpi: shot.dpi }), t(`mode.${shot.mode}`)].join(', '),
                ),
              ),
              h(
                'span',
                { class: 'acts' },
                rank > 0 &&
                  button(
                    t('raise', { title }),
                    'icon:arrow-up',
                    () => perform(app, { raise: rank }, t('raised')),
                    {
                      class: 'tool only-icon',
                      'data-key': `raise ${rank}`,
                    },
                  ),
                button(
                  t('drop', { title }),
                  'icon:trash-2',
                  () => perform(app, { drop: rank }, t('dropped')),
                  {
                    class: 'tool only-icon',
                    'data-key': `drop ${rank}`,
                  },
                ),
              ),
            );
          }),
        ),
      shots.length > 0 && drawSave(app, shots),
    );
  };

  const drawSave = (app, shots) => {
    const { scanner } = app.config;
    const { save } = app.view;
    const isPdf = save.format === 'pdf';
    const text = isPdf && save.text;
    const { bytes } = savedOf(scanner, shots, { ...save, text });
    return h(
      'div',
      { class: 'saving' },
      h(
        'div',
        { class: 'settings' },
        choice(
          'format',
          t('format'),
          save.format,
          scanner.formats.map((one) => [one, t(`format.${one}`)]),
          (format) => keep(app, { format }),
        ),
        save.format !== 'png' &&
          choice(
            'weight',
            t('packing'),
            save.quality,
            WEIGHTS.map((one) => [one, t(`packing.${one}`)]),
            (quality) => keep(app, { quality }),
          ),
        scanner.text &&
          box('text', t('recognise'), text, (on) => keep(app, { text: on }), { disabled: !isPdf }),
      ),
      h(
        'div',
        { class: 'sending' },
        facts([[t('weight'), weight(bytes)]]),
        press(
          t('save-file'),
          () => perform(app, { save: { ...save, text } }, t('saved', { size: weight(bytes) })),
          { class: 'press press-main', 'data-key': 'save file' },
        ),
      ),
    );
  };

  const spoilt = (words) =>
    words
      .replace(/[aeiouéèê]/gi, '')
      .replace(/r/g, '1')
      .replace(/l/g, '|')
      .replace(/s/g, '5');

  const drawFiles = (app) => {
    const { files } = world(app);
    if (files.length === 0) return null;
    return h(
      'section',
      { class: 'out', 'aria-labelledby': 'files-title' },
      h('h2', { id: 'files-title', class: 'heading' }, t('files')),
      h(
        'ul',
        { class: 'outs' },
        files.map((file, rank) => {
          const originals = file.shots.map((shot) => [originalOf(app, shot.original), shot]);
          return h(
            'li',
            {},
            h('span', { class: 'thumb' }, icon('icon:file')),
            h(
              'span',
              { class: 'words' },
              h('b', {}, t('file-name', { rank: rank + 1, format: file.format })),
              h(
                'span',
                { class: 'soft' },
                [
                  t(file.format === 'pdf' ? 'page-count' : 'picture-count', { count: file.shots.length }),
                  weight(file.bytes),
                  originals.map(([one]) => one.name).join(', '),
                ].join(' · '),
              ),
              file.text &&
                originals.map(([one, shot]) =>
                  h(
                    'span',
                    { class: isReadable(one, shot) ? 'recognised' : 'recognised bad' },
                    one.words === '' ? t('no-words') : isReadable(one, shot) ? one.words : spoilt(one.words),
                  ),
                ),
            ),
          );
        }),
      ),
    );
  };

  const draw = (app) => [
    h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, app.config.scanner.name),
    drawGlass(app),
    drawShots(app),
    drawFiles(app),
  ];

  return { draw };
})();
