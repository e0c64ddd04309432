import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Offer } from './platform-configuration.ts';

const bothLanguages = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });
const schema = z.strictObject({
  title: z.string().min(1).max(100),
  description: bothLanguages,
  scopes: z.array(z.url()).max(20),
  claims: z.array(z.string()).max(20),
  messages: z
    .array(
      z.strictObject({
        type: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest']),
        label: bothLanguages,
      }),
    )
    .min(1),
  custom: z.record(z.string(), z.string()),
  contacts: z.array(z.email()),
});

/** What we tell platforms of ourselves: the file `lti-config.json`. */
export type LtiSettings = z.output<typeof schema>;

/** @throws Error naming the file and what is wrong in it */
export function readLtiSettings(
  file = path.resolve(import.meta.dirname, '../../lti-config.json'),
): LtiSettings {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} : ${z.prettifyError(parsed.error)}`);
}

/** Where an activity is added from: the specification's name, then Canvas's. */
const PLACEMENTS = ['ContentArea', 'assignment_selection', 'link_selection'];

/**
 * The registration request (LTI Dynamic Registration 1.0, 3.5; OpenID Connect Dynamic Client Registration).
 * Of what the platform offers: where it names no place, the specification's; reviews of submissions, which few know,
 * unless it lists other messages only.
 */
export function registrationRequest(settings: LtiSettings, publicUrl: string, offer: Offer) {
  const launch = `${publicUrl}/lti/launch`;
  const known = PLACEMENTS.filter((placement) => offer.places.includes(placement));
  const placements = known.length > 0 ? known : PLACEMENTS.slice(0, 1);
  const messages = settings.messages.filter(
    ({ type }) => type !== 'LtiSubmissionReviewRequest' || (offer.messages?.includes(type) ?? true),
  );
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: `${publicUrl}/lti/login`,
    redirect_uris: [launch],
    client_name: settings.title,
    jwks_uri: `${publicUrl}/lti/jwks`,
    logo_uri: `${publicUrl}/assets/palier.svg`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: settings.scopes.filter((scope) => offer.scopes?.includes(scope) ?? true).join(' '),
    ...(settings.contacts.length > 0 ? { contacts: settings.contacts } : {}),
    'https://purl.imsglobal.org/spec/lti-tool-configuration': {
      // Moodle compares it with the host of the target address, port included.
      domain: new URL(publicUrl).host,
      description: settings.description.fr,
      'description#en': settings.description.en,
      target_link_uri: launch,
      custom_parameters: settings.custom,
      claims: settings.claims,
      // Canvas shares no name otherwise; others pass over what they do not know.
      'https://canvas.instructure.com/lti/privacy_level': 'name_only',
      messages: messages.map(({ type, label }) => ({
        type,
        target_link_uri: launch,
        label: label.fr,
        'label#en': label.en,
        ...(type === 'LtiDeepLinkingRequest' ? { placements } : {}),
      })),
    },
  };
}

/**
 * The same for platforms that read a tool's configuration from an address (the form that Canvas defined, which has no
 * place for reviews of submissions).
 */
export function hostedConfiguration(settings: LtiSettings, publicUrl: string) {
  const launch = `${publicUrl}/lti/launch`;
  const placed = settings.messages.filter(({ type }) => type !== 'LtiSubmissionReviewRequest');
  const placements = placed.map(({ type, label }) => ({
    placement: type === 'LtiDeepLinkingRequest' ? 'assignment_selection' : 'link_selection',
    message_type: type,
    target_link_uri: launch,
    text: label.fr,
    labels: { fr: label.fr, en: label.en },
  }));
  return {
    title: settings.title,
    description: settings.description.fr,
    oidc_initiation_url: `${publicUrl}/lti/login`,
    target_link_uri: launch,
    public_jwk_url: `${publicUrl}/lti/jwks`,
    redirect_uris: [launch],
    scopes: settings.scopes,
    custom_fields: settings.custom,
    extensions: [
      {
        domain: new URL(publicUrl).host,
        tool_id: 'palier',
        platform: 'canvas.instructure.com',
        privacy_level: 'name_only',
        settings: { text: settings.title, icon_url: `${publicUrl}/assets/palier.svg`, placements },
      },
    ],
  };
}
