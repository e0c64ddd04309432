import type { Request, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { translator } from '../i18n/translate.ts';
import { localeOf, page } from '../web/page.ts';
import type { LtiDeps } from './deps.ts';
import { allowFraming } from './framing.ts';
import type { Http } from './http.ts';
import { takeInvite } from './invites.ts';
import {
  ask,
  bearer,
  type Configuration,
  parseJson,
  productOf,
  readConfiguration,
  readOffer,
  text,
} from './platform-configuration.ts';
import { type RegisteredPlatform, saveRegistration } from './save-registration.ts';
import { type LtiSettings, registrationRequest } from './settings.ts';

const query = z.object({
  openid_configuration: z.string().min(1).max(2048),
  registration_token: z.string().max(8192).optional(),
  invite: z.string().max(200).optional(),
});

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const registrationSchema = z.object({
  client_id: text(255),
  [TOOL]: z
    .object({ deployment_id: text(255).optional() })
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
      const configuration = await readConfiguration(deps, http, openid_configuration, registration_token);
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
        ...bearer(token),
      },
      body: JSON.stringify(registrationRequest(settings, deps.config.publicUrl, readOffer(configuration))),
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
  return saveRegistration(deps.db, {
    issuer: configuration.issuer,
    clientId: registration.client_id,
    authUrl: configuration.authorization_endpoint,
    tokenUrl: configuration.token_endpoint,
    jwksUrl: configuration.jwks_uri,
    tokenAudience: configuration.authorization_server ?? null,
    product: productOf(configuration),
    deploymentId: registration[TOOL]?.deployment_id,
    status,
  });
}
