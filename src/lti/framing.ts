import type { Response } from 'express';
import { setDocumentPolicy } from '../web/security.ts';

/**
 * Lets the origins of these addresses frame this answer, whether they are approved or not: a refusal in a frame must
 * say why instead of showing nothing. The pages concerned hold no session and nothing to click that acts.
 */
export function allowFraming(res: Response, addresses: readonly string[]): void {
  const origins = addresses
    .flatMap((address) => (URL.canParse(address) ? [new URL(address)] : []))
    .filter(({ protocol }) => /^https?:$/.test(protocol))
    .map(({ origin }) => origin);
  setDocumentPolicy(res, { frameAncestors: [...new Set(origins)] });
}
