import type { Request, Response } from 'express';
import { z } from 'zod';
import { divisionsOf } from '../campaigns/choose-participants.ts';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { wallClock } from '../campaigns/documents/table.ts';
import type { Option } from '../campaigns/views.ts';
import { AppError } from '../errors.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import { titleOf } from '../referential/title.ts';
import { cleanText } from '../web/clean-text.ts';
import { localeOf } from '../web/page.ts';
import { presentPaging } from '../web/paging.ts';
import { getTeacherSession } from '../web/session.ts';
import { signAddress } from '../web/signed-address.ts';
import { choosePupils } from './choose-pupils.ts';
import { type DomainLevel, GRADES, type Grade, gradeOf, levelsOf, TOP_LEVEL } from './lsu.ts';
import { type LsuChoice, listLsuLevels, saveLsuLevels } from './lsu-store.ts';
import { presentYear } from './pupils-page.ts';
import { type Pupil, type Reach, readPupils, readReach } from './read-pupils.ts';
import type { LsuPage } from './views.ts';

/** A class with its five levels a pupil is long enough: each page is one form. */
const PAGE_SIZE = 40;

export const lsuChoiceSchema = z.object({
  grade: z.enum(GRADES).nullable().catch(null),
  course: z
    .string()
    .regex(/^\d{1,18}$/)
    .or(z.literal(''))
    .catch(''),
  division: z.string().max(30).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  saved: z.literal('yes').nullable().catch(null),
});

export type LsuChoiceOfPage = z.output<typeof lsuChoiceSchema>;

export interface LsuClass {
  readonly grade: Grade;
  readonly schoolYear: number;
  readonly reach: Reach;
  readonly divisions: readonly string[];
  readonly domains: readonly { readonly code: string; readonly title: string }[];
  /** In the order of their names. */
  readonly pupils: readonly { readonly pupil: Pupil; readonly levels: readonly DomainLevel[] }[];
}

/** The pupils of a course or a division this school year, each with a level a domain. @throws AppError forbidden */
export async function readLsuClass(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  choice: Pick<LsuChoiceOfPage, 'grade' | 'course' | 'division'>,
): Promise<LsuClass> {
  const locale = localeOf(req, res);
  const t = translator(locale);
  const reach = await readReach(deps, res, null);
  const everybody = await readPupils(deps, reach.wanted, t('campaign.participant.nameless'));
  const { course, division } = choice;
  const chosen = choosePupils(everybody, {
    q: '',
    state: '',
    sort: 'name',
    year: null,
    page: 1,
    course,
    division,
  });
  const grade = choice.grade ?? gradeOf(chosen.map((pupil) => pupil.division));
  const { schoolYear } = reach.wanted;
  const written = await listLsuLevels(
    deps.db,
    chosen.map(({ userId }) => userId),
    schoolYear,
  );
  const referential = deps.referential();
  const competences = [...referential.competences.values()];
  const domains = referential.domains.map((domain) => ({
    code: domain.code,
    title: titleOf(domain, locale),
    competences: competences.flatMap(({ domain: of, code }) => (of === domain.code ? code : [])),
  }));
  return {
    grade,
    schoolYear,
    reach,
    divisions: divisionsOf(everybody),
    domains,
    pupils: chosen.map((pupil) => ({
      pupil,
      levels: levelsOf(pupil.profile, domains, written.get(pupil.userId) ?? new Map(), grade),
    })),
  };
}

/** « LSU »: a proposed level in each domain with its evidence, the teacher's word in its place. */
export async function lsuPage(deps: CampaignsDeps, req: Request, res: Response): Promise<LsuPage> {
  const t = translator(localeOf(req, res));
  const { id: sessionId } = getTeacherSession(res);
  const choice = lsuChoiceSchema.parse(req.query);
  const { grade, schoolYear, reach, divisions, domains, pupils } = await readLsuClass(deps, req, res, choice);
  const pages = Math.max(1, Math.ceil(pupils.length / PAGE_SIZE));
  const page = Math.min(choice.page, pages);
  const shown = pupils.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const kept = { grade, course: choice.course, division: choice.division };
  const at = (number: number) => `/pupils/lsu?${new URLSearchParams({ ...kept, page: String(number) })}`;
  const path = documentPath(kept);
  const fileNames = lsuFileNames(t, kept, deps.now());
  return {
    title: t('lsu.title'),
    year: presentYear(t, schoolYear),
    saved: choice.saved !== null,
    filters: presentFilters(t, { ...choice, grade }, reach, divisions),
    top: t('lsu.top', { top: TOP_LEVEL[grade], grade }),
    domains: domains.map(({ code, title }) => ({ code, title: t('lsu.domain', { code, title }) })),
    kept: { ...kept, page: String(page) },
    countLabel: t('pupils.count', { count: pupils.length }),
    pupils: shown.map(({ pupil, levels }) => ({
      name: pupil.name,
      division: pupil.division,
      levels: levels.map((level) => presentLevel(t, pupil, level, TOP_LEVEL[grade])),
    })),
    documents: (['levels.csv', 'levels.pdf'] as const).map((format) => ({
      format,
      label: t(`lsu.document.${format}`),
      fileName: fileNames[format],
      address: signAddress(deps.config.secret, sessionId, `${path}/${format}`, deps.now()),
    })),
    paging: presentPaging({ page, pages }, t('pupils.page', { page, pages }), at),
  };
}

