import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { findPersonName } from '../lti/people.ts';
import { readCode } from './code.ts';
import { type Campaign, findCampaign } from './store.ts';

/** The campaign of a platform that an address names by its code. @throws AppError not-found */
export async function getNamedCampaign(db: Db, platformId: string, text: unknown): Promise<Campaign> {
  const code = readCode(String(text));
  const campaign = code === null ? undefined : await findCampaign(db, platformId, code);
  if (!campaign) throw new AppError('not-found', 'campaign');
  return campaign;
}

/** The name of who made a campaign; null when they left, or the platform gives none. */
export async function findAuthor(db: Db, { ownerId }: Pick<Campaign, 'ownerId'>): Promise<string | null> {
  return ownerId === null ? null : findPersonName(db, ownerId);
}
