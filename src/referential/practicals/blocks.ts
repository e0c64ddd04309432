import { z } from 'zod';
import { readProgram } from './blocks-program.ts';
import {
  type Amount,
  allBlocks,
  type Board,
  CELL_NUMBER,
  COLORS,
  countBlocks,
  FACINGS,
  KINDS,
  type Kind,
  kindOf,
  type Line,
  lastWorld,
  type Program,
  placeOfCell,
  runProgram,
  SENSES,
} from './blocks-run.ts';
import type { Prepare, Workshop } from './component.ts';

/** What an author writes of a workshop of blocks: its boards, its palette, the program to start from, what is expected. */

const text = z.string().trim().min(1);
const cell = z.string().regex(/^[A-L]([1-9]|1[0-2])$/, 'une case comme B2, de A1 à L12');
const cells = z.array(cell).max(144);
const size = z.number().int().min(1).max(12);
const variable = z.string().regex(/^[a-zà-ÿ]{1,12}$/u, 'un nom de variable : 12 lettres minuscules au plus');
const whole = z.number().int().min(-999_999).max(999_999);
const program = z
  .string()
  .max(4000)
  .transform((written, context): Program => {
    const read = readProgram(written);
    if (typeof read !== 'string') return read;
    context.addIssue({ code: 'custom', message: read });
    return z.NEVER;
  });

