import { test } from 'vitest';
import { startSite } from './site.ts';
import { listRoutes } from './express-routes.ts';
test('x', async () => {
  const s = await startSite();
  console.log(listRoutes(s.app).map(r=>r.method+' '+r.path).join('\n'));
  await s.close();
});
