import { Router } from 'express';
import type { Config } from '../config.ts';
import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import { readBack } from './back.ts';
import { localeOf, page } from './page.ts';
import type { AccessibilityPage } from './views.ts';

/** The day on which what the declaration says was last run, by us. */
const CHECKED_AT = new Date('2026-11-25T12:00:00Z');

/** The declaration « Accessibilité », for anybody, with or without a session. */
export function accessibilityRouter(deps: { readonly config: Pick<Config, 'accessibilityContact'> }): Router {
  const router = Router();
  router.get('/accessibility', async (req, res) => {
    const model: AccessibilityPage = {
      ...describeAccessibility(localeOf(req, res), deps.config.accessibilityContact),
      back: readBack(req.query.back),
    };
    await page(req, res, 'accessibility', model);
  });
  return router;
}

/** @param contact `mailto:` or `https:` address, or null */
export function describeAccessibility(
  locale: Locale,
  contact: string | null,
): Omit<AccessibilityPage, 'back'> {
  return {
    title: translator(locale)('accessibility.title'),
    checkedAt: formatDate(CHECKED_AT, locale),
    contact: contact === null ? null : { address: contact, shown: contact.replace(/^mailto:/, '') },
  };
}
