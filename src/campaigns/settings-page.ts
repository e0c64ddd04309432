import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { translator } from '../i18n/translate.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { presentClosing } from './closing/present.ts';
import type { CampaignsDeps } from './deps.ts';
import { campaignHead } from './head.ts';
import { type CampaignTexts, isBegun } from './manage-store.ts';
import type { Campaign } from './store.ts';
import type { SettingsPage } from './views.ts';

const SAVED = ['yes', 'copy', 'closing', 'closed', 'reopened'];

/** What may be changed of a campaign; `texts` and `closing` are what was typed and could not be saved. */
export async function settingsPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
  {
    changeable,
    texts = campaign,
    errors = {},
    closing = null,
  }: {
    readonly changeable: boolean;
    readonly texts?: CampaignTexts;
    readonly errors?: Readonly<Record<string, string>>;
    readonly closing?: Parameters<typeof presentClosing>[4];
  },
): Promise<SettingsPage> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const { contextId } = getTeacherSession(res);
  const address = `/campaigns/${campaign.code}`;
  const archived = campaign.archivedAt !== null;
  const saved = String(req.query.saved);
  return {
    title: t('campaign.settings.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'settings'),
    name: campaign.name,
    changeable,
    saved: SAVED.includes(saved) ? t(`campaign.settings.saved.${saved}`) : null,
    values: { name: texts.name, title: texts.title, landingText: texts.landingText },
    errors,
    action: `${address}/settings`,
    closing: await presentClosing(deps, { campaignId: campaign.id, contextId }, address, locale, closing),
    copyAction: `${address}/copies`,
    copyKey: randomUUID(),
    archived,
    moveAction: `${address}/${archived ? 'restoration' : 'archiving'}`,
    deleteAction: (await isBegun(deps.db, campaign.id)) ? null : `${address}/deletion`,
  };
}
