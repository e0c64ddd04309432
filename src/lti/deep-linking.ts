import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { chooseLocale, translator } from '../i18n/translate.ts';
import type { Session } from '../web/session.ts';
import type { LtiDeps } from './deps.ts';
import { createToolKeys } from './keys.ts';

/** An activity to be made (LTI Deep Linking 2.0, 3.2). Plain text: Moodle shows tags as they are. */
export interface ContentItem {
  readonly type: 'ltiResourceLink';
  readonly title: string;
  readonly text?: string;
  readonly url: string;
  readonly custom?: Readonly<Record<string, string>>;
  /** `scoreMaximum`: a whole number up to 100, Moodle's usual limit. */
  readonly lineItem?: {
    readonly label: string;
    readonly scoreMaximum: number;
    readonly resourceId: string;
    readonly tag: string;
    /** Where a grade leads (Submission Review 1.0). Whole: Moodle launches with this address and these values alone. */
    readonly submissionReview?: {
      readonly reviewableStatus: readonly ['Completed'];
      readonly url: string;
      readonly custom: Readonly<Record<string, string>>;
    };
  };
}

export interface DeepLinkingAnswer {
  /** Where the page's form posts… */
  readonly action: string;
  /** …its one field, `JWT`. */
  readonly jwt: string;
}

const settingsSchema = z.object({
  returnUrl: z.string(),
  data: z.string().nullable(),
  acceptTypes: z.array(z.string()),
  acceptMultiple: z.boolean(),
  // Sessions of before this was kept lack it.
  acceptLineItem: z.boolean().default(true),
});

const LIFE = 5 * 60;
const BACKDATED = 10;

/** The settings that a deep linking launch left in its session. @throws AppError deep-linking-closed */
export function getDeepLinkingSettings(session: Session): z.output<typeof settingsSchema> {
  const settings = settingsSchema.safeParse(session.deepLinking);
  if (!settings.success) throw new AppError('deep-linking-closed');
  return settings.data;
}

/** Whether this place of the course takes activities: some editors ask for text or files alone. @throws AppError deep-linking-closed */
export function acceptsLinks(session: Session): boolean {
  return getDeepLinkingSettings(session).acceptTypes.includes('ltiResourceLink');
}

/**
 * Signs the answer to a deep linking request: `items` to make (none: the teacher gave up), and texts that the
 * platform shows or logs. Only what the request accepts is sent: where links are not, none, and a text that says so.
 * @throws AppError deep-linking-closed when the session is not that of a deep linking request
 */
export async function signDeepLinkingResponse(
  deps: LtiDeps,
  session: Session,
  items: readonly ContentItem[],
  notes: { msg?: string; errormsg?: string } = {},
): Promise<DeepLinkingAnswer> {
  const settings = getDeepLinkingSettings(session);
  const t = translator(chooseLocale(session.locale));
  const refused = !acceptsLinks(session);
  const errormsg = refused ? t('lti.deep-linking.no-links') : notes.errormsg;
  const parties = await deps.db
    .selectFrom('deployment')
    .innerJoin('platform', 'platform.id', 'deployment.platformId')
    .select(['platform.issuer', 'platform.clientId', 'deployment.deploymentId'])
    .where('deployment.id', '=', session.deploymentId)
    .executeTakeFirstOrThrow();
  const { kid, key } = await createToolKeys(deps).current();
  const iat = Math.floor(deps.now().getTime() / 1000) - BACKDATED;
  const jwt = await new SignJWT({
    nonce: randomUUID(),
    'https://purl.imsglobal.org/spec/lti/claim/message_type': 'LtiDeepLinkingResponse',
    'https://purl.imsglobal.org/spec/lti/claim/version': '1.3.0',
    'https://purl.imsglobal.org/spec/lti/claim/deployment_id': parties.deploymentId,
    'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': refused ? [] : acceptedOf(items, settings),
    ...(settings.data === null ? {} : { 'https://purl.imsglobal.org/spec/lti-dl/claim/data': settings.data }),
    ...(notes.msg === undefined ? {} : { 'https://purl.imsglobal.org/spec/lti-dl/claim/msg': notes.msg }),
    ...(errormsg === undefined ? {} : { 'https://purl.imsglobal.org/spec/lti-dl/claim/errormsg': errormsg }),
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(parties.clientId)
    .setSubject(parties.clientId)
    .setAudience(parties.issuer)
    .setIssuedAt(iat)
    .setExpirationTime(iat + BACKDATED + LIFE)
    .setJti(randomUUID())
    .sign(key);
  return { action: settings.returnUrl, jwt };
}

function acceptedOf(
  items: readonly ContentItem[],
  settings: z.output<typeof settingsSchema>,
): readonly ContentItem[] {
  const some = settings.acceptMultiple ? items : items.slice(0, 1);
  return settings.acceptLineItem ? some : some.map(({ lineItem: _none, ...item }) => item);
}
