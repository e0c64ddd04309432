/**
 * Run by npm at the end of an installation: reads the bank once, so that the first start finds it kept.
 * Whatever goes wrong here is told where it matters, by `npm start` and `npm run content:check`.
 */
import { fileURLToPath } from 'node:url';

if (/^v24\./.test(process.version)) {
  try {
    const { loadReferential } = await import('../src/referential/load.ts');
    await loadReferential(fileURLToPath(new URL('../content', import.meta.url)), { kept: true });
  } catch {}
}
