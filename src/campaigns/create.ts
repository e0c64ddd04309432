import type { Db } from '../db/database.ts';
import { DEFAULT_POLICY, type Policy } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Referential } from '../referential/types.ts';
import { drawCode } from './code.ts';
import type { DeletedColumns } from './course-store.ts';
import { type Campaign, findCampaignOfRequest, insertCampaign, type NewCampaign } from './store.ts';

export interface CampaignWanted {
  readonly platformId: string;
  readonly contextId: string;
  readonly ownerId: string;
  readonly targetProfile: string;
  /** The target profile's title when empty. */
  readonly name: string;
  readonly title: string;
  readonly landingText: string;
  readonly method: Policy['method'];
  readonly freshStart: boolean;
  readonly multipleSendings: boolean;
  readonly competenceColumns: boolean;
  readonly deletedColumns: DeletedColumns;
  /** What pupils must write before they begin; empty: nothing. */
  readonly externalIdLabel: string;
  /** Of the form sent: sent again by the same session, it finds the campaign it made. */
  readonly requestKey: string;
}

/**
 * What a campaign is when nobody chose: PIX's way for earlier runs, which is to build on them (a pupil is not asked
 * again what they have shown), and the guide's for results, which a pupil may improve after the wait.
 */
export const USUAL = { method: DEFAULT_POLICY.method, freshStart: false, multipleSendings: true } as const;

/** Makes a campaign from a target profile; the skills it targets are frozen now. @returns its code. */
export async function createCampaign(
  db: Db,
  referential: Referential,
  wanted: CampaignWanted,
  now: Date,
): Promise<Pick<Campaign, 'code' | 'title' | 'targetProfile'>> {
  return insertOnce(db, campaignOf(referential, wanted, now));
}

/** Under a code that nobody has; what the same request made already is found again. */
async function insertOnce(
  db: Db,
  campaign: Omit<NewCampaign, 'code'> & { readonly requestKey: string },
): Promise<Pick<Campaign, 'code' | 'title' | 'targetProfile'>> {
  for (;;) {
    const code = drawCode();
    if (await insertCampaign(db, { ...campaign, code })) return { ...campaign, code };
    const made = await findCampaignOfRequest(db, campaign.requestKey);
    if (made) return made;
  }
}

/** Another campaign like this one, in the course of whoever wants it; nobody's results go along. @returns its code. */
export async function copyCampaign(
  db: Db,
  { platformId, title, landingText, targetProfile, skills, policy, ...rest }: Campaign,
  wanted: Pick<CampaignWanted, 'contextId' | 'ownerId' | 'name' | 'requestKey'>,
  now: Date,
): Promise<string> {
  const { freshStart, multipleSendings, competenceColumns, deletedColumns, externalIdLabel } = rest;
  const kept = { freshStart, multipleSendings, competenceColumns, deletedColumns, externalIdLabel };
  const of = { platformId, title, landingText, targetProfile, skills: [...skills], policy };
  return (await insertOnce(db, { ...of, ...kept, ...wanted, createdAt: now })).code;
}

/** Makes again, under its code, a campaign that a course brought from elsewhere; one that stands already is kept. */
export async function recreateCampaign(
  db: Db,
  referential: Referential,
  wanted: Pick<CampaignWanted, 'platformId' | 'contextId' | 'ownerId' | 'targetProfile'> & {
    readonly code: string;
  },
  now: Date,
): Promise<void> {
  const plain = {
    ...USUAL,
    name: '',
    title: '',
    landingText: '',
    competenceColumns: false,
    deletedColumns: 'recreate' as const,
    externalIdLabel: '',
    requestKey: null,
  };
  await insertCampaign(db, { ...campaignOf(referential, { ...wanted, ...plain }, now), code: wanted.code });
}

function campaignOf<T extends Omit<CampaignWanted, 'requestKey'>>(
  referential: Referential,
  wanted: T,
  now: Date,
) {
  const profile = referential.targetProfiles.get(wanted.targetProfile);
  if (!profile || profile.skills.length === 0) throw new AppError('form-invalid', 'targetProfile');
  const { method, ...rest } = wanted;
  const title = wanted.title || profile.title;
  return {
    ...rest,
    title,
    name: wanted.name || title,
    externalIdLabel: wanted.externalIdLabel || null,
    skills: [...profile.skills],
    policy: { ...DEFAULT_POLICY, method },
    createdAt: now,
  };
}
