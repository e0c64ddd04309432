import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { styleguideRouter } from '../../src/dev/styleguide.ts';
import { createAssets } from '../../src/web/assets.ts';
import { compress } from '../../src/web/compress.ts';
import { createRender } from '../../src/web/page.ts';
import { securityHeaders } from '../../src/web/security.ts';
import { AXE_FILE } from './axe.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'";

export interface Guide {
  readonly url: string;
  close(): void;
}

/**
 * The style guide alone, in this process: no database, no LMS. `/axe.js` is axe. With the headers of production, Chromium
 * gives frames processes of their own as it does there, and Playwright scrolls to what stands in them.
 */
export async function serveGuide({ headers }: { readonly headers: boolean }): Promise<Guide> {
  const assets = createAssets(path.resolve('public'), { watch: false });
  const app = express();
  app.locals.render = createRender(path.resolve('views'), assets, { cache: true });
  if (headers) app.use(securityHeaders(false));
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', POLICY);
    next();
  });
  app.get('/axe.js', (_req, res) => res.sendFile(AXE_FILE, { maxAge: '1h' }));
  app.use('/assets', compress(), assets.router);
  app.use(compress());
  app.use('/dev', styleguideRouter());
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port }: AddressInfo = Object(server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
