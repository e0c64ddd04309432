/** The deep linking return address: the tool's answer from its picker (Deep Linking 2.0, 4.5). */
import type { Request, Response } from 'express';
import type { JWTPayload } from 'jose';
import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { addActivities, contentItemSchema } from './activities.ts';
import type { Platform } from './installation.ts';
import { clientById } from './installation.ts';
import { PageRefusal, sendPage } from './page.ts';
import type { Client } from './state.ts';
import type { Person } from './world.ts';
import { personById } from './world.ts';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
const DL_CLAIM = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const REPEAT = 'Revenez au cours et choisissez l’activité à nouveau.';

const message = z.string().max(2_000).optional();
const answerSchema = z.looseObject({
  nonce: z.string().min(1).max(255),
  [`${CLAIM}/message_type`]: z.literal('LtiDeepLinkingResponse'),
  [`${CLAIM}/version`]: z.literal('1.3.0'),
  [`${CLAIM}/deployment_id`]: z.string(),
  [`${DL_CLAIM}/data`]: z.string(),
  [`${DL_CLAIM}/content_items`]: z.array(contentItemSchema).max(50).default([]),
});
const messagesSchema = z.looseObject({
  [`${DL_CLAIM}/msg`]: message,
  [`${DL_CLAIM}/errormsg`]: message,
  [`${DL_CLAIM}/log`]: message,
  [`${DL_CLAIM}/errorlog`]: message,
});

/** Verifies the answer, makes the activities, and shows what was done; refusals are pages. */
export async function takeDeepLinkingAnswer(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
  const { client, claims } = await verified(platform, form.get('JWT') ?? '');
  const answer = answerSchema.safeParse(claims);
  const messages = messagesSchema.safeParse(claims);
  if (!answer.success || !messages.success) {
    const [issue] = (answer.error ?? messages.error)?.issues ?? [];
    throw refusal(
      `La réponse de l’outil est mal formée (${issue?.path.join('.')}\u00a0: ${issue?.message}).`,
    );
  }
  if (answer.data[`${CLAIM}/deployment_id`] !== client.deploymentId) {
    throw refusal('La réponse de l’outil porte un autre deployment_id que celui de la demande.');
  }
  const someone = await asker(platform, client, String(answer.data[`${DL_CLAIM}/data`]));
  if (!platform.nonceSeen(`${client.id} ${answer.data.nonce}`, Date.now() + 24 * 3_600_000)) {
    throw refusal('Cette réponse a déjà été reçue.');
  }
  const items = z.array(contentItemSchema).parse(answer.data[`${DL_CLAIM}/content_items`]);
  const titles = await addActivities(platform, client, items);
  logMessages(platform, messages.data);
  const errorMessage = asText(messages.data[`${DL_CLAIM}/errormsg`]);
  const receipt = platform.receipts.put({
    personId: someone.id,
    titles,
    message: asText(messages.data[`${DL_CLAIM}/msg`]),
  });
  await sendPage(response, 'picked', {
    title: 'Choix terminé',
    courseUrl: `/as/${someone.id}/course?recu=${receipt}`,
    titles,
    errorMessage,
  });
}

async function verified(platform: Platform, jwt: string): Promise<{ client: Client; claims: JWTPayload }> {
  try {
    const { iss } = decodeJwt(jwt);
    const client = iss === undefined ? undefined : clientById(platform, iss);
    if (client === undefined) throw refusal('La réponse vient d’un outil que ce LMS ne connaît pas (iss).');
    const claims = await platform.toolKeys.verify(client, jwt, {
      issuer: client.id,
      audience: platform.url,
      requiredClaims: ['iat', 'exp', 'nonce'],
    });
    return { client, claims };
  } catch (error) {
    if (error instanceof PageRefusal) throw error;
    const reason = error instanceof errors.JOSEError ? error.message : 'clés de l’outil illisibles';
    throw refusal(`La signature ou les dates de la réponse ne conviennent pas (${reason}).`);
  }
}

/** The teacher whose request this answers. The data we signed comes back as it was sent, and counts once. */
async function asker(platform: Platform, client: Client, data: string): Promise<Person> {
  let claims: JWTPayload;
  try {
    const read = await jwtVerify(data, platform.keys.publicKey, {
      algorithms: ['RS256'],
      issuer: platform.url,
      audience: platform.addresses.deepLinkReturn,
      requiredClaims: ['sub', 'jti', 'exp'],
    });
    claims = read.payload;
  } catch {
    throw refusal('La réponse ne rend pas la donnée (data) de la demande, ou la rend trop tard.');
  }
  const someone = personById(claims.sub ?? '');
  if (claims.client !== client.id || someone === undefined) {
    throw refusal('La donnée (data) rendue est celle d’un autre outil.');
  }
  const { state } = platform.store;
  const now = Date.now();
  if (state.answeredDeepLinks.some((answered) => answered.id === claims.jti)) {
    throw refusal('Cette demande a déjà reçu sa réponse.');
  }
  state.answeredDeepLinks = state.answeredDeepLinks.filter((answered) => answered.until > now).slice(-1_000);
  state.answeredDeepLinks.push({ id: claims.jti ?? '', until: (claims.exp ?? 0) * 1000 });
  return someone;
}

function logMessages(platform: Platform, messages: z.infer<typeof messagesSchema>): void {
  const log = asText(messages[`${DL_CLAIM}/log`]);
  const errorlog = asText(messages[`${DL_CLAIM}/errorlog`]);
  if (log !== undefined) platform.log.info({ log }, 'demo LMS: message from the tool');
  if (errorlog !== undefined) platform.log.error({ errorlog }, 'demo LMS: error from the tool');
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function refusal(reason: string): PageRefusal {
  return new PageRefusal(400, 'Aucune activité n’a été ajoutée', `${reason} ${REPEAT}`);
}
