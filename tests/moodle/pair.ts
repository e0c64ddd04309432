import { openDatabase } from '../../src/db/database.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import type { Referential } from '../../src/referential/types.ts';
import { type HttpSession, launch, readForm } from '../support/http-person.ts';
import { freePort, type PalierProcess, startPalier } from '../support/palier.ts';
import { playOverHttp } from '../support/play-http.ts';
import type { Activity, Grade, Item } from './course.ts';
import { type MoodlePlatform, type Received, startMoodle } from './platform.ts';
import { CLIENT_ID } from './recorded.ts';

/** Palier as its own process beside the replayed Moodle, registered as an administrator would. */
export interface Pair {
  readonly palier: PalierProcess;
  readonly moodle: MoodlePlatform;
  readonly platformId: string;
  close(): Promise<void>;
}

export const TEACHER = 'prof.lefevre';
export const PUPIL = 'eleve.benoit';

export async function startPair(): Promise<Pair> {
  const palier = await startPalier({ DEMO_LMS: 'off', ALLOW_PRIVATE_NETWORK: 'on' });
  const moodle = await startMoodle(await freePort(), palier.url);
  const db = openDatabase(palier.database.url, { max: 1 });
  const platformId = await addPlatform(db, {
    name: 'Moodle du collège',
    issuer: moodle.url,
    clientId: CLIENT_ID,
    authUrl: `${moodle.url}/mod/lti/auth.php`,
    tokenUrl: `${moodle.url}/mod/lti/token.php`,
    jwksUrl: `${moodle.url}/mod/lti/certs.php`,
    deploymentIds: ['1'],
  });
  await db.destroy();
  return {
    palier,
    moodle,
    platformId,
    async close() {
      await palier.close();
      await moodle.close();
    },
  };
}

/** The teacher, or another, adds the first ready campaign by deep linking. */
export async function addCampaign(
  { palier, moodle }: Pair,
  options: { readonly competenceColumns: boolean; readonly as?: string },
): Promise<Activity> {
  const teacher = await launch(palier.url, `${moodle.url}/as/${options.as ?? TEACHER}/contentitem.php`);
  const ready = readForm(teacher.html);
  if (options.competenceColumns) ready.fields.set('competenceColumns', 'on');
  else ready.fields.delete('competenceColumns');
  const picked = readForm((await teacher.post(ready.action, ready.fields)).html);
  const returned = await fetch(picked.action, { method: 'POST', body: picked.fields });
  const answer = await returned.text();
  const cmid = /id="added">(\d+)</.exec(answer)?.[1];
  const activity = moodle.course.activities.find((candidate) => String(candidate.cmid) === cmid);
  if (!activity) throw new Error(`not added: ${answer}`);
  return activity;
}

export function open(
  { palier, moodle }: Pair,
  username: string,
  activity: Activity,
  more = '',
): Promise<HttpSession> {
  return launch(palier.url, `${moodle.url}/as/${username}/launch.php?id=${activity.cmid}${more}`);
}

/** A pupil at the end of the run, ready to send. */
export async function finish(pair: Pair, bank: Referential, activity: Activity, username = PUPIL) {
  const session = await open(pair, username, activity);
  const { runId, html } = await playOverHttp(session, bank, (_challenge, turn) => turn % 3 !== 2);
  const percent = Number(/class="score-percent">\D*(\d+)/.exec(html)?.[1]);
  return { session, runId, percent, send: () => session.post(`/runs/${runId}/sending`) };
}

/** The item of the activity itself. */
export function ownItem({ moodle }: Pair, activity: Activity): Item {
  const item = moodle.course.items.find(({ activityId }) => activityId === activity.id);
  if (!item) throw new Error(`no item for ${activity.name}`);
  return item;
}

/** The items that Palier made for a campaign. */
export function columns({ moodle }: Pair, activity: Activity): Item[] {
  const campaign = `${activity.custom.campaign}:${activity.id}:`;
  return moodle.course.items.filter(({ resourceId }) => resourceId.startsWith(campaign));
}

export function gradeIn(pair: Pair, item: Item, username = PUPIL): Grade | undefined {
  return item.grades.get(pair.moodle.person(username).id);
}

/** The scores posted to an item, oldest first. */
export function postsTo({ moodle }: Pair, item: Item): Received[] {
  return moodle.received.filter(({ url }) => url.includes(`/lineitems/${item.id}/lineitem/scores`));
}
