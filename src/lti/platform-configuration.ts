import { z } from 'zod';
import { AppError } from '../errors.ts';
import { cleanText } from '../web/clean-text.ts';
import type { LtiDeps } from './deps.ts';
import { type Http, isAllowedAddress } from './http.ts';
import { isVendorHost, isVendorTokenHost } from './vendors.ts';

const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

/** Kept whole or refused: what PostgreSQL cannot store (NUL, half characters) stands in no address and no id. */
export const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((given) => cleanText(given) === given);
const address = text(2048);
const configurationSchema = z.object({
  issuer: address,
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  registration_endpoint: address,
  scopes_supported: z.array(z.string()).max(200).optional().catch(undefined),
  // What our assertions are addressed to; not always an address.
  authorization_server: address.optional().catch(undefined),
  [PLATFORM]: z
    .object({
      product_family_code: z.string().max(100).optional(),
      messages_supported: z
        .array(z.object({ type: z.string(), placements: z.array(z.string()).max(200).optional() }))
        .max(100)
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
/** What a platform says of itself (LTI Dynamic Registration 1.0, 3.4; OpenID Connect Discovery). */
export type Configuration = z.output<typeof configurationSchema>;

/**
 * Reads a configuration and checks that it speaks for its own host only.
 * @throws AppError registration-configuration-invalid, registration-unreachable
 */
export async function readConfiguration(
  deps: LtiDeps,
  http: Http,
  url: string,
  token: string | undefined,
): Promise<Configuration> {
  if (!isAllowedAddress(url, deps.config)) {
    throw new AppError('registration-configuration-invalid', 'the configuration is at a refused address');
  }
  // Canvas asks for the token here too.
  const headers = { Accept: 'application/json', ...bearer(token) };
  const answer = await ask(http({ method: 'GET', url, headers }));
  const parsed = configurationSchema.safeParse(parseJson(answer.text));
  if (answer.status !== 200 || !parsed.success) {
    const places = parsed.success ? '' : parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new AppError('registration-configuration-invalid', `status ${answer.status} ${places}`);
  }
  checkHosts(deps, parsed.data, new URL(url));
  return parsed.data;
}

/** Otherwise anyone could register as another's platform, or send us about with our own calls. */
function checkHosts(deps: LtiDeps, configuration: Configuration, at: URL): void {
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri, registration_endpoint } = configuration;
  const isHere = (url: URL) => url.host === at.host;
  const ofVendor = isVendorHost(issuer, at);
  const addresses = { issuer, authorization_endpoint, token_endpoint, jwks_uri, registration_endpoint };
  for (const [name, given] of Object.entries(addresses)) {
    const url = isAllowedAddress(given, deps.config) ? new URL(given) : null;
    const good =
      url &&
      (isHere(url) ||
        (ofVendor && isVendorHost(issuer, url)) ||
        (name === 'token_endpoint' && isVendorTokenHost(url)));
    if (!good) throw new AppError('registration-configuration-invalid', `${name} is not at ${at.host}`);
  }
  // OpenID Connect Discovery 1.0, 3.
  if (/[?#]/.test(issuer)) {
    throw new AppError('registration-configuration-invalid', 'the issuer has a query or a fragment');
  }
}

/** What the platform has for tools; null: it does not say. */
export interface Offer {
  readonly scopes: readonly string[] | null;
  readonly messages: readonly string[] | null;
  /** Where people choose content of a tool. */
  readonly places: readonly string[];
}

export function readOffer(configuration: Configuration): Offer {
  const messages = configuration[PLATFORM]?.messages_supported;
  const places = (messages ?? []).flatMap(({ type, placements }) =>
    type === 'LtiDeepLinkingRequest' ? (placements ?? []) : [],
  );
  return {
    scopes: configuration.scopes_supported ?? null,
    messages: messages?.map(({ type }) => type) ?? null,
    places,
  };
}

/** What the platform calls its product, or null. */
export function productOf(configuration: Configuration): string | null {
  return configuration[PLATFORM]?.product_family_code ?? null;
}

/** The header of a registration token, when there is one that a header can hold. */
export function bearer(token: string | undefined): Record<string, string> {
  return token && /^[\x21-\x7e]+$/.test(token) ? { Authorization: `Bearer ${token}` } : {};
}

/** @throws AppError registration-unreachable */
export async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new AppError('registration-unreachable', error instanceof Error ? error.message : '', {
      cause: error,
    });
  }
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
