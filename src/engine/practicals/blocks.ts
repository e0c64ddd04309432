import { z } from 'zod';
import { type BlocksConfig, type BlocksExpectation, boardOf } from '../../referential/practicals/blocks.ts';
import {
  allBlocks,
  type Board,
  CELL_NUMBER,
  COLORS,
  cellAt,
  countBlocks,
  kindOf,
  lastWorld,
  type Program,
  type Run,
  runProgram,
  SENSES,
  SIGNS,
  sameDrawing,
} from '../../referential/practicals/blocks-run.ts';
import type { Component, Verdict } from './component.ts';

/** A page lets no one go further either. */
const MOST_BLOCKS = 120;
const MOST_DEEP = 12;

const amount = z.union([
  z.number().int().min(-999_999).max(999_999),
  z.literal(CELL_NUMBER),
  z.string().regex(/^[a-zà-ÿ]{1,12}$/u),
]);
const name = z.string().regex(/^[a-zà-ÿ]{1,12}$/u);
const test = z.union([
  z.strictObject({ see: z.enum(SENSES), not: z.literal(true).optional() }),
  z.strictObject({ a: amount, sign: z.enum(SIGNS), b: amount }),
]);

/**
 * A list of blocks, so many deep: nothing sent can nest without end. Told apart by what they do: were each shape tried in
 * turn, the time to refuse would be threefold at each level.
 */
function listOf(deep: number): z.ZodType {
  const inside: z.ZodType = deep > 0 ? listOf(deep - 1) : z.array(z.never());
  return z
    .array(
      z.discriminatedUnion('do', [
        z.strictObject({ do: z.enum(['forward', 'left', 'right']), n: amount.optional() }),
        z.strictObject({ do: z.enum(['take', 'drop', 'pen-up', 'pen-down', 'call']) }),
        z.strictObject({ do: z.literal('paint'), color: z.enum(COLORS) }),
        z.strictObject({ do: z.enum(['set', 'add']), name, n: amount }),
        z.strictObject({ do: z.literal('repeat'), n: amount, body: inside }),
        z.strictObject({ do: z.literal('until'), test, body: inside }),
        z.strictObject({ do: z.literal('if'), test, body: inside, other: inside.optional() }),
      ]),
    )
    .max(MOST_BLOCKS);
}
const list = listOf(MOST_DEEP);

export const reachedBlocks = z
  .strictObject({ main: list, own: list })
  .transform((read) => read as Program)
  .refine((program) => countBlocks(program) <= MOST_BLOCKS) as unknown as z.ZodType<ReachedBlocks>;

export type ReachedBlocks = Program & Readonly<Record<string, unknown>>;

/** The program itself is what a pupil reaches: it is run here, on every board, and judged by what it does. */
export const blocks: Component<BlocksConfig, BlocksExpectation, ReachedBlocks> = {
  reached: reachedBlocks,
  initial: ({ start }) => ({ main: start.main, own: start.own }),
  verdicts(config, expected, reached) {
    const [key] = expected.flatMap((one) => ('program' in one ? [one] : []));
    const played = (boards: readonly Board[]): Played[] =>
      boards.map((board) => ({
        board,
        run: runProgram(reached, board),
        wanted: key ? runProgram(key.program, board) : null,
      }));
    const shown = played(config.boards);
    const hidden = played((key?.hidden ?? []).map(boardOf));
    return expected.map((one) => {
      if (!('program' in one)) return judge(one, shown, reached);
      const trouble =
        forbidden(config, reached) ??
        troubleOf(shown) ??
        (hidden.every(({ run }) => run.end === 'done') &&
        expected.every(
          (other) => 'program' in other || 'uses' in other || judge(other, hidden, reached).right,
        )
          ? null
          : 'hidden');
      return { right: trouble === null, found: trouble === null ? [] : [trouble] };
    });
  },
  solve(config, expected) {
    const [key] = expected.flatMap((one) => ('program' in one ? [one.program] : []));
    const { main, own } = key ?? config.start;
    return { main, own };
  },
};

interface Played {
  readonly board: Board;
  readonly run: Run;
  /** What the author's program does there. */
  readonly wanted: Run | null;
}

/** More blocks than are allowed, or some that the page does not offer. */
function forbidden(config: BlocksConfig, program: Program): string | null {
  const count = countBlocks(program);
  if (config.most !== null && count > config.most) return `most ${count}`;
  const given = allBlocks(config.start).map(kindOf);
  const strange = allBlocks(program).some((block) => {
    const kind = kindOf(block);
    // With no palette, blocks are moved, changed and taken away; none is added.
    return !config.palette.includes(kind) && !given.includes(kind);
  });
  const added = config.palette.length === 0 && count > countBlocks(config.start);
  return strange || added ? 'forbidden' : null;
}

/** Why a run stopped before its end, and where. */
function troubleOf(played: readonly Played[]): string | null {
  const failed = played.find(({ run }) => run.end !== 'done');
  if (!failed) return null;
  const { x, y } = lastWorld(failed.run);
  return `${failed.run.end} ${cellAt(x, y)}`;
}

function judge(
  one: Exclude<BlocksExpectation, { program: Program }>,
  played: readonly Played[],
  program: Program,
): Verdict {
  if ('uses' in one)
    return { right: allBlocks(program).some((block) => kindOf(block) === one.uses), found: [] };
  const each = (check: (played: Played) => readonly string[] | null): Verdict => {
    const wrong = played.map(check).filter((found) => found !== null);
    return { right: wrong.length === 0, found: [...new Set(wrong.flat())] };
  };
  const end = ({ run }: Played) => lastWorld(run);
  if ('goal' in one)
    return each((game) => {
      const { x, y } = end(game);
      const at = cellAt(x, y);
      return at === game.board.goal ? null : [at];
    });
  if ('objects' in one)
    return each((game) => {
      const { objects } = end(game);
      const wanted = one.objects === 'taken' || !game.wanted ? [] : lastWorld(game.wanted).objects;
      return isSame(objects, wanted) ? null : objects;
    });
  if ('painted' in one)
    return each((game) => {
      const [colors, wanted] = [end(game).colors, game.wanted ? lastWorld(game.wanted).colors : {}];
      const all = [...new Set([...Object.keys(colors), ...Object.keys(wanted)])].sort();
      const wrong = all.filter((cell) => colors[cell] !== wanted[cell]);
      return wrong.length === 0 ? null : wrong.slice(0, 6);
    });
  if ('drawn' in one)
    return each((game) => {
      const wanted = game.wanted ? lastWorld(game.wanted).lines : [];
      return sameDrawing(end(game).lines, wanted) ? null : [];
    });
  return each((game) => {
    const value = end(game).values[one.variable] ?? 0;
    const wanted = game.wanted ? (lastWorld(game.wanted).values[one.variable] ?? 0) : 0;
    return value === wanted ? null : [String(value)];
  });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
