import { chooseLocale } from '../i18n/translate.ts';
import type { Landed, Landing, Launch } from '../lti/launch.ts';
import type { Session } from '../web/session.ts';
import { collectionPage } from './collection/pupil-page.ts';
import type { CampaignsDeps } from './deps.ts';
import { codeOf, createDestinations, type Destination } from './destination.ts';
import { entryPage } from './entry-page.ts';
import { joinLink } from './participate.ts';
import { recreationAddress } from './recreation.ts';
import { schoolYearOf } from './school-year.ts';
import {
  askDestination,
  type Campaign,
  findCodeOfLink,
  findParticipationOfSub,
  saveCampaignLink,
} from './store.ts';

/** Of the launch that opened a session, for the page that answers it: it need not ask again. */
const landings = new WeakMap<Session, Campaign>();

/** What the launch of this very request found, if it leads to this campaign. */
export function findLandedCampaign(session: Session, code: string): Campaign | undefined {
  const campaign = landings.get(session);
  return campaign?.code === code ? campaign : undefined;
}

/** Where a verified launch leads: the picker, the teacher's page, the pupil's run, or a page that says what is missing. */
export function createLanding(deps: CampaignsDeps): Landing {
  const destinations = createDestinations();

  const ask = async (code: string, session: Session): Promise<Destination | undefined> => {
    const question = destinations.question({ custom: { campaign: code } }, deps.now());
    const whole = { ...question, known: undefined };
    const destination = destinations.read(await askDestination(deps.db, whole, session), session);
    return destination === 'unknown' ? undefined : destination;
  };
  const find = async (code: string, named: boolean, found: unknown, session: Session) => {
    const destination = named ? destinations.read(found, session) : 'unknown';
    return destination === 'unknown' ? ask(code, session) : destination;
  };

  return {
    question: (launch) => destinations.question(launch, deps.now()),
    land: async (launch, session, found) => {
      if (launch.messageType === 'LtiDeepLinkingRequest') {
        return at(session.contextId === null ? '/welcome/no-context' : '/picker');
      }
      const named = codeOf(launch);
      const code = named ?? (await codeOfReviewed(deps, launch, session));
      if (code === null) return at('/welcome/no-campaign');
      if (session.contextId === null) return at('/welcome/no-context');
      if (session.role === 'none') return at('/welcome/no-role');
      const { platformId, resourceLinkId, contextId } = session;
      const destination = await find(code, named !== null, found, session);
      if (!destination) {
        const lost = session.role === 'teacher' && resourceLinkId !== null;
        return at(lost ? recreationAddress(code, launch.custom.model) : '/welcome/unknown-campaign');
      }
      const { campaign, linked, participation } = destination;
      if (resourceLinkId !== null && !linked) await saveCampaignLink(deps.db, resourceLinkId, campaign.id);
      landings.set(session, campaign);
      if (session.role === 'teacher') {
        const { forUserSub: sub } = launch;
        const schoolYear = schoolYearOf(deps.now());
        const of = { platformId, sub: sub ?? '', campaignId: campaign.id, contextId, schoolYear };
        const reviewed = sub === null ? undefined : await findParticipationOfSub(deps.db, of);
        return at(reviewed === undefined ? `/campaigns/${code}` : `/participations/${reviewed}`);
      }
      if (campaign.purpose === 'collect') {
        if (participation) await joinLink(deps, campaign, participation, session);
        const { ownerName } = destination;
        const locale = chooseLocale(session.locale);
        const model = await collectionPage(deps, campaign, session, ownerName, locale);
        return { address: `/campaigns/${code}/entry`, page: { view: 'campaigns/collection', model } };
      }
      if (!participation) {
        const { ownerName, closing } = destination;
        const model = entryPage(deps, campaign, ownerName, closing, chooseLocale(session.locale));
        return { address: `/campaigns/${code}/entry`, page: { view: 'campaigns/landing', model } };
      }
      await joinLink(deps, campaign, participation, session);
      return at(
        participation.finished ? `/runs/${participation.runId}/result` : `/runs/${participation.runId}`,
      );
    },
  };
}

function at(address: string): Landed {
  return { address };
}

/** A platform may send a review without the values of its link; the link is known. */
async function codeOfReviewed(deps: CampaignsDeps, launch: Launch, session: Session): Promise<string | null> {
  if (launch.messageType !== 'LtiSubmissionReviewRequest' || session.resourceLinkId === null) return null;
  return (await findCodeOfLink(deps.db, session.resourceLinkId)) ?? null;
}
