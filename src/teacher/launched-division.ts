import type { CampaignsDeps } from '../campaigns/deps.ts';
import { schoolYearOf } from '../campaigns/school-year.ts';
import type { Landing } from '../lti/launch.ts';
import { cleanText } from '../web/clean-text.ts';
import { saveLaunchedDivision } from './division-store.ts';
import { MOST_SIGNS } from './divisions.ts';

/**
 * The division that an LMS gives with the custom parameter `division`; null when it gives none. A variable that the
 * platform does not know comes as it was written, `$…`.
 */
export function divisionOf(custom: Readonly<Record<string, string>>): string | null {
  const division = cleanText(custom.division ?? '').replace(/\s+/g, ' ');
  return division === '' || division.startsWith('$') || division.length > MOST_SIGNS ? null : division;
}

/** The same landing, which first notes the division of a pupil whose launch tells it. */
export function noteDivisions(deps: Pick<CampaignsDeps, 'db' | 'now'>, landing: Landing): Landing {
  return {
    question: landing.question,
    land: async (launch, session, found) => {
      const division = session.role === 'learner' ? divisionOf(launch.custom) : null;
      if (division !== null) {
        const now = deps.now();
        const { userId } = session;
        await saveLaunchedDivision(deps.db, { userId, division }, { schoolYear: schoolYearOf(now), now });
      }
      return landing.land(launch, session, found);
    },
  };
}
