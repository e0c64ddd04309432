import type { Request, Response } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { schoolYearOf } from '../campaigns/school-year.ts';
import { formatDate, translator } from '../i18n/translate.ts';
import { findFirstName } from '../lti/people.ts';
import { presentStair } from '../runs/present.ts';
import { localeOf } from '../web/page.ts';
import type { Session } from '../web/session.ts';
import { readPerson } from './person.ts';
import { presentCertifiable, presentCompetence, presentPix, type SpacePresenter } from './present.ts';
import { recommend } from './recommend.ts';
import {
  listOwnParticipations,
  listWaitingCampaigns,
  type OwnParticipation,
  type WaitingCampaign,
} from './store.ts';
import type { CampaignCard, HomePage } from './views.ts';

/** Where a pupil stands, and what waits for them. */
export async function homePage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  session: Session,
): Promise<HomePage> {
  const locale = localeOf(req, res);
  const presenter = { t: translator(locale), locale, config: deps.config };
  const { t } = presenter;
  const { userId } = session;
  const [person, name, begun, waiting] = await Promise.all([
    readPerson(deps, userId),
    findFirstName(deps.db, userId),
    listOwnParticipations(deps.db, userId),
    listWaitingCampaigns(deps.db, userId, schoolYearOf(deps.now())),
  ]);
  const sent = begun.filter(({ sharedAt }) => sharedAt !== null);
  return {
    title: t('student.home.title'),
    greeting: name ? t('student.home.hello', { name }) : t('student.home.hello.nameless'),
    pix: presentPix(presenter, person),
    todo: [
      ...waiting.map((one) => ({ at: one.createdAt, card: presentWaiting(presenter, one, session) })),
      ...begun
        .filter(({ sharedAt }) => sharedAt === null)
        .map((one) => ({ at: one.startedAt, card: presentBegun(presenter, one) })),
    ]
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ card }) => card),
    todoNone: t(sent.length > 0 ? 'student.campaigns.all-done' : 'student.campaigns.none'),
    done: sent.map((one) => presentBegun(presenter, one)),
    recommended: recommend(person.competences).map((own) => presentCompetence(presenter, own)),
    certifiable: presentCertifiable(presenter, person),
  };
}

/** Begun here, it would belong to this launch's course: what waits in another course is opened from there. */
function presentWaiting({ t }: SpacePresenter, campaign: WaitingCampaign, session: Session): CampaignCard {
  const { title, code, contextId, course } = campaign;
  if (contextId !== session.contextId) {
    const detail = course
      ? t('student.campaign.elsewhere', { course })
      : t('student.campaign.elsewhere.nameless');
    return { title, state: 'elsewhere', detail, action: null };
  }
  return {
    title,
    state: 'to-begin',
    detail: t('student.campaign.to-begin'),
    action: { label: t('student.campaign.begin'), address: `/campaigns/${code}/entry` },
  };
}

function presentBegun({ t, locale }: SpacePresenter, own: OwnParticipation): CampaignCard {
  const { title, runId, finishedAt, sharedAt, mastery, answered } = own;
  if (finishedAt === null) {
    return {
      title,
      state: 'under-way',
      detail: presentStair(t, answered, { low: own.remainingLow, high: own.remainingHigh }).label,
      action: { label: t('student.campaign.go-on'), address: `/runs/${runId}` },
    };
  }
  if (sharedAt === null) {
    return {
      title,
      state: 'to-send',
      detail: t('student.campaign.to-send'),
      action: { label: t('student.campaign.send'), address: `/runs/${runId}/result` },
    };
  }
  if (own.collects) {
    return {
      title,
      state: 'sent',
      detail: t('student.campaign.profile-sent', { date: formatDate(sharedAt, locale) }),
      action: { label: t('student.campaign.see'), address: `/campaigns/${own.code}/entry` },
    };
  }
  return {
    title,
    state: 'sent',
    detail: t('student.campaign.sent', { date: formatDate(sharedAt, locale), percent: mastery ?? 0 }),
    action: { label: t('student.campaign.see'), address: `/runs/${runId}/result` },
  };
}
