/** What people change: activities, settings, tools. Answers are redirections to the page that shows the change. */
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { deleteActivity, duplicateActivity } from './activities.ts';
import type { Platform } from './installation.ts';
import { activityById, clientById, FIXED_CLIENT_ID } from './installation.ts';
import { PageRefusal, sendPage } from './page.ts';
import { actingPerson, actingTeacher, activityOf, frameOf } from './pages.ts';
import { personById } from './world.ts';

const settingsSchema = z.object({
  platformStorage: z.literal('on').optional(),
  launchIn: z.enum(['iframe', 'tab']),
  services: z.enum(['ok', '503', 'slow']),
});

/** Refuses writes that another site's page makes: the person is in the address, so nothing else would. */
export function refuseOtherSites(request: Request, _response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site');
  if (request.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new PageRefusal(403, 'Demande refusée', 'Elle vient d’un autre site. Recommencez depuis le cours.');
  }
  next();
}

export function choosePerson(request: Request, response: Response): void {
  const { personne } = request.query;
  const someone = typeof personne === 'string' ? personById(personne) : undefined;
  response.redirect(303, someone === undefined ? '/' : `/as/${someone.id}/course`);
}

export async function removeActivity(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const teacher = actingTeacher(request);
  const { activity: id } = request.params;
  const activity = typeof id === 'string' ? activityById(platform, id) : undefined;
  // Deleting twice is done: the second of two clicks finds nothing to do.
  if (activity !== undefined) await deleteActivity(platform, activity);
  response.redirect(303, `/as/${teacher.id}/course`);
}

export async function copyActivity(platform: Platform, request: Request, response: Response): Promise<void> {
  const teacher = actingTeacher(request);
  const { activity } = activityOf(platform, request);
  await duplicateActivity(platform, activity);
  response.redirect(303, `/as/${teacher.id}/course`);
}

export async function changeSettings(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const teacher = actingTeacher(request);
  const wanted = settingsSchema.safeParse(formOf(request));
  if (!wanted.success) {
    throw new PageRefusal(
      400,
      'Réglages illisibles',
      'Revenez à la page des réglages et enregistrez à nouveau.',
    );
  }
  const { platformStorage, launchIn, services } = wanted.data;
  platform.store.state.settings = { platformStorage: platformStorage === 'on', launchIn };
  platform.faults.set(
    services === 'ok' ? null : services === 'slow' ? 'slow' : { status: 503, retryAfter: 10 },
  );
  await platform.store.save();
  response.redirect(303, `/as/${teacher.id}/settings?ok=1`);
}

/** Opens a tool's registration page in a frame, with a token made for it (LTI Dynamic Registration 1.0, 3.3). */
export async function startRegistration(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const teacher = actingTeacher(request);
  const given = z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .safeParse(formOf(request).registerUrl);
  if (!given.success) {
    throw new PageRefusal(
      400,
      'Adresse d’inscription illisible',
      'Donnez l’adresse complète que l’outil vous a fournie\u202f; elle commence par http:// ou https://.',
    );
  }
  const address = new URL(given.data);
  address.searchParams.set('openid_configuration', platform.addresses.discovery);
  address.searchParams.set('registration_token', platform.registrationTokens.put(true));
  const page = { ...frameOf(teacher, 'Inscrire un outil', 'settings'), address: address.href };
  await sendPage(response, 'register', page, { frames: [address.origin] });
}

/** Takes a registered tool away; its activities stay listed and say that their tool is gone. */
export async function removeClient(platform: Platform, request: Request, response: Response): Promise<void> {
  const teacher = actingTeacher(request);
  const { client: id } = request.params;
  const client = typeof id === 'string' ? clientById(platform, id) : undefined;
  if (client !== undefined && client.id !== FIXED_CLIENT_ID) {
    const { state } = platform.store;
    state.clients = state.clients.filter((other) => other !== client);
    await platform.store.save();
  }
  response.redirect(303, `/as/${teacher.id}/settings?ok=1`);
}

/** Pages of a person that do not exist still know who is acting. */
export function missingPage(request: Request): never {
  actingPerson(request);
  throw new PageRefusal(404, 'Page introuvable', 'Cette adresse n’existe pas. Revenez au cours.');
}

function formOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(typeof request.body === 'string' ? request.body : ''));
}
