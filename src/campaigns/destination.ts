import type { Launch } from '../lti/launch.ts';
import type { Session } from '../web/session.ts';
import { readCode } from './code.ts';
import { schoolYearOf } from './school-year.ts';
import { type Campaign, campaignOfJson, type Participation } from './store.ts';

/** What a launch must know to lead somewhere. */
export interface Destination {
  readonly campaign: Campaign;
  readonly ownerName: string | null;
  /** Whether the link is already noted as this campaign's. */
  readonly linked: boolean;
  /** The latest attempt of this person, in this course and year. */
  readonly participation: Participation | undefined;
}

/** As `launch_destination` answers (`migrations/0014_launch_destination.sql`). */
interface Found {
  readonly campaign: Readonly<Record<string, unknown>>;
  readonly ownerName: string | null;
  readonly linked: boolean;
  readonly participation: {
    readonly id: string;
    readonly runId: string;
    readonly attempt: number;
    readonly schoolYear: number;
    readonly sharedAt: string | null;
    readonly finishedAt: string | null;
  } | null;
}

/** The code of the campaign that a launch names, or null. */
export function codeOf({ custom }: Pick<Launch, 'custom'>): string | null {
  return custom.campaign === undefined ? null : readCode(custom.campaign);
}

/** What to ask `launch_destination` while the session is opened; null when the launch names no campaign. */
export function destinationQuestion(launch: Pick<Launch, 'custom'>, now: Date): object | null {
  const code = codeOf(launch);
  return code === null ? null : { code, schoolYear: schoolYearOf(now) };
}

/** The answer of `launch_destination`; undefined when the platform has no such campaign. */
export function readDestination(answer: unknown, session: Session): Destination | undefined {
  const found = answer as Found | null;
  if (found === null || session.contextId === null) return undefined;
  const { contextId, userId } = session;
  const { ownerName, linked, participation: begun } = found;
  const campaign = campaignOfJson(found.campaign);
  const participation = begun
    ? {
        id: begun.id,
        campaignId: campaign.id,
        contextId,
        userId,
        schoolYear: begun.schoolYear,
        attempt: begun.attempt,
        runId: begun.runId,
        finished: begun.finishedAt !== null,
        finishedAt: asDate(begun.finishedAt),
        sharedAt: asDate(begun.sharedAt),
      }
    : undefined;
  return { campaign, ownerName, linked, participation };
}

function asDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
