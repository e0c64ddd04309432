import type { IncomingMessage } from 'node:http';
import type { Activity, Person } from './course.ts';
import type { Logins } from './login.ts';
import type { Container, Moodle } from './moodle.ts';
import { courseList, framed, opener } from './pages.ts';

/** The pages that a person of the course clicks on. */
export function showPlace(
  moodle: Moodle,
  logins: Logins,
  person: Person,
  place: string,
  address: URL,
  request: IncomingMessage,
): string {
  const activity = moodle.course.activities.find(
    ({ cmid }) => String(cmid) === address.searchParams.get('id'),
  );
  const container = containerFor(moodle.settings.container, request.headers['user-agent'] ?? '');
  const forUser = address.searchParams.get('user');
  const here = `/as/${person.username}`;
  if (place === 'course') {
    const link = ({ cmid, name }: Activity) => ({ href: `${here}/view.php?id=${cmid}`, name });
    return courseList(moodle.course.activities.map(link));
  }
  if (place === 'add') return framed('Ajouter', `${here}/contentitem.php`, moodle.toolUrl);
  if (place === 'contentitem.php') {
    return logins.initiate({ person, kind: 'deepLinking', activity: null, container, forUser: null });
  }
  if (!activity) throw new Error('no such activity');
  const launch = `${here}/launch.php?id=${activity.cmid}`;
  if (place === 'view.php' && container === 'iframe') return framed(activity.name, launch, moodle.toolUrl);
  if (place === 'view.php' && container === 'window') return opener(activity.name, launch);
  return logins.initiate({
    person,
    kind: forUser === null ? 'link' : 'review',
    activity,
    container,
    forUser,
  });
}

/** On a phone or a tablet the tool replaces the page, whatever the setting. */
function containerFor(setting: Container, userAgent: string): Container {
  return /Mobile|Android|iPad/.test(userAgent) ? 'frame' : setting;
}
