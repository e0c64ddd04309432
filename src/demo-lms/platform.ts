/** The demo LMS: a small but true LTI 1.3 platform, on its own origin and with its own keys. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { createFaults } from './faults.ts';
import { gradebookRows } from './gradebook.ts';
import type { Platform } from './installation.ts';
import { addressesOf, FIXED_CLIENT_ID, FIXED_DEPLOYMENT_ID, SCOPES } from './installation.ts';
import { makePrivateKey, openKeys } from './keys.ts';
import { deleteColumn } from './line-items.ts';
import type { DemoLms, DemoLmsOptions } from './options.ts';
import { createApp } from './routes.ts';
import { createOnceOnly, createVault } from './short-lived.ts';
import type { Client, State } from './state.ts';
import { openStore } from './store.ts';
import { TOKEN_LIFE } from './token.ts';
import { createToolKeys } from './tool-keys.ts';

const HINT_LIFE = 600;
const REGISTRATION_LIFE = 3_600;
const RECEIPT_LIFE = 600;

/** Starts listening; rejects with a sentence in French when the port is taken. */
export async function startDemoLms(options: DemoLmsOptions): Promise<DemoLms> {
  const url = new URL(options.url).origin;
  const fixed = fixedClient(options);
  const store = await openStore(options.stateFile, firstState, options.log);
  const { clients } = store.state;
  store.state.clients = [fixed, ...clients.filter((client) => client.id !== fixed.id)];
  await store.save();
  const platform: Platform = {
    options,
    log: options.log,
    url,
    addresses: addressesOf(url),
    store,
    keys: await openKeys(store.state.key),
    toolKeys: createToolKeys(),
    faults: createFaults(),
    hints: createVault(HINT_LIFE, 10_000),
    accessTokens: createVault(TOKEN_LIFE, 10_000),
    registrationTokens: createVault(REGISTRATION_LIFE, 100),
    receipts: createVault(RECEIPT_LIFE, 1_000),
    assertionSeen: createOnceOnly(10_000),
    nonceSeen: createOnceOnly(10_000),
  };
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, createApp(platform));
  await listen(server, options);
  options.log.info({ url }, `LMS de démonstration : ${url}`);
  return {
    url,
    issuer: url,
    clientId: fixed.id,
    deploymentId: fixed.deploymentId,
    authUrl: platform.addresses.auth,
    tokenUrl: platform.addresses.token,
    jwksUrl: platform.addresses.jwks,
    close: () => close(server, platform),
    control: {
      failServices: (mode) => platform.faults.set(mode),
      requests: () => platform.faults.requests(),
      gradebook: () => gradebookRows(platform),
      deleteColumn: (lineItem) => deleteColumn(platform, lineItem),
    },
  };
}

function fixedClient({ tool, custom = {} }: DemoLmsOptions): Client {
  return {
    id: FIXED_CLIENT_ID,
    deploymentId: FIXED_DEPLOYMENT_ID,
    name: tool.title,
    loginUrl: tool.loginUrl,
    redirectUris: [tool.launchUrl],
    targetLinkUri: tool.launchUrl,
    deepLinkUri: tool.launchUrl,
    jwksUrl: tool.jwksUrl,
    scopes: Object.values(SCOPES),
    claims: ['name', 'given_name', 'family_name', 'email'],
    custom: { ...custom },
  };
}

async function firstState(): Promise<State> {
  return {
    version: 1,
    key: await makePrivateKey(),
    clients: [],
    nextDeployment: Number(FIXED_DEPLOYMENT_ID) + 1,
    activities: [],
    lineItems: [],
    results: [],
    answeredDeepLinks: [],
    settings: { platformStorage: false, launchIn: 'iframe' },
  };
}

/** On a loopback address only when that is the public one: nobody else needs to reach it then. */
async function listen(server: Server, { port, url }: DemoLmsOptions): Promise<void> {
  const host = new URL(url).hostname === '127.0.0.1' ? '127.0.0.1' : undefined;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const reason = taken
        ? `Le port ${port} est déjà pris : arrêtez ce qui l'occupe, ou donnez-en un autre (DEMO_LMS_PORT).`
        : `Le LMS de démonstration ne peut pas écouter le port ${port} : ${error.message}`;
      reject(new Error(reason, { cause: error }));
    });
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
}

async function close(server: Server, platform: Platform): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await platform.store.save();
}
