import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ComponentName } from '../src/referential/practicals/windows.ts';
import { openBrowser } from '../tests/support/browser.ts';

/**
 * `node scripts/picture-practicals.ts [address of the preview]`: the pictures of `docs/practicals.md`, one a window, as a
 * pupil sees it in a challenge of the bank. Needs `npm run content:preview` beside it.
 */
const SHOWN: Readonly<Record<ComponentName, string>> = {
  blocks: 'suite-instructions-2-p-tortue-geometre',
  browser: 'moteur-resultats-2-p-six-resultats',
  calendar: 'agenda-partage-4-p-creneau-de-la-troupe',
  'code-editor': 'ecrire-page-web-3-p-carte-du-camion',
  database: 'trier-filtrer-nettoyer-2-p-skis-a-louer',
  'file-manager': 'volume-compression-2-p-trop-lourd',
  'form-builder': 'consultation-groupe-4-p-questions-au-bon-moment',
  mailbox: 'courriel-organiser-3-p-boite-du-club',
  'password-manager': 'mot-de-passe-4-p-carte-de-bibliotheque',
  map: 'contribuer-citoyen-2-p-panne-au-carrefour',
  'picture-editor': 'retouche-image-2-p-sentier-de-guyane',
  'printer-scanner': 'export-impression-2-p-programme-du-bagad',
  settings: 'temps-attention-2-p-limite-du-jeu',
  'shared-drive': 'droits-equipe-4-p-lettre-a-part',
  slides: 'composer-support-5-p-nouveau-logo-partout',
  'social-network': 'influence-en-ligne-1-p-celui-qui-vend',
  'sound-video-editor': 'son-montage-3-p-toux-au-refuge',
  spreadsheet: 'trier-filtrer-nettoyer-3-p-classement-du-trail',
  'system-panel': 'reseau-local-3-p-coupure-au-camping',
  'video-meeting': 'visioconference-1-p-conseil-des-enfants',
  'word-processor': 'styles-plan-3-traitement-metiers',
};

/** Of a picture, in pixels: a window that is as long as its feed is cut there. */
const HIGHEST = 1100;

const preview = process.argv[2] ?? 'http://127.0.0.1:3002';
const folder = path.resolve(import.meta.dirname, '../docs/practicals');
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
try {
  const page = await browser.newPage({
    // Tall enough for the bar of actions to stand under any window.
    viewport: { width: 900, height: 4000 },
    locale: 'fr-FR',
    reducedMotion: 'reduce',
  });
  for (const [component, id] of Object.entries(SHOWN)) {
    await page.goto(`${preview}/challenges/${id}`);
    const window = page.locator('[data-practical]').first();
    await window.locator('[data-wait]').waitFor({ state: 'hidden' });
    await page.waitForTimeout(600);
    const box = await window.boundingBox();
    if (!box) throw new Error(`${component} is not to be seen`);
    const clip = { ...box, height: Math.min(box.height, HIGHEST) };
    await writeFile(path.join(folder, `${component}.png`), await page.screenshot({ clip }));
  }
} finally {
  await browser.close();
}
