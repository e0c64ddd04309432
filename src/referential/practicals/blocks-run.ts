/**
 * What a program of blocks does on a board. The page and the server both run this very file, so it imports nothing.
 * Pure, and bounded: no program, however it turns, takes more than `MOST_STEPS` steps.
 */

/** A number, the name of a variable, or `#`: the number written on the cell where the robot is. */
export type Amount = number | string;

export type Sense = (typeof SENSES)[number];
export type Sign = (typeof SIGNS)[number];
export type Color = (typeof COLORS)[number];
export type Facing = (typeof FACINGS)[number];

export type Test =
  | { readonly see: Sense; readonly not?: boolean }
  | { readonly a: Amount; readonly sign: Sign; readonly b: Amount };

export interface Block {
  readonly do: Op;
  /** How many steps, degrees, times; what a variable becomes or is given more. */
  readonly n?: Amount;
  readonly name?: string;
  readonly color?: Color;
  readonly test?: Test;
  readonly body?: readonly Block[];
  /** What is done when the test fails. */
  readonly other?: readonly Block[];
}

export interface Program {
  readonly main: readonly Block[];
  /** What the pupil's own block does. */
  readonly own: readonly Block[];
}

/** Where a program runs. Cells are named like C3: columns from A at the left, rows from 1 at the top. */
export interface Board {
  readonly columns: number;
  readonly rows: number;
  readonly at: string;
  readonly facing: Facing;
  readonly goal: string | null;
  readonly walls: readonly string[];
  readonly objects: readonly string[];
  readonly colors: Readonly<Record<string, Color>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** What variables hold before the program: 0 unless said. */
  readonly values: Readonly<Record<string, number>>;
}

/** How things stand at one moment. Of a step to the next, what did not change is the same object. */
export interface World {
  /** In cells from the left and the top, at the middle of a cell; a turtle may stand between. */
  readonly x: number;
  readonly y: number;
  /** Degrees clockwise from the top, never brought back under 360: a picture turns the short way. */
  readonly turned: number;
  readonly objects: readonly string[];
  readonly carried: number;
  readonly colors: Readonly<Record<string, Color>>;
  readonly values: Readonly<Record<string, number>>;
  readonly pen: boolean;
  readonly lines: readonly Line[];
}
export type Line = readonly [number, number, number, number];

export interface Step {
  /** Of the block that was done, as `pathKey` writes it. */
  readonly at: string;
  readonly world: World;
  /** Of a condition: what it said. */
  readonly yes?: boolean;
}

/** `done`, or why it stopped before: a wall or the edge met, nothing to take or to put down, no end in sight. */
export type End = 'done' | 'bump' | 'nothing' | 'empty-handed' | 'endless';

export interface Run {
  readonly start: World;
  readonly steps: readonly Step[];
  readonly end: End;
  /** The block that could not be done. */
  readonly blamed: string | null;
}

export const SENSES = [
  'wall-ahead',
  'wall-left',
  'wall-right',
  'object',
  'goal',
  'red',
  'blue',
  'yellow',
  'green',
] as const;
export const SIGNS = ['<', '<=', '=', '>=', '>'] as const;
export const COLORS = ['red', 'blue', 'yellow', 'green'] as const;
export const FACINGS = ['up', 'right', 'down', 'left'] as const;
export const OPS = [
  ...(['forward', 'left', 'right', 'repeat', 'until', 'if', 'take', 'drop', 'paint'] as const),
  ...(['pen-up', 'pen-down', 'set', 'add', 'call'] as const),
] as const;
export type Op = (typeof OPS)[number];

export const CELL_NUMBER = '#';
export const MOST_STEPS = 2000;
/** A block of one's own that calls itself goes no deeper. */
const MOST_DEEP = 60;
const MOST_LINES = 400;

export type Path = readonly (string | number)[];
export const pathKey = (path: Path): string => path.join('.');

/** `[0, 2]` for A3, also when it lies off the board; null when it is no cell. */
export function placeOfCell(cell: string): readonly [number, number] | null {
  const match = /^([A-Z])([1-9]\d?)$/.exec(cell);
  return match ? [(match[1] ?? 'A').charCodeAt(0) - 65, Number(match[2]) - 1] : null;
}

export function cellAt(x: number, y: number): string {
  return `${String.fromCharCode(65 + Math.round(x))}${Math.round(y) + 1}`;
}

/** Which way it faces, when it faces one of the four. */
export function facingOf(turned: number): Facing | null {
  const quarter = (((turned % 360) + 360) % 360) / 90;
  return FACINGS[quarter] ?? null;
}