const ALL = '-';

/** Whole, as it is signed. */
function documentPath({ grade, course, division }: Record<'grade' | 'course' | 'division', string>): string {
  return `/pupils/lsu/${grade}/${course || ALL}/${encodeURIComponent(division || ALL)}`;
}

/** What a path of `documentPath` chose. @throws AppError not-found */
export function choiceOfPath(
  params: Readonly<Record<string, unknown>>,
): Pick<LsuChoiceOfPage, 'grade' | 'course' | 'division'> {
  const of = (name: string) => (params[name] === ALL ? '' : params[name]);
  const { grade, course, division } = lsuChoiceSchema.parse({
    ...params,
    course: of('course'),
    division: of('division'),
  });
  if (grade === null) throw new AppError('not-found', 'class');
  return { grade, course, division };
}

/** « Niveaux LSU - 6e B - 2026-11-25.csv » */
export function lsuFileNames(
  t: Translate,
  { grade, division }: { readonly grade: string | null; readonly division: string },
  now: Date,
): Readonly<Record<'levels.csv' | 'levels.pdf', string>> {
  const [day] = wallClock(now);
  const of = cleanText(division || (grade ?? ''))
    .replace(/[\s\\/:*?"<>|]+/g, ' ')
    .trim();
  const name = `${t('lsu.document.file')} - ${of} - ${day}`;
  return { 'levels.csv': `${name}.csv`, 'levels.pdf': `${name}.pdf` };
}

/** Of an open form: `level-<pupil>-<domain>` says `auto`, `none` or a level. */
const FIELD = /^level-([1-9]\d{0,17})-(\d{1,2})$/;

/**
 * Keeps what a teacher chose. Pupils that they do not teach, and levels that the class does not have, are refused whole.
 * @returns the address of the page that shows it. @throws AppError form-invalid, forbidden
 */
export async function keepLsuLevels(
  deps: CampaignsDeps,
  req: Request,
  res: Response,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const choice = lsuChoiceSchema.parse(body);
  if (choice.grade === null) throw new AppError('form-invalid', 'grade');
  const { grade, course, division, page } = choice;
  const { pupils, domains, schoolYear } = await readLsuClass(deps, req, res, {
    grade,
    course: '',
    division: '',
  });
  const taught = new Set(pupils.map(({ pupil }) => pupil.userId));
  const known = new Set(domains.map(({ code }) => code));
  const choices = Object.entries(body).flatMap(([name, value]): LsuChoice[] => {
    const [, userId, domain] = FIELD.exec(name) ?? [];
    if (userId === undefined || domain === undefined) return [];
    if (!taught.has(userId)) throw new AppError('forbidden', 'a pupil of another teacher');
    if (!known.has(domain)) throw new AppError('form-invalid', name);
    return [{ userId, domain, level: readLevel(value, TOP_LEVEL[grade], name) }];
  });
  await saveLsuLevels(deps.db, choices, { schoolYear, now: deps.now() });
  const kept = { grade, course, division, page: String(page), saved: 'yes' };
  return `/pupils/lsu?${new URLSearchParams(kept)}`;
}

function readLevel(value: unknown, top: number, name: string): number | null | undefined {
  if (value === 'auto') return undefined;
  if (value === 'none') return null;
  const level = typeof value === 'string' && /^\d$/.test(value) ? Number(value) : Number.NaN;
  if (!(level <= top)) throw new AppError('form-invalid', name);
  return level;
}

/** « Niveau 2 », « Non évalué » */
export function levelLabel(t: Translate, level: number | null): string {
  return level === null ? t('lsu.level.none') : t('lsu.level', { level });
}

function presentLevel(
  t: Translate,
  { userId, name }: Pupil,
  { domain, proposed, evidence, chosen }: DomainLevel,
  top: number,
): LsuPage['pupils'][number]['levels'][number] {
  const value = chosen === undefined ? 'auto' : chosen === null ? 'none' : String(chosen);
  const option = (one: string, label: string): Option => ({ value: one, label, chosen: one === value });
  return {
    field: `level-${userId}-${domain}`,
    label: t('lsu.select', { name, domain }),
    changed: chosen !== undefined,
    options: [
      option('auto', proposed === null ? t('lsu.proposed.none') : t('lsu.proposed', { level: proposed })),
      ...Array.from({ length: top + 1 }, (_, level) => option(String(level), levelLabel(t, level))),
      option('none', levelLabel(t, null)),
    ],
    evidence:
      evidence.length === 0
        ? t('lsu.evidence.none')
        : evidence.map(({ code, level }) => t('lsu.evidence', { code, level })).join(t('lsu.evidence.and')),
  };
}

function presentFilters(
  t: Translate,
  choice: LsuChoiceOfPage,
  { courses }: Reach,
  divisions: readonly string[],
): LsuPage['filters'] {
  const option = (value: string, label: string, chosen: string | null): Option => ({
    value,
    label,
    chosen: value === chosen,
  });
  return [
    {
      name: 'grade',
      label: t('lsu.filter.grade'),
      options: GRADES.map((grade) => option(grade, t(`lsu.grade.${grade}`), choice.grade)),
    },
    {
      name: 'course',
      label: t('pupils.filter.course'),
      options: [
        option('', t('pupils.filter.course.all'), choice.course),
        ...courses.map(({ id, title }) => option(id, title ?? t('pupils.course.nameless'), choice.course)),
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
  ];
}
