import type { Request, Response } from 'express';
import { divisionsOf, STATES } from '../campaigns/choose-participants.ts';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { refreshRoster } from '../campaigns/roster.ts';
import type { Option } from '../campaigns/views.ts';
import { formatDate, type Translate, translator } from '../i18n/translate.ts';
import type { ContextRoster } from '../lti/roster.ts';
import { localeOf } from '../web/page.ts';
import { presentPaging } from '../web/paging.ts';
import { type Choice, choiceSchema, choosePupils, SORTS } from './choose-pupils.ts';
import { type Reach, readPupils, readReach } from './read-pupils.ts';
import type { PupilsPage } from './views.ts';

const PAGE_SIZE = 100;

/** « Élèves »: those of the courses that this teacher teaches, as the address chooses them. */
export async function pupilsPage(deps: CampaignsDeps, req: Request, res: Response): Promise<PupilsPage> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const choice = choiceSchema.parse(req.query);
  const reach = await readReach(deps, res, choice.year);
  const { wanted } = reach;
  const rosters = await Promise.all(
    wanted.current ? wanted.courseIds.map((id) => refreshRoster(deps, id, { force: false })) : [],
  );
  const everybody = await readPupils(deps, wanted, t('campaign.participant.nameless'));
  const chosen = choosePupils(everybody, choice);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  const page = Math.min(choice.page, pages);
  const courses = new Map(reach.courses.map(({ id, title }) => [id, title ?? t('pupils.course.nameless')]));
  const query = wanted.current ? '' : `?year=${wanted.schoolYear}`;
  return {
    title: t('pupils.title'),
    query: choice.q,
    filters: presentFilters(t, choice, reach, courses, divisionsOf(everybody)),
    filtered: choice.q !== '' || choice.course !== '' || choice.division !== '' || choice.state !== '',
    countLabel: t('pupils.count', { count: chosen.length }),
    roster: presentRoster(t, rosters, wanted.current),
    total: everybody.length,
    pupils: chosen.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((pupil) => ({
      name: pupil.name,
      address: `/pupils/${pupil.userId}${query}`,
      courses: [...courses].flatMap(([id, title]) => (pupil.courseIds.includes(id) ? title : [])).join(', '),
      division: pupil.division,
      state: pupil.state,
      stateLabel: t(`pupils.state.${pupil.state}`),
      pix: pupil.pix,
      lastActivity: pupil.lastActivity && formatDate(pupil.lastActivity, locale),
    })),
    paging: presentPaging({ page, pages }, t('pupils.page', { page, pages }), (other) =>
      addressOf(choice, other),
    ),
  };
}

/** « 2026-2027 » */
export function presentYear(t: Translate, year: number): string {
  return t('pupils.year', { from: String(year), to: String(year + 1) });
}

function presentFilters(
  t: Translate,
  choice: Choice,
  { years, wanted }: Reach,
  courses: ReadonlyMap<string, string>,
  divisions: readonly string[],
): PupilsPage['filters'] {
  const option = (value: string, label: string, chosen: string): Option => ({
    value,
    label,
    chosen: value === chosen,
  });
  const year = String(wanted.schoolYear);
  return [
    {
      name: 'year',
      label: t('pupils.filter.year'),
      options: years.map((one) => option(String(one), presentYear(t, one), year)),
    },
    {
      name: 'course',
      label: t('pupils.filter.course'),
      options: [
        option('', t('pupils.filter.course.all'), choice.course),
        ...[...courses].map(([id, title]) => option(id, title, choice.course)),
      ],
    },
    {
      name: 'division',
      label: t('pupils.filter.division'),
      options: [
        option('', t('pupils.filter.division.all'), choice.division),
        ...divisions.map((division) => option(division, division, choice.division)),
      ],
    },
    {
      name: 'state',
      label: t('pupils.filter.state'),
      options: [
        option('', t('pupils.filter.state.all'), choice.state),
        ...STATES.map((state) => option(state, t(`pupils.state.${state}`), choice.state)),
      ],
    },
    {
      name: 'sort',
      label: t('pupils.filter.sort'),
      options: SORTS.map((sort) => option(sort, t(`pupils.sort.${sort}`), choice.sort)),
    },
  ];
}

function presentRoster(
  t: Translate,
  rosters: readonly ContextRoster[],
  current: boolean,
): PupilsPage['roster'] {
  if (!current) return { label: t('pupils.roster.past'), failed: false };
  const failed = rosters.filter(({ error }) => error !== null).length;
  if (failed > 0) return { label: t('pupils.roster.failed', { count: failed }), failed: true };
  const silent = rosters.some(({ membershipsUrl }) => membershipsUrl === null);
  return { label: t(silent ? 'pupils.roster.silent' : 'pupils.roster.note'), failed: false };
}

function addressOf(choice: Choice, page: number): string {
  const kept = Object.entries({ ...choice, page }).flatMap(([name, value]): [string, string][] =>
    value === '' || value === null ? [] : [[name, String(value)]],
  );
  return `/pupils?${new URLSearchParams(kept)}`;
}
