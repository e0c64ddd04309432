import { type HttpAnswer, HttpFault } from './http.ts';
import { PlatformError } from './platform-error.ts';
import { isOfPlatform, type Platform } from './store.ts';

/* What went wrong with a call, in the terms of the other rooms. */

/** @throws PlatformError refused: an address that is not the platform's would get its token */
export function checkOrigin(platform: Platform, url: string): void {
  if (isOfPlatform(platform, url)) return;
  throw new PlatformError({
    kind: 'refused',
    status: null,
    code: 'foreign-address',
    reason: 'grade.reason.foreign-address',
  });
}

/** A call without an answer, in the terms of the other rooms. */
export function asPlatformError(error: unknown): unknown {
  if (!(error instanceof HttpFault)) return error;
  const about = { status: null, code: error.code, detail: error.message, cause: error };
  if (error.code === 'address-refused') {
    return new PlatformError({ ...about, kind: 'refused', reason: 'grade.reason.foreign-address' });
  }
  // Moodle's status line breaks for good on some values: trying again would not mend it.
  if (isUnreadable(error)) {
    return new PlatformError({ ...about, kind: 'refused', reason: 'grade.reason.unreadable' });
  }
  return new PlatformError({ ...about, kind: 'retry', reason: 'grade.reason.unreachable' });
}

/** Whether there was an answer, and none to read. */
export function isUnreadable(error: unknown): error is HttpFault {
  return error instanceof HttpFault && (error.code === 'unreadable' || error.code === 'too-large');
}

/** Seconds of `Retry-After`, as a number or a date; a day at most. */
export function readRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value.trim())
    ? Number(value)
    : Math.ceil((Date.parse(value) - now.getTime()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) : undefined;
}

/** What may be logged of a reason phrase: Moodle echoes there the whole request, the pupil's id included. */
export function redact(text: string): string {
  // A megabyte may come; of a word that the cut went through, nobody knows whether it held a number.
  const read = text.length > 400 ? text.slice(0, 400).replace(/\S*$/, '') : text;
  return read
    .replace(/[{["'<].*$/s, '')
    .replace(/\S*[\d@]\S*/g, '#')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 80)
    .trim();
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'grade.reason.refused-data',
  401: 'grade.reason.not-allowed',
  403: 'grade.reason.not-allowed',
  404: 'grade.reason.gone',
  409: 'grade.reason.conflict',
  410: 'grade.reason.gone',
  429: 'grade.reason.busy',
  500: 'grade.reason.failed',
};

/** The answer if it is a success. @throws PlatformError */
export function accept(answer: HttpAnswer, now: Date): HttpAnswer {
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const again = [401, 408, 409, 425, 429].includes(status) || status >= 500;
  throw new PlatformError({
    kind: again ? 'retry' : 'refused',
    status,
    code: `status-${status}`,
    reason: REASONS[status] ?? (status >= 500 ? 'grade.reason.unreachable' : 'grade.reason.refused'),
    retryAfterSeconds: readRetryAfter(answer.header('retry-after'), now),
    detail: redact(answer.reason),
  });
}
