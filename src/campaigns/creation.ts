import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Translate } from '../i18n/translate.ts';
import type { Referential } from '../referential/types.ts';
import { createCampaign, type MadeCampaign, USUAL } from './create.ts';
import type { CampaignsDeps } from './deps.ts';
import { COLLECTION, findBankModel } from './models.ts';

export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

export const deletedColumns = z.enum(['recreate', 'report']).default('recreate');

export const MAX_NAME = 200;
const MAX_LANDING = 5000;

/** What a teacher fills in to make a campaign, in the picker and outside it. */
export const createForm = z.object({
  model: z.string().max(100).default(''),
  name: z.string().trim().max(MAX_NAME).default(''),
  title: z.string().trim().max(100).default(''),
  landingText: z.string().trim().max(10_000).default(''),
  externalIdLabel: z.string().trim().max(100).default(''),
  method: z.enum(['bayes', 'pix']).default(USUAL.method),
  freshStart: z
    .enum(['on', 'off'])
    .default('off')
    .transform((value) => value === 'on'),
  multipleSendings: checkbox,
  competenceColumns: checkbox,
  deletedColumns,
  purpose: z.enum(['assess', 'collect']).default('assess'),
  noGrade: checkbox,
});

export const textsForm = createForm.pick({ name: true, title: true, landingText: true });

export type Creation = z.infer<typeof createForm>;

/** The form as it is first shown. */
export const NOTHING = {
  ...USUAL,
  name: '',
  title: '',
  landingText: '',
  externalIdLabel: '',
  competenceColumns: true,
  deletedColumns: 'recreate',
  purpose: 'assess',
  noGrade: false,
  model: '',
} as const;

/** What the form must say before a campaign can be made of it: field to sentence. */
export function checkCreation(
  t: Translate,
  referential: Referential,
  given: Creation,
): Record<string, string> {
  const errors = checkTexts(t, given);
  if (!findBankModel(referential, modelOf(given))) errors.model = t('campaign.form.model-missing');
  return errors;
}

function modelOf({ purpose, model }: Pick<Creation, 'purpose' | 'model'>): string {
  return purpose === 'collect' ? COLLECTION : model;
}

export function checkTexts(
  t: Translate,
  { name, landingText }: Pick<Creation, 'name' | 'landingText'>,
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (name === '') errors.name = t('campaign.form.name-missing');
  if (landingText.length > MAX_LANDING)
    errors.landingText = t('campaign.form.landing-too-long', { max: MAX_LANDING });
  return errors;
}

/** Makes the campaign of a form; the same form sent again by the same session finds it. */
export async function makeCampaign(
  deps: Pick<CampaignsDeps, 'db' | 'referential' | 'now'>,
  session: {
    readonly id: string;
    readonly platformId: string;
    readonly contextId: string;
    readonly userId: string;
  },
  given: Creation,
): Promise<MadeCampaign> {
  const { id, platformId, contextId, userId: ownerId } = session;
  const { model: _, purpose: __, noGrade, ...rest } = given;
  const requestKey = createHash('sha256')
    .update(`${id}:${JSON.stringify(given)}`)
    .digest('base64url');
  const wanted = { ...rest, platformId, contextId, ownerId, graded: !noGrade, requestKey };
  const targetProfile = modelOf(given);
  return createCampaign(deps.db, deps.referential(), { ...wanted, targetProfile }, deps.now());
}
