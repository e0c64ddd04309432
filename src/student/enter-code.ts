import type { CampaignsDeps } from '../campaigns/deps.ts';
import { participationKey } from '../campaigns/participate.ts';
import { type Campaign, findCampaign, findParticipation } from '../campaigns/store.ts';
import type { Session } from '../web/session.ts';
import { readCodes } from './read-code.ts';

/** Where a code leads, or why nowhere: a text under `student.code.<why>`. */
export type Entered =
  | { readonly address: string }
  | { readonly why: 'empty' | 'shape' | 'unknown' | 'archived' | 'no-course' };

/**
 * A code opens a campaign of the pupil's own platform, in the course of their launch; one already begun there is gone
 * on with. Of the readings that a text allows, the first that is a campaign counts.
 */
export async function enterCode(deps: CampaignsDeps, text: string, session: Session): Promise<Entered> {
  if (session.contextId === null) return { why: 'no-course' };
  if (text.trim() === '') return { why: 'empty' };
  const codes = readCodes(text);
  if (codes.length === 0) return { why: 'shape' };
  let campaign: Campaign | undefined;
  for (const code of codes) campaign ??= await findCampaign(deps.db, session.platformId, code);
  if (!campaign) return { why: 'unknown' };
  const begun = await findParticipation(deps.db, participationKey(campaign, session, deps.now()));
  if (begun) return { address: begun.finished ? `/runs/${begun.runId}/result` : `/runs/${begun.runId}` };
  return campaign.archivedAt ? { why: 'archived' } : { address: `/campaigns/${campaign.code}/entry` };
}
