import type { Request, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from '../web/page.ts';
import type { LtiDeps } from './deps.ts';
import { allowFraming } from './framing.ts';
import { type Http, isAllowedAddress } from './http.ts';
import { takeInvite } from './invites.ts';
import { type RegisteredPlatform, saveRegistration } from './save-registration.ts';
import { type LtiSettings, registrationRequest } from './settings.ts';

const query = z.object({
  openid_configuration: z.string().min(1).max(2048),
  registration_token: z.string().max(8192).optional(),
  invite: z.string().max(200).optional(),
});

const address = z.string().min(1).max(2048);
const configurationSchema = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  'https://purl.imsglobal.org/spec/lti-platform-configuration': z
    .object({ product_family_code: z.string().max(100).optional() })
    .optional()
    .catch(undefined),
});
type Configuration = z.output<typeof configurationSchema>;

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const registrationSchema = z.object({
  client_id: z.string().min(1).max(255),
  [TOOL]: z
    .object({ deployment_id: z.string().min(1).max(255).optional() })
    .optional()
    .catch(undefined),
});
type Registration = z.output<typeof registrationSchema>;

/**
 * `GET /lti/register`: an LMS administrator follows our invitation inside the LMS (LTI Dynamic Registration 1.0).
 * The platform waits for our administrator unless the invitation says otherwise; one already known is left as it is.
 */
export function registrationHandler(deps: LtiDeps, http: Http, settings: LtiSettings) {
  return async (req: Request, res: Response): Promise<void> => {
    const parsed = query.safeParse(req.query);
    if (!parsed.success) throw new AppError('registration-configuration-invalid', 'the address of the page');
    const { openid_configuration, registration_token, invite: secret } = parsed.data;
    // The platform shows this page in a frame before anybody approved it.
    allowFraming(res, [openid_configuration]);
    if (!secret) throw new AppError('registration-invite-invalid', 'no invitation');
    const invite = await takeInvite(deps.db, secret, deps.now());
    let outcome: RegisteredPlatform;
    try {
      const configuration = await readConfiguration(deps, http, openid_configuration);
      const registration = await register(deps, http, settings, configuration, registration_token);
      const status = invite.autoApprove ? 'active' : 'pending';
      outcome = await save(deps, configuration, registration, status);
    } catch (error) {
      await invite.release();
      throw error;
    }
    deps.log.info(
      { platformId: outcome.id, status: outcome.status, known: outcome.known },
      'platform registered',
    );
    const t = translator(localeOf(req, res));
    res.set('Cache-Control', 'no-store');
    await page(req, res, 'lti/registered', {
      title: t('lti.registered.title'),
      active: outcome.status === 'active',
      moodle: outcome.product === 'moodle',
      platform: outcome.name,
    });
  };
}

async function readConfiguration(deps: LtiDeps, http: Http, url: string): Promise<Configuration> {
  if (!isAllowedAddress(url, deps.config)) {
    throw new AppError('registration-configuration-invalid', 'the configuration is at a refused address');
  }
  const answer = await ask(http({ method: 'GET', url, headers: { Accept: 'application/json' } }));
  const parsed = configurationSchema.safeParse(parseJson(answer.text));
  if (answer.status !== 200 || !parsed.success) {
    const places = parsed.success ? '' : parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new AppError('registration-configuration-invalid', `status ${answer.status} ${places}`);
  }
  // Otherwise anyone could register as another's platform, or send us about with our own calls.
  const { host } = new URL(url);
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri, registration_endpoint } = parsed.data;
  const addresses = { issuer, authorization_endpoint, token_endpoint, jwks_uri, registration_endpoint };
  for (const [name, given] of Object.entries(addresses)) {
    if (!isAllowedAddress(given, deps.config) || new URL(given).host !== host) {
      throw new AppError('registration-configuration-invalid', `${name} is not at ${host}`);
    }
  }
  return parsed.data;
}

async function register(
  deps: LtiDeps,
  http: Http,
  settings: LtiSettings,
  configuration: Configuration,
  token: string | undefined,
): Promise<Registration> {
  const answer = await ask(
    http({
      method: 'POST',
      url: configuration.registration_endpoint,
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(token && /^[\x21-\x7e]+$/.test(token) ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(registrationRequest(settings, deps.config.publicUrl)),
    }),
  );
  const parsed = registrationSchema.safeParse(parseJson(answer.text));
  if (answer.status >= 200 && answer.status < 300 && parsed.success) return parsed.data;
  // Moodle says why in one word of plain text.
  const said = /^[\w .:-]{1,120}$/.test(answer.text) ? answer.text : '';
  throw new AppError('registration-refused', `status ${answer.status} ${said}`);
}

function save(
  deps: LtiDeps,
  configuration: Configuration,
  registration: Registration,
  status: 'active' | 'pending',
): Promise<RegisteredPlatform> {
  const about = configuration['https://purl.imsglobal.org/spec/lti-platform-configuration'];
  return saveRegistration(deps.db, {
    issuer: configuration.issuer,
    clientId: registration.client_id,
    authUrl: configuration.authorization_endpoint,
    tokenUrl: configuration.token_endpoint,
    jwksUrl: configuration.jwks_uri,
    product: about?.product_family_code ?? null,
    deploymentId: registration[TOOL]?.deployment_id,
    status,
  });
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new AppError('registration-unreachable', error instanceof Error ? error.message : '', {
      cause: error,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
