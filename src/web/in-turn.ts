import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Handlers one after the other, as one. A router would look at each one's path and method for every request. */
export function inTurn(handlers: readonly RequestHandler[]): RequestHandler {
  return (req, res, next) => take(handlers, 0, req, res, next);
}

function take(
  handlers: readonly RequestHandler[],
  at: number,
  req: Request,
  res: Response,
  next: NextFunction,
): void {
  const handler = handlers[at];
  if (handler === undefined) {
    next();
    return;
  }
  const after = (error?: unknown) => {
    if (error == null) take(handlers, at + 1, req, res, next);
    else next(error);
  };
  try {
    const done: unknown = handler(req, res, after);
    if (done instanceof Promise) done.catch(next);
  } catch (error) {
    next(error);
  }
}
