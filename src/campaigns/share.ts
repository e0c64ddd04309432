import type { Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { COMPETENCE_TAG, enqueueGrades, RESULT_TAG } from '../grades/enqueue.ts';
import { chooseLocale, translator } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { type RunResult, runResultSchema, scoreRun } from '../runs/result.ts';
import { getRunLocked, listValidatedSkills, type Run } from '../runs/store.ts';
import { certifiability } from '../scoring/certifiable.ts';
import { closingOfYear, leavesByItself } from './closing/rules.ts';
import { findClosing, findTold } from './closing/store.ts';
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

type SharingDeps = Pick<CampaignsDeps, 'jobs' | 'now' | 'config' | 'referential'>;

/**
 * « J'envoie mes résultats »: freezes what the teacher sees and queues the grades, in one transaction.
 * A second click changes nothing. @throws AppError not-found, participation-removed, campaign-closed, conflict (the
 * run is not over, or another attempt followed it).
 */
export async function shareResults(
  deps: CampaignsDeps,
  wanted: { readonly runId: string; readonly userId: string; readonly locale: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const { run, participation, latest } = await lockFinished(trx, wanted);
    if (!run.finished) throw new AppError('conflict', 'run not over');
    if (participation.sharedAt !== null) return;
    if (!latest) throw new AppError('conflict', 'a later attempt has begun');
    const closing = closingOfYear(await findClosing(trx, participation, true), participation.schoolYear);
    if (closing.closedAt !== null) throw new AppError('campaign-closed', 'by the teacher');
    // Everything was left out: a zero would be a penalty.
    if (!(await freezeAndQueue(trx, deps, run, participation, { locale: wanted.locale, byItself: false })))
      throw new AppError('conflict', 'nothing counts');
  });
}

/**
 * A finished result that leaves at its deadline, or because the teacher closed, as the pupil was told. Checked again
 * here: the pupil may have sent it, or the teacher changed their mind. @returns whether it left now.
 */
export async function sendByItself(
  deps: Pick<CampaignsDeps, 'db' | 'jobs' | 'now' | 'config' | 'referential'>,
  wanted: { readonly runId: string; readonly userId: string; readonly locale: string },
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    const { run, participation, latest } = await lockFinished(trx, wanted);
    if (!run.finished || participation.sharedAt !== null || !latest) return false;
    const closing = closingOfYear(await findClosing(trx, participation, true), participation.schoolYear);
    const told = await findTold(trx, participation.id);
    if (!leavesByItself(closing, told, deps.now())) return false;
    return freezeAndQueue(trx, deps, run, participation, { locale: wanted.locale, byItself: true });
  });
}

/** The run and its participation as they stand, until the transaction ends. @throws AppError not-found */
async function lockFinished(
  trx: Db,
  { runId, userId }: { readonly runId: string; readonly userId: string },
): Promise<{ readonly run: Run; readonly participation: Participation; readonly latest: boolean }> {
  const run = await getRunLocked(trx, runId, userId);
  const found = await findParticipationOfRun(trx, run.id, userId);
  if (!found) throw new AppError('not-found', 'participation');
  await lockParticipant(trx, found);
  const participation = await lockParticipation(trx, found.id);
  const latest = (await findParticipation(trx, participation))?.id === participation.id;
  return { run, participation, latest };
}

/** @returns false when nothing counts, or it was already sent. */
async function freezeAndQueue(
  trx: Db,
  deps: SharingDeps,
  run: Run,
  participation: Participation,
  { locale, byItself }: { readonly locale: string; readonly byItself: boolean },
): Promise<boolean> {
  const result = scoreRun(run, await listValidatedSkills(trx, run.id), deps.config.maxLevel);
  if (result.targeted === 0) return false;
  const frozen = { mastery: result.percent, result, byItself, at: deps.now() };
  if (!(await markShared(trx, participation.id, frozen))) return false;
  const campaign = await getCampaignById(trx, participation.campaignId);
  await queueResults(trx, deps, campaign, participation, locale);
  return true;
}

/**
 * One grade for each column of each link that this pupil came through; what is already written stays as it is. Of a
 * profile, the mark is its pix.
 */
export async function queueResults(
  trx: Db,
  deps: SharingDeps,
  campaign: Campaign,
  participation: Participation,
  locale: string,
): Promise<void> {
  if (!campaign.graded) return;
  const shared = await findSharedResult(trx, participation.id);
  const result = runResultSchema.parse(shared?.result);
  const collects = campaign.purpose === 'collect';
  const comment = collects
    ? describeProfile(deps, result, locale)
    : describeResult(deps, result, locale, shared?.byItself === true);
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
  deps: SharingDeps,
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

/** The comment of the gradebook: stars, then the level of each competence, and that it left by itself. */
function describeResult(deps: SharingDeps, result: RunResult, locale: string, byItself: boolean): string {
  const t = translator(chooseLocale(locale));
  const stars = '★'.repeat(result.stars) + '☆'.repeat(3 - result.stars);
  const levels = describeLevels(deps, result, locale);
  const whole = t('grade.comment.whole', { stars, percent: result.percent, levels });
  return byItself ? `${whole} · ${t('grade.comment.by-itself')}` : whole;
}

/** Of a profile: pix, certifiable or not, then the competences that have a level. */
function describeProfile(deps: SharingDeps, result: RunResult, locale: string): string {
  const t = translator(chooseLocale(locale));
  const rule = deps.config.certifiableCompetences;
  const { certifiable, reached, required } = certifiability(result.competences, rule);
  const state = t(`grade.comment.certifiable.${certifiable ? 'yes' : 'no'}`, { reached, required });
  const reachedOnes = result.competences.filter(({ level }) => level > 0);
  const levels = describeLevels(deps, { competences: reachedOnes }, locale);
  return [t('grade.comment.profile', { count: result.pix, state }), levels].filter(Boolean).join(' · ');
}

function describeLevels(deps: SharingDeps, result: Pick<RunResult, 'competences'>, locale: string): string {
  const t = translator(chooseLocale(locale));
  return result.competences
    .map(({ code, level }) =>
      t('grade.comment.competence', { title: `${code} ${competenceTitle(deps, code, locale)}`, level }),
    )
    .join(' · ');
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
