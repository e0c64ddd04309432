import { randomBytes } from 'node:crypto';

/** What a page that refuses shows and the log has too, for who asks for help to quote. */
export function newReference(): string {
  return randomBytes(4).toString('hex').toUpperCase();
}
