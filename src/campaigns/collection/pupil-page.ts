import { formatDateTime, type Locale, type Translate, translator } from '../../i18n/translate.ts';
import { titleOf } from '../../referential/title.ts';
import { readProfile } from '../../runs/person-profile.ts';
import { type RunResult, runResultSchema } from '../../runs/result.ts';
import { certifiability } from '../../scoring/certifiable.ts';
import type { Session } from '../../web/session.ts';
import { describeClosing } from '../closing/pupil.ts';
import { closingOfYear, NEWCOMER } from '../closing/rules.ts';
import { findClosing } from '../closing/store.ts';
import type { CampaignsDeps } from '../deps.ts';
import { gradeState } from '../describe-sending.ts';
import { renderLanding } from '../landing-text.ts';
import { participationKey } from '../participate.ts';
import { type Campaign, findParticipation, findSharedResult } from '../store.ts';
import { frozenProfile, sameProfile } from './profile.ts';
import type { CollectionPage } from './views.ts';

/**
 * What a pupil reads of a collection: what will be sent, then what was; `teacher` is the author's name, or null.
 * @throws AppError forbidden: for pupils
 */
export async function collectionPage(
  deps: CampaignsDeps,
  campaign: Campaign,
  session: Session,
  teacher: string | null,
  locale: Locale,
  error: string | null = null,
): Promise<CollectionPage> {
  const t = translator(locale);
  const referential = deps.referential();
  const key = participationKey(campaign, session, deps.now());
  const begun = await findParticipation(deps.db, key);
  const closing = closingOfYear(await findClosing(deps.db, key), key.schoolYear);
  const { profile } = await readProfile(deps.db, referential, session.userId, deps.config.maxLevel);
  const now = frozenProfile(profile);
  const sent = begun ? runResultSchema.parse((await findSharedResult(deps.db, begun.id))?.result) : null;
  const state = sendingState(
    { ...campaign, over: campaign.archivedAt !== null || closing.closedAt !== null },
    sent,
    now,
  );
  const open = state === 'first' || state === 'again';
  const shown = sent !== null && !open ? sent : now;
  return {
    title: campaign.title,
    landingHtml: campaign.landingText ? renderLanding(campaign.landingText) : null,
    teacher,
    identifier:
      state !== 'first' || campaign.externalIdLabel === null
        ? null
        : { label: campaign.externalIdLabel, error },
    pix: t('collection.pix', { count: shown.pix }),
    certifiable: presentCertifiable(t, shown, deps.config.certifiableCompetences),
    domains: referential.domains.map((domain) => ({
      domain: domain.code,
      title: titleOf(domain, locale),
      competences: shown.competences.flatMap(({ code, level, pix }) => {
        const competence = referential.competences.get(code);
        if (competence?.domain !== domain.code) return [];
        const title = titleOf(competence, locale);
        return {
          code,
          title,
          level: t('collection.level', { level }),
          pix: t('collection.pix', { count: pix }),
        };
      }),
    })),
    sent: begun?.sharedAt
      ? {
          when: t('collection.sent.at', { date: formatDateTime(begun.sharedAt, locale) }),
          grade: t(`collection.sent.grade.${await gradeState(deps, begun.id)}`),
          now: t(`collection.sent.${state}`),
        }
      : null,
    // A profile leaves by a click alone.
    deadline: open
      ? describeClosing({ ...closing, automaticSending: false }, NEWCOMER, deps.now(), locale)
      : null,
    send: open
      ? {
          action: `/campaigns/${campaign.code}/profiles`,
          label: t(`collection.send.${state}`),
          note: t(campaign.multipleSendings ? 'collection.note.several' : 'collection.note.one'),
        }
      : null,
    closed: state === 'closed' && !begun ? t('collection.closed') : null,
  };
}

type SendingState = 'first' | 'again' | 'same' | 'once' | 'closed';

/** What a pupil may do: as `sendProfile` does. */
export function sendingState(
  { over, multipleSendings }: Pick<Campaign, 'multipleSendings'> & { readonly over: boolean },
  sent: Pick<RunResult, 'competences'> | null,
  now: Pick<RunResult, 'competences'>,
): SendingState {
  if (sent !== null && !multipleSendings) return 'once';
  if (over) return 'closed';
  if (sent === null) return 'first';
  return sameProfile(sent, now) ? 'same' : 'again';
}

export function presentCertifiable(
  t: Translate,
  profile: Pick<RunResult, 'competences'>,
  rule: number,
): string {
  const { certifiable, reached, required } = certifiability(profile.competences, rule);
  return certifiable
    ? t('collection.certifiable.yes', { count: reached })
    : t('collection.certifiable.no', { count: required - reached, required });
}