/** How things stand on a board before anything is done. */
export function worldOf(board: Board): World {
  const [x, y] = placeOfCell(board.at) ?? [0, 0];
  return {
    x,
    y,
    turned: FACINGS.indexOf(board.facing) * 90,
    objects: board.objects,
    carried: 0,
    colors: board.colors,
    values: board.values,
    pen: true,
    lines: [],
  };
}

/** The number of blocks of a program, those of loops and of one's own block with them. */
export function countBlocks({ main, own }: Program): number {
  const count = (list: readonly Block[]): number =>
    list.reduce((sum, one) => sum + 1 + count(one.body ?? []) + count(one.other ?? []), 0);
  return count(main) + count(own);
}

/** Every block of a program, in the order in which they are read. */
export function allBlocks({ main, own }: Program): Block[] {
  const all = (list: readonly Block[]): Block[] =>
    list.flatMap((one) => [one, ...all(one.body ?? []), ...all(one.other ?? [])]);
  return [...all(main), ...all(own)];
}

/** Where a step from here leads: `blocked` by a wall or by the edge. */
function ahead(board: Board, { x, y, turned }: World, turn: number, length: number) {
  const angle = ((turned + turn) * Math.PI) / 180;
  const round = (number: number) => Math.round(number * 1e6) / 1e6;
  const to = { x: round(x + Math.sin(angle) * length), y: round(y - Math.cos(angle) * length) };
  const outside = to.x < -0.5 || to.y < -0.5 || to.x > board.columns - 0.5 || to.y > board.rows - 0.5;
  return { ...to, blocked: outside || board.walls.includes(cellAt(to.x, to.y)) };
}

/** What an amount comes to now; what is unknown is 0. */
export function amountOf(board: Board, world: World, amount: Amount | undefined): number {
  if (typeof amount === 'number') return amount;
  if (amount === undefined) return 1;
  if (amount === CELL_NUMBER) return board.numbers[cellAt(world.x, world.y)] ?? 0;
  return world.values[amount] ?? 0;
}

/** Whether a condition holds now. */
export function holds(board: Board, world: World, test: Test): boolean {
  if ('see' in test) return sees(board, world, test.see) !== (test.not === true);
  const [a, b] = [amountOf(board, world, test.a), amountOf(board, world, test.b)];
  switch (test.sign) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '=':
      return a === b;
    case '>=':
      return a >= b;
    case '>':
      return a > b;
  }
}

function sees(board: Board, world: World, sense: Sense): boolean {
  const cell = cellAt(world.x, world.y);
  switch (sense) {
    case 'wall-ahead':
      return ahead(board, world, 0, 1).blocked;
    case 'wall-left':
      return ahead(board, world, -90, 1).blocked;
    case 'wall-right':
      return ahead(board, world, 90, 1).blocked;
    case 'object':
      return world.objects.includes(cell);
    case 'goal':
      return board.goal === cell;
    default:
      return world.colors[cell] === sense;
  }
}

