import { Readable } from 'node:stream';
import { Router } from 'express';
import { z } from 'zod';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { csv } from '../campaigns/documents/csv.ts';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { formBody, parseForm } from '../web/form.ts';
import { go, localeOf, page } from '../web/page.ts';
import { sendDocument } from '../web/send-document.ts';
import { getTeacherSession } from '../web/session.ts';
import { attachSignedSession } from '../web/signed-session.ts';
import { choiceOfPath, keepLsuLevels, lsuFileNames, lsuPage, readLsuClass } from './lsu-page.ts';
import { lsuTable } from './lsu-table.ts';

const levelsForm = z.record(z.string().max(40), z.string().max(100));

const MEDIA_TYPES = { 'levels.csv': 'text/csv; charset=utf-8', 'levels.pdf': 'application/pdf' } as const;

/** The sheet of a class for its school reports (LSU). */
export function lsuRouter(deps: CampaignsDeps): Router {
  const router = Router();
  const form = formBody({ limit: '64kb', fields: 400 });

  router.get('/pupils/lsu', async (req, res) => {
    await page(req, res, 'teacher/lsu', await lsuPage(deps, req, res));
  });

  router.post('/pupils/lsu', form, async (req, res) => {
    getTeacherSession(res);
    go(res, await keepLsuLevels(deps, req, res, parseForm(levelsForm, req.body)));
  });

  router.get('/pupils/lsu/:grade/:course/:division/:name', async (req, res) => {
    await attachSignedSession(deps, req, res);
    getTeacherSession(res);
    const { name } = req.params;
    if (name !== 'levels.csv' && name !== 'levels.pdf') throw new AppError('not-found', 'document');
    const choice = choiceOfPath(req.params);
    const locale = localeOf(req, res);
    const t = translator(locale);
    const read = await readLsuClass(deps, req, res, choice);
    const file = { fileName: lsuFileNames(t, choice, deps.now())[name], mediaType: MEDIA_TYPES[name] };
    if (name === 'levels.csv') {
      await sendDocument(Readable.from(csv(lsuTable(t, read), locale, t('export.none'))), file, res);
      return;
    }
    // What writes PDF is loaded when one is first asked for.
    const { lsuPdf } = await import('./lsu-pdf.ts');
    const document = await lsuPdf(read, choice, locale, deps.now());
    document.end();
    await sendDocument(document, file, res);
  });

  return router;
}
