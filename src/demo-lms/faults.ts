/** Services that fail when asked to, and the journal of what was received. */
import type { NextFunction, Request, Response } from 'express';
import type { FailureMode, ReceivedRequest } from './options.ts';

const JOURNAL_LENGTH = 5_000;
/** Milliseconds that a slow service takes before it answers. */
const SLOWNESS = 5_000;

export interface Faults {
  mode(): FailureMode;
  set(mode: FailureMode): void;
  requests(): readonly ReceivedRequest[];
  /** Goes before everything: writes each request down, and its status once answered. */
  journal(request: Request, response: Response, next: NextFunction): void;
  /** Goes before the token endpoint and the services. */
  strike(request: Request, response: Response, next: NextFunction): void;
}

export function createFaults(): Faults {
  let mode: FailureMode = null;
  let left = Number.POSITIVE_INFINITY;
  const received: { method: string; path: string; status: number; at: number }[] = [];
  return {
    mode: () => mode,
    set(wanted) {
      mode = wanted;
      left = typeof wanted === 'object' ? (wanted?.times ?? Number.POSITIVE_INFINITY) : left;
    },
    requests: () => received.map((entry) => ({ ...entry })),
    journal(request, response, next) {
      const entry = { method: request.method, path: request.path, status: 0, at: Date.now() };
      received.push(entry);
      if (received.length > JOURNAL_LENGTH) received.shift();
      response.once('finish', () => {
        entry.status = response.statusCode;
      });
      next();
    },
    strike(request, response, next) {
      if (mode === null) {
        next();
      } else if (mode === 'hang') {
        request.resume();
      } else if (mode === 'reset') {
        request.socket.resetAndDestroy();
      } else if (mode === 'slow') {
        setTimeout(next, SLOWNESS).unref();
      } else {
        const { status, retryAfter } = mode;
        left -= 1;
        if (left <= 0) mode = null;
        if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
        response.status(status).json({ error: 'service_unavailable', message: 'Panne provoquée.' });
      }
    },
  };
}
