import type { Jobs } from '../db/jobs.ts';
import type { PlatformClient } from '../lti/client.ts';
import type { LtiDeps } from '../lti/deps.ts';
import type { Referential } from '../referential/types.ts';

export interface CampaignsDeps extends LtiDeps {
  readonly jobs: Jobs;
  readonly platform: PlatformClient;
  readonly referential: () => Referential;
}
