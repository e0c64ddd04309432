import type { Request, Response } from 'express';
import { listReportedColumns, type ReportedColumn } from '../grades/deleted-columns.ts';
import { listGradesOf } from '../grades/store.ts';
import { formatDate, formatDateTime, type Translate, translator } from '../i18n/translate.ts';
import { meanOf } from '../scoring/mastery.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { checkColumns } from './check-columns.ts';
import { type Chosen, certifiableState, choiceSchema } from './choose-participants.ts';
import { presentClosed } from './closing/present.ts';
import { type DeletedColumns, findDeletedColumnsChoice } from './course-store.ts';
import type { CampaignsDeps } from './deps.ts';
import { documentLinks } from './documents/files.ts';
import { campaignHead } from './head.ts';
import { presentLive } from './live/routes.ts';
import { findAuthor } from './named.ts';
import { listParticipants } from './participants.ts';
import { countParticipants, presentList, presentParticipant } from './present-participants.ts';
import { presentRemoved } from './present-removed.ts';
import { presentReports } from './present-reports.ts';
import { undoableSince } from './removal.ts';
import { listRemoved } from './removal-store.ts';
import { listCourseReports } from './report-store.ts';
import { refreshRoster } from './roster.ts';
import { schoolYearOf } from './school-year.ts';
import type { Campaign } from './store.ts';
import { countCompetencesReached, listTaughtCourses } from './taught-store.ts';
import type { CampaignPage } from './views.ts';

/** The teacher's page of a campaign, in the context of this launch alone. */
export async function campaignPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
  forceRoster: boolean,
): Promise<CampaignPage> {
  const { id: sessionId, contextId, userId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const of = { campaignId: campaign.id, contextId };
  // The reading goes on and serves the next page: the LMS may be slow.
  checkColumns(deps, of, { force: forceRoster }).catch((err: unknown) => deps.log.error({ err }, 'columns'));
  const roster = await refreshRoster(deps, contextId, { force: forceRoster });
  const schoolYear = schoolYearOf(deps.now());
  const everybody = await readParticipants(deps, userId, { ...of, schoolYear });
  const reports = await listCourseReports(deps.db, { ...of, schoolYear });
  const closed = await presentClosed(deps, of, locale);
  const sent = everybody.flatMap(({ mastery }) => mastery ?? []);
  const listed = { code: campaign.code, closed: closed !== null };
  const { list, shown } = presentList(everybody, choiceSchema.parse(req.query), listed, t);
  const ids = shown.flatMap(({ participationId }) => participationId ?? []);
  const grades = Map.groupBy(await listGradesOf(deps.db, ids), ({ participationId }) => participationId);
  return {
    title: campaign.title,
    head: campaignHead(deps, t, campaign, 'participants'),
    code: campaign.code,
    link: `${deps.config.publicUrl}/campaigns/${campaign.code}`,
    owner: await findAuthor(deps.db, campaign),
    created: formatDate(campaign.createdAt, locale),
    purpose: campaign.purpose,
    graded: campaign.graded,
    competenceColumns: campaign.competenceColumns,
    deletedColumns: presentChoice(t, campaign, await findDeletedColumnsChoice(deps.db, of)),
    reported: presentReported(t, campaign, await listReportedColumns(deps.db, of)),
    problems: presentReports(deps.referential(), locale, campaign.code, reports),
    method: campaign.policy.method,
    freshStart: campaign.freshStart,
    multipleSendings: campaign.multipleSendings,
    retryDays: deps.config.retryDays,
    counts: countParticipants(everybody, listed, meanOf(sent), t),
    list: everybody.length === 0 ? null : list,
    roster: {
      label:
        roster.membershipsUrl === null
          ? t('campaign.roster.none')
          : roster.error !== null
            ? t('campaign.roster.failed', { reason: t(roster.error) })
            : t('campaign.roster.read', { date: formatDateTime(roster.fetchedAt ?? deps.now(), locale) }),
      failed: roster.error !== null,
    },
    closed,
    live: await presentLive(deps, sessionId, campaign.code, { ...of, schoolYear }),
    removed: presentRemoved(
      await listRemoved(deps.db, of, undoableSince(deps.now())),
      req.query.removed,
      locale,
    ),
    participants: shown.map((participant) =>
      presentParticipant(
        participant,
        { grades: grades.get(participant.participationId ?? '') ?? [], closed: listed.closed },
        locale,
      ),
    ),
    documents: documentLinks(deps, sessionId, campaign, locale),
    refreshAddress: `/campaigns/${campaign.code}?roster=now`,
  };
}

/** The class, and who of it is certifiable by what was sent in the courses that this teacher teaches. */
async function readParticipants(
  deps: CampaignsDeps,
  teacherId: string,
  of: { readonly campaignId: string; readonly contextId: string; readonly schoolYear: number },
): Promise<Chosen[]> {
  const courseIds = (await listTaughtCourses(deps.db, teacherId, of.contextId)).map(({ id }) => id);
  const [participants, reached] = await Promise.all([
    listParticipants(deps.db, of),
    countCompetencesReached(deps.db, { courseIds, schoolYear: of.schoolYear }),
  ]);
  return participants.map((participant) => ({
    ...participant,
    state: certifiableState(reached.get(participant.userId), deps.config.certifiableCompetences),
  }));
}

function presentChoice(
  t: Translate,
  campaign: Campaign,
  chosen: DeletedColumns,
): CampaignPage['deletedColumns'] {
  const other = chosen === 'recreate' ? 'report' : 'recreate';
  return {
    label: t(`campaign.deleted.chosen.${chosen}`),
    other,
    changeLabel: t(`campaign.deleted.change.${other}`),
    changeAction: `/campaigns/${campaign.code}/deleted-columns`,
  };
}

export function presentReported(
  t: Translate,
  campaign: Campaign,
  reported: readonly ReportedColumn[],
): CampaignPage['reported'] {
  if (reported.length === 0) return null;
  const count = reported.length;
  return {
    title: t('campaign.deleted.title', { count }),
    columns: reported.map(({ label, grades }) => t('campaign.deleted.column', { label, count: grades })),
    label: t('campaign.deleted.remake', { count }),
    action: `/campaigns/${campaign.code}/columns`,
  };
}
