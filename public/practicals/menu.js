/** A list of acts in a sheet above the window: each `[label, icon, act]`, or nothing when it cannot be done. */
export const menu = (title, acts) => {
  const { ask, h, icon } = window.Practical;
  const sheet = ask({
    title,
    body: h(
      'ul',
      { class: 'menu' },
      acts.filter(Boolean).map(([label, sign, act]) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'tool wide-tool',
              onclick: () => {
                sheet.close();
                act();
              },
            },
            icon(sign),
            h('span', {}, label),
          ),
        ),
      ),
    ),
  });
};
