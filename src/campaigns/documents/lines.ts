import type { Db } from '../../db/database.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { RunResult } from '../../runs/result.ts';
import { progressOf, statusOf } from '../participants.ts';
import type { ParticipantStatus } from '../views.ts';
import { listParticipations, type ParticipationRow, readResults, type Subject } from './store.ts';

/** One participation in a file, or a pupil who has not begun. */
export interface Line {
  /** Null when not begun. */
  readonly participationId: string | null;
  readonly familyName: string;
  readonly givenName: string;
  /** Of this school year; null when nobody told it. */
  readonly division: string | null;
  /** What the pupil wrote before beginning; null when nothing was asked. */
  readonly externalId: string | null;
  readonly status: ParticipantStatus;
  /** 1, 2…; null when not begun. */
  readonly attempt: number | null;
  /** The one that the pages show. */
  readonly standing: boolean;
  /** Percent; null when not begun. */
  readonly progress: number | null;
  readonly startedAt: Date | null;
  readonly sharedAt: Date | null;
}

/** Null until the pupil sends. */
export type AssessmentLine = Line & { readonly result: RunResult | null };
export type CollectionLine = Line & { readonly profile: Pick<RunResult, 'pix' | 'competences'> | null };

/** Frozen results are read this many at a time: they are what takes room. */
const BATCH = 200;

/** Lines of a campaign in a course, in the order of the pupils' names, then of their attempts. */
export function assessmentLines(db: Db, t: Translate, subject: Subject): AsyncGenerator<AssessmentLine[]> {
  return linesOf(db, t, subject, (line, result) => ({ ...line, result }));
}

/** The same of a collection: what was frozen is the profile. */
export function collectionLines(db: Db, t: Translate, subject: Subject): AsyncGenerator<CollectionLine[]> {
  return linesOf(db, t, subject, (line, profile) => ({ ...line, profile }));
}

async function* linesOf<L>(
  db: Db,
  t: Translate,
  subject: Subject,
  make: (line: Line, result: RunResult | null) => L,
): AsyncGenerator<L[]> {
  const rows = await listParticipations(db, subject);
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const sent = batch.flatMap(({ participationId, sharedAt }) => (sharedAt && participationId) ?? []);
    const results = await readResults(db, sent);
    yield batch.map((row) => make(lineOf(t, row), results.get(row.participationId ?? '') ?? null));
  }
}

/** Names as the platform gives them: in two parts, or whole among the family names. */
function lineOf(t: Translate, row: ParticipationRow): Line {
  const { participationId, division, externalId, attempt, standing, startedAt, sharedAt } = row;
  const status = row.participationId === null ? 'not-begun' : statusOf(row);
  const parted = Boolean(row.familyName || row.givenName);
  return {
    participationId,
    familyName: (parted ? row.familyName : row.name) ?? (parted ? '' : t('campaign.participant.nameless')),
    givenName: row.givenName ?? '',
    division,
    externalId,
    status,
    attempt,
    standing,
    progress: progressOf(status, row),
    startedAt,
    sharedAt,
  };
}
