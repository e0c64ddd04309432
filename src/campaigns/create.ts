import type { Db } from '../db/database.ts';
import { DEFAULT_POLICY, type Policy } from '../engine/method.ts';
import { AppError } from '../errors.ts';
import type { Referential } from '../referential/types.ts';
import { drawCode } from './code.ts';
import type { DeletedColumns } from './course-store.ts';
import { findBankModel, type Model } from './models.ts';
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
  /** Whether what pupils send goes to the gradebook. */
  readonly graded: boolean;
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

/** What a campaign made says of itself to whoever adds it to a course. */
export type MadeCampaign = Pick<Campaign, 'code' | 'title' | 'targetProfile' | 'purpose' | 'graded'>;

/** Makes a campaign from a parcours of the bank. @throws AppError form-invalid when it can't be started. */
export async function createCampaign(
  db: Db,
  referential: Referential,
  { targetProfile, ...wanted }: CampaignWanted,
  now: Date,
): Promise<MadeCampaign> {
  return createCampaignOf(db, getModel(referential, targetProfile), wanted, now);
}

/** Makes a campaign; the skills it targets are frozen now. */
export async function createCampaignOf(
  db: Db,
  model: Model,
  wanted: Omit<CampaignWanted, 'targetProfile'>,
  now: Date,
): Promise<MadeCampaign> {
  return insertOnce(db, campaignOf(model, wanted, now));
}

/** Under a code that nobody has; what the same request made already is found again. */
async function insertOnce(
  db: Db,
  campaign: Omit<NewCampaign, 'code'> & { readonly requestKey: string },
): Promise<MadeCampaign> {
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
  const { purpose, freshStart, multipleSendings, externalIdLabel } = rest;
  const { graded, competenceColumns, deletedColumns } = rest;
  const gradebook = { graded, competenceColumns, deletedColumns };
  const kept = { purpose, freshStart, multipleSendings, externalIdLabel, ...gradebook };
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
    graded: true,
    externalIdLabel: '',
    requestKey: null,
  };
  const { targetProfile, ...given } = { ...wanted, ...plain };
  await insertCampaign(db, campaignOf(getModel(referential, targetProfile), given, now));
}

function getModel(referential: Referential, id: string): Model {
  const model = findBankModel(referential, id);
  if (!model) throw new AppError('form-invalid', 'targetProfile');
  return model;
}

function campaignOf<T extends Omit<CampaignWanted, 'requestKey' | 'targetProfile'>>(
  { targetProfile, purpose, skills, ...model }: Model,
  wanted: T,
  now: Date,
) {
  const { method, ...rest } = wanted;
  const title = wanted.title || model.title;
  return {
    ...rest,
    targetProfile,
    purpose,
    title,
    name: wanted.name || title,
    externalIdLabel: wanted.externalIdLabel || null,
    skills: [...skills],
    policy: { ...DEFAULT_POLICY, method },
    createdAt: now,
  };
}
