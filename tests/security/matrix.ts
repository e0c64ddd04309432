import type { World } from './world.ts';

/** One request, and the status that each column of people must get (one number: everybody the same). */
export interface Row {
  /** As Express knows it: `GET /runs/:id`. */
  readonly route: string;
  /** Which of the route's cases. */
  readonly what?: string;
  readonly address: (world: World) => string;
  readonly fields?: (world: World) => Record<string, string>;
  readonly expect: readonly number[];
}

const PUBLIC = [200];
const REFUSED = [400];

/*
 * Columns: nobody, pupil, classmate, pupil of another course, teacher, teacher of another course, administrator of the
 * LMS (a Deep Linking session), visitor (no role: a parent, or an administrator's ordinary launch), teacher and
 * administrator of another platform, and an administrator of Palier at the console, who is nobody for all other pages
 * (where the last column is left out, it is as the first). « Nobody » asks as a page's script does, and is told that the session is over; a
 * navigation gets an empty shell. A pupil's run is theirs alone; a code opens a campaign on its platform and shows
 * nothing of another course; only Deep Linking reaches the picker.
 */
const SIGNED_IN = [401, 200, 200, 200, 200, 200, 200, 200, 200, 200];
const OWN_PAGE = [401, 200, 404, 404, 404, 404, 404, 404, 404, 404];
const OWN_ACT = [401, 303, 404, 404, 404, 404, 404, 404, 404, 404];
// A pupil's own space: no other person's can be named.
const PUPIL_PAGE = [401, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const PUPIL_ACT = [401, 303, 303, 303, 403, 403, 403, 403, 403, 403];
// A teacher's space: everybody's own list, and the campaigns of their courses alone.
const TEACHER_PAGE = [401, 403, 403, 403, 200, 200, 403, 403, 200, 403];
const TEACHER_ACT = [401, 403, 403, 403, 303, 404, 403, 403, 404, 403];
const CONSOLE_PAGE = [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 200];
const CONSOLE_ACT = [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 303];
const DEEP_LINKING = [401, 403, 403, 403, 403, 403, 200, 403, 403, 200];
const TAUGHT = [401, 403, 403, 403, 200, 200, 403, 403, 200, 403];

export const MATRIX: readonly Row[] = [
  { route: 'GET /healthz', address: () => '/healthz', expect: PUBLIC },
  { route: 'GET /readyz', address: () => '/readyz', expect: PUBLIC },
  // Off unless the settings say otherwise.
  { route: 'GET /metrics', address: () => '/metrics', expect: PUBLIC },
  { route: 'GET /lti/login', address: () => '/lti/login', expect: REFUSED },
  { route: 'POST /lti/login', address: () => '/lti/login', expect: REFUSED },
  { route: 'GET /lti/launch', address: () => '/lti/launch', expect: PUBLIC },
  { route: 'POST /lti/launch', address: () => '/lti/launch', expect: REFUSED },
  { route: 'GET /lti/jwks', address: () => '/lti/jwks', expect: PUBLIC },
  { route: 'GET /lti/config.json', address: () => '/lti/config.json', expect: PUBLIC },
  { route: 'GET /lti/register', address: () => '/lti/register', expect: REFUSED },
  {
    route: 'GET /lti/register',
    what: 'without an invitation',
    address: () => '/lti/register?openid_configuration=https://lms.example/openid',
    expect: [403],
  },
  // Simulated applications: a document with a policy of its own, that holds nothing of anybody.
  {
    route: 'GET /assets/frames/:component/:locale',
    what: 'frame',
    address: () => '/assets/frames/file-manager/fr',
    expect: PUBLIC,
  },
  // Made-up samples, outside production only.
  { route: 'GET /dev/styleguide', address: () => '/dev/styleguide', expect: PUBLIC },
  { route: 'GET /dev/styleguide/picture.svg', address: () => '/dev/styleguide/picture.svg', expect: PUBLIC },
  { route: 'ALL /dev/styleguide/nowhere', address: () => '/dev/styleguide/nowhere', expect: [204] },
  {
    route: 'GET /dev/styleguide/:view/:state',
    address: () => '/dev/styleguide/message/words',
    expect: PUBLIC,
  },
  { route: 'GET /', address: () => '/', expect: [401, 200, 200, 200, 303, 303, 303, 303, 303, 303] },
  { route: 'GET /competences', address: () => '/competences', expect: PUPIL_PAGE },
  { route: 'GET /competences/:code', address: () => '/competences/1.1', expect: PUPIL_PAGE },
  {
    route: 'GET /competences/:code',
    what: 'of none',
    address: () => '/competences/9.9',
    expect: [401, 404, 404, 404, 403, 403, 403, 403, 403, 403],
  },
  {
    route: 'POST /competences/:code/practice',
    address: () => '/competences/1.1/practice',
    expect: PUPIL_ACT,
  },
  { route: 'GET /competences/:code/reset', address: () => '/competences/1.1/reset', expect: PUPIL_PAGE },
  {
    route: 'POST /competences/:code/reset',
    what: 'where nothing is to be forgotten',
    address: () => '/competences/4.1/reset',
    expect: PUPIL_ACT,
  },
  { route: 'GET /code', address: () => '/code', expect: PUPIL_PAGE },
  {
    route: 'POST /code',
    what: 'of a campaign of this platform',
    address: () => '/code',
    fields: ({ codes }) => ({ code: codes.sent }),
    expect: PUPIL_ACT,
  },
  {
    route: 'POST /code',
    what: 'of none',
    address: () => '/code',
    fields: () => ({ code: 'BCDFGH222' }),
    expect: [401, 422, 422, 422, 403, 403, 403, 403, 403, 403],
  },
  // Read without a session too, by a navigation.
  { route: 'GET /how-it-works', address: () => '/how-it-works', expect: SIGNED_IN },
  { route: 'GET /accessibility', address: () => '/accessibility', expect: SIGNED_IN },
  { route: 'GET /settings', address: () => '/settings', expect: SIGNED_IN },
  {
    route: 'POST /settings',
    address: () => '/settings',
    fields: () => ({ theme: 'dark' }),
    expect: SIGNED_IN,
  },
  { route: 'GET /welcome/:why', address: () => '/welcome/no-role', expect: SIGNED_IN },
  { route: 'GET /picker/', address: () => '/picker', expect: DEEP_LINKING },
  {
    route: 'POST /picker/ready',
    what: 'a campaign of this platform',
    address: () => '/picker/ready',
    fields: ({ codes }) => ({ campaign: codes.begun }),
    expect: [401, 403, 403, 403, 403, 403, 200, 403, 403, 404],
  },
  {
    route: 'POST /picker/ready',
    what: 'a model',
    address: () => '/picker/ready',
    fields: () => ({ model: 'rentree-3e' }),
    expect: DEEP_LINKING,
  },
  {
    route: 'POST /picker/campaigns',
    address: () => '/picker/campaigns',
    fields: () => ({ model: 'rentree-3e', name: 'Essai' }),
    expect: DEEP_LINKING,
  },
  { route: 'POST /picker/cancellation', address: () => '/picker/cancellation', expect: DEEP_LINKING },
  { route: 'GET /campaigns', address: () => '/campaigns', expect: TEACHER_PAGE },
  { route: 'GET /campaigns/new', address: () => '/campaigns/new', expect: TEACHER_PAGE },
  {
    route: 'POST /campaigns',
    what: 'without a name',
    address: () => '/campaigns',
    fields: () => ({ model: 'rentree-3e' }),
    expect: [401, 403, 403, 403, 422, 422, 403, 403, 422, 403],
  },
  {
    route: 'GET /campaigns/:code/settings',
    address: ({ codes }) => `/campaigns/${codes.sent}/settings`,
    expect: [401, 403, 403, 403, 200, 404, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/settings',
    address: ({ codes }) => `/campaigns/${codes.sent}/settings`,
    fields: () => ({ name: 'Nominterne', title: 'Titremontre' }),
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/archiving',
    address: ({ codes }) => `/campaigns/${codes.over}/archiving`,
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/restoration',
    address: ({ codes }) => `/campaigns/${codes.over}/restoration`,
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/copies',
    address: ({ codes }) => `/campaigns/${codes.over}/copies`,
    fields: () => ({ key: '00000000-0000-4000-8000-000000000000' }),
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/deletion',
    what: 'of a campaign that was begun',
    address: ({ codes }) => `/campaigns/${codes.over}/deletion`,
    expect: TEACHER_ACT,
  },
  {
    route: 'GET /campaigns/:code',
    address: ({ codes }) => `/campaigns/${codes.sent}`,
    expect: [401, 303, 303, 303, 200, 200, 403, 303, 404, 404],
  },
  // In one's own course alone: of another's, nobody's results.
  {
    route: 'GET /campaigns/:code/results',
    address: ({ codes }) => `/campaigns/${codes.sent}/results`,
    expect: [401, 403, 403, 403, 200, 200, 403, 403, 404, 403],
  },
  {
    route: 'GET /campaigns/:code/analysis',
    address: ({ codes }) => `/campaigns/${codes.sent}/analysis`,
    expect: [401, 403, 403, 403, 200, 200, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/next',
    what: 'from no model',
    address: ({ codes }) => `/campaigns/${codes.sent}/next`,
    fields: () => ({ model: 'none' }),
    expect: [401, 403, 403, 403, 422, 422, 403, 403, 404, 403],
  },
  {
    route: 'GET /campaigns/:code/recreation',
    what: 'of a campaign that stands',
    address: ({ codes }) => `/campaigns/${codes.sent}/recreation?model=rentree-3e`,
    expect: [401, 303, 303, 303, 303, 303, 303, 303, 200, 403],
  },
  {
    route: 'POST /campaigns/:code/recreation',
    what: 'from no model',
    address: ({ codes }) => `/campaigns/${codes.sent}/recreation?model=none`,
    expect: [401, 403, 403, 403, 422, 422, 403, 403, 422, 403],
  },
  {
    route: 'GET /campaigns/:code/entry',
    address: ({ codes }) => `/campaigns/${codes.sent}/entry`,
    expect: [401, 200, 200, 200, 303, 303, 303, 200, 404, 404],
  },
  {
    route: 'POST /campaigns/:code/participations',
    address: ({ codes }) => `/campaigns/${codes.begun}/participations`,
    expect: [401, 303, 303, 303, 403, 403, 403, 403, 404, 404],
  },
  {
    route: 'GET /campaigns/new/parcours',
    address: () => '/campaigns/new/parcours',
    expect: TEACHER_PAGE,
  },
  {
    route: 'POST /campaigns/new/parcours',
    address: () => '/campaigns/new/parcours',
    fields: () => ({ act: 'preview', competence: '1.1' }),
    expect: TEACHER_PAGE,
  },
  {
    route: 'POST /campaigns/new/landing',
    what: 'of whoever makes a campaign, in a course or while an activity is placed',
    address: () => '/campaigns/new/landing',
    fields: () => ({ landingText: '**Bonjour**' }),
    expect: [401, 403, 403, 403, 200, 200, 200, 403, 200, 200],
  },
  // Another's, or none at all: nothing is taken out, and nothing is said of it.
  {
    route: 'POST /campaigns/models/:id/removal',
    address: () => '/campaigns/models/1/removal',
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 303, 403],
  },
  {
    route: 'POST /campaigns/models/:id/restoration',
    address: () => '/campaigns/models/1/restoration',
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 303, 403],
  },
  {
    route: 'GET /campaigns/:code/profiles',
    address: ({ codes }) => `/campaigns/${codes.collection}/profiles`,
    expect: [401, 403, 403, 403, 200, 200, 403, 403, 404, 403],
  },
  {
    route: 'GET /campaigns/:code/profiles',
    what: 'of an assessment',
    address: ({ codes }) => `/campaigns/${codes.sent}/profiles`,
    expect: [401, 403, 403, 403, 404, 404, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/profiles',
    address: ({ codes }) => `/campaigns/${codes.collection}/profiles`,
    expect: [401, 303, 303, 303, 403, 403, 403, 403, 404, 404],
  },
  {
    route: 'POST /campaigns/:code/trials',
    address: ({ codes }) => `/campaigns/${codes.begun}/trials`,
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 404, 403],
  },
  // A choice for one's own course alone.
  {
    route: 'POST /campaigns/:code/deleted-columns',
    address: ({ codes }) => `/campaigns/${codes.begun}/deleted-columns`,
    fields: () => ({ deletedColumns: 'report' }),
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/columns',
    address: ({ codes }) => `/campaigns/${codes.begun}/columns`,
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 404, 403],
  },
  // By an address signed for the teacher alone: `tests/campaigns/live.test.ts` follows one.
  {
    route: 'GET /campaigns/:code/live',
    what: 'not signed',
    address: ({ codes }) => `/campaigns/${codes.sent}/live`,
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  // The end of a campaign, in one's own course.
  {
    route: 'POST /campaigns/:code/closing',
    address: ({ codes }) => `/campaigns/${codes.over}/closing`,
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/closure',
    address: ({ codes }) => `/campaigns/${codes.over}/closure`,
    expect: TEACHER_ACT,
  },
  {
    route: 'POST /campaigns/:code/reopening',
    address: ({ codes }) => `/campaigns/${codes.over}/reopening`,
    expect: TEACHER_ACT,
  },
  // Grades of one's own course alone.
  {
    route: 'GET /campaigns/:code/grades',
    address: ({ codes }) => `/campaigns/${codes.sent}/grades`,
    expect: [401, 403, 403, 403, 200, 200, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/grades/deliveries',
    address: ({ codes }) => `/campaigns/${codes.begun}/grades/deliveries`,
    fields: () => ({ which: 'all' }),
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 404, 403],
  },
  {
    route: 'POST /campaigns/:code/grades/columns/:id/maximum',
    what: 'of no column of the course',
    address: ({ codes }) => `/campaigns/${codes.sent}/grades/columns/999999/maximum`,
    fields: () => ({ maximum: '20' }),
    expect: [401, 403, 403, 403, 404, 404, 403, 403, 404, 403],
  },
  // Of one's own course alone: another's report stays as it is.
  {
    route: 'POST /campaigns/:code/reports/seen',
    address: ({ codes }) => `/campaigns/${codes.begun}/reports/seen`,
    fields: () => ({ report: '1' }),
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 404, 403],
  },
  { route: 'GET /runs/:id', what: 'begun', address: ({ runs }) => `/runs/${runs.begun}`, expect: OWN_PAGE },
  { route: 'GET /runs/:id', what: 'over', address: ({ runs }) => `/runs/${runs.over}`, expect: OWN_PAGE },
  {
    route: 'GET /runs/:id',
    what: 'of nobody',
    address: () => '/runs/99999999',
    expect: [401, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'POST /runs/:id/answers',
    what: 'empty',
    address: ({ runs }) => `/runs/${runs.begun}/answers`,
    fields: ({ challenge }) => ({ challenge }),
    expect: [401, 422, 404, 404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'POST /runs/:id/reports/:challenge',
    address: ({ runs, challenge }) => `/runs/${runs.begun}/reports/${challenge}`,
    fields: () => ({ kind: 'unclear' }),
    expect: OWN_ACT,
  },
  {
    route: 'POST /runs/:id/reports/:challenge',
    what: 'of a challenge never met',
    address: ({ runs }) => `/runs/${runs.begun}/reports/nowhere`,
    fields: () => ({ kind: 'unclear' }),
    expect: [401, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'GET /runs/:id/reports/:challenge',
    address: ({ runs, challenge }) => `/runs/${runs.begun}/reports/${challenge}`,
    expect: OWN_PAGE,
  },
  {
    route: 'POST /runs/:id/obstacles/:challenge',
    what: 'of what is not asked',
    address: ({ runs }) => `/runs/${runs.begun}/obstacles/nowhere`,
    fields: () => ({ reason: 'picture' }),
    expect: OWN_ACT,
  },
  {
    route: 'POST /runs/:id/focus',
    address: ({ runs }) => `/runs/${runs.begun}/focus`,
    expect: OWN_ACT,
  },
  {
    route: 'POST /runs/:id/departures',
    address: ({ runs }) => `/runs/${runs.begun}/departures`,
    fields: ({ challenge }) => ({ challenge, times: '1' }),
    expect: [401, 204, 404, 404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'POST /runs/:id/skips',
    address: ({ runs }) => `/runs/${runs.begun}/skips`,
    fields: ({ challenge }) => ({ challenge }),
    expect: OWN_ACT,
  },
  {
    route: 'POST /runs/:id/acknowledgements',
    address: ({ runs }) => `/runs/${runs.begun}/acknowledgements?upto=1`,
    expect: OWN_ACT,
  },
  { route: 'GET /runs/:id/result', address: ({ runs }) => `/runs/${runs.sent}/result`, expect: OWN_PAGE },
  { route: 'GET /runs/:id/answers', address: ({ runs }) => `/runs/${runs.sent}/answers`, expect: OWN_PAGE },
  // A run that counts has no answers on demand, not even for its pupil.
  {
    route: 'GET /runs/:id/solution',
    address: ({ runs }) => `/runs/${runs.begun}/solution`,
    expect: [401, 403, 403, 403, 404, 404, 403, 403, 404, 403],
  },
  { route: 'POST /runs/:id/sending', address: ({ runs }) => `/runs/${runs.over}/sending`, expect: OWN_ACT },
  {
    route: 'POST /runs/:id/retries',
    what: 'too early',
    address: ({ runs }) => `/runs/${runs.sent}/retries`,
    expect: [401, 409, 404, 404, 404, 404, 404, 404, 404, 404],
  },
  {
    route: 'GET /participations/:id',
    address: ({ participation }) => `/participations/${participation}`,
    expect: [401, 403, 403, 403, 200, 404, 403, 403, 404, 403],
  },
  {
    route: 'POST /participations/:id/deliveries',
    address: ({ participation }) => `/participations/${participation}/deliveries`,
    expect: [401, 403, 403, 403, 303, 404, 403, 403, 404, 403],
  },
  // Put back by the next row: the world stays as it was.
  {
    route: 'POST /participations/:id/removal',
    address: ({ participation }) => `/participations/${participation}/removal`,
    expect: [401, 403, 403, 403, 303, 404, 403, 403, 404, 403],
  },
  {
    route: 'POST /participations/:id/restoration',
    address: ({ participation }) => `/participations/${participation}/restoration`,
    expect: [401, 403, 403, 403, 303, 404, 403, 403, 404, 403],
  },
  // Of the courses one teaches alone.
  { route: 'GET /pupils', address: () => '/pupils', expect: TAUGHT },
  {
    route: 'GET /pupils',
    what: 'of a course named in the address',
    address: ({ people }) => `/pupils?course=${people.pupil.place.contextId}`,
    expect: TAUGHT,
  },
  { route: 'GET /pupils/divisions', address: () => '/pupils/divisions', expect: TAUGHT },
  {
    route: 'POST /pupils/divisions',
    address: () => '/pupils/divisions',
    fields: () => ({ list: 'Personne;Inconnue;3e B' }),
    expect: TAUGHT,
  },
  {
    route: 'POST /pupils/divisions/keep',
    address: () => '/pupils/divisions/keep',
    fields: () => ({ list: 'Personne;Inconnue;3e B' }),
    expect: [401, 403, 403, 403, 303, 303, 403, 403, 303, 403],
  },
  { route: 'GET /pupils/lsu', address: () => '/pupils/lsu?grade=6e', expect: TAUGHT },
  {
    route: 'POST /pupils/lsu',
    what: 'of a pupil that one teaches',
    address: () => '/pupils/lsu',
    fields: ({ people }) => ({ grade: '3e', [`level-${people.pupil.userId}-1`]: '2' }),
    expect: [401, 403, 403, 403, 303, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /pupils/lsu/:grade/:course/:division/:name',
    what: 'not signed',
    address: () => '/pupils/lsu/3e/-/-/levels.csv',
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /pupils/:id',
    address: ({ people }) => `/pupils/${people.pupil.userId}`,
    expect: [401, 403, 403, 403, 200, 404, 403, 403, 404, 403],
  },
  // The address is the right: made for one live session, for two hours.
  { route: 'GET /files/*path', what: 'signed', address: ({ file }) => file.signed, expect: SIGNED_IN },
  {
    route: 'GET /files/*path',
    what: 'not signed',
    address: ({ file }) => file.plain,
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /campaigns/:code/documents/:name',
    what: 'signed for the teacher',
    address: ({ results }) => results.signed,
    expect: [401, 403, 403, 403, 200, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /campaigns/:code/documents/:name',
    what: 'signed for a pupil',
    address: ({ results }) => results.ofPupil,
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /campaigns/:code/documents/:name',
    what: 'not signed',
    address: ({ results }) => results.plain,
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  { route: 'GET /tutorials', address: () => '/tutorials', expect: SIGNED_IN },
  {
    route: 'POST /tutorials/:id/marks',
    address: ({ tutorial }) => `/tutorials/${tutorial}/marks?saved=yes&place=marks-list-x`,
    expect: [401, 303, 303, 303, 303, 303, 303, 303, 303, 303],
  },
  {
    route: 'GET /tutorials/:id/exercise',
    address: ({ tutorial }) => `/tutorials/${tutorial}/exercise`,
    expect: SIGNED_IN,
  },
  // A question of another lesson: sent back to one of this lesson.
  {
    route: 'POST /tutorials/:id/exercise',
    address: ({ tutorial }) => `/tutorials/${tutorial}/exercise`,
    fields: () => ({ challenge: 'none' }),
    expect: [401, 303, 303, 303, 303, 303, 303, 303, 303, 303],
  },
  // Each their own alone: what the pages say of others is in the secrets of the world.
  { route: 'GET /me', address: () => '/me', expect: SIGNED_IN },
  { route: 'GET /me/data', address: () => '/me/data', expect: SIGNED_IN },
  {
    route: 'GET /me/data/palier.json',
    what: 'signed for the pupil',
    address: ({ myData }) => myData,
    expect: [401, 200, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  {
    route: 'GET /me/data/palier.json',
    what: 'not signed',
    address: () => '/me/data/palier.json',
    expect: [401, 403, 403, 403, 403, 403, 403, 403, 403, 403],
  },
  { route: 'GET /tutorials/:id', address: ({ tutorial }) => `/tutorials/${tutorial}`, expect: SIGNED_IN },
  // Ends every session of the person: after the rows that need one.
  { route: 'POST /session/closure', address: () => '/session/closure', expect: SIGNED_IN },
  // Palier's own administrator.
  {
    route: 'GET /admin/enter/',
    what: 'without a key',
    address: () => '/admin/enter',
    expect: [403],
  },
  {
    route: 'POST /admin/enter/',
    what: 'with a guessed key',
    address: () => '/admin/enter',
    fields: () => ({ key: 'x'.repeat(43) }),
    expect: [403],
  },
  {
    route: 'GET /admin/',
    address: () => '/admin',
    expect: CONSOLE_PAGE,
  },
  {
    route: 'GET /admin/audit',
    address: () => '/admin/audit',
    expect: CONSOLE_PAGE,
  },
  {
    route: 'GET /admin/tutorials/',
    address: () => '/admin/tutorials',
    expect: CONSOLE_PAGE,
  },
  {
    route: 'GET /admin/reports/',
    address: () => '/admin/reports',
    expect: CONSOLE_PAGE,
  },
  {
    route: 'POST /admin/reports/',
    address: () => '/admin/reports',
    fields: () => ({ challenge: 'nowhere', upto: '1' }),
    expect: CONSOLE_ACT,
  },
  {
    route: 'GET /admin/invitations',
    address: () => '/admin/invitations',
    expect: CONSOLE_ACT,
  },
  {
    route: 'POST /admin/invitations',
    address: () => '/admin/invitations',
    fields: () => ({ hours: '1' }),
    expect: CONSOLE_PAGE,
  },
  {
    route: 'GET /admin/keys',
    address: () => '/admin/keys',
    expect: CONSOLE_PAGE,
  },
  {
    route: 'POST /admin/keys',
    address: () => '/admin/keys',
    expect: CONSOLE_ACT,
  },
  {
    route: 'GET /admin/platforms/:id',
    address: ({ idle }) => `/admin/platforms/${idle}`,
    expect: CONSOLE_PAGE,
  },
  {
    route: 'GET /admin/platforms/:id/test',
    address: ({ idle }) => `/admin/platforms/${idle}/test`,
    expect: CONSOLE_ACT,
  },
  {
    route: 'POST /admin/platforms/:id/test',
    address: ({ idle }) => `/admin/platforms/${idle}/test`,
    expect: CONSOLE_PAGE,
  },
  {
    route: 'POST /admin/platforms/:id/frames',
    address: ({ idle }) => `/admin/platforms/${idle}/frames`,
    fields: () => ({ origin: 'https://ent.example' }),
    expect: CONSOLE_ACT,
  },
  {
    route: 'POST /admin/platforms/:id/frames/removal',
    address: ({ idle }) => `/admin/platforms/${idle}/frames/removal`,
    fields: () => ({ origin: 'https://ent.example' }),
    expect: CONSOLE_ACT,
  },
  {
    route: 'GET /admin/platforms/:id/closure',
    address: ({ idle }) => `/admin/platforms/${idle}/closure`,
    expect: CONSOLE_PAGE,
  },
  {
    route: 'POST /admin/platforms/:id/closure',
    address: ({ idle }) => `/admin/platforms/${idle}/closure`,
    expect: CONSOLE_ACT,
  },
  {
    route: 'GET /admin/platforms/:id/joining',
    what: 'to itself',
    address: ({ idle }) => `/admin/platforms/${idle}/joining?into=${idle}`,
    expect: [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 409],
  },
  {
    route: 'POST /admin/platforms/:id/joining',
    what: 'to itself',
    address: ({ idle }) => `/admin/platforms/${idle}/joining`,
    fields: ({ idle }) => ({ into: idle }),
    expect: [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 409],
  },
  {
    route: 'POST /admin/platforms/:id/approval',
    address: ({ idle }) => `/admin/platforms/${idle}/approval`,
    expect: CONSOLE_ACT,
  },
  {
    route: 'POST /admin/closure',
    address: () => '/admin/closure',
    expect: CONSOLE_PAGE,
  },
];
