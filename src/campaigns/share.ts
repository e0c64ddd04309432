import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { COMPETENCE_TAG, enqueueGrades, RESULT_TAG } from '../grades/enqueue.ts';
import { chooseLocale, translator } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { type RunResult, runResultSchema, scoreRun } from '../runs/result.ts';
import { getRunLocked, listValidatedSkills } from '../runs/store.ts';
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

/** One grade for each column of each link that this pupil came through; what is already written stays as it is. */
export async function queueResults(
  trx: Db,
  deps: CampaignsDeps,
  campaign: Campaign,
  participation: Participation,
  locale: string,
): Promise<void> {
  const result = runResultSchema.parse(await findSharedResult(trx, participation.id));
  const comment = describeResult(deps, result, locale);
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
            scoreMaximum: 100,
            scoreGiven: result.percent,
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
  const levels = result.competences.map(({ code, level }) =>
    t('grade.comment.competence', { title: `${code} ${competenceTitle(deps, code, locale)}`, level }),
  );
  return t('grade.comment.whole', { stars, percent: result.percent, levels: levels.join(' · ') });
}

/** Its code when the bank no longer has it. */
export function competenceTitle(
  deps: Pick<CampaignsDeps, 'referential'>,
  code: string,
  locale: string,
): string {
  const competence = deps.referential().competences.get(code);
  return competence ? titleOf(competence, chooseLocale(locale)) : code;
}
