import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Translate } from '../i18n/translate.ts';
import { createCampaignOf, type MadeCampaign, USUAL } from './create.ts';
import type { CampaignsDeps } from './deps.ts';
import { COLLECTION, findModel, type Model } from './models.ts';

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
  given: Creation,
  model: Model | undefined,
): Record<string, string> {
  const errors = checkTexts(t, given);
  if (!model) errors.model = t('campaign.form.model-missing');
  return errors;
}

/** What the form chose, if it can be started now. */
export async function findChosen(
  { db, referential }: Pick<CampaignsDeps, 'db' | 'referential'>,
  platformId: string,
  { purpose, model }: Pick<Creation, 'purpose' | 'model'>,
): Promise<Model | undefined> {
  return findModel(db, referential(), platformId, purpose === 'collect' ? COLLECTION : model);
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

/**
 * Makes the campaign of a form; the same form sent again by the same session finds it.
 * @throws AppError form-invalid when its parcours can't be started
 */
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
  const model = await findChosen(deps, platformId, given);
  if (!model) throw new AppError('form-invalid', 'model');
  return createCampaignOf(deps.db, model, wanted, deps.now());
}
