import path from 'node:path';
import { freePort, startWorker, type Worker } from './processes.ts';

/** A tool that runs in a process of its own and can be launched. */
export interface Tool {
  readonly name: string;
  readonly worker: Worker;
  readonly loginAddress: string;
  /** What its launches name as their campaign. */
  readonly campaign: string;
  /** Where an address of the tool is reached from here. */
  reach(address: string): string;
  stop(): Promise<void>;
}

export const DEPLOYMENT_ID = '1';

const HERE = import.meta.dirname;

/** `ltijs`, launched at its main address. */
export async function startLtijs(platform: string): Promise<Tool> {
  return startPeer('ltijs', 'ltijs.mjs', platform, { login: '/login', target: '/' });
}

/** `@lti-tool/core`, which wants the deployment named at login. */
export async function startLtiTool(platform: string): Promise<Tool> {
  const addresses = { login: '/lti/login', target: '/lti/launch' };
  return startPeer('@lti-tool/core', 'lti-tool.mjs', platform, addresses);
}

async function startPeer(
  name: string,
  file: string,
  platform: string,
  addresses: { login: string; target: string },
): Promise<Tool> {
  const port = await freePort();
  const clientId = `client-${name}`;
  const env = { PORT: String(port), PLATFORM: platform, CLIENT_ID: clientId, DEPLOYMENT_ID };
  const worker = startWorker(path.join(HERE, file), env, { cwd: HERE });
  await worker.ask(null, ({ ready }) => ready === true || undefined);
  const origin = `http://localhost:${port}`;
  return {
    name,
    worker,
    campaign: 'peer',
    loginAddress: loginAddress(`${origin}${addresses.login}`, {
      platform,
      clientId,
      target: `${origin}${addresses.target}`,
    }),
    reach: (address) => address,
    stop: () => worker.stop(),
  };
}

/** The third-party initiated login (LTI 1.3 security framework, 5.1.1.1), by GET. */
export function loginAddress(
  address: string,
  login: { platform: string; clientId: string; target: string },
): string {
  const parameters = new URLSearchParams({
    iss: login.platform,
    login_hint: '42',
    lti_message_hint: 'course-link-42',
    lti_deployment_id: DEPLOYMENT_ID,
    client_id: login.clientId,
    target_link_uri: login.target,
  });
  return `${address}?${parameters}`;
}
