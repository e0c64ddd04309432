import type { Logger } from 'pino';
import type { Db } from '../db/database.ts';
import type { Jobs } from '../db/jobs.ts';
import type { PlatformClient } from '../lti/client.ts';

export interface DeliveryDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly platform: PlatformClient;
  readonly log: Logger;
  readonly now: () => Date;
}
