/** Keeps the state: in memory, and in a file that is only ever replaced whole. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from './options.ts';
import type { State } from './state.ts';
import { stateSchema } from './state.ts';

export interface Store {
  readonly state: State;
  /** Resolves when a file that holds every change made before the call is in place. */
  save(): Promise<void>;
}

/**
 * Opens the state of `file`, or makes a first one. A file that cannot be read as a state is set aside under
 * `<file>.illisible` and said in the log: a practice LMS must start.
 */
export async function openStore(
  file: string | undefined,
  first: () => Promise<State>,
  log: Log,
): Promise<Store> {
  const state = (file === undefined ? undefined : await readState(file, log)) ?? (await first());
  const store = { state, save: file === undefined ? async () => {} : replacer(file, state) };
  await store.save();
  return store;
}

async function readState(file: string, log: Log): Promise<State | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    await rename(file, `${file}.illisible`);
    log.error({ file, error: String(error) }, "L'état du LMS de démonstration est illisible : mis de côté.");
    return undefined;
  }
}

/** One write at a time; changes that arrive during a write share the next one. */
function replacer(file: string, state: State): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = replaceFile(file, state).finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}

async function replaceFile(file: string, state: State): Promise<void> {
  const text = JSON.stringify(state);
  const temporary = `${file}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  // The file holds a private key.
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
