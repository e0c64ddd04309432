/*
 * A workshop of blocks. A state is the program, as `src/engine/practicals/blocks.ts` reads it; it is run here by the very
 * file that runs it on the server (`window.Shared`), step after step.
 */
(() => {
  const { h, icon, button } = window.Practical;
  const { allBlocks, countBlocks, kindOf, lastWorld, runProgram, worldOf } = window.Shared;
  const { BlocksStage } = window;
  const t = (name, values) => window.Practical.t(`practical.blocks.${name}`, values);

  const MOST_BLOCKS = 120;
  const MOST_DEEP = 10;
  const NUMBERS = { least: -9999, most: 9999 };
  /** Milliseconds between two steps. */
  const SPEEDS = { slow: 900, normal: 380, fast: 90, instant: 0 };
  /** From here on a finger or a mouse drags. */
  const DRAGGED = 6;
  /** A block let go farther than this from any place goes nowhere. */
  const TOO_FAR = 90;

  const GROUPS = {
    motion: ['forward', 'forward-n', 'left', 'right', 'left-n', 'right-n'],
    loop: ['repeat', 'until'],
    test: ['if', 'if-else'],
    act: ['take', 'drop', 'paint'],
    pen: ['pen-up', 'pen-down'],
    data: ['set', 'add'],
    own: ['call'],
  };
  const groupOf = (kind) => Object.keys(GROUPS).find((group) => GROUPS[group].includes(kind));

  let app = null;
  /** Stays when all is begun again. */
  let speed = 'normal';

  // ---- the program: places are texts like `main.0.body.2`

  const split = (key) => key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const listAt = (program, path) => path.reduce((inside, part) => inside?.[part], program);
  const changed = (inside, [part, ...rest], change) => {
    const next = rest.length === 0 ? change(inside[part] ?? []) : changed(inside[part], rest, change);
    return Array.isArray(inside)
      ? inside.map((one, index) => (index === part ? next : one))
      : { ...inside, [part]: next };
  };
  const blockAt = (key) => listAt(app.state, split(key));
  const parted = (key) => {
    const path = split(key);
    return [path.slice(0, -1), path.at(-1)];
  };
  const put = (program, key, block) => {
    const [list, index] = parted(key);
    return changed(program, list, (blocks) => [...blocks.slice(0, index), block, ...blocks.slice(index)]);
  };
  const without = (program, key) => {
    const [list, index] = parted(key);
    return changed(program, list, (blocks) => blocks.filter((_, rank) => rank !== index));
  };
  const bodiesOf = (block) => ['body', 'other'].filter((name) => block[name] !== undefined);
  const hasOwn = () => app.config.palette.includes('call') || app.config.start.own.length > 0;
  const roots = () => (hasOwn() ? ['main', 'own'] : ['main']);

  /** Every place where a block can be put, in reading order. */
  const gapsOf = (program) => {
    const walk = (blocks, path) => [
      ...blocks.flatMap((block, index) => [
        `${path}.${index}`,
        ...bodiesOf(block).flatMap((name) => walk(block[name], `${path}.${index}.${name}`)),
      ]),
      `${path}.${blocks.length}`,
    ];
    return roots().flatMap((root) => walk(program[root], root));
  };
  /** Every block's place, in reading order. */
  const keysOf = (program) => gapsOf(program).filter((key) => listAt(program, split(key)) !== undefined);
  const keyOf = (program, block) => keysOf(program).find((key) => listAt(program, split(key)) === block);
  const depthOf = (key) => Math.floor(split(key).length / 2);
  const heightOf = (block) =>
    1 + Math.max(0, ...bodiesOf(block).flatMap((name) => block[name].map((one) => heightOf(one))));

  const cursor = () => {
    const gaps = gapsOf(app.state);
    return gaps.includes(app.view.cursor) ? app.view.cursor : `main.${app.state.main.length}`;
  };
  const selected = () => {
    const { selected: key } = app.view;
    return key !== null && blockAt(key) !== undefined && keysOf(app.state).includes(key) ? key : null;
  };
  const isFull = () => countBlocks(app.state) >= (app.config.most ?? MOST_BLOCKS);
  const canAdd = () => !app.config.locked && app.config.palette.length > 0;

  // ---- words

  const amountText = (amount) => (amount === '#' ? t('cell-number') : String(amount));
  const testText = (test) =>
    'see' in test
      ? t(`test.${test.not ? 'not-' : ''}${test.see}`)
      : `${amountText(test.a)} ${t(`sign.${test.sign}`)} ${amountText(test.b)}`;
  /** A block in words. */
  const textOf = (block) =>
    t(`block.${kindOf(block)}`, {
      n: block.n === undefined ? '' : amountText(block.n),
      name: block.name ?? '',
      color: block.color ? t(`color.${block.color}`) : '',
      test: block.test ? testText(block.test) : '',
    });
  /** Where a place is, in words. */
  const placeText = (key) => {
    const path = split(key);
    const line = path.at(-1) + 1;
    if (path.length > 2) {
      const owner = listAt(app.state, path.slice(0, -2));
      const name = path.at(-2) === 'other' ? t('place.else') : textOf(owner);
      return t('place.in', { name, line });
    }
    return path[0] === 'own' ? t('place.own', { line }) : t('place.main', { line });
  };

  const freshTest = () => {
    const [first = 'wall-ahead'] = app.config.tests;
    return first === 'compare' ? { a: anAmount(), sign: '>', b: 10 } : { see: first };
  };
  const anAmount = () => app.config.variables[0] ?? (app.config.readsCell ? '#' : 0);
  /** A block as it comes out of the palette. */
  const fresh = (kind) => {
    const { variables, colors, scene } = app.config;
    const name = variables[0] ?? 'x';
    switch (kind) {
      case 'forward-n':
        return { do: 'forward', n: 2 };
      case 'left-n':
      case 'right-n':
        return { do: kind.slice(0, -2), n: scene === 'drawing' ? 45 : 90 };
      case 'repeat':
        return { do: 'repeat', n: 2, body: [] };
      case 'until':
        return { do: 'until', test: freshTest(), body: [] };
      case 'if':
        return { do: 'if', test: freshTest(), body: [] };
      case 'if-else':
        return { do: 'if', test: freshTest(), body: [], other: [] };
      case 'paint':
        return { do: 'paint', color: colors[0] };
      case 'set':
        return { do: 'set', name, n: 0 };
      case 'add':
        return { do: 'add', name, n: 1 };
      default:
        return { do: kind };
    }
  };

  // ---- acts on the program

  const refuse = (why) => {
    window.Practical.say(why);
    app.show({ note: why });
  };
  const isTooDeep = (key, block) => depthOf(key) + heightOf(block) - 1 > MOST_DEEP;
  const add = (block, key, said = 'added') => {
    if (isFull()) return refuse(t('full', { count: app.config.most ?? MOST_BLOCKS }));
    if (isTooDeep(key, block)) return refuse(t('too-deep'));
    const next = put(app.state, key, block);
    const [list, index] = parted(key);
    const [body] = bodiesOf(block);
    // What is added next goes inside of a loop that is still empty, else after.
    const after = body && block[body].length === 0 ? `${key}.${body}.0` : [...list, index + 1].join('.');
    app.view = { ...app.view, cursor: after, selected: key, note: null };
    app.change(next);
    window.Practical.say(t(said, { block: textOf(block), place: placeText(key) }));
    return undefined;
  };
  const focusOn = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  const remove = (key) => {
    const block = blockAt(key);
    const next = without(app.state, key);
    app.view = { ...app.view, selected: null, cursor: key, note: null };
    app.change(next, t('removed', { block: textOf(block) }));
    focusOn(blockAt(key) ? `block ${key}` : `slot ${cursor()}`);
  };
  const moveTo = (block, bare, key) => {
    if (isTooDeep(key, block)) return refuse(t('too-deep'));
    const next = put(bare, key, block);
    app.view = { ...app.view, selected: key, cursor: null, note: null };
    app.change(next);
    window.Practical.say(t('moved', { block: textOf(block), place: placeText(key) }));
    return undefined;
  };
  /** To the place before or after, in reading order: into a loop and out of it as well. */
  const shift = (key, by) => {
    const block = blockAt(key);
    const bare = without(app.state, key);
    const gaps = gapsOf(bare);
    const to = gaps[gaps.indexOf(key) + by];
    if (to !== undefined) moveTo(block, bare, to);
  };
  const canShift = (key, by) => {
    const gaps = gapsOf(without(app.state, key));
    return gaps[gaps.indexOf(key) + by] !== undefined;
  };
  const edit = (key, change) => {
    const [list, index] = parted(key);
    const next = changed(app.state, list, (blocks) =>
      blocks.map((block, rank) => (rank === index ? { ...block, ...change } : block)),
    );
    app.change(next);
  };

  // A number is kept once it is typed whole: at the next press, at the next focus, or when the window is left.
  let typing = null;
  const settle = () => {
    if (typing === null || !app) return;
    const { key, text, give } = typing;
    typing = null;
    const number = Number(text.trim().replace('−', '-'));
    const sound =
      text.trim() !== '' &&
      Number.isInteger(number) &&
      number >= NUMBERS.least &&
      number <= NUMBERS.most &&
      blockAt(key) !== undefined;
    const before = app.state;
    if (sound) edit(key, give(number));
    if (!sound) refuse(t('number-needed'));
    else if (app.state === before) app.show({});
  };
  window.addEventListener('blur', settle);
  document.addEventListener('click', settle, true);

  // ---- running

  const play = { program: null, board: 0, run: null, at: -1, timer: null };
  let stage = null;

  const board = () => app.config.boards[app.view.board] ?? app.config.boards[0];
  const world = () => {
    if (play.run === null) return worldOf(board());
    return play.at < 0 ? play.run.start : (stepNow()?.world ?? play.run.start);
  };
  const halt = () => {
    clearTimeout(play.timer);
    play.timer = null;
  };
  const rewind = () => {
    halt();
    Object.assign(play, { program: app.state, board: app.view.board, run: null, at: -1 });
  };
  /** The run of this program on this board, made anew when either is another. */
  const ready = () => {
    if (play.run === null) play.run = runProgram(app.state, board());
    return play.run;
  };
  /** The place of the last step; of a block that could not be done, one more. */
  const lastAt = () => play.run.steps.length - (play.run.end === 'done' ? 1 : 0);
  const isOver = () => play.run !== null && play.at >= lastAt();
  const stepNow = () => play.run.steps[Math.min(play.at, play.run.steps.length - 1)];

  const outcome = () => {
    const { config } = app;
    const { end, blamed } = play.run;
    const last = lastWorld(play.run);
    const { goal } = board();
    const at = BlocksStage.where(config, last);
    const reached = end === 'done' && goal !== null;
    const cell = window.Shared.cellAt(last.x, last.y);
    const ended = t(`end.${config.scene === 'drawing' && end === 'bump' ? 'off' : end}`, {
      block: blamed === null ? '' : textOf(blockAt(blamed) ?? { do: 'forward' }),
      cell,
    });
    return [
      ended,
      at,
      reached && t(goal === cell ? 'on-goal' : 'off-goal', { name: config.goalName ?? t('goal') }),
      ...BlocksStage.gathered(config, last),
      ...BlocksStage.held(config, last),
    ]
      .filter(Boolean)
      .join(' ');
  };
  const stepText = () => {
    const step = stepNow();
    const block = blockAt(step.at);
    const done = block ? textOf(block) : '';
    return [
      t('step-said', { number: play.at + 1, block: done }),
      step.yes !== undefined && t(step.yes ? 'step-yes' : 'step-no'),
      BlocksStage.where(app.config, step.world),
      ...BlocksStage.gathered(app.config, step.world),
      ...BlocksStage.held(app.config, step.world),
    ]
      .filter(Boolean)
      .join(' ');
  };
  /** Only what a step changes is drawn: the block that is lit, the board, the words under it. */
  const paint = (words) => {
    stage.update(world());
    document.querySelector('.values')?.replaceChildren(...BlocksStage.values(app.config, world()));
    const lit = play.run === null || play.at < 0 ? null : (stepNow()?.at ?? null);
    const blamed = isOver() ? play.run.blamed : null;
    for (const one of document.querySelectorAll('.block')) {
      one.classList.toggle('is-lit', one.dataset.at === lit && blamed === null);
      one.classList.toggle('is-blamed', one.dataset.at === blamed);
      if (one.dataset.at === lit) one.setAttribute('aria-current', 'step');
      else one.removeAttribute('aria-current');
    }
    const line = document.querySelector('.outcome');
    line.textContent = words ?? '';
    line.classList.toggle('is-trouble', isOver() && play.run.end !== 'done');
    const running = play.timer !== null;
    const [go] = document.querySelectorAll('[data-key=run]');
    go.replaceChildren(
      icon(running ? 'icon:square' : 'icon:play'),
      h('span', {}, t(running ? 'stop' : 'run')),
    );
    document.querySelector('[data-key=step]').disabled = running;
    window.Practical.measure();
  };
  const finish = () => {
    halt();
    const words = outcome();
    paint(words);
    window.Practical.say(words);
  };
  const isEmpty = () => {
    if (app.state.main.length > 0) return false;
    refuse(t('no-blocks'));
    return true;
  };
  const tick = () => {
    play.timer = null;
    if (!isOver()) play.at += 1;
    if (isOver()) return finish();
    const pause = SPEEDS[app.view.speed] ?? SPEEDS.normal;
    play.timer = setTimeout(tick, pause);
    paint(t('running', { number: play.at + 1 }));
    return undefined;
  };
  const start = () => {
    if (play.timer !== null) {
      halt();
      paint(t('stopped', { number: play.at + 1 }));
      window.Practical.say(t('stopped', { number: play.at + 1 }));
      return;
    }
    if (isEmpty()) return;
    if (play.run !== null && isOver()) rewind();
    ready();
    if (app.view.speed === 'instant') {
      play.at = lastAt();
      finish();
      return;
    }
    tick();
  };
  const oneStep = () => {
    if (isEmpty()) return;
    if (play.run !== null && isOver()) rewind();
    ready();
    if (!isOver()) play.at += 1;
    if (isOver()) {
      const said = play.run.steps.length > 0 && play.run.end === 'done' ? `${stepText()} ` : '';
      const words = said + outcome();
      paint(words);
      window.Practical.say(words);
      return;
    }
    paint(stepText());
    window.Practical.say(stepText());
  };
  const back = () => {
    rewind();
    paint(t('at-start'));
    window.Practical.say(`${t('at-start')} ${BlocksStage.where(app.config, world())}`);
  };

  // ---- dragging

  let drag = null;
  const grab = (event, what) => {
    if (app.config.locked || event.button !== 0 || event.target.closest('input, select, .acts')) return;
    // A finger elsewhere than on the handle scrolls the page.
    if (event.pointerType !== 'mouse' && !event.target.closest('.grip')) return;
    drag = { what, from: event.currentTarget, id: event.pointerId, x: event.clientX, y: event.clientY };
  };
  const lift = () => {
    const ghost = drag.from.cloneNode(true);
    ghost.classList.add('ghost');
    ghost.setAttribute('aria-hidden', 'true');
    for (const one of ghost.querySelectorAll('[id], [data-key]')) one.removeAttribute('data-key');
    ghost.style.width = `${Math.min(240, drag.from.getBoundingClientRect().width)}px`;
    document.body.append(ghost);
    document.body.classList.add('is-dragging');
    try {
      document.documentElement.setPointerCapture(drag.id);
    } catch {
      // A pointer that is gone already: its end comes all the same.
    }
    drag.ghost = ghost;
  };
  /** The place nearest to the pointer; none inside of the block itself. */
  const nearest = (x, y) => {
    const { key } = drag.what;
    const found = [...document.querySelectorAll('[data-gap]')]
      .filter(({ dataset }) => key === undefined || !dataset.gap.startsWith(`${key}.`))
      .map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const aside = x < left ? left - x : Math.max(0, x - right);
        // Of two places at the same height, the deeper one, if the pointer is as far to the right.
        return { element, far: Math.abs((top + bottom) / 2 - y) + aside - left / 50 };
      })
      .sort((a, b) => a.far - b.far)[0];
    return found && found.far < TOO_FAR ? found.element : null;
  };
  const isOverPalette = (x, y) =>
    document.elementsFromPoint(x, y).some((element) => element.closest('.palette') !== null);
  document.addEventListener('pointermove', (event) => {
    if (drag === null || event.pointerId !== drag.id) return;
    const { clientX: x, clientY: y } = event;
    if (!drag.ghost) {
      if (Math.hypot(x - drag.x, y - drag.y) < DRAGGED) return;
      lift();
    }
    event.preventDefault();
    drag.ghost.style.left = `${x - 20}px`;
    drag.ghost.style.top = `${y - 18}px`;
    drag.gap?.classList.remove('is-near');
    drag.gap = isOverPalette(x, y) ? null : nearest(x, y);
    drag.gap?.classList.add('is-near');
  });
  const letGo = (event, done) => {
    if (drag === null || event.pointerId !== drag.id) return;
    const { what, ghost, gap } = drag;
    const away = ghost && isOverPalette(event.clientX, event.clientY);
    drag = null;
    document.body.classList.remove('is-dragging');
    if (!ghost) return;
    ghost.remove();
    gap?.classList.remove('is-near');
    // The press that ends a drag chooses nothing.
    document.addEventListener('click', stopped, { capture: true, once: true });
    setTimeout(() => document.removeEventListener('click', stopped, true), 60);
    if (!done) return;
    if (what.kind !== undefined) {
      if (gap) add(fresh(what.kind), gap.dataset.gap);
    } else if (away && canAdd()) remove(what.key);
    else if (gap) dropAt(what.key, gap.dataset.gap);
  };
  const stopped = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('pointerup', (event) => letGo(event, true));
  document.addEventListener('pointercancel', (event) => letGo(event, false));

  const GONE = { do: 'gone' };
  /** The block goes where the place is, whose number changes once the block has left its own. */
  const dropAt = (key, gap) => {
    const block = blockAt(key);
    const marked = put(app.state, gap, GONE);
    const from = keyOf(marked, block);
    const bare = without(marked, from);
    const to = keyOf(bare, GONE);
    moveTo(block, without(bare, to), to);
  };

  // ---- drawing

  /** What an amount can be beside a number; how often and how far is a number, unless the author wrote otherwise. */
  const sources = (field, block, amount) => {
    const isPlain = field === 'n' && block.name === undefined;
    const names = isPlain ? [] : app.config.variables.filter((name) => field !== 'n' || name !== block.name);
    const given = typeof amount === 'string' && amount !== '#' ? [amount] : [];
    const isRead = amount === '#' || (app.config.readsCell && !isPlain);
    return [
      ['', t('a-number')],
      ...[...new Set([...names, ...given])].map((name) => [name, name]),
      ...(isRead ? [['#', t('cell-number')]] : []),
    ];
  };
  const choice = (name, options, value, give) =>
    h(
      'select',
      {
        'data-key': name.key,
        'aria-label': name.label,
        disabled: app.config.locked,
        onchange: ({ target }) => give(target.value),
      },
      options.map(([one, label]) => h('option', { value: one, selected: one === value }, label)),
    );
  /** A number to type, or a variable to choose where there are some. */
  const amountField = (key, field, amount, give) => {
    const block = blockAt(key);
    const label = t('number-of', { block: textOf(block) });
    const input = h('input', {
      type: 'text',
      // The digits alone of some telephones have no minus, which a variable or a comparison may need.
      inputmode: field === 'n' && block.name === undefined ? 'numeric' : 'text',
      class: 'amount',
      'data-key': `${field} ${key}`,
      'aria-label': label,
      value: String(amount),
      maxlength: 6,
      autocomplete: 'off',
      readonly: app.config.locked,
      oninput: ({ target }) => {
        typing = { key, text: target.value, give };
      },
      onkeydown: (event) => {
        if (event.key === 'Enter') settle();
      },
      onfocusout: () => setTimeout(settle, 200),
    });
    const options = sources(field, block, amount);
    if (options.length === 1) return input;
    const chosen = typeof amount === 'string' ? amount : '';
    return h(
      'span',
      { class: chosen === '' ? 'source is-number' : 'source' },
      chosen === '' && input,
      choice(
        { key: `${field}-of ${key}`, label: t('source-of', { block: textOf(blockAt(key)) }) },
        options,
        chosen,
        (value) => edit(key, give(value === '' ? 0 : value)),
      ),
    );
  };
  const testField = (key, { test }) => {
    const seen = app.config.tests.filter((name) => name !== 'compare');
    const options = [
      ...seen.flatMap((name) => [
        [name, t(`test.${name}`)],
        [`not-${name}`, t(`test.not-${name}`)],
      ]),
      ...(app.config.tests.includes('compare') ? [['compare', t('compare')]] : []),
    ];
    const now = 'see' in test ? `${test.not ? 'not-' : ''}${test.see}` : 'compare';
    const give = (value) => {
      if (value === 'compare') edit(key, { test: { a: anAmount(), sign: '>', b: 10 } });
      else if (value.startsWith('not-')) edit(key, { test: { see: value.slice(4), not: true } });
      else edit(key, { test: { see: value } });
    };
    const label = t('test-of', { block: textOf(blockAt(key)) });
    const select =
      options.length === 1 && now === 'compare'
        ? null
        : choice({ key: `test ${key}`, label }, options, now, give);
    if ('see' in test) return select;
    const part = (name) =>
      amountField(key, name, test[name], (value) => ({ test: { ...blockAt(key).test, [name]: value } }));
    return [
      select,
      part('a'),
      choice(
        { key: `sign ${key}`, label: t('sign-of', { block: textOf(blockAt(key)) }) },
        ['<', '<=', '=', '>=', '>'].map((sign) => [sign, t(`sign.${sign}`)]),
        test.sign,
        (sign) => edit(key, { test: { ...blockAt(key).test, sign } }),
      ),
      part('b'),
    ];
  };
  const fieldOf = (key, block, name) => {
    if (name === 'n') return amountField(key, 'n', block.n, (n) => ({ n }));
    if (name === 'test') return testField(key, block);
    if (name === 'name') {
      const { variables } = app.config;
      if (variables.length < 2) return h('span', { class: 'var' }, block.name);
      const label = t('name-of', { block: textOf(block) });
      return choice(
        { key: `name ${key}`, label },
        variables.map((one) => [one, one]),
        block.name,
        (one) => edit(key, { name: one }),
      );
    }
    const { colors } = app.config;
    if (colors.length < 2) return h('span', { class: 'var' }, t(`color.${block.color}`));
    return choice(
      { key: `color ${key}`, label: t('color-of', { block: textOf(block) }) },
      colors.map((one) => [one, t(`color.${one}`)]),
      block.color,
      (color) => edit(key, { color }),
    );
  };

  /** « répéter {n} fois » in pieces: its first words are the button, what stands in braces a field. */
  const piecesOf = (block) => t(`block.${kindOf(block)}`).split(/\{(\w+)\}/);

  const select = (key) => {
    const again = selected() === key;
    const [list, index] = parted(key);
    app.show({
      selected: again ? null : key,
      cursor: [...list, index + 1].join('.'),
      note: null,
    });
  };
  const onBlockKey = (event, key) => {
    const keys = keysOf(app.state);
    const next = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (next && event.altKey) {
      shift(key, next);
      focusOn(`block ${selected() ?? key}`);
    } else if (next) focusOn(`block ${keys[keys.indexOf(key) + next] ?? key}`);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(key);
    else return;
    event.preventDefault();
  };
  const drawActs = (key) => {
    const block = blockAt(key);
    const act = (name, sign, run, disabled = false) =>
      h(
        'button',
        {
          type: 'button',
          class: 'act',
          'data-key': `act ${name}`,
          'aria-label': t(`act-on.${name}`, { block: textOf(block) }),
          title: t(`act.${name}`),
          disabled,
          onclick: run,
        },
        icon(sign),
      );
    return h(
      'div',
      { class: 'acts', role: 'group', 'aria-label': t('acts', { block: textOf(block) }) },
      act('up', 'icon:arrow-up', () => shift(key, -1), !canShift(key, -1)),
      act('down', 'icon:arrow-down', () => shift(key, 1), !canShift(key, 1)),
      canAdd() &&
        act('copy', 'icon:copy', () => {
          const [list, index] = parted(key);
          const twin = JSON.parse(JSON.stringify(block));
          const many = countBlocks({ main: [twin], own: [] });
          const most = app.config.most ?? MOST_BLOCKS;
          if (countBlocks(app.state) + many > most) refuse(t('full', { count: most }));
          else add(twin, [...list, index + 1].join('.'), 'copied');
        }),
      act('remove', 'icon:trash-2', () => remove(key)),
    );
  };

  const drawSlot = (key, isAlone) => {
    const here = cursor() === key;
    return h(
      'li',
      {
        class: here ? 'slot is-here' : 'slot',
        'data-gap': key,
        'aria-hidden': canAdd() ? null : 'true',
      },
      canAdd() &&
        h(
          'button',
          {
            type: 'button',
            'data-key': `slot ${key}`,
            'aria-pressed': here ? 'true' : 'false',
            'aria-label': t('slot-label', { place: placeText(key) }),
            onclick: () =>
              app.show(
                { cursor: key, selected: null, note: null },
                t('slot-said', { place: placeText(key) }),
              ),
          },
          here ? t('slot-here') : isAlone ? t('slot-empty') : t('slot'),
        ),
    );
  };
  const drawList = (blocks, path, label) =>
    h(
      'ol',
      { class: 'list', 'aria-label': label },
      blocks.map((block, index) => drawBlock(block, `${path}.${index}`)),
      !app.config.locked && drawSlot(`${path}.${blocks.length}`, blocks.length === 0),
    );
  const drawBlock = (block, key) => {
    const kind = kindOf(block);
    const chosen = selected() === key;
    const [first, ...rest] = piecesOf(block);
    return h(
      'li',
      { class: `block in-${groupOf(kind)}${chosen ? ' is-chosen' : ''}`, 'data-at': key },
      h('div', { class: cursor() === key ? 'gap is-here' : 'gap', 'data-gap': key }),
      h(
        'div',
        { class: 'head', onpointerdown: (event) => grab(event, { key }) },
        !app.config.locked && h('span', { class: 'grip', 'aria-hidden': 'true' }, icon('icon:grip-vertical')),
        app.config.locked
          ? h('span', { class: 'name' }, first.trim())
          : h(
              'button',
              {
                type: 'button',
                class: 'name',
                'data-key': `block ${key}`,
                'aria-pressed': chosen ? 'true' : 'false',
                'aria-label': textOf(block),
                onclick: () => select(key),
                onkeydown: (event) => onBlockKey(event, key),
              },
              first.trim(),
            ),
        rest.map((piece, rank) =>
          rank % 2 === 0
            ? fieldOf(key, block, piece)
            : piece.trim() !== '' &&
              !piece.trim().startsWith('…') &&
              h('span', { class: 'word' }, piece.trim()),
        ),
      ),
      chosen && !app.config.locked && drawActs(key),
      block.body && drawList(block.body, `${key}.body`, t('inside', { block: textOf(block) })),
      block.other && [
        h('p', { class: 'else' }, t('else')),
        drawList(block.other, `${key}.other`, t('inside-else', { block: textOf(block) })),
      ],
    );
  };

  const drawPalette = () => {
    if (!canAdd()) return null;
    const full = isFull();
    return h(
      'div',
      { class: 'palette', role: 'group', 'aria-label': t('palette') },
      h('h2', {}, t('palette')),
      h(
        'ul',
        {},
        Object.keys(GROUPS).flatMap((group) =>
          GROUPS[group]
            .filter((kind) => app.config.palette.includes(kind))
            .map((kind) => {
              const text = textOf(fresh(kind));
              return h(
                'li',
                {},
                h(
                  'button',
                  {
                    type: 'button',
                    class: `chip in-${group}`,
                    'data-key': `add ${kind}`,
                    'aria-label': t('add', { block: text }),
                    'aria-disabled': full ? 'true' : null,
                    onclick: () => add(fresh(kind), cursor()),
                    onpointerdown: (event) => grab(event, { kind }),
                  },
                  h('span', { class: 'grip', 'aria-hidden': 'true' }, icon('icon:grip-vertical')),
                  h('span', {}, text),
                ),
              );
            }),
        ),
      ),
    );
  };

  const drawStage = () => {
    const { config, view } = app;
    stage = BlocksStage.make(config, board(), world());
    return h(
      'section',
      { class: 'stage', 'aria-label': t('stage') },
      config.boards.length > 1 &&
        h(
          'div',
          { class: 'boards', role: 'group', 'aria-label': t('boards') },
          config.boards.map(({ name }, rank) =>
            h(
              'button',
              {
                type: 'button',
                class: 'tool',
                'data-key': `board ${rank}`,
                'aria-pressed': view.board === rank ? 'true' : 'false',
                onclick: () => app.show({ board: rank }),
              },
              name ?? t('board', { number: rank + 1 }),
            ),
          ),
        ),
      stage.picture,
      config.boards.some(({ target }) => target) && h('p', { class: 'legend' }, t('legend')),
      h('div', { class: 'values' }, BlocksStage.values(config, world())),
      h(
        'div',
        { class: 'controls', role: 'toolbar', 'aria-label': t('controls') },
        h(
          'button',
          {
            type: 'button',
            class: 'press press-main go',
            'data-key': 'run',
            'data-home': true,
            onclick: start,
          },
          icon('icon:play'),
          h('span', {}, t('run')),
        ),
        button(t('step'), 'icon:step-forward', oneStep, { 'data-key': 'step' }),
        button(t('rewind'), 'icon:rotate-ccw', back, { 'data-key': 'rewind' }),
        h(
          'label',
          { class: 'speed' },
          h('span', {}, t('speed')),
          h(
            'select',
            {
              'data-key': 'speed',
              onchange: ({ target }) => {
                speed = target.value;
                app.note({ speed });
              },
            },
            Object.keys(SPEEDS).map((name) =>
              h('option', { value: name, selected: view.speed === name }, t(`speed.${name}`)),
            ),
          ),
        ),
      ),
      h('p', { class: 'outcome' }),
    );
  };

  const drawCode = () => {
    const { config, state, view } = app;
    const count = countBlocks(state);
    return h(
      'section',
      { class: 'code', 'aria-label': t('program') },
      drawPalette(),
      h(
        'div',
        { class: 'program' },
        h(
          'p',
          { class: 'count' },
          config.most === null ? t('count', { count }) : t('count-of', { count, most: config.most }),
        ),
        view.note && h('p', { class: 'note' }, view.note),
        h('h2', {}, t('program')),
        drawList(state.main, 'main', t('program')),
        hasOwn() && [h('h2', {}, t('own')), drawList(state.own, 'own', t('own'))],
      ),
    );
  };

  window.Practical.define({
    view: () => ({ cursor: null, selected: null, board: 0, speed, note: null }),
    draw(given) {
      app = given;
      if (play.program !== app.state || play.board !== app.view.board) rewind();
      // What was kept of an older challenge may hold what is none of ours.
      allBlocks(app.state).forEach(kindOf);
      queueMicrotask(() => {
        if (document.querySelector('.outcome')) paint(wordsNow());
      });
      return h('main', {}, h('h1', { class: 'unseen' }, t('title')), drawStage(), drawCode());
    },
  });
  /** Drawn anew in the middle of a run: what was said stays. */
  const wordsNow = () => {
    if (play.run === null) return '';
    if (isOver()) return outcome();
    return play.at < 0 ? '' : stepText();
  };
})();
