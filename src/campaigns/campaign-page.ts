import type { Request, Response } from 'express';
import { listReportedColumns, type ReportedColumn } from '../grades/deleted-columns.ts';
import type { GradeRow } from '../grades/store.ts';
import { formatDate, formatDateTime, type Locale, type Translate, translator } from '../i18n/translate.ts';
import { meanOf, starsOf } from '../scoring/mastery.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { checkColumns } from './check-columns.ts';
import { type DeletedColumns, findDeletedColumnsChoice } from './course-store.ts';
import type { CampaignsDeps } from './deps.ts';
import { documentLinks } from './documents/files.ts';
import { campaignHead } from './head.ts';
import { findAuthor } from './named.ts';
import { listParticipants, type Participant, progressOf } from './participants.ts';
import { presentReports } from './present-reports.ts';
import { listCourseReports } from './report-store.ts';
import { refreshRoster } from './roster.ts';
import { schoolYearOf } from './school-year.ts';
import type { Campaign } from './store.ts';
import type { CampaignPage, ParticipantRow } from './views.ts';

/** The teacher's page of a campaign, in the context of this launch alone. */
export async function campaignPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
  forceRoster: boolean,
): Promise<CampaignPage> {
  const { id: sessionId, contextId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const of = { campaignId: campaign.id, contextId };
  // The reading goes on and serves the next page: the LMS may be slow.
  checkColumns(deps, of, { force: forceRoster }).catch((err: unknown) => deps.log.error({ err }, 'columns'));
  const roster = await refreshRoster(deps, contextId, { force: forceRoster });
  const schoolYear = schoolYearOf(deps.now());
  const participants = await listParticipants(deps.db, { ...of, schoolYear });
  const reports = await listCourseReports(deps.db, { ...of, schoolYear });
  const count = (status: Participant['status']) => participants.filter((p) => p.status === status).length;
  const shared = participants.flatMap((p) => (p.mastery === null ? [] : [p.mastery]));
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
    counts: {
      people: participants.length,
      notBegun: count('not-begun'),
      started: count('started'),
      toShare: count('to-share'),
      shared: count('shared'),
      meanPercent: meanOf(shared),
    },
    roster: {
      label:
        roster.membershipsUrl === null
          ? t('campaign.roster.none')
          : roster.error !== null
            ? t('campaign.roster.failed', { reason: t(roster.error) })
            : t('campaign.roster.read', { date: formatDateTime(roster.fetchedAt ?? deps.now(), locale) }),
      failed: roster.error !== null,
    },
    participants: participants.map((participant) => presentParticipant(participant, locale)),
    documents: documentLinks(deps, sessionId, campaign, locale),
    refreshAddress: `/campaigns/${campaign.code}?roster=now`,
  };
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

function presentReported(
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

function presentParticipant(participant: Participant, locale: Locale): ParticipantRow {
  const t = translator(locale);
  const { status, mastery, sharedAt } = participant;
  return {
    name: participant.name ?? t('campaign.participant.nameless'),
    address: participant.participationId && `/participations/${participant.participationId}`,
    status,
    statusLabel: t(`campaign.status.${status}`),
    progress: progressOf(status, participant),
    percent: mastery,
    stars: mastery === null ? null : starsOf(mastery),
    sharedAt: sharedAt && formatDateTime(sharedAt, locale),
    retrying: participant.retrying,
    grade: presentGrades(participant, locale),
  };
}

/** One state for all the columns of a pupil: the one that calls for something first. */
function presentGrades(participant: Participant, locale: Locale): ParticipantRow['grade'] {
  const t = translator(locale);
  const live = participant.grades.filter((grade) => grade.state !== 'superseded');
  const first =
    live.find((grade) => grade.state === 'refused') ??
    live.find((grade) => grade.state === 'pending') ??
    live[0];
  if (!first) return null;
  const state = stateOf(first);
  return {
    state,
    label: t(`campaign.grade.${state}`),
    reason: first.reason && t(first.reason),
    retryAction: state === 'refused' ? `/participations/${participant.participationId}/deliveries` : null,
  };
}

function stateOf(grade: GradeRow): 'pending' | 'sent' | 'refused' {
  return grade.state === 'superseded' ? 'sent' : grade.state;
}
