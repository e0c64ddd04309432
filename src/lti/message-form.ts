import { parse } from 'node:querystring';
import { type Request, type RequestHandler, urlencoded } from 'express';
import { AppError } from '../errors.ts';

const MOST_BYTES = 524_288;
const MOST_FIELDS = 50;
const anyForm = urlencoded({ extended: false, limit: MOST_BYTES, parameterLimit: MOST_FIELDS });

/**
 * Reads a posted message into `req.body`. A form as every browser posts it is read straight: a general parser takes a
 * tenth of a launch. One that is compressed, of another charset or of no told length is left to that.
 * @throws AppError too-large, bad-request (the browser went away)
 */
export const messageForm: RequestHandler = (req, res, next) => {
  if (!isPlain(req)) {
    anyForm(req, res, next);
    return;
  }
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('error', (cause) => next(new AppError('bad-request', 'the form broke off', { cause })));
  req.on('end', () => {
    const [first = Buffer.alloc(0)] = chunks;
    const text = (chunks.length > 1 ? Buffer.concat(chunks) : first).toString('utf8');
    if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) {
      next(new AppError('too-large', 'fields'));
      return;
    }
    req.body = parse(text);
    next();
  });
};

function isPlain({ headers }: Request): boolean {
  return (
    headers['content-type'] === 'application/x-www-form-urlencoded' &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? Number.NaN) <= MOST_BYTES
  );
}
