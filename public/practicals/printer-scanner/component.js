/*
 * A computer's window on paper: a document to print, its printers, a scanner. A state is what
 * `src/engine/practicals/printer-scanner.ts` reads: acts alone, whose effects `src/referential/practicals/printing-*.ts` finds.
 */
(() => {
  const { h, button } = window.Practical;
  const { t, world } = window.Printing;

  const SECTIONS = { print: 'icon:file', printers: 'icon:printer' };
  const PAGES = { print: window.PrintPage, printers: window.PrintersPage, scan: window.ScanPage };
  const sections = ({ document, printers, scanner }) => [
    ...(document ? ['print'] : []),
    ...(printers.length > 0 ? ['printers'] : []),
    ...(scanner ? ['scan'] : []),
  ];

  window.Practical.define({
    view: (config) => ({
      section: config.open,
      form: config.settings,
      some: false,
      typing: null,
      printer: null,
      sheet: 0,
      picked: null,
      port: null,
      original: config.scanner?.originals[0].id ?? null,
      shot: { area: 'all', dpi: config.scanner?.dpis[1] ?? 150, mode: 'colour', straight: false },
      save: { format: config.scanner?.formats[0] ?? 'pdf', text: false, quality: 'medium' },
    }),
    draw(app) {
      const all = sections(app.config);
      const here = all.includes(app.view.section) ? app.view.section : all[0];
      const waiting = Object.values(world(app).printers).filter(({ queue }) => queue.length > 0).length;
      return h(
        'div',
        { class: 'panel' },
        h('header', { class: 'window-bar' }, h('p', {}, app.config.title)),
        all.length > 1 &&
          h(
            'nav',
            { class: 'tools', 'aria-label': t('sections') },
            all.map((name) =>
              button(t(`section.${name}`), SECTIONS[name], () => app.show({ section: name }), {
                'data-key': `section ${name}`,
                'aria-current': name === here ? 'true' : false,
              }),
            ),
            waiting > 0 && h('p', { class: 'soft waiting' }, t('waiting', { count: waiting })),
          ),
        h('main', { class: 'main' }, PAGES[here].draw(app)),
      );
    },
  });
})();
