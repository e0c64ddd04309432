import type { Launch } from '../lti/launch.ts';
import type { Session } from '../web/session.ts';
import { type Closing, NEVER } from './closing/rules.ts';
import { readCode } from './code.ts';
import { schoolYearOf } from './school-year.ts';
import { type Campaign, campaignOfJson, type Participation } from './store.ts';

/** What a launch must know to lead somewhere. */
export interface Destination {
  readonly campaign: Campaign;
  readonly ownerName: string | null;
  /** Whether the link is already noted as this campaign's. */
  readonly linked: boolean;
  /** Of the campaign in this course. */
  readonly closing: Closing;
  /** The latest attempt of this person, in this course and year. */
  readonly participation: Participation | undefined;
}

/** As `launch_destination` answers (`migrations/0036_launch_tells_less.sql`). */
interface Found {
  /** Names the state of the campaign. */
  readonly version: string;
  /** Null: it is the one that the question says is known. */
  readonly campaign: Readonly<Record<string, unknown>> | null;
  readonly ownerName: string | null;
  readonly linked: boolean;
  readonly closing: {
    readonly deadline: string | null;
    readonly automaticSending: boolean;
    readonly closedAt: string | null;
  } | null;
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

export type Destinations = ReturnType<typeof createDestinations>;

/** Campaigns kept: a class opens one at once, and each launch is told only what has changed since the last. */
const MOST_KNOWN = 500;

/** Asks `launch_destination`, and reads what it answers. */
export function createDestinations() {
  const versions = new Map<string, string>();
  const campaigns = new Map<string, Campaign>();

  const keep = (version: string, campaign: Campaign) => {
    const former = versions.get(campaign.code);
    if (former !== undefined) campaigns.delete(former);
    if (campaigns.size >= MOST_KNOWN) {
      versions.clear();
      campaigns.clear();
    }
    versions.set(campaign.code, version);
    campaigns.set(version, campaign);
    return campaign;
  };

  return {
    /** What to ask while the session is opened; null when the launch names no campaign. */
    question(launch: Pick<Launch, 'custom'>, now: Date): object | null {
      const code = codeOf(launch);
      return code === null ? null : { code, schoolYear: schoolYearOf(now), known: versions.get(code) };
    },

    /**
     * @returns undefined when the platform has no such campaign; `unknown` when the answer leaves out a campaign that is
     * no longer kept: to be asked anew.
     */
    read(answer: unknown, session: Session): Destination | 'unknown' | undefined {
      const found = answer as Found | null;
      if (found === null || session.contextId === null) return undefined;
      const { version, ownerName, linked, closing } = found;
      const campaign = found.campaign
        ? keep(version, campaignOfJson(found.campaign))
        : campaigns.get(version);
      if (!campaign) return 'unknown';
      return {
        campaign,
        ownerName,
        linked,
        closing: closing
          ? { ...closing, deadline: asDate(closing.deadline), closedAt: asDate(closing.closedAt) }
          : NEVER,
        participation: participationOf(found, campaign, session.contextId, session.userId),
      };
    },
  };
}

function participationOf(
  { participation: begun }: Found,
  campaign: Campaign,
  contextId: string,
  userId: string,
): Participation | undefined {
  return begun
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
}

function asDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
