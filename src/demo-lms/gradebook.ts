/** The gradebook: what tests read, and the table that people see. */

import type { Platform } from './installation.ts';
import { activityById, lineItemAddress } from './installation.ts';
import type { GradebookRow } from './options.ts';
import type { LineItem, Result } from './state.ts';
import type { Person } from './world.ts';
import { PEOPLE, personById } from './world.ts';

const ACTIVITY_PROGRESS: Readonly<Record<string, string>> = {
  Initialized: 'pas commencé',
  Started: 'commencé',
  InProgress: 'en cours',
  Submitted: 'remis',
  Completed: 'terminé',
};
const GRADING_PROGRESS: Readonly<Record<string, string>> = {
  FullyGraded: 'noté',
  Pending: 'note provisoire',
  PendingManual: 'à corriger',
  Failed: 'notation en échec',
  NotReady: 'pas de note',
};

const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });
const dayAndTime = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
});

export interface GradebookTable {
  readonly columns: readonly { id: string; label: string; note: string; link: string | undefined }[];
  readonly rows: readonly { person: Person; cells: readonly (Cell | undefined)[] }[];
}

export interface Cell {
  readonly userId: string;
  readonly lineItemId: string;
  /** The final grade with its maximum, `12,5 / 20`; or a dash. */
  readonly grade: string;
  /** What was received last when it is not the grade itself. */
  readonly received: string | undefined;
  readonly activityProgress: { code: string; label: string };
  readonly gradingProgress: { code: string; label: string };
  readonly comment: string | undefined;
  readonly time: { iso: string; label: string };
}

/** The table as this person may see it: a teacher every pupil, a pupil only their own row. */
export function gradebookFor(platform: Platform, viewer: Person): GradebookTable {
  const { lineItems, results } = platform.store.state;
  const byKey = new Map(results.map((result) => [`${result.lineItemId} ${result.personId}`, result]));
  const pupils = viewer.role === 'teacher' ? PEOPLE.filter(({ role }) => role === 'pupil') : [viewer];
  return {
    columns: lineItems.map((item) => ({
      id: item.id,
      label: item.label,
      note: `sur ${decimal.format(item.scoreMaximum)}${item.tag === undefined ? '' : ` · ${item.tag}`}`,
      link:
        item.resourceLinkId === undefined ? undefined : activityById(platform, item.resourceLinkId)?.title,
    })),
    rows: pupils.map((person) => ({
      person,
      cells: lineItems.map((item) => {
        const result = byKey.get(`${item.id} ${person.id}`);
        return result === undefined ? undefined : cellOf(item, person, result);
      }),
    })),
  };
}

/** Every result, in the order in which each was first received. */
export function gradebookRows(platform: Platform): GradebookRow[] {
  const { lineItems, results } = platform.store.state;
  return results.flatMap((result) => {
    const item = lineItems.find(({ id }) => id === result.lineItemId);
    const person = personById(result.personId);
    if (item === undefined || person === undefined) return [];
    return [
      {
        lineItem: lineItemAddress(platform, item),
        label: item.label,
        lineItemMaximum: item.scoreMaximum,
        resourceId: item.resourceId,
        resourceLinkId: item.resourceLinkId,
        tag: item.tag,
        person: person.id,
        name: person.name,
        userId: person.sub,
        scoreGiven: result.scoreGiven,
        scoreMaximum: result.scoreMaximum,
        resultScore: result.resultScore,
        activityProgress: result.activityProgress,
        gradingProgress: result.gradingProgress,
        comment: result.comment,
        timestamp: result.timestamp,
        posts: result.posts,
      },
    ];
  });
}

function cellOf(item: LineItem, person: Person, result: Result): Cell {
  const { resultScore, scoreGiven, scoreMaximum } = result;
  const grade =
    resultScore === undefined ? '—' : `${decimal.format(resultScore)} / ${decimal.format(item.scoreMaximum)}`;
  const given =
    scoreGiven === undefined || scoreMaximum === undefined
      ? undefined
      : `${decimal.format(scoreGiven)} / ${decimal.format(scoreMaximum)}`;
  return {
    userId: person.sub,
    lineItemId: item.id,
    grade,
    received: given === grade ? undefined : given,
    activityProgress: named(ACTIVITY_PROGRESS, result.activityProgress),
    gradingProgress: named(GRADING_PROGRESS, result.gradingProgress),
    comment: result.comment,
    time: { iso: result.timestamp, label: dayAndTime.format(new Date(result.timestamp)) },
  };
}

function named(names: Readonly<Record<string, string>>, code: string): { code: string; label: string } {
  return { code, label: names[code] ?? code };
}
