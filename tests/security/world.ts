import { sql } from 'kysely';
import { signAddress } from '../../src/web/signed-address.ts';
import { NOWHERE } from './hostile.ts';
import {
  giveCampaign,
  givePerson,
  givePlace,
  givePlatform,
  open,
  type Person,
  pageHeaders,
} from './people.ts';
import type { Site } from './site.ts';

/** Who comes to the door, in the order of the matrix's columns. */
export const COLUMNS = [
  'nobody',
  'pupil',
  'classmate',
  'pupilElsewhere',
  'teacher',
  'teacherElsewhere',
  'administrator',
  'visitor',
  'foreignTeacher',
  'foreignAdministrator',
  'console',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Two platforms, three courses, and what one pupil did in one of them. */
export interface World {
  readonly people: Readonly<Record<Exclude<Column, 'nobody' | 'console'>, Person>>;
  /** Of campaigns whose runs are: just begun, over, and sent with a grade refused. */
  readonly codes: {
    readonly begun: string;
    readonly over: string;
    readonly sent: string;
    /** Of profiles. */
    readonly collection: string;
  };
  readonly runs: { readonly begun: string; readonly over: string; readonly sent: string };
  readonly challenge: string;
  readonly participation: string;
  readonly tutorial: string;
  /** Everything held about the pupil, at the address signed for them. */
  readonly myData: string;
  /** A campaign's results, at the address signed for the teacher; and what a pupil would get by signing it for themselves. */
  readonly results: { readonly plain: string; readonly signed: string; readonly ofPupil: string };
  /** A platform that nothing else needs, at an address where nobody answers. */
  readonly idle: string;
  /** Of a file for download: its address as it is, and signed for the pupil. */
  readonly file: { readonly plain: string; readonly signed: string };
  /** Words that must stay among those who may read them, with these. */
  readonly secrets: readonly { readonly word: string; readonly readers: readonly Column[] }[];
}

export async function buildWorld(site: Site): Promise<World> {
  const alpha = await givePlatform(site, 'alpha');
  const beta = await givePlatform(site, 'beta');
  const idle = await givePlatform(site, 'idle', NOWHERE);
  const here = await givePlace(site, alpha, 'Cours-Corneille');
  const elsewhere = await givePlace(site, alpha, 'Cours-Racine');
  const abroad = await givePlace(site, beta, 'Cours-Voltaire');
  const people = {
    pupil: await givePerson(site, here, 'Abgrall', 'learner'),
    classmate: await givePerson(site, here, 'Bescond', 'learner'),
    pupilElsewhere: await givePerson(site, elsewhere, 'Corlay', 'learner'),
    teacher: await givePerson(site, here, 'Drevillon', 'teacher'),
    teacherElsewhere: await givePerson(site, elsewhere, 'Evanno', 'teacher'),
    administrator: await givePerson(site, here, 'Floch', 'teacher', { deepLinking: true }),
    visitor: await givePerson(site, here, 'Guivarch', 'none'),
    foreignTeacher: await givePerson(site, abroad, 'Hascoet', 'teacher'),
    foreignAdministrator: await givePerson(site, abroad, 'Inizan', 'teacher', { deepLinking: true }),
  };
  const campaign = { name: 'Nominterne', title: 'Titremontre' };
  const codes = {
    begun: (await giveCampaign(site, people.teacher, campaign)).code,
    over: (await giveCampaign(site, people.teacher, campaign)).code,
    sent: (await giveCampaign(site, people.teacher, campaign)).code,
    collection: (await giveCampaign(site, people.teacher, { ...campaign, purpose: 'collect' })).code,
  };
  const { token, session } = await open(site, people.pupil);
  const begin = async (code: string) => {
    await linkTo(site, here.resourceLinkId, code);
    const address = await post(site, token, `/campaigns/${code}/participations`);
    return address.replace('/runs/', '');
  };
  const runs = {
    begun: await begin(codes.begun),
    over: await begin(codes.over),
    sent: await begin(codes.sent),
  };
  for (const id of [runs.over, runs.sent]) await finish(site, id);
  await post(site, token, `/runs/${runs.sent}/sending`);
  const refused = await site.db
    .updateTable('grade')
    .set({ state: 'refused', reason: 'grade.reason.refused' })
    .executeTakeFirst();
  if (refused.numUpdatedRows !== 1n) throw new Error('one grade was expected');
  const run = await site.db
    .selectFrom('run')
    .select('currentChallenge')
    .where('id', '=', runs.begun)
    .executeTakeFirstOrThrow();
  const participation = await site.db
    .selectFrom('participation')
    .select('id')
    .where('runId', '=', runs.sent)
    .executeTakeFirstOrThrow();
  const teaching = await open(site, people.teacher);
  const results = `/campaigns/${codes.sent}/documents/results.csv`;
  const plain = `/files/${downloadOf(site)}`;
  const alphas = COLUMNS.filter(
    (column) => !['nobody', 'console'].includes(column) && !column.startsWith('foreign'),
  );
  return {
    people,
    codes,
    runs,
    challenge: run.currentChallenge ?? '',
    participation: participation.id,
    tutorial: [...site.bank.tutorials.keys()][0] ?? '',
    myData: signAddress(site.secret, session.id, '/me/data/palier.json', new Date()),
    results: {
      plain: results,
      signed: signAddress(site.secret, teaching.session.id, results, new Date()),
      ofPupil: signAddress(site.secret, session.id, results, new Date()),
    },
    idle: idle.platformId,
    file: { plain, signed: signAddress(site.secret, session.id, plain, new Date()) },
    secrets: [
      { word: 'Abgrall', readers: ['pupil', 'teacher'] },
      { word: 'Bescond', readers: ['classmate', 'teacher'] },
      { word: 'Corlay', readers: ['pupilElsewhere', 'teacherElsewhere'] },
      // Pupils are told whose campaign it is.
      { word: 'Drevillon', readers: alphas },
      { word: 'Titremontre', readers: alphas },
      { word: 'Nominterne', readers: ['teacher', 'teacherElsewhere', 'administrator'] },
      // Whoever sent a result is told to which course, and a teacher's pages and files name theirs.
      { word: 'Cours-Corneille', readers: ['pupil', 'classmate', 'teacher', 'administrator'] },
      { word: 'Cours-Voltaire', readers: ['foreignTeacher', 'foreignAdministrator'] },
      // Everybody reads what is held about themselves.
      { word: 'Evanno', readers: ['teacherElsewhere'] },
      // Colleagues of a course read who made its campaigns.
      { word: 'Floch', readers: ['administrator', 'teacher'] },
      { word: 'Guivarch', readers: ['visitor'] },
      { word: 'Hascoet', readers: ['foreignTeacher'] },
      { word: 'Inizan', readers: ['foreignAdministrator', 'foreignTeacher'] },
      { word: 'Cours-Racine', readers: ['teacherElsewhere', 'pupilElsewhere'] },
    ],
  };
}

/** A digest of every row that pupils and teachers care for. */
export async function digest(site: Site): Promise<string> {
  const parts = TABLES.map(
    (table) => sql`select ${sql.lit(table)} as t, md5(string_agg(r::text, ',' order by r::text)) as d
      from ${sql.table(table)} r`,
  );
  const { rows } = await sql<{ t: string; d: string | null }>`${sql.join(parts, sql` union all `)}`.execute(
    site.db,
  );
  return JSON.stringify(rows);
}

const TABLES = [
  'platform',
  'deployment',
  'lti_user',
  'context',
  'resource_link',
  'enrolment',
  'registration_invite',
  'tool_key',
  'audit_event',
  'run',
  'answer',
  'run_skill',
  'challenge_report',
  'campaign',
  'campaign_link',
  'participation',
  'participation_link',
  'practice',
  'knowledge_reset',
  'line_item',
  'grade',
  'tutorial_mark',
  'pupil_division',
  'lsu_level',
];

async function post(site: Site, token: string, address: string): Promise<string> {
  const answer = await fetch(site.url + address, {
    method: 'POST',
    headers: pageHeaders(token),
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === null) throw new Error(`${answer.status} at ${address}`);
  return location;
}

async function linkTo(site: Site, resourceLinkId: string, code: string): Promise<void> {
  const { id } = await site.db
    .selectFrom('campaign')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  await site.db
    .updateTable('campaignLink')
    .set({ campaignId: id })
    .where('resourceLinkId', '=', resourceLinkId)
    .execute();
}

/** As if its last question had been answered. */
async function finish(site: Site, runId: string): Promise<void> {
  await site.db
    .updateTable('run')
    .set({ status: 'finished', finishedAt: new Date(), currentChallenge: null, currentSkill: null })
    .where('id', '=', runId)
    .execute();
}

function downloadOf(site: Site): string {
  for (const challenge of site.bank.challenges.values()) {
    const [attachment] = challenge.attachments;
    if (attachment && !challenge.generator) return attachment.path;
  }
  throw new Error('the bank has no file for download');
}
