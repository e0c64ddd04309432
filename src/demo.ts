import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import { startDemoLms } from './demo-lms/platform.ts';
import { addPlatform } from './lti/registrations.ts';

/** Starts the practice LMS and registers it, so that a newcomer has the whole job at hand. */
export async function startDemo(deps: { db: Db; config: Config; log: Logger }): Promise<() => Promise<void>> {
  const { config, log } = deps;
  const lti = `${config.publicUrl}/lti`;
  const lms = await startDemoLms({
    port: config.demoLmsPort,
    url: config.demoLmsUrl,
    tool: {
      loginUrl: `${lti}/login`,
      launchUrl: `${lti}/launch`,
      jwksUrl: `${lti}/jwks`,
      registerUrl: `${lti}/register`,
      title: 'Palier',
    },
    stateFile: path.join(config.dataDir, 'demo-lms.json'),
    log,
  });
  await addPlatform(deps.db, {
    name: 'LMS de démonstration',
    issuer: lms.issuer,
    clientId: lms.clientId,
    authUrl: lms.authUrl,
    tokenUrl: lms.tokenUrl,
    jwksUrl: lms.jwksUrl,
    deploymentIds: [lms.deploymentId],
  });
  return () => lms.close();
}
