import { z } from 'zod';
import { recordedExchanges } from './recorded.ts';

export interface Person {
  /** Moodle's user id. */
  readonly id: string;
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly idnumber: string;
  readonly role: 'Instructor' | 'Learner' | 'Administrator';
  enrolled: boolean;
}

export interface Activity {
  readonly cmid: number;
  /** `resource_link.id` */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly custom: Readonly<Record<string, string>>;
}

/** A grade in Moodle's database, as the recordings show it after each score. */
export interface Grade {
  raw: number | null;
  final: number | null;
  feedback: string | null;
  /** Seconds, 0 when the teacher has not typed one. */
  overridden: number;
  /** Seconds. */
  timemodified: number | null;
  locked: boolean;
}

export interface Item {
  readonly id: number;
  label: string;
  scoreMaximum: number;
  resourceId: string;
  tag: string;
  /** The link that the services show for it. */
  linkId: string | null;
  /** The activity whose grade it is; null for one that a tool made. */
  readonly activityId: string | null;
  readonly more: Readonly<Record<string, unknown>>;
  readonly grades: Map<string, Grade>;
}

export interface Course {
  readonly people: Person[];
  readonly activities: Activity[];
  readonly items: Item[];
  nextItem: number;
}

export function newCourse(): Course {
  return { people: recordedPeople(), activities: [], items: [], nextItem: 2 };
}

/** Deep linking in Moodle: the activity and the grade item that goes with it. */
export function addActivity(
  course: Course,
  wanted: {
    name: string;
    description: string;
    custom: Readonly<Record<string, string>>;
    lineItem: {
      scoreMaximum: number;
      resourceId: string;
      tag: string;
      submissionReview?: object | undefined;
    } | null;
  },
): Activity {
  const number = course.activities.length + 1;
  const { name, description, custom } = wanted;
  const activity = { cmid: number + 1, id: String(number), name, description, custom };
  course.activities.push(activity);
  // The item bears the activity's name, whatever label the tool gave.
  if (wanted.lineItem) {
    const { submissionReview, ...item } = wanted.lineItem;
    const more = submissionReview ? { submissionReview } : {};
    addItem(course, { ...item, label: name, linkId: activity.id, activityId: activity.id, more });
  }
  return activity;
}

/** « Dupliquer »: everything is kept but the ids and the title. */
export function duplicateActivity(course: Course, id: string): Activity {
  const original = course.activities.find((activity) => activity.id === id);
  if (!original) throw new Error(`no activity ${id}`);
  const item = course.items.find((candidate) => candidate.activityId === id) ?? null;
  return addActivity(course, { ...original, name: `${original.name} (copy)`, lineItem: item });
}

export function addItem(
  course: Course,
  wanted: {
    label: string;
    scoreMaximum: number;
    resourceId?: string;
    tag?: string;
    linkId?: string | null;
    activityId?: string | null;
    more?: Readonly<Record<string, unknown>>;
  },
): Item {
  const item: Item = {
    id: course.nextItem,
    label: wanted.label,
    scoreMaximum: wanted.scoreMaximum,
    resourceId: wanted.resourceId ?? '',
    tag: wanted.tag ?? '',
    linkId: wanted.linkId ?? null,
    activityId: wanted.activityId ?? null,
    more: wanted.more ?? {},
    grades: new Map(),
  };
  course.nextItem += 1;
  course.items.push(item);
  return item;
}

/** The `lineitem` claim of a link: only while exactly one item names the link. */
export function claimedItem(course: Course, activityId: string): Item | null {
  const [item, another] = course.items.filter((candidate) => candidate.linkId === activityId);
  return item && !another ? item : null;
}

const memberships = z.object({
  members: z.array(
    z.object({
      user_id: z.string(),
      roles: z.tuple([z.enum(['Learner', 'Instructor'])]),
      lis_person_sourcedid: z.string(),
      given_name: z.string(),
      family_name: z.string(),
      email: z.string(),
      ext_user_username: z.string(),
    }),
  ),
});

/** Those of the recorded roster, in its order, and the site's administrator, who is not enrolled. */
function recordedPeople(): Person[] {
  const { members } = memberships.parse(recordedExchanges('memberships.json', '').get('all')?.response.body);
  const people: Person[] = members.map((member) => ({
    id: member.user_id,
    username: member.ext_user_username,
    givenName: member.given_name,
    familyName: member.family_name,
    email: member.email,
    idnumber: member.lis_person_sourcedid,
    role: member.roles[0],
    enrolled: true,
  }));
  return [
    ...people,
    {
      id: '2',
      username: 'admin',
      givenName: 'Admin',
      familyName: 'User',
      email: 'admin@example.org',
      idnumber: '',
      role: 'Administrator',
      enrolled: false,
    },
  ];
}
