import type { Request, Response } from 'express';
import { statusText } from '../campaigns/closing/present.ts';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { statusOf } from '../campaigns/participants.ts';
import { AppError } from '../errors.ts';
import { formatDate, formatDateTime, type Locale, type Translate, translator } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import type { Referential } from '../referential/types.ts';
import { localeOf } from '../web/page.ts';
import { getTeacherSession } from '../web/session.ts';
import { choiceSchema } from './choose-pupils.ts';
import type { SentProfile } from './profile.ts';
import { presentYear } from './pupils-page.ts';
import { readPupils, readReach } from './read-pupils.ts';
import { listParticipations, type PupilParticipation } from './store.ts';
import type { PupilPage } from './views.ts';

/** One pupil across the courses that this teacher teaches, in one school year. @throws AppError forbidden, not-found */
export async function pupilPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  userId: string,
): Promise<PupilPage> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const { contextId } = getTeacherSession(res);
  const { courses, wanted } = await readReach(deps, res, choiceSchema.parse(req.query).year);
  const of = { ...wanted, userId };
  const [pupil] = await readPupils(deps, of, t('campaign.participant.nameless'));
  if (!pupil) throw new AppError('not-found', 'pupil');
  const nameless = t('pupils.course.nameless');
  const titles = courses.flatMap(({ id, title }) =>
    pupil.courseIds.includes(id) ? (title ?? nameless) : [],
  );
  return {
    title: pupil.name,
    year: t('pupil.year', { year: presentYear(t, wanted.schoolYear) }),
    back: wanted.current ? '/pupils' : `/pupils?year=${wanted.schoolYear}`,
    courses: titles.join(', '),
    division: pupil.division,
    lastActivity: pupil.lastActivity && formatDateTime(pupil.lastActivity, locale),
    state: pupil.state,
    stateLabel: t(`pupils.state.${pupil.state}`),
    profile: pupil.pix === null ? null : presentProfile(deps.referential(), pupil.profile, t, locale),
    participations: (await listParticipations(deps.db, of)).map((one) =>
      presentParticipation(one, contextId, t, locale),
    ),
  };
}

function presentProfile(
  referential: Referential,
  profile: SentProfile,
  t: Translate,
  locale: Locale,
): PupilPage['profile'] {
  const competences = [...referential.competences.values()];
  const { reached, required } = profile;
  return {
    pixLabel: t('pupil.pix', { count: profile.pix }),
    certifiableLabel: t('pupil.certifiable', { count: reached, required }),
    domains: referential.domains.map((domain) => ({
      domain: domain.code,
      title: titleOf(domain, locale),
      competences: competences
        .filter((competence) => competence.domain === domain.code)
        .map((competence) => {
          const sent = profile.competences.get(competence.code);
          return {
            code: competence.code,
            title: titleOf(competence, locale),
            sent: sent
              ? {
                  level: t('pupil.level', { level: sent.level }),
                  pix: t('pupil.pix', { count: sent.pix }),
                  date: formatDate(sent.sharedAt, locale),
                }
              : null,
          };
        }),
    })),
  };
}

function presentParticipation(
  one: PupilParticipation,
  here: string,
  t: Translate,
  locale: Locale,
): PupilPage['participations'][number] {
  const status = statusOf(one);
  return {
    campaign:
      one.attempt > 1 ? t('pupil.attempt', { name: one.campaign, number: one.attempt }) : one.campaign,
    course: one.course || t('pupils.course.nameless'),
    address: one.contextId === here ? `/participations/${one.id}` : null,
    status,
    statusLabel: t(statusText(status, one.closed)),
    date: formatDate(one.sharedAt ?? one.startedAt, locale),
    percent: one.mastery,
  };
}