const board = z.strictObject({
  name: text.max(30).optional(),
  /** Rows from the top: `.` free, `#` wall, `o` object, `G` goal, `^ > v <` the robot, `r b y g` a coloured cell. */
  map: z
    .array(z.string().regex(/^[.#oG^>v<rbyg]{1,12}$/, '12 signes au plus parmi . # o G ^ > v < r b y g'))
    .min(1)
    .max(12)
    .optional(),
  columns: size.optional(),
  rows: size.optional(),
  at: cell.optional(),
  facing: z.enum(FACINGS).optional(),
  goal: cell.optional(),
  walls: cells.default([]),
  objects: cells.default([]),
  red: cells.default([]),
  blue: cells.default([]),
  yellow: cells.default([]),
  green: cells.default([]),
  /** `B2=340` */
  numbers: z
    .array(z.string().regex(/^[A-L]([1-9]|1[0-2])=-?\d{1,6}$/, 'une case et son nombre, comme B2=340'))
    .max(144)
    .default([]),
  values: z.record(variable, whole).default({}),
});

const config = z.strictObject({
  scene: z.enum(['grid', 'drawing']).default('grid'),
  boards: z.array(board).min(1).max(4),
  palette: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
  tests: z.array(z.enum([...SENSES, 'compare'])).default([]),
  colors: z.array(z.enum(COLORS)).default(['red']),
  variables: z.array(variable).max(4).default([]),
  /** Whether an amount may be the number written on the cell. */
  readsCell: z.boolean().default(false),
  /** How many blocks at most. */
  most: z.number().int().min(1).max(60).optional(),
  start: program.optional(),
  /** The program can be run and not changed. */
  locked: z.boolean().default(false),
  /** What is collected: one, many. */
  things: z.strictObject({ one: text.max(30), many: text.max(30) }).optional(),
  thing: z.enum(['coin', 'letter', 'fruit', 'shell']).default('coin'),
  goalName: text.max(40).optional(),
  /** The target is shown on the boards: what the program of `expect` paints or draws. */
  model: z.boolean().default(false),
});

const expectation = z.union(
  [
    z.strictObject({ program, hidden: z.array(board).max(8).default([]) }),
    z.strictObject({ goal: z.literal('reached') }),
    z.strictObject({ objects: z.enum(['taken', 'placed']) }),
    z.strictObject({ painted: z.literal('same') }),
    z.strictObject({ drawn: z.literal('same') }),
    z.strictObject({ variable }),
    z.strictObject({ uses: z.enum(KINDS) }),
  ],
  'une attente est « program » (et « hidden »), « goal: reached », « objects », « painted: same », « drawn: same », « variable » ou « uses »',
);

export const blocksShape = { config, expect: z.array(expectation).min(1).max(8) };

type Authored = z.infer<typeof config>;
type AuthoredBoard = z.infer<typeof board>;

export type BlocksExpectation =
  | Exclude<z.infer<typeof expectation>, { program: Program }>
  | { readonly program: Program; readonly hidden: readonly AuthoredBoard[] };

/** A board as it is shown: `target`, what is to be painted or drawn on it. */
export interface ShownBoard extends Board {
  readonly name: string | null;
  readonly target: { readonly colors: Board['colors']; readonly lines: readonly Line[] } | null;
}

export interface BlocksConfig {
  readonly scene: Authored['scene'];
  readonly boards: readonly ShownBoard[];
  readonly palette: readonly Kind[];
  readonly tests: Authored['tests'];
  readonly colors: Authored['colors'];
  readonly variables: readonly string[];
  readonly readsCell: boolean;
  readonly most: number | null;
  readonly start: Program;
  readonly locked: boolean;
  readonly things: { readonly one: string; readonly many: string } | null;
  readonly thing: Authored['thing'];
  readonly goalName: string | null;
}

const NOTHING: Program = { main: [], own: [] };

/** The workshop as the page gets it; boards and programs that cannot be are reported. */
export const prepareBlocks: Prepare<Authored, BlocksExpectation, BlocksConfig> = (
  authored,
  expected,
  workshop,
) => {
  const { fault } = workshop;
  const solutions = expected.flatMap((one, rank) => ('program' in one ? [{ ...one, rank }] : []));
  const [solution] = solutions;
  if (expected.length > 0 && solutions.length !== 1)
    fault('« expect » demande un « program », et un seul : celui qui réussit.', ['expect']);
  if (authored.model && !solution)
    fault('« model » montre ce que fait le « program » de « expect ».', ['practical', 'model']);
  const start = authored.start ?? NOTHING;
  if (authored.locked && countBlocks(start) === 0)
    fault('« locked » demande un programme dans « start ».', ['practical', 'locked']);
  if (!authored.locked && authored.palette.length === 0 && countBlocks(start) === 0)
    fault('sans « palette », il faut un programme dans « start ».', ['practical', 'palette']);
  checkProgram(authored, start, ['practical', 'start'], workshop);
  if (solution) {
    checkProgram(authored, solution.program, ['expect', solution.rank, 'program'], workshop);
    solution.hidden.forEach((one, rank) => {
      checkBoard(boardOf(one), ['expect', solution.rank, 'hidden', rank], workshop);
    });
  }
  expected.forEach((one, rank) => {
    if ('variable' in one && !authored.variables.includes(one.variable))
      fault(`la variable « ${one.variable} » n’est pas dans « variables ».`, ['expect', rank]);
    if ('goal' in one && authored.boards.some((each) => boardOf(each).goal === null))
      fault('« goal: reached » demande une arrivée sur chaque plan.', ['expect', rank]);
  });
  return {
    scene: authored.scene,
    boards: authored.boards.map((one, rank) => {
      const plain = boardOf(one);
      checkBoard(plain, ['practical', 'boards', rank], workshop);
      const made = authored.model && solution ? lastWorld(runProgram(solution.program, plain)) : null;
      return {
        ...plain,
        name: one.name ?? null,
        // On a grid, the lines would tell the way the author's robot goes.
        target:
          made === null
            ? null
            : { colors: made.colors, lines: authored.scene === 'drawing' ? made.lines : [] },
      };
    }),
    palette: authored.palette,
    tests: authored.tests,
    colors: authored.colors,
    variables: authored.variables,
    readsCell: authored.readsCell,
    most: authored.most ?? null,
    start,
    locked: authored.locked,
    things: authored.things ?? null,
    thing: authored.thing,
    goalName: authored.goalName ?? null,
  };
};

const HEADINGS: Readonly<Record<string, Board['facing']>> = {
  '^': 'up',
  '>': 'right',
  v: 'down',
  '<': 'left',
};
const PAINTED: Readonly<Record<string, (typeof COLORS)[number]>> = {
  r: 'red',
  b: 'blue',
  y: 'yellow',
  g: 'green',
};

/** A board, its map and its lists put together. */
export function boardOf(authored: AuthoredBoard): Board {
  const drawn = (authored.map ?? []).flatMap((row, y) =>
    [...row].map((sign, x) => ({ sign, at: `${String.fromCharCode(65 + x)}${y + 1}` })),
  );
  const where = (wanted: string) => drawn.flatMap(({ sign, at }) => (sign === wanted ? [at] : []));
  const robot = drawn.find(({ sign }) => HEADINGS[sign]);
  const colors = Object.fromEntries([
    ...drawn.flatMap(({ sign, at }) => (PAINTED[sign] ? [[at, PAINTED[sign]] as const] : [])),
    ...COLORS.flatMap((color) => authored[color].map((at) => [at, color] as const)),
  ]);
  return {
    columns: authored.columns ?? Math.max(1, ...(authored.map ?? []).map((row) => row.length)),
    rows: authored.rows ?? authored.map?.length ?? 1,
    at: authored.at ?? robot?.at ?? 'A1',
    facing: authored.facing ?? HEADINGS[robot?.sign ?? ''] ?? 'right',
    goal: authored.goal ?? where('G')[0] ?? null,
    walls: [...where('#'), ...authored.walls],
    objects: [...where('o'), ...authored.objects],
    colors,
    numbers: Object.fromEntries(
      authored.numbers.map((one) => [one.split('=')[0] ?? '', Number(one.split('=')[1])]),
    ),
    values: authored.values,
  };
}

function checkBoard(board: Board, path: readonly PropertyKey[], { fault }: Workshop): void {
  const named = [
    board.at,
    ...(board.goal === null ? [] : [board.goal]),
    ...board.walls,
    ...board.objects,
    ...Object.keys(board.colors),
    ...Object.keys(board.numbers),
  ];
  for (const one of named) {
    const [x, y] = placeOfCell(one) ?? [99, 99];
    if (x >= board.columns || y >= board.rows)
      fault(`la case « ${one} » est hors du plan (${board.columns} colonnes, ${board.rows} lignes).`, path);
  }
  for (const one of [board.at, board.goal, ...board.objects])
    if (one !== null && board.walls.includes(one)) fault(`il y a un mur en « ${one} ».`, path);
}

/** A program that the page could not hold: a block of no palette, a variable of no name, too many blocks. */
function checkProgram(
  { palette, variables, tests, readsCell, start, most }: Authored,
  program: Program,
  path: readonly PropertyKey[],
  { fault }: Workshop,
): void {
  const given = allBlocks(start ?? NOTHING).map(kindOf);
  const amount = (value: Amount | undefined) => {
    if (value === CELL_NUMBER && !readsCell) fault('« cell » demande « readsCell: true ».', path);
    if (typeof value === 'string' && value !== CELL_NUMBER && !variables.includes(value))
      fault(`la variable « ${value} » n’est pas dans « variables ».`, path);
  };
  for (const block of allBlocks(program)) {
    const kind = kindOf(block);
    if (![...palette, ...given].includes(kind))
      fault(`le bloc « ${kind} » n’est pas dans « palette ».`, path);
    amount(block.n);
    amount(block.name);
    if (!block.test) continue;
    const asked = 'see' in block.test ? block.test.see : 'compare';
    if (!tests.includes(asked)) fault(`la condition « ${asked} » n’est pas dans « tests ».`, path);
    if (!('see' in block.test)) {
      amount(block.test.a);
      amount(block.test.b);
    }
  }
  if (most !== undefined && countBlocks(program) > most) fault(`plus de ${most} blocs.`, path);
}
