import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import type { Jobs } from '../db/jobs.ts';
import type { PlatformClient } from '../lti/client.ts';
import type { LtiDeps } from '../lti/deps.ts';
import type { Referential } from '../referential/types.ts';

export interface CampaignsDeps extends LtiDeps {
  readonly db: Db;
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => Date;
  readonly jobs: Jobs;
  readonly platform: PlatformClient;
  readonly referential: () => Referential;
}
