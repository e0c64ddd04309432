/*
 * What platforms say of themselves when a tool registers, after their public documentation; values of one school are
 * made up. Sources: Canvas, “Registering an LTI Tool” (instructure/canvas-lms, doc/api/registration.md), with its
 * newer common host; Blackboard, support article 000090618, which quotes its configuration; Brightspace and Sakai,
 * the values listed in Sakai's plus/README.md and the addresses of Sakai's own platform. Open edX has no Dynamic
 * Registration: its values are typed in (xblock-lti-consumer).
 */

export interface Profile {
  readonly name: string;
  /** Where its administration sends the tool to read the configuration. */
  readonly at: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly answer: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
  readonly deploymentId: string | null;
  /** What our assertions are addressed to. */
  readonly audience: string | readonly string[];
  /** Addresses of its services, as launches give them. */
  readonly services: readonly string[];
}

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

export const PROFILES: readonly Profile[] = [
  {
    name: 'Canvas',
    at: 'https://canvas.instructure.com/api/lti/security/openid-configuration',
    configuration: {
      issuer: 'https://canvas.instructure.com',
      authorization_endpoint: 'https://canvas.instructure.com/api/lti/authorize_redirect',
      registration_endpoint: 'https://canvas.instructure.com/api/lti/registrations',
      jwks_uri: 'https://canvas.instructure.com/login/oauth2/jwks',
      token_endpoint: 'https://canvas.instructure.com/login/oauth2/token',
      authorization_server: 'canvas.instructure.com',
      [PLATFORM]: {
        product_family_code: 'canvas',
        version: 'vCloud',
        messages_supported: [
          { type: 'LtiResourceLinkRequest', placements: ['account_navigation', 'wiki_page_menu'] },
          {
            type: 'LtiDeepLinkingRequest',
            placements: ['assignment_selection', 'submission_type_selection'],
          },
        ],
      },
    },
    answer: { status: 200, body: { client_id: '10000000000042', [TOOL]: { deployment_id: '1:abc' } } },
    deploymentId: '1:abc',
    audience: ['canvas.instructure.com', 'https://canvas.instructure.com/login/oauth2/token'],
    services: ['https://college.instructure.com/api/lti/courses/7/line_items'],
  },
  {
    name: 'Canvas at its newer common host',
    at: 'https://college.instructure.com/api/lti/security/openid-configuration',
    configuration: {
      issuer: 'https://canvas.instructure.com',
      authorization_endpoint: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
      registration_endpoint: 'https://college.instructure.com/api/lti/registrations',
      jwks_uri: 'https://sso.canvaslms.com/api/lti/security/jwks',
      token_endpoint: 'https://sso.canvaslms.com/login/oauth2/token',
      [PLATFORM]: { product_family_code: 'canvas' },
    },
    answer: { status: 200, body: { client_id: '10000000000043' } },
    deploymentId: null,
    audience: 'https://sso.canvaslms.com/login/oauth2/token',
    services: ['https://college.instructure.com/api/lti/courses/7/names_and_roles'],
  },
  {
    name: 'Blackboard',
    at: 'https://developer.blackboard.com/api/v1/gateway/.well-known/openid-configuration',
    configuration: {
      issuer: 'https://blackboard.com',
      authorization_endpoint: 'https://developer.blackboard.com/api/v1/gateway/oidcauth',
      token_endpoint: 'https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken',
      jwks_uri: 'https://developer.blackboard.com/.well-known/jwks.json',
      registration_endpoint:
        'https://developer.blackboard.com/api/v1/gateway/registerLti?registrationToken=75707671',
      id_token_signing_alg_values_supported: ['RS256', 'RS512'],
      [PLATFORM]: { product_family_code: 'BlackboardLearn' },
    },
    answer: { status: 201, body: { client_id: 'fe3ebd13-39a4-42c4-8b83-194f08e77f8a' } },
    deploymentId: null,
    audience: 'https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken',
    services: ['https://college.blackboard.com/learn/api/v1/lti/courses/_7_1/lineItems'],
  },
  {
    name: 'Brightspace',
    at: 'https://college.brightspacedemo.com/d2l/.well-known/openid-configuration',
    configuration: {
      issuer: 'https://college.brightspacedemo.com',
      authorization_endpoint: 'https://college.brightspacedemo.com/d2l/lti/authenticate',
      token_endpoint: 'https://auth.brightspace.com/core/connect/token',
      jwks_uri: 'https://college.brightspacedemo.com/d2l/.well-known/jwks',
      registration_endpoint: 'https://college.brightspacedemo.com/d2l/api/lti/registration',
      authorization_server: 'https://api.brightspace.com/auth/token',
      [PLATFORM]: { product_family_code: 'desire2learn' },
    },
    answer: {
      status: 201,
      body: { client_id: '04a7d304', [TOOL]: { deployment_id: '7862b2ce-79a0-77da-b2dd-7c77c4bb6e39' } },
    },
    deploymentId: '7862b2ce-79a0-77da-b2dd-7c77c4bb6e39',
    audience: ['https://api.brightspace.com/auth/token', 'https://auth.brightspace.com/core/connect/token'],
    services: ['https://college.brightspacedemo.com/d2l/api/lti/ags/2.0/deployment/7/orgunit/6606/lineitems'],
  },
  {
    name: 'Sakai',
    at: 'https://sakai.college.example/imsblis/lti13/well_known/42',
    configuration: {
      issuer: 'https://sakai.college.example',
      authorization_endpoint: 'https://sakai.college.example/imsoidc/lti13/oidc_auth',
      token_endpoint: 'https://sakai.college.example/imsblis/lti13/token/42',
      jwks_uri: 'https://sakai.college.example/imsblis/lti13/keyset',
      registration_endpoint: 'https://sakai.college.example/imsblis/lti13/registration_endpoint/42',
      [PLATFORM]: { product_family_code: 'sakailms.org' },
    },
    answer: { status: 200, body: { client_id: 'sakai-42', [TOOL]: { deployment_id: '1' } } },
    deploymentId: '1',
    audience: 'https://sakai.college.example/imsblis/lti13/token/42',
    services: ['https://sakai.college.example/imsblis/lti13/lineitems/signed'],
  },
];

export const OPEN_EDX = {
  issuer: 'https://lms.college.example',
  clientId: '27d21a82-48e1-4b5d-8c0a-6d5bd1ee1c58',
  authUrl: 'https://lms.college.example/api/lti_consumer/v1/launch/',
  tokenUrl: 'https://lms.college.example/api/lti_consumer/v1/token/0d4a0b0e',
  jwksUrl: 'https://lms.college.example/api/lti_consumer/v1/public_keysets/0d4a0b0e',
  deploymentIds: ['1'],
} as const;
export const OPEN_EDX_SERVICES = [
  'https://lms.college.example/api/lti_consumer/v1/lti/7/lti-ags',
  'https://lms.college.example/api/lti_consumer/v1/lti/7/lti-nrps/memberships',
  'https://lms.college.example/api/lti_consumer/v1/lti/7/lti-dl/response',
];
