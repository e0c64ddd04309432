import type { Request, Response } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { estimateLength, presentLength } from '../campaigns/length.ts';
import { DEFAULT_POLICY } from '../engine/method.ts';
import { formatDate, translator } from '../i18n/translate.ts';
import { isPlayable } from '../referential/referential.ts';
import { titleOf } from '../referential/title.ts';
import type { Tube } from '../referential/types.ts';
import { certifiability } from '../scoring/certifiable.ts';
import { localeOf } from '../web/page.ts';
import { getOwn, type OwnCompetence, type Person, readPerson } from './person.ts';
import { presentCertifiable, presentCompetence, presentPix, type SpacePresenter } from './present.ts';
import type { CompetencePage, CompetencesPage, ResetPage, TubeView } from './views.ts';

type Deps = Pick<CampaignsDeps, 'db' | 'config' | 'now' | 'referential'>;

/** The 16 competences of a pupil, by domain. */
export async function competencesPage(
  deps: Deps,
  req: Request,
  res: Response,
  userId: string,
): Promise<CompetencesPage> {
  const presenter = presenterOf(deps, req, res);
  const { t, locale } = presenter;
  const person = await readPerson(deps, userId);
  const playable = person.competences.filter(({ standing }) => standing.playable > 0).length;
  const all = playable === person.competences.length;
  return {
    title: t('student.competences.title'),
    pix: presentPix(presenter, person),
    note: all
      ? null
      : playable === 0
        ? t('student.competences.playable.none')
        : t('student.competences.playable', { count: playable }),
    domains: deps.referential().domains.map((domain) => ({
      code: domain.code,
      title: titleOf(domain, locale),
      competences: person.competences
        .filter(({ competence }) => competence.domain === domain.code)
        .map((own) => presentCompetence(presenter, own)),
    })),
    certifiable: presentCertifiable(presenter, person),
  };
}

/** One competence of a pupil. @throws AppError not-found */
export async function competencePage(
  deps: Deps,
  req: Request,
  res: Response,
  userId: string,
  code: string,
): Promise<CompetencePage> {
  const presenter = presenterOf(deps, req, res);
  const { t, locale, config } = presenter;
  const person = await readPerson(deps, userId);
  const own = getOwn(person, code);
  const { competence, standing, door, resetAt } = own;
  const domain = deps.referential().domains.find((one) => one.code === competence.domain);
  const { reachable } = standing;
  return {
    ...presentCompetence(presenter, own),
    description: competence.description,
    domainTitle: t('student.competence.domain', {
      code: competence.domain,
      title: domain ? titleOf(domain, locale) : '',
    }),
    reachableNote:
      standing.playable === 0 || reachable.level === config.maxLevel
        ? null
        : t('student.competence.reachable', { level: reachable.level, pix: reachable.pix }),
    tubes: competence.tubes.filter(hasQuestions).map((tube) => presentTube(presenter, person, tube)),
    closedTubes: competence.tubes.filter((tube) => !hasQuestions(tube)).map(({ title }) => title),
    ...presentDoor(presenter, own),
    length:
      door.kind === 'open'
        ? presentLength(t, estimateLength(deps.referential(), door.skills, DEFAULT_POLICY))
        : null,
    reset: resetAt && {
      address: resetAt <= deps.now() ? `/competences/${code}/reset` : null,
      when: resetAt <= deps.now() ? null : t('student.reset.when', { date: formatDate(resetAt, locale) }),
    },
  };
}

/** What beginning again takes and leaves. @throws AppError not-found */
export async function resetPage(
  deps: Deps,
  req: Request,
  res: Response,
  userId: string,
  code: string,
): Promise<ResetPage> {
  const { t, locale, config } = presenterOf(deps, req, res);
  const person = await readPerson(deps, userId);
  const { competence, standing, door } = getOwn(person, code);
  const { pix, level } = standing;
  const others = person.competences.filter(({ competence: { code: other } }) => other !== code);
  const certifiableBy = (owned: Person['competences']) =>
    certifiability(
      owned.map((one) => one.standing),
      config.certifiableCompetences,
    ).certifiable;
  return {
    title: t('student.reset.title'),
    competence: titleOf(competence, locale),
    lost: [
      t('student.reset.lost.pix', { pix, level }),
      t('student.reset.lost.known'),
      ...(door.kind === 'under-way' ? [t('student.reset.lost.under-way')] : []),
      ...(certifiableBy(person.competences) && !certifiableBy(others)
        ? [t('student.reset.lost.certifiable')]
        : []),
    ],
    kept: [t('student.reset.kept.sent'), t('student.reset.kept.others')],
    action: `/competences/${code}/reset`,
    cancel: `/competences/${code}`,
  };
}

function presenterOf(deps: Deps, req: Request, res: Response): SpacePresenter {
  const locale = localeOf(req, res);
  return { t: translator(locale), locale, config: deps.config };
}

function hasQuestions({ skills }: Tube): boolean {
  return skills.some(isPlayable);
}

function presentTube({ t }: SpacePresenter, person: Person, tube: Tube): TubeView {
  const skills = tube.skills.filter(isPlayable).toSorted((a, b) => a.level - b.level);
  const steps = skills.map(({ id, level }) => {
    const known = person.best.get(id);
    const state = !known ? 'open' : known.status === 'validated' ? known.source : 'missing';
    return { level, state } as const;
  });
  const validated = steps.filter(({ state }) => state === 'direct' || state === 'inferred');
  const reached = Math.max(0, ...validated.map(({ level }) => level));
  const top = Math.max(...steps.map(({ level }) => level));
  if (validated.length === 0) {
    const untouched = steps.every(({ state }) => state === 'open');
    const label = untouched ? t('student.tube.none', { count: steps.length }) : t('student.tube.failed');
    return { title: tube.title, steps, label };
  }
  const key = validated.length === steps.length ? 'student.tube.full' : 'student.tube.reached';
  return { title: tube.title, steps, label: t(key, { level: reached, top }) };
}

function presentDoor(
  { t, locale }: SpacePresenter,
  { competence, door }: OwnCompetence,
): Pick<CompetencePage, 'note' | 'action'> {
  const action = `/competences/${competence.code}/practice`;
  switch (door.kind) {
    case 'open':
      return {
        note: t('student.practice.open'),
        action: {
          label: t(door.begun ? 'student.practice.again' : 'student.practice.start'),
          address: action,
          method: 'post',
        },
      };
    case 'under-way':
      return {
        note: t('student.practice.under-way'),
        action: { label: t('student.practice.go-on'), address: `/runs/${door.runId}`, method: 'get' },
      };
    case 'later':
      return {
        note: t('student.practice.later', { date: formatDate(door.opensAt, locale) }),
        action: null,
      };
    case 'complete':
    case 'closed':
      return {
        note: t(`student.practice.${door.kind}`),
        action: { label: t('student.practice.other'), address: '/competences', method: 'get' },
      };
  }
}
