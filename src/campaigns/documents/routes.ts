import { Readable } from 'node:stream';
import { Router } from 'express';
import { AppError } from '../../errors.ts';
import { type Locale, translator } from '../../i18n/translate.ts';
import { localeOf } from '../../web/page.ts';
import { sendDocument } from '../../web/send-document.ts';
import { getTeacherSession } from '../../web/session.ts';
import { attachSignedSession } from '../../web/signed-session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { getNamedCampaign } from '../named.ts';
import { schoolYearOf } from '../school-year.ts';
import type { Campaign } from '../store.ts';
import { csv } from './csv.ts';
import { type DocumentName, fileNameOf, hasDocument, isDocument, MEDIA_TYPES } from './files.ts';
import { readClassReport } from './report.ts';
import { assessmentTable, collectionTable } from './tables.ts';

/** What a teacher takes away of a campaign, in the context of their launch alone; by signed address, as a download carries no header. */
export function documentsRouter(deps: CampaignsDeps): Router {
  const router = Router();

  router.get('/campaigns/:code/documents/:name', async (req, res) => {
    await attachSignedSession(deps, req, res);
    const { platformId, contextId } = getTeacherSession(res);
    const { code, name } = req.params;
    if (!isDocument(name)) throw new AppError('not-found', 'document');
    const campaign = await getNamedCampaign(deps.db, platformId, code);
    if (!hasDocument(campaign, name)) throw new AppError('not-found', 'document');
    const locale = localeOf(req, res);
    const document = await write(name, locale, campaign, contextId);
    const fileName = fileNameOf(name, campaign, locale, deps.now());
    await sendDocument(document, { fileName, mediaType: MEDIA_TYPES[name] }, res);
  });

  return router;

  /** What writes PDF and workbooks is loaded when one is first asked for: a start has no time and no room for it. */
  async function write(
    name: DocumentName,
    locale: Locale,
    campaign: Campaign,
    contextId: string,
  ): Promise<NodeJS.ReadableStream> {
    const t = translator(locale);
    const now = deps.now();
    const subject = { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(now) };
    const none = t('export.none');
    switch (name) {
      case 'results.csv':
        return Readable.from(
          campaign.purpose === 'collect'
            ? csv(await collectionTable(deps, locale, campaign, subject), locale, none)
            : csv(await assessmentTable(deps, locale, campaign, subject), locale, none),
        );
      case 'results.xlsx': {
        const { xlsx } = await import('./xlsx.ts');
        return Readable.fromWeb(
          campaign.purpose === 'collect'
            ? xlsx(await collectionTable(deps, locale, campaign, subject), campaign.name, none)
            : xlsx(await assessmentTable(deps, locale, campaign, subject), campaign.name, none),
        );
      }
      case 'report.pdf': {
        const { classReportPdf } = await import('./report-pdf.ts');
        const report = await readClassReport(deps, locale, campaign, subject);
        return ended(await classReportPdf(report, locale, now));
      }
      case 'code.pdf': {
        const { codeSheetPdf } = await import('./sheet-pdf.ts');
        const { code, title } = campaign;
        const link = `${deps.config.publicUrl}/campaigns/${code}`;
        return ended(codeSheetPdf({ title, code, link }, locale, now));
      }
    }
  }
}

/** A document that is whole; it is written as it is read. */
function ended(document: PDFKit.PDFDocument): NodeJS.ReadableStream {
  document.end();
  return document;
}
