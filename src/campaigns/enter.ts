import type { Land } from '../lti/launch.ts';
import { readCode } from './code.ts';
import type { CampaignsDeps } from './deps.ts';
import { joinLink, participationKey } from './participate.ts';
import { findCampaign, findParticipation, saveCampaignLink } from './store.ts';

/** Where a verified launch leads: the picker, the teacher's page, the pupil's run, or a page that says what is missing. */
export function createLand(deps: CampaignsDeps): Land {
  return async (launch, session) => {
    if (launch.messageType === 'LtiDeepLinkingRequest') {
      return session.contextId === null ? '/welcome/no-context' : '/picker';
    }
    const given = launch.custom.campaign;
    const code = given === undefined ? null : readCode(given);
    if (code === null) return '/welcome/no-campaign';
    if (session.contextId === null) return '/welcome/no-context';
    if (session.role === 'none') return '/welcome/no-role';
    const campaign = await findCampaign(deps.db, session.platformId, code);
    if (!campaign) return '/welcome/unknown-campaign';
    if (session.resourceLinkId !== null) await saveCampaignLink(deps.db, session.resourceLinkId, campaign.id);
    if (session.role === 'teacher') return `/campaigns/${code}`;
    const participation = await findParticipation(deps.db, participationKey(campaign, session, deps.now()));
    if (!participation) return `/campaigns/${code}/entry`;
    await joinLink(deps, campaign, participation, session);
    return participation.finished ? `/runs/${participation.runId}/result` : `/runs/${participation.runId}`;
  };
}
