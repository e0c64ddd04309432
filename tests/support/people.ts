import { randomBytes } from 'node:crypto';
import type { Db } from '../../src/db/database.ts';

/** Rows of a platform, a course, a link and a pupil, as launches would have left them. */
export async function givePupil(db: Db): Promise<{
  platformId: string;
  contextId: string;
  resourceLinkId: string;
  deploymentId: string;
  userId: string;
}> {
  const tag = randomBytes(4).toString('hex');
  const { id: platformId } = await db
    .insertInto('platform')
    .values({
      name: 'LMS',
      issuer: `https://lms-${tag}.example`,
      clientId: 'client',
      authUrl: `https://lms-${tag}.example/auth`,
      tokenUrl: `https://lms-${tag}.example/token`,
      jwksUrl: `https://lms-${tag}.example/jwks`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: deploymentId } = await db
    .insertInto('deployment')
    .values({ platformId, deploymentId: '1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: contextId } = await db
    .insertInto('context')
    .values({ deploymentId, contextId: 'course', title: 'Pix 3e' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: resourceLinkId } = await db
    .insertInto('resourceLink')
    .values({ contextId, linkId: 'link', title: 'Parcours' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { platformId, deploymentId, contextId, resourceLinkId, userId: await giveUser(db, platformId) };
}

export async function giveUser(db: Db, platformId: string): Promise<string> {
  const { id } = await db
    .insertInto('ltiUser')
    .values({ platformId, sub: randomBytes(8).toString('hex'), givenName: 'Maëlle', familyName: 'Le Goff' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
