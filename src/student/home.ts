import type { Request, Response } from 'express';
import { describeClosing, noteTold } from '../campaigns/closing/pupil.ts';
import { NEWCOMER } from '../campaigns/closing/rules.ts';
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
  const over = (one: OwnParticipation) =>
    one.sharedAt !== null || (one.finishedAt !== null && one.closing.closedAt !== null);
  const toSend = begun.filter((one) => one.finishedAt !== null && !over(one));
  const done = begun.filter(over);
  const now = deps.now();
  for (const one of begun)
    if (one.sharedAt === null) await noteTold(deps.db, one.closing, readerOf(one), now);
  return {
    title: t('student.home.title'),
    greeting: name ? t('student.home.hello', { name }) : t('student.home.hello.nameless'),
    pix: presentPix(presenter, person),
    reminder: presentReminder(presenter, toSend, now),
    todo: [
      ...waiting
        .filter(({ closing }) => closing.closedAt === null)
        .map((one) => ({ at: one.createdAt, card: presentWaiting(presenter, one, session, now) })),
      ...begun
        .filter((one) => !over(one))
        .map((one) => ({ at: one.startedAt, card: presentBegun(presenter, one, now) })),
    ]
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .map(({ card }) => card),
    todoNone: t(done.length > 0 ? 'student.campaigns.all-done' : 'student.campaigns.none'),
    done: done.map((one) => presentBegun(presenter, one, now)),
    recommended: recommend(person.competences).map((own) => presentCompetence(presenter, own)),
    certifiable: presentCertifiable(presenter, person),
  };
}

/** Begun here, it would belong to this launch's course: what waits in another course is opened from there. */
function presentWaiting(
  { t, locale }: SpacePresenter,
  campaign: WaitingCampaign,
  session: Session,
  now: Date,
): CampaignCard {
  const deadline = describeClosing(campaign.closing, NEWCOMER, now, locale);
  const { title, code, contextId, course } = campaign;
  if (contextId !== session.contextId) {
    const detail = course
      ? t('student.campaign.elsewhere', { course })
      : t('student.campaign.elsewhere.nameless');
    return { title, state: 'elsewhere', detail, deadline, action: null };
  }
  return {
    title,
    state: 'to-begin',
    detail: t('student.campaign.to-begin'),
    deadline,
    action: { label: t('student.campaign.begin'), address: `/campaigns/${code}/entry` },
  };
}

const readerOf = (own: OwnParticipation) => ({ ...own, finished: own.finishedAt !== null });

/** Whoever finished and did not send is told first: the one whose deadline comes first, else the oldest. */
function presentReminder(
  { t, locale }: SpacePresenter,
  toSend: readonly OwnParticipation[],
  now: Date,
): HomePage['reminder'] {
  const rank = ({ closing, startedAt }: OwnParticipation) => [
    closing.deadline?.getTime() ?? Number.POSITIVE_INFINITY,
    startedAt.getTime(),
  ];
  const [first] = toSend.toSorted((a, b) => {
    const [one = 0, two = 0] = rank(a);
    const [other = 0, another = 0] = rank(b);
    return one === other ? two - another : one - other;
  });
  if (!first) return null;
  const deadline = describeClosing(first.closing, readerOf(first), now, locale);
  const words = t('student.reminder', { title: first.title });
  return {
    words: deadline === null ? words : `${words} ${deadline}`,
    label: t('student.campaign.send'),
    address: `/runs/${first.runId}/result`,
  };
}

function presentBegun({ t, locale }: SpacePresenter, own: OwnParticipation, now: Date): CampaignCard {
  const deadline = describeClosing(own.closing, readerOf(own), now, locale);
  const { title, runId, finishedAt, sharedAt, mastery, answered } = own;
  if (finishedAt === null) {
    return {
      title,
      state: 'under-way',
      detail: presentStair(t, answered, { low: own.remainingLow, high: own.remainingHigh }).label,
      deadline,
      action: { label: t('student.campaign.go-on'), address: `/runs/${runId}` },
    };
  }
  if (sharedAt === null && own.closing.closedAt !== null) {
    return {
      title,
      state: 'closed',
      detail: t('student.campaign.closed'),
      deadline: null,
      action: { label: t('student.campaign.see'), address: `/runs/${runId}/result` },
    };
  }
  if (sharedAt === null) {
    return {
      title,
      state: 'to-send',
      detail: t('student.campaign.to-send'),
      deadline,
      action: { label: t('student.campaign.send'), address: `/runs/${runId}/result` },
    };
  }
  if (own.collects) {
    return {
      title,
      state: 'sent',
      detail: t('student.campaign.profile-sent', { date: formatDate(sharedAt, locale) }),
      deadline: null,
      action: { label: t('student.campaign.see'), address: `/campaigns/${own.code}/entry` },
    };
  }
  return {
    title,
    state: 'sent',
    detail: t('student.campaign.sent', { date: formatDate(sharedAt, locale), percent: mastery ?? 0 }),
    deadline: null,
    action: { label: t('student.campaign.see'), address: `/runs/${runId}/result` },
  };
}
