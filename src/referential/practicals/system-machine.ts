/**
 * Programs that run, disks that fill, programs that need one another. The page runs this very file, its types taken away
 * (`src/web/practical-frames.ts`): it imports nothing, and is written for Safari 15.
 */

/** What is measured of a task, one figure for each time that one looks; the last stays. */
export type Measure = 'cpu' | 'memory' | 'disk' | 'network';

export interface Task {
  readonly id: string;
  readonly name: string;
  readonly pid: number;
  readonly cpu: readonly number[];
  readonly memory: readonly number[];
  readonly disk: readonly number[];
  readonly network: readonly number[];
  readonly parent: string | null;
  readonly user: string;
  readonly publisher: string;
  readonly path: string;
  readonly started: string;
  /** What would be lost. */
  readonly unsaved: string | null;
  readonly stuck: boolean;
  /** It cannot be ended, and why. */
  readonly fixed: string | null;
  /** The task that starts it again as long as it runs itself. */
  readonly revived: string | null;
  readonly holds: readonly string[];
  readonly wants: readonly string[];
}

export interface Disk {
  readonly id: string;
  readonly name: string;
  /** Megabytes. */
  readonly total: number;
  readonly system: number;
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly disk: string;
  readonly size: number;
  /** Kept by a program to go faster, and made again when needed. */
  readonly cache: boolean;
  readonly used: string;
  readonly note: string;
  readonly fixed: string | null;
}

export interface Need {
  readonly program: string;
  /** At least this version, and below that one. */
  readonly from: string | null;
  readonly below: string | null;
}
export interface Release {
  readonly version: string;
  readonly date: string;
  readonly size: number;
  readonly note: string;
  readonly test: boolean;
  readonly needs: readonly Need[];
}
export interface Program {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly installed: string;
  readonly fixed: string | null;
  readonly rivals: readonly string[];
  readonly releases: readonly Release[];
}

/** Its descendants and itself. */
export function familyOf(tasks: readonly Task[], id: string): readonly string[] {
  const found = [id];
  for (const one of found)
    for (const task of tasks) if (task.parent === one && !found.includes(task.id)) found.push(task.id);
  return found;
}

/** Those that still run, once some were ended with all that they had started. */
export function runningOf(tasks: readonly Task[], ended: readonly string[]): readonly Task[] {
  const gone = new Set(ended.flatMap((id) => familyOf(tasks, id)));
  return tasks.filter(({ id }) => !gone.has(id));
}

export function measureOf(task: Task, what: Measure, time: number): number {
  const list = task[what];
  return list[Math.min(time, list.length - 1)] ?? 0;
}

export function loadOf(tasks: readonly Task[], what: Measure, time: number): number {
  return tasks.reduce((sum, task) => sum + measureOf(task, what, time), 0);
}

/**
 * What each task does: it runs, it waits for something that will be given back, or it is stuck. Tasks whose wants are free
 * will end and give back what they hold; those that are left wait for one another for ever.
 */
export function statusesOf(tasks: readonly Task[]): Readonly<Record<string, 'runs' | 'waits' | 'stuck'>> {
  const heldByOther = (task: Task, others: readonly Task[]) =>
    task.wants.some((want) => others.some((other) => other.id !== task.id && other.holds.includes(want)));
  let left = tasks;
  for (;;) {
    const next = left.filter((task) => heldByOther(task, left));
    if (next.length === left.length) break;
    left = next;
  }
  const locked = new Set(left.map(({ id }) => id));
  return Object.fromEntries(
    tasks.map((task) => [
      task.id,
      task.stuck || locked.has(task.id) ? 'stuck' : heldByOther(task, tasks) ? 'waits' : 'runs',
    ]),
  );
}

/** Negative, 0 or positive: 2.9 comes before 2.10. */
export function compareVersions(one: string, other: string): number {
  const a = one.split('.').map(Number);
  const b = other.split('.').map(Number);
  for (let rank = 0; rank < Math.max(a.length, b.length); rank += 1) {
    const gap = (a[rank] ?? 0) - (b[rank] ?? 0);
    if (gap !== 0) return gap;
  }
  return 0;
}

export function releaseOf(program: Program | undefined, version: string): Release | undefined {
  return program?.releases.find((one) => one.version === version);
}

/** Whether what is installed answers a need. */
export function isAnswered(need: Need, installed: Readonly<Record<string, string>>): boolean {
  const version = installed[need.program] ?? '';
  return (
    version !== '' &&
    (need.from === null || compareVersions(version, need.from) >= 0) &&
    (need.below === null || compareVersions(version, need.below) < 0)
  );
}

/** What does not go together: a program, and what it needs or cannot live with. */
export function clashesOf(
  programs: readonly Program[],
  installed: Readonly<Record<string, string>>,
): readonly { readonly program: string; readonly need: Need | null; readonly rival: string | null }[] {
  return programs.flatMap((program) => {
    const release = releaseOf(program, installed[program.id] ?? '');
    if (!release) return [];
    return [
      ...release.needs
        .filter((need) => !isAnswered(need, installed))
        .map((need) => ({ program: program.id, need, rival: null })),
      ...program.rivals
        .filter((rival) => (installed[rival] ?? '') !== '')
        .map((rival) => ({ program: program.id, need: null, rival })),
    ];
  });
}
