import { z } from 'zod';
import { AppError } from '../errors.ts';
import { cleanText, cutText } from '../web/clean-text.ts';
import { isStorable } from './storable.ts';

const CLAIM = {
  version: 'https://purl.imsglobal.org/spec/lti/claim/version',
  messageType: 'https://purl.imsglobal.org/spec/lti/claim/message_type',
  deploymentId: 'https://purl.imsglobal.org/spec/lti/claim/deployment_id',
  targetLinkUri: 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri',
  roles: 'https://purl.imsglobal.org/spec/lti/claim/roles',
  context: 'https://purl.imsglobal.org/spec/lti/claim/context',
  resourceLink: 'https://purl.imsglobal.org/spec/lti/claim/resource_link',
  custom: 'https://purl.imsglobal.org/spec/lti/claim/custom',
  presentation: 'https://purl.imsglobal.org/spec/lti/claim/launch_presentation',
  forUser: 'https://purl.imsglobal.org/spec/lti/claim/for_user',
  platform: 'https://purl.imsglobal.org/spec/lti/claim/tool_platform',
  ags: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  nrps: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinking: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

export const MESSAGE_TYPES = [
  'LtiResourceLinkRequest',
  'LtiDeepLinkingRequest',
  'LtiSubmissionReviewRequest',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Settings of a deep linking request (LTI Deep Linking 2.0, 4.4.1), kept in the session for the answer. */
export interface DeepLinkingSettings {
  readonly returnUrl: string;
  /** To be sent back as it came; null when none was given. */
  readonly data: string | null;
  readonly acceptTypes: readonly string[];
  readonly acceptMultiple: boolean;
  /** False when the platform said that it makes no column for an item; a platform need not say. */
  readonly acceptLineItem: boolean;
}

/** The claims of a launch that we use, cleaned and bounded. */
export interface Claims {
  readonly messageType: MessageType;
  readonly sub: string;
  readonly deploymentId: string;
  readonly targetLinkUri: string;
  readonly roles: readonly string[];
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly locale: string | null;
  readonly returnUrl: string | null;
  readonly context: {
    readonly id: string;
    readonly label: string | null;
    readonly title: string | null;
  } | null;
  readonly resourceLink: { readonly id: string; readonly title: string | null } | null;
  readonly custom: Readonly<Record<string, string>>;
  readonly ags: {
    readonly scopes: readonly string[];
    readonly lineItems: string | null;
    readonly lineItem: string | null;
  } | null;
  readonly membershipsUrl: string | null;
  readonly deepLinking: DeepLinkingSettings | null;
  readonly forUserSub: string | null;
  readonly product: string | null;
}

// A class launches at once, so each claim is one schema: what optional ones say wrongly is left out, as if not said.
// Ids are opaque, kept whole or refused; what people read is cut.
const id = z.string().refine((text) => text !== '' && text.length <= 255 && isStorable(text));
const shown = z
  .unknown()
  .optional()
  .transform((given) => (typeof given === 'string' ? cutText(cleanText(given), 255) || null : null));
const address = z.string().refine(isAddress);
const optionalAddress = z
  .unknown()
  .optional()
  .transform((given) => (isAddress(given) ? given : null));
const strings = z
  .array(z.unknown())
  .max(500)
  // What PostgreSQL cannot store names nothing that we know.
  .transform((items) => items.filter((item) => typeof item === 'string').filter(isStorable));

// Of a list with something in it and no text, nobody knows what it says.
const roles = z
  .array(z.unknown())
  .refine((items) => items.length === 0 || items.some((item) => typeof item === 'string'))
  .pipe(strings);

const envelope = z.object({
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.messageType]: z.string(),
  sub: z.unknown().optional(),
});

const claims = z
  .object({
    sub: id,
    name: shown,
    given_name: shown,
    family_name: shown,
    locale: shown,
    [CLAIM.deploymentId]: id,
    [CLAIM.targetLinkUri]: address,
    // Required, though it may be empty: without it nobody knows whom they let in.
    [CLAIM.roles]: roles,
    [CLAIM.context]: z.object({ id, label: shown, title: shown }).nullish(),
    [CLAIM.resourceLink]: z.object({ id, title: shown }).nullish(),
    [CLAIM.custom]: z.unknown().optional().transform(textsOnly),
    [CLAIM.presentation]: z.object({ locale: shown, return_url: optionalAddress }).nullish().catch(null),
    [CLAIM.forUser]: z.object({ user_id: id }).nullish().catch(null),
    [CLAIM.platform]: z.object({ product_family_code: shown }).nullish().catch(null),
    [CLAIM.ags]: z
      .object({ scope: strings.nullish(), lineitems: optionalAddress, lineitem: optionalAddress })
      .nullish()
      .catch(null),
    [CLAIM.nrps]: z.object({ context_memberships_url: optionalAddress }).nullish().catch(null),
    [CLAIM.deepLinking]: z
      .object({
        deep_link_return_url: address,
        data: z.string().max(65_536).refine(isStorable).nullish(),
        accept_types: strings,
        accept_multiple: z.boolean().nullish().catch(null),
        accept_lineitem: z.boolean().nullish().catch(null),
      })
      .nullish(),
  })
  .transform((given) => ({
    sub: given.sub,
    name: given.name,
    givenName: given.given_name,
    familyName: given.family_name,
    deploymentId: given[CLAIM.deploymentId],
    targetLinkUri: given[CLAIM.targetLinkUri],
    roles: given[CLAIM.roles],
    context: given[CLAIM.context] ?? null,
    resourceLink: given[CLAIM.resourceLink] ?? null,
    custom: given[CLAIM.custom],
    // The course's language where the platform gives it: it is that of the page around us.
    locale: given[CLAIM.presentation]?.locale ?? given.locale,
    returnUrl: given[CLAIM.presentation]?.return_url ?? null,
    forUserSub: given[CLAIM.forUser]?.user_id ?? null,
    product: given[CLAIM.platform]?.product_family_code ?? null,
    ags: agsOf(given[CLAIM.ags]),
    membershipsUrl: given[CLAIM.nrps]?.context_memberships_url ?? null,
    deepLinking: deepLinkingOf(given[CLAIM.deepLinking]),
  }));

/**
 * The claims of a payload whose signature is verified.
 * @throws AppError claims-invalid, message-unsupported, person-missing; names of claims only in the detail.
 */
export function readClaims(payload: unknown): Claims {
  const head = parse(envelope, payload);
  const messageType = MESSAGE_TYPES.find((type) => type === head[CLAIM.messageType]);
  if (messageType === undefined) throw new AppError('message-unsupported');
  if (head.sub === undefined || head.sub === null || head.sub === '') throw new AppError('person-missing');
  const read = parse(claims, payload);
  if (messageType === 'LtiDeepLinkingRequest' && read.deepLinking === null) {
    throw new AppError('claims-invalid', 'deep_linking_settings');
  }
  if (messageType === 'LtiResourceLinkRequest' && read.resourceLink === null) {
    throw new AppError('claims-invalid', 'resource_link');
  }
  if (messageType === 'LtiSubmissionReviewRequest' && read.forUserSub === null) {
    throw new AppError('claims-invalid', 'for_user');
  }
  return { messageType, ...read };
}

function parse<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const places = result.error.issues.map((issue) =>
    issue.path
      .map(String)
      .join('/')
      .replace(/^.*\/claim\//, ''),
  );
  throw new AppError('claims-invalid', places.join(', ').slice(0, 200));
}

/** A custom value may be null or a number: a variable that the platform does not share or resolve. */
function textsOnly(custom: unknown): Record<string, string> {
  const texts: Record<string, string> = Object.create(null);
  if (typeof custom !== 'object' || custom === null || Array.isArray(custom)) return texts;
  for (const [key, value] of Object.entries(custom).slice(0, 500)) {
    if (typeof value === 'string' && key.length <= 255) texts[key] = cutText(cleanText(value), 4096);
  }
  return texts;
}

function agsOf(
  given:
    | { scope?: string[] | null | undefined; lineitems: string | null; lineitem: string | null }
    | null
    | undefined,
): Claims['ags'] {
  if (!given) return null;
  return { scopes: given.scope ?? [], lineItems: given.lineitems, lineItem: given.lineitem };
}

function deepLinkingOf(
  given:
    | {
        deep_link_return_url: string;
        data?: string | null | undefined;
        accept_types: string[];
        accept_multiple?: boolean | null | undefined;
        accept_lineitem?: boolean | null | undefined;
      }
    | null
    | undefined,
): DeepLinkingSettings | null {
  if (!given) return null;
  return {
    returnUrl: given.deep_link_return_url,
    data: given.data ?? null,
    acceptTypes: given.accept_types,
    acceptMultiple: given.accept_multiple ?? false,
    acceptLineItem: given.accept_lineitem ?? true,
  };
}

function isAddress(given: unknown): given is string {
  return (
    typeof given === 'string' &&
    given.length <= 2048 &&
    /^https?:\/\//i.test(given) &&
    URL.canParse(given) &&
    isStorable(given)
  );
}
