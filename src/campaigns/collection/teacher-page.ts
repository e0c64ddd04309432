import type { Request, Response } from 'express';
import { z } from 'zod';
import { formatDateTime, type Translate, translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { playableOf } from '../../runs/person-profile.ts';
import { certifiability } from '../../scoring/certifiable.ts';
import { type PersonProfile, personProfile } from '../../scoring/person.ts';
import { localeOf } from '../../web/page.ts';
import { presentPaging } from '../../web/paging.ts';
import { getTeacherSession } from '../../web/session.ts';
import type { CampaignsDeps } from '../deps.ts';
import { documentLinks } from '../documents/files.ts';
import { type CollectionLine, collectionLines } from '../documents/lines.ts';
import { campaignHead } from '../head.ts';
import { schoolYearOf } from '../school-year.ts';
import type { Campaign } from '../store.ts';
import { nearestMissing } from './profile.ts';
import type { ProfilesPage } from './views.ts';

const PAGE_SIZE = 100;
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

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
  const lines: CollectionLine[] = [];
  for await (const batch of collectionLines(deps.db, t, subject)) {
    lines.push(...batch.filter(({ standing, attempt }) => standing || attempt === null));
  }
  const competences = [...deps.referential().competences.values()];
  const required = deps.config.certifiableCompetences;
  const today = personProfile(
    new Set(),
    competences.map((competence) => ({ code: competence.code, skills: playableOf(competence) })),
    deps.config.maxLevel,
  );
  const sent = lines.flatMap(({ profile }) => profile ?? []);
  const certifiable = sent.filter(({ competences }) => certifiability(competences, required).certifiable);
  const pages = Math.max(1, Math.ceil(lines.length / PAGE_SIZE));
  const page = Math.min(pageSchema.parse(req.query.page), pages);
  const at = (number: number) => `/campaigns/${campaign.code}/profiles?page=${number}`;
  const rows = lines.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((line) => ({
    name: [line.familyName, line.givenName].filter(Boolean).join(' '),
    address: line.participationId && `/participations/${line.participationId}`,
    sharedAt: line.sharedAt && formatDateTime(line.sharedAt, locale),
    profile: line.profile && presentProfile(t, line.profile, today, required),
  }));
  return {
    title: t('profiles.title', { name: campaign.name }),
    head: campaignHead(deps, t, campaign, 'profiles'),
    sentLabel: t('profiles.sent', { count: sent.length, people: lines.length }),
    certifiableLabel: t('profiles.certifiable', { count: certifiable.length }),
    rule: t('profiles.rule', { required }),
    competences: competences.map((competence) => ({
      code: competence.code,
      title: titleOf(competence, locale),
      domain: competence.domain,
    })),
    rows,
    paging: presentPaging({ page, pages }, t('pupils.page', { page, pages }), at),
    documents: documentLinks(deps, sessionId, campaign, locale),
  };
}

function presentProfile(
  t: Translate,
  profile: NonNullable<CollectionLine['profile']>,
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
