import { createServer } from 'node:http';
import path from 'node:path';
import express from 'express';
import { ROOT } from './boot.ts';
import { watchContent } from './content.ts';
import { previewRouter } from './dev/preview.ts';
import { createLog } from './log.ts';
import { readReferential } from './referential/load.ts';
import { createAssets } from './web/assets.ts';
import { errorHandler } from './web/errors.ts';
import { createRender } from './web/page.ts';
import { securityHeaders, setDocumentPolicy } from './web/security.ts';

/**
 * `npm run content:preview [-- port]`: the bank for authors, on this machine alone, without database nor LMS. A file
 * that changes shows at once; a file that is wrong is told on the page.
 */
if (process.env.NODE_ENV === 'production') {
  process.stderr.write("L'aperçu montre les corrigés : il ne marche pas en production.\n");
  process.exit(1);
}
const port = Number(process.argv[2] ?? 3002);
const contentDir = path.join(ROOT, 'content');
let reading = await readReferential(contentDir);
watchContent(contentDir, async () => {
  reading = await readReferential(contentDir);
});

const app = express();
const assets = createAssets(path.join(ROOT, 'public'), { watch: true });
app.disable('x-powered-by');
app.locals.render = createRender(path.join(ROOT, 'views'), assets, { cache: false });
app.use(securityHeaders(false));
app.use('/assets', assets.router);
app.use((_req, res, next) => {
  setDocumentPolicy(res, { frameAncestors: [] });
  next();
});
app.use(previewRouter({ reading: () => reading, contentDir }));
app.use(errorHandler(createLog('warn'), async () => {}));
createServer(app).listen(port, '127.0.0.1', () => {
  process.stdout.write(`\n  Aperçu de la banque : http://127.0.0.1:${port}\n\n`);
});
