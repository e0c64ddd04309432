import { randomBytes } from 'node:crypto';
import express from 'express';
import { MemoryStorage } from './lti-tool-storage.mjs';
import { LTITool } from './node_modules/.bundled/lti-tool-core.mjs';

/** `@lti-tool/core` in the smallest server; answers a launch at once with a page of one line, without its redirect. */
const { PORT, PLATFORM, CLIENT_ID, DEPLOYMENT_ID } = process.env;
const origin = `http://localhost:${PORT}`;

const keyPair = await crypto.subtle.generateKey(
  {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  true,
  ['sign', 'verify'],
);
const tool = new LTITool({ stateSecret: randomBytes(32), keyPair, storage: new MemoryStorage() });
const clientId = await tool.addClient({
  name: 'Simulator',
  iss: PLATFORM,
  clientId: CLIENT_ID,
  authUrl: `${PLATFORM}/auth`,
  tokenUrl: `${PLATFORM}/token`,
  jwksUrl: `${PLATFORM}/jwks`,
});
await tool.addDeployment(clientId, { deploymentId: DEPLOYMENT_ID });

const app = express();
app.disable('x-powered-by');
app.get('/lti/login', async (req, res) => {
  res.redirect(await tool.handleLogin({ ...req.query, launchUrl: `${origin}/lti/launch` }));
});
app.post('/lti/launch', express.urlencoded({ extended: false }), async (req, res) => {
  const payload = await tool.verifyLaunch(req.body.id_token, req.body.state);
  const session = await tool.createSession(payload);
  res.type('html').send(`<!doctype html><title>@lti-tool/core</title><p>launched ${session.context.id}</p>`);
});
app.listen(Number(PORT), () => process.send?.({ ready: true }));
