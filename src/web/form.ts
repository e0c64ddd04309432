import type { z } from 'zod';
import { AppError } from '../errors.ts';

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
