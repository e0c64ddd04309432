import type { Request, Response } from 'express';
import { formatDateTime, type Translate, translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { playableOf } from '../../runs/person-profile.ts';
import { certifiability } from '../../scoring/certifiable.ts';
import { type PersonProfile, personProfile } from '../../scoring/person.ts';
import { localeOf } from '../../web/page.ts';
import { getTeacherSession } from '../../web/session.ts';
import { certifiableState } from '../choose-participants.ts';
import type { CampaignsDeps } from '../deps.ts';
import { documentLinks } from '../documents/files.ts';
import { readResults, type Subject } from '../documents/store.ts';
import { campaignHead } from '../head.ts';
import { listParticipants } from '../participants.ts';
import { schoolYearOf } from '../school-year.ts';
import type { Campaign } from '../store.ts';
import { type ListedProfile, profilesChoiceSchema } from './choose-profiles.ts';
import { presentProfileList } from './present-list.ts';
import { nearestMissing } from './profile.ts';
import type { ProfilesPage } from './views.ts';

/** What a course's pupils sent to a collection this school year: the last sending of each. @throws AppError forbidden */
export async function profilesPage(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  campaign: Campaign,
): Promise<ProfilesPage> {
  const { id: sessionId, contextId } = getTeacherSession(res);
  const locale = localeOf(req, res);
  const t = translator(locale);
  const subject = { campaignId: campaign.id, contextId, schoolYear: schoolYearOf(deps.now()) };
  const required = deps.config.certifiableCompetences;
  const everybody = await readProfiles(deps, subject, t('campaign.participant.nameless'));
  const competences = [...deps.referential().competences.values()];
  const today = personProfile(
    new Set(),
    competences.map((competence) => ({ code: competence.code, skills: playableOf(competence) })),
    deps.config.maxLevel,
  );
  const titled = competences.map((competence) => ({
    code: competence.code,
    title: titleOf(competence, locale),
    domain: competence.domain,
  }));
  const { list, shown } = presentProfileList(
    everybody,
    profilesChoiceSchema.parse(req.query),
    { code: campaign.code, competences: titled },
    t,
  );
  const sent = everybody.filter(({ profile }) => profile !== null).length;
  const certifiable = everybody.filter(({ state }) => state === 'yes').length;
  return {
    title: t('profiles.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'profiles'),
    sentLabel: t('profiles.sent', { count: sent, people: everybody.length }),
    certifiableLabel: t('profiles.certifiable', { count: certifiable }),
    rule: t('profiles.rule', { required }),
    competences: titled,
    list: everybody.length === 0 ? null : list,
    rows: shown.map(({ name, division, participationId, sharedAt, profile }) => ({
      name,
      address: participationId && `/participations/${participationId}`,
      division,
      sharedAt: sharedAt && formatDateTime(sharedAt, locale),
      profile: profile && presentProfile(t, profile, today, required),
    })),
    documents: documentLinks(deps, sessionId, campaign, locale),
  };
}

/** In the order of their names. */
async function readProfiles(
  deps: Pick<CampaignsDeps, 'db' | 'config'>,
  subject: Subject,
  nameless: string,
): Promise<(ListedProfile & { readonly participationId: string | null })[]> {
  const pupils = await listParticipants(deps.db, subject);
  const sent = pupils.flatMap(({ sharedAt, participationId }) => (sharedAt && participationId) ?? []);
  const profiles = await readResults(deps.db, sent);
  return pupils.map(({ name, division, participationId, sharedAt }) => {
    const profile = profiles.get(participationId ?? '') ?? null;
    const reached = profile?.competences.filter(({ level }) => level > 0).length;
    return {
      name: name ?? nameless,
      division,
      participationId,
      sharedAt,
      profile,
      state: certifiableState(reached, deps.config.certifiableCompetences),
    };
  });
}

function presentProfile(
  t: Translate,
  profile: NonNullable<ListedProfile['profile']>,
  today: PersonProfile,
  rule: number,
): NonNullable<ProfilesPage['rows'][number]['profile']> {
  const { certifiable, reached, required } = certifiability(profile.competences, rule);
  const sent = new Map(profile.competences.map((one) => [one.code, one]));
  const nearest = nearestMissing(profile, today, required - reached).map(({ competence, missing }) =>
    t('profiles.nearest', { code: competence, count: missing }),
  );
  const lacking = t('profiles.missing', { count: required - reached });
  return {
    pix: profile.pix,
    certifiable,
    stateLabel: t(certifiable ? 'profiles.state.yes' : 'profiles.state.no'),
    missing: certifiable
      ? null
      : nearest.length === 0
        ? lacking
        : t('profiles.missing.nearest', { lacking, list: nearest.join(', ') }),
    cells: today.competences.map(({ competence }) => {
      const { level = 0, pix = 0 } = sent.get(competence) ?? {};
      return { level, pix: t('collection.pix', { count: pix }) };
    }),
  };
}
