import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The platform of the benchmark, a process of its own: serves its keys and counts how often they are asked for. Its
 * address goes to the parent, which then names its keys and signs its launches (`messages.ts`).
 */
let jwks = '';
let keyFetches = 0;

const server = createServer((req, res) => {
  if (req.url === '/jwks') {
    keyFetches += 1;
    res.setHeader('Content-Type', 'application/json').end(jwks);
  } else res.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => {
  const { port }: AddressInfo = Object(server.address());
  process.send?.({ origin: `http://127.0.0.1:${port}` });
});

process.on('message', (message: { jwks?: string; count?: true }) => {
  if (message.jwks !== undefined) jwks = message.jwks;
  if (message.count) process.send?.({ keyFetches });
});
process.on('disconnect', () => process.exit(0));
