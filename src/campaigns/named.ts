import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { readCode } from './code.ts';
import { type Campaign, findCampaign } from './store.ts';

/** The campaign of a platform that an address names by its code. @throws AppError not-found */
export async function getNamedCampaign(db: Db, platformId: string, text: unknown): Promise<Campaign> {
  const code = readCode(String(text));
  const campaign = code === null ? undefined : await findCampaign(db, platformId, code);
  if (!campaign) throw new AppError('not-found', 'campaign');
  return campaign;
}
