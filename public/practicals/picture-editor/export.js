/* The export of the picture editor: a format, its settings, and what the file would weigh. */
(() => {
  const { h } = window.Practical;
  const { makeFile, resample, sizeOf } = window.Shared;
  const { tools, app, t, number, edited, kept, result, onCanvas, alter, slider, fact } = window.Picture;

  const PALETTES = [256, 128, 64, 32, 16, 8, 4, 2];

  const fileMade = () =>
    kept('file', JSON.stringify(edited()), () =>
      makeFile(resample(result(), ...sizeOf(app().config, edited())), edited()),
    );

  const weightOf = (bytes) => t('bytes', { size: number(bytes / 1000, 1) });

  const panel = () => {
    const { format, colours, quality } = edited();
    const { bytes, gap } = fileMade();
    const clear = result().data.some((value, at) => at % 4 === 3 && value < 255);
    const choose = (key, name, options, value, change) =>
      h(
        'p',
        { class: 'line' },
        h('label', { for: key }, name),
        h(
          'select',
          { id: key, 'data-key': key, onchange: ({ target }) => alter(change(target.value)) },
          options.map(([option, text]) =>
            h('option', { value: option, selected: option === String(value) }, text),
          ),
        ),
      );
    return [
      choose(
        'format',
        t('format'),
        ['jpeg', 'png', 'png-palette'].map((one) => [one, t(`format.${one}`)]),
        format,
        (one) => ({
          format: one,
        }),
      ),
      format === 'jpeg' &&
        slider({
          key: 'quality',
          label: t('quality'),
          value: quality,
          from: 1,
          to: 100,
          put: (value) => ({ quality: value }),
        }),
      format === 'png-palette' &&
        choose(
          'colours',
          t('colours'),
          PALETTES.map((one) => [String(one), number(one)]),
          colours,
          (one) => ({
            colours: Number(one),
          }),
        ),
      h(
        'dl',
        { class: 'facts' },
        fact(t('weight'), weightOf(bytes)),
        fact(t('gap'), number(gap, 1)),
        fact(t('clear'), t(clear ? (format === 'jpeg' ? 'clear-lost' : 'clear-kept') : 'clear-none')),
      ),
    ];
  };

  tools.export = {
    sign: 'icon:save',
    panel,
    fill: (canvas) => onCanvas(fileMade().pixels, canvas),
    weight: () => weightOf(fileMade().bytes),
  };
})();
