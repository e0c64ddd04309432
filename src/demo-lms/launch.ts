/** Third-party-initiated login: the form that sends a person to the tool (LTI security framework 5.1.1.1). */
import type { Hint, Platform } from './installation.ts';
import { clientById, originsOf } from './installation.ts';
import type { Activity, Client } from './state.ts';
import type { Person } from './world.ts';

export interface LaunchForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Origins that the tool's pages have, for this page's policy. */
  readonly origins: readonly string[];
}

/** A login form for one launch: its hint works once, for ten minutes. */
export function launchForm(
  platform: Platform,
  client: Client,
  someone: Person,
  activity: Activity | undefined,
  target: Hint['target'],
): LaunchForm {
  const hint = platform.hints.put({
    personId: someone.id,
    clientId: client.id,
    target,
    ...(activity === undefined ? {} : { activityId: activity.id }),
  });
  const targetLinkUri = activity === undefined ? client.deepLinkUri : (activity.url ?? client.targetLinkUri);
  const fields: [string, string][] = [
    ['iss', platform.url],
    ['target_link_uri', targetLinkUri],
    ['login_hint', someone.sub],
    ['lti_message_hint', hint],
    ['client_id', client.id],
    ['lti_deployment_id', client.deploymentId],
  ];
  if (target === 'iframe' && platform.store.state.settings.platformStorage) {
    fields.push(['lti_storage_target', '_parent']);
  }
  return { action: client.loginUrl, fields, origins: originsOf(client) };
}

export function clientOf(platform: Platform, activity: Activity): Client | undefined {
  return clientById(platform, activity.clientId);
}
