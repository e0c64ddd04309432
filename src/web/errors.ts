import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { AppError, LEADS_HOME } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from './page.ts';
import { newReference } from './reference.ts';
import { hasDocumentPolicy } from './security.ts';
import type { ErrorPage } from './views.ts';

/**
 * The last handler: a page that says what to do, with a reference that the log has too. Never a raw error.
 * @param openPolicy lets the page be seen in the frames where it may stand, when nobody said which.
 */
export function errorHandler(
  log: Logger,
  openPolicy: (res: Response) => Promise<void> = async () => {},
): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const fault = asAppError(error);
    const reference = newReference();
    const about = {
      reference,
      code: fault.code,
      detail: fault.detail,
      method: req.method,
      path: req.baseUrl + req.path,
    };
    if (fault.status >= 500) log.error({ ...about, err: fault.cause ?? fault }, 'request failed');
    else log.warn(about, 'request refused');
    if (res.headersSent) {
      next(error);
      return;
    }
    // Without the database, it is at least seen outside frames.
    if (!hasDocumentPolicy(res))
      await openPolicy(res).catch((err: unknown) => log.error({ err, reference }, 'no policy'));
    // A launch that fails after its session was opened hands out no token.
    delete res.locals.newToken;
    const t = translator(localeOf(req, res));
    await page(
      req,
      res,
      'error',
      {
        title: t(`error.${fault.code}.title`),
        help: t(`error.${fault.code}.help`),
        home: LEADS_HOME.has(fault.code) ? t('error.home') : null,
        reference,
      } satisfies ErrorPage,
      fault.status,
    );
  };
}

/** Express and its parsers throw plain errors with a `status`. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new AppError('too-large', undefined, { cause: error });
  if (status === 404) return new AppError('not-found', undefined, { cause: error });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('bad-request', undefined, { cause: error });
  }
  return new AppError('unexpected', undefined, { cause: error });
}
