/* The board of a workshop of blocks: what is drawn of it, and what is said of it. */
window.BlocksStage = (() => {
  const { h } = window.Practical;
  const t = (name, values) => window.Practical.t(`practical.blocks.${name}`, values);
  const { cellAt, facingOf } = window.Shared;
  const SVG = 'http://www.w3.org/2000/svg';
  const CELL = 40;
  const EDGE = 22;

  const s = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children.flat());
    return element;
  };
  const placeOf = (cell) => [cell.charCodeAt(0) - 65, Number(cell.slice(1)) - 1];
  /** The middle of a cell, in the picture. */
  const middle = (number) => EDGE + (number + 0.5) * CELL;
  const square = (cell, shape, inset = 0) => {
    const [x, y] = placeOf(cell);
    const side = CELL - 2 * inset;
    return s('rect', {
      class: shape,
      x: EDGE + x * CELL + inset,
      y: EDGE + y * CELL + inset,
      width: side,
      height: side,
      rx: inset > 2 ? 6 : 0,
    });
  };
  const at = (cell, ...children) => {
    const [x, y] = placeOf(cell);
    return s('g', { transform: `translate(${middle(x)} ${middle(y)})` }, children);
  };

  const THINGS = {
    coin: () => [
      s('circle', { class: 'thing-edge', r: 10, fill: '#f2b705' }),
      s('circle', { r: 6, fill: 'none', stroke: '#7a5200', 'stroke-width': 2 }),
    ],
    letter: () => [
      s('rect', { class: 'thing-edge', x: -12, y: -8, width: 24, height: 16, rx: 2, fill: '#ffffff' }),
      s('path', { d: 'M-12 -7 L0 3 L12 -7', fill: 'none', stroke: '#7a5200', 'stroke-width': 2 }),
    ],
    fruit: () => [
      s('circle', { class: 'thing-edge', cy: 2, r: 9, fill: '#e2592b' }),
      s('path', { d: 'M0 -7 q1 -6 8 -6 q-1 6 -8 6', fill: '#2f7d32' }),
    ],
    shell: () => [
      s('path', { class: 'thing-edge', d: 'M0 10 L-12 -2 A12 10 0 0 1 12 -2 Z', fill: '#f6c1b0' }),
      s('path', { d: 'M0 9 V-10 M0 9 L-7 -8 M0 9 L7 -8', stroke: '#7a3b2a', 'stroke-width': 1.5 }),
    ],
  };
  const robot = () => [
    s('rect', { class: 'robot-wheel', x: -15, y: -9, width: 6, height: 20, rx: 2 }),
    s('rect', { class: 'robot-wheel', x: 9, y: -9, width: 6, height: 20, rx: 2 }),
    s('rect', { class: 'robot-body', x: -11, y: -10, width: 22, height: 24, rx: 6 }),
    s('path', { class: 'robot-nose', d: 'M-8 -8 L0 -18 L8 -8 Z' }),
    s('circle', { class: 'robot-eye', cx: -4, cy: -3, r: 2.6 }),
    s('circle', { class: 'robot-eye', cx: 4, cy: -3, r: 2.6 }),
  ];
  const turtle = () => [
    s('circle', { class: 'robot-nose', cy: -14, r: 5 }),
    ...[
      [-9, -8],
      [9, -8],
      [-9, 9],
      [9, 9],
    ].map(([cx, cy]) => s('circle', { class: 'robot-wheel', cx, cy, r: 4 })),
    s('ellipse', { class: 'robot-body', rx: 10, ry: 12 }),
  ];

  const flag = () => [
    s('path', { class: 'goal-pole', d: 'M-8 14 V-14' }),
    s('path', { class: 'goal-flag', d: 'M-7 -14 H12 L7 -7 L12 0 H-7 Z' }),
  ];

  const cellsOf = (board) =>
    Array.from({ length: board.columns * board.rows }, (_, rank) =>
      cellAt(rank % board.columns, Math.floor(rank / board.columns)),
    );
  const strokes = (lines, shape) =>
    lines.map(([x1, y1, x2, y2]) =>
      s('line', { class: shape, x1: middle(x1), y1: middle(y1), x2: middle(x2), y2: middle(y2) }),
    );

  /** What never changes while a program runs. */
  const ground = (config, board) => {
    const drawing = config.scene === 'drawing';
    const letters = Array.from({ length: board.columns }, (_, x) =>
      s('text', { class: 'axis', x: middle(x), y: 15 }, cellAt(x, 0).slice(0, 1)),
    );
    const numbers = Array.from({ length: board.rows }, (_, y) =>
      s('text', { class: 'axis', x: 10, y: middle(y) + 5 }, String(y + 1)),
    );
    return [
      s('rect', {
        class: 'floor',
        x: EDGE,
        y: EDGE,
        width: board.columns * CELL,
        height: board.rows * CELL,
      }),
      ...letters,
      ...numbers,
      ...(drawing
        ? cellsOf(board).map((cell) => at(cell, s('circle', { class: 'dot', r: 1.6 })))
        : cellsOf(board).map((cell) => square(cell, 'cell'))),
    ];
  };

  /** What a step may change, under the robot. */
  const things = (config, board, world) => {
    const { target } = board;
    const colored = Object.entries(world.colors);
    const painted = colored.map(([cell, color]) => square(cell, `paint paint-${color}`, 1));
    const named = colored.map(([cell, color]) => {
      const [x, y] = placeOf(cell);
      return s(
        'text',
        { class: 'paint-name', x: EDGE + x * CELL + 9, y: EDGE + y * CELL + 14 },
        t(`color.${color}.short`),
      );
    });
    const wanted = Object.entries(target?.colors ?? {}).flatMap(([cell, color]) =>
      world.colors[cell] === color ? [] : [square(cell, `wanted wanted-${color}`, 5)],
    );
    return [
      ...painted,
      ...wanted,
      ...named,
      ...board.walls.map((cell) => square(cell, 'wall', 1)),
      ...(board.goal === null ? [] : [at(board.goal, ...flag())]),
      ...[...new Set(world.objects)].flatMap((cell) => {
        const count = world.objects.filter((one) => one === cell).length;
        return at(
          cell,
          ...THINGS[config.thing](),
          ...(count > 1 ? [s('text', { class: 'number', x: 12, y: 15 }, `×${count}`)] : []),
        );
      }),
      ...(config.scene === 'drawing'
        ? [...strokes(target?.lines ?? [], 'line-wanted'), ...strokes(world.lines, 'line-done')]
        : []),
    ];
  };

  /** `{ picture, update }`: the picture of a board, and how it follows the world. */
  const make = (config, board, world) => {
    const [width, height] = [EDGE + board.columns * CELL + 4, EDGE + board.rows * CELL + 4];
    const layer = s('g', {});
    const figure = s('g', { class: 'robot' }, config.scene === 'drawing' ? turtle() : robot());
    const picture = s(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'board' },
      ...ground(config, board),
      layer,
      figure,
      // A number is read while the robot stands on it.
      ...Object.entries(board.numbers).map(([cell, number]) =>
        at(cell, s('text', { class: 'number', y: 17 }, String(number))),
      ),
    );
    picture.style.maxWidth = `${Math.min(520, width * 1.5)}px`;
    const update = (now) => {
      layer.replaceChildren(...things(config, board, now));
      figure.style.transform = `translate(${middle(now.x)}px, ${middle(now.y)}px) rotate(${now.turned}deg)`;
      picture.setAttribute('aria-label', told(config, board, now).join(' '));
    };
    update(world);
    return { picture, update };
  };

  const list = (cells) => (cells.length === 0 ? t('none') : cells.join(', '));

  /** Where the robot is. */
  const where = (config, world) => {
    const facing = facingOf(world.turned);
    const who = config.scene === 'drawing' ? 'turtle' : 'robot';
    const to = facing
      ? t(`facing.${facing}`)
      : t('facing.degrees', { degrees: Math.round(((world.turned % 360) + 360) % 360) });
    return t(`where.${who}`, { cell: cellAt(world.x, world.y), facing: to });
  };
  const gathered = (config, world) => {
    if (!config.things) return [];
    const { one, many } = config.things;
    return [t('gathered', { count: world.carried, thing: world.carried > 1 ? many : one })];
  };
  const held = (config, world) =>
    config.variables.map((name) => t('holds', { name, value: world.values[name] ?? 0 }));

  /** A board in words, for those who do not see it. */
  const told = (config, board, world) => {
    const colors = ['red', 'blue', 'yellow', 'green'].flatMap((color) => {
      const cells = Object.keys(world.colors).filter((cell) => world.colors[cell] === color);
      return cells.length === 0 ? [] : [t('told.color', { color: t(`color.${color}`), list: list(cells) })];
    });
    const wanted = ['red', 'blue', 'yellow', 'green'].flatMap((color) => {
      const colorsWanted = board.target?.colors ?? {};
      const cells = Object.keys(colorsWanted).filter(
        (cell) => colorsWanted[cell] === color && board.colors[cell] !== color,
      );
      return cells.length === 0 ? [] : [t('told.wanted', { color: t(`color.${color}`), list: list(cells) })];
    });
    const lines = (board.target?.lines ?? []).map(
      ([x1, y1, x2, y2]) => `${cellAt(x1, y1)}–${cellAt(x2, y2)}`,
    );
    return [
      board.rows === 1
        ? t('told.row', { columns: board.columns })
        : t('told.size', { columns: board.columns, rows: board.rows }),
      where(config, world),
      ...(board.goal === null
        ? []
        : [t('told.goal', { name: config.goalName ?? t('goal'), cell: board.goal })]),
      ...(board.walls.length === 0 ? [] : [t('told.walls', { list: list(board.walls) })]),
      ...(config.things
        ? [t('told.things', { many: config.things.many, list: list([...world.objects]) })]
        : []),
      ...colors,
      ...wanted,
      ...(lines.length === 0 ? [] : [t('told.lines', { list: list(lines) })]),
      ...(Object.keys(board.numbers).length === 0
        ? []
        : [
            t('told.numbers', {
              list: Object.entries(board.numbers)
                .map(([cell, number]) => `${cell} ${number}`)
                .join(', '),
            }),
          ]),
    ];
  };

  /** What variables hold, shown beside the board. */
  const values = (config, world) =>
    config.variables.map((name) =>
      h(
        'p',
        { class: 'value' },
        h('span', { class: 'value-name' }, name),
        h('output', {}, String(world.values[name] ?? 0)),
      ),
    );

  return { make, where, gathered, held, values };
})();
