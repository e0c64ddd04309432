import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Activity, addActivity } from './course.ts';
import type { Moodle } from './moodle.ts';
import { CLIENT_ID } from './recorded.ts';

const claims = z.object({
  nonce: z.string().min(1),
  'https://purl.imsglobal.org/spec/lti/claim/message_type': z.literal('LtiDeepLinkingResponse'),
  'https://purl.imsglobal.org/spec/lti/claim/version': z.literal('1.3.0'),
  'https://purl.imsglobal.org/spec/lti/claim/deployment_id': z.literal('1'),
  'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': z
    .array(
      z.object({
        type: z.literal('ltiResourceLink'),
        title: z.string(),
        text: z.string().default(''),
        url: z.string().optional(),
        custom: z.record(z.string(), z.string()).default({}),
        lineItem: z
          .object({
            scoreMaximum: z.number().default(100),
            resourceId: z.string().default(''),
            tag: z.string().default(''),
            // Kept as it was given, as the recorded course shows.
            submissionReview: z
              .object({ url: z.string().optional(), custom: z.record(z.string(), z.string()).optional() })
              .optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});

/**
 * `contentitem_return.php`: checks the tool's answer and makes its activities.
 * @throws Error with what Moodle would say
 */
export async function takeContentItems(
  moodle: Moodle,
  used: Set<string>,
  jwt: string,
): Promise<readonly Activity[]> {
  const keys = createRemoteJWKSet(new URL(`${moodle.toolUrl}/lti/jwks`));
  const { payload } = await jwtVerify(jwt, keys, {
    issuer: CLIENT_ID,
    audience: moodle.origin,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'iat'],
    currentDate: new Date(moodle.now()),
  });
  const answer = claims.parse(payload);
  if (used.has(answer.nonce)) throw new Error('nonce already used');
  used.add(answer.nonce);
  const items = answer['https://purl.imsglobal.org/spec/lti-dl/claim/content_items'];
  for (const { lineItem, url } of items) {
    const maximum = lineItem?.scoreMaximum ?? 100;
    if (!Number.isInteger(maximum) || maximum < 1 || maximum > 100) {
      throw new Error('Maximum grade must be an integer between 1 and 100');
    }
    if (url !== undefined && url !== moodle.launchUrl) throw new Error(`no tool at ${url}`);
  }
  return items.map(({ title, text, custom, lineItem }) =>
    addActivity(moodle.course, { name: title, description: text, custom, lineItem: lineItem ?? null }),
  );
}
