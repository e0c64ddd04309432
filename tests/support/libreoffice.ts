import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A document to open, and what to make of it: a file of another kind, or its first page as pixels. */
export interface Asked {
  readonly number: number;
  /** With its extension, by which LibreOffice chooses a reader. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Options of the reader, as tokens of the CSV filter. */
  readonly reading?: string;
  readonly as: 'picture' | { readonly kind: string; readonly options: string };
}

/** Pixels as red, green, blue and opacity, line after line. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export type Told =
  | { readonly number: number; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly number: number; readonly picture: Drawn }
  | { readonly number: number; readonly error: string };

export interface Office {
  /** Opens it and saves it as another kind: files by their names, one for each sheet where the options say so. @throws what LibreOffice says */
  save(
    document: { readonly name: string; readonly bytes: Uint8Array; readonly reading?: string },
    kind: string,
    options?: string,
  ): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Opens it and draws its first page. @throws what LibreOffice says */
  draw(document: { readonly name: string; readonly bytes: Uint8Array }): Promise<Drawn>;
  close(): Promise<void>;
}

/** In milliseconds: three seconds are enough for a machine that does nothing else. */
const BEGINS_WITHIN = 240_000;

/** LibreOffice without a window, in a process that takes some 1.5 GB. @throws Error when it does not begin */
export async function openOffice(): Promise<Office> {
  const child = fork(new URL('./libreoffice-process.ts', import.meta.url), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, (told: Told) => void>();
  let [asked, words] = [0, ''];
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.on('message', (told: Told) => {
    waiting.get(told.number)?.(told);
    waiting.delete(told.number);
  });
  child.on('exit', (code, signal) => {
    const error = `LibreOffice stopped (${signal ?? code}): ${words.slice(-1000)}`;
    for (const [number, answer] of waiting) answer({ number, error });
    waiting.clear();
  });

  const answerTo = (number: number) =>
    new Promise<Told>((resolve) => {
      waiting.set(number, resolve);
    });
  const ask = async (question: Omit<Asked, 'number'>) => {
    if (!child.connected) throw new Error('LibreOffice has stopped');
    asked += 1;
    const answer = answerTo(asked);
    child.send({ number: asked, ...question });
    return sound(await answer);
  };

  // One that never begins is ended: its answer is then an error.
  const late = setTimeout(() => child.kill('SIGKILL'), BEGINS_WITHIN);
  sound(await answerTo(0));
  clearTimeout(late);
  return {
    async save({ name, bytes, reading }, kind, options = '') {
      const told = await ask({
        name,
        bytes,
        ...(reading === undefined ? {} : { reading }),
        as: { kind, options },
      });
      return 'files' in told ? told.files : new Map();
    },
    async draw({ name, bytes }) {
      const told = await ask({ name, bytes, as: 'picture' });
      if (!('picture' in told)) throw new Error('no picture');
      return told.picture;
    },
    close: () => end(child),
  };
}

function sound(told: Told): Exclude<Told, { error: string }> {
  if ('error' in told) throw new Error(told.error);
  return told;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // Nothing to save: its own way to end takes minutes.
  child.kill('SIGKILL');
  await ended;
}
