import type { Course, Grade, Item } from './course.ts';

/** What the score service answers beside its success: the status, and the reason phrase that alone says why. */
export interface ScoreAnswer {
  readonly status: 200 | 400 | 409 | 500;
  readonly reason: string;
}

/** Writes a score as the recorded Moodle did, or refuses it; on an id that is no number it broke its own status line. @param now Moodle's clock, in milliseconds */
export function takeScore(course: Course, item: Item, body: string, now: number): ScoreAnswer | 'broken' {
  const score = readScore(body);
  if (score && !/^\d+$/.test(score.userId)) return 'broken';
  const person = course.people.find(({ id }) => id === score?.userId);
  if (!score || !person?.enrolled || person.role !== 'Learner') {
    return { status: 400, reason: `Incorrect score received${body}` };
  }
  const grade = gradeOf(item, person.id);
  if (grade.timemodified !== null && score.seconds <= grade.timemodified) {
    const reason = `Refusing score with an earlier timestamp for item ${item.id} and user ${person.id}`;
    return { status: 409, reason };
  }
  if (grade.locked) return { status: 500, reason: 'Internal Server Error' };
  write(item, grade, score, Math.floor(now / 1000));
  return { status: 200, reason: 'OK' };
}

/** A teacher types a grade in the gradebook. */
export function typeGrade(item: Item, userId: string, value: number, feedback: string, now: number): void {
  const seconds = Math.floor(now / 1000);
  Object.assign(gradeOf(item, userId), {
    final: value,
    feedback,
    overridden: seconds,
    timemodified: seconds,
  });
}

/** The grade's row, made where there is none. */
export function gradeOf(item: Item, userId: string): Grade {
  const known = item.grades.get(userId);
  if (known) return known;
  const made = { raw: null, final: null, feedback: null, overridden: 0, timemodified: null, locked: false };
  item.grades.set(userId, made);
  return made;
}

interface ReadScore {
  readonly userId: string;
  readonly seconds: number;
  /** Null: whatever was given, the grade is to be cleared. */
  readonly given: number | null;
  readonly maximum: number;
  readonly comment: string | null;
}

function readScore(body: string): ReadScore | null {
  const given = parse(body);
  const { userId, timestamp, activityProgress, gradingProgress, scoreGiven, scoreMaximum, comment } = given;
  if ([userId, timestamp, activityProgress, gradingProgress].some((value) => value == null)) return null;
  const seconds = Math.floor(Date.parse(String(timestamp)) / 1000);
  if (Number.isNaN(seconds)) return null;
  if (scoreGiven != null && (scoreMaximum == null || Number.isNaN(Number(scoreGiven)))) return null;
  return {
    userId: String(userId),
    seconds,
    given: gradingProgress === 'FullyGraded' && scoreGiven != null ? Number(scoreGiven) : null,
    maximum: Number(scoreMaximum),
    comment: typeof comment === 'string' ? comment : null,
  };
}

/** The grade of an activity keeps Moodle's own time and the raw score; that of a tool's item the score's time. */
function write(item: Item, grade: Grade, score: ReadScore, now: number): void {
  const ofActivity = item.activityId !== null;
  const raw = score.given === null ? null : rescale(score.given, score.maximum, item.scoreMaximum);
  if (ofActivity) grade.raw = raw;
  if (grade.overridden > 0) return;
  grade.final = raw === null ? null : Math.min(Math.max(raw, 0), item.scoreMaximum);
  grade.feedback = score.comment;
  if (ofActivity) grade.timemodified = raw === null && score.comment === null ? null : now;
  else grade.timemodified = raw === null ? now : score.seconds;
}

function rescale(given: number, maximum: number, itemMaximum: number): number {
  const value = maximum === 0 ? given : (given * itemMaximum) / maximum;
  return Math.round(value * 100_000) / 100_000;
}

function parse(body: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
