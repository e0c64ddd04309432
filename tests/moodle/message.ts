import { type Activity, claimedItem, type Person } from './course.ts';
import { type Container, gradeScopes, type Moodle } from './moodle.ts';
import { CLIENT_ID, type Message, type MessageName, recordedMessages } from './recorded.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';

/** What a person asked for by a click in Moodle. */
export interface Wish {
  readonly person: Person;
  readonly kind: 'link' | 'deepLinking' | 'review';
  readonly activity: Activity | null;
  readonly container: Container;
  readonly forUser: string | null;
}

/** The recorded message nearest to a wish: people, link, course items, nonce and times put in place of the recorded. */
export function messageFor(moodle: Moodle, wish: Wish): Message {
  const recorded = recordedMessages(moodle.origin, moodle.launchUrl)[choose(moodle, wish)];
  const { initiation, payload } = inTheNameOf(recorded, wish.person);
  if (wish.activity) putLink(moodle, payload, wish.activity, wish);
  return { initiation, payload };
}

export function sealed(moodle: Moodle, payload: Message['payload'], nonce: string): Message['payload'] {
  const iat = Math.floor(moodle.now() / 1000);
  return { ...payload, nonce, iat, exp: iat + 60, iss: moodle.origin, aud: CLIENT_ID };
}

function choose(moodle: Moodle, { person, kind, container }: Wish): MessageName {
  const admin = person.role === 'Administrator';
  if (kind === 'review') return 'review';
  if (kind === 'deepLinking') {
    if (admin) return 'deepLinkingAdmin';
    return moodle.course.activities.length === 0 ? 'deepLinkingFirst' : 'deepLinking';
  }
  if (admin) return 'admin';
  if (person.role === 'Instructor') return 'teacher';
  if (!moodle.settings.sharesNames) return 'pupilPrivacyOff';
  if (container === 'window') return 'pupilWindow';
  if (container === 'frame') return 'pupilMobile';
  return person.idnumber === '' ? 'pupilWithoutIdnumber' : 'pupil';
}

const RECORDED_PUPILS = [
  ['4', 'Zoé', 'Benoît', 'eleve.benoit', 'INE-0001A'],
  ['6', 'Inès', 'Ouâli', 'eleve.ouali', 'INE-0003C'],
] as const;

function inTheNameOf(recorded: Message, person: Person): Message {
  const known = RECORDED_PUPILS.find(([id]) => id === recorded.payload.sub && id !== person.id);
  if (!known) return structuredClone(recorded);
  const [id, givenName, familyName, username, idnumber] = known;
  const text = JSON.stringify(recorded)
    .replaceAll(JSON.stringify(id), JSON.stringify(person.id))
    .replaceAll(username, person.username)
    .replaceAll(idnumber, person.idnumber)
    .replaceAll(givenName, person.givenName)
    .replaceAll(familyName, person.familyName);
  const changed: Message = JSON.parse(text);
  return changed;
}

function putLink(moodle: Moodle, payload: Message['payload'], activity: Activity, wish: Wish): void {
  const item = claimedItem(moodle.course, activity.id);
  const returns = new URLSearchParams({ course: '2', launch_container: '3', instanceid: activity.id });
  payload[`${LTI}resource_link`] = {
    title: activity.name,
    description: activity.description,
    id: activity.id,
  };
  payload[`${LTI}launch_presentation`] = {
    ...asObject(payload[`${LTI}launch_presentation`]),
    document_target: wish.container,
    return_url: `${moodle.origin}/mod/lti/return.php?${returns}&sesskey=P8sYEV4wts`,
  };
  const { campaign_id: _recorded, ...custom } = asObject(payload[`${LTI}custom`]);
  payload[`${LTI}custom`] = { ...custom, ...activity.custom, link_title: activity.name };
  if (wish.forUser !== null) payload[`${LTI}for_user`] = { user_id: wish.forUser };
  const scope = gradeScopes(moodle.settings.gradeService);
  if (scope.length === 0) delete payload[AGS];
  else {
    const services = `${moodle.origin}/mod/lti/services.php/2/lineitems`;
    payload[AGS] = {
      scope,
      lineitems: `${services}?type_id=1`,
      ...(item ? { lineitem: `${services}/${item.id}/lineitem?type_id=1` } : {}),
    };
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
