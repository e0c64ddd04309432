import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';

/** What every part of this room is given. */
export interface LtiDeps {
  readonly db: Db;
  readonly config: Config;
  readonly log: Logger;
  now(): Date;
}
