/** The OpenID configuration of the platform (LTI Dynamic Registration 1.0, 2.1). */
import { VARIABLES } from './custom.ts';
import type { Platform } from './installation.ts';
import { SCOPES } from './installation.ts';

export const IDENTITY_CLAIMS = ['name', 'given_name', 'family_name', 'email'] as const;

export function openIdConfiguration(platform: Platform): object {
  const { addresses } = platform;
  return {
    issuer: platform.url,
    authorization_endpoint: addresses.auth,
    token_endpoint: addresses.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: addresses.jwks,
    registration_endpoint: addresses.registration,
    scopes_supported: ['openid', ...Object.values(SCOPES)],
    response_types_supported: ['id_token'],
    response_modes_supported: ['form_post'],
    grant_types_supported: ['implicit', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['iss', 'sub', 'locale', ...IDENTITY_CLAIMS],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: 'demo-lms',
      version: '1.0',
      messages_supported: [
        { type: 'LtiResourceLinkRequest' },
        { type: 'LtiDeepLinkingRequest', placements: ['ContentArea'] },
      ],
      variables: [...VARIABLES],
    },
  };
}
