import { type RequestHandler, urlencoded } from 'express';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { cleanLines } from './clean-text.ts';

/** Reads a posted form; what PostgreSQL cannot store (NUL, half characters) is taken out of every field. */
export function formBody(limits: { readonly limit: string; readonly fields: number }): RequestHandler {
  const parse = urlencoded({ extended: false, limit: limits.limit, parameterLimit: limits.fields });
  return (req, res, next) => {
    parse(req, res, (error?: unknown) => {
      req.body = Object.fromEntries(
        Object.entries(req.body ?? {}).map(([name, value]) => [name, cleanField(value)]),
      );
      next(error);
    });
  };
}

function cleanField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleanField);
  return typeof value === 'string' ? cleanLines(value) : value;
}

/** A form's fields as one typed value. @throws AppError form-invalid when the page could not have sent this. */
export function parseForm<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body ?? {});
  if (!result.success) {
    // Names of fields only: what was typed stays out of the log.
    throw new AppError('form-invalid', result.error.issues.map((issue) => issue.path.join('.')).join(', '));
  }
  return result.data;
}

/** A row's id from an address. @throws AppError not-found */
export function parseId(text: string | string[] | undefined): string {
  if (typeof text === 'string' && /^[1-9]\d{0,17}$/.test(text)) return text;
  throw new AppError('not-found', 'not an id');
}
