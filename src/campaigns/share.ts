import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { COMPETENCE_TAG, enqueueGrades, RESULT_TAG } from '../grades/enqueue.ts';
import { chooseLocale, translator } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { type RunResult, runResultSchema, scoreRun } from '../runs/result.ts';
import { getRunLocked, listValidatedSkills } from '../runs/store.ts';
import { certifiability } from '../scoring/certifiable.ts';
import { ALL_PIX } from './collection/profile.ts';
import type { CampaignsDeps } from './deps.ts';
import {
  type Campaign,
  findParticipation,
  findParticipationOfRun,
  findSharedResult,
  getCampaignById,
  listGradedLinks,
  lockParticipant,
  lockParticipation,
  markShared,
  type Participation,
} from './store.ts';

/**
 * « J'envoie mes résultats »: freezes what the teacher sees and queues the grades, in one transaction.
 * A second click changes nothing. @throws AppError not-found, conflict (the run is not over, or another attempt
 * followed it).
 */
export async function shareResults(
  deps: CampaignsDeps,
  wanted: { readonly runId: string; readonly userId: string; readonly locale: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const run = await getRunLocked(trx, wanted.runId, wanted.userId);
    const participation = await findParticipationOfRun(trx, run.id, wanted.userId);
    if (!participation) throw new AppError('not-found', 'participation');
    if (!run.finished) throw new AppError('conflict', 'run not over');
    await lockParticipant(trx, participation);
    await lockParticipation(trx, participation.id);
    const latest = await findParticipation(trx, participation);
    if (latest?.id !== participation.id && participation.sharedAt === null) {
      throw new AppError('conflict', 'a later attempt has begun');
    }
    const result = scoreRun(run, await listValidatedSkills(trx, run.id), deps.config.maxLevel);
    // Everything was left out: a zero would be a penalty.
    if (result.targeted === 0) throw new AppError('conflict', 'nothing counts');
    const first = await markShared(trx, participation.id, {
      mastery: result.percent,
      result,
      at: deps.now(),
    });
    if (!first) return;
    const campaign = await getCampaignById(trx, participation.campaignId);
    await queueResults(trx, deps, campaign, participation, wanted.locale);
  });
}

/**
 * One grade for each column of each link that this pupil came through; what is already written stays as it is. Of a
 * profile, the mark is its pix.
 */
export async function queueResults(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  participation: Participation,
  locale: string,
): Promise<void> {
  if (!campaign.graded) return;
  const collects = campaign.purpose === 'collect';
  const result = runResultSchema.parse(await findSharedResult(trx, participation.id));
  const comment = collects ? describeProfile(deps, result, locale) : describeResult(deps, result, locale);
  for (const link of await listGradedLinks(trx, participation.id)) {
    await enqueueGrades(
      trx,
      deps.jobs,
      {
        participationId: participation.id,
        platformId: campaign.platformId,
        resourceLinkId: link.id,
        userId: participation.userId,
        comment,
        lineItems: [
          {
            resourceId: campaign.code,
            tag: RESULT_TAG,
            label: campaign.title,
            scoreMaximum: maximumOf(campaign),
            scoreGiven: collects ? result.pix : result.percent,
          },
          ...(campaign.competenceColumns
            ? competenceColumns(deps, campaign, link.linkId, result, locale)
            : []),
        ],
      },
      deps.now(),
    );
  }
}

/** Of a campaign's main column. */
export function maximumOf({ purpose }: Pick<Campaign, 'purpose'>): number {
  return purpose === 'collect' ? ALL_PIX : 100;
}

function competenceColumns(
  deps: CampaignsDeps,
  campaign: Campaign,
  linkId: string,
  result: RunResult,
  locale: string,
) {
  return result.competences.map(({ code, level }) => ({
    resourceId: `${campaign.code}:${linkId}:competence:${code}`,
    tag: COMPETENCE_TAG,
    label: `${code} ${competenceTitle(deps, code, locale)}`,
    scoreMaximum: deps.config.maxLevel,
    scoreGiven: level,
  }));
}

/** The comment of the gradebook: stars, then the level of each competence. */
function describeResult(deps: CampaignsDeps, result: RunResult, locale: string): string {
  const t = translator(chooseLocale(locale));
  const stars = '★'.repeat(result.stars) + '☆'.repeat(3 - result.stars);
  const levels = describeLevels(deps, result, locale);
  return t('grade.comment.whole', { stars, percent: result.percent, levels });
}

/** Of a profile: pix, certifiable or not, then the competences that have a level. */
function describeProfile(deps: CampaignsDeps, result: RunResult, locale: string): string {
  const t = translator(chooseLocale(locale));
  const rule = deps.config.certifiableCompetences;
  const { certifiable, reached, required } = certifiability(result.competences, rule);
  const state = t(`grade.comment.certifiable.${certifiable ? 'yes' : 'no'}`, { reached, required });
  const reachedOnes = result.competences.filter(({ level }) => level > 0);
  const levels = describeLevels(deps, { competences: reachedOnes }, locale);
  return [t('grade.comment.profile', { count: result.pix, state }), levels].filter(Boolean).join(' · ');
}

function describeLevels(deps: CampaignsDeps, result: Pick<RunResult, 'competences'>, locale: string): string {
  const t = translator(chooseLocale(locale));
  return result.competences
    .map(({ code, level }) =>
      t('grade.comment.competence', { title: `${code} ${competenceTitle(deps, code, locale)}`, level }),
    )
    .join(' · ');
}

function competenceTitle(deps: CampaignsDeps, code: string, locale: string): string {
  const competence = deps.referential().competences.get(code);
  return competence ? titleOf(competence, chooseLocale(locale)) : code;
}