/** Runs a program from the start of a board. */
export function runProgram(program: Program, board: Board): Run {
  const start = worldOf(board);
  const steps: Step[] = [];
  let world = start;
  let end: End = 'done';
  let blamed: string | null = null;

  const stop = (why: End, path: Path): false => {
    end = why;
    blamed = pathKey(path);
    return false;
  };
  /** One step more; false when there have been too many. */
  const step = (path: Path, change: Partial<World>, yes?: boolean): boolean => {
    if (steps.length >= MOST_STEPS) return stop('endless', path);
    world = { ...world, ...change };
    steps.push({ at: pathKey(path), world, ...(yes === undefined ? {} : { yes }) });
    return true;
  };
  const all = (list: readonly Block[] | undefined, path: Path, deep: number): boolean =>
    (list ?? []).every((block, index) => one(block, [...path, index], deep));

  const go = (path: Path, by: number): boolean => {
    const length = Math.abs(by);
    const turn = by < 0 ? 180 : 0;
    // Cell by cell, so that no wall is jumped over; what is left of a cell last.
    for (let done = 0; done < length; done += 1) {
      const to = ahead(board, world, turn, Math.min(1, length - done));
      if (to.blocked) return stop('bump', path);
      const line: Line = [world.x, world.y, to.x, to.y];
      // No drawing asked for has so many lines: one that goes on for ever stops growing.
      const lines = world.pen && world.lines.length < MOST_LINES ? withLine(world.lines, line) : world.lines;
      if (!step(path, { x: to.x, y: to.y, lines })) return false;
    }
    return length > 0 || step(path, {});
  };
  const one = (block: Block, path: Path, deep: number): boolean => {
    const cell = cellAt(world.x, world.y);
    const amount = amountOf(board, world, block.n);
    const { name = '' } = block;
    switch (block.do) {
      case 'forward':
        return go(path, amount);
      case 'left':
        return step(path, { turned: world.turned - (block.n === undefined ? 90 : amount) });
      case 'right':
        return step(path, { turned: world.turned + (block.n === undefined ? 90 : amount) });
      case 'repeat':
        for (let turn = 0; turn < amount; turn += 1) {
          if (!step(path, {}) || !all(block.body, [...path, 'body'], deep)) return false;
        }
        return true;
      case 'until':
        for (;;) {
          const yes = block.test !== undefined && holds(board, world, block.test);
          if (!step(path, {}, yes)) return false;
          if (yes) return true;
          if (!all(block.body, [...path, 'body'], deep)) return false;
        }
      case 'if': {
        const yes = block.test !== undefined && holds(board, world, block.test);
        if (!step(path, {}, yes)) return false;
        return yes ? all(block.body, [...path, 'body'], deep) : all(block.other, [...path, 'other'], deep);
      }
      case 'take': {
        const found = world.objects.indexOf(cell);
        if (found < 0) return stop('nothing', path);
        return step(path, {
          objects: world.objects.filter((_, index) => index !== found),
          carried: world.carried + 1,
        });
      }
      case 'drop':
        if (world.carried === 0) return stop('empty-handed', path);
        return step(path, { objects: [...world.objects, cell], carried: world.carried - 1 });
      case 'paint':
        return step(path, { colors: { ...world.colors, [cell]: block.color ?? 'red' } });
      case 'pen-up':
      case 'pen-down':
        return step(path, { pen: block.do === 'pen-down' });
      case 'set':
        return step(path, { values: { ...world.values, [name]: bounded(amount) } });
      case 'add':
        return step(path, {
          values: { ...world.values, [name]: bounded((world.values[name] ?? 0) + amount) },
        });
      case 'call':
        if (deep >= MOST_DEEP) return stop('endless', path);
        return step(path, {}) && all(program.own, ['own'], deep + 1);
    }
  };
  all(program.main, ['main'], 0);
  return { start, steps, end, blamed };
}

function bounded(number: number): number {
  return Math.max(-1e9, Math.min(1e9, number));
}

/** A line that goes on from the last one, the same way, makes it longer. */
function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  const last = lines.at(-1);
  if (!last || last[2] !== line[0] || last[3] !== line[1]) return [...lines, line];
  const [ax, ay] = [last[2] - last[0], last[3] - last[1]];
  const [bx, by] = [line[2] - line[0], line[3] - line[1]];
  const straight = Math.abs(ax * by - ay * bx) < 1e-4 && ax * bx + ay * by > 0;
  return straight ? [...lines.slice(0, -1), [last[0], last[1], line[2], line[3]]] : [...lines, line];
}

/** How things stand at the end. */
export function lastWorld({ steps, start }: Run): World {
  return steps.at(-1)?.world ?? start;
}

/** Whether two drawings look the same, whatever the order and the way in which their lines were drawn. */
export function sameDrawing(one: readonly Line[], other: readonly Line[]): boolean {
  return covers(one, other) && covers(other, one);
}

/** Every point of the second, taken each third of a cell, is on a line of the first. */
function covers(lines: readonly Line[], covered: readonly Line[]): boolean {
  return covered.every(([x1, y1, x2, y2]) => {
    const parts = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) * 3));
    return Array.from({ length: parts + 1 }, (_, part) => part / parts).every((part) =>
      lines.some((line) => isNear(line, x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)),
    );
  });
}

function isNear([x1, y1, x2, y2]: Line, x: number, y: number): boolean {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x1 + part * dx - x, y1 + part * dy - y) < 0.03;
}

/** The blocks of a palette: those with a number to choose and those with an « else » are others than those without. */
export const KINDS = [
  ...(['forward', 'forward-n', 'left', 'right', 'left-n', 'right-n', 'repeat', 'until'] as const),
  ...(['if', 'if-else', 'take', 'drop', 'paint', 'pen-up', 'pen-down', 'set', 'add', 'call'] as const),
] as const;
export type Kind = (typeof KINDS)[number];

/** Which block of a palette a block is. */
export function kindOf(block: Block): Kind {
  switch (block.do) {
    case 'forward':
    case 'left':
    case 'right':
      return block.n === undefined ? block.do : `${block.do}-n`;
    case 'if':
      return block.other === undefined ? 'if' : 'if-else';
    default:
      return block.do;
  }
}
