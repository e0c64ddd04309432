import { watch } from 'node:fs';
import type { Logger } from 'pino';
import { loadReferential } from './referential/load.ts';
import type { Referential } from './referential/types.ts';

export interface Content {
  readonly dir: string;
  referential(): Referential;
  close(): Promise<void>;
}

/** Loads the bank; while developing, a changed file swaps the whole bank at once, unless it is broken. */
export async function openContent(dir: string, options: { watch: boolean; log: Logger }): Promise<Content> {
  let referential = await loadReferential(dir, { kept: true });
  const reload = async () => {
    try {
      referential = await loadReferential(dir);
      options.log.info({ version: referential.version }, 'content loaded again');
    } catch (error) {
      options.log.error({ problem: String(error) }, 'content not loaded: the former bank stays');
    }
  };
  const stopWatching = options.watch ? watchContent(dir, reload) : null;
  return {
    dir,
    referential: () => referential,
    async close() {
      stopWatching?.();
    },
  };
}

/** Calls `reload` a moment after files of the folder changed. @returns what stops the watch. */
export function watchContent(dir: string, reload: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(reload, 100);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
