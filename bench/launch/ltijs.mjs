import { Provider } from 'ltijs';
import { MemoryDatabase } from './ltijs-database.mjs';

/** `ltijs` as its documentation sets it up, its state in memory; answers a launch with a page of one line. */
const { PORT, PLATFORM, CLIENT_ID } = process.env;

Provider.setup('a key of the benchmark, for nothing else', { plugin: new MemoryDatabase() }, {});
Provider.onConnect((token, _req, res) =>
  res
    .type('html')
    .send(`<!doctype html><title>ltijs</title><p>launched ${token.platformContext.context.id}</p>`),
);
await Provider.deploy({ port: Number(PORT), silent: true });
await Provider.registerPlatform({
  url: PLATFORM,
  name: 'Simulator',
  clientId: CLIENT_ID,
  authenticationEndpoint: `${PLATFORM}/auth`,
  accesstokenEndpoint: `${PLATFORM}/token`,
  authConfig: { method: 'JWK_SET', key: `${PLATFORM}/jwks` },
});
process.send?.({ ready: true });
