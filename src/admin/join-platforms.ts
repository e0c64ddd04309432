import type { LtiDeps } from '../lti/deps.ts';
import { findPlatform, type Platform } from '../lti/store.ts';
import { noteEvent } from './audit.ts';
import { closeDoors, countTwins, type JoinFigures, mergePlatforms } from './join-store.ts';

/** Why two registrations cannot be joined: `admin.join.why.<…>`. */
export type JoinRefusal = 'unknown' | 'same' | 'other-issuer' | 'joined-already';

/** Whether one may join the other, and what that would do. */
export async function previewJoin(
  db: LtiDeps['db'],
  from: string,
  into: string,
): Promise<JoinRefusal | JoinFigures> {
  return refuse(await findPlatform(db, from), await findPlatform(db, into)) ?? countTwins(db, from, into);
}

/**
 * Makes two registrations of one platform share their people, courses and campaigns, for good; each keeps its client
 * id, deployments and services. Done before: nothing. @returns why it cannot be, or what was joined
 */
export async function joinPlatforms(
  deps: LtiDeps,
  from: string,
  into: string,
  actor?: string,
): Promise<JoinRefusal | JoinFigures> {
  return deps.db.transaction().execute(async (trx) => {
    await closeDoors(trx);
    const preview = await previewJoin(trx, from, into);
    if (typeof preview === 'string') return preview;
    await mergePlatforms(trx, from, into);
    const { people, peopleOfBoth, courses, coursesOfBoth } = preview;
    await noteEvent(
      { db: trx, now: deps.now },
      {
        action: 'platform joined',
        subject: `platform ${from}`,
        details: { into, people, peopleOfBoth, courses, coursesOfBoth },
      },
      actor,
    );
    return preview;
  });
}

function refuse(from: Platform | undefined, into: Platform | undefined): JoinRefusal | undefined {
  if (!from || !into) return 'unknown';
  if (from.id === into.id) return 'same';
  if (from.issuer !== into.issuer) return 'other-issuer';
  if (from.joinedTo !== null || into.joinedTo !== null) return 'joined-already';
  return undefined;
}
