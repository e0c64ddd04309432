/** A small LTI tool for these tests: its own keys, its own key set over HTTP, and what a tool does with them. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { DemoLms } from '../../src/demo-lms/options.ts';
import { startDemoLms } from '../../src/demo-lms/platform.ts';

export interface Pair {
  readonly lms: DemoLms;
  readonly tool: TestTool;
  close(): Promise<void>;
}

export interface TestTool {
  readonly origin: string;
  readonly launchUrl: string;
  /** Signs with the tool's key. */
  sign(claims: JWTPayload, header?: { kid?: string }): Promise<string>;
  close(): Promise<void>;
}

/** A tool and a demo LMS that knows it, each on a free port. */
export async function startPair(
  options: { stateFile?: string; port?: number; tool?: TestTool } = {},
): Promise<Pair> {
  const tool = options.tool ?? (await startTool());
  const port = options.port ?? (await freePort());
  const lms = await startDemoLms({
    port,
    url: `http://127.0.0.1:${port}`,
    tool: {
      loginUrl: `${tool.origin}/login`,
      launchUrl: tool.launchUrl,
      jwksUrl: `${tool.origin}/jwks`,
      registerUrl: `${tool.origin}/register`,
      title: 'Palier',
    },
    ...(options.stateFile === undefined ? {} : { stateFile: options.stateFile }),
    log: { info: () => {}, error: () => {} },
  });
  return {
    lms,
    tool,
    async close() {
      await lms.close();
      await tool.close();
    },
  };
}

export async function startTool(): Promise<TestTool> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/jwks' ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    origin,
    launchUrl: `${origin}/launch`,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: header.kid ?? kid }).sign(privateKey),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port.');
  return address.port;
}
