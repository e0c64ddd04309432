import type { Config } from '../config.ts';
import type { Locale, Translate } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { certifiability } from '../scoring/certifiable.ts';
import { type CompetenceStanding, canRise, nearestFirstLevels } from '../scoring/person.ts';
import type { OwnCompetence, Person } from './person.ts';
import type { CertifiableView, CompetenceRow, PixView } from './views.ts';

/** PIX counts to 16 competences of 64 pix, whatever can be reached today. */
const ALL_PIX = 1024;
const PIX_PER_LEVEL = 8;
const ALL_COMPETENCES = 16;

/** What turns a person's standing into pages for them. */
export interface SpacePresenter {
  readonly t: Translate;
  readonly locale: Locale;
  readonly config: Pick<Config, 'maxLevel' | 'certifiableCompetences'>;
}

export function presentPix(presenter: SpacePresenter, person: Person): PixView {
  return { total: person.total, all: ALL_PIX, note: presentReachable(presenter, person) };
}

/** How far today's questions lead, when that is not what the badge already counts to; or how to begin. */
function presentReachable({ t, config }: SpacePresenter, { best, reachable }: Person): string | null {
  if (best.size === 0) return t('student.pix.none');
  if (reachable >= ALL_PIX) return null;
  // The highest level is a setting: no question to come goes beyond it.
  const top = ALL_COMPETENCES * PIX_PER_LEVEL * config.maxLevel;
  return t(reachable >= top ? 'student.pix.top' : 'student.pix.reachable', { reachable });
}

export function presentCompetence(presenter: SpacePresenter, own: OwnCompetence): CompetenceRow {
  const { competence, standing, door } = own;
  return {
    code: competence.code,
    title: titleOf(competence, presenter.locale),
    domain: competence.domain,
    address: `/competences/${competence.code}`,
    level: standing.level,
    max: presenter.config.maxLevel,
    detail: presentNext(presenter, standing),
    pix: standing.pix,
    progress: canRise(standing)
      ? Math.floor((100 * standing.ahead) / PIX_PER_LEVEL)
      : standing.level > 0
        ? 100
        : 0,
    reachable: standing.reachable.level,
    playable: standing.playable > 0,
    underWay: door.kind === 'under-way',
  };
}

/** The next level and what it takes, or why there is none. */
function presentNext({ t, config }: SpacePresenter, standing: CompetenceStanding): string {
  const { level, missing, playable } = standing;
  if (playable === 0) return t('student.next.closed');
  if (canRise(standing)) return t('student.next', { count: missing, level: level + 1 });
  if (level === config.maxLevel) return t('student.next.top');
  if (level === 0) return t('student.next.unreachable', { level: 1 });
  return t('student.next.top-today', { level });
}

export function presentCertifiable(presenter: SpacePresenter, person: Person): CertifiableView {
  const { t, locale, config } = presenter;
  const standings = person.competences.map(({ standing }) => standing);
  const { certifiable, reached, required } = certifiability(standings, config.certifiableCompetences);
  const within = standings.filter(({ reachable }) => reachable.level >= 1).length;
  const nearest = nearestFirstLevels(standings, required - reached);
  return {
    certifiable,
    reached,
    required,
    headline: certifiable ? t('student.certifiable.yes') : t('student.certifiable.no', { reached, required }),
    help: certifiable
      ? t('student.certifiable.yes.help', { reached, required })
      : t('student.certifiable.no.help', { count: required - reached, required }),
    nearest: nearest.flatMap((standing) => {
      const own = person.competences.find((one) => one.standing === standing);
      if (!own) return [];
      const { code, domain } = own.competence;
      const missing = t('student.certifiable.nearest.pix', { count: standing.missing });
      return {
        code,
        title: titleOf(own.competence, locale),
        domain,
        address: `/competences/${code}`,
        missing,
      };
    }),
    notToday:
      certifiable || within >= required ? null : t('student.certifiable.not-today', { count: within }),
  };
}
