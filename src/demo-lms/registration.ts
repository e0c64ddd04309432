/** Dynamic registration of another tool, with a token that works once (LTI Dynamic Registration 1.0, 3). */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { IDENTITY_CLAIMS } from './discovery.ts';
import type { Platform } from './installation.ts';
import { SCOPES } from './installation.ts';
import { readBody, ServiceRefusal, sendAs } from './service.ts';
import type { Client } from './state.ts';

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const MOST_CLIENTS = 20;

const address = z.url({ protocol: /^https?$/ }).max(2_000);
const toolSchema = z.looseObject({
  domain: z.string().min(1).max(255),
  target_link_uri: address,
  description: z.string().max(2_000).optional(),
  custom_parameters: z.record(z.string().max(255), z.string().max(2_000)).default({}),
  claims: z.array(z.string().max(255)).max(50),
  messages: z
    .array(z.looseObject({ type: z.string().max(255), target_link_uri: address.optional() }))
    .max(20),
});
const registrationSchema = z.looseObject({
  application_type: z.literal('web'),
  response_types: z.array(z.string()).refine((types) => types.includes('id_token'), 'must hold id_token'),
  grant_types: z
    .array(z.string())
    .refine(
      (types) => types.includes('implicit') && types.includes('client_credentials'),
      'must hold implicit and client_credentials',
    ),
  initiate_login_uri: address,
  redirect_uris: z.array(address).min(1).max(20),
  client_name: z.string().trim().min(1).max(255),
  jwks_uri: address,
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  scope: z.string().max(2_000).default(''),
  [TOOL]: toolSchema,
});

/** Adds a client with its own id and deployment, and answers with its registration. */
export async function registerClient(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const token = /^Bearer +([\w-]+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined || platform.registrationTokens.peek(token) === undefined) {
    throw new ServiceRefusal(401, 'invalid_token', 'The registration token is missing, used or expired.', {
      'WWW-Authenticate': 'Bearer realm="demo-lms-registration"',
    });
  }
  const body = readRegistration(request);
  const tool = toolSchema.parse(body[TOOL]);
  checkDomain(tool);
  const { state } = platform.store;
  if (state.clients.length >= MOST_CLIENTS) {
    throw new ServiceRefusal(403, 'too_many', `This platform has ${MOST_CLIENTS} tools already.`);
  }
  // A refused registration leaves the token usable: the administrator corrects and tries again.
  platform.registrationTokens.take(token);
  const client = clientFrom(body, tool, String(state.nextDeployment));
  state.nextDeployment += 1;
  state.clients.push(client);
  await platform.store.save();
  platform.log.info({ clientId: client.id, name: client.name }, 'demo LMS: tool registered');
  sendAs(response, 201, 'application/json', {
    ...body,
    client_id: client.id,
    scope: client.scopes.join(' '),
    [TOOL]: { ...tool, version: '1.3.0', deployment_id: client.deploymentId },
  });
}

function readRegistration(request: Request): z.infer<typeof registrationSchema> {
  try {
    return readBody(request, 'application/json', registrationSchema);
  } catch (error) {
    if (!(error instanceof ServiceRefusal) || error.status !== 400) throw error;
    throw new ServiceRefusal(400, 'invalid_client_metadata', error.message);
  }
}

function checkDomain(tool: z.infer<typeof toolSchema>): void {
  const addresses = [
    tool.target_link_uri,
    ...tool.messages.flatMap((message) => message.target_link_uri ?? []),
  ];
  if (addresses.every((target) => new URL(target).host === tool.domain)) return;
  throw new ServiceRefusal(400, 'invalid_client_metadata', 'target_link_uri is not on the domain given.');
}

function clientFrom(
  body: z.infer<typeof registrationSchema>,
  tool: z.infer<typeof toolSchema>,
  deploymentId: string,
): Client {
  const scopes = body.scope.split(' ');
  const deepLinking = tool.messages.find((message) => message.type === 'LtiDeepLinkingRequest');
  return {
    id: randomUUID(),
    deploymentId,
    name: body.client_name,
    loginUrl: body.initiate_login_uri,
    redirectUris: body.redirect_uris,
    targetLinkUri: tool.target_link_uri,
    deepLinkUri: deepLinking?.target_link_uri ?? tool.target_link_uri,
    jwksUrl: body.jwks_uri,
    scopes: Object.values(SCOPES).filter((scope) => scopes.includes(scope)),
    claims: IDENTITY_CLAIMS.filter((claim) => tool.claims.includes(claim)),
    custom: tool.custom_parameters,
  };
}
