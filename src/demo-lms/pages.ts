/** The pages people read. The acting person is in the address: there is no session and no cookie. */
import type { Request, Response } from 'express';
import { gradebookFor } from './gradebook.ts';
import type { Platform } from './installation.ts';
import { activityById, clientById, FIXED_CLIENT_ID, lineItemsOf, originsOf } from './installation.ts';
import { clientOf, launchForm } from './launch.ts';
import { PageRefusal, sendPage } from './page.ts';
import type { Activity, Client } from './state.ts';
import type { Person } from './world.ts';
import { COURSE, PEOPLE, personById, SCHOOL } from './world.ts';

export async function showHome(platform: Platform, response: Response): Promise<void> {
  await sendPage(response, 'home', {
    ...frameOf(undefined, COURSE.title, 'home'),
    teachers: PEOPLE.filter(({ role }) => role === 'teacher'),
    pupils: PEOPLE.filter(({ role }) => role === 'pupil'),
    activities: platform.store.state.activities,
  });
}

export async function showCourse(platform: Platform, request: Request, response: Response): Promise<void> {
  const someone = actingPerson(request);
  const { recu } = request.query;
  const receipt = typeof recu === 'string' ? platform.receipts.peek(recu) : undefined;
  await sendPage(response, 'course', {
    ...frameOf(someone, `${COURSE.title}\u00a0: activités`, 'course'),
    activities: platform.store.state.activities.map((activity) => ({
      ...activity,
      tool: clientOf(platform, activity)?.name ?? 'outil retiré',
      graded: lineItemsOf(platform, activity).length > 0,
    })),
    clients: shownClients(platform),
    receipt: receipt?.personId === someone.id ? receipt : undefined,
  });
}

export async function showActivity(platform: Platform, request: Request, response: Response): Promise<void> {
  const someone = actingPerson(request);
  const { activity, client } = activityOf(platform, request);
  const { settings } = platform.store.state;
  const framed = settings.launchIn === 'iframe';
  const form = framed ? launchForm(platform, client, someone, activity, 'iframe') : undefined;
  const origins = originsOf(client);
  await sendPage(
    response,
    'activity',
    {
      ...frameOf(someone, activity.title, 'course'),
      activity,
      client,
      form,
      ...storageOf(platform, origins),
    },
    { formTargets: origins, frames: origins },
  );
}

/** Opens the activity in the whole window, as a new tab does. */
export async function showActivityTab(
  platform: Platform,
  request: Request,
  response: Response,
): Promise<void> {
  const someone = actingPerson(request);
  const { activity, client } = activityOf(platform, request);
  const form = launchForm(platform, client, someone, activity, 'window');
  const page = { title: activity.title, action: form.action, fields: form.fields, target: '_self' };
  await sendPage(response, 'forward', page, { formTargets: form.origins });
}

/** The tool's picker, in a frame (deep linking). */
export async function showPicker(platform: Platform, request: Request, response: Response): Promise<void> {
  const someone = actingTeacher(request);
  const { outil } = request.query;
  const client = typeof outil === 'string' ? clientById(platform, outil) : platform.store.state.clients[0];
  if (client === undefined) {
    throw new PageRefusal(404, 'Outil inconnu', 'Cet outil n’est plus installé. Revenez au cours.');
  }
  const form = launchForm(platform, client, someone, undefined, 'iframe');
  await sendPage(
    response,
    'picker',
    {
      ...frameOf(someone, 'Ajouter une activité', 'course'),
      client,
      form,
      ...storageOf(platform, form.origins),
    },
    { formTargets: form.origins, frames: form.origins },
  );
}

export async function showGradebook(platform: Platform, request: Request, response: Response): Promise<void> {
  const someone = actingPerson(request);
  const table = gradebookFor(platform, someone);
  await sendPage(response, 'gradebook', { ...frameOf(someone, 'Carnet de notes', 'gradebook'), ...table });
}

export async function showRoster(request: Request, response: Response): Promise<void> {
  const someone = actingPerson(request);
  await sendPage(response, 'roster', { ...frameOf(someone, 'Liste de la classe', 'roster'), people: PEOPLE });
}

export async function showSettings(platform: Platform, request: Request, response: Response): Promise<void> {
  const someone = actingTeacher(request);
  const mode = platform.faults.mode();
  await sendPage(response, 'settings', {
    ...frameOf(someone, 'Réglages', 'settings'),
    settings: platform.store.state.settings,
    services: mode === null ? 'ok' : mode === 'slow' ? 'slow' : '503',
    clients: shownClients(platform),
    registerUrl: platform.options.tool.registerUrl,
    platformFacts: { url: platform.url, ...platform.addresses },
    saved: request.query.ok === '1',
  });
}

/** Where a tool sends people back (`launch_presentation.return_url`), with its message if it has one. */
export async function showReturn(request: Request, response: Response): Promise<void> {
  const someone = actingPerson(request);
  const text = (name: string): string | undefined => {
    const value = request.query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 1_000) : undefined;
  };
  await sendPage(response, 'return', {
    title: 'Retour au cours',
    courseUrl: `/as/${someone.id}/course`,
    message: text('lti_msg'),
    errorMessage: text('lti_errormsg'),
  });
}

export function actingPerson(request: Request): Person {
  const { person: id } = request.params;
  const someone = typeof id === 'string' ? personById(id) : undefined;
  if (someone === undefined) {
    throw new PageRefusal(
      404,
      'Personne inconnue',
      'Choisissez une personne du cours sur la page d’accueil.',
    );
  }
  return someone;
}

export function actingTeacher(request: Request): Person {
  const someone = actingPerson(request);
  if (someone.role !== 'teacher') {
    throw new PageRefusal(
      403,
      'Réservé aux enseignants',
      'Seule une enseignante ou un enseignant du cours peut faire cela. Revenez à l’accueil pour changer de personne.',
    );
  }
  return someone;
}

export function activityOf(platform: Platform, request: Request): { activity: Activity; client: Client } {
  const { activity: id } = request.params;
  const activity = typeof id === 'string' ? activityById(platform, id) : undefined;
  const client = activity === undefined ? undefined : clientOf(platform, activity);
  if (activity === undefined || client === undefined) {
    throw new PageRefusal(
      404,
      'Activité introuvable',
      'Elle a été supprimée, ou son outil a été retiré. Revenez au cours.',
    );
  }
  return { activity, client };
}

/** What the frame of every page needs: title, who is acting, which tab is current. */
export function frameOf(someone: Person | undefined, title: string, current: string): object {
  return { title, someone, current, course: COURSE, school: SCHOOL };
}

/** Tools, with the one that can't be taken away marked. */
function shownClients(platform: Platform): object[] {
  return platform.store.state.clients.map((client) => ({ ...client, fixed: client.id === FIXED_CLIENT_ID }));
}

/** What the page's script needs to serve the tool's messages; only these origins are answered. */
function storageOf(platform: Platform, origins: readonly string[]): object {
  const { platformStorage } = platform.store.state.settings;
  return { storage: platformStorage ? 'on' : 'off', toolOrigins: origins.join(' ') };
}
