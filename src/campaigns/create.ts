import type { Db } from '../db/database.ts';
import { DEFAULT_POLICY } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Referential } from '../referential/types.ts';
import { drawCode } from './code.ts';
import { findCampaignOfRequest, insertCampaign } from './store.ts';

export interface CampaignWanted {
  readonly platformId: string;
  readonly contextId: string;
  readonly ownerId: string;
  readonly targetProfile: string;
  /** The target profile's title when empty. */
  readonly name: string;
  readonly title: string;
  readonly landingText: string;
  readonly competenceColumns: boolean;
  /** Of the form sent: sent again by the same session, it finds the campaign it made. */
  readonly requestKey: string;
}

/** Makes a campaign from a target profile; the skills it targets are frozen now. @returns its code. */
export async function createCampaign(
  db: Db,
  referential: Referential,
  wanted: CampaignWanted,
  now: Date,
): Promise<{ code: string; title: string }> {
  const profile = referential.targetProfiles.get(wanted.targetProfile);
  if (!profile || profile.skills.length === 0) throw new AppError('form-invalid', 'targetProfile');
  const title = wanted.title || profile.title;
  const campaign = {
    ...wanted,
    title,
    name: wanted.name || title,
    skills: [...profile.skills],
    policy: DEFAULT_POLICY,
    createdAt: now,
  };
  for (;;) {
    const code = drawCode();
    if (await insertCampaign(db, { ...campaign, code })) return { code, title };
    const made = await findCampaignOfRequest(db, wanted.requestKey);
    if (made) return made;
  }
}
