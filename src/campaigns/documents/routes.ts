import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { AppError } from '../../errors.ts';
import { type Locale, translator } from '../../i18n/translate.ts';
import { localeOf } from '../../web/page.ts';
import {
  attachSession,
  attachSettings,
  findAttachedSession,
  findSessionById,
  getTeacherSession,
} from '../../web/session.ts';
import { verifyAddress } from '../../web/signed-address.ts';
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
    await attachSignedSession(req, res);
    const { platformId, contextId } = getTeacherSession(res);
    const { code, name } = req.params;
    if (!isDocument(name)) throw new AppError('not-found', 'document');
    const campaign = await getNamedCampaign(deps.db, platformId, code);
    if (!hasDocument(campaign, name)) throw new AppError('not-found', 'document');
    const locale = localeOf(req, res);
    const document = await write(name, locale, campaign, contextId);
    res.set('Cache-Control', 'no-store');
    res.attachment(fileNameOf(name, campaign, locale, deps.now())).type(MEDIA_TYPES[name]);
    await send(document, res);
  });

  return router;

  /** Whoever asks with a session of their own must be the one for whom the address was signed. */
  async function attachSignedSession(req: Request, res: Response): Promise<void> {
    const asking = findAttachedSession(res);
    const id = verifyAddress(deps.config.secret, req.path, req.query, deps.now());
    const found = id === null ? undefined : await findSessionById(deps.db, id, deps.now());
    if (!found) throw new AppError('address-expired');
    if (asking && asking.userId !== found.session.userId)
      throw new AppError('forbidden', 'document of another person');
    attachSession(res, found.session);
    attachSettings(res, found.settings);
  }

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

/** Somebody who goes away while it comes is no fault. */
async function send(document: NodeJS.ReadableStream, res: Response): Promise<void> {
  try {
    await pipeline(document, res);
  } catch (error) {
    if (!res.destroyed || !isClosed(error)) throw error;
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
