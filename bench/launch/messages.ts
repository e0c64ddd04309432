import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * What a platform answers to an authentication request: a signed launch (RS256) of one of its 300 pupils. Made where the
 * browser is played, not behind one more address: the platform's own server is not what is measured.
 */
export interface Messages {
  /** The key set that the platform serves. */
  readonly jwks: string;
  /** The form that a platform has the browser post (OAuth 2.0 Form Post Response Mode), to be posted to `action`. */
  answer(request: URLSearchParams): { readonly action: string; readonly body: string };
}

const KID = 'simulator-1';
const PUPILS = 300;

/** Launches of the course of the platform at `origin`, each of which names `campaign`. */
export function createMessages(origin: string, campaign: string): Messages {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const header = encode({ alg: 'RS256', typ: 'JWT', kid: KID });
  let launches = 0;

  function idToken(clientId: string, nonce: string, target: string): string {
    launches += 1;
    const number = launches % PUPILS;
    const now = Math.floor(Date.now() / 1000);
    const lti = 'https://purl.imsglobal.org/spec/lti/claim';
    const body = encode({
      iss: origin,
      aud: clientId,
      sub: `pupil-${number}`,
      iat: now,
      exp: now + 60,
      nonce,
      name: `Élève Numéro ${number}`,
      given_name: 'Élève',
      family_name: `Numéro ${number}`,
      email: `pupil-${number}@college.example`,
      [`${lti}/version`]: '1.3.0',
      [`${lti}/message_type`]: 'LtiResourceLinkRequest',
      [`${lti}/deployment_id`]: '1',
      [`${lti}/target_link_uri`]: target,
      [`${lti}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      [`${lti}/context`]: { id: 'course', label: 'PIX3E', title: 'Pix 3e' },
      [`${lti}/resource_link`]: { id: 'link', title: 'Campagne de rentrée' },
      [`${lti}/custom`]: { campaign },
      [`${lti}/launch_presentation`]: { locale: 'fr', return_url: `${origin}/course` },
      [`${lti}/tool_platform`]: { guid: 'simulator', product_family_code: 'moodle', version: '2024100700' },
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
        lineitems: `${origin}/lineitems`,
        lineitem: `${origin}/lineitems/1`,
      },
      'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
        context_memberships_url: `${origin}/memberships`,
        service_versions: ['2.0'],
      },
    });
    const signature = sign('sha256', Buffer.from(`${header}.${body}`), privateKey);
    return `${header}.${body}.${signature.toString('base64url')}`;
  }

  return {
    jwks: JSON.stringify({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }],
    }),
    answer(request) {
      const action = request.get('redirect_uri') ?? '';
      const token = idToken(request.get('client_id') ?? '', request.get('nonce') ?? '', action);
      const body = new URLSearchParams({ id_token: token, state: request.get('state') ?? '' }).toString();
      return { action, body };
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
