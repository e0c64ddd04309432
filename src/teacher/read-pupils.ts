import type { Response } from 'express';
import type { CampaignsDeps } from '../campaigns/deps.ts';
import { schoolYearOf } from '../campaigns/school-year.ts';
import { listTaughtCourses, type TaughtCourse } from '../campaigns/taught-store.ts';
import type { CertifiableState } from '../campaigns/views.ts';
import { listedName } from '../lti/people.ts';
import { runResultSchema } from '../runs/result.ts';
import { getTeacherSession } from '../web/session.ts';
import type { ListedPupil } from './choose-pupils.ts';
import { type SentProfile, sentProfile } from './profile.ts';
import { listPupils, listSentCompetences, listYears, type Wanted } from './store.ts';

/** A pupil of the courses asked for, and what they sent there. */
export interface Pupil extends ListedPupil {
  readonly userId: string;
  readonly profile: SentProfile;
}

export interface Reach {
  readonly courses: readonly TaughtCourse[];
  /** Those that can be asked for, the newest first. */
  readonly years: readonly number[];
  readonly wanted: Wanted;
}

/**
 * What this session's teacher may ask for: the courses they teach, one school year.
 * @param year null, or one in which nothing happened: the present one
 * @throws AppError session-missing, forbidden
 */
export async function readReach(
  deps: Pick<CampaignsDeps, 'db' | 'now'>,
  res: Response,
  year: number | null,
): Promise<Reach> {
  const { userId, contextId } = getTeacherSession(res);
  const present = schoolYearOf(deps.now());
  const courses = await listTaughtCourses(deps.db, userId, contextId);
  const courseIds = courses.map(({ id }) => id);
  const years = [present, ...(await listYears(deps.db, courseIds)).filter((one) => one < present)];
  const schoolYear = year !== null && years.includes(year) ? year : present;
  return { courses, years, wanted: { courseIds, schoolYear, current: schoolYear === present } };
}

/** @param nameless what stands for a name that the platform does not give */
export async function readPupils(
  deps: Pick<CampaignsDeps, 'db' | 'config'>,
  wanted: Wanted,
  nameless: string,
): Promise<Pupil[]> {
  const [rows, sent] = await Promise.all([listPupils(deps.db, wanted), listSentCompetences(deps.db, wanted)]);
  const byPupil = Map.groupBy(sent, ({ userId }) => userId);
  return rows.map((row) => {
    const sendings = (byPupil.get(row.userId) ?? []).map(({ sharedAt, competences }) => ({
      sharedAt,
      competences: runResultSchema.shape.competences.parse(competences),
    }));
    const profile = sentProfile(sendings, deps.config.certifiableCompetences);
    return {
      userId: row.userId,
      name: listedName(row) ?? nameless,
      courseIds: row.courseIds,
      division: row.division,
      lastActivity: row.lastActivity,
      state: stateOf(profile, sendings.length),
      pix: sendings.length === 0 ? null : profile.pix,
      profile,
    };
  });
}

function stateOf({ certifiable }: SentProfile, sendings: number): CertifiableState {
  if (sendings === 0) return 'unknown';
  return certifiable ? 'yes' : 'no';
}
